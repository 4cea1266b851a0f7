"""The subject of a mail as values: what the rules expect in it, and what was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A word that opens a process.

    Attributes:
        text: One word, as people are expected to write it; case and accents do not count.
        value: The spelling that the case keeps, so that several texts may mean the same.
    """

    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectField:
    """One part of the subject after the keyword: free text, or, with a ``catalogue``, one of a known set."""

    name: str
    catalogue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRule:
    """The subject that opens one process: ``KEYWORD-free text-entry of the catalogue``.

    Attributes:
        process: Name of the process in the rules.
        keywords: At least one.
        fields: A free field, which may hold hyphens, and then one with a catalogue, which says where it ends.
    """

    process: str
    keywords: tuple[Keyword, ...]
    fields: tuple[SubjectField, ...]

    def __post_init__(self) -> None:
        if not self.keywords or [field.catalogue is None for field in self.fields] != [True, False]:
            raise ValueError(f"{self.process}: a subject needs keywords, a free field and then one with a catalogue")


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city that a branch serves.

    Attributes:
        name: Short official name with its accents, ``Bogotá``.
        branch: Name of the branch.
        aliases: Other names that the company's rules give.
    """

    name: str
    branch: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the subject of a request says: keyword and city as the rules write them, the client as its author does."""

    keyword: str
    client: str
    city: str

    def __str__(self) -> str:
        """The whole subject in its right form."""
        return f"{self.keyword}-{self.client}-{self.city.upper()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectReading:
    """What a subject says.

    Attributes:
        process: The process that it asks to open, or ``None`` where it asks for nothing of ours.
        keyword: Canonical value of the keyword, or ``None``.
        fields: What was understood, by the rules' names: free text as written (NFC, single spaces), cities in their
            canonical spelling. A field that was not understood is absent.
        problems: Why no case may open on it as it stands; empty where the reading is whole and the only one. Each
            one's data holds ``written`` (the part that it is about), ``suggestion`` (entries of the catalogue, by
            comma, best first, or ``""``) and ``right_form`` (the whole subject as it should be).
        is_reply: A reply or forward prefix stood before it.
        is_forward: The outermost of those prefixes was one of forwarding.
        case_numbers: Numbers of cases named in brackets, normalised (``AN-2026-000123``), each once.
    """

    process: str | None = None
    keyword: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()
    is_reply: bool = False
    is_forward: bool = False
    case_numbers: tuple[str, ...] = ()

    @property
    def title(self) -> Title | None:
        """What it says, where it says all of it."""
        match tuple(self.fields.values()):
            case (client, city) if self.keyword and not self.problems:
                return Title(keyword=self.keyword, client=client, city=city)
        return None
