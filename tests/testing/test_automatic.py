"""Mail that no person wrote says so in the headers that the standards give it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from bot.testing.automatic import bounce, calendar_answer, forward, out_of_office
from bot.testing.documents import File
from bot.testing.facts import facts
from bot.testing.mails import MailBuilder

FILE = File(filename="nota.txt", media_type="text/plain", content="año\r\n".encode())
SENT = MailBuilder(
    sender="Anulaciones <bot@empresa.example>",
    to=("Martha Lucía <martha@empresa.example>",),
    subject="[AN-2026-000147] Solicitud",
    date=facts(0).mailed_at,
    text="Responda APROBADO.\n",
    html="<p>Responda APROBADO.</p>",
    attachments=(FILE,),
)
RAW = SENT.raw()
SENT_ID = f"<{SENT.derived('{hex}@{domain}')}>"


def read(raw: bytes) -> EmailMessage:
    """Parsed strictly: no defect anywhere."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=default)
    assert isinstance(message, EmailMessage)
    assert all(not part.defects for part in message.walk())
    return message


def test_an_absence() -> None:
    """RFC 3834: automatic, from the null path, in the thread."""
    mail = read(out_of_office(RAW))
    assert (mail["Return-Path"], mail["Auto-Submitted"], mail["In-Reply-To"]) == ("<>", "auto-generated", SENT_ID)
    assert mail["Subject"] == "Respuesta automática: [AN-2026-000147] Solicitud"
    assert mail["From"].addresses[0].addr_spec == "martha@empresa.example"
    assert read(out_of_office(RAW, text="Vuelvo el lunes."))["Message-ID"] != mail["Message-ID"]


def test_a_bounce() -> None:
    """RFC 3464: a report with the failed recipient, the status, and the mail itself unchanged."""
    mail = read(bounce(RAW, status="5.1.1"))
    assert mail.get_content_type() == "multipart/report"
    assert mail.get_param("report-type") == "delivery-status"
    assert (mail["Return-Path"], mail["To"]) == ("<>", "bot@empresa.example")
    text, status, enclosed = mail.iter_parts()
    assert "martha@empresa.example" in text.get_content()
    per_recipient = status.get_payload(1)
    assert isinstance(per_recipient, EmailMessage)
    assert (per_recipient["Status"], per_recipient["Action"]) == ("5.1.1", "failed")
    assert per_recipient["Final-Recipient"] == "rfc822; martha@empresa.example"
    assert enclosed.get_content()["Message-ID"] == SENT_ID


def test_a_bounce_of_somebody_else() -> None:
    """The failed recipient can be another; an unknown status is refused."""
    assert b"rfc822; otra@x.example" in bounce(RAW, recipient="otra@x.example")
    with pytest.raises(KeyError, match=r"9\.9\.9"):
        bounce(RAW, status="9.9.9")


@pytest.mark.parametrize(
    ("answer", "prefix", "status"),
    [
        ("accepted", "Aceptada", "ACCEPTED"),
        ("declined", "Rechazada", "DECLINED"),
        ("tentative", "Provisional", "TENTATIVE"),
    ],
)
def test_a_calendar_answers(answer: str, prefix: str, status: str) -> None:
    """An invitation's answer is a calendar part whose subject looks like a decision."""
    mail = read(calendar_answer(RAW, answer))  # type: ignore[arg-type]  # from a list
    assert mail["Subject"] == f"{prefix}: [AN-2026-000147] Solicitud"
    _, calendar = mail.iter_parts()
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "REPLY")
    assert f"PARTSTAT={status}" in calendar.get_content()


def test_a_mail_passed_on() -> None:
    """Forwarded inline, the words are quoted and the files come along."""
    mail = read(forward(RAW, sender="x@y.example", to="z@y.example", text="Para su trámite."))
    text = mail.get_body(preferencelist=("plain",))
    assert text is not None
    lines = text.get_content().splitlines()
    assert lines[:4] == [
        "Para su trámite.",
        "",
        "---------- Mensaje reenviado ----------",
        "De: Anulaciones <bot@empresa.example>",
    ]
    assert "Responda APROBADO." in text.get_content()
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == (FILE.filename, FILE.content)
    assert mail["Subject"] == "RV: [AN-2026-000147] Solicitud"


def test_a_mail_enclosed() -> None:
    """Forwarded as an attachment, the mail is whole, with its own boundaries."""
    raw = forward(RAW, sender="x@y.example", to="z@y.example", attached=True)
    (enclosed,) = read(raw).iter_attachments()
    inside = enclosed.get_content()
    assert inside["Message-ID"] == SENT_ID
    assert inside.get_boundary() == read(RAW).get_boundary()


@pytest.mark.parametrize("make", [out_of_office, bounce, calendar_answer])
def test_same_automatic_mail_same_bytes(make: object) -> None:
    """Automatic mail is as repeatable as the rest, with mail line ends only."""
    assert callable(make)
    assert make(RAW) == make(RAW)
    assert b"\n" not in make(RAW).replace(b"\r\n", b"")
