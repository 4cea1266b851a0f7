"""The words of the checks, loaded once from ``templates/checks.es.yaml``; the checks themselves read no file."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.checks.words import CheckWords, Claim, Event, Logic, NameWords, Saying
from bot.core.local import in_country
from bot.errors import SettingsError


def load_check_words(path: Path, country: str) -> CheckWords:
    """Read the file of words, as they are said in one country.

    Raises:
        SettingsError: The file cannot be read, or a part of it is missing or misshapen.
    """
    try:
        return _words(in_country(YAML(typ="safe").load(path.read_text(encoding="utf-8")), country))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Restore it from the distribution.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path} lacks or misshapes {error}. Compare it with the distribution's.") from error


def _words(raw: Mapping[str, Any]) -> CheckWords:
    return CheckWords(
        names=_names(raw["names"]),
        logic=_logic(raw["logic"]),
        cities=dict(raw["cities"]),
        claims={name: _claim(claim) for name, claim in raw["claims"].items()},
        events={name: _event(event) for name, event in raw["events"].items()},
        costs=_texts(raw["costs"]),
        authorities=_texts(raw["authorities"]),
        kin=_texts(raw["kin"]),
        addressee_titles=_texts(raw["addressee_titles"]),
        fields=dict(raw["fields"]),
        readings=dict(raw["readings"]),
        kinds=dict(raw["kinds"]),
        document_types=dict(raw["document_types"]),
        formats=dict(raw["formats"]),
        sheets=_texts(raw["sheets"]),
        shown=dict(raw["shown"]),
        months=_texts(raw["months"]),
        reasons={reason: _texts(says) for reason, says in raw["reasons"].items()},
    )


def _names(raw: Mapping[str, Any]) -> NameWords:
    return NameWords(
        legal_forms=frozenset(raw["legal_forms"]),
        legal_phrases=_texts(raw["legal_phrases"]),
        connectors=frozenset(raw["connectors"]),
        abbreviations=dict(raw["abbreviations"]),
    )


def _logic(raw: Mapping[str, Any]) -> Logic:
    return Logic(
        negations=frozenset(raw["negations"]),
        suppositions=_texts(raw["suppositions"]),
        turns=frozenset(raw["turns"]),
        number_marks=frozenset(raw["number_marks"]),
        invoice=_texts(raw["invoice"]),
    )


def _claim(raw: Mapping[str, Any]) -> Claim:
    sayings = tuple(map(_saying, raw.get("sayings", ())))
    return Claim(says=_texts(raw["says"]), unless=_texts(raw.get("unless", ())), sayings=sayings)


def _saying(raw: Mapping[str, Any]) -> Saying:
    return Saying(
        opens=_texts(raw.get("opens", ())), **{name: _texts(raw[name]) for name in ("verbs", "links", "what")}
    )


def _event(raw: Mapping[str, Any]) -> Event:
    parts = tuple(Claim(says=_texts(says)) for says in raw["all_of"])
    return Event(title=raw["title"], parts=parts, unless=_texts(raw.get("unless", ())))


def _texts(raw: Iterable[str]) -> tuple[str, ...]:
    return tuple(raw)
