"""The documents of a case put together: what a mail brought, what was there before, what they say as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.core.account import Claim
from bot.core.case import EXTRA, Case, Piece
from bot.core.document import ASSUMED, Document, FieldValue
from bot.core.holdings import merge
from bot.core.identifiers import MEMO_FACT, identifier_key, invoice_key
from bot.core.intent import STAMPED_NUMBER
from bot.core.misreading import is_cut, is_misreading
from bot.core.process import Process, State
from bot.intake.documents.sorting.assign import assign, is_extra, is_unplaced, with_role
from bot.intake.documents.sorting.joining import joined, with_sheets
from bot.intake.documents.words import DocumentWords
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.scans import start_reading

INVOICE_FACTS = ("factura_original", "factura")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Documents of a case.

    Attributes:
        documents: Everything, text included, with the role of each.
        received: The new ones as pieces, one per role.
        extras: New files that are none of them.
    """

    documents: tuple[Document, ...]
    received: tuple[Piece, ...]
    extras: tuple[Piece, ...] = ()


def sort_out(
    documents: Iterable[Document],
    process: Process,
    words: DocumentWords,
    case: Case | None = None,
    named: tuple[str, ...] = (),
) -> tuple[Document, ...]:
    """What each file of one mail is, over all of them at once, and beside what its case has already.

    While a stamped copy is awaited nothing is replaced, so that any role does for it.
    """
    roles = {rule.name: str(rule.kind) for rule in process.documents}
    files = joined(tuple(documents), words)
    if case is None or any(process.step(request.step).expects for request in case.open_requests):
        return assign(files, roles, words)
    on_record = frozenset(piece.role for piece in case.pieces)
    assigned = assign(files, roles, words, on_record, case.wanted, named=named)
    return tuple(_as_named_before(one, assigned, case) for one in assigned)


def _as_named_before(document: Document, all_of_them: Iterable[Document], case: Case) -> Document:
    """A file that tells nothing is the document that came under the same name before, where no other is."""
    if not is_unplaced(document):
        return document
    taken = {one.role for one in all_of_them}
    same = [one.role for one in case.pieces if one.filename.casefold() == document.filename.casefold()]
    free = [role for role in same if role not in taken]
    return replace(document, role=free[0], confidence=ASSUMED) if len(free) == 1 else document


def sort_scans(
    documents: Iterable[Document], process: Process, words: DocumentWords, case: Case
) -> tuple[Document, ...]:
    """The same of a clerk's scans: on the scanner a workbook is a page too, and earlier scans are what is there."""
    roles = {rule.name: "" for rule in process.required}
    here = frozenset(piece.role for piece in case.scans)
    on_record = here if here < roles.keys() else frozenset()
    invoice = str(case.facts.get("factura_original") or "")
    return assign(tuple(documents), roles, words, on_record, tuple(roles), invoice=invoice)


def received(documents: Iterable[Document], mail: str) -> Dossier:
    """The documents of one mail by themselves."""
    all_of_them = tuple(documents)
    extras = tuple(piece_of(EXTRA, one, mail) for one in all_of_them if is_extra(one))
    return Dossier(documents=all_of_them, received=merge((), _pieces(all_of_them, mail)), extras=extras)


def together(new: Dossier, case: Case, app: App) -> Dossier:
    """The new documents and those on record that they do not replace, read again from the evidence."""
    replaced = {piece.role for piece in new.received}
    kept = [piece for piece in case.pieces if piece.role not in replaced]
    return replace(new, documents=(*_read_again(kept, app), *new.documents))


def facts_of(process: Process, documents: Iterable[Document]) -> Mapping[str, FieldValue]:
    """What the documents say as a whole; where two say it, the one that the process names first."""
    by_role = {document.role: document for document in documents}
    facts: dict[str, FieldValue] = {}
    for rule in reversed(process.documents):
        document = by_role.get(rule.name)
        if document is not None:
            facts |= {name: read.value for name, read in document.fields.items() if read.value is not None}
    return facts


def keyword_of(process: Process, facts: Mapping[str, FieldValue]) -> str:
    """The keyword that goes with the kind of request, or ``""``."""
    kinds = facts.get("tipo")
    return process.keyword_for("+".join(kinds) if isinstance(kinds, tuple) else "") or ""


def invoice_of(facts: Mapping[str, FieldValue]) -> str:
    """The invoice that the request is about as it compares, or ``""``."""
    number = next((facts[name] for name in INVOICE_FACTS if facts.get(name)), "")
    return invoice_key(str(number)) if number else ""


