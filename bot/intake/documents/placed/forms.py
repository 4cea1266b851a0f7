"""How the words of a form are put in order once their places on the page are known."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from bot.intake.documents.labels import LabelFinder, finder
from bot.intake.documents.placed.columns import in_columns
from bot.intake.documents.placed.layout import as_form
from bot.intake.documents.placed.pieces import PageLine, Piece
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_RATE = re.compile(r"\d+(?:[.,]\d+)?\s*%")


def typed_form_of(reader: str, words: DocumentWords) -> Callable[[Sequence[Piece]], Sequence[PageLine]]:
    """The same for a page whose words stand exactly where they were put, so that columns need no rules."""
    form, is_heading = form_of(reader, words), partial(_is_bare_label, finder(words, reader))
    return lambda pieces: form(in_columns(pieces, is_heading))


def form_of(reader: str, words: DocumentWords) -> Callable[[Iterable[Piece]], Sequence[PageLine]]:
    """What puts a page of a form in order, whose labels are those of a reader."""
    labels = finder(words, reader)
    return partial(as_form, awaits_value=partial(_is_bare_label, labels), is_of_goods=partial(_is_of_goods, words))


def _is_bare_label(labels: LabelFinder, text: str) -> bool:
    """Whether it names a field and says nothing of its value; a rate belongs to the name of a tax."""
    return labels.match(_RATE.sub("", text), 0) is not None


def _is_of_goods(words: DocumentWords, text: str) -> bool:
    """Whether it names a column that only tables of goods have: what was sold, how many, and each for how much."""
    return not set(words.concepts["unit"]).isdisjoint(fold(text).split())
