"""``templates/lexicon.es.yaml`` as look-up tables: which trade every Spanish word or phrase has in a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from sys import intern
from typing import Any

from rapidfuzz.distance import OSA
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from bot.errors import Problem, RulesError
from bot.intake.verdict.lexicon_problems import problems_of
from bot.intake.verdict.plain import Plain, plain_words
from bot.intake.verdict.words import fold, key

_SHORTEST_MISTYPED = 7
_SHORTEST_DISORDERED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Words that mark what is not the answer itself: closings, telephone footers, notices, signatures."""

    closings: frozenset[str]
    phone: tuple[str, ...]
    notices: tuple[str, ...]
    roles: frozenset[str]
    abbreviations: frozenset[str]
    spoken: Mapping[str, str]
    split: Mapping[str, str]
    glued: tuple[str, ...]
    bad_emoji: frozenset[str]
    tick: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Which tag (``app.now``, ``neg``, ``cond`` …) a word or phrase bears.

    Attributes:
        exact: Words as written in the file, accents kept, to their tag.
        sounds: Words by their sound (:func:`bot.intake.verdict.words.key`) to their tag.
        phrases: The sounds of their first two words (:func:`begins`) to phrases, longest first.
        slips: Decision words that may be mistyped, by their sound and by their letters, to their tag.
        near: Such a form with one letter left out, to the forms that it may be a mistyped one of.
        frame: Words that mark what is not the answer.
        shapes: Endings that betray a verb that the file does not list, with the tag of such a word.
        lists: Further named lists of the file, for wishes and values.
        plain: Words that may stand beside a decision without bearing on it.
        deeds: The same lexicon as answers about a deed («¿ya está radicado?») are read, where some words have another
            trade; ``None`` in that one itself.
    """

    exact: Mapping[str, str] = field(repr=False)
    sounds: Mapping[str, str] = field(repr=False)
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(repr=False)
    slips: Mapping[str, str] = field(repr=False)
    near: Mapping[str, tuple[str, ...]] = field(repr=False)
    frame: Frame = field(repr=False)
    shapes: tuple[tuple[str, str], ...]
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)
    plain: Plain = field(repr=False)
    deeds: "Lexicon | None" = field(default=None, repr=False)

    def mistyped(self, word: str) -> str | None:
        """Return the tag of the decision word that a word is one slip away from, if all such words agree."""
        forms = {form for form in (key(word), fold(word)) if len(form) >= _SHORTEST_MISTYPED - 1}
        tags = {self.slips[near] for form in forms for near in self._near(form) if _one_slip(form, near)}
        participles = {tag for tag in tags if tag.endswith(".part")}
        agreed = participles or tags
        if len(agreed) > 1:
            return "unsure"
        return agreed.pop() if agreed else None

    def _near(self, form: str) -> set[str]:
        return set(chain.from_iterable(self.near.get(part, ()) for part in _shortened(form)))


def _one_slip(sound: str, word: str) -> bool:
    """One letter wrong, missing, extra or swapped; another first letter is another word: «llegando», «negando».

    A long word may also have its letters in disorder between the first and the last: «aurotizo».
    """
    if len(sound) >= _SHORTEST_DISORDERED and _disordered(sound) == _disordered(word):
        return True
    begins = sound[0] == word[0] or sound[:2] == word[1::-1] or sound == word[1:]
    return begins and OSA.distance(sound, word, score_cutoff=1) <= 1


def load_lexicon(path: Path) -> Lexicon:
    """Read the lexicon.

    Raises:
        RulesError: Listing every problem of the file, in Spanish, with its line.
    """
    document = _read(path)
    problems = tuple(problems_of(document, path))
    if problems:
        raise RulesError(problems)
    general = dict(_unique(_entries(document, document)))
    deeds = dict(_unique(chain(_entries(document, document["deeds"]), general.items())))
    lexicon = _lexicon(document, general)
    return replace(lexicon, deeds=_about_deeds(lexicon, document, deeds))


def _entries(document: CommentedMap, block: CommentedMap) -> Iterator[tuple[str, str]]:
    return chain(_words(block), _conjugated(document["endings"], block["verbs"]))


def _lexicon(document: CommentedMap, entries: Mapping[str, str]) -> Lexicon:
    single = _single(entries)
    sounds = _by_sound(single)
    slips = _slips(document, sounds)
    return Lexicon(
        exact=single,
        sounds=sounds,
        phrases=_phrases(entries),
        slips=slips,
        near=_near(slips),
        frame=_frame(document["frame"]),
        shapes=tuple((str(ending), tag) for tag, endings in document["shapes"].items() for ending in endings),
        lists={name: tuple(map(str, items)) for name, items in document.get("lists", {}).items()},
        plain=plain_words(document["plain"], document["endings"]),
    )


def _about_deeds(lexicon: Lexicon, document: CommentedMap, entries: Mapping[str, str]) -> Lexicon:
    """The same with other trades of the words; what does not depend on them is not kept twice (5 MB)."""
    single = _single(entries)
    sounds = _by_sound(single)
    return replace(lexicon, exact=single, sounds=sounds, phrases=_phrases(entries), slips=_slips(document, sounds))


def _single(entries: Mapping[str, str]) -> dict[str, str]:
    return {word: tag for word, tag in entries.items() if " " not in word}


def _read(path: Path) -> CommentedMap:
    """The file with the place of everything in it: taken apart by libyaml, six times faster than ruamel's own way."""
    try:
        node = YAML(typ="safe").compose(path.read_text(encoding="utf-8"))
        document = YAML(typ="rt").constructor.construct_document(node) if node else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = str(error.problem or error.context)
        raise RulesError((Problem(file=str(path), line=line, column=column, key="", message=said),)) from error
    return document if isinstance(document, CommentedMap) else CommentedMap()


def _words(document: CommentedMap) -> Iterator[tuple[str, str]]:
    for tag, items in document["words"].items():
        for item in items:
            yield intern(str(item).lower()), tag


def _conjugated(all_endings: Mapping[str, Any], families: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for family, verbs in families.items():
        for infinitive, forms in verbs.items():
            for form, endings in all_endings[infinitive[-2:]].items():
                regular = (stem + ending for stem in forms["stems"] for ending in endings)
                tag = intern(f"{family}.{form}")
                for word in chain(forms.get(form, ()), regular):
                    yield intern(word), tag


def _unique(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for word, tag in entries:
        if word not in seen:
            seen.add(word)
            yield word, tag


def _by_sound(single: Mapping[str, str]) -> dict[str, str]:
    """Words written without accents win: who types ``si`` has not typed ``sí``."""
    sounds: dict[str, str] = {}
    plain_first = sorted(single, key=lambda word: word != fold(word))
    for word in plain_first:
        sounds.setdefault(intern(key(word)), single[word])
    return sounds


def _phrases(entries: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, tag in entries.items():
        if " " in phrase:
            written = tuple(map(intern, phrase.split()))
            found.setdefault(begins(written[0], written[1]), []).append((written, tag))
    return {first: tuple(sorted(group, key=lambda item: -len(item[0]))) for first, group in found.items()}


def begins(first: str, second: str) -> str:
    """Return under which key the phrases stand that begin with two words."""
    return f"{key(first)} {key(second)}"


def _slips(document: CommentedMap, sounds: Mapping[str, str]) -> dict[str, str]:
    verbs = {name: forms for family in document["verbs"].values() for name, forms in family.items()}
    chosen = {name: verbs[name] for name in document["slips"]}
    words = [word for word, _ in _conjugated(document["endings"], {"": chosen}) if key(word) in sounds]
    forms = {form: sounds[key(word)] for word in words for form in (fold(word), key(word))}
    return {form: tag for form, tag in forms.items() if len(form) >= _SHORTEST_MISTYPED}


def _near(slips: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    near: dict[str, list[str]] = {}
    for form in slips:
        for part in _shortened(form):
            near.setdefault(part, []).append(form)
    return {part: tuple(sorted(forms)) for part, forms in near.items()}


def _disordered(sound: str) -> str:
    return f"{sound[0]}{''.join(sorted(sound[1:-1]))} {sound[-1]}"


def _shortened(sound: str) -> set[str]:
    return {sound, _disordered(sound), *(sound[:place] + sound[place + 1 :] for place in range(len(sound)))}


def _frame(block: CommentedMap) -> Frame:
    return Frame(
        closings=frozenset(map(fold, block["closings"])),
        phone=tuple(map(fold, block["phone"])),
        notices=tuple(map(fold, block["notices"])),
        roles=frozenset(map(fold, block["roles"])),
        abbreviations=frozenset(map(fold, block["abbreviations"])),
        spoken={str(word): str(mark) for word, mark in block["spoken"].items()},
        split={
            **{str(k): str(v) for k, v in block["split"].items()},
            **{str(k): str(v) for k, v in block["short"].items()},
        },
        glued=tuple(map(fold, block["glued"])),
        bad_emoji=frozenset(block["bad_emoji"]),
        tick=frozenset(block["tick"]),
    )
