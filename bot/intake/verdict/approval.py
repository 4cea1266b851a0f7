"""Reading one sentence as an answer to "do you approve?"."""

import re

from bot.intake.verdict.grammar import blank, has, has_any, only, pattern
from bot.intake.verdict.open_shapes import LEAVES_OPEN, OPEN_SHAPES
from bot.intake.verdict.orders import ordered
from bot.intake.verdict.plain import Plain
from bot.intake.verdict.reading import Kind, Reading
from bot.intake.verdict.refusal import read_refusal, take_refusals
from bot.intake.verdict.scope import bearing
from bot.intake.verdict.settle import settle
from bot.intake.verdict.tagging import Sentence
from bot.intake.verdict.undecided import POLITE, undecided
from bot.intake.verdict.word_tags import UNKNOWN

_DECIDES = (
    "<app>",
    "se <the> app.third",
    "se app.he",
    "self <link> app.third",
    "must app.inf",
)
# «sin objeciones» approves by itself; beside a refusal it tells how somebody else signed.
_APPROVES = (*_DECIDES, "clear")
# «apruebo, perdón, rechazo»
_CORRECTED = ("undo <any> app.* <any> refused <any> <end>", "app.* <any> undo <any> refused <any> <end>")
# «1- Anulación: no»; another item may be granted.
_ITEM_DENIED = ("<start> ~doc colon neg <end>", "<start> num comma ~doc colon neg <end>")
_DECISIVE = ("app.", "yes", "set", "vobo", "free", "go.", "exec.", "clear", "okay")
_BREAKS = frozenset({"comma", "colon", "but", "and"})
_BARE_NAME = re.compile(
    r"(?:comma|colon) (?:(?:clit|art|mine|your|dem) )*(?P<name>x (?:(?:x|prep|clit|art|mine|weekday|id|num|valid|name"
    r"|cap|who|sir|don|client|norm) )*)$"
)
_CONSENTS = frozenset({Kind.YES, Kind.WEAK_YES})
# «Aprobado, ¿cierto?» takes the decision back with at most so many words.
_TAG_QUESTION = 2


def read(sentence: Sentence, plain: Plain) -> Reading:
    """Say what one sentence contributes to an approval.

    A yes counts only where every word beside it and after it is known, for any other might take it back: «Lo apruebo a
    la vuelta del almuerzo», «Aprobadísima, como la vez que nos multaron». What was said before it is over.

    Args:
        sentence: The sentence.
        plain: Words that say nothing about a decision.
    """
    tags = settle(sentence.tags)
    kind, reason = _asks(tags) if sentence.question else _says(tags)
    # «como cobren» would be a condition, whatever verb follows.
    is_told = "like " not in sentence.tags
    if kind in _CONSENTS and UNKNOWN in _from_decision(tags) and not plain.knows(_unknown(sentence), verbs=is_told):
        kind, reason = Kind.OPEN, "unknown_word"
    elif kind in _CONSENTS and _names_thing(sentence, plain):
        kind, reason = Kind.OPEN, "other_matter"
    return Reading(kind=kind, reason=reason, words=sentence.words)


def _from_decision(tags: str) -> list[str]:
    """The tags from the clause of the first decision on; all of them where no single word decides."""
    words = tags.split()
    decided = next((place for place, tag in enumerate(words) if tag.startswith(_DECISIVE)), 0)
    clause = next((place for place in range(decided, 0, -1) if words[place - 1] in _BREAKS), 0)
    return words[clause:]


def _unknown(sentence: Sentence) -> tuple[str, ...]:
    """The unknown words of that part."""
    return sentence.unknown[len(sentence.unknown) - _from_decision(sentence.tags).count(UNKNOWN) :]


def _names_thing(sentence: Sentence, plain: Plain) -> bool:
    """Whether a yes ends in the mere name of a thing, which may be what it grants: «aprobado, sillas nuevas»."""
    named = _BARE_NAME.search(sentence.tags)
    return named is not None and plain.is_thing(sentence.unknown[-named["name"].split().count(UNKNOWN)])


def _asks(tags: str) -> tuple[Kind, str]:
    if has(tags, "(act|(app|rej|exec).*|go.(inf|subj|third|they|now|we|order|you))"):
        return Kind.QUESTION, "decision_question"
    if only(tags, "x|cap|filler|yes|neg|set") and len(tags.split()) <= _TAG_QUESTION:
        return Kind.QUESTION, "tag_question"
    if only(tags, f"{POLITE}|cop|wh|when|cond|still|your|x") and not has(
        tags, "(attach|know|~doc|paper|memo|stamp|valid|num)"
    ):
        return Kind.QUESTION, "small_question"
    return Kind.QUESTION, "question"


