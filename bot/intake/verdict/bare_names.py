"""Names that stand bare beside a decision: «Aprobado Panificadora Trigal», «Trigal: aprobado», «Sí. El de Yumbo»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.word_tags import tag_of
from bot.intake.verdict.words import Token, clean, fold, tokens

_CLAUSE = re.compile(r"[^,.;:()!¡?¿\n\u2013\u2014]+")
_FAMILIES = ("app", "rej", "go", "exec", "dig", "fil")
_DECIDES = frozenset(("yes", "vobo", "set", "free", "done"))
# What may stand beside a name without saying anything of it, and known words that companies are called by.
_PARTICLES = frozenset(
    (
        "art",
        "clit",
        "prep",
        "by",
        "for",
        "and",
        "client",
        "doc",
        "act",
        "topic",
        "thing",
        "memo",
        "dem",
        "already",
        "se",
    )
)
_PREPOSITIONS = frozenset(("prep", "by", "for"))
_OF_COMPANIES = frozenset(("matter", "charge", "place", "courier", "part"))
_NAMES = frozenset(("name", "cap"))
_NICKNAME = 4  # letters that a pet name shares with the name: «Dianita»
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that holds nothing but a decision, names and particles."""

    decides: bool
    names: frozenset[str]
    leads: bool  # to what follows its colon
    placed: bool  # a preposition says where, with whom or by whom
    alone: bool  # on its line


def names_another_beside(answer: str, names: frozenset[str], lexicon: Lexicon, *, told: bool = False) -> bool:
    """Whether a decision stands beside a bare name that is none of the case's.

    Args:
        answer: What the person wrote.
        names: Folded words of the client, the city and the people of the case.
        lexicon: Tells names from other words.
        told: Whether it tells of work that was done: what follows are its details («Rad: 4512»), and a preposition
            says with whom and where.
    """
    clauses = tuple(_clauses(answer, lexicon))
    decided = False
    for clause, following in zip_longest(clauses, clauses[1:]):
        if clause is None:
            continue
        foreign = frozenset(name for name in clause.names if not _is_own(name, names))
        leads = clause.leads and following is not None and following.decides
        beside = clause.decides and not (told and clause.placed)
        if foreign and (beside or leads or (decided and not told and _is_meant(clause, foreign))):
            return True
        decided = decided or clause.decides
    return False


def _is_meant(clause: _Clause, foreign: frozenset[str]) -> bool:
    """Whether a name after the decision is what was decided on: one of several words, on its own line, may sign it."""
    return not clause.alone or (len(foreign) > 1 and len(foreign) * 2 > len(clause.names))


def _is_own(name: str, names: frozenset[str]) -> bool:
    return name in names or any(name[:_NICKNAME] == own[:_NICKNAME] for own in names if len(own) >= _NICKNAME)


def _clauses(answer: str, lexicon: Lexicon) -> Iterator[_Clause | None]:
    text = clean(answer)
    for match in _CLAUSE.finditer(text):
        if match.group().strip():
            yield _clause(match, text, lexicon)


def _clause(match: re.Match[str], text: str, lexicon: Lexicon) -> _Clause | None:
    said = (token for token in tokens(match.group()) if token.kind == "word")
    # «Fra» is short for a word.
    words = [word for word in said if fold(word.text) not in lexicon.frame.split]
    tags = [tag_of(word, lexicon, capital=True) for word in words]
    deciding = [tag in _DECIDES or tag.partition(".")[0] in _FAMILIES for tag in tags]
    proper = [word.text[0].isupper() and tag in _NAMES | _OF_COMPANIES for word, tag in zip(words, tags, strict=True)]
    beside = (decides or named or tag in _PARTICLES for decides, named, tag in zip(deciding, proper, tags, strict=True))
    is_name = any(
        tag in _NAMES and not lexicon.plain.knows((fold(word.text),)) for word, tag in zip(words, tags, strict=True)
    )
    if not all(beside) or not (any(deciding) or is_name):
        return None
    before, after = text[: match.start()].rstrip(" "), text[match.end() :].lstrip(" ")
    return _Clause(
        decides=any(deciding),
        names=_said(words, proper) if is_name else frozenset(),
        leads=after.startswith(":"),
        placed=not _PREPOSITIONS.isdisjoint(tags),
        alone=before[-1:] in ("", "\n") and after[:1] in ("", "\n", ".", ","),
    )


def _said(words: Sequence[Token], proper: Sequence[bool]) -> frozenset[str]:
    folded = (fold(word.text) for word, named in zip(words, proper, strict=True) if named)
    return frozenset(name for name in folded if len(name) >= _SHORTEST)
