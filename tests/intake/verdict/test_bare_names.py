"""A decision beside the bare name of another client decides nothing here."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import Lexicon, judge, words_of

_NAMES = words_of(
    "Distribuidora La Acacia S.A.S", "Cali", "Martha Lucía Ospina Rendón", "Diana Marcela Caicedo", "Servicios Ejemplo"
)


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado Clínica Los Andes",
        "Aprobado ANULADO-Clínica Los Andes-CALI",
        "CLINICA LOS ANDES APROBADO",
        "Clínica Los Andes: aprobado",
        "Aprobado\n\nClínica Los Andes",
        "Aprobado cliente Clínica Los Andes",
        "Aprobado, Panificadora Trigal",
        "Aprobado. Trigal",
        "Sí, Trigal",
        "Aprobado. El cliente de Yumbo",
        "Aprobado Medellín",
        "Decisión: Aprobado\nCliente: Panificadora Trigal",
        "Hotel El Prado aprobado",
    ],
)
def test_another_client_is_asked_about(text: str, lexicon: Lexicon) -> None:
    """Whatever stands between the decision and the name."""
    assert judge(text, Stage.APPROVAL, lexicon, frozenset(), _NAMES).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado Distribuidora La Acacia",
        "APROBADO LA ACACIA CALI",
        "Acacia: aprobado",
        "Dianita, aprobado",
        "Aprobado Dianita",
        "Diana: aprobado",
        "Hola Martica, aprobado",
        "Aprobado\nMafe",
        "Aprobado - Martha",
        "Aprobado. Feliz Navidad",
        "Apruebo la Anulación de la Factura",
        "Aprobado\n\nMartha L. Ospina\nJefe SAC\nServicios Ejemplo",
        "Listo Don Jaime, aprobado",
    ],
)
def test_own_names_and_signatures_leave_a_yes_as_it_is(text: str, lexicon: Lexicon) -> None:
    """The client itself, whoever is called, and whoever signs."""
    assert judge(text, Stage.APPROVAL, lexicon, frozenset(), _NAMES).verdict is Verdict.APPROVE


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Rechazado Clínica Los Andes, no trae carta", Stage.APPROVAL),
        ("Digitalizado Clínica Los Andes", Stage.DIGITIZATION),
        ("Radicado Clínica Los Andes, 4512 de hoy", Stage.FILING),
    ],
)
def test_other_answers_name_another_client_too(text: str, stage: Stage, lexicon: Lexicon) -> None:
    """A refusal, scans and a filing of another client are asked about."""
    assert judge(text, stage, lexicon, frozenset(), _NAMES).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Radicado. Rad: 4512",
        "Ya radiqué. Consec. 118",
        "Entregado. Sticker: 4512",
        "Radicado: 4512, Fecha: 04/03/2026, Recibe: Luz Dary",
        "Radicado por Luz Dary Gómez, N° 4512",
        "Radicado en Yumbo 4512",
    ],
)
def test_details_of_a_filing_are_no_other_client(text: str, lexicon: Lexicon) -> None:
    """Under which number, where and by whom it was filed names nobody else's case."""
    assert judge(text, Stage.FILING, lexicon, frozenset(), _NAMES).verdict is Verdict.DONE
