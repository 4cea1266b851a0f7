"""What gateways and programs add to a mail: footers, warnings, legal notices. A condition that begins alike is none."""

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.intake.mail_forms import MailForms, fold

_HOUSE_NUMBER_RE = re.compile(r"\bno\b\.?\s*(?=\d)")
"""The sign before the number of a house, which folded is the word that denies."""

_WORDED_RE = re.compile(r"\w{3}")
_ADDRESS_RE = re.compile(r"\S+@\S+")

_NOTICE_WORDS = 3
"""Words of notices that one holds at least; a sentence about a case holds one or two by chance."""

_SURELY_NOTICE = 6
"""From so many on, nothing in it speaks of a case."""

_TAIL_WORDS = 2
_BANNER_WORDS = 2
_WRAPPED_AT = 40


def is_footer(line: str, forms: MailForms) -> bool:
    """Whether a whole line was added by a phone or a program."""
    folded = fold(line)
    return bool(forms.footer.fullmatch(folded)) and not (_speaks(folded, forms) or hinders(line, forms))


def begins_notice(lines: Sequence[str], forms: MailForms) -> bool:
    """Whether a legal notice begins with the first of some lines.

    It is a heading alone, or its paragraph speaks like notices do and not of a case.
    """
    opening = forms.notice.match(fold(lines[0])) if lines else None
    if opening is None:
        return False
    paragraph = fold(" ".join(takewhile(bool, lines)))
    count = _count(forms.notice_word, paragraph)
    if not _WORDED_RE.search(paragraph[opening.end() :]) or count >= _SURELY_NOTICE:
        return True
    return count >= _NOTICE_WORDS and not forms.matter.search(paragraph)


def banner_end(lines: Sequence[str], forms: MailForms) -> int:
    """How many lines a gateway's warning has that begins with the first one; it ends where its paragraph does."""
    if not lines or not _begins_banner(lines[0], forms):
        return 0
    below = zip(lines, takewhile(bool, lines[1:]), strict=False)
    return 1 + sum(1 for _ in takewhile(lambda pair: _goes_on(*pair, forms), below))


def _begins_banner(line: str, forms: MailForms) -> bool:
    folded = fold(line)
    opening = forms.banner.match(folded)
    if opening is None or _speaks(folded, forms):
        return False
    rest = _ADDRESS_RE.sub("", folded[opening.end() :])
    return not _WORDED_RE.search(rest) or _count(forms.banner_word, rest) >= _BANNER_WORDS


def _goes_on(above: str, line: str, forms: MailForms) -> bool:
    folded = fold(line)
    wrapped = len(above) >= _WRAPPED_AT and line[0].islower()
    return not _speaks(folded, forms) and (wrapped or bool(forms.banner_word.search(folded)))


def _speaks(folded: str, forms: MailForms) -> bool:
    return bool(forms.decision.search(folded) or forms.matter.search(folded))


def hindrances(lines: Sequence[str], forms: MailForms) -> list[str]:
    """The lines of a signature that may be a condition; of a legal notice, only what is unlike any notice."""
    notice = _notice(lines, forms)
    above = [line for line in lines[:notice] if hinders(line, forms)]
    return above + [line for line in lines[notice:] if _is_foreign(line, forms)]


def below_name(lines: Sequence[str], forms: MailForms) -> list[str]:
    """The lines of a signature that are to be read beside the text: no notice and no maxim."""
    return [line for line in lines[: _notice(lines, forms)] if not is_maxim(line, forms)]


def _notice(lines: Sequence[str], forms: MailForms) -> int:
    """Where a legal notice begins, or the end."""
    return next((at for at in range(len(lines)) if begins_notice(lines[at:], forms)), len(lines))


def _is_foreign(line: str, forms: MailForms) -> bool:
    """Whether a line below the beginning of a notice may be the author's."""
    folded = fold(line)
    return bool(forms.matter.search(folded)) and _count(forms.notice_word, folded) < _TAIL_WORDS


def hinders(line: str, forms: MailForms) -> bool:
    """Whether a line holds a word of a condition, a denial or a delay, and is no maxim."""
    return bool(forms.hindrance.search(_HOUSE_NUMBER_RE.sub("", fold(line)))) and not is_maxim(line, forms)


def is_maxim(line: str, forms: MailForms) -> bool:
    """Whether a line is a slogan or a plea of a company, whatever words it has, and speaks of no case."""
    folded = fold(line)
    return bool(forms.maxim.match(folded)) and not forms.matter.search(folded)


def _count(words: re.Pattern[str], folded: str) -> int:
    return len(set(words.findall(folded)))
