"""A yes to what somebody saw holds only where it tells nothing else."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import Lexicon, is_confirmed, judge, words_of

_NAMES = words_of("Distribuidora La Acacia", "Cali", "Diana Marcela Caicedo")


@pytest.mark.parametrize(
    "text",
    [
        "Sí",
        "Confirmo",
        "Sí, vi la firma",
        "Sí, está firmada.",
        "Sí la firmó el cliente",
        "Diana: sí, firmada por el representante legal",
        "Sí señora, está firmada por el cliente",
        "Buenas tardes, sí está firmada. Saludos",
        "Sí, revisé la carta de respuesta y está firmada por el cliente",
    ],
)
def test_what_somebody_saw_is_confirmed(text: str, lexicon: Lexicon) -> None:
    """In their own words."""
    assert judge(text, Stage.CONFIRMATION, lexicon).verdict is Verdict.APPROVE
    assert is_confirmed(text, lexicon, _NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Diana dice que sí",
        "Sí, me confirmó Diana por teléfono",
        "Sí, eso me dijeron",
        "Según la coordinadora sí está",
        "Sí, recibí la carta",
        "Confirmo recibido",
        "Sí, supuestamente",
        "Sí, firmó el portero",
        "Sí, la firma es falsa",
        "Sí. La firma es de otro cliente",
        "Sí, vi la firma del memorando",
        "Sí, tiene sello de recibido",
        "Sí, la firmó Diana",
        "Sí, firmó la esposa",
    ],
)
def test_hearsay_and_other_signatures_are_asked_about(text: str, lexicon: Lexicon) -> None:
    """What somebody heard, received, or saw of somebody else."""
    judgement = judge(text, Stage.CONFIRMATION, lexicon)
    assert judgement.verdict is Verdict.UNCLEAR or not is_confirmed(text, lexicon, _NAMES)
