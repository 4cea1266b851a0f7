"""Where a quoted mail begins: an attribution, a block of headers, or a line that says so."""

import re
from collections.abc import Sequence

from bot.intake.mail_forms import MailForms, fold
from bot.intake.reply.lines import Line

_MAX_ATTRIBUTION_LINES = 4
_MAX_ATTRIBUTION = 500
_MAX_HEADER_LINES = 16
_MAX_CONTINUATION = 3
_MIN_KINDS = 3
_MIN_DIGITS = 5

_ADDRESS_RE = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_TIME_RE = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_DAY_RE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b")
_HEADER_RE = re.compile(r"[\W_]{0,4}([^\W\d_][^:\n<>@]{0,24}?)[\s*_]{0,3}[:\uff1a](.*)", re.DOTALL)
_RULE_RE = re.compile(r"[-_=*\u2013\u2014\s]{2,}")
_LOTUS_RE = re.compile(r".{2,80}-{2,3}\s?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s+\d{1,2}:\d{2}.{0,40}-{2,3}.*")


def mark_end(lines: Sequence[Line], start: int, forms: MailForms) -> int:
    """Read a mark that begins at a line.

    Args:
        lines: Of the mail.
        start: The line that may begin a mark.
        forms: The words of mail programs.

    Returns:
        The line behind the mark, or ``start`` where there is none.
    """
    if not lines[start].text:
        return start
    for reader in (_original, _header_block, _attribution, _lotus):
        end = reader(lines, start, forms)
        if end > start:
            return end
    return start


def _original(lines: Sequence[Line], start: int, forms: MailForms) -> int:
    """``-----Mensaje original-----`` or ``Begin forwarded message:``, and the headers below it."""
    text = lines[start].text
    framed = text.startswith(("--", "__", "==", "**")) or text.endswith(":")
    if not (framed and forms.original.fullmatch(lines[start].folded)):
        return start
    below = _next_written(lines, start + 1)
    return max(start + 1, _header_block(lines, below, forms) if below < len(lines) else 0)


def _header_block(lines: Sequence[Line], start: int, forms: MailForms) -> int:
    """At least three kinds of headers in a row, the author among them, or below a line with a moment in it."""
    end, kinds = _headers(lines, start, forms)
    if len(kinds) >= _MIN_KINDS and "sender" in kinds:
        return end
    dated = _TIME_RE.search(lines[start].text) and _DAY_RE.search(lines[start].text)
    if dated or _ADDRESS_RE.search(lines[start].text):  # Lotus puts author and moment above the block
        below = _next_written(lines, start + 1)
        if dated is None and below < len(lines) and _TIME_RE.search(lines[below].text):
            below = _next_written(lines, below + 1)
        end, kinds = _headers(lines, below, forms)
        if {"to", "subject"} <= kinds:
            return end
    return start


def _headers(lines: Sequence[Line], start: int, forms: MailForms) -> tuple[int, set[str]]:
    """The line behind a block of headers, and the kinds of headers in it."""
    kinds: set[str] = set()
    end, continued = start, 0
    for position in range(start, min(len(lines), start + _MAX_HEADER_LINES)):
        kind = _header_kind(lines[position], forms)
        if kind:
            kinds.add(kind)
            end, continued = position + 1, 0
        elif position == start or continued == _MAX_CONTINUATION:
            break
        else:
            continued += 1 if lines[position].text else _MAX_CONTINUATION - 1
    return end, kinds


def _header_kind(line: Line, forms: MailForms) -> str | None:
    found = _HEADER_RE.fullmatch(line.text)
    return forms.header_kinds.get(fold(found.group(1))) if found else None


def _attribution(lines: Sequence[Line], start: int, forms: MailForms) -> int:
    """``El …, X escribió:`` over up to four lines, with or without dashes around it (Zoho)."""
    text = ""
    for end in range(start + 1, min(len(lines), start + _MAX_ATTRIBUTION_LINES) + 1):
        line = lines[end - 1]
        if not line.text or line.depth != lines[start].depth or len(text) > _MAX_ATTRIBUTION:
            return start
        text = f"{text} {line.text}".strip()
        if _is_attribution(text, _quote_follows(lines, end), forms):
            return end
        if line.text.endswith((".", "!", "?")) and not _ADDRESS_RE.search(line.text):
            return start
    return start


def _is_attribution(text: str, quote_follows: bool, forms: MailForms) -> bool:
    if not text.endswith((":", "-", "\uff1a")) or len(text) > _MAX_ATTRIBUTION:
        return False
    folded = fold(text)
    said = forms.attribution_verb.search(folded)
    address = _ADDRESS_RE.search(folded)
    digits = sum(character.isdigit() for character in folded)
    dated = digits >= _MIN_DIGITS and (_TIME_RE.search(folded) or _DAY_RE.search(folded))
    if said and forms.attribution_opens.match(folded.lstrip("-*>_ ")):
        return bool(address or dated or (quote_follows and digits))
    if said:
        return bool(address or (dated and quote_follows))
    return bool(address and dated and (quote_follows or folded[0].isdigit()))


def _lotus(lines: Sequence[Line], start: int, forms: MailForms) -> int:  # noqa: ARG001 - one signature for all readers
    """``Ana Gil ---04/03/2026 10:15:00 a.m.---Solicitud`` of Notes."""
    return start + 1 if _LOTUS_RE.fullmatch(lines[start].text) else start


def _quote_follows(lines: Sequence[Line], start: int) -> bool:
    below = _next_written(lines, start)
    return below < len(lines) and lines[below].quoted


def _next_written(lines: Sequence[Line], start: int) -> int:
    """The next line from ``start`` on that holds anything but a ruler."""
    while start < len(lines) and (not lines[start].text or _RULE_RE.fullmatch(lines[start].text)):
        start += 1
    return start


def is_rule(text: str) -> bool:
    """Whether a line is only a ruler."""
    return _RULE_RE.fullmatch(text) is not None
