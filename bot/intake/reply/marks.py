"""Where a quoted mail begins: an attribution, a block of headers, or a line that says so."""

import re
from collections.abc import Collection, Sequence

from bot.intake.mail_forms import MailForms, fold
from bot.intake.reply.lines import Line

_MAX_ATTRIBUTION_LINES = 4
_MAX_ATTRIBUTION = 500
_MAX_HEADER_LINES = 16
_MAX_CONTINUATION = 3
_MIN_KINDS = 3
_MIN_DIGITS = 5
_LOOK_AHEAD = 10
_ENDINGS = (":", "-", "\uff1a")
_BEFORE_SENDER = frozenset({"subject", "sent", "to"})
"""Headers that some program writes above the author of a mail."""

_ADDRESS_RE = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]")
_TIME_RE = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_DAY_RE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b")
_HEADER_RE = re.compile(r"[\W_]{0,4}([^\W\d_][^:\n<>@]{0,24}?)[\s*_]{0,3}[:\uff1a]")
_RULE_RE = re.compile(r"[-_=*\u2013\u2014\s]{2,}")
_LOTUS_RE = re.compile(r".{2,80}-{2,3}\s?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s+\d{1,2}:\d{2}.{0,40}-{2,3}.*")


def is_rule(text: str) -> bool:
    """Whether a line is only a ruler."""
    return _RULE_RE.fullmatch(text) is not None


def _is_head(kinds: Collection[str]) -> bool:
    return len(kinds) >= _MIN_KINDS and "sender" in kinds


