"""Values as findings show them to people."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.checks.paper import on_paper
from bot.checks.words import CheckWords
from bot.core.money import written


def kinds_in_words(kinds: Iterable[str], words: CheckWords) -> str:
    """The kinds of request joined as people join them."""
    return listed([words.kinds.get(kind, kind) for kind in kinds], words)


def listed(items: Sequence[str], words: CheckWords) -> str:
    """``a, b y c``."""
    return words.shown["and"].join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def amount_or(amount: Decimal | None, otherwise: str) -> str:
    """The amount, or what is said in its place."""
    return written(amount) if amount is not None else otherwise


def day_or(day: date | None, otherwise: str) -> str:
    """The day, or what is said in its place."""
    return on_paper(day) if day is not None else otherwise
