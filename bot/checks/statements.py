"""Whether a text states something: a phrase in a clause that neither denies nor supposes it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from bot.checks.words import Claim, Logic, needle
from bot.core.identifiers import invoice_key, plain

REACH = 4
"""How many words before a phrase a negation may stand."""

CLAUSE_END = re.compile(r"[,;!()]|\.(?=\s|$)")
WORD = re.compile(r"[^\W_]+")
CITED = re.compile(r" ((?:[a-z]{1,6} )?\d{3,}|[a-z]{1,6}\d{3,})(?= )")


def states(text: str, claim: Claim, logic: Logic, invoice: str = "") -> bool:
    """Whether some clause of the text makes the claim, and not about an invoice other than this one."""
    said = clauses(text, logic)
    phrases = _phrases(said, claim)
    return bool(phrases) and any(
        any(_stands(clause, wanted, logic) for wanted in phrases)
        and not mentions(clause, claim.unless)
        and not _about_another(clause, invoice, logic)
        and not (_opens(clause, phrases) and _about_another(_last_cited(before, logic), invoice, logic))
        for before, clause in pairwise(("", *said))
    )


def _opens(clause: str, phrases: Iterable[str]) -> bool:
    """Whether the clause says it of what the clause before it named: «…, que ya fue pagada»."""
    rest = clause
    for word in (" que", " ya"):
        rest = rest.removeprefix(word)
    return any(clause.startswith(wanted) or rest.startswith(wanted) for wanted in phrases)


def speaks_of(text: str, claim: Claim, logic: Logic) -> bool:
    """Whether words of the claim stand in the text at all: without them, no part of it makes the claim."""
    return bool(_phrases(clauses(text, logic), claim))


def _phrases(said: tuple[str, ...], claim: Claim) -> list[str]:
    whole = "".join(said)
    return [wanted for wanted in claim.needles if wanted in whole]


@lru_cache(maxsize=64)  # the few texts of one mail are each searched for many claims
def clauses(text: str, logic: Logic) -> tuple[str, ...]:
    """Parts of a text that say one thing each: plain words with single spaces, one at each end."""
    return tuple(_clauses(text, logic))


def _clauses(text: str, logic: Logic) -> Iterator[str]:
    for part in CLAUSE_END.split(plain(text)):
        clause: list[str] = []
        words = WORD.findall(part)
        for index, word in enumerate(words):
            if word in logic.number_marks and _begins_number(words[index + 1 : index + 3]):
                continue
            if word in logic.turns:
                yield _padded(clause)
                clause = []
            clause.append(word)
        yield _padded(clause)


def mentions(clause: str, phrases: Iterable[str]) -> bool:
    """Whether any of the phrases stands in a padded clause."""
    return any(needle(phrase) in clause for phrase in phrases)


def folded(text: str) -> str:
    """The whole text as one padded clause."""
    return _padded(WORD.findall(plain(text)))


def _padded(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _begins_number(following: list[str]) -> bool:
    """Whether a number, or a short prefix and a number, comes next."""
    return bool(following) and (any(map(str.isdigit, following[0])) or following[-1].isdigit())


def _stands(clause: str, wanted: str, logic: Logic) -> bool:
    """Whether a phrase stands somewhere in the clause as a fact."""
    at = clause.find(wanted)
    while at >= 0:
        before = clause[: at + 1]
        after = clause[at + len(wanted) - 1 :].split()
        denied = not logic.negations.isdisjoint(before.split()[-REACH:]) or after[:1] == ["no"]
        if not denied and not mentions(before, logic.suppositions):
            return True
        at = clause.find(wanted, at + 1)
    return False


def _last_cited(clause: str, logic: Logic) -> str:
    """The clause from its last word for an invoice on: of that one ``, pagada el 3 de mayo`` speaks."""
    at = max(clause.rfind(f" {word} ") for word in logic.invoice)
    return clause[at:] if at >= 0 else ""


def _about_another(clause: str, invoice: str, logic: Logic) -> bool:
    """Whether the clause names invoices, and this one is not among them."""
    cited = {
        invoice_key(match[1])
        for word in logic.invoice
        for part in clause.split(f" {word}")[1:]
        if (match := CITED.match(part))
    }
    own = invoice_key(invoice)
    return bool(cited) and bool(own) and not any(own.endswith(number) for number in cited)
