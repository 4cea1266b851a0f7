"""The electronic invoice as the company prints it: two tax ids, three dates, and long numbers that are not its own."""

import hashlib
from collections.abc import Mapping

from bot.testing.case_facts import CaseFacts, spoken
from bot.testing.ink import square_code
from bot.testing.paper import GREY, Ink, Paper
from bot.testing.prose import money, month_and_year, pesos_in_words
from bot.testing.scan import scan
from bot.testing.words import words

LEFT, RIGHT = 40.0, 572.0
COLUMN_ENDS = (62, 80, 360, 446, 492, 566)
HEADER_FILL, LOGO_FILL = (0.86, 0.87, 0.96), (0.12, 0.31, 0.47)
SMALL, PLAIN, BOLD = Ink(size=6.8), Ink(size=7.6), Ink(size=7.6, bold=True)


def invoice_pdf(
    facts: CaseFacts, *, scanned: bool = False, colour: bool = False, reworded: Mapping[str, str] | None = None
) -> bytes:
    """The invoice of a case on one page.

    Args:
        facts: The case.
        scanned: A picture without text; else a PDF with text.
        colour: Scan in colour.
        reworded: Printed instead of other words.
    """
    texts = _texts(facts)
    paper = Paper(title=words("letters")["invoice"]["title"], author=texts["company"], reworded=reworded)
    _issuer(paper, texts)
    _parties(paper, texts)
    _items(paper, facts, texts)
    _sums(paper, facts, texts)
    _foot(paper, texts)
    return scan(paper.pdf(), colour=colour) if scanned else paper.pdf()


def _issuer(paper: Paper, texts: dict[str, str]) -> None:
    said = words("letters")["invoice"]
    paper.box(LEFT, 42, 54, 50, LOGO_FILL)
    initials = words("facts")["company"]["initials"]
    paper.text(LEFT + 27, 73, initials, Ink(size=17, bold=True, colour=(1, 1, 1)), align="centre")
    paper.text(104, 54, texts["company_capitals"], Ink(size=9.6, bold=True))
    for row, line in enumerate(said["issuer"]):
        paper.text(104, 66 + 10 * row, line.format_map(texts), PLAIN)
    for row, line in enumerate(said["authorization"]):
        paper.text(104, 86 + 8 * row, line.format_map(texts), Ink(size=6.2))
    paper.box(412, 38, 160, 56)
    paper.text(492, 54, said["heading"], Ink(size=7.8, bold=True), align="centre")
    paper.text(492, 72, said["number"].format_map(texts), Ink(size=12.5, bold=True), align="centre")
    paper.text(492, 86, said["original"], SMALL, align="centre")


def _parties(paper: Paper, texts: dict[str, str]) -> None:
    said = words("letters")["invoice"]
    paper.box(LEFT, 110, 324, 84)
    paper.box(370, 110, 202, 84)
    for x, value_x, rows in ((46, 116, said["left"]), (376, 480, said["right"])):
        for row, (label, value) in enumerate(rows):
            paper.text(x, 122 + 13 * row, label, BOLD if x < value_x - 90 else Ink(size=7.2, bold=True))
            paper.text(value_x, 122 + 13 * row, value.format_map(texts), Ink(size=7.2))


def _items(paper: Paper, facts: CaseFacts, texts: dict[str, str]) -> None:
    said = words("letters")["invoice"]
    paper.box(LEFT, 200, 532, 162)
    paper.box(LEFT, 200, 532, 16, HEADER_FILL)
    item = ("1", said["item"], str(facts.units), money(facts.unit_price), said["rate"], money(facts.subtotal))
    for y, cells, ink in ((211, said["columns"], BOLD), (230, item, PLAIN)):
        for column, (end, cell) in enumerate(zip(COLUMN_ENDS, cells, strict=True)):
            if column < 2:  # noqa: PLR2004 - item and description stand on the left
                paper.text((46, 80)[column], y, cell, ink)
            else:
                paper.text(end, y, cell, ink, align="right")
    paper.text(80, 241, said["detail"].format_map(texts), SMALL)


def _sums(paper: Paper, facts: CaseFacts, texts: dict[str, str]) -> None:
    said = words("letters")["invoice"]
    paper.box(LEFT, 366, 350, 50)
    paper.text(46, 378, said["in_words"], BOLD)
    paper.paragraph(46, 390, 338, pesos_in_words(facts.total), SMALL)
    paper.text(46, 411, said["pay"].format_map(texts), SMALL)
    paper.box(396, 366, 176, 50)
    amounts = (facts.subtotal, facts.vat, facts.total)
    for row, (label, amount) in enumerate(zip(said["totals"], amounts, strict=True)):
        ink = Ink(size=8.4, bold=amount == facts.total)
        paper.text(402, 379 + 15 * row, label, ink)
        paper.text(566, 379 + 15 * row, money(amount), ink, align="right")


def _foot(paper: Paper, texts: dict[str, str]) -> None:
    said = words("letters")["invoice"]
    code = texts["code"]
    paper.text(46, 440, said["cufe"], BOLD)
    for row, half in enumerate((code[:48], code[48:])):
        paper.text(76, 440 + 10 * row, half, SMALL)
    paper.text(46, 474, said["remarks_title"], BOLD)
    for row, line in enumerate(said["remarks"]):
        paper.text(46, 486 + 12 * row, line, PLAIN)
    paper.image(478, 462, 84, 84, square_code(code))
    paper.line(46, 536, 180)
    paper.text(46, 546, said["received"], SMALL)
    paper.text(306, 732, said["foot"], Ink(size=6.5, colour=GREY), align="centre")


def _texts(facts: CaseFacts) -> dict[str, str]:
    company = words("facts")["company"]
    return spoken(facts) | {
        "company_address": company["address"],
        "company_pbx": company["pbx"],
        "client_capitals": facts.client.upper(),
        "prefix": facts.invoice_number.rpartition("-")[0],
        "issued_at": f"{8 + facts.n % 10:02d}:{facts.n * 17 % 60:02d}:{facts.n * 29 % 60:02d}",
        "period_month": month_and_year(facts.period_start).capitalize(),
        "period_start_brief": f"{facts.period_start:%d/%m/%y}",
        "period_end_brief": f"{facts.period_end:%d/%m/%y}",
        "payment_reference": f"{facts.n * 7919 + 8710458:010d} {facts.n % 10}",
        "code": hashlib.sha384(facts.invoice_number.encode()).hexdigest(),
    }
