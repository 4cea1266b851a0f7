"""What the file may say about a process: its subject, documents, checks and steps."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from bot.core.finding import Severity
from bot.core.intent import Stage
from bot.core.process import Ask, FileKind, ReceiptWhen, State
from bot.rules.scalars import (
    BY_SHAPE,
    LIST,
    MAPPING,
    TEXT,
    Amount,
    Code,
    Duration,
    Keyword,
    Kinds,
    Name,
    Prefix,
    Strict,
    Text,
    Value,
)

Catalogue = Literal["branches.serves"]
WaitingState = Literal[
    State.AWAITING_SIGNATURE, State.AWAITING_APPROVAL, State.AWAITING_DIGITIZATION, State.AWAITING_FILING
]
Values = Annotated[Annotated[Value, TEXT] | Annotated[list[Value], Field(min_length=1), LIST], BY_SHAPE]
Codes = Annotated[Annotated[Code, TEXT] | Annotated[list[Code], Field(min_length=1), LIST], BY_SHAPE]
Param = Annotated[
    Annotated[Value, TEXT] | Annotated[list[Value], LIST] | Annotated[dict[Text, list[Value]], MAPPING], BY_SHAPE
]
SubjectPart = Annotated[
    Annotated[Name, TEXT] | Annotated[dict[Name, Catalogue], Field(min_length=1, max_length=1), MAPPING], BY_SHAPE
]


class SubjectModel(Strict):
    """What a subject that opens the process looks like."""

    keywords: list[Keyword] = Field(
        min_length=1, description="Words that it may begin with; case and accents are free."
    )
    fields: list[SubjectPart] = Field(description="Then a free field, and one whose values are a catalogue's.")


class DocumentModel(Strict):
    """A document that belongs to a request."""

    title: Text = Field(description="As people call it, with its article.")
    kind: FileKind = Field(description="The form in which it usually comes.")
    required: bool = Field(default=True, description="Whether a request lacks something without it.")


class CheckModel(Strict):
    """How one check is run; every key but severity is a parameter of the check."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Param]

    severity: Severity | None = Field(default=None, description="How its findings weigh; else the check's own weight.")


CheckEntry = Annotated[
    Annotated[Code, TEXT] | Annotated[dict[Code, CheckModel], Field(min_length=1, max_length=1), MAPPING], BY_SHAPE
]


class ConditionModel(Strict):
    """When a step applies: some findings, or a comparison over one fact of the case."""

    finding: Codes | None = Field(default=None, description="Any of these was found.")
    field: Name | None = Field(default=None, description="Name of the fact to compare.")
    is_: Value | None = Field(default=None, alias="is", description="The fact is this.")
    in_: list[Value] | None = Field(default=None, alias="in", min_length=1, description="The fact is one of these.")
    includes: Values | None = Field(default=None, description="The fact has several values, any of these among them.")
    at_least: Amount | None = Field(default=None, description="The fact is a number or amount not below this.")


class EscalationModel(Strict):
    """Who is told when nobody answers."""

    after: Duration = Field(description="How long nobody answered.")
    to: Name = Field(description="The role that is told.")


class RegisterModel(Strict):
    """Writes a status into the register."""

    register_: Text = Field(alias="register", description="The status that the case stands with in the register.")


ActionEntry = Annotated[Annotated[Literal["forward_documents"], TEXT] | Annotated[RegisterModel, MAPPING], BY_SHAPE]


class StepModel(Strict):
    """One question."""

    name: Name = Field(description="As people read it.")
    state: WaitingState = Field(description="Where the case stands while an answer is awaited.")
    ask: Ask = Field(description="What is wanted: a decision, a confirmation, or a value.")
    stage: Stage = Field(default=Stage.APPROVAL, description="How the words of an answer are read.")
    who: list[Name] = Field(min_length=1, description="Roles that are asked.")
    copy_: list[Name] = Field(default=[], alias="copy", description="Roles that get a copy of the outcome.")
    when: Annotated[Annotated[ConditionModel, MAPPING] | Annotated[list[ConditionModel], LIST], BY_SHAPE] = Field(
        default=[], description="One condition, or several that must all hold; else the step is passed over."
    )
    remind: Duration | None = Field(default=None, description="After this long, those asked are reminded.")
    escalate: EscalationModel | None = Field(default=None, description="Who is told when nobody answers.")
    on_refused: Literal["return"] | None = Field(default=None, description="A refusal returns the case.")
    blocks: bool = Field(default=True, description="Whether later steps wait for this one.")
    on_enter: list[ActionEntry] = Field(default=[], description="What else happens when the step begins.")
    expects: list[Name] = Field(default=[], description="Documents that an answer must bring.")
    field: Name | None = Field(default=None, description="The value that is asked for; only with ask: value.")
    fields: list[Name] = Field(default=[], description="Values that an answer may bring.")


class ReceiptModel(Strict):
    """How decisions are read back to whoever took them, and until when a word undoes them."""

    mode: ReceiptWhen = Field(
        default=ReceiptWhen.DEFAULT, description="Always, never, or by default: of refusals and of large amounts."
    )
    above: Amount | None = Field(default=None, description="By default also of invoices of at least this amount.")
    undo: Duration = Field(default="1 business day", description="How long the answer DESHACER undoes a decision.")


class ProcessModel(Strict):
    """A process."""

    title: Text = Field(description="As people read it.")
    prefix: Prefix = Field(description="Of its case numbers: AN gives AN-2026-000123.")
    subject: SubjectModel = Field(description="What a subject that opens it looks like.")
    fits: dict[Keyword, list[Kinds]] = Field(
        default={}, description="Keyword to the kinds of request (fact tipo) that it may open."
    )
    opened_by: list[Name] = Field(min_length=1, description="Roles that may open it.")
    documents: dict[Name, DocumentModel] = Field(min_length=1, description="What belongs to a request, by name.")
    checks: list[CheckEntry] = Field(default=[], description="What is checked, in order.")
    steps: list[StepModel] = Field(min_length=1, description="What is asked, from top to bottom.")
    silence: Duration = Field(description="How long an incomplete request may rest before it is closed.")
    receipt: ReceiptModel | None = Field(
        default=None, description="How decisions are read back, and undone; else by default, of refusals."
    )


def block_of(name: str, model: ProcessModel) -> dict[str, Any]:
    """A process's block as JSON values in canonical form, the name included: what a case keeps for life."""
    return {"name": name, **model.model_dump(mode="json", by_alias=True, exclude_none=True)}
