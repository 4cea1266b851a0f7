"""Who does not understand, or says that it is not theirs to decide, decides nothing."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import Lexicon, judge


@pytest.mark.parametrize(
    "text",
    [
        "No entiendo",
        "No entiendo el motivo",
        "No entiendo por qué se anula",
        "No le entiendo a esta solicitud. Gracias",
        "No comprendo la causal",
        "No es a mí, es a Carlos",
        "No me toca a mí",
    ],
)
def test_it_is_asked_again(text: str, lexicon: Lexicon) -> None:
    """A no that is about the reader is none about the request."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text",
    ["Rechazado, no entiendo el motivo", "No la apruebo, no entiendo el motivo", "No entiendo la causal. Devuelto."],
)
def test_a_refusal_for_that_reason_is_one(text: str, lexicon: Lexicon) -> None:
    """Beside a clear no it is its reason."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.REJECT