def _says(tags: str) -> tuple[Kind, str]:
    tags = ordered(_without_attributes(tags))
    if has(tags, "<start> mention app.part or rej.part"):
        return Kind.QUESTION, "decision_question"
    if labelled := _labelled(tags):
        return labelled
    if has_any(tags, _ITEM_DENIED):
        return Kind.WEAK_NO, "itemised"
    refused, tags = take_refusals(tags)
    approved = has_any(tags, _DECIDES if refused else _APPROVES)
    if refused and approved:
        corrected = has_any(tags, _CORRECTED)
        return (Kind.NO, "corrected") if corrected and not has(tags, "hold") else (Kind.OPEN, "contradiction")
    if refused and has(blank(tags, "refused clit vobo"), "vobo"):
        return Kind.OPEN, "contradiction"
    if refused:
        return read_refusal(tags)
    if approved:
        return _approval(tags)
    return undecided(tags)


def _labelled(tags: str) -> tuple[Kind, str] | None:
    """A line such as «Aprueba anular: SI», copied from the question and filled in."""
    if _label(tags, "yes"):
        return Kind.YES, "labelled"
    if _label(tags, "neg|nope"):
        return Kind.NO, "labelled"
    return None


def _label(tags: str, answer: str) -> bool:
    words = tags.split()
    colon = words.index("colon") if "colon" in words[1:] else len(words)
    label, said, rest = words[:colon], words[colon + 1 : colon + 2], words[colon + 2 :]
    known = (
        label
        and (label[0].startswith("app.") or label[0] == "vobo")
        and set(label[1:]) <= {"exec.inf", "act", "doc", "dem", "thing", "filler", "id", "clit"}
    )
    ends = not rest or (answer != "yes" and rest[0] in {"comma", "because"}) or rest == ["comma", "thanks"]
    return bool(known and said and said[0] in answer.split("|") and ends)


def _without_attributes(tags: str) -> str:
    """«la factura rechazada por la DIAN» after the decision describes the invoice and decides nothing."""
    for earlier in ("<app>", "<rej>", "se app.third", "se rej.third"):
        while True:
            shorter = _blank_attribute(tags, earlier)
            if shorter == tags:
                break
            tags = shorter
    return blank(tags, "rej.now clit (objection|snag)")


def _blank_attribute(tags: str, earlier: str) -> str:
    match = pattern(f"{earlier} <clause> (doc|id|num|name)").search(tags)
    if not match:
        return tags
    rest = tags[match.end() :]
    found = pattern("<start> (neg|filler|clit|lack|wrong)").match(rest)
    start = found.end() if found else 0
    follows = pattern("(app|rej).part").match(rest, start)
    if not follows:
        return tags
    return tags[: match.end()] + "void " * rest[: follows.end()].count(" ") + rest[follows.end() :]


def _approval(tags: str) -> tuple[Kind, str]:
    tags = bearing(tags, _APPROVES)
    conditioned = has(tags, "scold <any> (if|cond|when|hold|lack|app.*|repair.*)")
    bare = tags if conditioned else blank(tags, "scold <clause>")
    for tag in LEAVES_OPEN:
        if has(bare, tag):
            return Kind.OPEN, tag
    for reason, shapes in OPEN_SHAPES.items():
        if has_any(bare, shapes):
            return Kind.OPEN, reason
    if _depends(bare):
        return Kind.OPEN, "circumstance"
    return Kind.YES, "concluded" if has(tags, "<start> so") else "explicit"


def _depends(tags: str) -> bool:
    """Whether a circumstance leads the deciding clause: «con la carta firmada lo apruebo», «a las 4 la apruebo»."""
    led = pattern("prep <clause> <app>").search(tags)
    if not led:
        return False
    is_reason = pattern("by").match(tags, led.start()) and not has(led.group(), "money")
    if is_reason:
        return False
    before = tags[: led.start()].split()
    leads = not before or before[-1] in {"comma", "colon", "and", "so"}
    harmless = pattern("prep (self|mine|doc|topic)").match(tags, led.start()) and not has(tags, "prep dem x")
    return leads and not harmless
