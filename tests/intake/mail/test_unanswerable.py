"""Machines are known by what only machines do; people are not taken for machines."""

import json
from pathlib import Path

import pytest

from bot.intake.mail_forms import MailForms
from bot.intake.parse import parse
from bot.intake.unanswerable import AutomaticKind, OwnMail, unanswerable

SHARED = Path(__file__).parents[4] / "shared" / "samples"
REPLY = "In-Reply-To: <an-321.tramita@modelo.example>"
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"


def kind(
    forms: MailForms,
    own: OwnMail,
    *headers: str,
    subject: str = "Re: caso",
    body: str = "Aprobado.",
    sender: str = "Rosa <rosa@modelo.example>",
    to: str = "anulaciones@modelo.example",
) -> AutomaticKind | None:
    """The kind of a mail, ``None`` for a person's."""
    head = [f"From: {sender}", f"To: {to}", f"Subject: {subject}", *headers]
    found = unanswerable(parse("\r\n".join([*head, "", body]).encode()), forms, own)
    return found and found.kind


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-replied (zimbra; vacation)",
        "auto-submitted: Auto-Notified; owner-email=a@b.example",
        "Return-Path: <>",
        "X-Autoreply: yes",
        "X-Autorespond: vacaciones",
        "Precedence: auto_reply",
        "X-MS-Exchange-Inbox-Rules-Loop: rosa@modelo.example",
    ],
)
def test_one_header_makes_an_automatic_reply(header: str, forms: MailForms, own: OwnMail) -> None:
    """The subject and the words need not tell."""
    assert kind(forms, own, header, REPLY) is AutomaticKind.AUTO_REPLY


@pytest.mark.parametrize(
    "headers",
    [
        (),
        ("Auto-Submitted: no",),
        ("X-Auto-Response-Suppress: All",),
        ("X-Auto-Response-Suppress: DR, OOF, AutoReply", "Return-Path: <rosa@modelo.example>"),
        ("X-MS-Exchange-Inbox-Rules-Loop: otra@modelo.example",),
        ("Precedence: normal",),
        ("List-Id: <jefes.modelo.example>", "List-Post: <mailto:jefes@modelo.example>", "Precedence: list"),
        ("List-Id: <jefes.modelo.example>", "List-Unsubscribe: <mailto:x@modelo.example>", REPLY),
        ('Content-Type: text/calendar; name="x.ics"',),
    ],
)
def test_a_person_stays_a_person(headers: tuple[str, ...], forms: MailForms, own: OwnMail) -> None:
    """Headers that people's programs and lists set as well prove nothing."""
    assert kind(forms, own, *headers) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Respuesta automática: [AN-2026-000321] Visto bueno",
        "RESPUESTA AUTOMATICA: caso",
        "[EXTERNO] Respuesta automática: caso",
        "Automatic reply: caso",
        "Fuera de la oficina: RE: caso",
        "Out of Office: caso",
    ],
)
def test_a_subject_makes_an_automatic_reply(subject: str, forms: MailForms, own: OwnMail) -> None:
    """What only programs write in a subject is enough where the headers are lost."""
    assert kind(forms, own, subject=subject) is AutomaticKind.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "No se puede entregar: caso",
        "Undeliverable: caso",
        "Delivery Status Notification (Failure)",
        "Mail delivery failed: returning message to sender",
        "Entrega retrasada: caso",
        "Returned mail: see transcript for details",
        "Mail could not be delivered",
        "Mail Delivery Warning",
        "Non-Delivery: caso",
        "Automatically rejected mail",
    ],
)
def test_a_subject_makes_a_bounce(subject: str, forms: MailForms, own: OwnMail) -> None:
    """A report in free form is known by its subject."""
    assert kind(forms, own, subject=subject) is AutomaticKind.BOUNCE


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Respuesta automática: caso",
        "RV: No se puede entregar: caso",
        "Fwd: Undeliverable: caso",
        "RE: Leído: caso",
        "Rechazada la anulación del cliente",
        "Informe de anulados marzo 2026 - CALI",
    ],
)
def test_who_answers_or_forwards_a_machine_is_a_person(subject: str, forms: MailForms, own: OwnMail) -> None:
    """A reply prefix before the machine's words means that a person sent them on."""
    assert kind(forms, own, subject=subject) is None


@pytest.mark.parametrize(
    "header",
    [
        "Content-Class: urn:content-classes:calendarmessage",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
        "Subject: Leído: caso",
        "Subject: Read: caso",
        "Subject: Aceptada: Comité",
        "Subject: Declined: caso",
        "Subject: Cancelado: Reunión",
    ],
)
def test_receipts_and_calendars_are_notices(header: str, forms: MailForms, own: OwnMail) -> None:
    """They are automatic, and say of nobody that they are away."""
    subject = header.removeprefix("Subject: ")
    assert kind(forms, own, header, subject=subject) is AutomaticKind.NOTICE


def test_an_edited_subject_of_an_answer_is_a_persons(forms: MailForms, own: OwnMail) -> None:
    """A calendar's word before an answer with text, and no calendar in it, was typed."""
    assert kind(forms, own, REPLY, subject="Rechazada: caso", body="Falta la carta.") is None
    assert kind(forms, own, REPLY, subject="Rechazada: caso", body=" ") is AutomaticKind.NOTICE


