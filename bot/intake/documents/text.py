"""Folding: how text is made comparable before anything is looked up in it."""

import re
import unicodedata
from functools import lru_cache

_LINE = 300  # letters: lines are looked at many times, whole texts seldom
_NOT_WORD = re.compile(r"[^a-z0-9#]+")
_ACCENTED = "".join(map(chr, range(0xC0, 0x180)))


def _bare(letter: str) -> str:
    """The letter without its accent, in lower case; itself where that would not be one plain letter."""
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 and base.isascii() else letter


_BARE = {letter: bare for letter in _ACCENTED if (bare := _bare(letter)) != letter}
_TO_BARE = re.compile(f"[{''.join(_BARE)}]")


def plain(text: str) -> str:
    """Lower case without accents and of the same length, so that positions in it are positions in ``text``."""
    return _plain_line(text) if len(text) <= _LINE else _flatten(text)


def _flatten(text: str) -> str:
    return text.lower() if text.isascii() else _TO_BARE.sub(lambda found: _BARE[found[0]], text).lower()


_plain_line = lru_cache(maxsize=2048)(_flatten)


def fold(text: str) -> str:
    """Plain words separated by one space: ``"Período  (N°)"`` becomes ``"periodo n"``."""
    return _fold_line(text) if len(text) <= _LINE else _join_words(text)


def _join_words(text: str) -> str:
    return _NOT_WORD.sub(" ", _flatten(unicodedata.normalize("NFC", text))).strip()


_fold_line = lru_cache(maxsize=4096)(_join_words)


def squeeze(text: str) -> str:
    """The text in NFC on one line, every run of white space one space."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
