"""What a check looks at: the documents by role, and everything else that is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.checks.numbers import same_invoice
from bot.checks.paper import EINVOICE, INVOICE, LETTER, LOG, MEMO, REPLY, ROLES, Paper
from bot.checks.scanned import Unverified, settled
from bot.checks.told import with_unlabelled
from bot.checks.words import CheckWords
from bot.core.document import Document
from bot.core.known import Known
from bot.core.process import ParamValue, Process

WHOSE = ("cliente", "nit", "nit_emisor", "ciudad", "tipo_documento")
"""Fields that say whose invoice it is, and of what kind."""


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
        unverified: What was read in scans and may be misread.
        params: Of the check that is being run, from the rules.
    """

    process: Process
    documents: tuple[Document, ...]
    known: Known
    words: CheckWords
    files: Mapping[str, Document]
    filled: Mapping[str, Paper]
    unverified: tuple[Unverified, ...] = ()
    params: Mapping[str, ParamValue] = field(default_factory=dict)

    @classmethod
    def of(cls, process: Process, documents: Iterable[Document], known: Known, words: CheckWords) -> "Dossier":
        """The dossier of one request."""
        attached = tuple(document for document in documents if not document.inline)
        files = _surest(attached)
        titles = {role: role for role in ROLES} | {rule.name: rule.title for rule in process.documents}
        came = {role: Paper.of(role, title, files.get(role)) for role, title in titles.items()}
        came, unverified = settled(came, words)
        invoice = _backed(came[INVOICE], came[EINVOICE])
        filled = came | {INVOICE: invoice, MEMO: with_unlabelled(came[MEMO], invoice, words)}
        return cls(
            process=process,
            documents=attached,
            known=known,
            words=words,
            files=files,
            filled=filled,
            unverified=unverified,
        )

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
