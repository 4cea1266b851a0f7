"""Choices marked on a form: ``SI ( ) NO (X)``, ``☒ Anulación ☐ Refacturación``, ``SI X NO __``, or said in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.intake.documents.text import plain
from bot.intake.documents.words import Phrases

_BOX = re.compile(
    r"[(\[{]\s*(?P<inside>[^\W_]{0,2}|[✓✔✗✘*■●√])\s*[)\]}]|(?P<empty>[☐□○◯])|(?P<full>[☑☒■●✓✔✗✘√])"
    r"|_+\s*(?P<line>[xX])?\s*_+|(?<!\w)(?P<cross>[xX])(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    option: str | None
    checked: bool = False


def chosen(text: str, options: Mapping[str, Phrases]) -> tuple[str, ...]:
    """The options that the text chooses, in the options' order.

    With boxes, those whose box is marked (a box belongs to the words before it, or after it where the text begins with
    one); without any, those that are named.
    """
    tokens = _tokens(plain(text), options)
    boxed = any(token.option is None for token in tokens)
    picked = _picked(tokens) if boxed else {token.option for token in tokens}
    return tuple(name for name in options if name in picked)


def yes_or_no(text: str, options: Mapping[str, Phrases]) -> bool | None:
    """Yes, no, or ``None`` where neither or both are chosen."""
    picked = chosen(text, options)
    return picked == ("yes",) if len(picked) == 1 else None


def _tokens(text: str, options: Mapping[str, Phrases]) -> list[_Token]:
    """Options and boxes in the order of the text; of overlapping options the first, then the longest."""
    boxes = [_Token(m.start(), None, _checked(m)) for m in _BOX.finditer(text)]
    inside = [(m.start(), m.end()) for m in _BOX.finditer(text)]
    found = sorted(
        ((m.start(), -m.end(), name) for name, phrases in options.items() for m in phrases.pattern.finditer(text)),
    )
    tokens, last_end = [], 0
    for start, minus_end, name in found:
        if start >= last_end and not any(low <= start < high for low, high in inside):
            tokens.append(_Token(start, name))
            last_end = -minus_end
    return sorted([*tokens, *boxes], key=lambda token: token.start)


def _checked(box: re.Match[str]) -> bool:
    return bool((box["inside"] or "").strip() or box["full"] or box["line"] or box["cross"])


def _picked(tokens: list[_Token]) -> set[str | None]:
    """Options beside a marked box; several options in a row share the next (or the previous) box."""
    box_first = tokens[0].option is None
    ordered = tokens if not box_first else tokens[::-1]
    picked: set[str | None] = set()
    waiting: list[str | None] = []
    for token in ordered:
        if token.option is not None:
            waiting.append(token.option)
            continue
        if token.checked:
            picked.update(waiting)
        waiting = []
    return picked
