"""Whole mails in, whole mails out: scans, the stamped copy and the new invoice's number, as people really send them."""

from dataclasses import replace

import pytest

from bot.core.process import State
from bot.testing.case_facts import CaseFacts, Request
from bot.testing.documents import ROLES, File, five, stamped_memo
from bot.testing.house import House, Sent
from bot.testing.pdfs import stamped_memo_pdf
from tests.service.people import CLERK, COORDINATOR, MANAGER, SAC, annulment, answer, ask, only_case, to

READABLE = "sello.pdf"


def forwarded(house: House, case: CaseFacts, **changes: object) -> Sent:
    """The case is approved; this mail asks the clerk to scan."""
    return to(answer(house, to(ask(house, case, **changes), MANAGER), MANAGER, "Aprobado"), CLERK)


def filing(house: House, case: CaseFacts) -> Sent:
    """The case is scanned; this mail asks the coordinator to file the memo."""
    return to(answer(house, forwarded(house, case), CLERK, "Digitalizado"), COORDINATOR)


def flat(mail: Sent) -> str:
    """Its text in one line."""
    return " ".join(mail.mail.text.split())


def paper(case: CaseFacts, role: str, **how: object) -> File:
    """One of the five."""
    return five(case, **how)[ROLES.index(role)]


@pytest.mark.parametrize(
    ("role", "what"),
    [
        ("factura_original", "la factura original"),
        ("memorando", "el memorando"),
        ("carta_cliente", "la carta del cliente"),
    ],
)
def test_another_document_is_no_stamped_copy(house: House, role: str, what: str) -> None:
    """A readable document, the memo's workbook or a file of the request do not close the case; the mail says why."""
    case = annulment()
    file = paper(case, role)
    back = to(answer(house, filing(house, case), COORDINATOR, "Radicado", attachments=(file,)), COORDINATOR)

    assert only_case(house).state is State.AWAITING_FILING
    assert f"«{file.filename}» es {what}." in flat(back)
    assert "el memorando con el sello de recibido" in flat(back)


def test_a_damaged_file_is_no_stamped_copy(house: House) -> None:
    """Whoever sends a file that does not open is told which."""
    case = annulment()
    whole = stamped_memo(case)
    file = replace(whole, content=whole.content[:200])
    back = to(answer(house, filing(house, case), COORDINATOR, "Radicado", attachments=(file,)), COORDINATOR)

    assert f"«{file.filename}» no abre." in flat(back)


@pytest.mark.parametrize("scanned", [True, False])
def test_the_stamped_memo_is_the_stamped_copy(house: House, scanned: bool) -> None:
    """Whether or not it can be read, alone or beside another document of the request."""
    case = annulment()
    stamped = File(filename=READABLE, media_type="application/pdf", content=stamped_memo_pdf(case, scanned=scanned))
    files = (paper(case, "factura_original"), stamped)
    answer(house, filing(house, case), COORDINATOR, "Radicado, va la copia", attachments=files)

    assert only_case(house).state is State.CLOSED


def test_scans_in_two_mails_are_finished(house: House) -> None:
    """Pages from the scanner, whatever they are called, count over both mails; an impatient word gets an answer."""
    case = annulment()
    pages = tuple(
        replace(
            paper(case, "carta_cliente"),
            filename=f"Scan{n:04}.pdf",
            content=paper(case, "carta_cliente").content + b"%%%d" % n,
        )
        for n in range(5)
    )
    asked = forwarded(house, case)
    back = to(answer(house, asked, CLERK, "digitalizado", attachments=pages[:2]), CLERK)
    assert "Scan0000.pdf y Scan0001.pdf" in flat(back)

    text = "Ya los mandé todos!! Los otros van en el correo anterior"
    assert "falta" in flat(to(answer(house, asked, CLERK, text), CLERK))

    answer(house, asked, CLERK, "digitalizado", attachments=pages[2:])
    assert only_case(house).state is State.AWAITING_FILING


