"""A small company and its annulment process, and a conversation that tests can tell in a few lines."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from bot.core import events as e
from bot.core import intent as i
from bot.core.calendar import Calendar, Term, Unit
from bot.core.case import Case, Piece, Question, Request
from bot.core.company import Billing, Branch, Company, Deputy, Person
from bot.core.decide import Situation, decide
from bot.core.document import Document, FieldValue, TextSource
from bot.core.effects import Send
from bot.core.evolve import fold
from bot.core.finding import Finding, Report, Severity
from bot.core.intent import Stage
from bot.core.process import (
    Action,
    ActionKind,
    Ask,
    Condition,
    DocumentRule,
    Escalation,
    FileKind,
    Operator,
    Process,
    State,
    Step,
)
from bot.core.react import react
from bot.core.subject import Keyword, SubjectField, SubjectRule

REQUESTER, COLLEAGUE = "diana@empresa.example", "jairo@empresa.example"
MANAGER, DEPUTY = "martha@empresa.example", "sandra@empresa.example"
SAC, CLERK = "luz@empresa.example", "wilmer@empresa.example"
DIRECTOR, SUPPORT, STRANGER = "carlos@empresa.example", "soporte@empresa.example", "alguien@otra.example"

ROLES = ("memorando", "factura_original", "carta_cliente", "carta_respuesta", "informe_gestiones")
MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
NO_COSTS = {"tipo": ("anulacion",), "factura_original": "FECA-104582", "valor_factura": Decimal(5057500)}
COSTS = Finding(code="reply.signature_unconfirmed", severity=Severity.WARNING, document="carta_respuesta")
WRONG_VALUE = Finding(code="invoice.value_mismatch", severity=Severity.ERROR, document="memorando")

PROVEN = i.Proof(passed=True, by="authentication-results:dmarc", domain="empresa.example")
UNPROVEN = i.Proof(passed=False, by="authentication-results:missing")


def _person(name: str, email: str, *roles: str) -> Person:
    return Person(name=name, email=email, roles=frozenset(roles))


COMPANY = Company(
    name="Empresa de Servicios",
    domains=("empresa.example",),
    country="CO",
    people=(
        _person("Diana Caicedo", REQUESTER, "coordinador_seccional"),
        _person("Jairo Ruiz", COLLEAGUE, "coordinador_seccional"),
        _person("Martha Ospina", MANAGER, "jefe_sac"),
        _person("Sandra Cifuentes", DEPUTY),
        _person("Luz Hincapié", SAC, "coordinador_sac"),
        _person("Wilmer Peñaloza", CLERK, "auxiliar_scanner"),
        _person("Carlos Echeverry", DIRECTOR, "gerencia"),
        _person("Mesa de Ayuda", SUPPORT, "soporte"),
    ),
    branches=(
        Branch(name="Cali", serves=("Cali", "Buga"), coordinators=(REQUESTER, COLLEAGUE), billing=Billing.LOCAL),
    ),
    deputies=(Deputy(principal=MANAGER, substitute=DEPUTY, first=date(2026, 7, 1), last=date(2026, 7, 15)),),
    calendar=Calendar(
        timezone="America/Bogota",
        opens=time(8),
        closes=time(17),
        saturday=False,
        holidays=frozenset({date(2026, 3, 23)}),
    ),
)


def _includes(kind: str) -> tuple[Condition, ...]:
    return (Condition(operator=Operator.INCLUDES, field="tipo", values=(kind,)),)


def _days(count: int) -> Term:
    return Term(count=count, unit=Unit.BUSINESS_DAYS)


PROCESS = Process(
    name="anulacion",
    title="Anulación y refacturación",
    prefix="AN",
    subject=SubjectRule(
        process="anulacion",
        keywords=(Keyword(text="ANULADO", value="ANULADO"),),
        fields=(SubjectField(name="cliente"), SubjectField(name="ciudad", catalogue="cities")),
    ),
    fits={"ANULADO": ("anulacion",)},
    opened_by=("coordinador_seccional",),
    documents=tuple(DocumentRule(name=name, title=name, kind=FileKind.PDF) for name in ROLES),
    checks=(),
    steps=(
        Step(
            name="firma",
            state=State.AWAITING_SIGNATURE,
            ask=Ask.CONFIRM,
            stage=Stage.CONFIRMATION,
            who=("coordinador_sac",),
            when=(Condition(operator=Operator.FOUND, values=("reply.signature_unconfirmed",)),),
        ),
        Step(
            name="aprobacion",
            state=State.AWAITING_APPROVAL,
            ask=Ask.APPROVE,
            stage=Stage.APPROVAL,
            who=("jefe_sac",),
            copy=("coordinador_seccional",),
            when=_includes("anulacion"),
            remind=_days(2),
            escalate=Escalation(after=_days(4), role="gerencia"),
        ),
        Step(
            name="refacturacion",
            state=State.AWAITING_APPROVAL,
            ask=Ask.APPROVE,
            stage=Stage.APPROVAL,
            who=("coordinador_sac",),
            when=_includes("refacturacion"),
            remind=_days(2),
        ),
        Step(
            name="digitalizacion",
            state=State.AWAITING_DIGITIZATION,
            ask=Ask.CONFIRM,
            stage=Stage.DIGITIZATION,
            who=("auxiliar_scanner",),
            on_enter=(
                Action(kind=ActionKind.FORWARD_DOCUMENTS),
                Action(kind=ActionKind.REGISTER, value="Anulado"),
            ),
            remind=_days(1),
        ),
        Step(
            name="nueva_factura",
            state=State.AWAITING_FILING,
            ask=Ask.VALUE,
            stage=Stage.APPROVAL,
            who=("coordinador_sac",),
            when=_includes("refacturacion"),
            blocks=False,
            fields=("nueva_factura",),
        ),
        Step(
            name="radicacion",
            state=State.AWAITING_FILING,
            ask=Ask.CONFIRM,
            stage=Stage.FILING,
            who=("coordinador_seccional",),
            expects=("memorando_sellado",),
            fields=("numero_radicacion", "fecha_radicacion"),
            remind=_days(3),
        ),
    ),
    silence=_days(10),
    digest="d" * 64,
)


def piece(role: str, content: str = "1") -> Piece:
    """A document of a role; other content, other digest."""
    return Piece(
        role=role,
        mail=f"mail-{content}",
        document=Document(
            filename=f"{role}.pdf",
            media_type="application/pdf",
            size=1000,
            sha256=f"{role}-{content}",
            role=role,
            text_source=TextSource.TEXT,
            pages=1,
        ),
    )


def five(content: str = "1") -> tuple[Piece, ...]:
    """All that a request needs."""
    return tuple(piece(role, content) for role in ROLES)


@dataclass
class Conversation:
    """A case as it grows: every method is one mail or one deadline, and keeps what followed from it."""

    company: Company = COMPANY
    now: datetime = MONDAY
    case: Case | None = None
    events: list[e.CaseEvent] = field(default_factory=list)
    last: tuple[e.CaseEvent, ...] = ()
    sends: tuple[Send, ...] = ()
    mailed: list[Send] = field(default_factory=list)

    def open(self, *findings: Finding, facts: dict[str, FieldValue] | None = None, person: str = REQUESTER) -> None:
        """The request of a coordinator, with all five documents."""
        intent = i.Open(
            **self._spoken(person, "Buenos días, adjunto."),
            keyword="ANULADO",
            client="Distribuidora El Roble",
            city="Cali",
            branch="Cali",
            subject="ANULADO-Distribuidora El Roble-CALI",
        )
        self._do(intent, report=Report(findings=findings), facts=facts or NO_COSTS, received=five())

    def answer(
        self,
        person: str,
        verdict: i.Verdict,
        *,
        to: Request | None = None,
        carrier: bool = True,
        proof: i.Proof = PROVEN,
        received: tuple[Piece, ...] = (),
        **more: object,
    ) -> None:
        """An answer to the person's open request, or to the one given."""
        assert self.case
        request = to or next(iter(self.case.waiting_for(person)), None)
        intent = i.Answer(
            **self._spoken(person, "las palabras", proof),
            carrier=request.key if request and carrier else None,
            verdict=verdict,
            words="las palabras",
            **more,
        )
        self._do(intent, received=received)

    def supply(
        self,
        person: str,
        *received: Piece,
        findings: tuple[Finding, ...] = (),
        reconsider: bool = False,
        proof: i.Proof = PROVEN,
    ) -> None:
        """Documents, or the wish to look again."""
        intent = i.Supply(**self._spoken(person, "adjunto", proof), reconsider=reconsider)
        self._do(intent, report=Report(findings=findings), facts=NO_COSTS, received=received)

    def withdraw(self, person: str = REQUESTER) -> None:
        """The request is taken back."""
        self._do(i.Withdraw(**self._spoken(person, "desistimos")))

    def repeat(self, person: str, *received: Piece) -> None:
        """A new mail about the same invoice."""
        self._do(i.Repeat(**self._spoken(person, "solicito")), received=received)

    def absent(self, person: str) -> None:
        """An out-of-office."""
        self._do(i.Absent(person=person, until=None, mail="m"))

    def pass_time(self, **delta: float) -> None:
        """Time passes, and whatever is due happens."""
        self.now += timedelta(**delta)
        assert self.case
        for deadline in self.case.deadlines:
            if deadline.due <= self.now:
                self._do(i.Tick(deadline=deadline.key))

    def until(self, state: State) -> None:
        """The happy path up to a state."""
        self.open()
        if state is not State.AWAITING_APPROVAL:
            self.answer(MANAGER, i.Verdict.APPROVE)
        if state in (State.AWAITING_FILING, State.CLOSED):
            self.answer(CLERK, i.Verdict.DONE)
        if state is State.CLOSED:
            self.answer(REQUESTER, i.Verdict.DONE, received=(piece("memorando", "sellado"),))

    def asked(self, person: str, question: Question = Question.STEP) -> Request:
        """The last request that was put to somebody."""
        assert self.case
        return [r for r in self.case.requests if r.person == person and r.question is question][-1]

    def to(self, person: str) -> list[str]:
        """Templates of the mails that somebody got in all."""
        return [send.template for send in self.mailed if person in (*send.to, *send.cc)]

    def now_to(self, person: str) -> list[str]:
        """Templates of the mails that somebody got for the last thing that happened."""
        return [send.template for send in self.sends if person in (*send.to, *send.cc)]

    def kinds(self) -> list[str]:
        """Names of the last events."""
        return [type(event).__name__ for event in self.last]

    def _spoken(self, person: str, text: str, proof: i.Proof = PROVEN) -> dict[str, object]:
        mail = f"m{len(self.events)}"
        return {"person": person, "proof": proof, "mail": mail, "message_id": f"{mail}@x", "text": text}

    def _do(self, intent: i.Intent, **known: object) -> None:
        situation = replace(
            Situation(
                process=PROCESS,
                company=self.company,
                now=self.now,
                number="AN-2026-000001",
                mailbox="anulaciones@empresa.example",
                facts=self.case.facts if self.case else {},
                report=Report(findings=self.case.findings if self.case else ()),
            ),
            **known,
        )
        self.last = decide(situation, self.case, intent)
        self.case = fold(self.case, self.last)
        assert self.case
        self.sends = react(situation, self.case, self.last)
        self.events += self.last
        self.mailed += self.sends
