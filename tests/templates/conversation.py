"""A case driven through ``decide`` and ``react``, so that every context is one that the program really makes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.core import intent as i
from bot.core.case import Case, Piece
from bot.core.company import Company
from bot.core.decide import Situation, decide
from bot.core.document import Document, FieldValue, TextSource
from bot.core.effects import Send
from bot.core.evolve import fold
from bot.core.finding import Finding, Report
from bot.core.intent import Filing, Proof, Stage, Verdict
from bot.core.process import Process
from bot.core.react import react
from bot.core.subject import Title
from tests.company import DIANA, company

BEGIN = datetime(2026, 3, 4, 15, 15, tzinfo=UTC)
PROVED = Proof(passed=True, by="authentication-results", domain="empresa.example")
FACTS: Mapping[str, FieldValue] = {
    "tipo": ("anulacion", "refacturacion"),
    "cliente": "Distribuidora El Roble S.A.S.",
    "nit": "999.012.345-2",
    "factura_original": "FECA-104582",
    "fecha_factura": date(2026, 2, 12),
    "valor_factura": Decimal(5_057_500),
    "motivo": "Retiro de 2 puntos reportado después del corte: se facturaron 10 y quedan 8",
    "cobro_costos": True,
    "valor_costos": Decimal(85_000),
    "valor_nueva_factura": Decimal(4_045_900),
    "numero_memorando": "CAL-0147-2026",
    "fecha": date(2026, 3, 3),
}


def piece(role: str, version: int = 1, *, read: bool = True, mail: str = "m1") -> Piece:
    """A document of a role; another version has other bytes."""
    suffix = "xlsx" if role in ("memorando", "informe_gestiones") else "pdf"
    return Piece(
        role=role,
        mail=mail,
        document=Document(
            filename=f"{role}.{suffix}",
            media_type="application/pdf",
            size=120_000,
            sha256=hashlib.sha256(f"{role}{version}".encode()).hexdigest(),
            role=role,
            text_source=TextSource.TEXT if read else TextSource.NONE,
            pages=1,
        ),
    )


def all_pieces(process: Process, *unread: str) -> tuple[Piece, ...]:
    """The whole set that a process needs."""
    return tuple(piece(rule.name, read=rule.name not in unread) for rule in process.documents)


@dataclass
class Conversation:
    """One case and every mail that went out about it so far."""

    process: Process
    company: Company = field(default_factory=company)
    facts: Mapping[str, FieldValue] = field(default_factory=lambda: dict(FACTS))
    findings: tuple[Finding, ...] = ()
    client: str = "Distribuidora El Roble"
    city: str = "Cali"
    branch: str = "Cali"
    requester: str = DIANA
    name: str = ""
    vouched_by: str = ""
    now: datetime = BEGIN
    case: Case | None = None
    sent: list[Send] = field(default_factory=list)
    _mails: int = 0

    def open(
        self, *pieces: Piece, note: str = "", extras: tuple[Piece, ...] = (), waits: bool = False
    ) -> tuple[Send, ...]:
        """The request comes in, with what is written beside it and files that are no document of it."""
        intent = i.Open(
            **self._spoken(self.requester, "Buenas tardes, adjunto la solicitud."),
            keyword="ANULADO",
            client=self.client,
            city=self.city,
            branch=self.branch,
            subject=f"ANULADO-{self.client}-{self.city.upper()}",
            note=note,
            waits=waits,
            name=self.name,
            vouched_by=self.vouched_by,
        )
        return self._happen(intent, pieces or all_pieces(self.process), extras=extras)

    def answer(
        self,
        person: str,
        verdict: Verdict,
        text: str,
        *,
        received: tuple[Piece, ...] = (),
        carrier: str | None = "",
        filing: Filing | None = None,
        proof: Proof = PROVED,
        attached: tuple[Piece, ...] = (),
        **more: object,
    ) -> tuple[Send, ...]:
        """Somebody answers what they were asked last, or what ``carrier`` names."""
        assert self.case is not None
        own = [request.key for request in self.case.requests if request.person == person]
        intent = i.Answer(
            **{**self._spoken(person, text), "proof": proof},
            carrier=(own[-1] if own else None) if carrier == "" else carrier,
            verdict=verdict,
            words=text,
            filing=filing or Filing(),
            **more,
        )
        return self._happen(intent, received, attached=attached)

    def supply(
        self, person: str, *pieces: Piece, reconsider: bool = False, unplaced: tuple[str, ...] = ()
    ) -> tuple[Send, ...]:
        """Documents come in, some of which do not tell what they are, or a wish to look again."""
        text = "Favor reconsiderar: los costos son los del contrato." if reconsider else "Adjunto lo corregido."
        intent = i.Supply(**self._spoken(person, text), reconsider=reconsider)
        return self._happen(intent, pieces, unplaced)

    def bring(self, person: str, text: str, *extras: Piece) -> tuple[Send, ...]:
        """Files come in that are no document of the request."""
        return self._happen(i.Supply(**self._spoken(person, text), note=text), extras=extras)

    def retitle(self, person: str, title: Title) -> tuple[Send, ...]:
        """The subject is put right."""
        return self._happen(i.Supply(**self._spoken(person, str(title))), title=title)

    def file(self, person: str, text: str, filing: Filing, *pieces: Piece) -> tuple[Send, ...]:
        """Somebody tells that it is filed, whom nobody asks yet."""
        assert self.case is not None
        carrier = self.case.open_requests[0].key
        return self._happen(i.Supply(**self._spoken(person, text), carrier=carrier, filed=filing), pieces)

    def withdraw(self, person: str, text: str) -> tuple[Send, ...]:
        """Somebody takes the request back."""
        return self._happen(i.Withdraw(**self._spoken(person, text)))

    def elsewhere(self, person: str, text: str, number: str, *, documents: bool = False) -> tuple[Send, ...]:
        """Somebody asks something of another case, or brings documents of one."""
        return self._happen(i.Elsewhere(**self._spoken(person, text), number=number, documents=documents))

    def go_on(self, person: str, text: str) -> tuple[Send, ...]:
        """Somebody wants the request after all."""
        return self._happen(i.GoOn(**self._spoken(person, text)))

    def repeat(self, person: str) -> tuple[Send, ...]:
        """The same invoice in a new mail."""
        return self._happen(i.Repeat(**self._spoken(person, "Adjunto solicitud.")))

    def inquire(self, person: str) -> tuple[Send, ...]:
        """Somebody asks how it goes."""
        return self._happen(i.Inquire(**self._spoken(person, "¿En qué va?")))

    def comment(self, person: str, text: str, files: tuple[str, ...] = ()) -> tuple[Send, ...]:
        """Somebody remarks something."""
        return self._happen(i.Comment(**self._spoken(person, text), files=files))

    def absent(self, person: str) -> tuple[Send, ...]:
        """An out-of-office comes back."""
        return self._happen(i.Absent(person=person, until=None, mail="a" * 64))

    def undelivered(self, person: str) -> tuple[Send, ...]:
        """A mail of ours bounces."""
        return self._happen(i.Undelivered(person=person, effect="an-2026-000123.2", mail="b" * 64))

    def tick(self, kind: str) -> tuple[Send, ...]:
        """The next deadline of a kind is due."""
        assert self.case is not None
        deadline = next(one for one in self.case.deadlines if one.kind == kind)
        self.now = max(self.now, deadline.due)
        return self._happen(i.Tick(deadline=deadline.key))

    def opened(self, stage: Stage) -> "Conversation":
        """Opens the case and takes it to the first question of a stage, with everybody agreeing."""
        self.open()
        self.on_to(stage)
        return self

    def on_to(self, stage: Stage) -> None:
        """Everybody agrees until a question of this stage is open."""
        assert self.case is not None
        while stage not in (self.process.step(request.step).stage for request in self.case.open_requests):
            request = self.case.open_requests[0]
            self.answer(request.person, Verdict.APPROVE, "Revisados los soportes, aprobado.", carrier=request.key)

    def _spoken(self, person: str, text: str) -> dict[str, object]:
        self._mails += 1
        digest = hashlib.sha256(f"{self._mails}{text}".encode()).hexdigest()
        return {"person": person, "proof": PROVED, "mail": digest, "message_id": f"{self._mails}@x", "text": text}

    def _happen(
        self,
        intent: i.Intent,
        received: tuple[Piece, ...] = (),
        unplaced: tuple[str, ...] = (),
        *,
        extras: tuple[Piece, ...] = (),
        title: Title | None = None,
        attached: tuple[Piece, ...] = (),
    ) -> tuple[Send, ...]:
        self.now += timedelta(hours=1)
        situation = Situation(
            process=self.process,
            company=self.company,
            now=self.now,
            number=f"{self.process.prefix}-2026-000123",
            mailbox="anulaciones@empresa.example",
            report=Report(findings=self.findings),
            facts=self.facts,
            received=tuple(replace(one, mail=getattr(intent, "mail", "")) for one in received),
            unplaced=unplaced,
            extras=tuple(replace(one, mail=getattr(intent, "mail", "")) for one in extras),
            title=title,
            attached=attached,
        )
        events = decide(situation, self.case, intent)
        self.case = fold(self.case, events)
        assert self.case is not None
        sends = react(situation, self.case, events)
        self.sent += sends
        return sends
