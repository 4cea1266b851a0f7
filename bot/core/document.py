"""Documents as values: what each file is and what was read in it, each value with the place where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

FieldValue = str | int | bool | Decimal | date | tuple[str, ...] | None
"""What a field can hold: text, a count, yes or no, money, a day, or several marks; ``None`` is empty on paper."""

CERTAIN = 0.5
"""Likeness from which the content of a file decides by itself what it is, against its name and its sender's word."""

BROUGHT_ALONG = "layer"
"""In the place of an engine: whoever made a scan laid text over it, which nobody here has compared with its picture."""

UNSURE = 0.3
"""Confidence of a value below which it proves nothing, and its page is read again by a slower engine, which takes six
times as long; Tesseract gives 0.4 to 0.6 to many days that it read well."""

ASSUMED = 0.25
"""Confidence of a role that a file got because nothing else was left for it; where several were left it is less."""


PAGES = "p"
"""What the address of a document in a PDF with several of them begins with; its first page follows, from 1."""

EMBEDDED = "a"
"""What the address of a file begins with that is embedded in a PDF, as its attachment; its position follows."""


class TextSource(StrEnum):
    """Where the text of a document came from."""

    TEXT = "text"
    OCR = "ocr"
    CELLS = "cells"
    XML = "xml"
    NONE = "none"


class Damage(StrEnum):
    """Why a file could not be read; the value is the code of the finding it becomes."""

    UNREADABLE = "document.unreadable"
    PASSWORD = "document.password"  # noqa: S105 - a finding code, not a secret
    TOO_COMPLEX = "document.too_complex"
    PACKED = "document.packed"


class Signatory(StrEnum):
    """Who signs a document."""

    CLIENT = "client"
    COMPANY = "company"


