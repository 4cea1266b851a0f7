"""Which file of a mail is which document: one file for each role, chosen over all files at once.

What a file says decides first, what it is called second; a file that says nothing gets a role by its name, by the
number of the invoice in its name, or because it is the one left over, each with less confidence than before.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.core.document import ASSUMED, Document, TextSource
from bot.intake.documents.running_text import read_again
from bot.intake.documents.sniff import DOC, DOCX, PDF, WORKBOOKS
from bot.intake.documents.sorting.correspondents import told_apart
from bot.intake.documents.sorting.roles import NAME_SHARE, by_name, likeliest
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_ENOUGH = 0.3  # a score below says nothing
_BY_NUMBER = 0.7  # the invoice's number in the name of a file
_BY_WORDS = 0.7  # what the mail calls its only file
_SHORTEST_NUMBER = 4
_SHORTEST_WORD = 4
_MOST_TOLD = 100  # clients, and invoices, of one mail that names of files are compared with
_GUESS = 0.1  # confidence where several files were left


def assign(
    documents: Sequence[Document],
    roles: Mapping[str, str],
    words: DocumentWords,
    on_record: frozenset[str] = frozenset(),
    asked_again: Sequence[str] = (),
    *,
    named: Sequence[str] = (),
    invoice: str = "",
) -> tuple[Document, ...]:
    """The documents in their order, each with its role and confidence, or without a role.

    Pages that are none of the documents belong to those in the same file, and are left out.

    A file that loses its role to another keeps its ``likeness``: two files look like one document.

    Args:
        documents: All attachments of one mail, as read.
        roles: The documents of the process, each with its usual kind (``xlsx``, ``pdf`` or ``xml``).
        words: What the documents' words mean.
        on_record: Roles that the case has a document for: a file that says nothing is rather one that it lacks, unless
            the mail brings a whole set.
        asked_again: Roles that were asked for again all the same: next it is one of these.
        named: Roles that the words of the mail name: first of all it is this, where it is one file and one name. What
            is no document of the process counts for nothing.
        invoice: The number of the case's invoice, where the mail need not tell it.
    """
    documents = told_apart(documents, words)
    told = _Told.by(documents, invoice)
    scores = [_scores(document, roles, told, words) for document in documents]
    chosen = _best_pairs(scores, tuple(roles))
    confident = {index: (role, scores[index][role]) for index, role in chosen.items()}
    unknown = [i for i, each in enumerate(documents) if i not in chosen and _is_unknown(each, chosen, words)]
    printed = [role for role, kind in roles.items() if kind != "xml"]
    whole_set = bool(chosen) and len(unknown) + sum(role in printed for role in chosen.values()) >= len(printed)
    there = frozenset() if whole_set else on_record
    wanted = _Wanted(
        lacking=tuple(role for role in printed if role not in there),
        again=tuple(role for role in asked_again if role in there),
        named=tuple(role for role in named if role in roles),
    )
    free = wanted.without(frozenset(chosen.values()))
    all_chosen = confident | _left_over(documents, unknown, roles, free)
    given = (all_chosen.get(index, (None, 0.0)) for index in range(len(documents)))
    both = zip(documents, given, strict=True)
    assigned = tuple(with_role(each, role, confidence, words) for each, (role, confidence) in both)
    placed = {(each.part, each.file) for each in assigned if each.role}
    return tuple(each for each in assigned if not _is_appendix(each, placed))


def _scores(document: Document, roles: Mapping[str, str], told: "_Told", words: DocumentWords) -> Mapping[str, float]:
    """How well a document would fill each role, from 0 to 1; roles below the mark are left out."""
    if document.inline:
        return {}
    names = _names(document, words)
    if _says_something(document):
        content = ((role, document.likeness.get(role, 0.0)) for role in roles)
        scores = {role: score + NAME_SHARE * names.get(role, 0.0) for role, score in content if score}
    else:
        own = NAME_SHARE if told.names_client(document.filename) else 0.0
        scores = {role: names[role] + own if names.get(role) else 0.0 for role in roles}
        if not any(scores.values()) and told.names_invoice(document.filename):
            scores = {role: _BY_NUMBER for role in roles if words.roles[role].reader == "invoice"}
    return {role: min(1.0, score) for role, score in scores.items() if score >= _ENOUGH}


def _names(document: Document, words: DocumentWords) -> Mapping[str, float]:
    """What its name says; of pages that nobody could read the name of their file says nothing."""
    return {} if document.is_some_pages and _is_mute(document) else by_name(document.filename, words)


def _says_something(document: Document) -> bool:
    """Whether its content looks like any document at all."""
    return max(document.likeness.values(), default=0.0) >= _ENOUGH


@dataclass(frozen=True, slots=True)
class _Told:
    """What the documents of a mail, all together, tell of their case: digits of its invoice, words of its client."""

    invoices: tuple[str, ...]
    clients: tuple[frozenset[str], ...]

    @classmethod
    def by(cls, documents: Iterable[Document], invoice: str) -> Self:
        """By these documents, of whoever sends many only by the first, and the number that the case has already."""
        numbers, clients = {invoice: None}, dict[str, None]()
        for document in documents:
            if len(numbers) < _MOST_TOLD:
                numbers[str(document.value("factura_original") or "")] = None
            if len(clients) < _MOST_TOLD:
                clients[fold(str(document.value("cliente") or ""))] = None
        digits = dict.fromkeys(number.rsplit("-", 1)[-1] for number in numbers)
        words = (frozenset(word for word in client.split() if len(word) >= _SHORTEST_WORD) for client in clients)
        return cls(tuple(one for one in digits if len(one) >= _SHORTEST_NUMBER), tuple(filter(None, words)))

    def names_invoice(self, filename: str) -> bool:
        """Whether a file's name holds the number of the case's invoice, or that a document asks to annul."""
        name = fold(filename).replace(" ", "")
        return any(number in name for number in self.invoices)

    def names_client(self, filename: str) -> bool:
        """Whether a file's name holds the name of the client of a document of the mail, or most of it."""
        name = {*fold(filename).split()}
        return any(len(client & name) * 2 > len(client) for client in self.clients)


