"""What somebody wrote into the quote: among our own words, or behind marks below no attribution."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from bot.intake.mail_forms import MailForms
from bot.intake.reply.added import banner_end, begins_notice, hindrances, is_footer
from bot.intake.reply.lines import Line
from bot.intake.reply.marks import Marks


def asides(lines: Sequence[Line], forms: MailForms) -> list[str]:
    """The lines with quote marks that nobody is known to have sent.

    A mail that is quoted has an attribution or headers above it. Whatever we did not send stands in our own mail
    because somebody wrote it there; in another's mail it is that other's.

    Args:
        lines: Of the mail.
        forms: The words of mail programs.

    Returns:
        The lines, without what gateways and programs add.
    """
    mails: dict[int, list[Line]] = defaultdict(list)
    for section, line in _sections(lines, forms):
        mails[section].append(line)
    return [text for section, mail in mails.items() for text in _written_into(mail, section, forms)]


def _sections(lines: Sequence[Line], forms: MailForms) -> Iterator[tuple[int, Line]]:
    """The lines that are no mark, each with the number of marks above it, quoted marks too."""
    marks = Marks([replace(line, depth=0, ours=False) if line.quoted else line for line in lines], forms)
    section = position = 0
    while position < len(lines):
        end = marks.end(position)
        if end > position:
            section, position = section + 1, end
            continue
        yield section, lines[position]
        position += 1


def _written_into(mail: Sequence[Line], section: int, forms: MailForms) -> Iterator[str]:
    """What nobody is known to have sent: around our words, within them, or where no mark says who did."""
    depths = [line.depth for line in mail if line.ours]
    if section and not depths:
        return
    depth = max(1, min(depths)) if section else 1
    for is_ours, lines in groupby(mail, key=attrgetter("ours")):
        if not is_ours:
            yield from _typed([line.text if line.strange and line.depth >= depth else "" for line in lines], forms)


def _typed(lines: Sequence[str], forms: MailForms) -> Iterator[str]:
    """What no gateway and no program added; a legal notice ends where our words go on."""
    position = 0
    while position < len(lines):
        rest = lines[position:]
        if begins_notice(rest, forms):
            yield from hindrances(rest, forms)
            return
        added = banner_end(rest, forms) or int(is_footer(rest[0], forms))
        if rest[0] and not added:
            yield rest[0]
        position += max(1, added)
