"""One file in, its :class:`Document` out: a pure function of its name and bytes, run inside a limited process."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from zipfile import ZipFile

from python_calamine import CalamineError

from bot.core.document import BROUGHT_ALONG, Damage, Document, Ink, Read, Scan, Seal, Signatory, TextSource
from bot.core.mail import Attachment
from bot.intake.documents import sniff
from bot.intake.documents.archive import enclosed, unpack
from bot.intake.documents.docx import read_docx
from bot.intake.documents.einvoice import ORIGINAL, NotAnInvoiceError, read_einvoice
from bot.intake.documents.pages.pdf import read_pdf
from bot.intake.documents.pages.pictures import is_damaged, is_decoration
from bot.intake.documents.pages.tiff import tiff_sizes
from bot.intake.documents.placed.invoice import with_lacking
from bot.intake.documents.running_text import read_text
from bot.intake.documents.sheets.cells import Sheet, load_sheets
from bot.intake.documents.sheets.log import read_log
from bot.intake.documents.sheets.memo import read_memo
from bot.intake.documents.signing.docx import ink_in_docx
from bot.intake.documents.signing.ink import sealed
from bot.intake.documents.signing.pdf import ink_in_pdf
from bot.intake.documents.signing.seals import Roots, seals_in
from bot.intake.documents.signing.xlsx import ink_in_memo
from bot.intake.documents.sorting.bundle import as_container, documents_in
from bot.intake.documents.sorting.roles import by_content, by_name, likeliest, surest
from bot.intake.documents.words import DocumentWords

_MOST_TEXT = 200_000
_BROUGHT_ALONG = 0.8  # how sure text is that a scan brought along
_PLAINLY_LOG = 0.8  # five columns of six
_FEWEST_CUES = 0.3  # less is no likeness, only a word in common


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What was found inside a file, whatever its format."""

    text_source: TextSource = TextSource.NONE
    pages: int | None = None
    pages_unread: int = 0
    scan: Scan | None = None
    text: str = ""
    likeness: Mapping[str, float] | None = None
    fields: Mapping[str, Read] | None = None
    rows: tuple[Mapping[str, Read], ...] = ()
    ink: Mapping[str, Ink] | None = None
    seals: tuple[Seal, ...] = ()
    damage: Damage | None = None


def read_file(attachment: Attachment, words: DocumentWords, roots: Roots = ()) -> tuple[Document, ...]:
    """A file, followed by all that lies in it: the files of an archive, the documents of a PDF and the XML in it."""
    unpacked = unpack(attachment)
    document = read_attachment(attachment, words, roots)
    if document.media_type == sniff.PDF and document.damage is None:
        return (*_of_pdf(document, attachment, words), *_invoices_in(attachment, words))
    inside = (found for member in unpacked.members for found in read_file(member, words, roots))
    return (replace(document, damage=document.damage or unpacked.damage), *inside)


def _of_pdf(document: Document, attachment: Attachment, words: DocumentWords) -> tuple[Document, ...]:
    """The PDF itself, and where it holds several documents, those."""
    apart = documents_in(document, attachment.content, words)
    return (as_container(document), *apart) if apart else (document,)


def _invoices_in(pdf: Attachment, words: DocumentWords) -> tuple[Document, ...]:
    """The electronic invoices and notes that a PDF carries; whatever else is embedded in it is no document."""
    xml = (file for file in enclosed(pdf) if sniff.sniff(file.content).media_type == sniff.XML)
    read = (read_attachment(file, words) for file in xml)
    return tuple(document for document in read if document.text_source is TextSource.XML)


def read_attachment(attachment: Attachment, words: DocumentWords, roots: Roots = ()) -> Document:
    """Everything that can be known of one file by itself. Damaged input is a ``damage``, never an exception.

    Args:
        attachment: The file; its name, as the sender wrote it, only hints at the role.
        words: What the documents' words mean.
        roots: Whose digital signatures are trusted.
    """
    content = attachment.content
    sniffed = sniff.sniff(content)
    is_picture = sniffed.media_type.startswith(sniff.PICTURE)
    found = _Content(damage=sniffed.damage) if sniffed.damage else _open(sniffed, attachment, words, roots)
    role, confidence = surest(found.likeness or {}, words)
    return Document(
        filename=attachment.filename,
        media_type=sniffed.media_type,
        size=len(content),
        sha256=attachment.sha256,
        part=attachment.part,
        member=attachment.member,
        inline=is_picture and is_decoration(content, inline=attachment.inline),
        role=role,
        confidence=confidence,
        likeness=found.likeness or {},
        text_source=found.text_source,
        pages=found.pages,
        pages_unread=found.pages_unread,
        scan=found.scan,
        fields=found.fields or {},
        rows=found.rows,
        text=found.text,
        ink=found.ink or {},
        seals=found.seals,
        damage=found.damage,
    )


def _open(sniffed: sniff.Sniffed, attachment: Attachment, words: DocumentWords, roots: Roots) -> _Content:
    if sniffed.media_type in sniff.WORKBOOKS:
        return _open_workbook(attachment.content, sniffed.archive, words)
    if sniffed.media_type == sniff.PDF:
        return _open_pdf(attachment, words, roots)
    if sniffed.media_type == sniff.DOCX:
        return _open_docx(attachment, sniffed.archive, words)
    if sniffed.media_type == sniff.XML:
        return _open_xml(attachment.content, words)
    if is_damaged(attachment.content, sniffed.media_type):
        return _Content(damage=Damage.UNREADABLE)
    if sniffed.media_type == sniff.TIFF:
        return _Content(pages=len(tiff_sizes(attachment.content)) or None)
    if sniffed.media_type in sniff.SHAPELESS and PurePosixPath(attachment.filename).suffix.lower() in sniff.OFFICE:
        return _Content(damage=Damage.UNREADABLE)
    return _Content()


