"""What is put off or was not looked at is denied by nobody."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import Lexicon, judge


@pytest.mark.parametrize(
    "text",
    [
        "No puedo aprobar desde el celular, lo hago mañana",
        "Hoy no la apruebo, mañana la reviso",
        "No la voy a aprobar hoy",
        "Ahora no puedo aprobar, estoy en reunión",
        "Buenas, no me es posible aprobarlo desde el teléfono. Gracias",
        "Esta semana no la apruebo",
        "No puedo firmarla en este momento, la veo en la tarde",
    ],
)
def test_an_approval_that_is_put_off_is_asked_for_again(text: str, lexicon: Lexicon) -> None:
    """A time or a place is no reason against it."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "No la apruebo hoy ni nunca",
        "Hoy no apruebo esto, no cumple",
        "No la puedo aprobar así, corrijan y mañana la miro",
        "No la apruebo, mañana la devuelvo",
        "No la voy a aprobar",
        "Rechazada. No la apruebo hoy",
    ],
)
def test_a_refusal_stays_one(text: str, lexicon: Lexicon) -> None:
    """Another denial beside it, or none of a time."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.REJECT


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("No he visto la carta", Verdict.UNCLEAR),
        ("No la he revisado", Verdict.UNCLEAR),
        ("No me abre", Verdict.UNCLEAR),
        ("No, no he visto firma", Verdict.REJECT),
        ("No he visto que la firmaran", Verdict.REJECT),
        ("No", Verdict.REJECT),
    ],
)
def test_who_has_not_looked_confirms_nothing(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """Unless they speak of what they were to look for."""
    assert judge(text, Stage.CONFIRMATION, lexicon).verdict is verdict


@pytest.mark.parametrize("text", ["Radicado. No: 4512. Fecha 4 de marzo", "Queda radicado. No: 2026030400451"])
def test_no_before_a_number_denies_nothing(text: str, lexicon: Lexicon) -> None:
    """«No: 4512» is its number."""
    assert judge(text, Stage.FILING, lexicon).verdict is Verdict.DONE
