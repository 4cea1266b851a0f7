"""Scans that come in several mails, the wrong ones first, or under the invoice's number."""

import pytest

from bot.core.process import State
from bot.testing.documents import ROLES, File, five
from bot.testing.house import House, Sent
from tests.service.people import CLERK, annulment, answer, only_case, to
from tests.service.test_beside import flat
from tests.service.test_filing import forwarded

CASE = annulment()
SENT = tuple(five(CASE))
SCANS = tuple(five(CASE, scanned=ROLES[1:4], colour=True))


def scanned(house: House, text: str, *files: File) -> tuple[Sent, ...]:
    """The clerk answers the forwarded documents; the mails that follow."""
    first = next(one for one in house.sent() if one.mail.attachments and len(one.recipients) > 1)
    return answer(house, first, CLERK, text, attachments=files)


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (SCANS[1:4], (SENT[0], SENT[4])),
        (SENT[:3], SENT[3:]),
        ((SENT[1], SCANS[2], SENT[3]), (SENT[0], SENT[4])),
    ],
)
@pytest.mark.parametrize("text", ["Digitalizado. Van los otros dos", "Digitalizado, segunda parte", "Van los demás"])
def test_the_rest_in_another_mail_is_enough(
    house: House, first: tuple[File, ...], rest: tuple[File, ...], text: str
) -> None:
    """What came counts from mail to mail, scans and documents that came back as they were sent alike."""
    forwarded(house, CASE)
    asked = to(scanned(house, "Digitalizado, primera parte", *first), CLERK)
    assert "Entre lo digitalizado de Distribuidora La Acacia S.A.S. falta" in flat(asked)
    answer(house, asked, CLERK, text, attachments=rest)
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize("text", ["Digitalizado, primera parte", "Digitalizado 1/2"])
def test_a_part_is_not_all(house: House, text: str) -> None:
    """Who keeps the scans elsewhere and tells of a part is waited for."""
    forwarded(house, CASE)
    (told,) = scanned(house, text)
    assert "De acuerdo, quedo pendiente." in flat(told)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_a_scan_under_the_number_of_the_invoice_is_the_invoice(house: House) -> None:
    """It is not taken for the memo."""
    forwarded(house, CASE)
    scan = File(filename="FECA-110000.pdf", media_type="application/pdf", content=SCANS[1].content)
    told = flat(to(scanned(house, "Digitalizado", scan), CLERK))
    assert "falta el memorando, la carta del cliente, la carta de respuesta y el informe de gestiones" in told
    assert "FECA-110000.pdf" in told


def test_an_archive_that_is_none_is_told(house: House) -> None:
    """The clerk hears that it does not open."""
    forwarded(house, CASE)
    broken = File(filename="scan.zip", media_type="application/zip", content=b"basura" * 300)
    assert "«scan.zip» no abre." in flat(to(scanned(house, "Digitalizado", broken), CLERK))


def test_the_right_ones_after_the_wrong_ones(house: House) -> None:
    """Of another request nothing stays, not even what cannot be read; then all five are enough."""
    forwarded(house, CASE)
    asked = to(scanned(house, "Digitalizado", *five(annulment(2), scanned=("carta_cliente",))), CLERK)
    assert only_case(house).scans == ()
    answer(house, asked, CLERK, "Perdón, esos eran de la clínica. Adjunto los correctos", attachments=SCANS)
    assert only_case(house).state is State.AWAITING_FILING
