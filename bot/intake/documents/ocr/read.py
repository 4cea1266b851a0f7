"""A scan in, its documents out, like :func:`bot.intake.documents.read.read_file` for pages with text."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PIL import Image, UnidentifiedImageError

from bot.core.document import (
    PAGE_BREAK,
    Damage,
    Document,
    Read,
    Scan,
    TextSource,
    is_unread_scan,
    leaves,
    pages_address,
    unread_scan,
)
from bot.core.mail import Attachment
from bot.intake.documents.letters.heading import is_heading
from bot.intake.documents.ocr.confidence import with_confidence
from bot.intake.documents.ocr.doubts import doubts
from bot.intake.documents.ocr.edges import is_cut
from bot.intake.documents.ocr.engines import Ocr
from bot.intake.documents.ocr.mend import mended
from bot.intake.documents.ocr.pictures import pages_of
from bot.intake.documents.ocr.received import Stamps, with_received
from bot.intake.documents.ocr.recognise import Recogniser
from bot.intake.documents.ocr.signing import page_of
from bot.intake.documents.ocr.stamps import Stamp, stamps_on
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.placed.forms import form_of
from bot.intake.documents.placed.layout import as_letter
from bot.intake.documents.placed.pieces import Engine, PageLine, Piece, certainty
from bot.intake.documents.read import read_attachment
from bot.intake.documents.running_text import read_text
from bot.intake.documents.signing.ink import LETTERS, SigningPage, ink_on, sealed
from bot.intake.documents.sorting.bundle import as_container, grouped
from bot.intake.documents.sorting.roles import by_content, by_name, likeliest, surest
from bot.intake.documents.words import DocumentWords

_LETTER = "letter"

Doubts = Callable[[Document, DocumentWords], int]


def read_scan(attachment: Attachment, words: DocumentWords, ocr: Ocr, doubts: Doubts = doubts) -> tuple[Document, ...]:
    """What the text readers make of the pages that OCR read; a file that needs none is read as ever.

    A file with several documents in it is followed by those. Where the faster engine's reading does not hold together
    and there is another engine, that one reads it too, and the reading with fewer doubts counts.

    Args:
        attachment: The file. Damaged input is a ``damage``, never an exception.
        words: What the documents' words mean.
        ocr: The engines; without any, the file stays an unread scan.
        doubts: How much speaks against a reading; 0 where it holds together.
    """
    found = read_attachment(attachment, words)
    best: tuple[Document, ...] = (found,)
    fewest: int | None = None
    if not is_unread_scan(found):
        return best
    unread = unread_scan(found)
    for engine in ocr.engines():
        if fewest is not None and (scan := best[0].scan) and len(scan.pages) > ocr.setup.most_pages_again:
            break
        documents = _read_with(engine, attachment, unread, ocr.setup.most_pages, words)
        count = sum(doubts(document, words) for document in leaves(documents))
        if fewest is None or count < fewest:
            best, fewest = documents, count
        if documents[0].damage or not count:
            break
    return best


@dataclass(frozen=True, slots=True)
class _Pages:
    """What stands on the pages: as text, or as pieces where OCR read them, and what is seen beside these."""

    texts: Mapping[int, str]
    pieces: Mapping[int, Sequence[Piece]]
    seen: Mapping[int, SigningPage]
    stamps: Stamps
    cut: frozenset[int]

    def only(self, numbers: Container[int]) -> "_Pages":
        """The same file with nothing on the other pages, so that each keeps its number."""
        texts = {number: text if number in numbers else "" for number, text in self.texts.items()}
        pieces = {number: found if number in numbers else () for number, found in self.pieces.items()}
        stamps = {number: read for number, read in self.stamps.items() if number in numbers}
        return _Pages(texts, pieces, self.seen, stamps, self.cut)


def _read_with(
    engine: Engine, attachment: Attachment, unread: Document, most_pages: int, words: DocumentWords
) -> tuple[Document, ...]:
    try:
        pages = _recognised(engine, attachment.content, unread.media_type, most_pages)
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return (unread,)  # people may open it all the same
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - libraries raise anything at damaged pictures
        return (replace(unread, damage=Damage.UNREADABLE),)
    left = max(0, unread.pages_unread - len(pages.pieces))
    whole = replace(unread, scan=_scan(engine, pages, pages.pieces.keys()), pages_unread=left)
    apart = tuple(_part(engine, pages, group, whole, words) for group in _groups(pages, words))
    if apart:
        return (as_container(whole), *apart)
    return (_understood(pages, attachment.filename, whole, words),)


def _recognised(engine: Engine, content: bytes, media_type: str, most_pages: int) -> _Pages:
    recogniser = Recogniser(engine)
    texts: dict[int, str] = {}
    pieces: dict[int, Sequence[Piece]] = {}
    seen: dict[int, SigningPage] = {}
    stamps: dict[int, Callable[[], Iterable[Stamp]]] = {}
    cut: set[int] = set()
    for page in pages_of(content, media_type, most_pages):
        if page.picture is None:
            texts[page.number] = page.text
        else:
            recognised = recogniser.read(page.picture)
            pieces[page.number] = recognised.pieces
            seen[page.number] = page_of(recognised)
            stamps[page.number] = partial(stamps_on, engine, recognised, seen[page.number], page.stamps)
            if is_cut([line.pieces for line in as_letter(recognised.pieces)], recognised.picture.width):
                cut.add(page.number)
    return _Pages(texts, pieces, seen, stamps, frozenset(cut))


def _scan(engine: Engine, pages: _Pages, numbers: Container[int]) -> Scan | None:
    """How those of some pages were read that are pictures."""
    read = {number: pieces for number, pieces in pages.pieces.items() if number in numbers}
    confidence = certainty(piece for pieces in read.values() for piece in pieces)
    if not read:
        return None
    cut = tuple(number for number in read if number in pages.cut)
    return Scan(engine=engine.name, confidence=round(confidence, 3), pages=tuple(read), cut=cut)


def _groups(pages: _Pages, words: DocumentWords) -> tuple[frozenset[int], ...]:
    """The numbers of the pages of each document in a file with several; nothing where it is a single one."""
    texts = _text(pages, _arranged(pages, _letter(words), words)).split(PAGE_BREAK)
    groups = grouped(texts, words) if len(texts) > 1 else ()
    return tuple(frozenset(index + 1 for index in group) for group in groups) if len(groups) > 1 else ()


def _part(engine: Engine, pages: _Pages, numbers: frozenset[int], whole: Document, words: DocumentWords) -> Document:
    """One of the documents of a file, its values with the file's page numbers."""
    address, scan = pages_address(whole.member, min(numbers)), _scan(engine, pages, numbers)
    part = replace(whole, member=address, pages=len(numbers), pages_unread=0, scan=scan)
    return _understood(pages.only(numbers), whole.filename, part, words)


