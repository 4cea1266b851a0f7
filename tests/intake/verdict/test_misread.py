"""Whether somebody says that a document is right and was misread."""

import pytest

from bot.core.intent import Wish
from bot.intake.verdict import wishes
from bot.intake.verdict.lexicon import Lexicon


@pytest.mark.parametrize(
    "text",
    [
        "En el papel está bien",
        "en el documento está bien",
        "El NIT está bien, por favor revisen",
        "Buenos días. El memorando está correcto. Gracias",
        "Lo leyeron mal: en la factura dice 58213",
        "El número sí está diligenciado",
        "todo está bien",
        "está bien así",
        "No hay error, la fecha es correcta",
    ],
)
def test_a_document_may_be_right_as_it_is(text: str, lexicon: Lexicon) -> None:
    """What is said to be right was misread."""
    assert Wish.MISREAD in wishes(text, lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "Está bien, ya lo corrijo",
        "Ok, está bien, gracias",
        "Sí, está bien",
        "Muy bien, mañana lo envío",
        "El NIT está bien pero el valor lo corrijo",
        "El NIT está mal, lo demás está bien",
        "La fecha no está bien",
        "¿El memorando está bien?",
        "Tiene razón, el número está mal; el NIT es correcto",
        "Me equivoqué en el valor. La carta está bien",
    ],
)
def test_who_only_agrees_contests_nothing(text: str, lexicon: Lexicon) -> None:
    """Who agrees, promises to mend, or says that part of it is wrong does not say that it was misread."""
    assert Wish.MISREAD not in wishes(text, lexicon)
