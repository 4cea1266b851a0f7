"""A process's block as a frozen process."""

import hashlib
from typing import Any

from bot.core.process import (
    Action,
    ActionKind,
    CheckRule,
    Condition,
    DocumentRule,
    Escalation,
    Operator,
    ParamValue,
    Process,
    Receipts,
    Step,
)
from bot.core.subject import Keyword, SubjectField, SubjectRule
from bot.intake.words import fold
from bot.rules.models_process import (
    CheckModel,
    ConditionModel,
    EscalationModel,
    ProcessModel,
    ReceiptModel,
    RegisterModel,
    StepModel,
    SubjectModel,
)
from bot.rules.workdays import term


def build_process(name: str, model: ProcessModel, block: str) -> Process:
    """The process; ``block`` is its canonical text, whose digest its cases keep."""
    return Process(
        name=name,
        title=model.title,
        prefix=model.prefix,
        subject=_subject(name, model.subject),
        fits=_fits(model),
        opened_by=tuple(model.opened_by),
        documents=tuple(
            DocumentRule(name=document, title=rule.title, kind=rule.kind, required=rule.required)
            for document, rule in model.documents.items()
        ),
        checks=tuple(map(_check, model.checks)),
        steps=tuple(map(_step, model.steps)),
        silence=term(model.silence),
        digest=hashlib.sha256(block.encode()).hexdigest(),
        receipts=_receipts(model.receipt),
    )


def _receipts(model: ReceiptModel | None) -> Receipts:
    if model is None:
        return Receipts()
    return Receipts(when=model.mode, above=model.above, undo=term(model.undo))


def _subject(process: str, model: SubjectModel) -> SubjectRule:
    return SubjectRule(
        process=process,
        keywords=tuple(Keyword(text=word, value=word) for word in model.keywords),
        fields=tuple(_field(part) for part in model.fields),
    )


def _field(part: str | dict[str, Any]) -> SubjectField:
    if isinstance(part, str):
        return SubjectField(name=part)
    ((name, catalogue),) = part.items()
    return SubjectField(name=name, catalogue=catalogue)


def _fits(model: ProcessModel) -> dict[str, tuple[str, ...]]:
    """Kinds by keyword, in the spelling that the subject's keywords have."""
    spelling = {fold(word): word for word in model.subject.keywords}
    return {spelling[fold(word)]: tuple(map(_kinds, kinds)) for word, kinds in model.fits.items()}


def _kinds(written: str) -> str:
    """Kinds joined by ``+`` in alphabetical order, so that they can be compared with a case's fact ``tipo``."""
    return "+".join(sorted(kind.strip() for kind in written.split("+")))


def _check(entry: str | dict[str, CheckModel]) -> CheckRule:
    if isinstance(entry, str):
        return CheckRule(code=entry)
    ((code, model),) = entry.items()
    params = {key: _param(value) for key, value in (model.model_extra or {}).items()}
    return CheckRule(code=code, severity=model.severity, params=params)


def _param(value: str | list[str] | dict[str, list[str]]) -> ParamValue:
    """A number where one is written plainly (``05`` is a code and stays text)."""
    if isinstance(value, dict):
        return {key: tuple(texts) for key, texts in value.items()}
    if isinstance(value, list):
        return tuple(value)
    return int(value) if value.isdecimal() and str(int(value)) == value else value


def _step(model: StepModel) -> Step:
    conditions = model.when if isinstance(model.when, list) else [model.when]
    return Step(
        name=model.name,
        state=model.state,
        ask=model.ask,
        stage=model.stage,
        who=tuple(model.who),
        copy=tuple(model.copy_),
        when=tuple(map(_condition, conditions)),
        remind=term(model.remind) if model.remind else None,
        escalate=_escalation(model.escalate) if model.escalate else None,
        blocks=model.blocks,
        on_enter=tuple(map(_action, model.on_enter)),
        expects=tuple(model.expects),
        fields=((model.field,) if model.field else ()) + tuple(model.fields),
    )


def _condition(model: ConditionModel) -> Condition:
    field = model.field or ""
    if model.finding is not None:
        return Condition(operator=Operator.FOUND, values=_texts(model.finding))
    if model.at_least is not None:
        return Condition(operator=Operator.AT_LEAST, field=field, amount=model.at_least)
    if model.includes is not None:
        return Condition(operator=Operator.INCLUDES, field=field, values=_texts(model.includes))
    if model.in_ is not None:
        return Condition(operator=Operator.IN, field=field, values=tuple(model.in_))
    return Condition(operator=Operator.IS, field=field, values=_texts(model.is_ or ""))


def _texts(written: str | list[str]) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)


def _escalation(model: EscalationModel) -> Escalation:
    return Escalation(after=term(model.after), role=model.to)


def _action(entry: str | RegisterModel) -> Action:
    if isinstance(entry, str):
        return Action(kind=ActionKind(entry))
    return Action(kind=ActionKind.REGISTER, value=entry.register_)
