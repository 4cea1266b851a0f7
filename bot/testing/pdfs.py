"""The papers of a case as PDF files: the letters and the filed memo. The invoice is in :mod:`bot.testing.invoice`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from openpyxl.utils.cell import get_column_letter

from bot.testing.case_facts import CaseFacts, spoken
from bot.testing.invoice import invoice_pdf
from bot.testing.memo import Box, memo_boxes
from bot.testing.paper import BLACK, GREEN, GREY, Ink, Paper
from bot.testing.prose import clock_time, money, month_and_year, short_date, stamp_date
from bot.testing.scan import scan
from bot.testing.words import words
from bot.testing.workbook import CellValue

__all__ = ["client_letter_pdf", "invoice_pdf", "reply_letter_pdf", "scan", "stamped_memo_pdf"]

LEFT, TEXT_WIDTH = 72.0, 468.0
GAP = 9.0
PER_CHARACTER, SHRINK = 4.7, 0.86  # of Excel's column widths and row heights, to fit below the stamp


def client_letter_pdf(
    facts: CaseFacts,
    *,
    scanned: bool = True,
    colour: bool = True,
    signed: bool = True,
    stamped: bool = True,
    reworded: Mapping[str, str] | None = None,
) -> bytes:
    """The client's letter that asks for the annulment.

    Args:
        facts: The case.
        scanned: A picture without text, as it usually comes; else a PDF with text.
        colour: Scan in colour; grey is faster to draw.
        signed: Whether the client signed it.
        stamped: Whether the branch put its received stamp on it.
        reworded: Written instead of other words.
    """
    said = words("letters")["client_letter"]
    texts = _texts(facts)
    paper = Paper(title=said["title"], author=facts.client, reworded=reworded)
    body, bold = Ink(size=11.5, family="serif"), Ink(size=11.5, family="serif", bold=True)
    paper.text(306, 52, facts.client.upper(), Ink(size=15, family="serif", bold=True, colour=GREEN), align="centre")
    paper.text(306, 68, said["head"].format_map(texts), Ink(size=7.5, colour=GREY), align="centre")
    paper.line(LEFT, 76, TEXT_WIDTH, GREEN)
    paper.text(LEFT, 112, said["place_and_date"].format_map(texts), body)
    y = _lines(paper, 146, [line.format_map(texts) for line in said["addressee"]], body, bold_line=1)
    y = paper.paragraph(LEFT, y + GAP, TEXT_WIDTH - 20, said["reference"].format_map(texts), bold) + GAP
    for paragraph in (said["greeting"], *said["paragraphs"], said["closing"]):
        y = paper.paragraph(LEFT, y, TEXT_WIDTH, paragraph.format_map(texts), body) + GAP
    y += 40
    if signed:
        paper.signature(LEFT, y, facts.signer.name)
    paper.line(LEFT, y, 190)
    _lines(paper, y + 14, [line.format_map(texts) for line in said["signer"]], body, bold_line=0)
    if stamped:
        paper.stamp(468, 140, _stamp_lines(said["stamp"], texts))
    return scan(paper.pdf(), colour=colour, skew=-0.4) if scanned else paper.pdf()


def reply_letter_pdf(
    facts: CaseFacts,
    *,
    signed_by_client: bool = True,
    signed_by_company: bool = True,
    scanned: bool = False,
    colour: bool = False,
    reworded: Mapping[str, str] | None = None,
) -> bytes:
    """The company's answer to the client; with administrative costs it has the box for the client's acceptance.

    Args:
        facts: The case.
        signed_by_client: Whether the acceptance is signed; printed name and line are there either way.
        signed_by_company: Whether the coordinator signed.
        scanned: A picture without text; else a PDF with text in which signatures are pictures.
        colour: Scan in colour.
        reworded: Written instead of other words.
    """
    said = words("letters")["reply_letter"]
    texts = _texts(facts)
    paper = Paper(title=said["title"], author=said["head"].format_map(texts), reworded=reworded)
    body, bold = Ink(size=9.5), Ink(size=9.5, bold=True)
    paper.text(LEFT, 54, texts["company_capitals"], Ink(size=11.5, bold=True))
    paper.text(LEFT, 69, said["head"].format_map(texts), body)
    paper.line(LEFT, 75, TEXT_WIDTH)
    paper.text(LEFT, 100, said["place_and_date"].format_map(texts), body)
    paper.text(LEFT, 123, facts.reply_number, bold)
    paper.text(LEFT, 146, said["honorific"][facts.signer.feminine], body)
    addressee = [texts["signer_capitals"], *(line.format_map(texts) for line in said["addressee"])]
    y = _lines(paper, 160, addressee, body, bold_line=0)
    y = paper.paragraph(LEFT, y + GAP, TEXT_WIDTH, said["subject"].format_map(texts), bold) + GAP
    decision = said["decisions"][facts.request.value].format_map(texts)
    last = said["asks_signature" if facts.admin_costs else "offers_help"]
    greeting = said["greeting"][facts.signer.feminine]
    for paragraph in (greeting, decision, facts.told("because"), last, said["closing"]):
        y = paper.paragraph(LEFT, y, TEXT_WIDTH, paragraph, body) + GAP
    y += 42
    if signed_by_company:
        paper.signature(LEFT, y, facts.coordinator.name)
    paper.line(LEFT, y, 200)
    _lines(paper, y + 13, [facts.coordinator.name, facts.coordinator.position], body, bold_line=0)
    if facts.admin_costs:
        _acceptance(paper, facts, signed=signed_by_client)
    paper.text(306, 752, said["foot"], Ink(size=6.5, colour=GREY), align="centre")
    return scan(paper.pdf(), colour=colour) if scanned else paper.pdf()


def stamped_memo_pdf(
    facts: CaseFacts,
    *,
    filed_number: str | None = None,
    filed_at: datetime | None = None,
    scanned: bool = True,
    stamped: bool = True,
    cells: dict[str, CellValue] | None = None,
) -> bytes:
    """The printed memo, signed by both, with the billing area's stamp: number and date of filing.

    Args:
        facts: The case.
        filed_number: By default made from the branch and the case.
        filed_at: By default three days after the request.
        scanned: A picture without text, as it usually comes.
        stamped: Whether the stamp is there.
        cells: As for :func:`bot.testing.memo.memo_xlsx`.
    """
    said = words("letters")["stamped_memo"]
    at = filed_at or facts.mailed_at + timedelta(days=3)
    number = filed_number or f"FAC-{facts.branch_code}-{at.year}-{facts.n + 500:05d}"
    paper = Paper(title=said["title"], author=facts.coordinator.name)
    for box in memo_boxes(facts, cells=cells):
        _print(paper, box)
    paper.signature(90, 738, facts.coordinator.name)
    paper.signature(350, 738, facts.manager.name)
    if stamped:
        filing = {"filed_number": number, "filed_day": stamp_date(at), "filed_time": clock_time(at)}
        paper.stamp(460, 66, _stamp_lines(said["stamp"], _texts(facts) | filing), degrees=3)
    return scan(paper.pdf(), colour=True) if scanned else paper.pdf()


def _acceptance(paper: Paper, facts: CaseFacts, *, signed: bool) -> None:
    said = words("letters")["reply_letter"]
    texts = _texts(facts)
    small = Ink(size=8.5)
    paper.box(LEFT, 620, TEXT_WIDTH, 112)
    paper.text(LEFT + 8, 636, said["acceptance"], Ink(size=9, bold=True))
    paper.text(LEFT + 8, 651, said["accepts"].format_map(texts), small)
    if signed:
        paper.signature(LEFT + 8, 700, facts.signer.name)
    paper.line(LEFT + 8, 700, 180)
    paper.text(LEFT + 8, 710, said["sign_here"], Ink(size=7.5))
    paper.text(LEFT + 8, 725, said["accepted_for"].format_map(texts), Ink(size=7.5))
    for row, line in enumerate(said["accepted_by"]):
        paper.text(LEFT + 220, 678 + 14 * row, line.format_map(texts), small)


def _lines(paper: Paper, y: float, lines: list[str], ink: Ink, *, bold_line: int) -> float:
    """Lines below each other, one of them bold; returns where the next would stand."""
    strong = Ink(size=ink.size, family=ink.family, bold=True)
    for row, line in enumerate(lines):
        y = paper.paragraph(LEFT, y, TEXT_WIDTH, line, strong if row == bold_line else ink)
    return y


def _print(paper: Paper, box: Box) -> None:
    """A box of the Excel form as it comes out of the printer."""
    form = words("memo")["head_office"]
    widths = [form["widths"][get_column_letter(column)] for column in range(1, box.right + 1)]
    heights = [form["heights"].get(row, form["default_height"]) for row in range(1, box.bottom + 1)]
    x, y = 48 + PER_CHARACTER * sum(widths[: box.left - 1]), 122 + SHRINK * sum(heights[: box.top - 1])
    width, height = PER_CHARACTER * sum(widths[box.left - 1 :]), SHRINK * sum(heights[box.top - 1 :])
    fills = {"label": (0.85, 0.88, 0.95), "heading": (0.12, 0.31, 0.47)}
    paper.box(x, y, width, height, fills.get(box.style))
    strong = box.style in {"label", "title", "heading"}
    ink = Ink(size=6.6, bold=strong, colour=(1, 1, 1) if box.style == "heading" else BLACK)
    line_y = y + 9
    for line in _printed(box.value).splitlines():
        line_y = paper.paragraph(x + 3, line_y, width - 6, line, ink)


def _printed(value: CellValue) -> str:
    if isinstance(value, date):
        return short_date(value)
    return money(value) if isinstance(value, Decimal) else str(value or "")


def _stamp_lines(patterns: list[str], texts: dict[str, str]) -> tuple[str, ...]:
    return tuple(pattern.format_map(texts) for pattern in patterns)


def _texts(facts: CaseFacts) -> dict[str, str]:
    kind = words("facts")["requests"][facts.request.value].lower()
    return spoken(facts) | {
        "told": facts.told("told"),
        "asked": facts.told("asked"),
        "request_words": kind,
        "period_month": month_and_year(facts.period_start),
        "request_small": kind,
        "signer_capitals": facts.signer.name.upper(),
        "contact_position_small": facts.contact.position.lower(),
        "stamp_day": stamp_date(facts.stamped_at),
        "stamp_time": clock_time(facts.stamped_at),
    }
