"""What an approval grants: «autorizo anular el contrato», «adelante con el envío» and «la factura de abril» are others.

What is annulled, or gone on with, is read in a closed world: whatever noun is not the invoice's, or the request's, is
something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of
from bot.intake.verdict.word_tags import UNKNOWN, tag_of
from bot.intake.verdict.words import Token, clean, fold, tokens

_CLAUSE = re.compile(r"[^.,;:()!¡?¿\n]+")
_OF = frozenset(("de", "del"))
_AND = frozenset(("y", "e", "ni"))
_WITH = frozenset(("con",))
_CENTURY = 2000
_FARTHEST = 3  # words between «sigan» and its «con»
# «la anulación la autorizo», «anularla ya»: no noun follows the article.
_NO_NOUNS = frozenset(
    ("art", "clit", "cop", "have", "neg", "prep", "se", "yes", "already", "that", "and", "own", "manner", "for", "by")
)
_THINGS = frozenset(("norm", "thing", "paper", "memo", "attach", "stamp"))
_DECIDES = frozenset(("app", "rej"))
_NOMINAL = frozenset(("", "noun", "part"))
# Others do it, or did: «el cliente anula el contrato», «canceló la reserva».
_TOLD = (".he", ".was", ".would", ".did")
_OTHERS = frozenset(("client", "who", "courier", "report"))


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDays:
    """When the invoice of a case is of.

    Attributes:
        day: Its day; ``None`` if not known.
        months: Year and month of its day and of what it bills.
    """

    day: date | None
    months: frozenset[tuple[int, int]]


def grants_another_thing(answer: str, names: frozenset[str] | None, lexicon: Lexicon) -> bool:
    """Whether what is annulled, or gone on with, is not the invoice: «anular el pedido», «procedan con la carta».

    Args:
        answer: What the person wrote, which approves.
        names: Folded words of the names of the case; ``None`` if nothing is known of it, and then no name is foreign.
        lexicon: The words.
    """
    return any(
        _Walk(words[place + 1 :], names, lexicon).leads_elsewhere(kind)
        for words in _clauses(answer)
        for place, kind in _heads(words, lexicon)
    )


def grants_another_time(answer: str, own: InvoiceDays, lexicon: Lexicon) -> bool:
    """Whether the invoice that is approved is of another day, month or year: «autorizo anular la factura de abril»."""
    return any(
        _is_foreign(match, own, lexicon)
        for words in _clauses(answer)
        for place, kind in _heads(words, lexicon)
        for match in _dates(_object(words[place + 1 :], kind, lexicon), lexicon)
    )


def _clauses(answer: str) -> Iterator[tuple[Token, ...]]:
    return (tokens(clause) for clause in _CLAUSE.findall(clean(answer)))


def _heads(words: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    for place, word in enumerate(words):
        tag = tag_of(word, lexicon, capital=place > 0) if word.kind == "word" else ""
        if tag in _OTHERS:
            return
        if tag.endswith(_TOLD):
            continue
        for kind in ("annulling", "granting", "proceeding"):
            if f"{fold(word.text)} ".startswith(_folded(lexicon.lists[kind])):
                yield place, kind


class _Walk:
    """The words behind a verb, read from left to right up to the first that belongs to nothing of it."""

    def __init__(self, words: Sequence[Token], names: frozenset[str] | None, lexicon: Lexicon) -> None:
        self._words, self._names, self._lexicon = words, names, lexicon
        self._place = 0

    def leads_elsewhere(self, kind: str) -> bool:
        if kind == "proceeding":
            return self._goes_on_with_another()
        self._skip("object_links")
        of = self._place > 0 and fold(self._words[self._place - 1].text) in _OF
        noun = self._noun(bare=of) or (self._unnamed() if kind == "annulling" else None)
        if noun is None:
            return False
        acts = ("granted_acts",) if kind == "granting" else ()
        if not self._is_of_case(noun, "granted_nouns", *acts, *(("invoice_spans",) if of else ())):
            return kind == "annulling"
        if kind == "annulling" and self._is_one_of(noun, "never_granted"):
            return True
        if kind == "granting" and not self._is_one_of(noun, "invoice_nouns"):
            return False
        return self._names_other_invoice()

    def _goes_on_with_another(self) -> bool:
        ahead = [fold(word.text) for word in self._words[: _FARTHEST + 1]]
        if _WITH.isdisjoint(ahead):
            return False
        self._place = ahead.index("con") + 1
        noun = self._noun(bare=False)
        return noun is not None and not self._is_of_case(noun, "granted_nouns", "granted_acts", "proceeding_nouns")

    def _names_other_invoice(self) -> bool:
        """«la factura válida», «la factura de la clínica», «la factura y el contrato»."""
        while self._place < len(self._words):
            word = self._words[self._place]
            said = fold(word.text)
            self._place += 1
            if self._is_one_of(word, "other_invoices"):
                return True
            if said in _AND:
                noun = self._noun(bare=False)
                return noun is not None and not self._is_of_case(
                    noun, "granted_nouns", "granted_acts", "granted_beside"
                )
            if said in _OF:
                noun = self._noun(bare=True)
                known = ("granted_nouns", "granted_acts", "invoice_spans", "invoice_of")
                if noun is None or not self._is_of_case(noun, *known):
                    return noun is not None and self._names is not None
            elif not self._is_of_case(word, "granted_nouns", "granted_acts", "object_adjectives"):
                return False
        return False

    def _noun(self, *, bare: bool) -> Token | None:
        """The noun that follows an article, or stands here without one."""
        begun = self._place
        self._skip("object_articles", "object_adjectives", "name_titles")
        if self._place == len(self._words) or (self._place == begun and not bare):
            return None
        noun = self._words[self._place]
        self._place += 1
        return noun if self._names_something(noun) else None

    def _unnamed(self) -> Token | None:
        """A noun without any article: «anular contratos»; «anular hoy» holds none."""
        word = self._words[self._place] if self._place < len(self._words) else None
        if word is None or word.kind != "word" or word.text[0].isupper():
            return None
        tag = tag_of(word, self._lexicon, capital=False)
        is_thing = tag in _THINGS or (tag == UNKNOWN and not self._lexicon.plain.knows((fold(word.text),)))
        return word if is_thing else None

    def _names_something(self, word: Token) -> bool:
        if word.kind != "word" or self._is_one_of(word, "granted_nouns") or self._is_one_of(word, "granted_acts"):
            return True
        tag = tag_of(word, self._lexicon, capital=True)
        family, _, form = tag.partition(".")
        return tag not in _NO_NOUNS and family not in _DECIDES and form in _NOMINAL

    def _is_of_case(self, word: Token, *lists: str) -> bool:
        if word.kind != "word" or any(self._is_one_of(word, name) for name in (*lists, "months", "weekdays")):
            return True
        if self._names is None:
            return word.text[0].isupper() or self._is_one_of(word, "invoice_owners")
        return fold(word.text) in self._names

    def _is_one_of(self, word: Token, name: str) -> bool:
        return fold(word.text) in _folded(self._lexicon.lists[name])

    def _skip(self, *lists: str) -> None:
        while self._place < len(self._words) and any(self._stands(one) for one in lists):
            self._place += 1

    def _stands(self, name: str) -> bool:
        """«esta factura», but «está autorizada»: an accent counts."""
        return self._words[self._place].text.lower() in self._lexicon.lists[name]


@lru_cache(maxsize=32)
def _folded(listed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, listed))


def _object(words: Sequence[Token], kind: str, lexicon: Lexicon) -> str:
    """What follows a verb, up to its reason or another clause, folded; ``""`` if that is no invoice."""
    ahead = [fold(word.text) for word in words]
    begun = ahead.index("con") + 1 if kind == "proceeding" and "con" in ahead[: _FARTHEST + 1] else 0
    said = " ".join(ahead[begun:])
    ended = any_of(lexicon.lists["object_ends"]).search(said)
    said = said[: ended.start()] if ended else said
    skipped = {*_folded(lexicon.lists["object_links"]), *_folded(lexicon.lists["object_articles"])}
    first = next((word for word in said.split() if word not in skipped), "")
    known = (*_folded(lexicon.lists["invoice_nouns"]), *_folded(lexicon.lists["granted_acts"]))
    return said if first in known else ""


def _dates(said: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """«de abril», «del mes de enero de 2026», «del 11/02/2026», «emitida el 11 de febrero», «del 2025»."""
    return _dated(lexicon.lists["months"], lexicon.lists["invoice_dated"], lexicon.lists["invoice_spans"]).finditer(
        said
    )


@lru_cache(maxsize=4)
def _dated(months: tuple[str, ...], links: tuple[str, ...], spans: tuple[str, ...]) -> re.Pattern[str]:
    names, of = "|".join(map(fold, months)), any_of(links).pattern
    # «hoy 4 de marzo» is when it is decided.
    return re.compile(
        rf"(?<!\b\d )(?<!\b\d\d ){of} (?:(?:{any_of(links).pattern}|{any_of(spans).pattern}) )*"
        rf"(?:(?:(?P<day>\d{{1,2}}) (?:de )?)?(?P<month>{names})(?: (?:del? )?(?P<year>\d{{4}}))?"
        rf"|(?P<d>\d{{1,2}})[/-](?P<m>\d{{1,2}})(?:[/-](?P<y>\d{{4}}|\d{{2}}))?|(?P<alone>20\d{{2}}))\b"
    )


def _is_foreign(match: re.Match[str], own: InvoiceDays, lexicon: Lexicon) -> bool:
    day, year = int(match["day"] or match["d"] or 0), int(match["year"] or match["y"] or match["alone"] or 0)
    month = int(match["m"] or 0)
    if match["month"]:
        month = _folded(lexicon.lists["months"]).index(match["month"]) + 1
    year += _CENTURY if 0 < year < _CENTURY else 0
    if day and own.day:
        return (day, month) != (own.day.day, own.day.month) or year not in (0, own.day.year)
    fitting = (one for one in own.months if year in (0, one[0]) and month in (0, one[1]))
    return bool(own.months) and not any(fitting)
