"""A small company and its annulment process, and a conversation that tests can tell in a few lines."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.core import events as e
from bot.core import intent as i
from bot.core.case import Case, Piece
from bot.core.company import Company, Deputy
from bot.core.decide import Situation, decide
from bot.core.document import Document, FieldValue, TextSource
from bot.core.effects import Send
from bot.core.evolve import fold
from bot.core.finding import Finding, Report, Severity
from bot.core.process import Process, State
from bot.core.react import react
from bot.core.request import Question, Request
from tests.company import CARLOS, DIANA, GLORIA, HERNANDO, JAIRO, LUZ, OSCAR, YULIANA, annulment, company

REQUESTER, COLLEAGUE, MANAGER, DIRECTOR = DIANA, JAIRO, GLORIA, CARLOS
SAC, OTHER_SAC, CLERK = LUZ, OSCAR, YULIANA
DEPUTY, STRANGER = HERNANDO, "alguien@otra.example"

ROLES = tuple(rule.name for rule in annulment().documents)
MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
NO_COSTS = {"tipo": ("anulacion",), "factura_original": "FECA-104582", "valor_factura": Decimal(5057500)}
COSTS = Finding(code="reply.signature_unconfirmed", severity=Severity.WARNING, document="carta_respuesta")
WRONG_VALUE = Finding(code="invoice.value_mismatch", severity=Severity.ERROR, document="memorando")

PROVEN = i.Proof(passed=True, by="authentication-results:dmarc", domain="empresa.example")
UNPROVEN = i.Proof(passed=False, by="authentication-results:missing")

AWAY = Deputy(principal=MANAGER, substitute=DEPUTY, first=date(2026, 7, 1), last=date(2026, 7, 15))
COMPANY = company(deputies=(AWAY,))
PROCESS = annulment()


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
    process: Process = PROCESS
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
        text: str = "adjunto",
        proof: i.Proof = PROVEN,
    ) -> None:
        """Documents, or the wish to look again."""
        intent = i.Supply(**self._spoken(person, text, proof), reconsider=reconsider)
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
                process=self.process,
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
