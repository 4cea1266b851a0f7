"""Whether the two forms of a mail, plain and HTML, say the same: its author saw one, its reader may see the other."""

import re
import unicodedata

_WORD_RE = re.compile(r"[^\W_]+")
_LAYOUT_RE = re.compile(
    r"<(?:https?|mailto|tel|cid|file):[^<>]{0,1000}>"
    r"|\[(?:https?|cid|image|imagen):[^\[\]]{0,200}\]"
    r"|https?://\S+"
    r"|(?<!\S)(?:\d{1,2}|[a-z])[.)](?!\S)"
    r"|(?<!\S)o(?!\S)"
)
"""What one form spells out and the other draws: links, pictures, numbers and marks of lists, wherever lines break.

Some programs write the mark of an inner list as the letter o, which stands for nothing else by which forms differ.
"""


def agree(first: str, first_whole: str, second: str, second_whole: str) -> bool:
    """Whether each form holds every paragraph of the other's new text, word by word and in the same order.

    The new text is looked for in all of the other form, since what is signature or quote may be told in one alone.

    Args:
        first: The new text of one form.
        first_whole: All its text.
        second: The new text of the other form.
        second_whole: All its text.
    """
    if not (_words(first) and _words(second)):
        return _words(first) == _words(second)
    return _holds(second_whole, first) and _holds(first_whole, second)


def same_words(first: str, second: str) -> bool:
    """Whether two whole texts differ in nothing but layout, links and pictures."""
    return _words(first) == _words(second)


def _holds(whole: str, text: str) -> bool:
    words, position = f" {_words(whole)} ", 0
    for paragraph in map(_words, text.split("\n\n")):
        position = words.find(f" {paragraph} ", position) if paragraph else position
        if position < 0:
            return False
        position += len(paragraph)
    return True


def _words(text: str) -> str:
    return " ".join(_WORD_RE.findall(_LAYOUT_RE.sub(" ", unicodedata.normalize("NFKC", text).casefold())))