class Marks:
    """Finds the marks in the lines of one mail."""

    def __init__(self, lines: Sequence[Line], forms: MailForms) -> None:
        self._lines = lines
        self._forms = forms
        self._kinds = [self._header_kind(line) for line in lines]

    def end(self, start: int) -> int:
        """Read a mark that begins at a line.

        Args:
            start: The line that may begin a mark.

        Returns:
            The line behind the mark, or ``start`` where there is none.
        """
        line = self._lines[start]
        if not line.text or line.quoted:
            return start
        readers = (self._original, self._header_block, self._attribution, self._notes)
        return next((end for reader in readers if (end := reader(start)) > start), start)

    def resembled(self, start: int) -> bool:
        """Whether a line may begin a mark in a language that no list holds: address and moment, and a mark's form."""
        near = self._lines[start : start + _MIN_KINDS]
        block = len(near) == _MIN_KINDS and all(_HEADER_RE.match(line.text) for line in near)
        text = "\n".join(line.text for line in near) if block else self._text(start)
        formed = block or text.endswith(_ENDINGS)
        return formed and bool(_ADDRESS_RE.search(text) and _TIME_RE.search(text))

    def assured(self, start: int, end: int) -> bool:
        """Whether a mark holds what only a mail has, an address or a moment: an author may type labels too."""
        text = "\n".join(line.text for line in self._lines[start:end])
        return bool(_ADDRESS_RE.search(text) or _TIME_RE.search(text))

    def _original(self, start: int) -> int:
        """``-----Original Message-----`` or ``Begin forwarded message:``, and the headers below it."""
        text = self._lines[start].text
        framed = text.startswith(("--", "__", "==", "**")) or text.endswith(":")
        if not (framed and self._forms.original.fullmatch(fold(text))):
            return start
        return max(start + 1, self._header_block(self._next_written(start + 1)))

    def _header_block(self, start: int) -> int:
        """At least three kinds of headers in a row, the author among them, or below a line with a moment in it."""
        end, kinds = self._headers(start)
        if _is_head(kinds):
            return start if self._begins_below(start, end) else end
        end, kinds = self._headers(self._below_moment(start))
        return end if {"to", "subject"} <= kinds and "sender" not in kinds else start

    def _begins_below(self, start: int, end: int) -> bool:
        """Whether labels of the author stand above the block: what it says again, or not before its author.

        What is a head by itself is that of a mail without words.
        """
        blank = next((position for position in range(start, end) if not self._lines[position].text), end)
        limit = blank if _is_head(self._kinds_in(start, blank)) else end
        for position in range(start + 1, limit):
            above, kinds = self._kinds_in(start, position), self._kinds_in(position, limit)
            told = not self._kinds[position - 1] and bool(self._text(position - 1))
            if _is_head(kinds) and (told or above <= kinds or not above <= _BEFORE_SENDER):
                return True
        return False

    def _kinds_in(self, start: int, end: int) -> set[str]:
        return {kind for kind in self._kinds[start:end] if kind}

    def _below_moment(self, start: int) -> int:
        """The line below author and moment, which Notes puts above the other headers; the end where there are none."""
        for position in (start, self._next_written(start + 1)):
            text = self._text(position)
            if _TIME_RE.search(text) and _DAY_RE.search(text):
                return self._next_written(position + 1)
            if not _ADDRESS_RE.search(text):
                break
        return len(self._lines)

    def _headers(self, start: int) -> tuple[int, set[str]]:
        """The line behind a block of headers, and the kinds of headers in it."""
        kinds: set[str] = set()
        end, continued = start, 0
        for position in range(start, min(len(self._lines), start + _MAX_HEADER_LINES)):
            kind = self._kinds[position]
            if kind:
                kinds.add(kind)
                end, continued = position + 1, 0
            elif position == start or continued >= _MAX_CONTINUATION:
                break
            else:
                continued += 1 if self._lines[position].text else _MAX_CONTINUATION - 1
        return end, kinds

    def _header_kind(self, line: Line) -> str | None:
        found = _HEADER_RE.match(line.text)
        return self._forms.header_kinds.get(fold(found.group(1))) if found else None

    def _attribution(self, start: int) -> int:
        """``On …, X wrote:`` over up to four lines, with or without dashes around it (Zoho).

        The author's last line may begin like an attribution too; the nearest line that opens one counts.
        """
        end = self._attribution_end(start)
        nearer = (line for line in range(start + 1, end) if self._opens(line))
        return start if any(self._attribution_end(line) == end for line in nearer) else end

    def _attribution_end(self, start: int) -> int:
        text = ""
        most = _MAX_ATTRIBUTION_LINES if self._opens(start) and re.search(r"\d", self._text(start)) else 1
        for end in range(start + 1, min(len(self._lines), start + most) + 1):
            line = self._lines[end - 1]
            text = f"{text} {line.text}".strip()
            if not line.text or line.quoted or len(text) > _MAX_ATTRIBUTION:
                return start
            quote_follows = self._quoted(self._next_written(end))
            if (quote_follows or text.endswith(_ENDINGS)) and self._attributes(fold(text), quote_follows):
                return end
        return start

    def _opens(self, position: int) -> bool:
        return self._forms.attribution_opens.match(fold(self._text(position))) is not None

    def _attributes(self, folded: str, quote_follows: bool) -> bool:
        said = self._forms.attribution_verb.search(folded)
        address = _ADDRESS_RE.search(folded)
        digits = sum(map(str.isdigit, folded))
        dated = digits >= _MIN_DIGITS and bool(_TIME_RE.search(folded) or _DAY_RE.search(folded))
        last = said is not None and said.end() >= len(folded.rstrip(":- "))
        if not last and not folded.endswith(_ENDINGS):
            return False
        if said and self._forms.attribution_opens.match(folded.lstrip("-*>_ ")):
            return bool(address or dated or (quote_follows and digits))
        if said:
            return bool(address or (quote_follows and (dated or last)))
        return bool(address and dated and (quote_follows or folded[0].isdigit()))

    def _notes(self, start: int) -> int:
        """``Ana Gil ---04/03/2026 10:15:00---Subject`` of Notes."""
        return start + 1 if _LOTUS_RE.fullmatch(self._text(start)) else start

    def _text(self, position: int) -> str:
        return self._lines[position].text if position < len(self._lines) else ""

    def _quoted(self, position: int) -> bool:
        return position < len(self._lines) and self._lines[position].quoted

    def _next_written(self, start: int) -> int:
        """The next line that holds anything but a ruler, or the end where none is near."""
        near = range(start, min(len(self._lines), start + _LOOK_AHEAD))
        return next((i for i in near if self._lines[i].text and not is_rule(self._lines[i].text)), len(self._lines))
