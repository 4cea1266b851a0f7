"""Three column types that mean the same on SQLite and PostgreSQL, whatever text a mail brings."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

LONGEST_KEY = 800
"""Bytes of UTF-8; three such columns fit into one entry of a PostgreSQL index, which holds 2,704 bytes."""


def storable(text: str) -> str:
    """The text without what a database cannot hold: NUL and lone surrogates, which broken mails do bring."""
    plain = str(text)
    if plain.isascii() and "\0" not in plain:
        return plain
    return plain.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")


def key_of(text: str) -> str:
    """The text as a key to look up: itself, or its digest where it is longer than an index can hold."""
    plain = storable(text)
    if plain.isascii() and len(plain) <= LONGEST_KEY:
        return plain
    raw = plain.encode()
    return plain if len(raw) <= LONGEST_KEY else f"sha256:{hashlib.sha256(raw).hexdigest()}"


class SafeText(TypeDecorator[str]):
    """Text of any length and origin."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's form
        """Makes the text storable."""
        return None if value is None else storable(value)


class Key(TypeDecorator[str]):
    """Text that rows are found by."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's form
        """Makes the text storable and short enough for an index."""
        return None if value is None else key_of(value)


class OptionalKey(Key):
    """A key that may be absent: ``""`` to us, ``NULL`` to the database, so that indexes and references skip it."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Empty is ``NULL``."""
        return super().process_bind_param(value, dialect) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:  # noqa: ARG002 - the base's form
        """``NULL`` is empty."""
        return value or ""


class Moment(TypeDecorator[datetime]):
    """A moment: ``timestamptz`` where there is such a type, else ISO 8601 in UTC of one width, which sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        native: TypeEngine[Any] = Text() if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(native)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """Always UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} lacks a time zone")
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: object, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's form
        """Aware again."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC) if isinstance(value, datetime) else None
