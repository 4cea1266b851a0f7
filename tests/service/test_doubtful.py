"""A file that could be two of the documents: the coordinator is asked which."""

from dataclasses import replace

from bot.testing.documents import five
from bot.testing.house import House
from tests.intake.documents.drawings import text_pdf
from tests.service.people import COORDINATOR, annulment, ask, only_case, to

CASE = annulment()
MEMO, INVOICE, LETTER, REPLY, LOG = five(CASE)
EITHER = replace(
    LETTER,
    filename="documento.pdf",
    content=text_pdf(
        "Cali, 20 de febrero de 2026\nSeñores\nServicio al Cliente\n"
        f"En atención a su llamada solicito anular la factura {CASE.invoice_number} y acepto lo acordado.\n"
        f"Cordialmente,\n{CASE.signer.name}\nRecibido"
    ),
)


def test_the_coordinator_is_asked_which_of_two_it_is(house: House) -> None:
    """Both candidates and the file are named, beside the document that is missing for it."""
    told = to(ask(house, CASE, files=(MEMO, INVOICE, EITHER, LOG)), COORDINATOR)
    text = " ".join(told.mail.text.split())
    assert "No tengo claro si «documento.pdf» es la carta del cliente o la carta de respuesta" in text
    assert "document.missing" in {one.code for one in only_case(house).findings}


def test_beside_a_plain_one_it_is_the_other(house: House) -> None:
    """With the reply there, the file is the letter, and nobody is asked."""
    ask(house, CASE, files=(MEMO, INVOICE, EITHER, REPLY, LOG))
    assert {piece.role: piece.filename for piece in only_case(house).pieces}["carta_cliente"] == "documento.pdf"
    assert "document.doubtful" not in {one.code for one in only_case(house).findings}


def test_a_name_that_says_it_settles_it(house: House) -> None:
    """A file called after one of the two is that one."""
    named = replace(EITHER, filename="carta del cliente.pdf")
    ask(house, CASE, files=(MEMO, INVOICE, named, LOG))
    assert "document.doubtful" not in {one.code for one in only_case(house).findings}
