"""Whether the documents are there, can be opened, and are what they should be."""

import re
from collections.abc import Iterator
from datetime import date

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.legible import says_nothing
from bot.checks.numbers import same_invoice
from bot.checks.paper import EINVOICE, INVOICE, MEMO, Evidence, is_something_else
from bot.core.document import ASSUMED, CERTAIN, Damage, Document, Read, TextSource
from bot.core.finding import Severity
from bot.core.identifiers import invoice_key
from bot.core.process import DocumentRule, FileKind

WRITTEN_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(?:\d{4}|\d{2})(?!\d)")
PRESCRIBED_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
LIKELY, CLOSE = 0.3, 0.15
"""How much a file must look like a second document, and how near to the first, for nobody to know which it is."""
WORKBOOK = ("spreadsheet", "excel")


@check("document.missing", severity=Severity.ERROR, certain=True)
def missing(dossier: Dossier) -> Iterator[Evidence]:
    """A document that the process asks for did not come, nor anything in its place."""
    wrong = {rule.name for rule, _ in _wrong(dossier)} if dossier.runs("document.wrong") else set()
    for rule in dossier.process.required:
        if dossier.file_of(rule.name) is None and rule.name not in wrong:
            yield Evidence(document=rule.name, data={"documento": _asked_for(rule, dossier)})


def _asked_for(rule: DocumentRule, dossier: Dossier) -> str:
    """A document by its title; an invoice of which only the data came is asked for as one that people can read."""
    data = dossier.file_of(EINVOICE) if rule.name == INVOICE else None
    if data is None:
        return rule.title
    return dossier.words.shown["only_data"].format(documento=rule.title, archivo=data.filename)


@check("document.wrong", severity=Severity.ERROR)
def wrong(dossier: Dossier) -> Iterator[Evidence]:
    """A file stands where a document should be, and is something else."""
    for rule, file in _wrong(dossier):
        data = {"archivo": file.filename, "documento": rule.title}
        yield Evidence(document=rule.name, file=file.filename, data=data)


def _wrong(dossier: Dossier) -> Iterator[tuple[DocumentRule, Document]]:
    """Documents with the file that came in their place: one with their role but other content, or the only one left."""
    lacking = []
    for rule in dossier.process.documents:
        file = dossier.file_of(rule.name)
        if file is None and rule.required:
            lacking.append(rule)
        elif file is not None and is_something_else(file):
            yield rule, file
    strangers = [file for file in dossier.documents if _is_stranger(file)]
    for kind in FileKind:
        rules = [rule for rule in lacking if rule.kind is kind]
        files = [file for file in strangers if _is_workbook(file) == (kind is FileKind.XLSX)]
        if len(rules) == len(files) == 1:
            yield rules[0], files[0]


def _is_stranger(file: Document) -> bool:
    """Whether it was read and is none of the documents."""
    readable = file.damage is None and file.text_source is not TextSource.NONE
    return file.role is None and readable and max(file.likeness.values(), default=0.0) < CERTAIN


@check("document.duplicated", severity=Severity.WARNING)
def duplicated(dossier: Dossier) -> Iterator[Evidence]:
    """Two different files look like the same document; those of another request are told by its memo."""
    memos = _other_memos(dossier) if dossier.runs("document.other_request") else []
    others = {invoice_key(_invoice(memo)) for memo in memos}
    for rule, chosen, other in _pairs(dossier):
        if invoice_key(_invoice(other)) not in others:
            names = {"archivo1": chosen.filename, "archivo2": other.filename}
            yield Evidence(document=rule.name, file=other.filename, data={"documento": rule.title, **names})


@check("document.other_request", severity=Severity.WARNING)
def other_request(dossier: Dossier) -> Iterator[Evidence]:
    """The memo of another invoice came too: every request needs a mail of its own."""
    for memo in _other_memos(dossier):
        data = {"archivo": memo.filename, "factura": _invoice(memo), "factura_memo": _own_invoice(dossier)}
        yield Evidence(document=MEMO, file=memo.filename, data=data)


def _other_memos(dossier: Dossier) -> list[Document]:
    own = _own_invoice(dossier)
    memos = (other for rule, _, other in _pairs(dossier) if rule.name == MEMO)
    return [memo for memo in memos if own and _invoice(memo) and not same_invoice(own, _invoice(memo))]


def _own_invoice(dossier: Dossier) -> str:
    return dossier.memo.text("factura_original")


def _invoice(file: Document) -> str:
    return str(file.value("factura_original") or file.value("factura") or "")


def _pairs(dossier: Dossier) -> Iterator[tuple[DocumentRule, Document, Document]]:
    """Documents that two different files look like: the one that was chosen for it, and the other."""
    for rule in dossier.process.documents:
        chosen = dossier.file_of(rule.name)
        if chosen is None:
            continue
        for other in dossier.documents:
            if other is not chosen and other.sha256 != chosen.sha256 and _claims(other, rule.name):
                yield rule, chosen, other


def _claims(file: Document, role: str) -> bool:
    """Whether a file has the role, or lost it to another and looks like it more than like anything else."""
    if file.role is not None:
        return file.role == role
    likeness = file.likeness.get(role, 0.0)
    return likeness >= CERTAIN and likeness == max(file.likeness.values())


@check("document.unreadable", severity=Severity.ERROR, certain=True)
def unreadable(dossier: Dossier) -> Iterator[Evidence]:
    """A file does not open."""
    return _damaged(dossier, Damage.UNREADABLE)


@check("document.password", severity=Severity.ERROR, certain=True)
def password(dossier: Dossier) -> Iterator[Evidence]:
    """A file is locked."""
    return _damaged(dossier, Damage.PASSWORD)