def test_scan_of_another_invoice(house: House) -> None:
    """A PDF with text that names another invoice counts for nothing, and the clerk reads which it names."""
    case, other = annulment(), annulment(4)
    files = (paper(other, "factura_original"), *(paper(case, role) for role in ROLES if role != "factura_original"))
    back = to(answer(house, forwarded(house, case), CLERK, "digitalizado", attachments=files), CLERK)

    assert only_case(house).state is State.AWAITING_DIGITIZATION
    assert "falta la factura original." in flat(back)
    assert f"«{files[0].filename}» es de otra solicitud: dice {other.invoice_number}." in flat(back)


def test_the_new_number_is_read_back_and_corrected(house: House) -> None:
    """Whoever told it reads what was taken down; another number in the same thread takes its place, with a receipt."""
    case = annulment(request=Request.REBILL, cause="02")
    sent = ask(house, case, subject=case.subject.replace("ANULADO", "REFACTURADO"))
    asked = to(answer(house, to(answer(house, to(sent, SAC), SAC, "Aprobado"), CLERK), CLERK, "digitalizado"), SAC)
    receipt = to(answer(house, asked, SAC, "es la FECA-120099"), SAC)
    assert "nueva factura FECA-120099." in flat(receipt)

    changed = to(answer(house, receipt, SAC, "perdón, me equivoqué: es la FECA-120100"), SAC)
    assert "nueva factura FECA-120100 en lugar de FECA-120099." in flat(changed)
    assert only_case(house).values["nueva_factura"] == "FECA-120100"


@pytest.mark.parametrize(("client", "told"), [("same", "FECA-120099"), ("other", None), ("original", None)])
def test_the_new_invoice_itself_tells_its_number(house: House, client: str, told: str | None) -> None:
    """Sent without its number in words, it counts where it is another invoice to the same client."""
    case = annulment(request=Request.REBILL, cause="02")
    sent = ask(house, case, subject=case.subject.replace("ANULADO", "REFACTURADO"))
    asked = to(answer(house, to(answer(house, to(sent, SAC), SAC, "Aprobado"), CLERK), CLERK, "digitalizado"), SAC)
    new = {"same": replace(case, invoice_number="FECA-120099"), "other": annulment(4), "original": case}[client]
    back = to(answer(house, asked, SAC, "Va adjunta", attachments=(paper(new, "factura_original"),)), SAC)

    assert only_case(house).values.get("nueva_factura") == told
    assert ("nueva factura FECA-120099" in flat(back)) is (told is not None)


def test_a_better_copy_is_what_was_asked_for(house: House) -> None:
    """A file that says nothing, in answer to the clerk's words about one document, goes on under that one's name."""
    case = annulment()
    text = "Digitalizado, pero la carta de respuesta está cortada"
    asked = to(answer(house, forwarded(house, case), CLERK, text), COORDINATOR)
    unread = replace(paper(case, "carta_respuesta", scanned=("carta_respuesta",)), filename="CamScanner.pdf")
    sent = to(answer(house, asked, COORDINATOR, "va de nuevo", attachments=(unread,)), CLERK)

    assert [file.filename for file in sent.mail.attachments] == ["carta_respuesta.pdf"]


def test_a_signed_letter_is_what_was_asked_for(house: House) -> None:
    """So is the letter that somebody has not seen a signature on."""
    case = annulment(admin_costs=True, cause="05")
    asked = to(answer(house, to(ask(house, case), SAC), SAC, "No veo la firma"), COORDINATOR)
    unread = replace(paper(case, "carta_respuesta", scanned=("carta_respuesta",)), filename="CamScanner.pdf")
    answer(house, asked, COORDINATOR, "va firmada", attachments=(unread,))

    assert only_case(house).changed == ("carta_respuesta",)


def test_a_file_that_did_not_open_is_sent_again(house: House) -> None:
    """So is a scan in the place of one that could not be opened."""
    case = annulment()
    files = five(case)
    broken = replace(files[3], content=files[3].content[:300])
    back = to(ask(house, case, files=(*files[:3], broken, files[4])), COORDINATOR)
    unread = replace(paper(case, "carta_respuesta", scanned=("carta_respuesta",)), filename="CamScanner.pdf")
    answer(house, back, COORDINATOR, "va otra vez", attachments=(unread,))

    piece = only_case(house).piece("carta_respuesta")
    assert piece is not None
    assert piece.filename == "CamScanner.pdf"


