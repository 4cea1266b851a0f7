"""The electronic invoice beside the printed one: read, compared, kept and passed on."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.process import State
from bot.testing.archives import with_embedded, zipped
from bot.testing.documents import File, five
from bot.testing.einvoice import electronic_invoice
from bot.testing.house import House
from tests.service.people import COORDINATOR, MANAGER, annulment, ask, only_case, to

CASE = annulment()
XML = File(filename="fv099900010000126.xml", media_type="text/xml", content=electronic_invoice(CASE))
NOISE = File(filename="perfil.icc", media_type="application/octet-stream", content=bytes(range(256)))


def test_the_xml_comes_along(house: House) -> None:
    """Six files are no fault: the approver gets the XML with the five, and the case has what it says."""
    sent = ask(house, CASE, files=(*five(CASE), XML))

    attached = [one.filename for one in to(sent, MANAGER).mail.attachments]
    assert (len(attached), "factura_electronica.xml" in attached) == (6, True)
    assert len(str(only_case(house).facts["cufe"])) == 96
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_xml_and_pdf_in_one_zip(house: House) -> None:
    """As the tax office's platform delivers them, both are read."""
    files = five(CASE)
    ask(house, CASE, files=(files[0], zipped((files[1], XML)), *files[2:]))

    assert {piece.role for piece in only_case(house).pieces} >= {"factura_original", "factura_electronica"}
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_a_scanned_invoice_is_compared_by_its_xml(house: House) -> None:
    """Nobody reads the picture, but the memo's wrong amount is found."""
    wrong = annulment(total=CASE.total + Decimal(1000))
    memo = five(wrong)[0]
    back = to(ask(house, CASE, files=(memo, *five(CASE, scanned=("factura_original",))[1:], XML)), COORDINATOR)

    assert "no es igual al total de la factura" in " ".join(back.mail.text.split())
    assert only_case(house).state is State.INCOMPLETE


def test_the_xml_alone_does_not_stand_for_the_print(house: House) -> None:
    """Without the printed invoice the request is incomplete, and only that is asked for."""
    files = five(CASE)
    back = to(ask(house, CASE, files=(files[0], *files[2:], XML)), COORDINATOR)

    text = " ".join(back.mail.text.split())
    assert "la factura original" in text
    assert "factura electrónica" not in text


def test_any_other_xml_is_nothing(house: House) -> None:
    """An XML file that is no invoice does not disturb."""
    ask(house, CASE, files=(*five(CASE), replace(XML, content=b"<?xml version='1.0'?><nota>hola</nota>")))

    assert only_case(house).state is State.AWAITING_APPROVAL


def test_the_xml_inside_the_pdf_is_read(house: House) -> None:
    """It counts as if it had come beside the PDF, and the approver gets both."""
    files = five(CASE)
    sent = ask(house, CASE, files=(files[0], with_embedded(files[1], NOISE, XML), *files[2:]))

    carried = {one.filename: one.content for one in to(sent, MANAGER).mail.attachments}
    assert carried["factura_electronica.xml"] == XML.content
    assert len(carried) == 6
    assert len(str(only_case(house).facts["cufe"])) == 96


@pytest.mark.parametrize("packed", [False, True], ids=["by itself", "in a ZIP"])
def test_a_scan_is_compared_by_the_xml_inside_it(house: House, packed: bool) -> None:
    """The picture cannot be read, but the XML in the same PDF says that the memo's amount is wrong."""
    wrong = annulment(total=CASE.total + Decimal(1000))
    invoice = with_embedded(five(CASE, scanned=("factura_original",))[1], XML)
    rest = five(CASE)[2:]
    ask(house, CASE, files=(five(wrong)[0], zipped((invoice,)) if packed else invoice, *rest))

    assert "invoice.value_mismatch" in {one.code for one in only_case(house).findings}


def test_an_xml_that_says_something_else_than_its_pdf(house: House) -> None:
    """The two amounts are shown to whoever decides; that of the XML counts."""
    other = replace(XML, content=electronic_invoice(annulment(total=CASE.total + Decimal(1000))))
    files = five(CASE)
    ask(house, CASE, files=(files[0], with_embedded(files[1], other), *files[2:]))

    assert {"invoice.xml_mismatch", "invoice.value_mismatch"} <= {one.code for one in only_case(house).findings}


@pytest.mark.parametrize("inside", [False, True], ids=["beside", "embedded"])
def test_a_credit_note_is_a_further_paper(house: House, inside: bool) -> None:
    """The XML of a credit note is none of the five; the approver gets it as what came besides."""
    note = File(filename="nc.xml", media_type="text/xml", content=electronic_invoice(CASE, kind="CreditNote"))
    files = five(CASE)
    brought = (files[0], with_embedded(files[1], note), *files[2:]) if inside else (*files, note)
    request = to(ask(house, CASE, files=brought), MANAGER)

    assert only_case(house).state is State.AWAITING_APPROVAL
    assert [extra.filename for extra in only_case(house).extras] == ["nc.xml"]
    assert note.content in [one.content for one in request.mail.attachments]
    assert "nc.xml" in request.mail.text
