"""The verdict on an answer: every sentence read, then weighed together. In doubt it is unclear, never guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.approval import read
from bot.intake.verdict.bare_names import names_another_beside
from bot.intake.verdict.boxes import ticked
from bot.intake.verdict.confirmation import confirmation
from bot.intake.verdict.disowned import is_disowned
from bot.intake.verdict.done import read_done
from bot.intake.verdict.filing import (
    apart_from_copy,
    corrects,
    is_number_alone,
    sign_spelled,
    without_denied,
    without_numbers,
)
from bot.intake.verdict.frame import answer_of
from bot.intake.verdict.granted import grants_another_thing
from bot.intake.verdict.identifiers import names_another, names_another_invoice
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.names import names_another_matter, names_vaguely
from bot.intake.verdict.put_off import beside_put_off, has_not_looked
from bot.intake.verdict.reading import Kind, Reading
from bot.intake.verdict.refusal import STILL_A_NO
from bot.intake.verdict.tagging import sentences
from bot.intake.verdict.words import clean, without_names

_FAMILIES = {Stage.DIGITIZATION: "dig", Stage.FILING: "fil"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an answer says.

    Attributes:
        verdict: The decision, or ``UNCLEAR``.
        words: The sentence that decided, as written.
        reason: The rule that decided, for logs and tests.
    """

    verdict: Verdict
    words: str
    reason: str

    @property
    def is_contradictory(self) -> bool:
        """Whether the words say both one and the other."""
        return self.reason == _CONTRADICTION

    @property
    def is_undecided(self) -> bool:
        """Whether the words neither decide nor promise, deny or ask anything."""
        return self.reason == _NO_DECISION

    @property
    def is_of_another(self) -> bool:
        """Whether the words decide, but on another case."""
        return self.reason == _OTHER_CASE

    @property
    def postpones(self) -> bool:
        """Whether it decides nothing yet, but says when: «mañana la apruebo», «hoy no puedo aprobar»."""
        return self.verdict is Verdict.UNCLEAR and self.reason in _POSTPONES


_NO_DECISION = "no_decision"
_OTHER_CASE = "other_case"
_PUT_OFF = "put_off"
_POSTPONES = frozenset({"future", _PUT_OFF})
# A text that is cut might lose its condition, so what is longer than any answer is not read at all.
_LONGEST_MAIL = 20_000
_LONGEST_ANSWER = 4_000
_SAYS_SOMETHING = 4  # words; less is only which case is meant: «Radicado, memorando CAL-0149-2026»
_LACKING = "lacking"
_CONTRADICTION = "contradiction"
_FIGURES = re.compile(r"\d{3}")
_CLAUSES = re.compile(r"[.,;:\n]+\s")
_NEGATED = "negated"
_FAMILIES_OF_DECISIONS = {"app": Verdict.APPROVE, "rej": Verdict.REJECT}
_TOO_LONG = Judgement(verdict=Verdict.UNCLEAR, words="", reason="too_long")


def judge(
    text: str,
    stage: Stage,
    lexicon: Lexicon,
    own: frozenset[str] = frozenset(),
    names: frozenset[str] | None = None,
) -> Judgement:
    """Say what an answer means; never raises.

    Args:
        text: What the person wrote, without the quoted mail; a signature may still follow.
        stage: Which question it answers.
        lexicon: The words.
        own: Identifiers of the case asked about, letters and digits only, upper case. A decision beside another
            identifier is unclear.
        names: Folded words of the case's client, city and people; ``None`` if nothing is known of it. A decision about
            a matter of another name («lo de Panificadora Trigal») is unclear.
    """
    if len(text) > _LONGEST_MAIL:
        return _TOO_LONG
    answer = answer_of(clean(text), lexicon)
    if len(answer) > _LONGEST_ANSWER:
        return _TOO_LONG
    if stage is Stage.CONFIRMATION:
        confirmed, reason = confirmation(without_names(text), lexicon)
        if confirmed is Verdict.REJECT and has_not_looked(answer, lexicon):
            confirmed, reason = Verdict.UNCLEAR, "not_looked"
        judgement = Judgement(verdict=confirmed, words=answer.strip(), reason=reason)
    elif stage is Stage.APPROVAL:
        judgement = _approval(without_names(answer), lexicon)
        rest = beside_put_off(answer, lexicon) if judgement.reason == _NEGATED else None
        if rest is not None and _approval(rest, lexicon).verdict is not Verdict.REJECT:
            judgement = replace(judgement, verdict=Verdict.UNCLEAR, reason=_PUT_OFF)
    elif stage is Stage.FILING:
        judgement = _filing(answer, lexicon, own)
    else:
        judgement = _done(answer, stage, lexicon)
    named = without_numbers(answer, lexicon, own) if stage is Stage.FILING else answer
    approves = judgement.verdict is Verdict.APPROVE
    is_numbered = names_another(named, own, lexicon) and not _decides_apart(answer, judgement, stage, lexicon, own)
    is_foreign = (
        is_numbered
        or names_another_matter(answer, names, lexicon)
        or (names is not None and names_another_beside(answer, names, lexicon, told=stage in _FAMILIES))
    )
    is_other_invoice = approves and stage is Stage.APPROVAL and names_another_invoice(answer, own, lexicon)
    is_vague = approves and names is None and names_vaguely(answer, lexicon)
    if judgement.verdict is not Verdict.UNCLEAR and (is_foreign or is_other_invoice or is_vague):
        return Judgement(verdict=Verdict.UNCLEAR, words=judgement.words, reason=_OTHER_CASE)
    if approves and stage is Stage.APPROVAL and (reason := _not_given(answer, names, lexicon)):
        return replace(judgement, verdict=Verdict.UNCLEAR, reason=reason)
    return judgement


