"""Fields of a form drawn on a sheet: labels by meaning, each with the value that stands beside it.

Where values stand (right of their labels, left, below or above) is decided once for the whole sheet, by which direction
gives most labels a value of their kind; only labels at the edge of the sheet look elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from bot.core.document import FieldValue, Read
from bot.intake.documents.labels import Label, LabelFinder
from bot.intake.documents.marks import ticked
from bot.intake.documents.sheets import contexts
from bot.intake.documents.sheets.cells import Cell, Direction, Sheet, together
from bot.intake.documents.sheets.choices import Choices
from bot.intake.documents.sheets.inline import labels_and_values
from bot.intake.documents.text import squeeze
from bot.intake.documents.values import parse
from bot.intake.documents.words import DocumentWords, FieldRule, Kind

_PROOF = 3  # a value that only its own kind can be says more than any text
_STRAY_GAP = 3  # empty cells between a label and its value
_FEWEST_IN_REASON = 3  # words
_LONGEST_PREFIX = 6
_CLIENT = "cliente"
_SIGN_OF_MONEY = re.compile(r"(?<=\w)\s*\(?\$\)?[\s:]*$")
_SIDEWAYS = frozenset({Direction.RIGHT, Direction.LEFT})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A label with its value: ``order`` compares candidates for one field."""

    rule: FieldRule
    read: Read
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a label's value belongs: a cell, empty where it was left blank, and what it says there."""

    cell: Cell
    value: FieldValue


