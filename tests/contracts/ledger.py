"""Values for the contract of the ledger: mails, cases, and the records between them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.core.account import Arrival, Claim, Outbound, Outcome, Receipt
from bot.core.case import Case, Piece
from bot.core.deadline import Deadline, DeadlineKind
from bot.core.document import Document, Read, TextSource
from bot.core.effects import Send
from bot.core.events import Checked, Commented, DocumentsReceived, Event, Opened
from bot.core.finding import Finding, Severity
from bot.core.process import State
from bot.service.ports import Ledger, Record

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOX = "anulaciones@empresa.example"
ANA = "ana@empresa.example"
COUNTER = "AN-2026"
FIRST = f"{COUNTER}-000001"
SECOND = f"{COUNTER}-000002"
INVOICE = Claim(kind="anulacion", key="FV-90117")


def take_in(ledger: Ledger, *keys: str, box: str = BOX) -> None:
    """Mails of these keys arrive, all at once."""
    ledger.receive(box, [Arrival(key=key, digest=f"raw-{key}", size=10) for key in keys], None, NOW)


def taken(ledger: Ledger, *keys: str, now: datetime = NOW) -> tuple[Receipt, ...]:
    """Mails of these keys arrive and are leased by somebody."""
    take_in(ledger, *keys)
    return ledger.claim_receipts("worker", now, MINUTE, len(keys))


def piece(role: str, fields: int = 2) -> Piece:
    """A document of a case with this many fields."""
    values = ("Agro Ñandú", Decimal("5057500.10"), date(2026, 2, 27), 7, True, ("anulacion", "refacturacion"), None)
    reads = {
        f"campo_{number}": Read(value=values[number % len(values)], source="como está", cell=f"F{number}", sheet="Memo")
        for number in range(fields)
    }
    document = Document(
        filename=f"{role}.xlsx",
        media_type="application/pdf",
        size=81_234,
        sha256=role.ljust(64, "0"),
        part=2,
        role=role,
        confidence=0.9,
        text_source=TextSource.TEXT,
        fields=reads,
    )
    return Piece(role=role, mail="raw-1", document=document)


def opening(number: str = FIRST, pieces: Sequence[Piece] = (piece("memorando"),)) -> tuple[Event, ...]:
    """What happens when a request comes in."""
    opened = Opened(
        at=NOW,
        by=ANA,
        mail="raw-1",
        number=number,
        process="anulacion",
        rules="digest",
        branch="Cali",
        city="Palmira",
        keyword="ANULADO",
        mailbox=BOX,
        client="Agro Ñandú",
        subject="ANULADO-Agro Ñandú-PALMIRA",
    )
    finding = Finding(code="invoice.value_mismatch", severity=Severity.WARNING, data={"a": "$ 1"})
    checked = Checked(at=NOW, by=ANA, findings=(finding,), facts={"valor": Decimal("5057500.10")})
    return (opened, DocumentsReceived(at=NOW, by=ANA, pieces=tuple(pieces)), checked)


def case_of(number: str = FIRST, pieces: Sequence[Piece] = (piece("memorando"),)) -> Case:
    """The case that :func:`opening` makes."""
    return Case(
        number=number,
        process="anulacion",
        rules="digest",
        version=3,
        state=State.AWAITING_APPROVAL,
        round=1,
        opened_at=NOW,
        updated_at=NOW,
        requester=ANA,
        branch="Cali",
        city="Palmira",
        client="Agro Ñandú",
        keyword="ANULADO",
        subject="ANULADO-Agro Ñandú-PALMIRA",
        mailbox=BOX,
        pieces=tuple(pieces),
        facts={"valor": Decimal("5057500.10")},
    )


def opened(number: str = FIRST, receipt: Receipt | None = None, *, claims: Sequence[Claim] = (INVOICE,)) -> Record:
    """The record that opens a case."""
    return Record(
        receipt=receipt,
        message_id=f"mail-{number}@cliente",
        fingerprint=f"print-{number}",
        author=ANA,
        case=case_of(number),
        events=opening(number),
        claims=frozenset(claims),
        counter=COUNTER,
        client_key="agro nandu",
        now=NOW,
    )


def commented(case: Case, receipt: Receipt | None = None, words: str = "Gracias.") -> Record:
    """A record that adds one event to a case."""
    return Record(
        receipt=receipt,
        case=replace(case, version=case.version + 1, updated_at=case.updated_at + MINUTE),
        events=(Commented(at=NOW, by=ANA, words=words),),
        now=NOW,
    )


def outbound(mail: str, case: str = "", to: str = ANA) -> Outbound:
    """A mail of ours that waits."""
    send = Send(template="acuse", to=(to,), context={"cliente": "Ñandú", "filas": [1, {"a": None}]}, request="step/x/1")
    return Outbound(id=mail, case=case, mailbox=BOX, send=send, created_at=NOW)


def sending(*mails: Outbound) -> Record:
    """A record that does nothing but send."""
    return Record(sends=mails, now=NOW)


def remind(due: datetime, step: str = "aprobacion") -> Deadline:
    """A reminder."""
    return Deadline(kind=DeadlineKind.REMIND, step=step, due=due)


def held(receipt: Receipt) -> Record:
    """The record that holds a mail until somebody vouches for its author."""
    return Record(
        receipt=receipt,
        outcome=Outcome.HELD,
        reason="unknown_author",
        message_id="held@cliente",
        fingerprint="held",
        now=NOW,
    )
