"""Ids and invoices of Argentina as they compare, and how findings say them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.adapters.render_words import Wording, load_messages
from bot.checks.numbers import cites_invoice, same_invoice
from bot.checks.tax_ids import TaxId
from bot.core.document import Read
from bot.core.identifiers import invoice_key
from bot.intake.check_words import load_check_words
from tests.checks.documents import COMPANY, INVOICE, KNOWN, MEMO, TEMPLATES, document, findings, request, without

ARGENTINA = replace(COMPANY, country="AR")
THERE = replace(KNOWN, company=ARGENTINA)


def _id(text: str) -> TaxId:
    found = TaxId.of(text)
    assert found is not None
    return found


def test_a_cuit_is_one_holders_by_all_its_figures() -> None:
    """Two of them that begin alike are two holders'; the one of a person holds the number of their identity card."""
    assert not _id("30-71234567-1").same_holder(_id("30-70999999-7"))
    assert _id("27-25888777-4").same_holder(_id("25.888.777"))
    assert not _id("30-25888777-4").same_holder(_id("25.888.777"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FC A 0003-00012345", "A 00003-00012345", True),
        ("00003-00012345", "A 0003-00012345", True),
        ("A 0003-00012345", "B 0003-00012345", False),
        ("A 0003-00012345", "A 0004-00012345", False),
        ("A 0003-00012345", "A 0003-00012354", False),
    ],
)
def test_an_invoice_is_the_same_by_letter_point_of_sale_and_number(one: str, other: str, *, same: bool) -> None:
    """In four figures or in five, with the name of the paper or without; the letter may be left out."""
    assert same_invoice(one, other) is same


def test_other_numbers_keep_their_keys() -> None:
    """A prefix of letters is a part of the number wherever no point of sale follows."""
    assert (invoice_key("FC-104582"), invoice_key("A-0104582")) == ("FC104582", "A104582")


def test_a_text_names_an_invoice_in_four_figures_or_in_five() -> None:
    """Which is how the sentences of a letter cite it."""
    assert cites_invoice("la factura A Nº 00003-00012345 del 2 de marzo", "0003-00012345")
    assert not cites_invoice("la factura A Nº 00013-00012345 del 2 de marzo", "0003-00012345")


def test_a_longer_number_is_another_invoice() -> None:
    """Though it begins alike; signs between its figures, and what follows it, do not matter."""
    assert cites_invoice("anular la FECA 104.582, 2 puntos", "FECA-104582")
    assert not cites_invoice("anular la FECA-1045823", "FECA-104582")


def test_a_wrong_check_digit_is_told_in_the_words_of_the_country() -> None:
    """The identity card of a person has none."""
    number = "30-71234567-2"
    files = request(*(replace(one, fields=_with_id(one.fields, number)) for one in request()))
    (found,) = (one for one in findings(files, THERE) if one.code == "nit.check_digit")
    said = Wording(load_messages(TEMPLATES / "messages.es.yaml"), ARGENTINA, process=None).told(
        {"code": found.code, "data": dict(found.data), "file": found.file, "place": found.place, "document": MEMO}
    )
    assert f"CUIT {number}" in said
    assert found.data["digito"] == "1"
    files = request(*(replace(one, fields=_with_id(one.fields, "25.888.777")) for one in request()))
    assert "nit.check_digit" not in {one.code for one in findings(files, THERE)}
    assert load_check_words(TEMPLATES / "checks.es.yaml", "AR").fields["nit"] == "el CUIT o el DNI"


def _with_id(fields: Mapping[str, Read], number: str) -> Mapping[str, Read]:
    return {name: replace(read, value=number) if name == "nit" else read for name, read in fields.items()}


def test_a_memo_that_nowhere_names_the_invoice_that_came_is_blamed_for_it() -> None:
    """A form without a place for the number may name it in its sentences."""
    silent = replace(without(document(MEMO), "factura_original"), text="anular la factura del mes")
    told = [one for one in findings(request(silent)) if one.code == "memo.field_empty"]
    assert [one.data["campo"] for one in told] == ["el número de la factura original"]
    number = str(document(INVOICE).value("factura"))
    naming = replace(silent, text=f"anular la factura {number}")
    assert "memo.field_empty" not in {one.code for one in findings(request(naming))}
