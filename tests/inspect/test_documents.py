"""What came with a mail, as the dry run lists it."""

import hashlib
import struct
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.testing.archives import one_pdf, winmail, zipped
from bot.testing.documents import ROLES, File, five
from bot.testing.facts import facts
from bot.testing.mails import MailBuilder, request
from tests.inspect.conftest import Look
from tests.inspect.mails import APPROVER, COORDINATOR, DATE, MAILBOX, answer, mail

CASE = facts(3)
WHOLE = request(CASE).raw()
LOGO = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 120, 40) + b"\x08\x02\x00\x00\x00"


def forwarding(inner: bytes, subject: str, boundary: str = "q", note: str = "") -> bytes:
    """A mail that carries another one, and perhaps a note behind it."""
    head = (
        f"From: {COORDINATOR}\nTo: {MAILBOX}\nSubject: {subject}\nContent-Type: multipart/mixed; boundary={boundary}\n"
        f"\n--{boundary}\n\nabajo\n--{boundary}\nContent-Type: message/rfc822\n"
        "Content-Disposition: attachment; filename=solicitud.eml\n\n"
    )
    behind = f"\n--{boundary}\nContent-Type: application/octet-stream; name=nota.txt\n\n{note}" if note else ""
    return head.encode() + inner + f"{behind}\n--{boundary}--\n".encode()


def test_a_request_gives_roles_and_values(look: Look) -> None:
    """Five documents with their roles, money as a decimal string, days as ISO, marks as a list."""
    found = look(WHOLE)
    documents = {one["role"]: one for one in found["documents"]}
    assert set(documents) == set(ROLES)
    memo = documents["memorando"]["fields"]
    assert Decimal(memo["valor_factura"]) == CASE.total
    assert memo["fecha"] == CASE.memo_date.isoformat()
    assert isinstance(memo["tipo"], list)
    assert isinstance(memo["cobro_costos"], bool)
    assert documents["factura_original"]["fields"]["capa_de_texto"] is True
    assert documents["carta_cliente"]["fields"] == {"capa_de_texto": False}


def test_a_forwarded_mail_holds_its_documents(look: Look) -> None:
    """The mail inside is one document with its own bytes' digest; its files are its parts, with their roles."""
    found = look(forwarding(WHOLE, f"RV: {CASE.subject}"))
    (mail,) = found["documents"]
    assert (mail["filename"], mail["media_type"], mail["role"]) == ("solicitud.eml", "message/rfc822", None)
    assert (mail["size"], mail["sha256"]) == (len(WHOLE), hashlib.sha256(WHOLE).hexdigest())
    assert {part["role"] for part in mail["parts"]} == {None, *ROLES}
    assert "document.missing" not in {one["code"] for one in found["findings"]}


def test_an_archive_holds_its_documents(look: Look) -> None:
    """A ZIP is one document without a role; its files are its parts, with their roles and values."""
    inner = winmail(five(CASE)[3:])
    found = look(mail(CASE.subject, files=(zipped((*five(CASE)[:3], inner)),)))
    (archive,) = found["documents"]
    assert (archive["media_type"], archive["role"]) == ("application/zip", None)
    assert [part["role"] for part in archive["parts"]] == [*ROLES[:3], None]
    assert [part["role"] for part in archive["parts"][3]["parts"]] == list(ROLES[3:])
    assert Decimal(archive["parts"][0]["fields"]["valor_factura"]) == CASE.total
    assert "document.missing" not in {one["code"] for one in found["findings"]}


def test_a_pdf_holds_its_documents(look: Look) -> None:
    """A PDF with several documents has no role; each of them is a part of it, with its pages and values."""
    memo, invoice, letter, reply, log = five(CASE, scanned=())
    found = look(mail(CASE.subject, files=(memo, one_pdf((invoice, letter, reply)), log)))
    bundle = found["documents"][1]
    assert (bundle["role"], bundle["pages"]) == (None, 3)
    assert [(part["role"], part["pages"]) for part in bundle["parts"]] == [(role, 1) for role in ROLES[1:4]]
    assert Decimal(bundle["parts"][0]["fields"]["total"]) == CASE.total
    assert "document.missing" not in {one["code"] for one in found["findings"]}


def test_sheets_of_one_document_have_its_role(look: Look) -> None:
    """Each file of a document that came in several is shown as that document."""
    memo, invoice, letter, reply, log = five(CASE)
    sheets = (replace(letter, filename=f"carta cliente hoja {number}.pdf") for number in (1, 2))
    found = look(mail(CASE.subject, files=(memo, invoice, *sheets, reply, log)))
    assert [one["role"] for one in found["documents"]] == [*ROLES[:3], *ROLES[2:]]


def test_mails_inside_mails_make_a_tree(look: Look) -> None:
    """A file after a forwarded mail is beside it, and a mail inside the forwarded one is one of its parts."""
    inner = forwarding(answer("Aprobado."), "dentro", boundary="inner")
    found = look(forwarding(inner, "afuera", note="nota"))
    first, second = found["documents"]
    assert [first["filename"], second["filename"]] == ["solicitud.eml", "nota.txt"]
    assert [part["media_type"] for part in first["parts"]] == ["text/plain", "message/rfc822"]
    assert [part["media_type"] for part in first["parts"][1]["parts"]] == ["text/plain"]


def test_a_logo_is_inline_and_nothing_else(look: Look) -> None:
    """A picture that the text shows gets no role, and no finding is about it."""
    builder = MailBuilder(
        sender=COORDINATOR,
        to=(MAILBOX,),
        subject=CASE.subject,
        date=DATE,
        text="Hola",
        html='<p>Hola</p><img src="cid:logo@x">',
        pictures=(File(filename="logo@x", media_type="image/png", content=LOGO),),
    )
    found = look(builder.raw())
    (logo,) = found["documents"]
    assert (logo["inline"], logo["role"], logo["media_type"]) == (True, None, "image/png")
    assert {one["code"] for one in found["findings"] if one["code"].startswith("document.")} == {"document.missing"}


def test_documents_of_an_answer_have_roles_too(look: Look) -> None:
    """Somebody who sends the missing document supplies it; the tag says of which process it is."""
    memo = next(file for file in request(CASE).attachments if file.filename.endswith("xlsx"))
    found = look(answer("Adjunto lo que faltaba.", files=(memo,)))
    assert (found["intent"], found["documents"][0]["role"]) == ("supply", "memorando")


@pytest.mark.parametrize("sender", [COORDINATOR, APPROVER])
def test_a_file_that_does_not_open_is_a_finding_of_any_mail(sender: str, look: Look) -> None:
    """Also outside of a request."""
    broken = File(filename="roto.pdf", media_type="application/pdf", content=b"%PDF-1.7 nothing")
    found = look(replace(request(CASE, sender=sender, files=(broken,)), subject="Saludos").raw())
    assert [(one["code"], one["severity"]) for one in found["findings"]] == [("document.unreadable", "error")]
    assert "roto.pdf" in found["findings"][0]["message"]
