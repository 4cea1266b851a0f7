"""The memo in Excel, in the head office's form and as a regional branch redrew it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from bot.testing.case_facts import CaseFacts, spoken
from bot.testing.ink import signature_png
from bot.testing.memo_values import VALUES
from bot.testing.words import words
from bot.testing.workbook import CellValue, Form

Layout = Literal["head_office", "regional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One cell or merged range of the form, counted from 1, with what stands in it."""

    left: int
    top: int
    right: int
    bottom: int
    style: str
    size: int | None
    value: CellValue


def memo_xlsx(
    facts: CaseFacts,
    *,
    layout: Layout = "head_office",
    cells: Mapping[str, CellValue] | None = None,
    labels: Mapping[str, str] | None = None,
    shift: tuple[int, int] = (0, 0),
    signed: bool = True,
) -> bytes:
    """Draw the memo of a case.

    Args:
        facts: The case.
        layout: ``head_office`` has labels on the left, typed days and money; ``regional`` has smaller labels on
            the right, and everything is text.
        cells: Values written instead of the right ones, by field (``valor_factura``); ``None`` empties a cell.
        labels: Labels reworded, from the layout's wording.
        shift: Rows and columns by which the whole form is moved.
        signed: Whether the coordinator's signature picture is there.

    Raises:
        KeyError: If ``cells`` or ``labels`` names one that the layout does not have.
    """
    form = words("memo")[layout]
    rows, columns = shift
    drawn = Form(form["sheet"], fill=form["fill"], heading_fill=form["heading_fill"], text_only=layout == "regional")
    for box in memo_boxes(facts, layout=layout, cells=cells, labels=labels):
        area = (box.left + columns, box.top + rows, box.right + columns, box.bottom + rows)
        drawn.write(area, box.value, box.style, box.size)
    _measure(drawn.sheet, form, rows, columns)
    if signed:
        left, top, _, _ = range_boundaries(form["signature"])
        drawn.picture(f"{get_column_letter(left + columns)}{top + rows}", signature_png(facts.coordinator.name))
    return drawn.saved()


def memo_boxes(
    facts: CaseFacts,
    *,
    layout: Layout = "head_office",
    cells: Mapping[str, CellValue] | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[Box, ...]:
    """The form's boxes with their values filled in; arguments as for :func:`memo_xlsx`."""
    values = dict(VALUES[layout](facts))
    _replace(values, cells or {})
    boxes = words("memo")[layout]["boxes"]
    wording = {box["text"]: box["text"] for box in boxes if box["style"] == "label"}
    _replace(wording, labels or {})
    return tuple(_filled(boxes, values, wording, spoken(facts)))


def _filled(
    boxes: list[dict[str, Any]], values: Mapping[str, CellValue], wording: Mapping[str, str], texts: Mapping[str, str]
) -> Iterator[Box]:
    for box in boxes:
        left, top, right, bottom = range_boundaries(box["at"])
        text = box.get("text", "")
        written = wording.get(text, text.format_map(texts)) or None
        yield Box(
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            style=box["style"],
            size=box.get("size"),
            value=values[box["field"]] if "field" in box else written,
        )


def _replace(known: dict[str, Any], changes: Mapping[str, Any]) -> None:
    if unknown := changes.keys() - known.keys():
        raise KeyError(f"this layout has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(known))}")
    known.update(changes)


def _measure(sheet: Worksheet, form: Mapping[str, Any], rows: int, columns: int) -> None:
    for letter, width in form["widths"].items():
        column, _, _, _ = range_boundaries(f"{letter}1")
        sheet.column_dimensions[get_column_letter(column + columns)].width = width
    for row, height in form["heights"].items():
        sheet.row_dimensions[row + rows].height = height
    left, top, right, bottom = range_boundaries(form["print_area"])
    corner, opposite = (
        f"{get_column_letter(left + columns)}{top + rows}",
        f"{get_column_letter(right + columns)}{bottom + rows}",
    )
    sheet.print_area = f"{corner}:{opposite}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