@check("document.too_complex", severity=Severity.ERROR, certain=True)
def too_complex(dossier: Dossier) -> Iterator[Evidence]:
    """Opening a file would take more than a document of this kind ever needs."""
    return _damaged(dossier, Damage.TOO_COMPLEX)


@check("document.packed", severity=Severity.ERROR, certain=True)
def packed(dossier: Dossier) -> Iterator[Evidence]:
    """An archive of a kind that cannot be opened here."""
    return _damaged(dossier, Damage.PACKED)


def _damaged(dossier: Dossier, damage: Damage) -> Iterator[Evidence]:
    for file in dossier.documents:
        if file.damage is damage:
            yield Evidence(document=file.role, file=file.filename, data={"archivo": file.filename})


@check("document.not_read", severity=Severity.WARNING)
def not_read(dossier: Dossier) -> Iterator[Evidence]:
    """A document came as a picture: nobody compared what it says."""
    for rule in dossier.process.documents:
        file = dossier.file_of(rule.name)
        if file and file.damage is None and says_nothing(file):
            data = {"documento": rule.title, "archivo": file.filename}
            yield Evidence(document=rule.name, file=file.filename, data=data)


@check("document.assumed", severity=Severity.WARNING)
def assumed(dossier: Dossier) -> Iterator[Evidence]:
    """A file that says nothing was taken for a document because nothing else was left for it."""
    for rule in dossier.process.documents:
        file = dossier.file_of(rule.name)
        if file and file.damage is None and file.confidence <= ASSUMED:
            data = {"documento": rule.title, "archivo": file.filename}
            yield Evidence(document=rule.name, file=file.filename, data=data)


@check("document.doubtful", severity=Severity.WARNING)
def doubtful(dossier: Dossier) -> Iterator[Evidence]:
    """A file looks nearly as much like another document, which is not there or may be mistaken for this one as well."""
    for rule in dossier.process.documents:
        file = dossier.file_of(rule.name)
        rival = _rival(rule, dossier) if file else None
        if file and rival:
            data = {"archivo": file.filename, "documento": rule.title, "otro": rival.title}
            yield Evidence(document=rule.name, file=file.filename, data=data)


def _rival(rule: DocumentRule, dossier: Dossier) -> DocumentRule | None:
    """The document that a file is nearly as likely to be, unless something else plainly is that document."""
    likely = (other for other in dossier.process.documents if other != rule and _may_be(rule, other, dossier))
    return next((other for other in likely if not _is_plain(other, rule, dossier)), None)


def _may_be(rule: DocumentRule, other: DocumentRule, dossier: Dossier) -> bool:
    """Whether the file of one document could as well be the other, its name included."""
    file = dossier.file_of(rule.name)
    likeness = file.likeness.get(other.name, 0.0) if file else 0.0
    return file is not None and likeness >= LIKELY and file.confidence - likeness < CLOSE


def _is_plain(other: DocumentRule, rule: DocumentRule, dossier: Dossier) -> bool:
    return dossier.file_of(other.name) is not None and not _may_be(other, rule, dossier)


@check("memo.not_excel", severity=Severity.WARNING)
def not_excel(dossier: Dossier) -> Iterator[Evidence]:
    """A document that should be a workbook came in another format."""
    for rule in dossier.process.documents:
        file = dossier.file_of(rule.name)
        if rule.kind is FileKind.XLSX and file and file.damage is None and not _is_workbook(file):
            data = {"documento": rule.title, "formato": _format(file, dossier)}
            yield Evidence(document=rule.name, file=file.filename, data=data)


def _is_workbook(file: Document) -> bool:
    return any(mark in file.media_type for mark in WORKBOOK)


def _format(file: Document, dossier: Dossier) -> str:
    names = dossier.words.formats.items()
    found = (name for beginning, name in names if file.media_type.startswith(beginning))
    return next(found, dossier.words.shown["other_format"])


@check("document.date_ambiguous", severity=Severity.INFO)
def date_ambiguous(dossier: Dossier) -> Iterator[Evidence]:
    """A day in figures could also be read month first, and is not written as the form asks."""
    for rule in dossier.process.documents:
        paper = dossier.paper(rule.name)
        for name, read in paper.reads.items():
            written = _ambiguous(read, dossier.known.sent_on)
            if written and isinstance(read.value, date):
                words = _in_words(read.value, dossier)
                yield paper.evidence(name, fecha=written, documento=paper.title, fecha_en_palabras=words)


def _ambiguous(read: Read, sent_on: date) -> str:
    """The day as written where it may mean two past days.

    ``dd/mm/yyyy`` is what the form asks for and how cells that hold a day are shown, so it is never in doubt.
    """
    found = WRITTEN_DAY.search(read.source) if isinstance(read.value, date) else None
    if found is None or PRESCRIBED_DAY.fullmatch(found[0]) or not isinstance(read.value, date):
        return ""
    day, month = int(found[1]), int(found[2])
    if day == month or (day, month) != (read.value.day, read.value.month) or day > 12:  # noqa: PLR2004 - months
        return ""
    swapped = read.value.replace(month=day, day=month)
    return found[0] if swapped <= sent_on else ""


def _in_words(day: date, dossier: Dossier) -> str:
    return dossier.words.shown["day"].format(day=day.day, month=dossier.words.months[day.month - 1], year=day.year)


CHECKS = (
    missing,
    wrong,
    duplicated,
    other_request,
    unreadable,
    password,
    too_complex,
    packed,
    not_read,
    assumed,
    doubtful,
    not_excel,
    date_ambiguous,
)
