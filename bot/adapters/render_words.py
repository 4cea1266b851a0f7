"""How values are said: people by their names, days by their weekday, findings by their sentence."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.core.company import Company
from bot.core.identifiers import plain
from bot.core.local import in_country
from bot.core.process import Process
from bot.errors import SettingsError


class Wording:
    """The filters that templates of one process use.

    Args:
        texts: Of ``messages.es.yaml``.
        company: Today's roster.
        process: Whose documents and steps are spoken of, or ``None`` where a mail is about no case.
    """

    def __init__(self, texts: Mapping[str, Any], company: Company, process: Process | None) -> None:
        self.company = company
        self.process = process
        self.texts = in_country(texts, company.country)
        self._sentences: Mapping[str, str] = self.texts["findings"]

    def filters(self) -> dict[str, Callable[..., object]]:
        """All of them, by the names that templates use."""
        return {
            "person": self.company.name_of,
            "first_name": self.first_name,
            "day": self.day,
            "hour": self.hour,
            "figures": figures,
            "sentence": self.sentence,
            "told": self.told,
            "title": self.title,
            "step_title": self.step_title,
            "label": self.label,
            "said": self.said,
            "listed": self.listed,
            "either": self.either,
            "short": short,
            "unpointed": unpointed,
            "in_quotes": "«{}»".format,
            "begin": begin,
            "labelled": self.labelled,
            "term": self.term,
            "proof": self.proof,
            "proved": self.proved,
        }

    def first_name(self, email: str) -> str:
        """How somebody is greeted: ``Gloria``; by the whole name where its second word is small (``Mesa de Ayuda``)."""
        person = self.company.person(email)
        words = person.name.split() if person else []
        return " ".join(words if len(words) > 1 and words[1].islower() else words[:1])

    def day(self, moment: str) -> str:
        """An ISO moment as people say the day: ``miércoles 4 de marzo``."""
        local = self.company.calendar.local(datetime.fromisoformat(moment))
        weekday, month = self.texts["weekdays"][local.weekday()], self.texts["months"][local.month - 1]
        return str(self.texts["day"].format(weekday=weekday, day=local.day, month=month))

    def hour(self, moment: str) -> str:
        """An ISO moment as the clock on the office's wall shows it: ``15:05``."""
        return f"{self.company.calendar.local(datetime.fromisoformat(moment)):%H:%M}"

    def sentence(self, finding: Mapping[str, Any]) -> str:
        """The sentence of a finding with its values filled in."""
        pattern = self._sentences.get(finding["code"]) or self._sentences["unknown"]
        return pattern.format_map(_Forgiving(finding["data"]))

    def told(self, finding: Mapping[str, Any]) -> str:
        """The sentence, and behind it the file and cell or page where the sentence does not name the file."""
        sentence, file, place = self.sentence(finding), finding["file"], finding["place"]
        if not file or file in sentence:
            return sentence
        kind = "file" if not place else "page" if place.isdigit() else "cell"
        return f"{sentence} {self.texts['where'][kind].format(file=file, place=place)}"

    def title(self, role: str) -> str:
        """A document with its article, as people call it: ``la carta de respuesta``."""
        rule = self.process.document(role) if self.process else None
        return rule.title if rule else str(self.texts["papers"].get(role, _spaced(role)))

    def titles(self) -> tuple[str, ...]:
        """The documents that the process asks for, as people call them."""
        return tuple(rule.title for rule in self.process.required) if self.process else ()

    def step_title(self, step: str) -> str:
        """What a step waits for: ``la aprobación``."""
        return str(self.texts["steps"].get(step) or self.texts["step"].format(name=_spaced(step)))

    def label(self, fact: str) -> str:
        """The label of a fact in a table."""
        return str(self.texts["labels"].get(fact, begin(_spaced(fact))))

    def term(self, name: str) -> str:
        """What something is called in the company's country."""
        return str(self.texts["terms"][name])

    def labelled(self, facts: Mapping[str, object]) -> list[tuple[str, str]]:
        """The facts that have a label of their own, with it, in the order of the labels."""
        return [(self.label(name), self.said(facts[name])) for name in self.texts["labels"] if name in facts]

    def said(self, value: object) -> str:
        """A fact in words: yes and no, kinds by their names, everything else as it is written already."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(self.texts["said"]["yes" if value else "no"])
        if isinstance(value, list):
            return self.listed([str(self.texts["kinds"].get(one, _spaced(str(one)))) for one in value])
        return str(value)

    def proof(self, by: str) -> str:
        """Why nobody vouches for an author, from the code of the proof."""
        return proof_in_words(by, self.texts)

    def proved(self, by: str) -> str:
        """By what an author was known, from the code of the proof that passed."""
        kind, _, detail = by.partition(":")
        known = str(self.texts["proved"].get(kind, self.texts["proved"]["other"]))
        return f"{known} ({detail.upper()})" if detail else known

    def listed(self, items: Sequence[str]) -> str:
        """``a, b y c``; before the sound of an i, ``e``."""
        said = self.texts["said"]
        return _joined(items, said["and"], said["and_i"], ("i", "hi"))

    def either(self, items: Sequence[str]) -> str:
        """``a, b o c``; before the sound of an o, ``u``."""
        said = self.texts["said"]
        return _joined(items, said["or"], said["or_o"], ("o", "ho"))


class _Forgiving(dict[str, str]):
    """A placeholder without its value stays readable instead of stopping the mail."""

    def __missing__(self, key: str) -> str:
        return f"({key})"


def proof_in_words(by: str, texts: Mapping[str, Any]) -> str:
    """What the code of a proof means, by ``messages.es.yaml``; a code without words stays as it is."""
    kind, _, detail = by.partition(":")
    proofs: Mapping[str, str] = texts["proofs"]
    return proofs.get(by, proofs.get(kind, by)).format(detail=detail)


def figures(day: str) -> str:
    """An ISO day as ``dd/mm/yyyy``; anything else as it is."""
    try:
        return f"{date.fromisoformat(day):%d/%m/%Y}"
    except ValueError:
        return day


def short(text: str, length: int) -> str:
    """The text, or as much of it as fits, with an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def unpointed(name: str) -> str:
    """A name that a sentence ends with: «S.A.S.» has the sentence's point already."""
    return name.removesuffix(".")


def begin(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def _joined(items: Sequence[str], joint: str, before_sound: str, sound: tuple[str, ...]) -> str:
    *first, last = items or [""]
    joint = before_sound if plain(last.lstrip("«")).startswith(sound) else joint
    return f"{', '.join(first)} {joint} {last}" if first else last


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def load_messages(path: Path) -> Mapping[str, Any]:
    """The sentences and words of ``messages.es.yaml``.

    Raises:
        SettingsError: The file is missing or no YAML; the text names file and line.
    """
    try:
        texts = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise SettingsError(f"{path}: {error}") from error
    if not isinstance(texts, dict):
        raise SettingsError(f"{path}: it must hold a mapping of sections")
    return texts
