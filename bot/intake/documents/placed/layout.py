"""Pieces of text brought into the order in which people read them.

A form is read row by row, each label with what stands beside it. A letter is read down its main column first: what
stands to the right of it in the same rows (a stamp, a second signature) is a block of its own and comes after it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.intake.documents.placed.pieces import PageLine, Piece
from bot.intake.documents.placed.scrawl import is_scrawl
from bot.intake.documents.placed.table_rows import in_table_rows, is_row_of_table, row_of_table
from bot.intake.documents.placed.unfold import AwaitsValue, unfolded

_ROWS_BELOW = 2
_FEWEST_HEADS = 3
_LONGEST_PREFIX = 6
_SAME_ROW = 0.5  # of a line's height
_WIDE = 1.6  # of a line's height: no space between two words of a sentence
_BELOW = 2.5  # of a line's height, from the middle of a label to that of its value
_NEXT_LINE = 2.0  # of a line's height, from middle to middle
_HEAD_LINES = 8  # of the main column, beside which a heading may go on
_REACH = 0.5  # of the width of a block: how far to the left of it its next line may begin

Run = tuple[Piece, ...]
"""Pieces of one row with nothing but spaces between them."""


def as_form(
    pieces: Iterable[Piece], awaits_value: AwaitsValue, is_of_goods: Callable[[str], bool] = lambda _: False
) -> tuple[PageLine, ...]:
    """Row by row, one line for each label with what stands to its right, or below it where that is another label.

    Args:
        pieces: Of one page.
        awaits_value: Whether a text is a label without its value.
        is_of_goods: Whether a text heads a column of goods: what stands below such heads are values of no field.
    """
    lines: list[PageLine] = []
    rows = rows_of(unfolded(pieces, awaits_value))
    for index, row in enumerate(rows):
        if _heads_goods(row, is_of_goods):
            lines.append(PageLine(tuple(piece for run in row for piece in run)))
            continue
        below = rows[index + 1 : index + 1 + _ROWS_BELOW]
        while row:
            line = PageLine(row.pop(0))
            if awaits_value(line.text):
                line = _with_value(line.pieces, _value_of(line.pieces, row, below, awaits_value), awaits_value)
            lines.append(line)
    return tuple(lines)


def _with_value(label: Run, value: Run, awaits_value: AwaitsValue) -> PageLine:
    """Both on a line, with a colon between those that a table has in cells of their own."""
    last = label[-1]
    if value and _are_in_cells(label, value) and last.text[-1].isalpha() and not awaits_value(PageLine(value).text):
        label = (*label[:-1], replace(last, text=f"{last.text}:"))
    return PageLine(label + value)


def _are_in_cells(label: Run, value: Run) -> bool:
    """Whether a table has each in a cell of its own."""
    return label[-1].cell is not None and value[0].cell not in {None, label[-1].cell}


def _heads_goods(row: Sequence[Run], is_of_goods: Callable[[str], bool]) -> bool:
    """Whether it is the head of a table of goods: several short texts without digits, one of which says so."""
    heads = [PageLine(run).text for run in row]
    several = len(heads) >= _FEWEST_HEADS and not any(character.isdigit() for head in heads for character in head)
    return several and any(map(is_of_goods, heads))


def _value_of(label: Run, row: list[Run], below: list[list[Run]], awaits_value: AwaitsValue) -> Run:
    """The run to its right or the one under it, taken from its row; nothing where that is another label."""
    if row and not awaits_value(PageLine(row[0]).text):
        value = row.pop(0)
        return value + row.pop(0) if row and _is_prefix(value, row[0]) else value
    under = next(((line, run) for line in below for run in line if _is_under(label, run)), None)
    if under and awaits_value(PageLine(under[1]).text):
        under = None
    if row and not PageLine(label).text.endswith(":") and not (under and _are_in_cells(label, under[1])):
        return _rest_of_head(row, awaits_value)
    if under is None:
        return ()
    under[0].remove(under[1])
    return under[1]


def _is_prefix(value: Run, following: Run) -> bool:
    """Whether they are the letters of a number and its digits, each in a cell of its own."""
    letters, digits = PageLine(value).text, PageLine(following).text
    return letters.isalpha() and letters.isupper() and len(letters) <= _LONGEST_PREFIX and digits.isdigit()


def _rest_of_head(row: list[Run], awaits_value: AwaitsValue) -> Run:
    """The other labels of the head of a table, which have no values but columns."""
    head: Run = ()
    while row and awaits_value(PageLine(row[0]).text):
        head += row.pop(0)
    return head


def _is_under(label: Run, run: Run) -> bool:
    """Whether it begins or is centred where the label does, close below it."""
    one, other = _outline(label), _outline(run)
    flush = abs(one.left - other.left) < one.height
    centred = one.left < (other.left + other.right) / 2 < one.right
    if one.cell and other.cell and one.cell != other.cell:
        return other.cell.is_under(one.cell)
    return (flush or centred) and other.middle - one.middle < _BELOW * max(one.height, other.height)


def as_letter(
    pieces: Iterable[Piece], is_heading: Callable[[Sequence[str]], bool] = lambda _: False
) -> tuple[PageLine, ...]:
    """The main column from top to bottom, then what stands beside it, block by block.

    Args:
        pieces: Of one page.
        is_heading: Whether the lines of a block beside the beginning are of the heading: that one is read where it
            stands.
    """
    main, aside = _parted(rows_of(in_table_rows(pieces)))
    lines = [PageLine(run) for run in main]
    behind: list[PageLine] = []
    for at, block in reversed(aside):
        beside = [PageLine(run) for run in block]
        if at < _HEAD_LINES and is_heading([line.text for line in beside]):
            lines[at:at] = beside
        else:
            behind[:0] = beside
    return (*lines, *behind)


def rows_of(pieces: Iterable[Piece], wide: float = _WIDE) -> list[list[Run]]:
    """The runs of a page from top to bottom, each row from left to right, cut at wide gaps."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        row = next((row for row in reversed(rows[-3:]) if _level(row, piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    cut = (_runs(sorted(row, key=lambda each: each.left), wide) for row in rows)
    legible = ([run for run in row if not is_scrawl(run)] for row in cut)
    return [row for row in legible if row]


