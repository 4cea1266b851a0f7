"""Words beside documents: which say more than that the documents come along."""

import pytest

from bot.intake.verdict import Lexicon, noted

ABOUT = ("ANULADO-Distribuidora El Roble-CALI", "FECA-104582", "Gloria Buitrago", "$ 5.057.500", "12/02/2026")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Adjunto.",
        "Buenos días doctora Gloria, remito los documentos para su aprobación. Quedo atenta, gracias.",
        "Envío soportes para anular la factura FECA-104582 de Distribuidora El Roble por valor de $ 5.057.500",
        "Cordial saludo\n\nMediante la presente allego la documentación requerida del cliente.\n\nFeliz tarde",
        "Van los cinco documentos (carta_cliente.pdf, memorando.xlsx)",
    ],
)
def test_covering_letters_say_nothing(text: str, lexicon: Lexicon) -> None:
    """Greetings, what comes along, and the names and numbers of the request itself."""
    assert not noted(text, ABOUT, lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "No anular la factura FECA-104582",
        "Adjunto los documentos de la FECA-104582 y la FECA-104583",
        "Adjunto. Esperen mi confirmación para tramitar.",
        "Adjunto los documentos para anular también la otra factura",
        "Remito los soportes; el valor correcto es $ 4.057.500",
        "Adjunto sin la carta del cliente",
        "Van los documentos de Distribuidora El Cedro",
        "Urgente por favor, el cliente está molesto",
        "Adjunto los documentos. " + "Hay algo más que decir sobre este caso. " * 200,
    ],
)
def test_anything_else_is_shown(text: str, lexicon: Lexicon) -> None:
    """Denials, conditions, haste, and names and numbers that are none of the request's."""
    assert noted(text, ABOUT, lexicon) == text
