"""Our mails as the standard library reads them, which did not write them."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from bot.intake.transfer import encode_base64
from bot.service.compose_mail import Envelope, File, compose
from bot.service.ports import Rendered

WORDS = Rendered(subject="", text="Señora:\n\n" + "á" * 300 + "\n.\nFin \n", html="<p>Señora</p>\n")
LONG = "Carta de respuesta al señor Muñoz, versión final con las firmas y los anexos del mes de octubre " * 2 + ".pdf"


def _envelope(**changes: object) -> Envelope:
    usual = {
        "message_id": "an-2026-000001.1.0.k1abcdefghij@empresa.example",
        "sender": "anulaciones@empresa.example",
        "sender_name": "Empresa de Servicios Públicos Ejemplo, S.A.S.",
        "to": (("Martha Lucía Ospina Rendón", "martha@empresa.example"), ("", "otra@empresa.example")),
        "cc": (("Ruiz, Ana", "ana@empresa.example"),),
        "reply_to": "",
        "subject": "[AN-2026-000001] Aprobación de la anulación",
        "references": ("a@b", "c@d"),
        "date": datetime(2026, 3, 4, 10, tzinfo=UTC),
    }
    return Envelope(**(usual | changes))


def _read(envelope: Envelope, *files: File) -> EmailMessage:
    return message_from_bytes(compose(envelope, WORDS, files), _class=EmailMessage, policy=SMTP)


def _decoded(raw: bytes) -> str:
    """The author; by the older decoder, since Python 3.11's newer one puts a space between two encoded words."""
    return str(make_header(decode_header(message_from_bytes(raw)["From"])))


def test_headers_say_what_was_meant() -> None:
    """Names with accents and commas, a subject with accents, and the thread arrive whole."""
    mail = _read(_envelope())
    assert [(a.display_name, a.addr_spec) for a in mail["To"].addresses] == list(_envelope().to)
    assert _decoded(compose(_envelope(), WORDS, [])) == f"{_envelope().sender_name} <{_envelope().sender}>"
    assert mail["Cc"].addresses[0].display_name == "Ruiz, Ana"
    assert mail["Subject"] == _envelope().subject
    assert mail["In-Reply-To"] == "<c@d>"
    assert mail["References"].split() == ["<a@b>", "<c@d>"]
    assert not mail.defects


def test_bodies_say_what_was_meant() -> None:
    """Long lines, a lone dot and a space at the end of a line survive; the last line break belongs to the boundary."""
    mail = _read(_envelope())
    plain, html = mail.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == WORDS.text.rstrip("\n")
    assert html.get_content().replace("\r\n", "\n") == WORDS.html.rstrip("\n")


@pytest.mark.parametrize("name", ["a.pdf", 'el "acta" \\ final.pdf', "reseña.pdf", LONG, "x" * 200])
def test_a_file_keeps_its_name_and_bytes(name: str) -> None:
    """However long its name is and whatever letters it has."""
    content = bytes(range(256)) * 9
    mail = _read(_envelope(), File(filename=name, media_type="application/pdf", base64=encode_base64(content)))
    (file,) = mail.iter_attachments()
    assert file.get_filename() == name
    assert file.get_content() == content


def test_lines_are_short_enough_for_any_server() -> None:
    """No line exceeds 998 bytes (RFC 5322, 2.1.1), and every one ends in CRLF."""
    file = File(filename=LONG * 9, media_type="application/pdf", base64=encode_base64(b"x" * 999))
    raw = compose(_envelope(subject="ñ" * 900), WORDS, [file])
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")


@pytest.mark.parametrize("evil", ["x\r\nBcc: all@empresa.example", "x\nBcc: a@b", "ñ\u2028\r\n\r\nBcc: a@b"])
def test_nothing_can_put_in_a_header(evil: str) -> None:
    """A line break in a subject, a name, an id or a file's name is a space."""
    envelope = _envelope(subject=evil, sender_name=evil, to=((evil, "ana@empresa.example"),), references=(evil,))
    mail = _read(envelope, File(filename=evil, media_type="application/pdf", base64=b""))
    assert mail["Bcc"] is None
    assert all(part["Bcc"] is None for part in mail.walk())
