"""A free answer without its frame, whole and by sentences."""

import re

from bot.intake.verdict.frame import answer_of
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.words import clean, fold

_LONGEST = 20_000
_SENTENCE = re.compile(r"([.!?;\n]+)(?=\s|$)")


def answer_to_read(text: str, lexicon: Lexicon) -> str:
    """Return the answer without its frame; what is longer than any answer holds no value."""
    return answer_of(clean(text), lexicon) if len(text) <= _LONGEST else ""


def folded_sentences(text: str, lexicon: Lexicon) -> list[str]:
    """The sentences of an answer, folded; a question keeps its mark."""
    parts = [*_SENTENCE.split(answer_to_read(text, lexicon)), ""]
    return [
        " ".join(fold(words).split()) + ("?" if "?" in marks else "")
        for words, marks in zip(parts[::2], parts[1::2], strict=True)
    ]
