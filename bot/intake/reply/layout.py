"""Which lines the author typed and which they quote, by the layout alone and by what we know we sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from bot.intake.mail_forms import MailForms, fold
from bot.intake.reply.added import banner_end
from bot.intake.reply.asides import asides
from bot.intake.reply.lines import Line
from bot.intake.reply.marks import Marks, is_rule

_WRAPPED_AT = 60
"""A quoted line at least so long was perhaps broken by a program that set no mark before the rest."""

_MOSTLY_OURS = 0.6

_SIGNED_RE = re.compile(r"\[([^\W\d_][^\[\]]{1,60})\]\s*\S")


class _Region(Enum):
    """What an unmarked line is: the author's, or a part of a quote without marks."""

    OWN = "own"
    BELOW_MARK = "below_mark"


@dataclass(slots=True)
class Layout:
    """The lines told apart.

    Attributes:
        own: The author's runs of lines, in order.
        segments: Mails quoted without marks, nearest first.
        quoted: Every quoted line, in order.
        asides: Quoted lines that nobody is known to have sent.
        doubtful: Whether an unmarked line may be quoted, or a quoted one the author's.
    """

    own: list[list[str]] = field(default_factory=list)
    segments: list[list[Line]] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    doubtful: bool = False


def tell_apart(lines: Sequence[Line], forms: MailForms) -> Layout:
    """Tell the author's lines from quoted ones.

    Lines with marks and lines that we sent are quoted. Below an attribution or a block of headers an unmarked
    line is quoted too, unless the quote below it has marks: then unmarked lines are the author's answers. Below
    our own text without marks nothing is certain, nor behind a bar, which may be a mark or a table.

    Args:
        lines: Of the mail.
        forms: The words of mail programs.

    Returns:
        The layout; whatever stays undecided makes it ``doubtful``.
    """
    layout = Layout(asides=asides(lines, forms))
    marks = Marks(lines, forms)
    assured = True
    region = _Region.OWN
    run: list[str] = []
    sent_above = False
    position = 0
    while position < len(lines):
        line = lines[position]
        end = marks.end(position)
        if end > position or line.quoted or region is _Region.BELOW_MARK:
            run = _ended(run, layout)
        if end > position:
            layout.quoted += [marked.text for marked in lines[position:end]]
            assured &= bool(layout.segments) or marks.assured(position, end)
            region = _below(lines, end, region, layout)
            position = end
            continue
        if region is _Region.BELOW_MARK:
            layout.doubtful |= line.depth > 0 and len(layout.segments) == 1 and _unmarked(layout.segments[0])
            layout.segments[-1].append(line)
            layout.quoted.append(line.text)
        elif line.quoted:
            layout.quoted.append(line.text)
        elif _broken_quote(lines, position):
            layout.doubtful = True
            layout.quoted.append(line.text)
        else:
            layout.doubtful |= (
                line.text.startswith("|") or (bool(line.text) and sent_above) or marks.resembled(position)
            )
            run.append(line.text)
        sent_above |= line.ours and not line.depth
        position += 1
    _ended(run, layout)
    layout.doubtful |= not assured and bool(layout.segments) and not any(line.ours for line in layout.segments[0])
    return layout


def _ended(run: list[str], layout: Layout) -> list[str]:
    while run and (not run[-1] or is_rule(run[-1])):
        run.pop()
    if any(run):
        layout.own.append(run)
    return []


def _below(lines: Sequence[Line], start: int, region: _Region, layout: Layout) -> _Region:
    """What unmarked lines are below a mark: the first written line tells, and a quote without marks never ends."""
    first = next((line for line in lines[start:] if line.text), None)
    if region is _Region.OWN and first is not None and first.depth:
        return _Region.OWN
    layout.segments.append([])
    return _Region.BELOW_MARK


def _unmarked(segment: Sequence[Line]) -> bool:
    return any(line.text and not line.quoted for line in segment)


def _broken_quote(lines: Sequence[Line], position: int) -> bool:
    """Whether an unmarked line looks like the rest of a long quoted line: marks right above and below, no stop."""
    if position == 0 or position + 1 == len(lines) or not lines[position].text:
        return False
    above, below = lines[position - 1], lines[position + 1]
    wrapped = above.depth and len(above.text) >= _WRAPPED_AT and not re.search(r"[.:;!?]\W*\Z", above.text)
    return bool(wrapped and below.depth)


def answers_inside(layout: Layout, author: frozenset[str], forms: MailForms) -> list[str]:
    """What the author wrote inside a mail quoted without marks.

    Outlook puts ``[Name]`` before such answers. They count in the nearest quoted mail only. Where we sent that
    mail, whatever else is not ours there counts as well; what others put their names before is only an aside.

    Args:
        layout: Gets ``doubtful`` unless we sent all that surrounds the answers, and they bear the author's name.
        author: The folded words of the author's name.
        forms: The words of mail programs.

    Returns:
        The answers.
    """
    nearest = layout.segments[0] if layout.segments else []
    written = [line for line in nearest if line.text and (line.strange or re.search(r"[^\W_]", line.text))]
    ours = [line for line in written if line.ours]
    known = bool(ours) and len(ours) >= _MOSTLY_OURS * len(written)
    layout.doubtful |= bool(ours) and not known
    answers: list[str] = []
    for line in written:
        name, text = _signed(line.text)
        by_author = bool(name) and author.issuperset(name)
        if not line.quoted and (by_author or (known and not name)):
            answers.append(text)
            layout.doubtful |= not (known and by_author)
        elif known and not line.quoted and not banner_end([line.text], forms):
            layout.asides.append(line.text)
    return answers


def _signed(text: str) -> tuple[list[str], str]:
    """The folded words of the name in brackets before an answer, and the line from there on."""
    found = _SIGNED_RE.search(text)
    return (re.findall(r"\w+", fold(found.group(1))), text[found.start() :]) if found else ([], text)
