"""Words that only listen, wait, or promise: nothing is decided, and nothing done, by them."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import Lexicon, charges_costs, is_confirmed, judge, words_of

NAMES = words_of("Distribuidora La Acacia S.A.S.", "Coordinadora Seccional Cali")


@pytest.mark.parametrize(
    "text",
    [
        "A la brevedad lo autorizo",
        "Cuanto antes la apruebo",
        "Lo apruebo a la mayor brevedad",
        "Aprobado, aunque primero llamen al cliente",
        "Aprobado aunque primero hablen con cartera",
        "Ok, me avisan cuando tengan la carta",
        "Perfecto, me avisan cuando esté completo",
        "Listo, me avisan apenas firmen la carta",
        "Cuando esté lista me avisan y la apruebo",
        "Ok, cuando esté listo me avisan",
        "Listo, si falta algo me dicen",
        "Siga, cuénteme",
        "Prosiga, lo escucho",
        "Listo, quedo atenta",
        "Devolver aprobado",
        "Anúlenla, el memorando quedó mal",
        "Anúlenla, la solicitud quedó mal",
    ],
)
def test_what_only_waits_is_asked_about(text: str, lexicon: Lexicon) -> None:
    """Who promises, listens, waits for a paper or finds the request faulty has not approved."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Aprobado, favor tramitar a la brevedad",
        "Aprobado, quedo atenta",
        "Aprobado, cuando esté lista me avisan",
        "Aprobado, cualquier duda me cuentan",
        "Doy el aprobado",
        "Dando respuesta a su correo, se aprueba.",
        "Listo, procedan, quedo atenta",
        "Procedan, avísenme",
        "Listo, me avisan cuando la anulen",
        "Aprobado, aunque llegó tarde",
        "Anúlenla, la factura quedó mal",
    ],
)
def test_the_same_words_beside_a_decision_leave_it(text: str, lexicon: Lexicon) -> None:
    """Urgency, thanks and what is wrong with the invoice change nothing."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Listo, quedo atenta", Verdict.UNCLEAR),
        ("Listo, quedo pendiente", Verdict.UNCLEAR),
        ("Digitalizado, quedo atenta", Verdict.DONE),
        ("Listo, ya los subí, quedo atenta", Verdict.DONE),
        ("Ya quedó, quedo atenta", Verdict.DONE),
        ("Listo, gracias", Verdict.DONE),
    ],
)
def test_who_waits_has_scanned_nothing_yet(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """«Listo, quedo atenta» takes note; with a word of the deed it is done."""
    assert judge(text, Stage.DIGITIZATION, lexicon).verdict is verdict


@pytest.mark.parametrize(
    ("text", "confirmed"),
    [
        ("Sí, la firmó nuestro coordinador", False),
        ("Sí, está firmada por la coordinadora", False),
        ("Sí, firmó mi coordinadora", False),
        ("Sí, está firmada por nuestra empresa", False),
        ("Sí, la firmó el representante legal", True),
        ("Sí, firmada por el titular", True),
        ("Sí, trabaja con nosotros", True),
    ],
)
def test_signature_of_our_own_people_is_not_the_clients(text: str, confirmed: bool, lexicon: Lexicon) -> None:
    """Only the client, or who acts for the client, signs for the client."""
    assert is_confirmed(text, lexicon, NAMES) is confirmed


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("Aprobado, cobrar costos administrativos", True),
        ("Aprobado, cóbrenle al cliente los costos", True),
        ("Aprobado, incluir los costos administrativos", True),
        ("Aprobado, con costos administrativos", True),
        ("Aprobado sin costos administrativos", False),
        ("Aprobado, no cobrar costos administrativos", False),
        ("Aprobado sin cobro de costos", False),
        ("Aprobado, no se le deben cobrar los costos", False),
    ],
)
def test_costs_are_charged_unless_the_words_deny_it(text: str, charged: bool, lexicon: Lexicon) -> None:
    """«Cobrar costos» charges them, «sin cobro de costos» does not."""
    assert charges_costs(text, lexicon) is charged
