"""Scans that nobody can read and whose names say nothing: all in one file, fewer than five, or a clerk's word."""

from dataclasses import replace

import pytest

from bot.core.process import State
from bot.testing.archives import one_pdf
from bot.testing.documents import ROLES, File, five
from bot.testing.house import House, Sent
from tests.service.people import CLERK, address, annulment, answer, only_case, to
from tests.service.test_beside import flat
from tests.service.test_filing import forwarded

CASE = annulment()
_PAPERS = five(CASE, scanned=ROLES[1:4])[1:4]
NEUTRAL = tuple(replace(one, filename=f"SCAN{place}.pdf") for place, one in enumerate(_PAPERS))
IN_ONE = one_pdf(NEUTRAL, "SCAN.pdf")


def scanned(house: House, text: str, *files: File) -> tuple[Sent, ...]:
    """The clerk answers the last mail that they got; the mails that follow."""
    last = [one for one in house.sent() if address(CLERK) in one.recipients][-1]
    return answer(house, last, CLERK, text, attachments=files)


@pytest.mark.parametrize(
    "text",
    [
        "Digitalizado, van los cinco documentos en un solo archivo",
        "Digitalizado, todo en un solo PDF",
        "Listo, todo escaneado en un pdf",
        "Digitalizado. El memo y el informe no se escanean, son Excel",
    ],
)
def test_papers_in_one_file_are_all_that_is_scanned(text: str, house: House) -> None:
    """Workbooks are digital already, for whoever says that it is all."""
    forwarded(house, CASE)
    scanned(house, text, IN_ONE)
    assert only_case(house).state is State.AWAITING_FILING


def test_what_nobody_can_read_is_not_said_to_be_a_certain_document(house: House) -> None:
    """Three papers of three are the papers; of one page nobody claims what it is, and the way out is told."""
    forwarded(house, CASE)
    one = flat(to(scanned(house, "Digitalizado", NEUTRAL[0]), CLERK))
    assert "no encuentro el memorando, la factura original, la carta del cliente, la carta de respuesta" in one
    assert "No pude leer qué documentos hay en SCAN0.pdf." in one
    three = flat(to(scanned(house, "Van las otras", *NEUTRAL[1:]), CLERK))
    assert "no encuentro el memorando y el informe de gestiones." in three
    assert "si no falta nada, solo con DIGITALIZADO" in three


@pytest.mark.parametrize(
    "text",
    [
        "DIGITALIZADO",
        "Van los cinco en el PDF",
        "Ya se lo mandé, revise el PDF, son 5 documentos",
        "El memo y el informe no se escanean, son Excel",
        "Así va completo",
    ],
)
def test_a_clerk_who_says_that_it_is_all_is_believed(text: str, house: House) -> None:
    """Who was told what lacks and says once more that nothing does is never asked a third time."""
    forwarded(house, CASE)
    scanned(house, "Digitalizado", IN_ONE)
    assert only_case(house).state is State.AWAITING_DIGITIZATION
    scanned(house, text)
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize(
    "text", ["Mañana le mando los cinco en un solo PDF", "Cuando estén completos le aviso", "No está completo"]
)
def test_what_is_still_to_come_is_waited_for(text: str, house: House) -> None:
    """Words that speak of all, but of a time to come or to deny it, finish nothing."""
    forwarded(house, CASE)
    scanned(house, "Digitalizado", IN_ONE)
    scanned(house, text)
    assert only_case(house).state is State.AWAITING_DIGITIZATION
