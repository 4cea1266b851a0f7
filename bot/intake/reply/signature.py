"""Where the author's words end and their name block, their phone's footer and the legal notice begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.intake.mail_forms import MailForms, fold
from bot.intake.reply.added import banner_end, begins_notice, below_name, hindrances, is_footer
from bot.intake.reply.marks import is_rule
from bot.intake.reply.postscript import is_delimiter, split_postscript

_PICTURE_RE = re.compile(r"(?:\[[^\[\]]{0,120}\]|<https?:[^<>]{0,300}>|\s)+")
_CONTACT_RE = re.compile(r"\S@\S|https?:|www\.|\+?\d[\d ().-]{5,}\d")
_NAME_WORD_RE = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?")
_PARTICLES = frozenset({"de", "del", "al", "la", "las", "los", "y", "da", "do", "dos", "e", "van", "von"})
_MAX_NAME_WORDS = 6
_MAX_SIGNATURE = 80
_MAX_BLOCK = 14
_MAX_BLOCK_LINE = 120
_MAX_TITLE_WORDS = 12
_MIN_SENTENCE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who signs: the folded words of the display name, and of the address."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A run of the author's lines told apart.

    Attributes:
        text: What they wrote, greeting, closing formula and postscript included.
        signature: Their name block, and what programs add.
        hindrances: The lines of the name block that may be a condition.
        below: The lines of the name block that are neither a notice nor a maxim.
    """

    text: list[str]
    signature: list[str]
    hindrances: list[str]
    below: list[str]


def author_of(name: str, email: str) -> Author:
    """The words by which somebody signs.

    Args:
        name: Display name.
        email: Address; its local part counts where it holds words.

    Returns:
        The author.
    """
    local = email.partition("@")[0]
    words = re.findall(r"[^\W\d_]{2,}", f"{fold(name)} {re.sub(r'[._+-]', ' ', fold(local))}")
    return Author(words=frozenset(words) - _PARTICLES)


def split_signature(run: Sequence[str], author: Author, forms: MailForms) -> Signed:
    """Split one run of the author's lines.

    Args:
        run: The lines.
        author: Who wrote them.
        forms: The words of mail programs.

    Returns:
        What they wrote, and what only comes along.
    """
    lines, dropped = _without_lines_of_programs(run, forms)
    near_end = range(max(0, len(lines) - _MAX_SIGNATURE), len(lines))
    start = next((i for i in near_end if _begins_signature(lines, i, author, forms)), len(lines))
    while start and _belongs_above(lines[start - 1]) and start < len(lines):
        start -= 1
    block, postscript = split_postscript(lines[start:], forms)
    return Signed(
        text=[*lines[:start], *postscript],
        signature=[*block, *dropped],
        hindrances=hindrances(block, forms),
        below=below_name(block, forms),
    )


def _belongs_above(text: str) -> bool:
    """Whether a line above a signature is a part of it: a blank, a logo's alternative text."""
    return _PICTURE_RE.fullmatch(text) is not None or not text or is_rule(text)


def _without_lines_of_programs(run: Sequence[str], forms: MailForms) -> tuple[list[str], list[str]]:
    """Take out footers wherever they stand, and a gateway's warning above the text up to the next blank line."""
    kept: list[str] = []
    dropped: list[str] = []
    below_banner = 0
    for position, line in enumerate(run):
        if not any(kept) and position >= below_banner:
            below_banner = position + banner_end(run[position:], forms)
        added = position < below_banner or is_footer(line, forms)
        (dropped if added else kept).append(line)
    return kept, dropped


def _begins_signature(lines: Sequence[str], position: int, author: Author, forms: MailForms) -> bool:
    line = lines[position]
    if not line:
        return False
    if is_delimiter(line):
        return True
    rest = [text for text in lines[position:] if text]
    if begins_notice(lines[position:], forms):
        return any(lines[:position]) or len(rest) == 1 or not _any_decisive(rest[1:], forms)
    return _is_name(line, author, forms, _before(lines, position, forms), rest[1:]) and _is_block(rest[1:], forms)


def _before(lines: Sequence[str], position: int, forms: MailForms) -> str:
    """What stands above a line: ``top``, ``closing``, ``blank`` or ``text``."""
    written = [line for line in lines[max(0, position - _MAX_SIGNATURE) : position] if line]
    if not written:
        return "top"
    if forms.closing.fullmatch(fold(written[-1])):
        return "closing" if len(written) > 1 else "top"
    return "text" if lines[position - 1] and not _belongs_above(lines[position - 1]) else "blank"


def _is_name(line: str, author: Author, forms: MailForms, before: str, rest: Sequence[str]) -> bool:
    """Whether a line is a name that signs.

    The author's own name signs wherever a paragraph begins; another name only below a closing formula, or
    with a way to reach somebody below it.
    """
    words = [word.rstrip(".") for word in re.findall(r"[^\W_]+\.?", fold(line))]
    names = [word for word in words if word not in forms.titles and word not in _PARTICLES]
    if not names or len(words) > _MAX_NAME_WORDS or line.endswith((":", "?", "!", ",")) or _is_decisive(line, forms):
        return False
    known = [word for word in names if word in author.words]
    initials = [word for word in names if len(word) == 1]
    if known and len(known) + len(initials) == len(names):
        return len(known) > 1 or before in {"closing", "blank"}
    if not _looks_like_names(line, names, forms):
        return False
    if len(known) > 1:
        return before != "text"
    signs = before == "closing" or (before == "blank" and any(_reaches(text, forms) for text in rest))
    return signs and len(words) > 1 and not line.isupper()


def _looks_like_names(line: str, names: Sequence[str], forms: MailForms) -> bool:
    capitals = all(word[0].isupper() or fold(word) in _PARTICLES for word in _NAME_WORD_RE.findall(line))
    return capitals and not re.search(r"\d|\w{2}\.\s*\Z", line) and not _any_decisive(names, forms)


def _reaches(line: str, forms: MailForms) -> bool:
    return bool(_CONTACT_RE.search(line) or forms.contact.search(fold(line)))


def _is_block(lines: Sequence[str], forms: MailForms) -> bool:
    """Whether everything below a name looks like the rest of a signature: short lines, no sentence, no decision."""
    for count, line in enumerate(lines):
        if begins_notice(lines[count:], forms) or is_delimiter(line):
            return True
        if count >= _MAX_BLOCK or len(line) > _MAX_BLOCK_LINE or _is_decisive(line, forms):
            return False
        if _is_sentence(line) and not _reaches(line, forms):
            return False
    return True


def _is_sentence(line: str) -> bool:
    """Whether a line goes on in small letters, is long, or ends in a stop that ends no abbreviation."""
    words = line.split()
    stopped = len(words) >= _MIN_SENTENCE_WORDS and re.search(r"\w{2}[.!?]\W*\Z", line)
    return line[0].islower() or len(words) > _MAX_TITLE_WORDS or bool(stopped)


def _is_decisive(line: str, forms: MailForms) -> bool:
    return forms.decisive.match(fold(line)) is not None


def _any_decisive(lines: Sequence[str], forms: MailForms) -> bool:
    return any(_is_decisive(line, forms) for line in lines)
