"""The text of a Word document: letterhead, body and foot in the order in which they are read."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PIL import Image, UnidentifiedImageError

from bot.core.document import Damage
from bot.intake.documents.pages.redraw import open_picture

if TYPE_CHECKING:
    from docx.document import Document as OpenedDocument
    from docx.oxml.table import CT_Tbl
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.types import ProvidesStoryPart

_CELL_BREAK = "\t"
_FEWEST_IN_BLOCK = 3  # lines of a cell that is more than one value
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HIDDEN = "w:rPr/w:vanish[not(@w:val='0' or @w:val='false' or @w:val='off')]"
_MOST_BESIDE_SCANS = 100  # letters: a title, or a line that says what the picture is
_SMALLEST_SCAN = 500  # pixels of the short side
_RUNS = f".//w:r[not({_HIDDEN} or ancestor::w:moveFrom or ancestor::w:txbxContent)]"


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word document gave: its text, or why there is none, and how many pictures of pages were put in."""

    text: str
    damage: Damage | None = None
    scans: int = 0


def read_docx(content: bytes) -> WordText:
    """The paragraphs and rows of tables of a document, a line each; letterheads first, as on paper."""
    import docx  # noqa: PLC0415 - readers that never see a Word document stay 6 MB smaller

    try:
        document = docx.Document(io.BytesIO(content))
        first = document.sections[0] if len(document.sections) else None
        above = _lines(first.header._element, first.header) if first else ()  # noqa: SLF001 - the library shows less
        below = _lines(first.footer._element, first.footer) if first else ()  # noqa: SLF001 - as above
        text = "\n".join((*above, *_lines(document.element.body, document), *below))
        is_bare = sum(map(str.isalpha, text)) <= _MOST_BESIDE_SCANS
        return WordText(text, scans=sum(1 for _ in _scans(document)) if is_bare else 0)
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - the library raises anything at damaged files
        return WordText("", Damage.UNREADABLE)


def scans_in(content: bytes) -> Iterator[bytes]:
    """The photos and scans of pages that somebody put in a Word document, in its order.

    Raises:
        Exception: It is damaged.
    """
    import docx  # noqa: PLC0415 - as above

    return _scans(docx.Document(io.BytesIO(content)))


def _scans(document: "OpenedDocument") -> Iterator[bytes]:
    for relation in document.element.body.xpath(".//a:blip/@r:embed"):
        content = document.part.related_parts[relation].blob
        try:
            size = open_picture(content).size
        except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError):
            continue
        if min(size) >= _SMALLEST_SCAN:
            yield content


def _lines(element: "BaseOxmlElement", parent: "ProvidesStoryPart") -> Iterator[str]:
    from docx.table import Table  # noqa: PLC0415 - as above

    for block in _blocks(element):
        if block.tag == _name("tbl"):
            for row in Table(cast("CT_Tbl", block), parent).rows:
                yield from _row([_cell(cell._tc) for cell in row.cells])  # noqa: SLF001 - as above
        else:
            yield _shown(block)


def _blocks(element: "BaseOxmlElement") -> Iterator["BaseOxmlElement"]:
    """Paragraphs and tables, also those in controls to fill in, which many templates consist of."""
    for child in cast("Iterator[BaseOxmlElement]", element.iterchildren()):
        if child.tag in {_name("p"), _name("tbl")}:
            yield child
        elif child.tag in {_name("sdt"), _name("sdtContent"), _name("customXml")}:
            yield from _blocks(child)


def _row(cells: list[tuple[str, ...]]) -> Iterator[str]:
    """A row on one line; cells that each hold a block of their own, as of two who sign, one below the other."""
    apart = dict.fromkeys(cells)
    if max(map(len, apart), default=0) >= _FEWEST_IN_BLOCK:
        yield from (line for cell in apart for line in cell)
    else:
        yield _CELL_BREAK.join(dict.fromkeys(" ".join(cell) for cell in apart))


def _cell(cell: "BaseOxmlElement") -> tuple[str, ...]:
    """The lines of a cell that hold anything."""
    shown = "\n".join(_shown(block) for block in _blocks(cell) if block.tag == _name("p"))
    return tuple(line for line in shown.split("\n") if line.strip())


def _shown(paragraph: "BaseOxmlElement") -> str:
    """What it shows: insertions and fields as well, neither hidden words nor those that were moved or struck out."""
    return "".join(run.text for run in paragraph.xpath(_RUNS))


def _name(tag: str) -> str:
    return f"{_WORD}{tag}"