def _open_workbook(content: bytes, archive: ZipFile | None, words: DocumentWords) -> _Content:
    try:
        sheets = load_sheets(content, archive)
    except CalamineError:
        return _Content(damage=Damage.UNREADABLE)
    if not any(sheet.cells for sheet in sheets):
        return _Content(damage=Damage.UNREADABLE)
    text = "\n".join(" ".join(cell.text for cell in sheet.cells) for sheet in sheets)[:_MOST_TEXT]
    opened = _Content(text_source=TextSource.CELLS, text=text)
    readings = [reading for sheet in sheets if (reading := _as_log_or_memo(sheet, archive, words))]
    best = max(readings, key=lambda reading: reading.score, default=None)
    if best is None:
        return replace(opened, likeness=by_content(text, words))
    likeness = dict.fromkeys(words.roles, 0.0) | {_role_read_by(best.reader, words): best.score}
    return replace(opened, likeness=likeness, fields=best.fields, rows=best.rows, ink=best.ink)


def _open_docx(attachment: Attachment, archive: ZipFile | None, words: DocumentWords) -> _Content:
    read = read_docx(attachment.content)
    if read.damage or read.scans or not read.text.strip():
        return _Content(damage=read.damage, pages=read.scans or None, pages_unread=read.scans)
    found = _as_text(attachment, read.text[:_MOST_TEXT], words)
    role = likeliest(found.likeness or {}, by_name(attachment.filename, words))
    reader = words.roles[role].reader if role else ""
    return replace(found, ink=ink_in_docx(archive, found.text, reader, words))


def _open_xml(content: bytes, words: DocumentWords) -> _Content:
    """An electronic invoice; a note about one has its fields and is none of the documents."""
    try:
        fields = read_einvoice(content, words)
    except NotAnInvoiceError:
        return _Content()
    is_invoice = fields["tipo_documento"].value == ORIGINAL
    likeness = {_role_read_by("einvoice", words): 1.0} if is_invoice else {}
    return _Content(text_source=TextSource.XML, likeness=likeness, fields=fields)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sheet read as one kind of document, and from 0 to 1 how much it is one."""

    reader: str
    score: float
    fields: Mapping[str, Read]
    rows: tuple[Mapping[str, Read], ...] = ()
    ink: Mapping[str, Ink] | None = None


def _as_log_or_memo(sheet: Sheet, archive: ZipFile | None, words: DocumentWords) -> _Reading | None:
    """A log where it has a table of contacts, unless that is a small one on a memo, as of its own changes."""
    log = _as_log(sheet, words)
    if log and log.score >= _PLAINLY_LOG:
        return log
    memo = _as_memo(sheet, archive, words)
    asks = memo is not None and memo.score == 1 and memo.fields.get("valor_factura") is not None
    return memo if asks else log or memo


def _as_log(sheet: Sheet, words: DocumentWords) -> _Reading | None:
    fields, rows, score = read_log(sheet, words)
    return _Reading("log", score, fields, rows) if score else None


def _as_memo(sheet: Sheet, archive: ZipFile | None, words: DocumentWords) -> _Reading | None:
    fields, score = read_memo(sheet, words)
    if score < _FEWEST_CUES:
        return None
    seen = ink_in_memo(sheet, archive, words)
    return _Reading("memo", score, fields, ink={Signatory.COMPANY: seen} if seen else None)


def _role_read_by(reader: str, words: DocumentWords) -> str:
    return next(name for name, role in words.roles.items() if role.reader == reader)


def _open_pdf(attachment: Attachment, words: DocumentWords, roots: Roots) -> _Content:
    layer = read_pdf(attachment.content)
    unread = len(layer.pictures)
    seals = seals_in(attachment.content, roots)
    if layer.damage or not layer.text:
        return _Content(pages=layer.pages, pages_unread=unread, damage=layer.damage, seals=seals)
    found = _as_text(attachment, layer.text, words)
    read_as = likeliest(found.likeness or {}, by_name(attachment.filename, words))
    if read_as and words.roles[read_as].reader == "invoice" and not (unread or layer.recognised):
        fields = with_lacking(found.fields or {}, layer.text, attachment.content, words)
        found = replace(found, fields=fields)
    if layer.recognised:
        return replace(_as_scan(found, layer.recognised), pages=layer.pages, pages_unread=unread, seals=seals)
    reader = words.roles[read_as].reader if read_as and not unread else ""
    ink = sealed(ink_in_pdf(attachment.content, layer.text, reader, words), reader, seals)
    return replace(found, pages=layer.pages, pages_unread=unread, ink=ink, seals=seals)


def _as_scan(found: _Content, numbers: tuple[int, ...]) -> _Content:
    """What stands in the text that a scan brought along, as sure as a reading of it, until an engine reads it here."""
    scan = Scan(engine=BROUGHT_ALONG, confidence=_BROUGHT_ALONG, pages=numbers)
    fields = {
        name: replace(read, confidence=_BROUGHT_ALONG) if read.page in (None, *numbers) else read
        for name, read in (found.fields or {}).items()
    }
    return replace(found, text_source=TextSource.OCR, scan=scan, fields=fields)


def _as_text(attachment: Attachment, text: str, words: DocumentWords) -> _Content:
    """Running text, read as the document that it looks like most."""
    likeness = by_content(text, words)
    role = likeliest(likeness, by_name(attachment.filename, words))
    fields = read_text(role, text, words) if role else {}
    return _Content(text_source=TextSource.TEXT, text=text, likeness=likeness, fields=fields)
