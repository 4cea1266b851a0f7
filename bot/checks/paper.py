"""A document as checks look at it: each value by name and type, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.core.document import CERTAIN, Document, FieldValue, Read, TextSource

MEMO = "memorando"
INVOICE = "factura_original"
EINVOICE = "factura_electronica"
LETTER = "carta_cliente"
REPLY = "carta_respuesta"
LOG = "informe_gestiones"
ROLES = (MEMO, INVOICE, EINVOICE, LETTER, REPLY, LOG)

MUCH_MORE = 0.4
"""How much more a file must look like another document before it is taken for that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a check saw; with the check's code and severity it becomes a :class:`bot.core.finding.Finding`.

    Attributes:
        document: Role of the document that it is about, or ``None``.
        file: Name of the attachment, or ``""``.
        place: Cell or page, or ``""``.
        data: Values for the sentence, already written for people.
    """

    document: str | None = None
    file: str = ""
    place: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Values by name. Every accessor gives its empty value where the name is absent, blank, or of another type."""

    reads: Mapping[str, Read]

    def has(self, name: str) -> bool:
        """Whether the form has this field, filled in or not."""
        return name in self.reads

    def place(self, name: str) -> str:
        """Where the field stands, or ``""``."""
        return self.reads[name].place if name in self.reads else ""

    def text(self, name: str) -> str:
        """A text, or ``""``."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """A day."""
        value = self._value(name)
        return value if isinstance(value, date) else None

    def money(self, name: str) -> Decimal | None:
        """An amount."""
        value = self._value(name)
        return value if isinstance(value, Decimal) else None

    def count(self, name: str) -> int | None:
        """A whole number."""
        value = self._value(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool | None:
        """Yes, no, or ``None`` where neither is marked."""
        value = self._value(name)
        return value if isinstance(value, bool) else None

    def kinds(self, name: str) -> tuple[str, ...]:
        """Several marks, in alphabetical order."""
        value = self._value(name)
        return tuple(sorted(value)) if isinstance(value, tuple) else ()

    def _value(self, name: str) -> FieldValue:
        return self.reads[name].value if name in self.reads else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Values):
    """One of the documents that the process asks for; without a file it has no values.

    Attributes:
        role: The rules' name of it.
        title: As people call it, with its article.
        document: The file, or ``None`` where it did not come or turned out to be something else.
        rows: The rows of its table.
    """

    role: str
    title: str
    document: Document | None
    rows: tuple[Values, ...]

    @classmethod
    def of(cls, role: str, title: str, file: Document | None) -> "Paper":
        """What came for a role, unless it looks like something else."""
        if file is None or is_something_else(file):
            return cls(role=role, title=title, document=None, reads={}, rows=())
        rows = tuple(Values(reads=row) for row in file.rows)
        return cls(role=role, title=title, document=file, reads=file.fields, rows=rows)

    @property
    def file(self) -> str:
        """The name of the file, or ``""``."""
        return self.document.filename if self.document else ""

    @property
    def readable(self) -> bool:
        """Whether there is a file whose content was read, so that what it does not say is really not there."""
        file = self.document
        return file is not None and file.damage is None and file.text_source is not TextSource.NONE

    @property
    def content(self) -> str:
        """All its text."""
        return self.document.text if self.document else ""

    @property
    def typed(self) -> str:
        """Its text, unless an engine read it, which may misread a number."""
        return self.content if self.document and self.document.scan is None else ""

    def evidence(self, name: str = "", place: str = "", **data: str) -> Evidence:
        """Something seen in this document, at the place of a field."""
        return Evidence(document=self.role, file=self.file, place=place or self.place(name), data=data)


def is_something_else(document: Document) -> bool:
    """Whether the content of a file with a role looks much more like another document."""
    own = document.likeness.get(document.role or "", 0.0)
    best = max(document.likeness.values(), default=0.0)
    return own < CERTAIN and best - own >= MUCH_MORE


def on_paper(day: date) -> str:
    """A day as the documents write it, for example ``03/04/2026``."""
    return f"{day:%d/%m/%Y}"
