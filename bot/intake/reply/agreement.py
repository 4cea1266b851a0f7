"""Whether the two forms of a mail, plain and HTML, say the same: its author saw one, its reader may see the other."""

import re
from collections.abc import Sequence

_WORD_RE = re.compile(r"[^\W\d_]+")
_LINK_RE = re.compile(r"<[^<>]{0,1000}>|\[[^\[\]]{0,200}\]|https?://\S+")
"""Where a link or a picture was, which plain text spells out."""

_FIRST = 5
"""Words of each that are looked for in the other."""


def agree(first: str, first_whole: str, second: str, second_whole: str) -> bool:
    """Whether each new text begins with words that the other form holds as well, in the same order.

    Args:
        first: The new text of one form.
        first_whole: All its text.
        second: The new text of the other form.
        second_whole: All its text.
    """
    one, other = _beginning(first), _beginning(second)
    if not (one and other):
        return one == other
    return _holds(second_whole, one) and _holds(first_whole, other)


def same_words(first: str, second: str) -> bool:
    """Whether two whole texts differ in nothing but layout, links and pictures."""
    return _words(first) == _words(second)


def _beginning(text: str) -> Sequence[str]:
    return _words(text)[:_FIRST]


def _holds(whole: str, words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(_words(whole))} "


def _words(text: str) -> Sequence[str]:
    return _WORD_RE.findall(_LINK_RE.sub(" ", text.lower()))
