"""Delivery reports say which mail failed, for whom, and how."""

import pytest

from bot.intake.bounce import Bounce, Failure, bounced
from bot.intake.mail_forms import MailForms
from bot.intake.parse import parse
from bot.intake.unanswerable import OwnMail

ORIGINAL = "Message-ID: <an-321.tramita@modelo.example>\r\nSubject: Visto bueno\r\n\r\nBuenas tardes.\r\n"


def report(*recipients: str, original: str = ORIGINAL, original_type: str = "message/rfc822") -> bytes:
    """A report as RFC 3464 wants it, with one group of fields for each recipient."""
    parts = [
        "\r\nNo se pudo entregar.",
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n" + "\r\n".join(recipients),
        f"Content-Type: {original_type}\r\n\r\n{original}",
    ]
    body = "".join(f"--x\r\n{part}\r\n" for part in parts)
    head = "From: MAILER-DAEMON@mx.example\r\nTo: anulaciones@modelo.example\r\nSubject: Undelivered\r\n"
    return (
        f"{head}Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n{body}--x--\r\n".encode()
    )


def group(address: str, action: str, status: str) -> str:
    """The fields of one recipient."""
    return (
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 no such\r\n user\r\n"
    )


def free_form(subject: str, body: str, *headers: str) -> bytes:
    """A report in a server's own words."""
    head = ["From: postmaster@mx.example", "To: anulaciones@modelo.example", f"Subject: {subject}", *headers]
    return "\r\n".join([*head, "", body]).encode()


@pytest.mark.parametrize(
    ("action", "status", "failure"),
    [
        ("failed", "5.1.1", Failure.PERMANENT),
        ("Failed", "5.2.2", Failure.PERMANENT),
        ("failed", "4.4.7", Failure.TRANSIENT),
        ("delayed", "4.4.1", Failure.DELAYED),
    ],
)
def test_a_standard_report_is_read(action: str, status: str, failure: Failure, forms: MailForms, own: OwnMail) -> None:
    """Id, recipient, status and diagnosis come from the fields."""
    assert bounced(parse(report(group("Rosa@modelo.example", action, status))), forms, own) == Bounce(
        message_id="an-321.tramita@modelo.example",
        recipients=("rosa@modelo.example",),
        failure=failure,
        status=status,
        diagnostic="550 no such user",
    )


def test_only_failed_recipients_count(forms: MailForms, own: OwnMail) -> None:
    """Who was reached is no failure, and a report of success is no bounce."""
    mixed = report(group("a@x.example", "delivered", "2.0.0"), group("b@x.example", "failed", "5.1.1"))
    found = bounced(parse(mixed), forms, own)
    assert found is not None
    assert found.recipients == ("b@x.example",)
    assert bounced(parse(report(group("a@x.example", "relayed", "2.0.0"))), forms, own) is None


def test_headers_alone_name_the_mail(forms: MailForms, own: OwnMail) -> None:
    """A report may bring only the headers of the mail."""
    raw = report(group("a@x.example", "failed", "5.1.1"), original_type="text/rfc822-headers")
    found = bounced(parse(raw), forms, own)
    assert found is not None
    assert found.message_id == "an-321.tramita@modelo.example"


def test_a_report_in_free_form_is_read_as_far_as_it_goes(forms: MailForms, own: OwnMail) -> None:
    """Addresses that are not ours are the recipients, a code settles the failure."""
    body = (
        "No se pudo entregar a rosa@modelo.example (de anulaciones@modelo.example):\n"
        "550 5.1.1 usuario desconocido\n\nMessage-ID: <an-9.tramita@modelo.example>\n"
    )
    assert bounced(parse(free_form("No se puede entregar: caso", body)), forms, own) == Bounce(
        message_id="an-9.tramita@modelo.example",
        recipients=("rosa@modelo.example",),
        failure=Failure.PERMANENT,
        status="5.1.1",
        diagnostic="550 5.1.1 usuario desconocido",
    )


def test_a_header_names_the_failed_recipients(forms: MailForms, own: OwnMail) -> None:
    """Exim and Gmail write them down."""
    raw = free_form("Failure", "452 lleno", "X-Failed-Recipients: a@x.example", "In-Reply-To: <an-1@x.example>")
    found = bounced(parse(raw), forms, own)
    assert found is not None
    assert (found.recipients, found.failure, found.message_id) == (
        ("a@x.example",),
        Failure.TRANSIENT,
        "an-1@x.example",
    )


def test_a_delay_is_no_failure_yet(forms: MailForms, own: OwnMail) -> None:
    """The server still tries."""
    found = bounced(parse(free_form("Entrega retrasada: caso", "rosa@modelo.example")), forms, own)
    assert found is not None
    assert found.failure is Failure.DELAYED


def test_a_persons_mail_about_a_bounce_is_none(forms: MailForms, own: OwnMail) -> None:
    """Forwarding a report makes no report."""
    inner = report(group("a@x.example", "failed", "5.1.1")).decode()
    body = f"--y\r\n\r\nMire lo que llegó.\r\n--y\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--y--\r\n"
    head = "From: rosa@modelo.example\r\nSubject: RV: Undelivered\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n"
    assert bounced(parse(f"{head}{body}".encode()), forms, own) is None