def memo_of(facts: Mapping[str, FieldValue]) -> str:
    """The memo's number as it compares, or ``""``."""
    number = facts.get(MEMO_FACT)
    return identifier_key(str(number)) if number else ""


def identifiers_of(case: Case) -> frozenset[str]:
    """Every number that a mail about this case may name without speaking of another one, or telling it anew."""
    named = ("factura_original", "factura", "numero_memorando", "contrato", "nit", "radicado", "numero")
    facts = (str(case.facts[name]) for name in named if case.facts.get(name))
    told = (value for name, value in case.values.items() if name != STAMPED_NUMBER)
    return frozenset(identifier_key(text) for text in (case.number, *facts, *told))


def names_case(document: Document, case: Case) -> bool:
    """Whether a text names the invoice or the memo of a case, whatever stands between the letters of a number."""
    text, keys = identifier_key(document.text), (invoice_of(case.facts), memo_of(case.facts))
    if any(key in text for key in keys if key) or not any(keys):
        return True
    return document.scan is not None and _nearly_names(document.text, keys)


def _nearly_names(text: str, keys: Iterable[str]) -> bool:
    """Whether a number in a scanned text may be one of these, misread."""
    numbers = [word for word in text.split() if any(map(str.isdigit, word))]
    return any(is_misreading(word, key) or is_cut(word, key) for key in keys if key for word in numbers)


def new_invoice_in(documents: Iterable[Document], case: Case) -> str | None:
    """The number of the one other invoice to the same client that documents are."""
    own, client = identifiers_of(case), identifier_key(str(case.facts.get("nit") or ""))
    theirs = (one for one in documents if identifier_key(str(one.value("nit") or "")) in ("", client))
    numbers = {str(number) for one in theirs if (number := one.value("factura"))}
    new = {number for number in numbers if identifier_key(number) not in own}
    return new.pop() if len(new) == 1 else None


def invoice_claim(process: str, invoice: str) -> Claim:
    """The key that only one case of a process may hold for an invoice."""
    return Claim(kind=f"invoice:{process}", key=invoice)


def memo_claim(process: str, memo: str) -> Claim:
    """The key that only one case of a process may hold for a memo's number."""
    return Claim(kind=f"memo:{process}", key=memo)


def claims_on(process: str, facts: Mapping[str, FieldValue]) -> tuple[Claim, Claim]:
    """The invoice and the memo that documents are about, as keys that one case may hold; unknown ones are empty."""
    return invoice_claim(process, invoice_of(facts)), memo_claim(process, memo_of(facts))


def claims_of(before: Case | None, case: Case, app: App) -> frozenset[Claim] | None:
    """All keys that only this case may hold from now on; ``None`` where nothing changes.

    Those that another case holds are a finding, not a claim.
    """
    wanted = _wanted(case)
    holders = app.ledger.holders(wanted)
    if before is not None and wanted == _wanted(before) and wanted <= holders.keys():
        return None
    return frozenset(claim for claim in wanted if holders.get(claim, case.number) == case.number)


def _wanted(case: Case) -> frozenset[Claim]:
    if case.state is State.WITHDRAWN:
        return frozenset()
    return frozenset(claim for claim in claims_on(case.process, case.facts) if claim.key)


def _pieces(documents: Iterable[Document], mail: str) -> tuple[Piece, ...]:
    return tuple(piece_of(document.role, document, mail) for document in documents if document.role is not None)


def piece_of(role: str, document: Document, mail: str) -> Piece:
    """A document of a mail as cases and events hold it."""
    return Piece(role=role, mail=mail, document=replace(document, text="", rows=()))


def _read_again(pieces: Iterable[Piece], app: App) -> tuple[Document, ...]:
    documents: list[Document] = []
    by_mail: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_mail.setdefault(piece.mail, []).append(piece)
    for digest, brought in by_mail.items():
        parts = {part for piece in brought for part in piece.document.parts}
        files = [file for file in parse(app.evidence.get(digest), digest).attachments if file.part in parts]
        read = {one.address: one for one in start_reading(files, app.readers, app.scans).result()}
        documents += [_as_before(piece, read, app) for piece in brought if piece.document.address in read]
    return tuple(documents)


def _as_before(piece: Piece, read: Mapping[tuple[int, str], Document], app: App) -> Document:
    """The document of a piece, its further files joined to it again."""
    sheets = [read[sheet.part, sheet.member] for sheet in piece.document.sheets if (sheet.part, sheet.member) in read]
    words = app.language.documents
    whole = with_sheets(read[piece.document.address], sheets, words) if sheets else read[piece.document.address]
    return with_role(whole, piece.role, piece.document.confidence, words)