def _best_pairs(scores: Sequence[Mapping[str, float]], roles: tuple[str, ...]) -> dict[int, str]:
    """The one-to-one choice with the greatest sum of scores, by dynamic programming over the sets of roles taken."""
    best: dict[frozenset[str], tuple[float, dict[int, str]]] = {frozenset(): (0.0, {})}
    for index, options in enumerate(scores):
        for taken, (total, pairs) in list(best.items()):
            for role, score in options.items():
                if role in taken or role not in roles:
                    continue
                key = taken | {role}
                if key not in best or total + score > best[key][0]:
                    best[key] = (total + score, pairs | {index: role})
    return max(best.values(), key=lambda found: found[0])[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Roles that a file may have which does not say what it is."""

    lacking: tuple[str, ...]
    again: tuple[str, ...]
    named: tuple[str, ...]

    def without(self, taken: frozenset[str]) -> Self:
        """Those that nobody took."""
        return self._only(lambda role: role not in taken)

    def of_kind(self, roles: Mapping[str, str], *, workbook: bool) -> Self:
        """Those that are usually workbooks, or those that are not."""
        return self._only(lambda role: (roles[role] == "xlsx") == workbook)

    def for_files(self, count: int) -> tuple[str, ...]:
        """One role for each, as far as they go; nothing on record is replaced by a guess."""
        return (*self.lacking, *self.again) if self.lacking or len(self.again) == count else ()

    def _only(self, fits: Callable[[str], bool]) -> Self:
        lacking, again, named = (tuple(filter(fits, each)) for each in (self.lacking, self.again, self.named))
        return replace(self, lacking=lacking, again=again, named=named)


def _left_over(
    documents: Sequence[Document], unknown: Sequence[int], roles: Mapping[str, str], wanted: _Wanted
) -> dict[int, tuple[str, float]]:
    """Files that do not say what they are for the roles nobody took, kind by kind in the order of the mail."""
    if len(unknown) == len(wanted.named) == 1:
        return {unknown[0]: (wanted.named[0], _BY_WORDS)}
    found: dict[int, tuple[str, float]] = {}
    for is_workbook in (True, False):
        files = [index for index in unknown if (documents[index].media_type in WORKBOOKS) == is_workbook]
        free = wanted.of_kind(roles, workbook=is_workbook).for_files(len(files))
        confidence = ASSUMED if len(free) == len(files) == 1 else _GUESS
        found |= {index: (role, confidence) for index, role in zip(files, free, strict=False)}
    return found


def _is_appendix(document: Document, placed: Collection[tuple[int, str]]) -> bool:
    """Whether it is pages that are none of the documents, in a file that holds one of them."""
    if not document.is_some_pages or document.role or _says_something(document):
        return False
    return (document.part, document.file) in placed


def is_unplaced(document: Document) -> bool:
    """Whether it may be a document, and nobody could read which."""
    return document.role is None and document.damage is None and _may_be_any(document) and _is_mute(document)


def is_extra(document: Document) -> bool:
    """Whether it is a file that people read, and none of the documents."""
    return (
        document.role is None
        and document.damage is None
        and (_is_page(document) or document.media_type in WORKBOOKS or document.text_source is TextSource.XML)
        and not document.inline
        and not _says_something(document)
    )


def _may_be_any(document: Document) -> bool:
    """Whether it is a page or a locked file, and does not say which document: a scan, an unusual letter."""
    unread = _is_mute(document) and document.media_type in WORKBOOKS
    return (_is_page(document) or unread) and not document.inline and not _says_something(document)


def _is_page(document: Document) -> bool:
    return document.media_type in {PDF, DOCX, DOC} or document.media_type.startswith("image/")


def _is_mute(document: Document) -> bool:
    return document.text_source is TextSource.NONE


def _is_unknown(document: Document, chosen: Mapping[int, str], words: DocumentWords) -> bool:
    """Whether it may be a document although it does not say which.

    A second page of a document that is there («Carta cliente hoja 2.pdf») is none of the others.
    """
    names = _names(document, words)
    return _may_be_any(document) and not any(names.get(role, 0.0) >= _ENOUGH for role in chosen.values())


def with_role(document: Document, role: str | None, confidence: float, words: DocumentWords) -> Document:
    """The document in a role; where its text was read as another, its fields are read again."""
    has_text = document.text_source in (TextSource.TEXT, TextSource.OCR)
    moved = has_text and role is not None and role != _read_as(document, words)
    fields = read_again(document, role, document.text, words) if moved and role else document.fields
    return replace(document, role=role, confidence=confidence, fields=fields)


def _read_as(document: Document, words: DocumentWords) -> str | None:
    """The role as which its text was read."""
    return likeliest(document.likeness, by_name(document.filename, words))
