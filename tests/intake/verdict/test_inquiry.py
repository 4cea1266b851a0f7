"""Mails that only ask how a case is getting on are told from those that say something."""

import pytest

from bot.intake.verdict import asks_how_it_goes
from bot.intake.verdict.lexicon import Lexicon

_OWN = frozenset({"FECA104582", "AN2026000123"})
_NAMES = frozenset({"distribuidora", "roble", "martha", "diana"})


@pytest.mark.parametrize(
    "text",
    [
        "¿En qué va?",
        "en que va esto",
        "¿Cómo va esto?",
        "Buenas tardes, ¿cómo va la solicitud?\n\nGracias,\nDiana",
        "¿ya aprobaron?",
        "¿Ya la aprobaron?",
        "ya aprobaron??",
        "alguna novedad?",
        "Alguna novedad",
        "Hola, ¿hay alguna novedad de este caso?",
        "¿Qué se sabe de la anulación de Distribuidora El Roble?",
        "Buen día Martha, ¿en qué quedó la AN-2026-000123?",
        "¿Ya hay respuesta?",
        "Por favor me confirman el estado del trámite. Gracias",
        "¿quién la tiene?",
        "¿Cuánto falta?",
        "¿Ya quedó radicado?",
        "¿Me pueden informar el estado, por favor?",
        "Quisiera saber en qué va el caso",
        "¿Me podrían decir si ya aprobaron?",
    ],
)
def test_who_only_asks_how_it_goes(text: str, lexicon: Lexicon) -> None:
    """Greetings, thanks and the name of the case may stand beside the question."""
    assert asks_how_it_goes(text, lexicon, _OWN, _NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Gracias",
        "Aprobado. ¿En qué va la otra?",
        "Ya aprobaron",
        "Ya quedó",
        "Ya está lista",
        "Ya quedó radicado con el 4512",
        "¿En qué va? Va adjunto el informe",
        "¿En qué va la FECA-999999?",
        "¿En qué va lo de Panificadora Trigal?",
        "Alguna novedad me avisan y la apruebo",
        "¿Cómo va? No la apruebo",
        "¿En qué va? Retiro la solicitud",
        "¿Por qué se anula?",
        "¿Qué falta? La carta ya la mandé",
        "Sí, ¿cómo va?",
        "Listo. ¿Alguna novedad?",
        "ok, ¿en qué va?",
        "No. ¿Cómo va esto?",
        "¿Cómo va?" + " ¿cómo va?" * 400,
    ],
)
def test_who_says_something_else_too(text: str, lexicon: Lexicon) -> None:
    """A decision, news, another case or any word that nobody listed is no mere question."""
    assert not asks_how_it_goes(text, lexicon, _OWN, _NAMES)
