"""A few small days at the office, which together make every loop do something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime

from bot.testing import mails, replies
from bot.testing.automatic import out_of_office
from bot.testing.documents import five
from bot.testing.pdfs import client_letter_pdf, invoice_pdf
from bot.testing.scan import scan
from tests.service.people import CLERK, COORDINATOR, MANAGER, address, annulment

WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
FIRST, SECOND = annulment(0), annulment(1)
LACKING = "carta_cliente"

Sent = Mapping[str, list[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One moment: what arrives, given what was sent until then, and when it is handled."""

    name: str
    now: datetime
    arrivals: Callable[[Sent], tuple[bytes, ...]]


def _nothing(_sent: Sent) -> tuple[bytes, ...]:
    return ()


def _requests(_sent: Sent) -> tuple[bytes, ...]:
    whole = mails.request(FIRST, date=WEDNESDAY).raw()
    partial = mails.request(SECOND, date=WEDNESDAY, files=five(SECOND, without=(LACKING,))).raw()
    return whole, partial, whole, out_of_office(whole)


def _answers(sent: Sent) -> tuple[bytes, ...]:
    (letter,) = set(five(SECOND)) - set(five(SECOND, without=(LACKING,)))
    request, incomplete = _newest(sent, MANAGER, "000001"), _newest(sent, COORDINATOR, "000002")
    return (
        replies.reply(request, "Aprobado.", sender=MANAGER),
        replies.reply(incomplete, "Adjunto la carta.", sender=COORDINATOR, attachments=(letter,)),
    )


def _scans(sent: Sent) -> tuple[bytes, ...]:
    return (replies.reply(_newest(sent, CLERK, "000001"), "Documentos digitalizados.", sender=CLERK),)


def _heavy_request(_sent: Sent) -> tuple[bytes, ...]:
    papers = {"factura_original": invoice_pdf(FIRST, scanned=False), "carta_cliente": client_letter_pdf(FIRST)}
    scans = {role: scan(pdf, dpi=100, noise=4, quality=97, colour=True) for role, pdf in papers.items()}
    return (mails.request(FIRST, date=WEDNESDAY, files=five(FIRST, instead=scans)).raw(),)


STAGES = (
    Stage(name="opening", now=WEDNESDAY, arrivals=_nothing),
    Stage(name="requests", now=WEDNESDAY + timedelta(minutes=10), arrivals=_requests),
    Stage(name="answers", now=WEDNESDAY + timedelta(hours=1), arrivals=_answers),
    Stage(name="reminder", now=WEDNESDAY + timedelta(days=2), arrivals=_nothing),
    Stage(name="scans", now=WEDNESDAY + timedelta(days=2, hours=1), arrivals=_scans),
)


HEAVY = Stage(name="heavy", now=WEDNESDAY + timedelta(minutes=10), arrivals=_heavy_request)
"""Documents that go out as lighter copies, and over several mails even so, where mails may not be large."""


def _newest(sent: Sent, person: str, case: str) -> bytes:
    """The last mail of ours about a case that is addressed to somebody."""
    mine = [raw for raws in sent.values() for raw in raws if address(person).encode() in raw.partition(b"\r\n\r\n")[0]]
    return max((raw for raw in mine if f"AN-2026-{case}".encode() in raw), key=_sent_at)


def _sent_at(raw: bytes) -> datetime:
    return parsedate_to_datetime(message_from_bytes(raw)["Date"])
