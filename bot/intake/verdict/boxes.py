"""Boxes to tick: ``[X] APROBADO  [ ] RECHAZADO`` and its many relatives."""

import re

from bot.intake.verdict.approval import read
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.reading import Kind
from bot.intake.verdict.tagging import sentences

_BOX = re.compile(
    r"[\[(]\s*(?P<inside>[^\W\d_]|[✓✔✅●]|)\s*[\])]|(?P<ballot>[☐☑☒□■])|(?P<filled>_+\s?[xX✓✔]\s?_+)|(?P<blank>_{2,})|(?P<lone>\b[xX]\b)"
)
_EMPTY_BALLOTS = "☐□"
# «Sí», «Aprobado», «Sí autorizo»; «No», «Rechazado», «No autorizo».
_YES_LABEL = re.compile(r"(?:yes|if|vobo) |(?:(?:yes|if) )?app\.(?:part|now) ")
_NO_LABEL = re.compile(r"(?:neg|nope) |rej\.(?:part|now) |neg app\.(?:part|now) ")


def ticked(text: str, lexicon: Lexicon) -> tuple[Kind, str] | None:
    """Return what the boxes of a text say, or ``None`` if it has none.

    Exactly one ticked box beside a label that decides is an answer; anything else is open.
    """
    boxes = [match for match in _BOX.finditer(text) if _is_box(match, lexicon)]
    if not any(match["lone"] is None for match in boxes):
        return None
    labels, rest = _labels(text, boxes)
    kinds = [_kind(label, lexicon) for label in labels]
    if not any(kinds):
        return None
    chosen = [kind for kind, box in zip(kinds, boxes, strict=True) if _is_ticked(box)]
    stray = _says_more(labels, rest, lexicon)
    if len(chosen) == 1 and chosen[0] and not stray:
        return chosen[0], "box"
    return Kind.OPEN, "box"


def _is_box(match: re.Match[str], lexicon: Lexicon) -> bool:
    inside = match["inside"]
    return not inside or inside in lexicon.frame.tick


def _is_ticked(match: re.Match[str]) -> bool:
    if match["ballot"]:
        return match["ballot"] not in _EMPTY_BALLOTS
    return bool(match["inside"] or match["filled"] or match["lone"])


def _labels(text: str, boxes: list[re.Match[str]]) -> tuple[list[str], str]:
    """The words beside each box, after it if a line begins with the first box and before it otherwise; and the rest."""
    edges = [0, *(edge for box in boxes for edge in box.span()), len(text)]
    gaps = [text[edges[index] : edges[index + 1]] for index in range(0, len(edges), 2)]
    box_first = not gaps[0].strip() or gaps[0].endswith("\n")
    return (gaps[1:], gaps[0]) if box_first else (gaps[:-1], gaps[-1])


def _kind(label: str, lexicon: Lexicon) -> Kind | None:
    tags = "".join(sentence.tags for sentence in sentences(label.strip(" :\n").rpartition(":")[2], lexicon))
    if _YES_LABEL.fullmatch(tags):
        return Kind.YES
    return Kind.NO if _NO_LABEL.fullmatch(tags) else None


def _says_more(labels: list[str], rest: str, lexicon: Lexicon) -> bool:
    """Whether words beside the boxes might change what was ticked."""
    if any(read(sentence).kind not in {Kind.NEUTRAL, Kind.TALK} for sentence in sentences(rest, lexicon)):
        return True
    return any(label.strip() and _kind(label, lexicon) is None for label in labels)