def test_the_words_of_an_absence_are_no_proof(forms: MailForms, own: OwnMail) -> None:
    """Somebody on holiday may still answer; with a header that asks for silence it is the machine."""
    body = "Me encuentro en vacaciones, pero apruebo."
    assert kind(forms, own, body=body) is None
    assert kind(forms, own, "X-Auto-Response-Suppress: All", body=body) is AutomaticKind.AUTO_REPLY
    assert kind(forms, own, body=body, sender="no-responder@otra.example") is AutomaticKind.AUTO_REPLY


@pytest.mark.parametrize(
    ("headers", "sender", "to"),
    [
        (("Precedence: bulk",), "rosa@modelo.example", "anulaciones@modelo.example"),
        (("Precedence: junk",), "rosa@modelo.example", "anulaciones@modelo.example"),
        (("List-Unsubscribe: <https://x.example>",), "noticias@x.example", "anulaciones@modelo.example"),
        (("List-Id: <jefes.modelo.example>",), "rosa@modelo.example", "jefes@modelo.example"),
        ((), "noreply@x.example", "anulaciones@modelo.example"),
    ],
)
def test_mass_mail_is_bulk(headers: tuple[str, ...], sender: str, to: str, forms: MailForms, own: OwnMail) -> None:
    """Newsletters, lists that we only read, and senders that nobody is."""
    assert kind(forms, own, *headers, sender=sender, to=to) is AutomaticKind.BULK


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (("X-Tramita: 1",), "rosa@modelo.example"),
        (("Message-ID: <e-5.tramita@modelo.example>",), "rosa@modelo.example"),
        ((), "Bot <ANULACIONES@modelo.example>"),
        ((), "anulaciones+c321-abc@modelo.example"),
        (("Auto-Submitted: auto-generated",), "anulaciones@modelo.example"),
    ],
)
def test_our_own_mail_is_known(headers: tuple[str, ...], sender: str, forms: MailForms, own: OwnMail) -> None:
    """By our header, by our ids, or by our addresses with any tag."""
    assert kind(forms, own, *headers, sender=sender) is AutomaticKind.OWN


def test_an_id_of_a_colleague_is_not_ours(forms: MailForms, own: OwnMail) -> None:
    """Sharing the domain is not enough."""
    assert kind(forms, own, "Message-ID: <CAB123@modelo.example>") is None


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (("X-Failed-Recipients: rosa@modelo.example",), "rosa@modelo.example"),
        (("X-MS-Exchange-Message-Is-Ndr:",), "rosa@modelo.example"),
        ((), "MAILER-DAEMON@mx.example"),
        ((), "Correo <postmaster@modelo.example>"),
        (("Content-Type: multipart/report; report-type=delivery-status; boundary=x",), "anulaciones@modelo.example"),
    ],
)
def test_mail_servers_bounce(headers: tuple[str, ...], sender: str, forms: MailForms, own: OwnMail) -> None:
    """Whoever they claim to be, ourselves included."""
    assert kind(forms, own, *headers, sender=sender) is AutomaticKind.BOUNCE


def test_a_calendar_answer_is_automatic_and_an_attached_one_in_a_forward_is_not(forms: MailForms, own: OwnMail) -> None:
    """The words "Rechazada" and "No puedo" of a calendar decide nothing."""
    part = f"--x\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n{CALENDAR}\r\n"
    body = f"--x\r\n\r\nNo puedo.\r\n{part}--x--\r\n"
    assert kind(forms, own, "Content-Type: multipart/alternative; boundary=x", body=body) is AutomaticKind.NOTICE
    inner = f"Content-Type: multipart/mixed; boundary=y\r\n\r\n{part.replace('--x', '--y')}--y--"
    forwarded = f"--x\r\n\r\nMire.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--x--\r\n"
    assert kind(forms, own, "Content-Type: multipart/mixed; boundary=x", body=forwarded) is None


@pytest.mark.skipif(not SHARED.exists(), reason="the shared samples are not beside the project")
def test_the_shared_samples_have_their_kinds(forms: MailForms) -> None:
    """Every sample is of the kind that it is said to be."""
    own = OwnMail(addresses=frozenset({"bot@empresa.example"}))
    for line in (SHARED / "replies" / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = unanswerable(parse((SHARED / "replies" / case["file"]).read_bytes()), forms, own)
        kinds = {None: "reply", AutomaticKind.NOTICE: "auto_reply"}
        assert kinds.get(found and found.kind, found and found.kind) == case["kind"], case["file"]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared samples are not beside the project")
@pytest.mark.parametrize("name", ["subjects.jsonl", "subjects_more.jsonl"])
def test_no_request_is_taken_for_a_machines(name: str, forms: MailForms, own: OwnMail) -> None:
    """No subject that opens a case, or almost does, is automatic."""
    for line in (SHARED / name).read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["process"] or case["problem"]:
            assert kind(forms, own, subject=case["subject"]) is None, case["subject"]