def _not_given(answer: str, names: frozenset[str] | None, lexicon: Lexicon) -> str:
    """Why what reads like an approval is none of this request, or ``""``."""
    if grants_another_thing(answer, names, lexicon):
        return "other_thing"
    return "disowned" if is_disowned(answer, names, lexicon) else ""


def _decides_apart(answer: str, judgement: Judgement, stage: Stage, lexicon: Lexicon, own: frozenset[str]) -> bool:
    """Whether a clause without another number says no, or done, so that the number belongs to what is said of it.

    «Rechazado: la válida es la FECA-109000». An approval beside another number is always asked about.
    """
    if judgement.verdict not in (Verdict.REJECT, Verdict.DONE) or stage is Stage.CONFIRMATION:
        return False
    shown = partial(without_numbers, lexicon=lexicon, own=own) if stage is Stage.FILING else str
    everything = _CLAUSES.split(answer)
    clauses = [clause for clause in everything if not names_another(shown(clause), own, lexicon)]
    if any(len(clause.split()) < _SAYS_SOMETHING for clause in everything if clause not in clauses):
        return False
    read_alone = (_approval(one, lexicon) if stage is Stage.APPROVAL else _done(one, stage, lexicon) for one in clauses)
    return any(one.verdict is judgement.verdict for one in read_alone)


def put_off(said: Judgement) -> Judgement:
    """The same answer, where something else says that the rest is still to come."""
    return replace(said, verdict=Verdict.UNCLEAR, reason=_PUT_OFF)


def judge_filing(
    text: str, lexicon: Lexicon, own: frozenset[str], names: frozenset[str] | None = None, *, copy_came: bool
) -> Judgement:
    """The same for what was filed; a copy still to come leaves it filed, where none came with the words."""
    said = judge(text, Stage.FILING, lexicon, own, names)
    if said.verdict is Verdict.DONE or len(text) > _LONGEST_MAIL:
        return said
    filed = said if copy_came else judge(apart_from_copy(text, lexicon), Stage.FILING, lexicon, own, names)
    if filed.verdict is Verdict.DONE:
        return filed
    lacks = said.verdict is Verdict.NOT_DONE and said.reason == _LACKING
    return replace(said, verdict=Verdict.UNCLEAR) if lacks and _tells_number(text, lexicon) else said


def _tells_number(text: str, lexicon: Lexicon) -> bool:
    """Whether a clause by itself says that it is filed, and a number with it: «radicado 4512; la otra, mañana»."""
    clauses = (clause for clause in _CLAUSES.split(answer_of(clean(text), lexicon)) if _FIGURES.search(clause))
    return any(_done(one, Stage.FILING, lexicon).verdict is Verdict.DONE for one in clauses)


def _done(answer: str, stage: Stage, lexicon: Lexicon) -> Judgement:
    verdict, reason, words = read_done(sentences(without_names(answer), lexicon.deeds or lexicon), _FAMILIES[stage])
    return Judgement(verdict=Verdict(verdict), words=words, reason=reason)


def _filing(answer: str, lexicon: Lexicon, own: frozenset[str]) -> Judgement:
    """A number or a day by itself says that it is filed, unless the words deny it: «no quedó radicado el 4512»."""
    affirmed = without_denied(answer, lexicon)
    said = _done(sign_spelled(affirmed, lexicon), Stage.FILING, lexicon)
    tells = said.reason == _NO_DECISION or (said.verdict is Verdict.UNCLEAR and corrects(answer, lexicon))
    if tells and is_number_alone(affirmed, lexicon, own):
        return Judgement(verdict=Verdict.DONE, words=answer.strip(), reason="number_alone")
    return said


