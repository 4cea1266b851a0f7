"""Answers about what was decided already: is it taken back, is the request withdrawn, or are they only thanks."""

import pytest

from bot.core.intent import Verdict
from bot.intake.verdict.changes import judge_change, judge_change_by_word, judge_withdrawal
from bot.intake.verdict.confirmation import is_courtesy
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.values import announced_invoice


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sí", Verdict.APPROVE),
        ("Sí, la rechazo", Verdict.APPROVE),
        ("sí, cámbiela", Verdict.APPROVE),
        ("No", Verdict.REJECT),
        ("No, déjela aprobada", Verdict.REJECT),
        ("No, rechazado", Verdict.UNCLEAR),
        ("mejor no, rechazado", Verdict.UNCLEAR),
        ("No la apruebo", Verdict.APPROVE),
        ("Mejor no la apruebo", Verdict.APPROVE),
        ("No aprobado, la factura está paga", Verdict.APPROVE),
        ("No, aprobado", Verdict.REJECT),
        ("No, no la apruebo", Verdict.UNCLEAR),
        ("No apruebo el cambio", Verdict.UNCLEAR),
        ("No estoy de acuerdo", Verdict.UNCLEAR),
        ("sí, apruebo", Verdict.UNCLEAR),
        ("Rechazado", Verdict.APPROVE),
        ("Rechazo el cambio", Verdict.UNCLEAR),
        ("Aprobado", Verdict.UNCLEAR),
        ("Confirmo el rechazo", Verdict.APPROVE),
        ("Se mantiene aprobado", Verdict.REJECT),
        ("Déjelo como estaba", Verdict.REJECT),
        ("NO, déjelo como estaba", Verdict.REJECT),
        ("No, sigan", Verdict.REJECT),
        ("NO, déjelo así. Gracias", Verdict.REJECT),
        ("Déjelo así", Verdict.UNCLEAR),
        ("No la anulen, déjelo así", Verdict.UNCLEAR),
        ("Se mantiene el rechazo", Verdict.UNCLEAR),
        ("No mantengo la aprobación", Verdict.UNCLEAR),
        ("Sí, déjelo como estaba", Verdict.UNCLEAR),
        ("Sí, anúlenla", Verdict.UNCLEAR),
        ("No la anulen", Verdict.UNCLEAR),
        ("No lo hagan", Verdict.UNCLEAR),
        ("No se apruebe", Verdict.UNCLEAR),
        ("¿Se mantiene aprobado?", Verdict.UNCLEAR),
        ("Sí, por favor", Verdict.APPROVE),
        ("Sí, rechazar", Verdict.APPROVE),
        ("Sí, me equivoqué", Verdict.APPROVE),
        ("Sí, fue un error mío", Verdict.APPROVE),
        ("Sí, fue error mío, qué pena con ustedes", Verdict.APPROVE),
        ("sí, culpa mía", Verdict.APPROVE),
        ("Sí doctora, me confundí de factura", Verdict.APPROVE),
        ("Sí, fue un lapsus, mil disculpas", Verdict.APPROVE),
        ("Sí, fue un error mío haberla devuelto, está bien aprobada", Verdict.UNCLEAR),
        ("Sí, fue un error mío, pero déjela así", Verdict.UNCLEAR),
        ("Sí, fue un error del cliente, no mío", Verdict.UNCLEAR),
        ("Claro que sí, cámbienla", Verdict.APPROVE),
        ("Sí, rechazada, siga así", Verdict.UNCLEAR),
    ],
)
def test_a_change_of_mind_needs_words_that_agree(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """Asked whether an approval is taken back, «no, rechazado» says both, and is asked about again."""
    assert judge_change(text, Verdict.REJECT, lexicon).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sí, la apruebo", Verdict.APPROVE),
        ("No, sigue rechazada", Verdict.REJECT),
        ("sí, rechazado", Verdict.UNCLEAR),
        ("Aprobado", Verdict.APPROVE),
        ("Rechazado", Verdict.REJECT),
        ("Se mantiene el rechazo", Verdict.REJECT),
        ("Déjelo como estaba", Verdict.REJECT),
        ("Se mantiene aprobado", Verdict.UNCLEAR),
        ("Confirmo el rechazo", Verdict.UNCLEAR),
        ("No, sigan", Verdict.UNCLEAR),
        ("No lo anulen, sí quiero cambiarla", Verdict.UNCLEAR),
        ("Sí, aprobado, que quede así", Verdict.UNCLEAR),
    ],
)
def test_a_refusal_is_taken_back_in_the_same_way(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """The decision that a yes would bring is the other one then."""
    assert judge_change(text, Verdict.APPROVE, lexicon).verdict is verdict


@pytest.mark.parametrize("target", [Verdict.APPROVE, Verdict.REJECT])
@pytest.mark.parametrize(
    "text",
    [
        "Si, que quede asi",
        "Si, esta bien asi",
        "Sí, así está bien",
        "Sí, está bien",
        "Si, la decision es correcta",
        "Correcto, esta bien asi",
        "Ok, que quede asi",
        "Sí, se mantiene",
        "Sí, sigue en pie",
        "Sí, la decisión fue la adecuada",
        "Ok, gracias",
    ],
)
def test_a_yes_that_keeps_the_decision_changes_none(text: str, target: Verdict, lexicon: Lexicon) -> None:
    """Whoever says yes to how things are has not said yes to the question."""
    assert judge_change(text, target, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    ("text", "target", "verdict"),
    [
        ("APROBADO", Verdict.APPROVE, Verdict.APPROVE),
        ("Sí, la apruebo", Verdict.APPROVE, Verdict.APPROVE),
        ("RECHAZADO", Verdict.APPROVE, Verdict.REJECT),
        ("Sí, sigue rechazada", Verdict.APPROVE, Verdict.REJECT),
        ("RECHAZADO", Verdict.REJECT, Verdict.APPROVE),
        ("Rechazado, falta la firma", Verdict.REJECT, Verdict.APPROVE),
        ("APROBADO", Verdict.REJECT, Verdict.REJECT),
        ("NO, déjelo así", Verdict.REJECT, Verdict.REJECT),
        ("No", Verdict.APPROVE, Verdict.REJECT),
        ("Sí", Verdict.APPROVE, Verdict.UNCLEAR),
        ("Sí", Verdict.REJECT, Verdict.UNCLEAR),
        ("Sí, cámbiela", Verdict.APPROVE, Verdict.UNCLEAR),
        ("Sí, anúlenla", Verdict.APPROVE, Verdict.UNCLEAR),
        ("Sí, sigan con el trámite", Verdict.APPROVE, Verdict.UNCLEAR),
        ("De acuerdo", Verdict.APPROVE, Verdict.UNCLEAR),
        ("No la anulen", Verdict.REJECT, Verdict.UNCLEAR),
        ("No la apruebo", Verdict.REJECT, Verdict.APPROVE),
        ("No estoy de acuerdo", Verdict.REJECT, Verdict.UNCLEAR),
    ],
)
def test_where_the_word_was_asked_for_nothing_else_changes_a_decision(
    text: str, target: Verdict, verdict: Verdict, lexicon: Lexicon
) -> None:
    """A bare yes says nothing of what is decided; the other word, or a no, keeps what was."""
    assert judge_change_by_word(text, target, lexicon).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sí", Verdict.APPROVE),
        ("Sí, gracias", Verdict.APPROVE),
        ("Estoy de acuerdo", Verdict.APPROVE),
        ("Sí, retírenla, el cliente pagó", Verdict.APPROVE),
        ("Sí, autorizo el retiro", Verdict.APPROVE),
        ("Sí, cancelen la solicitud", Verdict.APPROVE),
        ("Si, sigan con la anulacion", Verdict.UNCLEAR),
        ("Si, aprobado", Verdict.UNCLEAR),
        ("Si, que se anule la factura", Verdict.UNCLEAR),
        ("Si, continuen con el tramite", Verdict.UNCLEAR),
        ("Sí, que siga", Verdict.UNCLEAR),
        ("Sí, que quede así", Verdict.UNCLEAR),
        ("Sí, sí la necesitamos", Verdict.UNCLEAR),
        ("Sí, no la retiren", Verdict.UNCLEAR),
        ("De acuerdo, que se retire", Verdict.APPROVE),
        ("No", Verdict.REJECT),
        ("No, ya se avisó al cliente", Verdict.REJECT),
        ("No hay problema", Verdict.UNCLEAR),
        ("No sigan con eso", Verdict.UNCLEAR),
        ("Ya no la anulen", Verdict.UNCLEAR),
    ],
)
def test_a_withdrawal_needs_words_that_agree(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """«No hay problema» begins with a no and agrees, «sí, sigan con la anulación» with a yes and does not."""
    assert judge_withdrawal(text, lexicon).verdict is verdict


PEOPLE = ("Diana Marcela Caicedo", "Óscar Fernando Rojas")


@pytest.mark.parametrize("text", ["Gracias Diana", "recibido, gracias oscar", "Muy bien, gracias a todos", "👍"])
def test_thanks_may_call_somebody(text: str, lexicon: Lexicon) -> None:
    """A name of the roster beside thanks is courtesy too."""
    assert is_courtesy(text, lexicon, PEOPLE)


@pytest.mark.parametrize(
    "text", ["Gracias, Paren eso", "Gracias Error", "Está mal", "gracias, no", "OK, Cancelen", "¿Diana?"]
)
def test_what_may_stop_a_case_is_no_courtesy(text: str, lexicon: Lexicon) -> None:
    """Whoever may mean something by it is answered."""
    assert not is_courtesy(text, lexicon, PEOPLE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Aprobado, la nueva factura es la FECA-108888", "FECA-108888"),
        ("Aprobado. Sale con la 108888", "108888"),
        ("Aprobado, la factura nueva: FECA 108888", "FECA-108888"),
        ("Apruebo. Se refacturó con la FECA-108888", "FECA-108888"),
        ("Aprobada la FECA-108888", None),
        ("Apruebo anular la factura FECA-108888 y que salga nueva factura", None),
        ("Aprobado el caso de la factura nueva FECA-108888", None),
        ("Apruebo la nueva FECA-108888", None),
        ("Aprobado, la nueva factura la mando mañana, revise la FECA-108888", None),
        ("La nueva es la FECA-108888 o la FECA-108889", None),
        ("La nueva factura es la FECA-104582", None),
    ],
)
def test_a_number_is_the_new_one_only_where_the_words_say_so(text: str, number: str | None, lexicon: Lexicon) -> None:
    """Any other number may be that of another case."""
    assert announced_invoice(text, lexicon, frozenset({"FECA104582"})) == number
