"""Parts of what a step wants that come without the rest, or before anybody asks for them."""

from datetime import datetime

from bot.core import events as e
from bot.core.case import Case
from bot.core.decide.papers import mistaken_proofs
from bot.core.decide.situation import Situation
from bot.core.decide.steps import and_on, remaining
from bot.core.identifiers import identifier_key
from bot.core.intent import FILING_DAY, FILING_NUMBER, STAMPED_NUMBER, Answer, Filing, Stage, Supply, Verdict
from bot.core.process import Ask, Step


def filing_step(situation: Situation, case: Case) -> Step | None:
    """The step that waits, or will wait, for a stamped copy."""
    return next((step for step in remaining(situation, case) if step.stage is Stage.FILING and step.expects), None)


def foretold(situation: Situation, case: Case, step: Step, intent: Supply) -> tuple[e.CaseEvent, ...]:
    """What is told of a filing that nobody asked its teller about; nothing where the words and files give nothing."""
    filing = intent.filed or Filing()
    is_copy = bool(situation.received) and not mistaken_proofs(situation, case, step)
    return part_told(situation, case, step, intent, filing) if is_copy or filing.number else ()


def part_told(
    situation: Situation, case: Case, step: Step, intent: Answer | Supply, filing: Filing
) -> tuple[e.CaseEvent, ...]:
    """What came is kept, and the step done if that is all that it wants and its turn has come."""
    values = filing_values(step, filing)
    part = e.PartTold(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        step=step.name,
        values={name: value for name, value in values.items() if name not in case.values},
        proof=intent.proof.by,
        pieces=() if mistaken_proofs(situation, case, step) else situation.received,
        words=intent.text,
    )
    return and_on(situation, case, *corrected(situation, case, step, intent, values), part)


def filing_values(step: Step, filing: Filing) -> dict[str, str]:
    """Number and day of a filing under the names of the step's fields."""
    told = {FILING_NUMBER: filing.number, FILING_DAY: filing.day}
    values = {name: str(told[name]) for name in step.fields if told.get(name)}
    return values | {STAMPED_NUMBER: filing.stamped} if filing.stamped else values


def corrected(
    situation: Situation, case: Case, step: Step, intent: Answer | Supply, told: dict[str, str]
) -> tuple[e.ValuesCorrected, ...]:
    """What is told now in the place of what was told before."""
    other = other_values(case, told)
    if not other:
        return ()
    return (
        e.ValuesCorrected(
            at=situation.now,
            by=intent.person,
            mail=intent.mail,
            step=step.name,
            values=other,
            former={name: case.values[name] for name in other},
            words=intent.text,
        ),
    )


def other_values(case: Case, told: dict[str, str]) -> dict[str, str]:
    """Those of the values that differ from what is on record."""
    return {name: value for name, value in told.items() if name in case.values and not same(value, case.values[name])}


def same(value: str, other: str) -> bool:
    """Whether two values differ in their writing alone."""
    return identifier_key(value) == identifier_key(other)


def said_besides(situation: Situation, case: Case, intent: Answer) -> tuple[e.Commented, ...]:
    """What an answer about a filing tells besides: that no number was given, or a value that others are asked for."""
    filed, now = intent.filing, situation.now
    step = filing_step(situation, case)
    told: list[e.Commented] = []
    if filed.unnumbered and step and intent.verdict is Verdict.DONE:
        told.append(_said(now, intent, on_record=step.name))
    wanting = {request.step for request in case.open_requests}
    steps = (one for one in situation.process.steps if one.ask is Ask.VALUE and one.name in wanting)
    if intent.new_invoice:
        told += [_said(now, intent, offers=one.name) for one in steps]
    return tuple(told)


def _said(now: datetime, intent: Answer, *, on_record: str = "", offers: str = "") -> e.Commented:
    return e.Commented(
        at=now,
        by=intent.person,
        mail=intent.mail,
        courtesy=False,
        on_record=on_record,
        offers=offers,
        words=intent.text,
    )
