"""What an author adds below their name: a postscript, or a line that may be a condition."""

import re
from collections.abc import Sequence

from bot.intake.mail_forms import MailForms, fold

_DELIMITER_RE = re.compile(r"(?:--|\u2014|- -)\s*")
_HOUSE_NUMBER_RE = re.compile(r"\bno\b\.?\s*(?=\d)")
"""The sign before the number of a house, which folded is the word that denies."""


def is_delimiter(line: str) -> bool:
    """Whether a line only opens a signature (RFC 3676, section 4.3)."""
    return _DELIMITER_RE.fullmatch(line) is not None


def split_postscript(signature: Sequence[str], forms: MailForms) -> tuple[list[str], list[str]]:
    """Tell the block of a name from the postscripts below it, each up to the next notice or delimiter.

    Args:
        signature: From the name, or the delimiter above it, to the end.
        forms: The words of mail programs.

    Returns:
        The block, and the author's words; these begin with a blank line.
    """
    block: list[str] = []
    postscript: list[str] = []
    taker = block
    for line in signature:
        folded = fold(line)
        if forms.notice.match(folded) or is_delimiter(line):
            taker = block
        elif forms.postscript.match(folded):
            taker = postscript
            postscript.append("")
        taker.append(line)
    return block, postscript


def hindrances(signature: Sequence[str], forms: MailForms) -> list[str]:
    """The lines of a signature that may be a condition; a legal notice and all below it never are."""
    hindering: list[str] = []
    for line in signature:
        if forms.notice.match(fold(line)):
            break
        if hinders(line, forms):
            hindering.append(line)
    return hindering


def hinders(line: str, forms: MailForms) -> bool:
    """Whether a line holds a word of a condition, a denial or a delay, and is no maxim."""
    folded = _HOUSE_NUMBER_RE.sub("", fold(line))
    return bool(forms.hindrance.search(folded)) and not forms.maxim.match(folded)
