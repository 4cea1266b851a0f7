"""A column of a form that only tells how to fill it in (``Dato | Cómo llenarlo | Respuesta``) is left out."""

from bot.intake.documents.sheets.cells import Cell, Place, Sheet
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_FEWEST_HEADINGS = 3
_FEWEST_BELOW = 3


def without_help(sheet: Sheet, words: DocumentWords) -> Sheet:
    """The sheet without what stands under such headings; one at the edge of its row heads no help."""
    blank: dict[Place, Cell] = {}
    for row in sorted({cell.row for cell in sheet.cells}):
        headings = sheet.row(row)
        for heading in headings[1:] if len(headings) >= _FEWEST_HEADINGS else ():
            below = [cell for cell in sheet.cells if cell.row > row and cell.column == heading.column]
            if words.help_headings.whole(fold(heading.text)) and len(below) >= _FEWEST_BELOW:
                places = ((cell.row, cell.column) for cell in (heading, *below) if not cell.merged)
                blank |= {place: Cell(*place, *place, "") for place in places}
    return sheet.with_cells(blank) if blank else sheet
