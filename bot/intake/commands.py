"""Orders by mail: «PENDIENTES», «ESTADO AN-2026-000123», «AYUDA»; a mail that says anything besides is none."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.intake.verdict import Lexicon, answer_to_read, is_courtesy
from bot.intake.verdict.phrases import any_of
from bot.intake.verdict.words import clean, fold

_NUMBER = re.compile(r"(?P<prefix>[a-z]{1,8})[- ](?P<year>\d{4})[- ](?P<count>\d{1,9})")
_TRIMMED = " \t.,;:¡!¿?«»\"'()[]"
_LONGEST = 120


class CommandKind(StrEnum):
    """What is ordered."""

    HELP = "help"
    PENDING = "pending"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An order.

    Attributes:
        kind: What is ordered.
        case: Number of the case that it names, or ``""``.
        about: What else it names, folded: a client; or ``""``.
    """

    kind: CommandKind
    case: str = ""
    about: str = ""


def command_in(subject: str, text: str, lexicon: Lexicon, people: tuple[str, ...] = ()) -> Command | None:
    """The order that a mail is: in its subject, or as the only line of its text, with nothing besides but courtesy.

    Args:
        subject: Of the mail.
        text: What its author wrote.
        lexicon: The words.
        people: Names of those whom the author may greet.
    """
    lines = [line.strip() for line in answer_to_read(text, lexicon).split("\n")]
    telling = [line for line in lines if line.strip(_TRIMMED) and not is_courtesy(line, lexicon, people)]
    said = _read(clean(subject), lexicon)
    if said is not None:
        repeats = all(_read(line, lexicon) == said for line in telling)
        return said if repeats else None
    return _read(telling[0], lexicon) if len(telling) == 1 else None


def _read(line: str, lexicon: Lexicon) -> Command | None:
    words = " ".join(fold(line).strip(_TRIMMED).split())
    if len(words) > _LONGEST:
        return None
    for kind in CommandKind:
        match = _begins(lexicon.lists[f"command_{kind}"]).match(words)
        if match:
            return _command(kind, words[match.end() :].strip(_TRIMMED), lexicon)
    return None


def _command(kind: CommandKind, rest: str, lexicon: Lexicon) -> Command | None:
    rest = _begins(lexicon.lists["command_links"]).sub("", rest).strip(_TRIMMED)
    if not rest:
        return Command(kind=kind)
    if kind is not CommandKind.STATUS or any_of(lexicon.lists["command_others"]).search(rest):
        return None
    number = _NUMBER.fullmatch(rest)
    if number:
        return Command(kind=kind, case=f"{number['prefix'].upper()}-{number['year']}-{int(number['count']):06d}")
    return Command(kind=kind, about=rest)


@lru_cache(maxsize=16)
def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of(words).pattern}\s*)+")
