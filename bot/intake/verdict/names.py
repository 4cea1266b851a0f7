"""Proper names that say which matter is meant: «lo de Panificadora Trigal», «la de Yopal»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.word_tags import UNKNOWN, tag_of
from bot.intake.verdict.words import Token, clean, fold, tokens

_CLAUSE_ENDS = re.compile(r"[,.;:\n()]")
_FIRST_WORDS = 4
_LONGEST_NAME = 7
_SHORTEST_WORD = 3
# What a word may be to the lexicon and still be part of a name («Transportes Quebracho»): nothing that decides.
_IN_A_NAME = frozenset(("name", "charge", "matter", "client", "place", "valid", "courier"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMatter:
    """A matter and its name.

    Attributes:
        end: Where its tokens end.
        words: The words of the name, folded.
        is_titled: Whether words such as «doña» or «el cliente» stand before it.
    """

    end: int
    words: frozenset[str]
    is_titled: bool


def named_matter(words: Sequence[Token], place: int, lexicon: Lexicon) -> NamedMatter | None:
    """Return the matter that begins at a token and is told by nothing but its name: «lo de la Panificadora Trigal»."""
    follows_noun = (
        place > 0
        and words[place - 1].kind == "word"
        and tag_of(words[place - 1], lexicon, capital=False) in {UNKNOWN, "charge", "matter"}
    )
    # «buen trabajo el de Adriana»
    return None if follows_noun else _named(words, place, "named_matters", lexicon)


def words_of(*names: str) -> frozenset[str]:
    """Return the folded words of names, as :func:`names_another_matter` wants those of a case."""
    return frozenset(chain.from_iterable(map(_words_of, names)))


@lru_cache(maxsize=1024)  # the people of a company are the same for every mail
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(fold(word.text) for word in tokens(clean(name)) if word.kind == "word")


def names_another_matter(answer: str, names: frozenset[str] | None, lexicon: Lexicon) -> bool:
    """Whether an answer speaks of a matter, or of its papers, by a name that is none of the case's.

    Args:
        answer: What the person wrote.
        names: Folded words of the client, the city and the people of the case; ``None`` if nothing is known of it,
            and then no name is foreign but one that the answer itself sets apart: «…, este no lo he visto».
        lexicon: Holds the words that stand before such a name.
    """
    if names is not None and foreign_names(answer, names, lexicon):
        return True
    return bool(_matters(answer, lexicon)) and _sets_apart(answer, lexicon)


def foreign_names(answer: str, names: frozenset[str], lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """Return the folded words of every matter, or paper of one, that an answer calls by none of the case's names."""
    # «la Factura de Venta» is no name.
    things = [named for named in _things(answer, lexicon) if not lexicon.plain.knows(named.words)]
    return tuple(named.words for named in [*_matters(answer, lexicon), *things] if not _is_own(named, names))


def _sets_apart(answer: str, lexicon: Lexicon) -> bool:
    """Whether a clause begins with another matter than the one named: «…, la de ustedes espera»; «está» is none."""
    begun = (word for clause in _CLAUSE_ENDS.split(answer.lower()) for word in clause.split()[:_FIRST_WORDS])
    return not set(lexicon.lists["named_contrasts"]).isdisjoint(begun)


def names_vaguely(answer: str, lexicon: Lexicon) -> bool:
    """Whether a matter is told by one word alone: «lo de Barranquilla» may be any of that city."""
    return any(len(named.words) == 1 and not named.is_titled for named in _matters(answer, lexicon))


def _is_own(named: NamedMatter, names: frozenset[str]) -> bool:
    return all(word in names for word in named.words if len(word) >= _SHORTEST_WORD)


def _matters(answer: str, lexicon: Lexicon) -> list[NamedMatter]:
    words = tokens(answer)
    return list(filter(None, (named_matter(words, place, lexicon) for place in range(len(words)))))


def _things(answer: str, lexicon: Lexicon) -> Iterator[NamedMatter]:
    words = tokens(answer)
    return filter(None, (_named(words, place, "named_things", lexicon) for place in range(len(words))))


def _named(words: Sequence[Token], place: int, heads: str, lexicon: Lexicon) -> NamedMatter | None:
    if fold(words[place].text) not in _folded(lexicon.lists[heads]):
        return None
    by = _skip(words, place + 1, lexicon.lists["named_by"])
    first = _skip(words, by, lexicon.lists["name_titles"])
    end = _name_end(words, first, lexicon)
    if by == place + 1 or end == first:
        return None
    said = frozenset(fold(word.text) for word in words[first:end])
    return NamedMatter(end=end, words=said - _folded(lexicon.lists["name_links"]), is_titled=first > by)


def _skip(words: Sequence[Token], place: int, particles: tuple[str, ...]) -> int:
    """The first place from here on where none of these words stands in small letters."""
    while place < len(words) and words[place].text.islower() and fold(words[place].text) in _folded(particles):
        place += 1
    return place


def _name_end(words: Sequence[Token], first: int, lexicon: Lexicon) -> int:
    """Where the name ends that begins here: words with a capital letter, one of them at least unknown."""
    end, is_proper = first, False
    links = _folded(lexicon.lists["name_links"])
    for place in range(first, min(first + _LONGEST_NAME, len(words))):
        word = words[place]
        if word.kind != "word" or not (word.text[0].isupper() or fold(word.text) in links):
            break
        tag = tag_of(word, lexicon, capital=True)
        if fold(word.text) in links:
            continue
        if tag not in _IN_A_NAME:
            break
        end, is_proper = place + 1, is_proper or tag == "name"
    return end if is_proper else first


@lru_cache(maxsize=16)
def _folded(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, listed))
