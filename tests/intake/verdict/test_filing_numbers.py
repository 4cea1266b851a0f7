"""Numbers of filing in all the shapes that offices give them, beside the case's own numbers."""

from datetime import date

import pytest

from bot.core.intent import Verdict
from bot.intake.verdict import filing, judge_filing
from bot.intake.verdict.lexicon import Lexicon

_TODAY = date(2026, 3, 4)
_OWN = frozenset({"CAL02002026", "FECA110000"})


def _told(text: str, lexicon: Lexicon) -> tuple[Verdict, str | None]:
    said = judge_filing(text, lexicon, _OWN, frozenset(), copy_came=True)
    return said.verdict, filing(text, lexicon, _TODAY, _OWN).number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Radicado No. CAL/2026/0087 del 4 de marzo de 2026", "CAL/2026/0087"),
        ("Radicado CAL/2026/0087 hoy", "CAL/2026/0087"),
        ("RADICADO\nNúmero: CAL/0087/2026\nFecha: 04/03/2026", "CAL/0087/2026"),
        ("El número es CAL/2026/0087", "CAL/2026/0087"),
        ("El radicado correcto es CAL/2026/0087", "CAL/2026/0087"),
        ("CAL/2026/0087", "CAL/2026/0087"),
        ("Radicado con el número CAL-2026-0087 hoy", "CAL-2026-0087"),
        ("Radicado No. RC/5521 de hoy", "RC/5521"),
        ("Radicado no. E_2026_3345 hoy", "E_2026_3345"),
        ("Radicado R_5521 hoy", "R_5521"),
        ("Radicado PQR#5521 hoy", "PQR#5521"),
        ("Radicado hoy. No. de radicado: FAC-CAL-2026-00500", "FAC-CAL-2026-00500"),
        ("Listo, RADICADO. Número: FAC CAL 2026 500. Fecha: 04/03/2026", "FAC CAL 2026 500"),
        ("Radicado hoy 5521", "5521"),
        ("Radicado hoy No 5521, entregado a Nubia", "5521"),
    ],
)
def test_a_number_is_taken_as_the_office_writes_it(text: str, number: str, lexicon: Lexicon) -> None:
    """Slashes, underscores and the year in front make no denial of «No.», and no number of the case of it."""
    assert _told(text, lexicon) == (Verdict.DONE, number)


@pytest.mark.parametrize(
    "text",
    [
        "Radicado No. CAL-0200-2026 hoy",
        "Radicado No. CAL/0200/2026 hoy",
        "Radicado CAL-0201-2026 hoy",
        "Radicado FECA-110001 hoy",
        "Radicado FECA/110001 hoy",
        "Radicado hoy 3 juegos",
        "Radicado hoy 9:15",
    ],
)
def test_a_number_like_those_of_the_case_is_none(text: str, lexicon: Lexicon) -> None:
    """The memo's own number is none of filing however it is written, nor is one that is built like it."""
    assert filing(text, lexicon, _TODAY, _OWN).number is None


@pytest.mark.parametrize(
    "question",
    [
        "¿Ya quedó cerrado?",
        "¿Queda cerrado el caso?",
        "¿Falta algo más?",
        "¿Hace falta algo?",
        "Por favor me confirma si falta algo más",
        "Me avisan si falta algo",
        "Quedo atenta si falta algo más",
    ],
)
def test_who_asks_whether_that_is_all_has_filed(question: str, lexicon: Lexicon) -> None:
    """A question about what is left to do takes nothing back."""
    assert _told(f"Radicado 5521 hoy. {question}", lexicon) == (Verdict.DONE, "5521")


@pytest.mark.parametrize(
    "text",
    [
        "Radicado 5521. ¿Falta la copia?",
        "Se lo entregué a Nubia",
        "Radicado 5521, se lo entregué a Pedro para que lo lleve",
        "No pude radicar CAL/2026/0087",
        "¿Ya quedó cerrado?",
    ],
)
def test_what_stays_doubtful_beside_a_number(text: str, lexicon: Lexicon) -> None:
    """A question about a paper, a hand that only carries it, or a denial is no filing."""
    assert _told(text, lexicon)[0] is not Verdict.DONE
