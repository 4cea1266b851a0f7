"""The text of a Word document: letterhead, body and foot in the order in which they are read."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.document import Damage

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document

_CELL_BREAK = "\t"


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word document gave: its text, or why there is none."""

    text: str
    damage: Damage | None = None


def read_docx(content: bytes) -> WordText:
    """The paragraphs and rows of tables of a document, a line each; letterheads first, as on paper."""
    import docx  # noqa: PLC0415 - readers that never see a Word document stay 6 MB smaller

    try:
        document = docx.Document(io.BytesIO(content))
        first = document.sections[0] if len(document.sections) else None
        above = _lines(first.header) if first else ()
        below = _lines(first.footer) if first else ()
        return WordText("\n".join((*above, *_lines(document), *below)))
    except MemoryError:
        raise  # a fault of the reader, not of the file, as far as anybody knows
    except Exception:  # noqa: BLE001 - the library raises anything at damaged files
        return WordText("", Damage.UNREADABLE)


def _lines(container: "BlockItemContainer | Document") -> Iterator[str]:
    from docx.table import Table  # noqa: PLC0415 - as above

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield _CELL_BREAK.join(dict.fromkeys(cell.text.replace("\n", " ") for cell in row.cells))
        else:
            yield block.text
