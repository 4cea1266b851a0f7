"""Lines below a name, and lines that look like a post or a footer: signature, or the author's word."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import Lexicon, beyond_signature, judge

OWN = frozenset({"AN2026000001", "FECA110000"})


@pytest.mark.parametrize(
    "line",
    [
        "Cartera debe confirmar el saldo",
        "Sin la mora",
        "Por $200.000",
        "Tope 500.000",
        "Depende de Jurídica",
        "Párenlo",
        "Denegado",
        "NIT errado en memo",
        "El flete lo paga el cliente",
        "Factura FECA-999999",
        "Caso AN-2026-000099",
        "Cliente: Panificadora Trigal",
        "Llegando la carta",
        "Tel. 745 3300 - mañana confirmo el valor",
    ],
)
def test_what_no_signature_says_is_told(line: str, lexicon: Lexicon) -> None:
    """It has a verb, a condition, an amount, or a word of the case."""
    assert beyond_signature(f"Martha Ospina\n{line}\nJefe SAC", lexicon, OWN) == line


@pytest.mark.parametrize(
    "line",
    [
        "Jefe de Servicio al Cliente",
        "Coordinadora de Facturación y Cartera",
        "Servicios Integrales Muestra S.A.",
        "NIT 900.123.456-7",
        "Av. 6N No. 25N-22, Cali",
        "Av. 6 N # 23-45",
        "Calle 25 N 5-40",
        "Código centro de costo 44021",
        "Registro profesional 88112",
        "T: (+57) 602 745 3300 | M: 310 555 1212",
        "martha.ospina@empresa.example",
        "Energía que nos une",
        "Vigilada Superservicios",
        "Síguenos en Facebook, Instagram y X",
    ],
)
def test_signatures_say_nothing(line: str, lexicon: Lexicon) -> None:
    """Posts, companies, addresses, telephones and slogans leave a yes a yes."""
    assert beyond_signature(f"Martha Ospina\n{line}", lexicon, OWN) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado\n\nSaludos\n\nPero esperen a que firme el gerente",
        "Aprobado.\n\nCordialmente,\n\nPendiente la firma de la gerente",
        "Aprobado.\n\nSaludos\n\nEl jefe de cartera debe dar el ok primero",
        "Aprobado.\nDesde mi celular no abre la carta, la miro mañana",
        "Aprobado\nRespondo desde el celular, mañana lo confirmo",
        "Aprobado\nEnviado por error",
        "Aprobado\nEnviado con dudas sobre el valor",
    ],
)
def test_a_post_or_a_telephone_in_a_sentence_hides_it_not(text: str, lexicon: Lexicon) -> None:
    """A line below a closing, or one that begins like a footer, is read where it speaks."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR
