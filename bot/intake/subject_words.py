"""The words around a subject that people and mail programs write, from ``templates/subject.es.yaml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.intake.words import fold, joined, keys

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A department or province.

    Attributes:
        name: As people write it in full.
        code: First administrative division in GeoNames.
        capital: Its main city, by its short name.
        written: Every way to write it, folded and joined, the name included.
    """

    name: str
    code: str
    capital: str
    written: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as its people write it: its own names, other names of its big cities, its regions."""

    names: frozenset[str]
    cities: Mapping[str, tuple[str, ...]]
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectWords:
    """All word lists of the subject; ``templates/subject.es.yaml`` says what each is for.

    Sets of single words hold folded words; those of phrases hold them joined, or as tuples of folded words where
    they are looked for inside a text. ``reply_prefixes`` are as written, ``replies`` the same
    folded, ``forwards`` those of them by which a mail is passed on; cities are keyed by their joined name.
    """

    reply_prefixes: tuple[str, ...]
    replies: frozenset[str]
    forwards: frozenset[str]
    automatic: frozenset[Phrase]
    announcing: frozenset[str]
    sentence_goes_on: frozenset[str]
    around: frozenset[str]
    filler: frozenset[str]
    invoice: frozenset[str]
    company: frozenset[str]
    before_city: frozenset[str]
    after_city: frozenset[str]
    region_words: frozenset[str]
    short_words: Mapping[str, str]
    placeholders: Mapping[str, str]
    countries: Mapping[str, Country]

    def mean_nothing(self, written: Iterable[str]) -> bool:
        """Whether folded words before a request are only politeness, urgency, marks or prefixes of answers."""
        return all(word in self.around or word in self.replies for word in written)


def load_subject_words(path: Path) -> SubjectWords:
    """Read the word lists.

    Raises:
        OSError: The file cannot be read.
        KeyError: A list is missing.
        ruamel.yaml.error.YAMLError: It is no YAML.
    """
    raw: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return SubjectWords(
        reply_prefixes=tuple(raw["reply_prefixes"]),
        replies=_folded(raw["reply_prefixes"]),
        forwards=_folded(raw["forward_prefixes"]),
        automatic=frozenset(keys(phrase) for phrase in raw["automatic"]),
        announcing=_folded(raw["announcing"]),
        sentence_goes_on=_folded(raw["sentence_goes_on"]),
        around=_folded(raw["around"]),
        filler=_joined(raw["filler"]),
        invoice=_folded(raw["invoice"]),
        company=_folded(raw["company"]),
        before_city=_folded(raw["before_city"]),
        after_city=_joined(raw["after_city"]),
        region_words=_folded(raw["region_words"]),
        short_words={fold(short): fold(full) for short, full in raw["short_words"].items()},
        placeholders=raw["placeholders"],
        countries={code: _country(country) for code, country in raw["countries"].items()},
    )


def _folded(texts: list[str]) -> frozenset[str]:
    return frozenset(map(fold, texts))


def _joined(texts: list[str]) -> frozenset[str]:
    return frozenset(map(joined, texts))


def _country(raw: dict[str, Any]) -> Country:
    return Country(
        names=_joined(raw["names"]),
        cities={joined(name): tuple(others) for name, others in raw["cities"].items()},
        regions=tuple(
            Region(
                name=region["name"],
                code=region["code"],
                capital=region["capital"],
                written=_joined([region["name"], *region["written"]]),
            )
            for region in raw["regions"]
        ),
    )
