"""Questions asked twice, once for each answer, with a mark beside: ``COSTOS SI | X | COSTOS NO | ``."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.intake.documents import marks
from bot.intake.documents.sheets.cells import Cell, Direction, Place, Sheet
from bot.intake.documents.text import fold, squeeze
from bot.intake.documents.words import DocumentWords

_ANSWERS = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A cell that asks for one of the two answers: ``answer`` is that one's name; at the edge, nothing is beside it."""

    cell: Cell
    question: str
    answer: str
    beside: Cell | None


def joined_answers(sheet: Sheet, words: DocumentWords) -> Sheet:
    """The sheet with one question for each such pair, and both answers with their boxes beside the first."""
    cells: dict[Place, Cell] = {}
    asked = tuple(_asked(sheet, words))
    for index, one in enumerate(asked):
        other = next((two for two in asked[index + 1 :] if two.question == one.question), None)
        if other is not None and one.beside is not None and {one.answer, other.answer} == _ANSWERS:
            cells |= _joined(one, other)
    return sheet.with_cells(cells) if cells else sheet


def _asked(sheet: Sheet, words: DocumentWords) -> Iterator[_Asked]:
    """The cells whose last word is an answer, each with the mark or the blank beside it."""
    for cell in sheet.cells:
        question, _, last = squeeze(cell.text).rstrip(" :.?)").rpartition(" ")
        answer = next((name for name, phrases in words.yes_no.items() if phrases.whole(fold(last))), None)
        beside = next(iter(sheet.onward(cell, Direction.RIGHT)), None)
        is_free = beside is None or beside.empty or marks.ticked(beside.text) is not None
        if question and answer and is_free:
            yield _Asked(cell, fold(question), answer, beside)


def _joined(one: _Asked, other: _Asked) -> dict[Place, Cell]:
    boxes = " ".join(f"{each.cell.text.rstrip(' :.?)').rpartition(' ')[2]} {_box(each)}" for each in (one, other))
    question = one.cell.text.rstrip(" :.?)").rpartition(" ")[0]
    return {
        **_places(one.cell, question),
        **_places(one.beside, boxes),
        **_places(other.cell, ""),
        **_places(other.beside, ""),
    }


def _box(asked: _Asked) -> str:
    return "(X)" if asked.beside is not None and marks.ticked(asked.beside.text) else "( )"


def _places(cell: Cell | None, raw: str) -> dict[Place, Cell]:
    if cell is None:
        return {}
    whole = Cell(cell.row, cell.column, cell.last_row, cell.last_column, raw)
    rows, columns = range(cell.row, cell.last_row + 1), range(cell.column, cell.last_column + 1)
    return {(row, column): whole for row in rows for column in columns}