def _level(row: Sequence[Piece], piece: Piece) -> bool:
    """Whether it stands in the row, seen from the piece of the row that is nearest to it."""
    nearest = min(row, key=lambda each: max(piece.left - each.right, each.left - piece.right))
    return abs(nearest.middle - piece.middle) < _SAME_ROW * max(nearest.height, piece.height)


def _runs(row: Sequence[Piece], wide: float) -> Iterator[Run]:
    start = 0
    for index, (one, other) in enumerate(pairwise(row), start=1):
        if other.cell != one.cell or other.left - one.right > wide * max(one.height, other.height):
            yield tuple(row[start:index])
            start = index
    yield tuple(row[start:])


def _parted(rows: Iterable[Sequence[Run]]) -> tuple[list[Run], list[tuple[int, list[Run]]]]:
    """The main column, and the blocks beside it, each with the place in it of the line that it begins beside.

    A run with another one to its left stands aside, and so does one alone in its row that continues such a block.
    """
    main: list[Run] = []
    aside: list[tuple[int, list[Run]]] = []
    for row in rows:
        first, *others = (row_of_table(row),) if is_row_of_table(row) else row
        if not others and (block := _block_above(aside, first)):
            block.append(first)
            continue
        main.append(first)
        for run in others:
            if block := _block_above(aside, run):
                block.append(run)
            else:
                aside.append((len(main) - 1, [run]))
    return main, aside


def _block_above(blocks: Iterable[tuple[int, list[Run]]], run: Run) -> list[Run] | None:
    return next((block for _, block in blocks if _continues(block, run)), None)


def _continues(block: Sequence[Run], run: Run) -> bool:
    """Whether it is the next line of a block, which may be centred."""
    whole, last, below = _outline([piece for line in block for piece in line]), _outline(block[-1]), _outline(run)
    reach = _REACH * (whole.right - whole.left)
    beneath = whole.left - reach < below.left and below.left < whole.right
    return beneath and below.middle - last.middle < _NEXT_LINE * max(last.height, below.height)


def _outline(pieces: Sequence[Piece]) -> Piece:
    return replace(
        pieces[0],
        left=min(piece.left for piece in pieces),
        top=min(piece.top for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
    )
