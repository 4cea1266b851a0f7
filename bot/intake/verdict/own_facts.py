"""What an approver repeats of the memo: «por $ 2.528.750», «por causal 01», «está duplicada con la FECA-109000»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.intake.verdict.identifiers import AMOUNT, amount_of
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of
from bot.intake.verdict.values import invoice_candidates
from bot.intake.verdict.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """What the memo of a case says, and an approval may repeat without approving anything else.

    Attributes:
        total: What the invoice comes to; ``None`` if not known.
        cause: The number of the cause, such as ``01``, or ``""``.
        reason: The memo's words for it, which may name the invoice that stays valid.
    """

    total: Decimal | None
    cause: str
    reason: str


def without_own_facts(text: str, own: OwnFacts, lexicon: Lexicon) -> str:
    """The text without what it repeats of the memo; what it says of any other amount, cause or invoice stays."""
    folded = fold(text)
    if len(folded) != len(text):
        return text
    spans = sorted({*_amounts(folded, own, lexicon), *_causes(folded, own, lexicon), *_doubles(text, own, lexicon)})
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def calls_it_valid(text: str, own: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the invoice that is to be annulled is called the valid one: «la válida es la FECA-110000»."""
    _, whole = _shapes(lexicon)
    return any(_names(match["number"], own) for match in whole.finditer(fold(text)))


def _amounts(folded: str, own: OwnFacts, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    before, after = (any_of(lexicon.lists[name]).pattern for name in ("amount_said", "amount_units"))
    shape = re.compile(rf" *(?:{before} *)+(?P<amount>{AMOUNT.pattern})(?: ?{after})*")
    for match in shape.finditer(folded):
        if own.total is not None and amount_of(match["sign"] or match["bare"]) == own.total:
            yield match.span()


def _causes(folded: str, own: OwnFacts, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    if own.cause.isdigit():
        shape = rf" *{any_of(lexicon.lists['cause_said']).pattern} (?:\w+ )?0*{int(own.cause)}(?!\d)"
        yield from (match.span() for match in re.finditer(shape, folded))


def _doubles(text: str, own: OwnFacts, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """«… con la FECA-109000» behind «duplicada», and all of «la válida es la FECA-109000»."""
    told = frozenset(letters + digits for letters, digits in invoice_candidates(own.reason, lexicon))
    folded = fold(text)
    for shape in _shapes(lexicon):
        yield from (match.span("gone") for match in shape.finditer(folded) if _names(match["number"], told))


def _shapes(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = ("doubled", "doubled_by", "valid_is", "doubled_noun")
    doubled, by, valid, noun = (any_of(lexicon.lists[name]).pattern for name in names)
    number = r"(?P<number>[a-z]{1,6}[- ]?\d{4,}|\d{5,})"
    behind = re.compile(rf"{doubled}(?P<gone> {by}(?: {noun})* {number})")
    return behind, re.compile(rf"(?P<gone> *{valid}(?: {noun})* {number})")


def _names(number: str, told: frozenset[str]) -> bool:
    key = re.sub(r"[^a-z0-9]", "", number).upper()
    return any(key == other or (key.isdigit() and other.endswith(key)) for other in told)
