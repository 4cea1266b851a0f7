"""Choices marked on a form: ``SI ( ) NO (X)``, ``☒ Anulación ☐ Refacturación``, ``SI X NO __``, or said in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.intake.documents.text import plain
from bot.intake.documents.words import Phrases

_BOX = re.compile(
    r"[(\[{]\s*(?P<inside>[^\W_]{0,2}|[✓✔✗✘*■●√])\s*[)\]}]|(?P<empty>[☐□○◯])|(?P<full>[☑☒■●✓✔✗✘√])"
    r"|_+\s*(?P<line>[xX])?\s*_+|(?<!\w)(?P<cross>[xX]{1,3})(?!\w)"
)


_LONGEST_JOINT = 1


@dataclass(frozen=True, slots=True)
class _Token:
    """An option named in the text, or (without a name) a box."""

    start: int
    end: int
    option: str | None
    checked: bool = False


def chosen(text: str, options: Mapping[str, Phrases]) -> tuple[str, ...]:
    """The options that the text chooses, in the options' order.

    With boxes, those whose box is marked (a box belongs to the words before it, or after it where the text begins with
    one; options joined by a word or a stroke share theirs); without any, those that are named.
    """
    flat = plain(text)
    tokens = _tokens(flat, options)
    boxed = any(token.option is None for token in tokens)
    picked = _picked(tokens, flat) if boxed else {token.option for token in tokens}
    return tuple(name for name in options if name in picked)


def ticked(text: str) -> bool | None:
    """Whether a text that is nothing but a box is a marked one; ``None`` where it is none or more than one."""
    box = _BOX.fullmatch(text.strip())
    return _checked(box) if box else None


def has_box(text: str) -> bool:
    """Whether a box to mark stands in the text, or a mark."""
    return _BOX.search(text) is not None


def has_mark(text: str) -> bool:
    """Whether one of the boxes in the text is marked."""
    return any(_checked(box) for box in _BOX.finditer(text))


def unboxed(text: str) -> str:
    """The text without its boxes and marks."""
    return _BOX.sub(" ", text)


def yes_or_no(text: str, options: Mapping[str, Phrases]) -> bool | None:
    """Yes, no, or ``None`` where neither or both are chosen."""
    picked = chosen(text, options)
    return picked == ("yes",) if len(picked) == 1 else None


def _tokens(text: str, options: Mapping[str, Phrases]) -> list[_Token]:
    """Options and boxes in the order of the text; of overlapping ones the first, then the longest."""
    boxes = [_Token(m.start(), m.end(), None, _checked(m)) for m in _BOX.finditer(text)]
    named = [
        _Token(m.start(), m.end(), name) for name, phrases in options.items() for m in phrases.pattern.finditer(text)
    ]
    tokens: list[_Token] = []
    for token in sorted([*boxes, *named], key=lambda each: (each.start, -each.end)):
        if not tokens or token.start >= tokens[-1].end:
            tokens.append(token)
    return tokens


def _checked(box: re.Match[str]) -> bool:
    return bool((box["inside"] or "").strip() or box["full"] or box["line"] or box["cross"])


def _picked(tokens: list[_Token], text: str) -> set[str | None]:
    """The options beside a marked box."""
    box_first = tokens[0].option is None
    picked: set[str | None] = set()
    beside: list[_Token] = []
    for token in reversed(tokens) if box_first else tokens:
        if token.option is None:
            picked |= {option.option for option in beside if token.checked}
            beside = []
        elif beside and _joined(beside[-1], token, text):
            beside.append(token)
        else:
            beside = [token]
    return picked


def _joined(one: _Token, other: _Token, text: str) -> bool:
    """Whether only a short word or a stroke stands between two options."""
    first, second = sorted((one, other), key=lambda token: token.start)
    return 0 < len(text[first.end : second.start].strip()) <= _LONGEST_JOINT
