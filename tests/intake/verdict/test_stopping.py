"""Whoever asked wants nothing done any more, or not yet."""

import pytest

from bot.core.intent import Wish
from bot.intake.verdict import Lexicon, asks_to_wait, wishes


@pytest.mark.parametrize(
    "text",
    [
        "Señores: favor hacer caso omiso a esta solicitud, se envió por error",
        "Por favor ignorar este trámite",
        "buenas, el cliente ya pagó, no es necesario anular, gracias",
        "No hay que anularla, el cliente pagó",
        "No se requiere tramitar la anulación",
        "che, dejalo sin efecto, me equivoqué de cliente",
        "El cliente va a pagar la factura. Por favor no seguir con la anulación",
        "Por favor no radicar ni seguir, la factura ya la pagó el cliente. Fue un error nuestro",
        "No la anulen por favor, el cliente va a pagar",
    ],
)
def test_it_is_withdrawn(lexicon: Lexicon, text: str) -> None:
    """Everyday ways to say that a request is not wanted any more."""
    assert Wish.WITHDRAW in wishes(text, lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "No tramiten todavía por favor",
        "No puedo radicar hoy",
        "No radiqué, estaba cerrado",
        "No es necesario anular, basta refacturar",
        "Favor anular y hacer la refacturación",
        "hagan caso omiso del correo anterior",
        "¿No hay que anularla?",
        "No hay que anular la nota, pero sí la factura",
    ],
)
def test_it_is_not_withdrawn(lexicon: Lexicon, text: str) -> None:
    """Delays, questions, other wishes and what could not be done withdraw nothing."""
    assert Wish.WITHDRAW not in wishes(text, lexicon)


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("OJO: no tramitar hasta que yo confirme", True),
        ("Adjunto el informe, pero no lo tramiten todavía que estoy confirmando el valor", True),
        ("Por ahora no la pasen a aprobación", True),
        ("Déjenla en espera, por favor", True),
        ("Quedo en espera de su respuesta", False),
        ("El cliente no ha pagado todavía", False),
        ("Adjunto los documentos para que la tramiten", False),
        ("No siguió con el servicio", False),
    ],
)
def test_it_is_to_wait(lexicon: Lexicon, text: str, waits: bool) -> None:
    """Only who says not to go on, and for how long, wants a request to wait."""
    assert asks_to_wait(text, lexicon) is waits
