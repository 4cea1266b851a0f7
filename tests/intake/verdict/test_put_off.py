"""What is put off or was not looked at is denied by nobody."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import Lexicon, invoice_number, judge, judge_filing


@pytest.mark.parametrize(
    "text",
    [
        "No puedo aprobar desde el celular, lo hago mañana",
        "Hoy no la apruebo, mañana la reviso",
        "No la voy a aprobar hoy",
        "Ahora no puedo aprobar, estoy en reunión",
        "Buenas, no me es posible aprobarlo desde el teléfono. Gracias",
        "Esta semana no la apruebo",
        "No puedo firmarla en este momento, la veo en la tarde",
    ],
)
def test_an_approval_that_is_put_off_is_asked_for_again(text: str, lexicon: Lexicon) -> None:
    """A time or a place is no reason against it."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "No la apruebo hoy ni nunca",
        "Hoy no apruebo esto, no cumple",
        "No la puedo aprobar así, corrijan y mañana la miro",
        "No la apruebo, mañana la devuelvo",
        "No la voy a aprobar",
        "Rechazada. No la apruebo hoy",
    ],
)
def test_a_refusal_stays_one(text: str, lexicon: Lexicon) -> None:
    """Another denial beside it, or none of a time."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.REJECT


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("No he visto la carta", Verdict.UNCLEAR),
        ("No la he revisado", Verdict.UNCLEAR),
        ("No me abre", Verdict.UNCLEAR),
        ("No, no he visto firma", Verdict.REJECT),
        ("No he visto que la firmaran", Verdict.REJECT),
        ("No", Verdict.REJECT),
    ],
)
def test_who_has_not_looked_confirms_nothing(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """Unless they speak of what they were to look for."""
    assert judge(text, Stage.CONFIRMATION, lexicon).verdict is verdict


@pytest.mark.parametrize("text", ["Radicado. No: 4512. Fecha 4 de marzo", "Queda radicado. No: 2026030400451"])
def test_no_before_a_number_denies_nothing(text: str, lexicon: Lexicon) -> None:
    """«No: 4512» is its number."""
    assert judge(text, Stage.FILING, lexicon).verdict is Verdict.DONE


@pytest.mark.parametrize(
    ("text", "stage", "verdict"),
    [
        ("RECHAZADO: la duplicada es la FECA-109000, no la FECA-110000", Stage.APPROVAL, Verdict.REJECT),
        ("Rechazado. Ya hay nota crédito NC-220 para esta factura", Stage.APPROVAL, Verdict.REJECT),
        ("No procede, el memorando debe decir FECA-110001", Stage.APPROVAL, Verdict.REJECT),
        ("Rechazada la FECA-110002", Stage.APPROVAL, Verdict.UNCLEAR),
        ("Aprobado, ya se hizo la nota crédito NC-220", Stage.APPROVAL, Verdict.UNCLEAR),
        ("Digitalizado. Ojo, en la carta mencionan la FECA-109000", Stage.DIGITIZATION, Verdict.DONE),
        ("Digitalizada la FECA-110002", Stage.DIGITIZATION, Verdict.UNCLEAR),
        ("Radicado 4512 hoy, lo recibieron con la nota crédito NC-220", Stage.FILING, Verdict.DONE),
        ("Radicado el de la FECA-110002, 4512 hoy", Stage.FILING, Verdict.UNCLEAR),
    ],
)
def test_a_number_in_another_clause_is_what_is_said_of_it(
    text: str, stage: Stage, verdict: Verdict, lexicon: Lexicon
) -> None:
    """A no, or done, stands where its own clause names no other case; beside a yes the number is asked about."""
    assert judge(text, stage, lexicon, frozenset({"FECA110000"})).verdict is verdict


@pytest.mark.parametrize("text", ["Radicado 4512 hoy. La otra la radico mañana", "Radicado 4512 hoy, falta la nota"])
def test_a_filing_with_its_number_is_not_denied(text: str, lexicon: Lexicon) -> None:
    """What else is to come makes it unclear at most."""
    assert judge_filing(text, lexicon, frozenset(), copy_came=True).verdict is not Verdict.NOT_DONE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("No es la 90117, es la 90118", "90118"),
        ("Perdón, no es la 90117; es la 90118", "90118"),
        ("No sale la FECA-90117", None),
        ("No, es la 90118", "90118"),
    ],
)
def test_a_denied_invoice_is_not_the_new_one(text: str, number: str | None, lexicon: Lexicon) -> None:
    """The one that is put in its place is."""
    assert invoice_number(text, lexicon, frozenset()) == number
