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
    return speaks_of(text, claim, logic) and any(
        _stands(clause, claim, logic)
        and not mentions(clause, claim.unless)
        and not _about_another(clause, invoice, logic)
        and not (_opens(clause, claim) and _about_another(_last_cited(before, logic), invoice, logic))
        for before, clause in pairwise(("", *said))
    )


def says(clause: str, claim: Claim) -> bool:
    """Whether a clause has words of the claim and none that speak of something else, be it as a fact or not."""
    return any(True for _ in claim.spans(clause)) and not mentions(clause, claim.unless)


def _opens(clause: str, claim: Claim) -> bool:
    """Whether the clause says it of what the clause before it named: «…, que ya fue pagada»."""
    begins = (0, len(" que"), len(" ya"), len(" que ya"))
    return any(at in begins and clause[:at] in ("", " que", " ya", " que ya") for at, _ in claim.spans(clause))


def speaks_of(text: str, claim: Claim, logic: Logic) -> bool:
    """Whether words of the claim stand in the text at all: without them, no part of it makes the claim."""
    return any(True for _ in claim.spans("".join(clauses(text, logic))))


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


def _stands(clause: str, claim: Claim, logic: Logic) -> bool:
    """Whether the claim stands somewhere in the clause as a fact."""
    for begins, ends in claim.spans(clause):
        before, after = clause[: begins + 1], clause[ends - 1 :].split()
        denied = not logic.negations.isdisjoint(before.split()[-REACH:]) or after[:1] == ["no"]
        if not denied and not mentions(before, logic.suppositions):
            return True
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
