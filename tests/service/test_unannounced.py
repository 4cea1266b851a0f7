"""The documents of a request under a subject that asks for nothing."""

from dataclasses import replace

import pytest

from bot.testing.documents import File, five
from bot.testing.house import House
from bot.testing.memo import memo_xlsx
from tests.service.people import CLERK, COORDINATOR, MANAGER, OUTSIDER, annulment, outcomes, to, write

CASE = annulment()
FILES = five(CASE)
PICTURE = File(filename="paisaje.pdf", media_type="application/pdf", content=b"%PDF-1.4 nada")


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


@pytest.mark.parametrize("subject", ["ANULAR factura de cliente ya", "Documentos Papelería", "", "Re: soportes"])
def test_a_coordinator_learns_which_subject_to_write(house: House, subject: str) -> None:
    """The right one is there to copy, made of what the documents say; no case opens."""
    (sent,) = write(house, COORDINATOR, subject, "Adjunto los documentos.", *FILES)
    assert f"ANULADO-{CASE.client}-CALI" in flat(sent.mail.text)
    assert "no empieza por la palabra que dice qué se pide" in flat(sent.mail.text)
    assert sent.recipients == to((sent,), COORDINATOR).recipients
    assert house.cases() == ()


def test_the_suggested_subject_opens_the_case(house: House) -> None:
    """Whoever copies it and sends the documents again has a case."""
    write(house, COORDINATOR, "Documentos", "Adjunto los documentos.", *FILES)
    sent = write(house, COORDINATOR, f"ANULADO-{CASE.client}-CALI", "Ahora sí.", *FILES)
    assert len(house.cases()) == 1
    assert to(sent, MANAGER)


def test_what_the_documents_do_not_say_is_left_blank(house: House) -> None:
    """Where no paper names the city, its place in the subject is for the coordinator to fill in."""
    memo = replace(FILES[0], content=memo_xlsx(CASE, cells={"ciudad": None}))
    (sent,) = write(house, COORDINATOR, "Documentos", "Van.", memo, FILES[2])
    assert f"ANULADO-{CASE.client}-CIUDAD" in flat(sent.mail.text)
    assert "Donde dice «CIUDAD», escriba la ciudad." in flat(sent.mail.text)


@pytest.mark.parametrize(
    ("sender", "files"), [(COORDINATOR, (PICTURE,)), (COORDINATOR, ()), (CLERK, FILES), (OUTSIDER, FILES)]
)
def test_other_mail_stays_none_of_ours(house: House, sender: str, files: tuple[File, ...]) -> None:
    """Without documents of a request, or from people who cannot ask for one, nothing is answered."""
    assert write(house, sender, "Documentos", "Van.", *files) == ()
    assert outcomes(house) == ["not_ours"]


def test_mails_name_the_client_as_the_documents_do(house: House) -> None:
    """A client mistyped in the subject is told as such, and the request names whom the papers are about."""
    sent = write(house, COORDINATOR, "ANULADO-Otra Empresa-CALI", "Adjunto.", *FILES)
    asked = flat(to(sent, MANAGER).mail.text)
    assert f"de {CASE.client} por" in asked
    assert "dice Otra Empresa y el memorando dice" in asked


def test_whoever_decides_is_not_asked_to_mend(house: House) -> None:
    """The sender is asked to confirm the client; the manager reads the fact, and the file as it is attached to hers."""
    sent = write(house, COORDINATOR, "ANULADO-Otra Empresa-CALI", "Adjunto.", *FILES)
    told, asked = (flat(to(sent, person).mail.text) for person in (COORDINATOR, MANAGER))
    assert "por favor confirme de cuál cliente se trata" in told
    assert "confirme de cuál cliente" not in asked
    assert FILES[0].filename in told
    assert "memorando.xlsx, celda" in asked
