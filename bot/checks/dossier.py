"""What a check looks at: the documents by role, each value by name and type, and everything else that is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bot.checks.numbers import same_invoice
from bot.checks.words import CheckWords
from bot.core.document import CERTAIN, Document, FieldValue, Read, TextSource
from bot.core.known import Known
from bot.core.process import ParamValue, Process

MEMO = "memorando"
INVOICE = "factura_original"
EINVOICE = "factura_electronica"
LETTER = "carta_cliente"
REPLY = "carta_respuesta"
LOG = "informe_gestiones"
ROLES = (MEMO, INVOICE, EINVOICE, LETTER, REPLY, LOG)

WHOSE = ("cliente", "nit", "nit_emisor", "ciudad", "tipo_documento")
"""Fields that say whose invoice it is, and of what kind."""

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

    def evidence(self, name: str = "", place: str = "", **data: str) -> Evidence:
        """Something seen in this document, at the place of a field."""
        return Evidence(document=self.role, file=self.file, place=place or self.place(name), data=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a check may look at.

    Attributes:
        process: What the request should hold.
        documents: Every file that came, assigned or not, without inline pictures.
        known: The mail, the roster and other cases.
        words: Spanish that is matched or shown.
        files: The surest of the files that came for each role.
        filled: The document of each role, see :meth:`paper`.
        params: Of the check that is being run, from the rules.
    """

    process: Process
    documents: tuple[Document, ...]
    known: Known
    words: CheckWords
    files: Mapping[str, Document]
    filled: Mapping[str, Paper]
    params: Mapping[str, ParamValue] = field(default_factory=dict)

    @classmethod
    def of(cls, process: Process, documents: Iterable[Document], known: Known, words: CheckWords) -> "Dossier":
        """The dossier of one request."""
        attached = tuple(document for document in documents if not document.inline)
        files = _surest(attached)
        titles = {role: role for role in ROLES} | {rule.name: rule.title for rule in process.documents}
        came = {role: Paper.of(role, title, files.get(role)) for role, title in titles.items()}
        filled = came | {INVOICE: _backed(came[INVOICE], came[EINVOICE])}
        return cls(process=process, documents=attached, known=known, words=words, files=files, filled=filled)

    def under(self, params: Mapping[str, ParamValue]) -> "Dossier":
        """The same dossier, for a check with these parameters."""
        return replace(self, params=params) if params != self.params else self

    @property
    def memo(self) -> Paper:
        """The memo."""
        return self.paper(MEMO)

    @property
    def invoice(self) -> Paper:
        """The original invoice."""
        return self.paper(INVOICE)

    @property
    def letter(self) -> Paper:
        """The client's letter."""
        return self.paper(LETTER)

    @property
    def reply(self) -> Paper:
        """The company's reply to the client."""
        return self.paper(REPLY)

    @property
    def log(self) -> Paper:
        """The log of contacts."""
        return self.paper(LOG)

    def paper(self, role: str) -> Paper:
        """The document of a role: of several files the surest; none that looks like something else."""
        return self.filled[role]

    def papers(self, roles: frozenset[str]) -> Iterator[Paper]:
        """Some documents, in the order of the process."""
        return (self.paper(rule.name) for rule in self.process.documents if rule.name in roles)

    def file_of(self, role: str) -> Document | None:
        """The surest of the files that came for a role."""
        return self.files.get(role)

    def runs(self, code: str) -> bool:
        """Whether the process runs this check, so that another may leave a fault to it."""
        return any(rule.code == code for rule in self.process.checks)

    def number(self, name: str, default: int) -> int:
        """A parameter that is a whole number."""
        value = self.params.get(name)
        return value if isinstance(value, int) else default

    def texts(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A parameter that is a list of texts."""
        value = self.params.get(name)
        return value if isinstance(value, tuple) else default

    def lists(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """A parameter that is a block of lists."""
        value = self.params.get(name)
        return value if isinstance(value, Mapping) else {}


def _backed(printed: Paper, electronic: Paper) -> Paper:
    """The printed invoice with what its electronic original says, which counts more than any reading of the print.

    Whose invoice it is the print says first: nobody has verified the signature of the XML.
    """
    if not printed.document or not is_the_same(printed, electronic):
        return printed
    whose = {name: printed.reads[name] for name in WHOSE if printed.has(name) and printed.reads[name].value is not None}
    return replace(printed, reads={**printed.reads, **electronic.reads, **whose})


def is_the_same(printed: Paper, electronic: Paper) -> bool:
    """Whether two papers are one invoice, as far as their numbers could be read."""
    own, other = printed.text("factura"), electronic.text("factura")
    return bool(other) and (not own or same_invoice(own, other))


def _surest(documents: Iterable[Document]) -> Mapping[str, Document]:
    """The surest of the files that came for each role; among equals the first one."""
    surest: dict[str, Document] = {}
    for document in documents:
        role = document.role
        if role is not None and (role not in surest or document.confidence > surest[role].confidence):
            surest[role] = document
    return surest


def is_something_else(document: Document) -> bool:
    """Whether the content of a file with a role looks much more like another document."""
    own = document.likeness.get(document.role or "", 0.0)
    best = max(document.likeness.values(), default=0.0)
    return own < CERTAIN and best - own >= MUCH_MORE


def on_paper(day: date) -> str:
    """A day as the documents write it, for example ``03/04/2026``."""
    return f"{day:%d/%m/%Y}"