class Ink(StrEnum):
    """What the place of a signature shows. ``INK`` is a hint and no proof; ``BLANK`` is said only where it is plain."""

    INK = "ink"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A digital signature of a file; what nobody verified is ``None``.

    Attributes:
        signer: The name in its certificate, or ``""``.
        intact: Whether what it covers is as it was signed.
        whole: Whether it covers the file, but for what signatures and forms may add.
        trusted: Whether its certificate leads to an authority that the installation trusts; ``None`` without any.
    """

    signer: str = ""
    intact: bool | None = None
    whole: bool | None = None
    trusted: bool | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the file is what its signer signed, whoever that is."""
        return self.intact is True and self.whole is True

    @property
    def is_broken(self) -> bool:
        """Whether the file was surely changed after it was signed."""
        return self.intact is False or self.whole is False


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One value as read.

    Attributes:
        value: Normalised: money as ``Decimal``, days as ``date``, numbers as people cite them.
        source: The text as written.
        cell: ``F17`` in a workbook, else ``""``.
        page: Page of a PDF from 1, else ``None``.
        sheet: Name of the sheet, else ``""``.
        confidence: How sure the reading of the text is, from 0 to 1; less than 1 only in what OCR read.
    """

    value: FieldValue
    source: str
    cell: str = ""
    page: int | None = None
    sheet: str = ""
    confidence: float = 1.0

    @property
    def place(self) -> str:
        """The cell, or the page's number, or nothing."""
        return self.cell or (str(self.page) if self.page is not None else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file in which a document goes on that begins in another file of the same mail; its values as there."""

    filename: str
    media_type: str
    size: int
    sha256: str
    part: int
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How the pictures of a file were read.

    Attributes:
        engine: Name of the program that read them.
        confidence: Of its letters on average, from 0 to 1, by its own word; 0 where there were none.
        pages: Numbers of the pages that were read so, from 1.
        cut: Those of them of which lines run into the edge of the picture.
        stamps_unread: Those of a letter on which something like a received stamp lies that was not made out.
    """

    engine: str
    confidence: float
    pages: tuple[int, ...]
    cut: tuple[int, ...] = ()
    stamps_unread: tuple[int, ...] = ()


PAGE_BREAK = "\f"
"""Between the pages of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file that came with a mail.

    Attributes:
        filename: As it came, or ``""``.
        media_type: By content, never by name or declaration.
        size: Bytes.
        sha256: Hex digest of the bytes.
        part: Address inside its mail, see :class:`bot.core.mail.Attachment`.
        member: Address inside the archive that is this part: positions from 0, level by level (``2``, ``2/0``); ``""``
            for the part itself. Pages of a PDF that are a document of their own have their first one: ``p3``, ``2/p3``;
            a file embedded in a PDF has its position there: ``a0``.
        inline: A logo or signature picture, not a document.
        role: The rules' name of the document, or ``None``.
        confidence: Of the role, from 0 to 1.
        likeness: How much its content looks like each role, from 0 to 1, before the files of a mail were compared:
            a file without a role that looks like one is a second copy of that document.
        text_source: How its text was had; ``none`` for a scan that nobody read.
        pages: Of a PDF or TIFF, or how many of one are this document; else ``None``.
        pages_unread: How many of them are pictures without text that nobody read.
        scan: How pictures were read, or ``None`` where none were.
        fields: What was read, by the names of ``docs/rules.md``.
        rows: Rows of a table (the log of contacts), each by column name.
        text: All text read, capped.
        ink: What the places of signatures show, by :class:`Signatory`; of those left out nobody can tell.
        seals: The digital signatures of its file.
        sheets: Further files that it goes on in, in their order.
        damage: Why it could not be read, or ``None``.
    """

    filename: str
    media_type: str
    size: int
    sha256: str
    part: int = 0
    member: str = ""
    inline: bool = False
    role: str | None = None
    confidence: float = 0.0
    likeness: Mapping[str, float] = field(default_factory=dict)
    text_source: TextSource = TextSource.NONE
    pages: int | None = None
    pages_unread: int = 0
    scan: Scan | None = None
    fields: Mapping[str, Read] = field(default_factory=dict)
    rows: tuple[Mapping[str, Read], ...] = ()
    text: str = ""
    ink: Mapping[str, Ink] = field(default_factory=dict)
    seals: tuple[Seal, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    damage: Damage | None = None

    @property
    def address(self) -> tuple[int, str]:
        """Where it lies in its mail; no two documents of a mail share it."""
        return self.part, self.member

    @property
    def is_some_pages(self) -> bool:
        """Whether it is only some pages of its file."""
        return self.member.rpartition("/")[2].startswith(PAGES)

    @property
    def is_embedded(self) -> bool:
        """Whether it lies in a PDF that is a document as well."""
        return self.member.rpartition("/")[2].startswith(EMBEDDED)

    @property
    def file(self) -> str:
        """Where its bytes lie in its part: of pages, the file that they are of."""
        return self.member.rpartition("/")[0] if self.is_some_pages else self.member

    @property
    def parts(self) -> tuple[int, ...]:
        """The parts of its mail that it lies in."""
        return (self.part, *(sheet.part for sheet in self.sheets))

    def value(self, name: str) -> FieldValue:
        """The value of a field, or ``None`` where it was not found or is empty."""
        read = self.fields.get(name)
        return None if read is None else read.value


def unread_scan(document: Document) -> Document:
    """A document that engines read as it is without them; any other one as it is."""
    if document.scan is None:
        return document
    return replace(document, text_source=TextSource.NONE, scan=None, fields={}, rows=(), text="", ink={})


def below(file: str, inside: str) -> str:
    """The address of what lies in a file, by the addresses of the file and, in it, of that; either may be ``""``."""
    return f"{file}/{inside}" if file and inside else file or inside


def placed(documents: Iterable[Document], filename: str, part: int, file: str) -> tuple[Document, ...]:
    """What was read in a file by itself, where the same bytes came under another name and in another place."""
    return tuple(replace(one, filename=filename, part=part, member=below(file, one.member)) for one in documents)


def pages_address(file: str, first: int) -> str:
    """The address of a document that is some pages of a file, by its first page, from 1."""
    return below(file, f"{PAGES}{first}")


def is_unread_scan(document: Document) -> bool:
    """Whether pages of it are pictures that OCR could still read."""
    if document.damage or document.inline:
        return False
    if document.scan:
        return document.scan.engine == BROUGHT_ALONG
    is_photo = document.media_type.startswith("image/") and document.text_source is TextSource.NONE
    return is_photo or document.pages_unread > 0


def leaves(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents of one mail without the archives and files that others lie in."""
    found = tuple(documents)
    inside = (document for document in found if document.member and not document.is_embedded)
    archives = {(document.part, document.member.rpartition("/")[0]) for document in inside}
    return tuple(document for document in found if document.address not in archives)
