"""Options of a form that lie in cells of their own, with their marks beside them, in the row below, or nowhere."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.intake.documents import marks
from bot.intake.documents.sheets.cells import Cell, Direction, Sheet
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import options
from bot.intake.documents.words import DocumentWords, Kind

_LONGEST_OPTION = 5  # words
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?")
_SEVERAL = 2
_SIDES = (Direction.RIGHT, Direction.LEFT)
_MARKED, _UNMARKED = "(X)", "( )"


class Choices:
    """What is chosen on a sheet where options and marks lie in several cells.

    Args:
        sheet: The sheet.
        words: To know options and marks by.
    """

    def __init__(self, sheet: Sheet, words: DocumentWords) -> None:
        self._sheet = sheet
        self._words = words

    def beside(self, cells: Sequence[Cell], kind: Kind) -> Cell:
        """The cells of a row as one line, every option with its box; the first cell where none is filled."""
        filled = sorted((cell for cell in cells if not cell.empty), key=lambda cell: cell.column)
        if not filled:
            return cells[0]
        first = filled[0]
        if rows := self._list_from(first, kind):
            return _line(first, _boxed(rows))
        return _line(first, self._text(filled, kind))

    def below(self, cells: Sequence[Cell], kind: Kind) -> Cell | None:
        """The same of options that stand under their label, if there are several."""
        named = [cell for cell in cells if self._is_option(cell, kind)]
        if len(named) == 1 and (rows := self._list_from(named[0], kind)):
            return _line(named[0], _boxed(rows))
        return self.beside(cells, kind) if len(named) >= _SEVERAL else None

    def unlabelled(self, kind: Kind) -> Cell | None:
        """Options that no label asks for, of which some are marked: ``Anulación | X | Refacturación | ``."""
        found = (cell for row in sorted({cell.row for cell in self._sheet.cells}) for cell in self._in_row(row, kind))
        return next((cell for cell in found if marks.has_box(cell.text) and self._chosen(cell, kind)), None)

    def _in_row(self, row: int, kind: Kind) -> Iterator[Cell]:
        cells = self._sheet.row(row)
        yield from (cell for cell in cells if self._is_boxed(cell, kind))
        named = [cell for cell in cells if self._is_option(cell, kind)]
        if len(named) >= _SEVERAL:
            marked = [cell for cell in cells if cell in named or self._mark(cell, kind) is not None]
            yield _line(named[0], self._text(marked, kind))
        elif named and (rows := self._list_from(named[0], kind)):
            yield _line(named[0], _boxed(rows))

    def _text(self, filled: Sequence[Cell], kind: Kind) -> str:
        naming = [cell for cell in filled if self._named(cell, kind)]
        if len(naming) < _SEVERAL:
            return _joined(filled)
        if any(self._mark(cell, kind) is not None for cell in filled):
            return self._ticked(filled, kind)
        if any(marks.has_box(cell.text) for cell in filled) or len({self._named(cell, kind) for cell in naming}) == 1:
            return _joined(filled)
        answers = [cell for cell in naming if not self._is_instruction(cell, kind)]
        return answers[0].text if len(answers) == 1 else self._ticked(naming, kind)

    def _ticked(self, cells: Sequence[Cell], kind: Kind) -> str:
        """The line with a box for each mark in a cell of its own, else with the marks that stand below the options."""
        told = [self._mark(cell, kind) for cell in cells]
        if any(mark is not None for mark in told):
            return " ".join(cell.text if mark is None else _box(mark) for cell, mark in zip(cells, told, strict=True))
        return _boxed([(cell, self._mark_below(cell)) for cell in cells])

    def _mark_below(self, option: Cell) -> bool | None:
        columns = range(option.column, option.last_column + 1)
        below = (self._sheet.at(option.last_row + 1, column) for column in columns)
        return next((mark for cell in below if (mark := marks.ticked(cell.text)) is not None), None)

    def _list_from(self, first: Cell, kind: Kind) -> list[tuple[Cell, bool | None]]:
        """Different options one below the other, with nothing but a mark before them; none where it is only one."""
        rows: list[tuple[Cell, bool | None]] = []
        told: set[tuple[str, ...]] = set()
        cell = first
        if not self._is_option(self._sheet.at(first.last_row + 1, first.column), kind):
            return []
        while self._is_option(cell, kind) and self._named(cell, kind) not in told:
            others = [other for other in self._sheet.row(cell.row) if other is not cell]
            before = [o for o in others if o.column < cell.column and not _NUMBERING.fullmatch(o.text)] if rows else []
            alone = not any(self._is_option(other, kind) for other in others)
            if not alone or any(self._mark(other, kind) is None for other in before):
                break
            told.add(self._named(cell, kind))
            rows.append((cell, self._mark_of(cell, kind)))
            cell = self._sheet.at(cell.last_row + 1, cell.column)
        return rows if len(rows) >= _SEVERAL else []

    def _mark_of(self, option: Cell, kind: Kind) -> bool | None:
        """The mark in the option's own cell, in the next one to its right (or ``SI | X | NO``), or to its left."""
        if marks.has_box(option.text):
            return bool(self._chosen(option, kind))
        right, left = ([cell for cell in self._sheet.onward(option, side) if not cell.empty] for side in _SIDES)
        answers = tuple(takewhile(lambda cell: self._mark(cell, kind) is not None, right))
        if len(answers) > 1:
            return marks.yes_or_no(_joined(answers), self._words.yes_no)
        return next((mark for cell in (*right[:1], *left[:1]) if (mark := self._mark(cell, kind)) is not None), None)

    def _mark(self, cell: Cell, kind: Kind) -> bool | None:
        """Whether a cell is a mark or an empty box; a kind may also have a yes or a no beside it."""
        if cell.empty:
            return None
        if kind is Kind.KINDS:
            answers = (name for name, phrases in self._words.yes_no.items() if phrases.whole(fold(cell.text)))
            if answer := next(answers, None):
                return answer == "yes"
        return marks.ticked(cell.text)

    def _is_option(self, cell: Cell, kind: Kind) -> bool:
        """Whether nothing but the name of an option stands in a cell, and perhaps its box."""
        folded = fold(cell.text)
        if not folded or len(folded.split()) > _LONGEST_OPTION or self._words.blanks.whole(folded):
            return False
        named = self._named(cell, kind)
        return len(named) == 1 or (len(named) > 1 and kind is Kind.KINDS)

    def _is_boxed(self, cell: Cell, kind: Kind) -> bool:
        """Whether a cell has several options with their boxes: ``ANULACIÓN (X)   REFACTURACIÓN ( )``."""
        return len(self._named(cell, kind)) >= _SEVERAL and marks.has_box(cell.text)

    def _is_instruction(self, cell: Cell, kind: Kind) -> bool:
        """Whether a cell only says what may be answered: ``SI o NO``."""
        several = len(self._named(cell, kind)) >= _SEVERAL
        return several and (kind is Kind.YES_NO or self._words.either.pattern.search(plain(cell.text)) is not None)

    def _chosen(self, cell: Cell, kind: Kind) -> tuple[str, ...]:
        return marks.chosen(cell.text, options(kind, self._words))

    def _named(self, cell: Cell, kind: Kind) -> tuple[str, ...]:
        """The options that a cell names, whether they are marked or not."""
        return marks.chosen(marks.unboxed(cell.text), options(kind, self._words))


def _boxed(rows: Sequence[tuple[Cell, bool | None]]) -> str:
    return " ".join(f"{cell.text} {_box(mark)}" for cell, mark in rows)


def _box(mark: bool | None) -> str:
    return _MARKED if mark else _UNMARKED


def _joined(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in cells)


def _line(first: Cell, text: str) -> Cell:
    """The first cell with the whole line in it; itself where nothing is added to it."""
    if text == first.text:
        return first
    return Cell(first.row, first.column, first.last_row, first.last_column, text)
