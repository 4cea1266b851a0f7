"""What an author adds below their name: a postscript."""

import re
from collections.abc import Sequence

from bot.intake.mail_forms import MailForms, fold
from bot.intake.reply.added import begins_notice

_DELIMITER_RE = re.compile(r"(?:--|\u2014|- -)\s*")


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
    for position, line in enumerate(signature):
        if begins_notice(signature[position:], forms) or is_delimiter(line):
            taker = block
        elif forms.postscript.match(fold(line)):
            taker = postscript
            postscript.append("")
        taker.append(line)
    return block, postscript
