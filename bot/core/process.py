"""A process as the rules declare it: what opens it, what it needs, who is asked what, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bot.core.calendar import Term, Unit
from bot.core.document import FieldValue
from bot.core.finding import Severity
from bot.core.intent import Stage
from bot.core.subject import SubjectRule

ParamValue = str | int | Decimal | tuple[str, ...] | Mapping[str, tuple[str, ...]]


class State(StrEnum):
    """Where a case stands; the names are what people read."""

    INCOMPLETE = "incompleta"
    AWAITING_SIGNATURE = "espera_firma"
    AWAITING_APPROVAL = "espera_aprobacion"
    RETURNED = "devuelta"
    AWAITING_DIGITIZATION = "espera_digitalizacion"
    AWAITING_FILING = "espera_radicacion"
    CLOSED = "cerrada"
    WITHDRAWN = "retirada"
    MANUAL_REVIEW = "revision_manual"

    @property
    def is_final(self) -> bool:
        """Whether nothing is awaited any more."""
        return self in (State.CLOSED, State.WITHDRAWN)


class Ask(StrEnum):
    """What a step wants of somebody: a decision, a confirmation that something was done, or a value."""

    APPROVE = "approve"
    CONFIRM = "confirm"
    VALUE = "value"


class Operator(StrEnum):
    """The closed set of comparisons that a condition may make."""

    IS = "is"
    IN = "in"
    INCLUDES = "includes"
    AT_LEAST = "at_least"
    FOUND = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a step applies: a comparison over one fact of the case, or the presence of one of some findings."""

    operator: Operator
    field: str = ""
    values: tuple[str, ...] = ()
    amount: Decimal = Decimal(0)

    def holds(self, facts: Mapping[str, FieldValue], findings: frozenset[str]) -> bool:
        """Whether the condition is met by a case with these facts and codes of findings; by an unknown fact it is."""
        if self.operator is Operator.FOUND:
            return not findings.isdisjoint(self.values)
        fact = facts.get(self.field)
        if fact is None:
            return True
        if self.operator is Operator.AT_LEAST:
            return isinstance(fact, int | Decimal) and fact >= self.amount
        if self.operator is Operator.INCLUDES:
            return isinstance(fact, tuple) and not set(fact).isdisjoint(self.values)
        return fact in self.values


class ActionKind(StrEnum):
    """What happens on entering a step besides asking."""

    FORWARD_DOCUMENTS = "forward_documents"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing done on entering a step; ``value`` is the register's new status where it registers."""

    kind: ActionKind
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """After this long without an answer, whoever holds ``role`` is told."""

    after: Term
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question of a process.

    Attributes:
        name: As people read it.
        state: Where the case stands while this step is awaited.
        ask: What is wanted.
        stage: How the words of an answer are read.
        who: Roles that are asked.
        copy: Roles in copy of the outcome, besides the requester.
        when: All must hold, else the step is passed over.
        remind: After this long without an answer, those asked are reminded.
        escalate: After this long, somebody else is told.
        blocks: Whether later steps wait for this one; the case closes only when all are done.
        on_enter: What else happens on entering.
        expects: Documents that an answer must bring.
        fields: Values that an answer may bring.
    """

    name: str
    state: State
    ask: Ask
    stage: Stage
    who: tuple[str, ...]
    copy: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    remind: Term | None = None
    escalate: Escalation | None = None
    blocks: bool = True
    on_enter: tuple[Action, ...] = ()
    expects: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """Codes of the findings that this step asks a person about."""
        return tuple(code for one in self.when if one.operator is Operator.FOUND for code in one.values)


class FileKind(StrEnum):
    """The form in which a document usually comes."""

    XLSX = "xlsx"
    PDF = "pdf"
    XML = "xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule:
    """One document of a request; ``title`` is how people call it, with its article.

    One that is not ``required`` is read where it comes, and nobody misses it.
    """

    name: str
    title: str
    kind: FileKind
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule:
    """One check that a process runs, with its severity and parameters where the rules change them."""

    code: str
    severity: Severity | None = None
    params: Mapping[str, ParamValue] = field(default_factory=dict)


class ReceiptWhen(StrEnum):
    """When whoever decides reads back what was understood: ``DEFAULT`` is a refusal, or a large amount."""

    ALWAYS = "always"
    NEVER = "never"
    DEFAULT = "default"


ONE_DAY = Term(count=1, unit=Unit.BUSINESS_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """Whether decisions are read back to their authors, and for how long they may be undone with a word.

    Attributes:
        when: Which are.
        above: By default also those on invoices of at least this amount, in the currency of the country.
        undo: Within this time.
    """

    when: ReceiptWhen = ReceiptWhen.DEFAULT
    above: Decimal | None = None
    undo: Term = ONE_DAY

    def wanted(self, *, approved: bool, amount: FieldValue) -> bool:
        """Whether a decision is read back.

        Args:
            approved: What was decided.
            amount: Of the invoice, where it is known.
        """
        if self.when is not ReceiptWhen.DEFAULT:
            return self.when is ReceiptWhen.ALWAYS
        is_large = self.above is not None and isinstance(amount, Decimal) and amount >= self.above
        return not approved or is_large


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process, frozen as an open case keeps it for life.

    Attributes:
        name: Its key in the rules.
        title: As people read it.
        prefix: Of the case numbers, for example ``AN``.
        subject: What a subject that opens it looks like.
        fits: Keyword to the kinds of request (fact ``tipo``) that it may open.
        opened_by: Roles that may open it.
        documents: What belongs to a request.
        checks: What is checked, in order.
        steps: What is asked, in order.
        silence: How long an incomplete request may rest before it is closed as not continued.
        receipts: Whether decisions are read back to their authors, and until when they may be undone.
        digest: SHA-256 of its block in the rules.
    """

    name: str
    title: str
    prefix: str
    subject: SubjectRule
    fits: Mapping[str, tuple[str, ...]]
    opened_by: tuple[str, ...]
    documents: tuple[DocumentRule, ...]
    checks: tuple[CheckRule, ...]
    steps: tuple[Step, ...]
    silence: Term
    digest: str
    receipts: Receipts = field(default_factory=Receipts)

    def step(self, name: str) -> Step:
        """The step of this name.

        Raises:
            KeyError: There is none; a case and its process never disagree, so this is ours.
        """
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def keyword_for(self, kind: str) -> str:
        """The keyword of the subject that opens this kind of request, or ``""``."""
        return next((keyword for keyword, kinds in self.fits.items() if kind in kinds), "")

    @property
    def required(self) -> tuple[DocumentRule, ...]:
        """The documents that a request needs."""
        return tuple(rule for rule in self.documents if rule.required)

    def document(self, name: str) -> DocumentRule | None:
        """What belongs to a request under this name."""
        return next((rule for rule in self.documents if rule.name == name), None)
