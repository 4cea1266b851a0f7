"""The words of mail programs and mail servers, from ``templates/mail_forms.es.yaml``, as patterns.

All patterns run on folded text (:func:`fold`): no capitals, no accents.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import SettingsError

_WILDCARD = "…"
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MailForms:
    """What mail programs and servers write, ready to be matched against folded text.

    Attributes:
        attribution_opens: A line that may begin an attribution.
        attribution_verb: The verb in an attribution.
        header_kinds: The kind (``sender``, ``sent``, ``to``, ``copy_to``, ``subject``) of each header word.
        original: The words between the dashes above a quoted mail.
        footer: A whole line that a phone or a program added.
        notice: The beginning of a legal notice.
        notice_word: A word of legal notices.
        banner: The beginning of a gateway's warning.
        banner_word: A word of such warnings.
        matter: A word of the cases themselves, which nothing that a program adds has.
        closing: A whole line of courtesy before the name.
        decision: A verb of decision: a line with one is no footer.
        decisive: The beginning of a line that may decide, and is never taken for a signature.
        postscript: The beginning of what an author adds below their name.
        hindrance: A word of a condition, a denial or a delay.
        maxim: The beginning of a signature's line that hinders nothing: a slogan, a plea for trees.
        titles: Words before a name.
        contact: A line of a signature that says how to reach somebody.
        subjects: How subjects of machines begin: ``auto_reply``, ``receipt``, ``calendar``, ``bounce``, ``delay``.
        bodies: What only machines say: ``auto_reply``, ``bounce``.
        robots: Local parts of addresses that only mail servers use.
        noreply: Local parts of addresses that nobody reads.
        until: Words before the last day of an absence.
        back: Words before the first day after an absence.
        months: Number of the month by its names.
    """

    attribution_opens: re.Pattern[str]
    attribution_verb: re.Pattern[str]
    header_kinds: Mapping[str, str]
    original: re.Pattern[str]
    footer: re.Pattern[str]
    notice: re.Pattern[str]
    notice_word: re.Pattern[str]
    banner: re.Pattern[str]
    banner_word: re.Pattern[str]
    matter: re.Pattern[str]
    closing: re.Pattern[str]
    decision: re.Pattern[str]
    decisive: re.Pattern[str]
    postscript: re.Pattern[str]
    hindrance: re.Pattern[str]
    maxim: re.Pattern[str]
    titles: frozenset[str]
    contact: re.Pattern[str]
    subjects: Mapping[str, re.Pattern[str]]
    bodies: Mapping[str, re.Pattern[str]]
    robots: frozenset[str]
    noreply: re.Pattern[str]
    until: re.Pattern[str]
    back: re.Pattern[str]
    months: Mapping[str, int]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Attribution(_Strict):
    opens: list[str]
    verbs: list[str]


class _Headers(_Strict):
    sender: list[str]
    sent: list[str]
    to: list[str]
    copy_to: list[str]
    subject: list[str]


class _Subjects(_Strict):
    auto_reply: list[str]
    receipt: list[str]
    calendar: list[str]
    bounce: list[str]
    delay: list[str]


class _Bodies(_Strict):
    auto_reply: list[str]
    bounce: list[str]


class _Absence(_Strict):
    until: list[str]
    back: list[str]
    months: list[list[str]]


class _Forms(_Strict):
    attribution: _Attribution
    headers: _Headers
    original: list[str]
    footers: list[str]
    notices: list[str]
    notice_words: list[str]
    banners: list[str]
    banner_words: list[str]
    matters: list[str]
    closings: list[str]
    decision_verbs: list[str]
    decisive: list[str]
    postscripts: list[str]
    hindrances: list[str]
    maxims: list[str]
    titles: list[str]
    contact: list[str]
    subjects: _Subjects
    bodies: _Bodies
    robots: list[str]
    noreply: list[str]
    absence: _Absence


def fold(text: str) -> str:
    """The text without capitals, accents or exotic spaces, for comparing words."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(character for character in plain if not unicodedata.combining(character)).split())


def load_mail_forms(path: Path) -> MailForms:
    """Read the word lists.

    Args:
        path: The YAML file.

    Returns:
        The patterns.

    Raises:
        SettingsError: If the file is absent, is no YAML, or a list is missing, misnamed or empty; the text names
            the file and every such key.
    """
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        forms = _Forms.model_validate(content)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is no YAML: {error}") from error
    except ValidationError as error:
        faults = (f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise SettingsError("\n".join(faults)) from error
    if len(forms.absence.months) != _MONTHS:
        raise SettingsError(f"{path}: absence.months: must list the names of {_MONTHS} months, January first")
    return _compiled(forms)


def _compiled(forms: _Forms) -> MailForms:
    return MailForms(
        attribution_opens=_starting(forms.attribution.opens),
        attribution_verb=_containing(forms.attribution.verbs),
        header_kinds={fold(word): kind for kind, words in forms.headers.model_dump().items() for word in words},
        original=_whole(forms.original),
        footer=_whole(forms.footers),
        notice=_starting(forms.notices),
        notice_word=_containing(forms.notice_words),
        banner=_starting(forms.banners),
        banner_word=_containing(forms.banner_words),
        matter=_containing(forms.matters),
        closing=_whole(forms.closings),
        decision=_containing(forms.decision_verbs),
        decisive=_starting([*forms.decision_verbs, *forms.decisive]),
        postscript=_starting(forms.postscripts),
        hindrance=_containing(forms.hindrances),
        maxim=_starting(forms.maxims),
        titles=frozenset(map(fold, forms.titles)),
        contact=_containing(forms.contact),
        subjects={kind: _starting(phrases) for kind, phrases in forms.subjects.model_dump().items()},
        bodies={kind: _containing(phrases) for kind, phrases in forms.bodies.model_dump().items()},
        robots=frozenset(map(fold, forms.robots)),
        noreply=_containing(forms.noreply),
        until=_containing(forms.absence.until),
        back=_containing(forms.absence.back),
        months={fold(name): number for number, names in enumerate(forms.absence.months, 1) for name in names},
    )


def _any(phrases: Iterable[str]) -> str:
    """One alternation of phrases, the longest first; the wildcard is at most 80 characters."""
    folded = sorted({fold(phrase.replace(_WILDCARD, "\x01")) for phrase in phrases}, key=len, reverse=True)
    return "|".join(_phrase(phrase) for phrase in folded)


def _phrase(phrase: str) -> str:
    body = re.escape(phrase).replace("\\\x01", "\x01").replace("\\ ", " ").replace("\x01", ".{0,80}?")
    start = r"\b" if phrase[0].isalnum() else ""
    return start + body + (r"\b" if phrase[-1].isalnum() else "")


def _containing(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{_any(phrases)})")


def _starting(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,6}}(?:{_any(phrases)})")


def _whole(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,40}}(?:{_any(phrases)})(?:\W|https?:\S+){{0,40}}\Z")