class Form:
    """A sheet whose labels have been found.

    Args:
        sheet: The sheet.
        finder: Knows the labels of the document's fields.
        words: To parse the values with.
        in_context: Whether labels mean what they mean where they stand.
    """

    def __init__(self, sheet: Sheet, finder: LabelFinder, words: DocumentWords, *, in_context: bool = False) -> None:
        self._sheet = sheet
        self._finder = finder
        self._words = words
        self._choices = Choices(sheet, words)
        self._inline = {cell: found for cell in sheet.cells if (found := labels_and_values(cell, finder, words))}
        read_as = {cell: label for cell in sheet.cells if (label := self._label(cell))}
        labels = contexts.without_section_titles(sheet, read_as, words)
        self._labels = contexts.in_context(sheet, labels, finder, words) if in_context else labels
        self.direction, self._slots = self._decide_direction()
        if prose := self._prose():
            self._labels = {cell: label for cell, label in self._labels.items() if cell not in prose}
            self._slots = self._slots_towards(self.direction)

    def _label(self, cell: Cell) -> Label | None:
        """The field that a cell names; a sign of money at its end says that it is an amount: ``Costos ($)``."""
        if not isinstance(cell.raw, str) or cell in self._inline or self._is_answer(cell):
            return None
        return self._finder.match(_SIGN_OF_MONEY.sub(f" {self._words.concepts['value'][0]}", cell.text))

    def _is_answer(self, cell: Cell) -> bool:
        """Whether the cell stands right of one that ends in a colon and itself does not: ``ASUNTO: | Anulación``."""
        left = next(iter(self._sheet.onward(cell, Direction.LEFT)), None)
        return left is not None and left.text.endswith(":") and not cell.text.endswith(":")

    def names(self, cell: Cell) -> Kind | None:
        """What kind of value the cell is the label of, ``None`` where it is no label."""
        return self._labels[cell].rule.kind if cell in self._labels else None

    def _decide_direction(self) -> tuple[Direction, Mapping[Cell, _Slot | None]]:
        """The direction with the most proof, with each label's slot; one that proves most labels is not compared."""
        enough = sum(_PROOF for label in self._labels.values() if not label.rule.kind.free) / 2
        tried: list[tuple[int, Direction, dict[Cell, _Slot | None]]] = []
        for direction in Direction:
            slots = self._slots_towards(direction)
            tried.append((self._proof(slots), direction, slots))
            if tried[-1][0] > enough:
                break
        _, best, slots = max(tried, key=lambda each: each[0])
        return best, slots

    def _slots_towards(self, direction: Direction) -> dict[Cell, _Slot | None]:
        return {cell: self._slot(cell, label.rule, direction) for cell, label in self._labels.items()}

    def _prose(self) -> frozenset[Cell]:
        """Cells that only read like labels: they stand where free text belongs, and their field has another label.

        ``Motivo | Error en el valor de la factura`` would else lose its reason.
        """
        free = (cell for cell, label in self._labels.items() if label.rule.kind.free)
        roomless = (cell for cell in free if (slot := self._slots[cell]) is None or slot.cell.empty)
        near = (islice(self._sheet.onward(cell, self.direction), _STRAY_GAP) for cell in roomless)
        beside = tuple(next((cell for cell in cells if not cell.empty), None) for cells in near)
        prose = {
            cell
            for cell in beside
            if cell in self._labels and (self._is_named_elsewhere(cell) or self._is_sentence(cell))
        }
        return frozenset(prose | {cell for cell in self._labels if self._is_choice(cell)})

    def _is_choice(self, cell: Cell) -> bool:
        """Whether a cell that reads like a label answers the one before it: ``TRÁMITE | Anulación de factura``."""
        before = next(iter(self._sheet.onward(cell, Direction.LEFT)), None)
        asked = self._labels.get(before) if before is not None and self.direction is Direction.RIGHT else None
        slot = self._slots[cell]
        if asked is None or not asked.rule.kind.marked or (slot is not None and slot.value is not None):
            return False
        return parse(asked.rule.kind, cell.text, self._words) is not None

    def _is_sentence(self, cell: Cell) -> bool:
        """Whether a cell that reads like a label has as many words as a reason, and no value of its own."""
        slot = self._slots[cell]
        if self.direction not in _SIDEWAYS:
            return False
        return len(cell.text.split()) >= _FEWEST_IN_REASON and (slot is None or slot.value is None)

    def _is_named_elsewhere(self, cell: Cell) -> bool:
        rule = self._labels[cell].rule
        return any(other != cell and label.rule == rule for other, label in self._labels.items())

    def _proof(self, slots: Mapping[Cell, _Slot | None]) -> int:
        """How well the sheet reads if values stand there."""
        proven = (self._labels[cell].rule.kind for cell, slot in slots.items() if slot and slot.value is not None)
        return sum(1 if kind.free else _PROOF for kind in proven)

    def _slot(self, label: Cell, rule: FieldRule, direction: Direction) -> _Slot | None:
        """Where the value belongs, ``None`` where there is no room for one."""
        cell = self._beside(label, rule.kind, direction)
        if cell is None:
            return None
        return _Slot(cell, None if cell.empty else parse(rule.kind, cell.raw, self._words))

    def _beside(self, label: Cell, kind: Kind, direction: Direction) -> Cell | None:
        by_cells = len(self._labels) >= len(self._inline)
        holds = self._is_prose if kind.free and by_cells else self._is_value
        ahead = takewhile(holds, self._sheet.onward(label, direction))
        nearest = next(ahead, None)
        if nearest is None:
            return None
        sideways = direction in _SIDEWAYS
        if kind.marked:
            return self._choice(label, nearest, ahead, direction, kind)
        if kind is Kind.NUMBER and direction is Direction.RIGHT and _is_prefix(nearest):
            return together([nearest, *islice(ahead, 1)])
        if nearest.merged or not nearest.empty or not sideways:
            return nearest
        return next((cell for cell in islice(ahead, _STRAY_GAP - 1) if not cell.empty), nearest)

    def read(self) -> Mapping[str, Read]:
        """The fields whose labels are on the sheet; a blank value is a ``Read`` of ``None``."""
        return {name: read for name, read in self.read_all().items() if not name.startswith("_")}

    def read_all(self) -> Mapping[str, Read]:
        """The same with what is recognised only to be told from them."""
        best: dict[str, _Candidate] = {}
        for candidate in self._candidates():
            name = candidate.rule.name
            if name not in best or candidate.order > best[name].order:
                best[name] = candidate
        return {name: found.read for name, found in best.items()}

    @cached_property
    def _client_row(self) -> int:
        """The first row that names the client; an id above it is that of the letterhead, if there is another."""
        beside = (cell.row for cell, label in self._labels.items() if label.rule.name == _CLIENT)
        inline = (cell.row for cell, found in self._inline.items() if any(one.rule.name == _CLIENT for one, _ in found))
        return min((*beside, *inline), default=0)

    def _candidates(self) -> Iterator[_Candidate]:
        for cell, label in self._labels.items():
            own = self._slots[cell]
            slot = own or self._elsewhere(cell, label.rule)
            alone = own and (own.value is None or cell.text.endswith(":"))
            if alone and self.direction not in _SIDEWAYS:
                beside = self._slot(cell, label.rule, Direction.RIGHT)  # a few lines of a sheet that is mostly a table
                slot = beside if beside and beside.value is not None else own
            if own and own.cell.empty and self.direction is Direction.RIGHT:
                slot = self._below(cell, label.rule) or own
            if own and own.cell.empty and label.rule.kind.marked and len(self._sheet.row(cell.row)) == 1:
                below = self._choices_below(cell, label.rule)
                slot = below if below and below.value is not None else own
            if slot is not None:
                apart = slot is not own or self._is_title(cell) or _is_ticked(label.rule.kind, slot)
                yield self._candidate(label, slot, slot.cell.text, elsewhere=apart)
        told = {slot.cell for slot in self._slots.values() if slot}
        inline = ((cell, *one) for cell, found in self._inline.items() for one in found)
        for cell, label, written in inline:
            if cell not in told:
                slot = _Slot(cell, parse(label.rule.kind, written, self._words))
                yield self._candidate(label, slot, squeeze(written), elsewhere=False)

    def _below(self, cell: Cell, rule: FieldRule) -> _Slot | None:
        """The value under a label with nothing beside it: of headings, or one that can only be its own."""
        slot = self._slot(cell, rule, Direction.BELOW)
        if slot is None or slot.value is None:
            return None
        if self._ends_headings(cell):
            return slot
        return None if rule.kind.free or rule.kind.marked or self._is_taken(slot.cell) else slot

    def _is_taken(self, value: Cell) -> bool:
        """Whether a value is where another label has its own."""
        return any(slot.cell is value for slot in self._slots.values() if slot)

    def _choice(self, label: Cell, nearest: Cell, ahead: Iterator[Cell], direction: Direction, kind: Kind) -> Cell:
        """What is chosen beside a label; under it, of the options that lie side by side there."""
        if direction in _SIDEWAYS:
            return self._choices.beside([nearest, *ahead], kind)
        under = self._under(label) if direction is Direction.BELOW else []
        return self._choices.below(under, kind) or nearest

    def _under(self, label: Cell) -> list[Cell]:
        """The values in the row below a label, up to where the next cell of its own row begins."""
        beside = next(
            (cell.column for cell in self._sheet.row(label.row) if cell.column > label.column), self._sheet.width
        )
        row = self._sheet.row(label.last_row + 1)
        return [cell for cell in row if label.column <= cell.column < beside and self._is_value(cell)]

    def _choices_below(self, cell: Cell, rule: FieldRule) -> _Slot | None:
        """The choices in the row under a title that has nothing beside it: ``TRÁMITE`` over ``Anulación | X | …``."""
        row = [below for below in self._sheet.row(cell.last_row + 1) if self._is_value(below)]
        if not row:
            return None
        choices = self._choices.beside(row, rule.kind)
        return _Slot(choices, parse(rule.kind, choices.text, self._words))

    def _ends_headings(self, cell: Cell) -> bool:
        """Whether a label is the last of a row of headings: the one before it has no room for a value either."""
        before = next(iter(self._sheet.onward(cell, Direction.LEFT)), None)
        return before in self._labels and self._slots[before] is None

    def _is_title(self, cell: Cell) -> bool:
        """Whether a cell titles the sheet, and is no number left blank: alone in the first row, or with its kind."""
        if cell is self._sheet.cells[0] and len(self._sheet.row(cell.row)) == 1:
            return True
        slot = self._slots[cell]
        blank = cell.row < contexts.HEADER_ROWS and (slot is None or slot.cell.empty) and not cell.text.endswith(":")
        return blank and parse(Kind.KINDS, cell.text, self._words) is not None

    def _elsewhere(self, cell: Cell, rule: FieldRule) -> _Slot | None:
        """The value of a label with no room for one on its side, for example a heading over a box of remarks."""
        sideways = () if self.direction in _SIDEWAYS else (Direction.RIGHT,)
        slots = (self._slot(cell, rule, direction) for direction in (*sideways, Direction.BELOW, Direction.ABOVE))
        filled = next(
            (slot for slot in slots if slot and slot.value is not None and not self._is_taken(slot.cell)), None
        )
        blank_below = self.direction is Direction.BELOW or cell.text.endswith(":")
        blank = Cell(cell.row, cell.column, cell.row, cell.column, "")
        return filled or (_Slot(blank, None) if blank_below else None)

    def _is_value(self, cell: Cell) -> bool:
        return cell not in self._labels and cell not in self._inline

    def _is_prose(self, cell: Cell) -> bool:
        """Like a value, but remarks may say ``Valor factura: ...`` too."""
        return cell not in self._labels

    def _candidate(self, label: Label, slot: _Slot, source: str, *, elsewhere: bool) -> _Candidate:
        cell = slot.cell
        read = Read(value=slot.value, source=source, cell=cell.name, sheet=self._sheet.name)
        told = slot.value is not None or (cell.empty and not label.rule.kind.marked)  # ``Solicita | Ana Ruiz``
        own = label.rule.kind is not Kind.TAX_ID or cell.row >= self._client_row
        order = (not elsewhere, own, told, label.score, slot.value is not None, -cell.row)
        return _Candidate(rule=label.rule, read=read, order=order)


def _is_ticked(kind: Kind, slot: _Slot) -> bool:
    """Whether nothing but a mark stands beside the label: it names an annex, ``2. Factura original | X``."""
    return not kind.marked and slot.value is None and ticked(slot.cell.text) is not None


def _is_prefix(cell: Cell) -> bool:
    """Whether only the letters of a number stand there: its figures are in the next cell."""
    return cell.text.isalpha() and cell.text.isupper() and len(cell.text) <= _LONGEST_PREFIX
