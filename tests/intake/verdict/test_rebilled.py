"""Whether there is a new invoice, one or several."""

import pytest

from bot.intake.verdict import Lexicon, invoice_number, no_new_invoice


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("90117 y 90118", "90117 y 90118"),
        ("Sale con la FECA-90117 y la FECA-90118", "FECA-90117 y FECA-90118"),
        ("90117 o 90118", None),
        ("90117, mejor 90118", None),
        ("no es la 90117 sino la 90118", "90118"),
    ],
)
def test_numbers_told_together(lexicon: Lexicon, text: str, number: str | None) -> None:
    """A list is one value; of two that exclude one another none is taken."""
    assert invoice_number(text, lexicon, frozenset()) == number


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("No se va a refacturar, el cliente se retiró", True),
        ("No se refactura", True),
        ("La refacturación no aplica, solo anular", True),
        ("No hay nueva factura todavía", False),
        ("Hoy no se refactura", False),
        ("¿No se va a refacturar?", False),
        ("Aún no", False),
    ],
)
def test_there_will_be_none(lexicon: Lexicon, text: str, none: bool) -> None:
    """Only words that deny the new invoice for good say that there is none."""
    assert (no_new_invoice(text, lexicon) is not None) is none