def test_the_number_told_without_the_copy_is_kept(house: House) -> None:
    """Whoever tells number and day first and sends the copy afterwards need not repeat them."""
    case = annulment()
    back = answer(house, filing(house, case), COORDINATOR, "Radicado No 5521 del 3 de marzo de 2026")
    assert "Ya anoté: número de radicación 5521 y fecha de radicación 03/03/2026." in flat(to(back, COORDINATOR))
    answer(house, to(back, COORDINATOR), COORDINATOR, "Va la copia, radicado", attachments=(stamped_memo(case),))
    closed = only_case(house)
    assert closed.state is State.CLOSED
    assert closed.values["numero_radicacion"] == "5521"


def test_a_no_with_a_refusal_is_no_answer_to_a_change_of_mind(house: House) -> None:
    """Asked whether she takes her approval back, «no, rechazado» is asked about again, and the case waits."""
    approval = to(ask(house, annulment()), MANAGER)
    answer(house, approval, MANAGER, "Aprobado")
    (asked,) = answer(house, approval, MANAGER, "Perdón, rechazado")
    (again,) = answer(house, asked, MANAGER, "No, rechazado")
    assert "No entendí si quiere cambiar su decisión" in flat(again)
    answer(house, again, MANAGER, "Sí, rechazar")
    assert only_case(house).state is State.RETURNED


def taken_back(house: House, approval: Sent) -> None:
    """The manager takes her approval back."""
    (asked,) = answer(house, approval, MANAGER, "Perdón, rechazado, hay un error")
    answer(house, asked, MANAGER, "Sí")
    assert only_case(house).state is State.RETURNED


@pytest.mark.parametrize("filing_reached", [False, True])
def test_an_approval_taken_back_is_asked_for_again(house: House, filing_reached: bool) -> None:
    """Whoever asks to reconsider gets a new question to the manager, and nothing goes on without her answer."""
    opened = ask(house, annulment())
    approval = to(opened, MANAGER)
    approved = answer(house, approval, MANAGER, "Aprobado")
    last = to(approved, COORDINATOR)
    if filing_reached:
        last = to(answer(house, to(approved, CLERK), CLERK, "Digitalizado"), COORDINATOR)
    taken_back(house, approval)

    sent = answer(house, last, COORDINATOR, "Favor reconsiderar, el NIT está bien")

    assert only_case(house).state is State.AWAITING_APPROVAL
    again = to(sent, MANAGER)
    answer(house, again, MANAGER, "Aprobado")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_a_second_change_of_mind_is_asked_about_too(house: House) -> None:
    """Having said once that the approval stands, the manager may still take it back."""
    approval = to(ask(house, annulment()), MANAGER)
    answer(house, approval, MANAGER, "Aprobado")
    (asked,) = answer(house, approval, MANAGER, "Rechazado")
    answer(house, asked, MANAGER, "No")
    assert only_case(house).state is State.AWAITING_DIGITIZATION
    taken_back(house, approval)


@pytest.mark.parametrize("content", [b"Rar!\x1a\x07\x01\x00" + bytes(100), b"PK\x03\x04" + bytes(300)])
def test_scans_that_do_not_open_are_none(house: House, content: bytes) -> None:
    """The clerk learns which file it is, and that the five are still missing."""
    file = File(filename="escaneos.zip", media_type="application/zip", content=content)
    sent = answer(house, forwarded(house, annulment()), CLERK, "Digitalizado, van los cinco.", attachments=(file,))
    assert only_case(house).state is State.AWAITING_DIGITIZATION
    assert "«escaneos.zip» no abre." in flat(to(sent, CLERK))


def test_a_stamped_copy_that_does_not_open_is_named(house: House) -> None:
    """Packed or not."""
    file = File(filename="sello.zip", media_type="application/zip", content=b"PK\x03\x04" + bytes(300))
    sent = answer(house, filing(house, annulment()), COORDINATOR, "Radicado 4512", attachments=(file,))
    assert "«sello.zip» no abre." in flat(to(sent, COORDINATOR))
