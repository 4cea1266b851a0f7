"""Boxes to tick and fields to fill in: ``[X] APROBADO  [ ] RECHAZADO`` and its many relatives."""

import re
from collections.abc import Sequence

from bot.intake.verdict.approval import read
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.reading import Kind
from bot.intake.verdict.tagging import sentences

_BOX = re.compile(
    r"[\[(]\s*(?P<inside>[^\W\d_]|[✓✔✅●]|)\s*[\])]|(?P<ballot>[☐☑☒□■])|(?P<filled>_+\s?[xX✓✔]\s?_+)|(?P<blank>_{2,})|(?P<lone>\b[xX]\b)"
)
_EMPTY_BALLOTS = "☐□"
# «(marque X)»
_HINT = re.compile(r"\((?P<said>[^()\n]{4,40})\)")
# «APROBADO: X», «RECHAZADA x», «Rechazado:»
_FIELD = re.compile(r"(?P<label>[^:\n]*?[^:\s])\s*(?::\s*(?P<value>.*)|(?P<tick>\s[xX✓✔✅]))?\s*")
_LINE_OR_SENTENCE = re.compile(r"\n|\.\s|\s(?=\()")
# «Sí», «Aprobado», «Sí autorizo»; «No», «Rechazado», «No autorizo».
_YES_LABEL = re.compile(r"(?:yes|if|vobo) |(?:(?:yes|if) )?app\.(?:part|now|third) ")
_NO_LABEL = re.compile(r"(?:neg|nope) |rej\.(?:part|now|third) |neg app\.(?:part|now|third) ")
# «¿Rechaza?: SÍ [x]» asks the other way round.
_REFUSES = re.compile(r"\b(?:rej|neg|nope)\b")
# What words beside a box may say without changing what was ticked.
_NO_MATTER = frozenset({Kind.NEUTRAL, Kind.TALK})


def ticked(text: str, lexicon: Lexicon) -> tuple[Kind, str] | None:
    """Return what the boxes of a text say, or ``None`` if it has none.

    Exactly one ticked box beside a label that decides is an answer; anything else is open.
    """
    form = _HINT.sub(lambda hint: "" if _is_hint(hint["said"], lexicon) else hint.group(), text)
    boxes = [match for match in _BOX.finditer(form) if _is_box(match, lexicon)]
    if not any(match["lone"] is None for match in boxes):
        return _filled_in(form, lexicon)
    labels, rest = _labels(form, boxes, lexicon)
    kinds = [_kind(label, lexicon) for label in labels]
    if not any(kinds):
        return None
    chosen = [kind for kind, box in zip(kinds, boxes, strict=True) if _is_ticked(box)]
    stray = any(label.strip() and kind is None for label, kind in zip(labels, kinds, strict=True))
    return _chosen([None] if stray else chosen, rest, lexicon)


def _filled_in(form: str, lexicon: Lexicon) -> tuple[Kind, str] | None:
    """What lines such as «APROBADO: X» and «RECHAZADO:» say together."""
    if "\n" not in form:
        return None
    chosen: list[Kind | None] = []
    kinds: set[Kind] = set()
    rest: list[str] = []
    for line in form.split("\n"):
        field = _FIELD.fullmatch(line)
        kind = _kind(field["label"], lexicon) if field else None
        if field is None or kind is None:
            rest.append(line)
            continue
        kinds.add(kind)
        filled = bool(field["tick"]) or _is_filled(field["value"] or "", lexicon)
        if filled is not False:
            chosen.append(kind if filled else None)
    return _chosen(chosen, "\n".join(rest), lexicon) if kinds == {Kind.YES, Kind.NO} else None


def _is_filled(value: str, lexicon: Lexicon) -> bool | None:
    """Whether the value of a field ticks it; ``None`` if it says something else."""
    if not value.strip() or _kind(value, lexicon) is Kind.NO:
        return False
    return True if value.strip() in lexicon.frame.tick or _kind(value, lexicon) is Kind.YES else None


def _chosen(chosen: Sequence[Kind | None], rest: str, lexicon: Lexicon) -> tuple[Kind, str]:
    if len(chosen) == 1 and chosen[0] and not _says_more(rest, lexicon):
        return chosen[0], "box"
    return Kind.OPEN, "box"


def _is_hint(said: str, lexicon: Lexicon) -> bool:
    return any(sentence.tags.startswith("mention ") for sentence in sentences(said, lexicon))


def _is_box(match: re.Match[str], lexicon: Lexicon) -> bool:
    inside = match["inside"]
    return not inside or inside in lexicon.frame.tick


def _is_ticked(match: re.Match[str]) -> bool:
    if match["ballot"]:
        return match["ballot"] not in _EMPTY_BALLOTS
    return bool(match["inside"] or match["filled"] or match["lone"])


def _labels(text: str, boxes: list[re.Match[str]], lexicon: Lexicon) -> tuple[list[str], str]:
    """The words beside each box, after it if a line begins with the first box and before it otherwise; and the rest."""
    edges = [0, *(edge for box in boxes for edge in box.span()), len(text)]
    gaps = [text[edges[index] : edges[index + 1]] for index in range(0, len(edges), 2)]
    if _is_headed(gaps, lexicon):
        return gaps[1:], ""
    if gaps[0].strip() and not gaps[0].endswith("\n"):
        return gaps[:-1], gaps[-1]
    label, *more = _LINE_OR_SENTENCE.split(gaps[-1].strip(), maxsplit=1)
    return [*gaps[1:-1], label], "\n".join((gaps[0], *more))


def _is_headed(gaps: list[str], lexicon: Lexicon) -> bool:
    """«APRUEBA [ ] SÍ [x] NO»: each box stands before its label, and a heading before them all."""
    before, after = ({_kind(gap, lexicon) for gap in side} for side in (gaps[:-1], gaps[1:]))
    return before == {Kind.YES} and after == {Kind.YES, Kind.NO}


def _kind(label: str, lexicon: Lexicon) -> Kind | None:
    heading, _, said = label.strip(" :\n").rpartition(":")
    if _REFUSES.search(_tags(heading.rpartition("\n")[2], lexicon)):
        return None
    tags = _tags(said, lexicon)
    if _YES_LABEL.fullmatch(tags):
        return Kind.YES
    return Kind.NO if _NO_LABEL.fullmatch(tags) else None


def _tags(text: str, lexicon: Lexicon) -> str:
    return "".join(sentence.tags for sentence in sentences(text, lexicon))


def _says_more(rest: str, lexicon: Lexicon) -> bool:
    """Whether words beside the boxes might change what was ticked."""
    return any(read(sentence, lexicon.plain).kind not in _NO_MATTER for sentence in sentences(rest, lexicon))
