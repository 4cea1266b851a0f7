"""Words that say nothing about a decision, known in every form that Spanish bends them to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.intake.verdict.words import fold, without_pronouns

_PAST = ("he", "was")
_ANY = ("now", "we", "did", "third", "they", "subj", "he", "you", "fut", "was")
# How the end of a stem is spelt and how it sounds in other forms: «almuerz-» of «almorzar», «abrigu-» of «abrigar».
_SPELT = (("qu", "c"), ("gu", "g"), ("c", "z"), ("j", "g"))
_STRESSED = (("ie", "e"), ("ue", "o"), ("i", "e"), ("u", "o"))
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Harmless words, as the file lists them; their other forms are traced back to these.

    Attributes:
        words: Nouns, adjectives and particles, folded.
        things: Those of them that name what somebody could approve: «aprobado, sillas nuevas».
        inflected: Steps from a form to its listed word (plural, diminutive, feminine), each an ending of the form with
            the endings that may stand in its place.
        verbs: Infinitives, folded.
        told: Infinitives that are harmless in the past only.
        endings: Endings of ``verbs`` by the ending of the infinitive (``ar``, ``er``, ``ir``).
        past: The same for ``told``.
    """

    words: frozenset[str] = field(repr=False)
    things: frozenset[str] = field(repr=False)
    inflected: tuple[Mapping[str, tuple[str, ...]], ...] = field(repr=False)
    verbs: frozenset[str] = field(repr=False)
    told: frozenset[str] = field(repr=False)
    endings: Mapping[str, tuple[str, ...]] = field(repr=False)
    past: Mapping[str, tuple[str, ...]] = field(repr=False)

    def knows(self, words: Iterable[str], *, verbs: bool = True) -> bool:
        """Whether all of the folded words are harmless; ``verbs`` tells whether a verb counts as such at all."""
        return all(self._is_word(word) or (verbs and self._is_verb(word)) for word in words)

    def is_thing(self, word: str) -> bool:
        """Whether a folded word names something that might itself be what is approved."""
        return not self.things.isdisjoint(self._forms(word))

    def _is_word(self, word: str) -> bool:
        return not self.words.isdisjoint(self._forms(word))

    def _forms(self, word: str) -> set[str]:
        forms = {word}
        for step in self.inflected:
            forms |= {base for form in forms for base in _bases(form, step)}
        return forms

    def _is_verb(self, word: str) -> bool:
        bare = {word, *without_pronouns(word)}
        return any(
            not listed.isdisjoint(_infinitives(form, endings))
            for form in bare
            for listed, endings in ((self.verbs, self.endings), (self.told, self.past))
        )


def plain_words(block: Mapping[str, Any], endings: Mapping[str, Mapping[str, Sequence[str]]]) -> Plain:
    """Read the block ``plain`` of the lexicon; ``endings`` are those of its regular verbs."""
    groups = {name: frozenset(fold(str(word)) for word in group) for name, group in block["words"].items()}
    return Plain(
        words=frozenset().union(*groups.values()),
        things=frozenset().union(*(groups[name] for name in block["things"])),
        inflected=tuple(
            {str(ending): tuple(map(str, bases)) for ending, bases in step.items()} for step in block["inflected"]
        ),
        verbs=frozenset(map(fold, block["verbs"])),
        told=frozenset(map(fold, block["told"])),
        endings=_endings_of(endings, _ANY),
        past=_endings_of(endings, _PAST),
    )


def _endings_of(
    endings: Mapping[str, Mapping[str, Sequence[str]]], forms: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    return {
        group: tuple({fold(ending) for form in forms for ending in by_form[form]}) for group, by_form in endings.items()
    }


def _bases(form: str, step: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for ending, replacements in step.items():
        stem = form.removesuffix(ending)
        if stem != form and len(stem) >= _SHORTEST_STEM:
            yield from (f"{stem}{replacement}" for replacement in replacements)


def _infinitives(form: str, endings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every infinitive that a form might be of."""
    for group, of_group in endings.items():
        for ending in of_group:
            stem = form.removesuffix(ending)
            if stem != form and len(stem) >= _SHORTEST_STEM:
                yield from (f"{variant}{group}" for variant in _stems(stem))


def _stems(stem: str) -> Iterator[str]:
    spelt = {stem, *(f"{stem.removesuffix(end)}{sound}" for end, sound in _SPELT if stem.endswith(end))}
    for one in spelt:
        yield one
        for stressed, plain in _STRESSED:
            before, found, after = one.rpartition(stressed)
            if found:
                yield f"{before}{plain}{after}"
