"""What a subject can say: stub until the grammar lands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A word that opens a process."""

    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectField:
    """One field of a subject."""

    name: str
    catalogue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRule:
    """The form of a subject that opens a process."""

    process: str
    keywords: tuple[Keyword, ...]
    fields: tuple[SubjectField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city that a branch serves."""

    name: str
    branch: str
    aliases: tuple[str, ...] = ()
