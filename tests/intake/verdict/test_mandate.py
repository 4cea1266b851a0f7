"""In whose place somebody decides."""

import pytest

from bot.intake.verdict import Lexicon, without_mandate, words_of

MANAGER = words_of("Martha Lucía Ospina Rendón")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Aprobado por delegación", "Aprobado"),
        ("Aprobado por delegación de Martha.", "Aprobado."),
        ("Aprobado, en reemplazo de la doctora Martha Ospina\n\nCarlos", "Aprobado\n\nCarlos"),
        ("No aprobado en ausencia de Martha", "No aprobado"),
    ],
)
def test_whom_it_is_for_decides_nothing(lexicon: Lexicon, text: str, rest: str) -> None:
    """A deputy who says for whom they decide says nothing else."""
    assert without_mandate(text, MANAGER, lexicon) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado en ausencia de la carta",
        "Aprobado en ausencia de Pedro",
        "Aprobado en ausencia de Martha, pero solo la mitad",
        "Aprobado en lugar de la otra",
    ],
)
def test_other_absences_stay(lexicon: Lexicon, text: str) -> None:
    """What is said of anything or anybody else, or goes on behind it, is read."""
    assert without_mandate(text, MANAGER, lexicon) == text


def test_nobody_to_stand_in_for(lexicon: Lexicon) -> None:
    """Whoever is nobody's deputy says something else with the same words."""
    assert without_mandate("Aprobado por delegación", frozenset(), lexicon) == "Aprobado por delegación"
