"""Wishes, the new invoice's number, number and day of filing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.values import Wish, filing, invoice_number, wishes

_TODAY = date(2026, 3, 12)
_EXCLUDED = frozenset({"FECA104582", "AN2026000123", "CAL01472026"})


@pytest.mark.parametrize(
    "text",
    [
        "favor anular esta solicitud, ya no se requiere",
        "Desistimos.",
        "Buenas tardes, retiro la solicitud. Gracias",
        "Por favor dejar sin efecto el trámite",
        "Ya no es necesario, el cliente pagó",
    ],
)
def test_a_withdrawal_speaks_of_the_request(text: str, lexicon: Lexicon) -> None:
    """Taking the request back, or desisting, is a withdrawal."""
    assert wishes(text, lexicon) == {Wish.WITHDRAW}


@pytest.mark.parametrize(
    "text",
    [
        "Favor anular la factura FE-1290",
        "Solicito anular",
        "No desistimos del trámite",
        "Favor anular la factura de la solicitud adjunta",
        "Adjunto la solicitud del cliente",
        "",
    ],
)
def test_annulling_the_invoice_is_no_withdrawal(text: str, lexicon: Lexicon) -> None:
    """What the process is about withdraws nothing."""
    assert wishes(text, lexicon) == frozenset()


@pytest.mark.parametrize(
    "text", ["favor reconsiderar", "Por favor revisar nuevamente la decisión", "pido reconsideracion"]
)
def test_asking_again_is_a_wish(text: str, lexicon: Lexicon) -> None:
    """A request to look at the decision again is told apart."""
    assert wishes(text, lexicon) == {Wish.RECONSIDER}


@pytest.mark.parametrize(
    "text",
    [
        "La carta está ilegible",
        "Falta la factura original",
        "no, falta la carta",
        "El memorando no se lee bien",
        "No está completo: faltan los soportes",
        "El adjunto no abre.",
    ],
)
def test_a_paper_that_is_missing_or_cannot_be_read_is_asked_for(text: str, lexicon: Lexicon) -> None:
    """Who cannot read a document, or lacks it, wants a better copy."""
    assert wishes(text, lexicon) == {Wish.BETTER_COPY}


@pytest.mark.parametrize(
    "text",
    [
        "No falta la carta",
        "no falta ninguno, sin nada ilegible",
        "Nada borroso, todo bien",
        "Ninguna página en blanco",
        "¿Falta la carta?",
        "no está dañado",
        "tampoco faltan los soportes",
    ],
)
def test_a_complete_and_readable_set_needs_no_copy(text: str, lexicon: Lexicon) -> None:
    """Saying that nothing is missing or illegible asks for nothing, and neither does a question."""
    assert wishes(text, lexicon) == frozenset()


def test_a_day_early_in_january_is_next_to_new_year(lexicon: Lexicon) -> None:
    """At the end of December, the second of January is a few days ahead, not a year ago."""
    assert filing("sello del 2 de enero", lexicon, date(2026, 12, 30)).day == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sale con la 90117", "90117"),
        ("la nueva es FECA-104733", "FECA-104733"),
        ("Factura 104 733", "104733"),
        ("la FE 90117 del 12/03/2026 por $ 1.250.000", "FE-90117"),
        ("la 90117 reemplaza a la 90001", "90117"),
        ("FECA104582 fue reemplazada por FECA-104733", "FECA-104733"),
        ("quedó con el número FEBQ-20931, por valor de 800000", "FEBQ-20931"),
        ("feca-90117", "FECA-90117"),
        ("FECA 90117", "FECA-90117"),
        ("FECA90117", "FECA-90117"),
        ("90117\n\nCordialmente,\n\nRosa Páez\nCoordinadora SAC\nTel. 3001234567", "90117"),
    ],
)
def test_the_new_invoice_is_found(text: str, number: str, lexicon: Lexicon) -> None:
    """The one number that is an invoice's is taken and given as people cite it."""
    assert invoice_number(text, lexicon, _EXCLUDED) == number


@pytest.mark.parametrize(
    "text",
    [
        "NIT 900123456",
        "salió el 2026-03-12",
        "por $ 90.117",
        "90117 y 90118",
        "AN-2026-000123",
        "la 104582",
        "Tel 3001234567",
        "mañana le digo",
        "memorando 0147",
        "",
    ],
)
def test_other_numbers_are_no_invoice(text: str, lexicon: Lexicon) -> None:
    """Dates, money, tax numbers, telephones, the own case and a choice of two are no answer."""
    assert invoice_number(text, lexicon, _EXCLUDED) is None


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("radicado el 9 de marzo", None, date(2026, 3, 9)),
        ("Se radicó hoy con el No. 2026-00457, adjunto", "2026-00457", _TODAY),
        ("Rad. 2026-00991, copia adjunta", "2026-00991", None),
        ("Radicado con el No. FAC-CAL-2026-00508.", "FAC-CAL-2026-00508", None),
        ("radicado ayer", None, date(2026, 3, 11)),
        ("radicado 11/03/2026 número 4456", "4456", date(2026, 3, 11)),
        ("sello del 30 de diciembre", None, date(2025, 12, 30)),
        ("sello del 31 de febrero", None, None),
        ("sello del 19 de marzo", None, date(2026, 3, 19)),
        ("sello del 20 de marzo", None, date(2025, 3, 20)),
        ("radicado ayer, no hoy", None, None),
    ],
)
def test_number_and_day_of_filing_are_found(text: str, number: str | None, day: date | None, lexicon: Lexicon) -> None:
    """What an answer says of the filing is read, and what it leaves open stays open."""
    found = filing(text, lexicon, _TODAY)
    assert (found.number, found.day) == (number, day)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_yields_values(text: str, lexicon: Lexicon) -> None:
    """No text makes the reading of values fail."""
    wishes(text, lexicon)
    number = invoice_number(text, lexicon, _EXCLUDED)
    assert number is None or number.replace("-", "").isalnum()
    filing(text, lexicon, _TODAY)