def _understood(pages: _Pages, filename: str, unread: Document, words: DocumentWords) -> Document:
    """The document that it looks like most, read as that."""
    lines = _arranged(pages, _letter(words), words)
    text = _text(pages, lines)
    if not text.strip():
        return unread
    likeness = by_content(text, words)
    read_as = likeliest(likeness, by_name(filename, words))
    reader = words.roles[read_as].reader if read_as else ""
    ink = ink_on(lines_of(text), reader, pages.seen, words) if not unread.pages_unread else {}
    if reader in words.fields and reader not in LETTERS:
        lines = _with_stamps(pages, _arranged(pages, form_of(reader, words), words), words)
        text = _text(pages, lines)
    fields: Mapping[str, Read] = with_confidence(read_text(read_as, text, words), lines) if read_as else {}
    scan = unread.scan
    if reader == _LETTER and scan:
        fields, stamps_unread = with_received(fields, pages.stamps, words)
        scan = replace(scan, stamps_unread=stamps_unread)
    role, confidence = surest(likeness, words)
    return replace(
        unread,
        role=role,
        confidence=confidence,
        likeness=likeness,
        text_source=TextSource.OCR if scan else TextSource.TEXT,
        scan=scan,
        text=text,
        fields=fields,
        ink=sealed(ink, reader, unread.seals),
    )


def _arranged(
    pages: _Pages, arrange: Callable[[Sequence[Piece]], Sequence[PageLine]], words: DocumentWords
) -> dict[int, Sequence[PageLine]]:
    return {number: mended(arrange(pieces), words) for number, pieces in pages.pieces.items()}


def _letter(words: DocumentWords) -> Callable[[Sequence[Piece]], Sequence[PageLine]]:
    return partial(as_letter, is_heading=partial(is_heading, words=words))


def _with_stamps(
    pages: _Pages, lines: Mapping[int, Sequence[PageLine]], words: DocumentWords
) -> dict[int, Sequence[PageLine]]:
    """The lines of each page, and below them those of its stamps."""
    return {
        number: (*found, *mended(_stamped(pages.stamps[number]), words)) if number in pages.stamps else found
        for number, found in lines.items()
    }


def _stamped(read: Callable[[], Iterable[Stamp]]) -> Iterable[PageLine]:
    """The lines of stamps, each once; what is printed in colour was read among the lines of the page."""
    lines = (line for one in read() if not (one.is_coloured and one.is_known) for line in one.lines)
    return {line.text: line for line in lines}.values()


def _text(pages: _Pages, lines: Mapping[int, Sequence[PageLine]]) -> str:
    """All pages in order, parted by form feeds."""
    read = {number: "\n".join(line.text for line in found) for number, found in lines.items()}
    texts = {**pages.texts, **read}
    return PAGE_BREAK.join(texts[number] for number in sorted(texts))
