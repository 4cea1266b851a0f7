"""Which document a file looks like: what it says counts first, what it is called second."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import PurePath

from bot.core.document import CERTAIN
from bot.intake.documents.money import money
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_INVOICE = "invoice"
_ADDED_UP = 0.4
_LAST_AMOUNT = re.compile(r"(?P<amount>\$?\s?\d[\d.,]*)\s*$")
_CUED_TEXT = 6000  # letters at the beginning, where a document says what it is


def by_content(text: str, words: DocumentWords) -> Mapping[str, float]:
    """How much a text looks like each role, from 0 to 1: the weights of the cues in it, added up."""
    folded = f" {fold(text[:_CUED_TEXT])} "
    likeness = {
        name: sum(weight for cue, weight in role.cues.items() if cue in folded) for name, role in words.roles.items()
    }
    if adds_up(text[:_CUED_TEXT], words):
        likeness |= {name: likeness[name] + _ADDED_UP for name, role in words.roles.items() if role.reader == _INVOICE}
    return {name: min(1.0, weight) for name, weight in likeness.items()}


def adds_up(text: str, words: DocumentWords) -> bool:
    """Whether a text has lines with an amount, a tax and their sum, as invoices do, whatever they are called."""
    told: dict[str, set[Decimal]] = {idea: set() for idea in ("base", "tax", "pay", "value")}
    for line in text.splitlines():
        amount = _LAST_AMOUNT.search(line)
        said = f" {fold(line)} " if amount else ""
        ideas = [idea for idea in told if any(f" {term} " in said for term in words.concepts[idea])]
        value = money(amount["amount"]) if amount and ideas else None
        if value is not None:
            told[ideas[0]].add(value)
    sums = {base + tax for base in told["base"] for tax in told["tax"]}
    return not sums.isdisjoint(told["pay"] | told["value"])


def surest(likeness: Mapping[str, float], words: DocumentWords) -> tuple[str | None, float]:
    """The role that the content alone says surely enough, and how surely; the whole mail is compared later."""
    role = likeliest(likeness, dict.fromkeys(words.roles, 0.0)) if likeness else None
    return (role, likeness[role]) if role and likeness[role] >= CERTAIN else (None, 0.0)


def by_name(filename: str, words: DocumentWords) -> Mapping[str, float]:
    """How much a file name looks like each role, from 0 to 1: the weightiest of the words in it."""
    return _weights(PurePath(filename).stem, words)


def _weights(name: str, words: DocumentWords) -> Mapping[str, float]:
    folded = f" {fold(name)} "
    return {
        role: max((weight for cue, weight in rule.name.items() if cue in folded), default=0.0)
        for role, rule in words.roles.items()
    }


def named_in(text: str, words: DocumentWords, *, surely: bool = False) -> tuple[str, ...]:
    """The documents that somebody's words plainly name, the plainest first.

    Args:
        text: What somebody wrote.
        words: What the documents are called.
        surely: Whether a name counts only if it does not stand in every request, as «la factura» does.
    """
    weights = _weights(text, words)
    named = (name for name, weight in weights.items() if weight >= (_SURELY if surely else PLAINLY))
    return tuple(sorted(named, key=lambda name: -weights[name]))


def names_another(text: str, words: DocumentWords) -> bool:
    """Whether a name, or somebody's words, speak of papers that are none of a process."""
    return words.other_papers.pattern.search(fold(text)) is not None


def says_signed(texts: Iterable[str], words: DocumentWords) -> bool:
    """Whether somebody's words, or the names of their files, say that something is signed."""
    return any(words.signed.pattern.search(fold(text)) for text in texts)


def likeliest(likeness: Mapping[str, float], names: Mapping[str, float]) -> str | None:
    """The role that the content says, the name deciding between near equals; ``None`` where neither says anything."""
    role = max(likeness, key=lambda name: likeness[name] + NAME_SHARE * names.get(name, 0.0), default=None)
    return role if role and likeness[role] + names.get(role, 0.0) > 0 else None


NAME_SHARE = 0.25
"""What a perfect name adds to the likeness by content."""

PLAINLY = 0.8
"""What a name weighs at least that means a document and not just a word of it."""

_SURELY = 0.9  # «la carta del cliente», «la factura original»
