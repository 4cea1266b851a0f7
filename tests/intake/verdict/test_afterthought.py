"""What an approver writes after their own yes: what may take it back, and what leaves it alone."""

import pytest

from bot.intake.verdict import Lexicon, leaves_it_approved

_NAMES = frozenset({"diana", "yuliana", "martha", "cali"})


@pytest.mark.parametrize(
    "text",
    [
        "Gracias",
        "Quedo pendiente de lo que responda la seccional",
        "Yuliana, dele prioridad",
        "Yuliana, por favor escanéela a color",
        "Diana, no olvides dejar copia en la carpeta",
        "Que quede constancia en el expediente",
        "Favor informar al cliente",
        "Ya la aprobé",
        "La nueva factura es la FECA-104999",
    ],
)
def test_courtesies_and_tasks_leave_it_alone(text: str, lexicon: Lexicon) -> None:
    """Nobody who writes so doubts what they decided."""
    assert leaves_it_approved(text, lexicon, frozenset(), _NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Espere, mejor no la apruebo",
        "Un momento, creo que esta no va",
        "Ojo, esa no la tramiten todavía",
        "No la vayan a radicar todavía",
        "Hay un error en la factura, reviso y confirmo",
        "¿Se puede devolver?",
        "¿No era de Palmira?",
        "Aprobé sin ver la carta, ¿la devuelven?",
        "Espérenme un segundo",
        "Uy, era otra factura",
        "El cliente ya pagó",
        "Hablé con el cliente y va a pagar",
        "La factura es de otro cliente",
        "Por favor no la radiquen",
        "Por favor revisar de nuevo el valor",
        "Diana, quedo pendiente, pero no la radiques todavía",
    ],
)
def test_anything_else_may_take_it_back(text: str, lexicon: Lexicon) -> None:
    """Also what would only give a reason beside the yes itself."""
    assert not leaves_it_approved(text, lexicon, frozenset(), _NAMES)