# «¿Aprueba? - No. ¿Motivo? - Está pagada.»: a questionnaire, its answers behind dashes.
_ASKED_AND_ANSWERED = re.compile(r"¿?\b(?P<asked>[^\W\d_]+(?: [^\W\d_]+)?)\s?\?\s?[-\u2013—]\s")


def _approval(answer: str, lexicon: Lexicon) -> Judgement:
    answer = _ASKED_AND_ANSWERED.sub(r"\g<asked>: ", answer)
    if boxes := ticked(answer, lexicon):
        readings: Sequence[Reading] = (Reading(kind=boxes[0], reason=boxes[1], words=answer.strip()),)
    else:
        readings = [read(sentence, lexicon.plain) for sentence in sentences(answer, lexicon)]
    return _weigh(readings)


def _weigh(readings: Sequence[Reading]) -> Judgement:
    by_kind: dict[Kind, list[Reading]] = {kind: [] for kind in Kind}
    for reading in readings:
        by_kind[reading.kind].append(reading)
    yes, no = by_kind[Kind.YES], by_kind[Kind.NO]
    if yes and (no or by_kind[Kind.WEAK_NO]) and not _corrected(readings):
        return _unclear(yes[0], "contradiction")
    if no:
        return _refused(no, by_kind, readings)
    if by_kind[Kind.OPEN]:
        return _unclear(by_kind[Kind.OPEN][0])
    doubts = [
        reading
        for reading in by_kind[Kind.DOUBT]
        if not yes or (reading.reason != "negation" and readings.index(reading) > readings.index(yes[-1]))
    ]
    if doubts:
        return _unclear(doubts[0])
    if yes:
        asked = [reading for reading in by_kind[Kind.QUESTION] if reading.reason != "small_question"]
        answers_itself = asked and any(reading.reason == "concluded" for reading in yes)
        if answers_itself or (asked and readings.index(asked[-1]) > readings.index(yes[-1])):
            return _unclear(asked[-1])
        return Judgement(verdict=Verdict.APPROVE, words=yes[-1].words, reason=yes[-1].reason)
    return _weak(by_kind, readings)


def _corrected(readings: Sequence[Reading]) -> bool:
    """Whether the last decision is a refusal that takes an approval back in so many words."""
    last = next(reading for reading in reversed(readings) if reading.kind in {Kind.YES, Kind.NO, Kind.WEAK_NO})
    return last.kind is Kind.NO and last.reason == "corrected"


def _refused(no: list[Reading], by_kind: dict[Kind, list[Reading]], readings: Sequence[Reading]) -> Judgement:
    after = readings[readings.index(no[-1]) + 1 :]
    before = readings[: readings.index(no[-1])]
    doubts = [
        reading
        for reading in (*by_kind[Kind.OPEN], *by_kind[Kind.DOUBT])
        if reading.reason not in STILL_A_NO
        and not reading.reason.startswith("refusal_")
        and not (reading.reason == "undo" and (reading in before or no[-1].reason == "corrected"))
    ]
    if doubts or any(reading.kind is Kind.WEAK_YES for reading in after) or any(r.reason == "listed" for r in before):
        return _unclear((doubts or no)[0], "contradiction")
    return Judgement(verdict=Verdict.REJECT, words=no[-1].words, reason=no[-1].reason)


def _weak(by_kind: dict[Kind, list[Reading]], readings: Sequence[Reading]) -> Judgement:
    yes, no = by_kind[Kind.WEAK_YES], by_kind[Kind.WEAK_NO]
    talk = [reading for reading in by_kind[Kind.TALK] if reading.reason != "nod"]
    asked = [r for r in by_kind[Kind.QUESTION] if r.reason != "small_question" or r is readings[-1]]
    answered = (
        bool(asked) and readings[-1].kind is not Kind.QUESTION and all(r.reason == "decision_question" for r in asked)
    )
    if yes and no:
        return _unclear(yes[0], "contradiction")
    if (yes or no) and asked and not answered:
        return _unclear(asked[0])
    if yes and not talk:
        return Judgement(verdict=Verdict.APPROVE, words=yes[0].words, reason=yes[0].reason)
    if no and all(reading.reason == "talk" for reading in talk):
        return Judgement(verdict=Verdict.REJECT, words=no[0].words, reason=no[0].reason)
    if readings:
        return _unclear((asked or yes or no or list(readings))[0])
    return Judgement(verdict=Verdict.UNCLEAR, words="", reason="empty")


def _unclear(reading: Reading, reason: str = "") -> Judgement:
    return Judgement(verdict=Verdict.UNCLEAR, words=reading.words, reason=reason or reading.reason)
