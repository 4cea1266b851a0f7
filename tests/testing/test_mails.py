"""Built mails are what the standard library reads back, and the same bytes every time."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from bot.testing.documents import File
from bot.testing.facts import facts
from bot.testing.mails import MailBuilder, request, with_authentication_results

WHEN = datetime(2026, 3, 4, 15, 15, tzinfo=UTC)
PNG = File(filename="logo.png@01", media_type="image/png", content=b"\x89PNG")
MAIL = MailBuilder(
    sender="Íñigo Peña <inigo@empresa.example>",
    to=("bot@empresa.example", "Área de Facturación <fact@empresa.example>"),
    subject="ANULADO-Ñandú & Cía. de los Llanos Orientales y del Magdalena Medio-BOGOTÁ",
    date=WHEN,
    text="Buenos días.\nAdjunto.\n",
)


def read(raw: bytes) -> EmailMessage:
    """Parsed strictly: no defect anywhere."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=default)
    assert isinstance(message, EmailMessage)
    assert all(not part.defects for part in message.walk())
    return message


def test_headers_come_back() -> None:
    """Accents, several addressees, ids and dates survive."""
    mail = read(replace(MAIL, cc=("c@x.example",), in_reply_to="a@b", references=("<z@b>", "a@b")).raw())
    assert mail["From"].addresses[0].display_name == "Íñigo Peña"
    assert [address.addr_spec for address in mail["To"].addresses] == ["bot@empresa.example", "fact@empresa.example"]
    assert (mail["Subject"], mail["Date"].datetime) == (MAIL.subject, WHEN)
    assert (mail["In-Reply-To"], mail["References"].split()) == ("<a@b>", ["<z@b>", "<a@b>"])
    assert mail["Return-Path"] == "<inigo@empresa.example>"


def test_long_ids_are_never_broken() -> None:
    """An id longer than a line stays in one piece, as real programs leave it."""
    long_id = f"{'a' * 120}@empresa.example"
    raw = replace(MAIL, in_reply_to=long_id, references=(long_id, long_id)).raw()
    assert raw.count(f"<{long_id}>".encode()) == 3


def test_every_line_ends_as_mail_lines_do() -> None:
    """CR and LF always come together, and no header line is longer than 998 bytes."""
    raw = replace(MAIL, html="<p>Año</p>", attachments=(PNG,)).raw()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_text_html_picture_and_attachment() -> None:
    """All parts of a usual mail are found where readers look for them."""
    file = File(filename="Año ñ.pdf", media_type="application/pdf", content=b"%PDF-")
    mail = read(replace(MAIL, html='<img src="cid:logo.png@01">', pictures=(PNG,), attachments=(file,)).raw())
    types = [part.get_content_type() for part in mail.walk()]
    assert types == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip
    (attachment,) = mail.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == ("Año ñ.pdf", b"%PDF-")
    picture = next(part for part in mail.walk() if part.get_content_type() == "image/png")
    assert (picture["Content-ID"], picture.get_filename()) == ("<logo.png@01>", "logo.png")
    assert picture.get_content_disposition() == "inline"


def test_pictures_need_html() -> None:
    """A picture inside a text is a mistake of the test."""
    with pytest.raises(TypeError, match="give html too"):
        replace(MAIL, pictures=(PNG,)).raw()


@pytest.mark.parametrize("transfer", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_charsets_and_encodings(charset: str, transfer: str) -> None:
    """The same words arrive in every charset and encoding, which the part declares."""
    mail = read(replace(MAIL, charset=charset, transfer=transfer).raw())  # type: ignore[arg-type]  # from a list
    assert mail.get_content().splitlines() == (MAIL.text or "").splitlines()
    assert mail["Content-Transfer-Encoding"] == transfer
    assert mail.get_content_charset() == charset


def test_what_does_not_fit_a_charset_is_utf8() -> None:
    """Typographic quotes are not in Latin-1; the mail says so instead of losing them."""
    mail = read(replace(MAIL, charset="iso-8859-1", text="“sí” – no").raw())
    assert (mail.get_content_charset(), mail.get_content().strip()) == ("utf-8", "“sí” – no")


def test_only_html() -> None:
    """A mail without text has the HTML as its body."""
    assert read(replace(MAIL, text=None, html="<p>Sí</p>").raw()).get_content_type() == "text/html"


def test_same_mail_same_bytes_other_mail_other_id() -> None:
    """The id follows from the content: equal mails are copies, changed ones are not."""
    rich = replace(MAIL, html="<p>x</p>", attachments=(PNG,))
    assert rich.raw() == replace(rich).raw()
    others = [rich, replace(rich, text="Otro"), replace(rich, attachments=()), replace(rich, subject="Otro"), MAIL]
    assert len({read(mail.raw())["Message-ID"] for mail in others}) == len(others)


def test_the_request_of_a_coordinator() -> None:
    """Usual subject, five attachments, about 0.4 MB."""
    case = facts(5)
    mail = request(case)
    raw = mail.raw()
    parsed = read(raw)
    assert parsed["Subject"] == case.subject
    assert parsed["From"].addresses[0].addr_spec == case.coordinator.email
    assert [part.get_content() for part in parsed.iter_attachments()] == [file.content for file in mail.attachments]
    assert len(mail.attachments) == 5
    assert 350_000 < len(raw) < 520_000
    assert parsed["Date"].datetime == case.mailed_at


def test_a_request_can_differ() -> None:
    """Sender, addressee, subject, text, date and files are the test's to choose."""
    mail = read(
        request(facts(5), files=(), sender="x@y.example", to="z@y.example", subject="ANULADO", text="", date=WHEN).raw()
    )
    assert (mail["From"], mail["To"], mail["Subject"], mail["Date"].datetime) == (
        "x@y.example", "z@y.example", "ANULADO", WHEN,
    )  # fmt: skip


def test_the_servers_verdict_stands_on_top() -> None:
    """Authentication-Results is the first header and names server, methods and the author's domain."""
    raw = with_authentication_results(MAIL.raw(), "mx.empresa.example", "fail")
    assert raw.endswith(MAIL.raw())
    assert next(iter(read(raw).keys())) == "Authentication-Results"
    value = " ".join(read(raw)["Authentication-Results"].split())
    assert value == (
        "mx.empresa.example; spf=fail smtp.mailfrom=empresa.example; dkim=fail header.d=empresa.example;"
        " dmarc=fail header.from=empresa.example"
    )
    assert b"header.from=otra.example" in with_authentication_results(MAIL.raw(), "mx", domain="otra.example")
