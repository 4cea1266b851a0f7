"""What comes attached to an approval: nothing of it vanishes, and nothing of it is approved unseen."""

from dataclasses import replace
from email.message import EmailMessage

import pytest

from bot.core.process import State
from bot.testing.archives import mail_as_file
from bot.testing.documents import ROLES, File, five, stamped_memo
from bot.testing.house import House, Sent
from bot.testing.ink import logo_png
from bot.testing.pdfs import stamped_memo_pdf
from tests.service.people import CLERK, COORDINATOR, MANAGER, annulment, answer, ask, only_case, to
from tests.service.test_beside import flat, page

CASE = annulment()
PDF = "application/pdf"
NOTE = File(filename="condiciones.txt", media_type="text/plain", content=b"Solo se aprueba la mitad del valor.")
SIGNED = replace(stamped_memo(CASE), filename="Scan_0012.pdf")
READABLE = File(filename="memo.pdf", media_type=PDF, content=stamped_memo_pdf(CASE, scanned=False, stamped=False))
CARD = File(filename="Martha Ospina.vcf", media_type="text/vcard", content=b"BEGIN:VCARD\r\nEND:VCARD\r\n")
LOGO = File(filename="image001.png", media_type="image/png", content=logo_png())


def forwarded(subject: str, text: str) -> File:
    """Somebody else's mail, saved as a file."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "gerencia@empresa.example", "martha@empresa.example", subject
    mail.set_content(text)
    return mail_as_file(mail.as_bytes(), "RV.eml")


def approved_with(house: House, text: str, *files: File) -> tuple[Sent, ...]:
    """The manager answers with these files; the mails that follow."""
    return answer(house, to(ask(house, CASE), MANAGER), MANAGER, text, attachments=files)


@pytest.mark.parametrize(
    ("text", "file", "told"),
    [
        ("Aprobado. Adjunto mis observaciones", NOTE, "«condiciones.txt»"),
        ("Aprobado", page("Cotización.pdf", "COTIZACIÓN 889"), "«Cotización.pdf»"),
        ("Aprobado", forwarded("NO APROBAR", "No se puede aprobar"), "«RV.eml»"),
        ("Aprobado", five(annulment(2))[1], "es de otra solicitud: dice FECA-110002"),
        ("Aprobado, adjunto memo firmado", stamped_memo(annulment(2)), "es de otra solicitud: dice CAL-0202-2026"),
        ("Aprobado. Adjunto el memorando corregido, usen este", five(annulment(cause="02"))[0], "la causal"),
        ("Aprobado, van los documentos", page("Scan.pdf", "x", scanned=True), "«Scan.pdf»"),
    ],
)
def test_what_may_change_the_request_is_asked_about(house: House, text: str, file: File, told: str) -> None:
    """A yes beside it counts for nothing yet; whoever gave it reads which file it is and what to answer."""
    asked = to(approved_with(house, text, file), MANAGER)
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert f"solo con APROBADO o con RECHAZADO y el motivo: con su respuesta llegó «{file.filename}»" in flat(asked)
    assert told in flat(asked)

    answer(house, asked, MANAGER, "APROBADO")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_all_documents_of_another_request_are_named(house: House) -> None:
    """Five files at once make one question."""
    asked = to(approved_with(house, "Aprobado", *five(annulment(2))), MANAGER)
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert "esos archivos no irán con los documentos" in flat(asked)


@pytest.mark.parametrize("file", [SIGNED, READABLE])
def test_a_signed_copy_goes_with_the_documents(house: House, file: File) -> None:
    """Whoever prints, signs and scans the memo has approved it, and those who work on it get that copy."""
    passed = to(approved_with(house, "Aprobado, adjunto el memorando firmado", file), CLERK)
    assert only_case(house).state is State.AWAITING_DIGITIZATION
    assert [one.filename for one in passed.mail.attachments][5:] == ["firmado_1.pdf"]
    assert f"Con la aprobación llegó además una copia firmada, «{file.filename}»: también va adjunta." in flat(passed)
    assert to((passed,), COORDINATOR) is passed


@pytest.mark.parametrize("files", [tuple(five(CASE)), (five(CASE)[0], LOGO), (CARD,), (LOGO,)])
def test_copies_of_the_request_and_visiting_cards_are_no_files(house: House, files: tuple[File, ...]) -> None:
    """A plain yes stays one, whatever the mail program sends back or adds."""
    passed = to(approved_with(house, "Aprobado", *files), CLERK)
    assert [one.filename.rpartition(".")[0] for one in passed.mail.attachments] == list(ROLES)


def test_our_own_mail_may_come_back_as_an_attachment(house: House) -> None:
    """Some programs attach the mail that they answer."""
    asked = to(ask(house, CASE), MANAGER)
    own = File(filename="", media_type="message/rfc822", content=asked.raw)
    answer(house, asked, MANAGER, "Aprobado", attachments=(own,))
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_what_comes_with_a_refusal_goes_to_who_asked(house: House) -> None:
    """«Ver el adjunto» is of no use without it."""
    returned = to(approved_with(house, "Rechazado, ver correcciones en el adjunto", NOTE), COORDINATOR)
    assert only_case(house).state is State.RETURNED
    assert "Con su respuesta llegó «condiciones.txt»: va adjunto." in flat(returned)
    assert [(one.filename, one.content) for one in returned.mail.attachments] == [("adjunto_1.txt", NOTE.content)]
