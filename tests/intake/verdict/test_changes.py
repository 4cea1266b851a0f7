"""Answers about what was decided already: is it taken back, is the request withdrawn, or are they only thanks."""

import pytest

from bot.core.intent import Verdict
from bot.intake.verdict.confirmation import is_courtesy
from bot.intake.verdict.judge import judge_change, judge_withdrawal
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
        ("No la apruebo", Verdict.UNCLEAR),
        ("sí, apruebo", Verdict.UNCLEAR),
        ("Rechazado", Verdict.UNCLEAR),
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
    ],
)
def test_a_refusal_is_taken_back_in_the_same_way(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """The decision that a yes would bring is the other one then."""
    assert judge_change(text, Verdict.APPROVE, lexicon).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sí", Verdict.APPROVE),
        ("De acuerdo, que se retire", Verdict.APPROVE),
        ("No", Verdict.REJECT),
        ("No, ya se avisó al cliente", Verdict.REJECT),
        ("No hay problema", Verdict.UNCLEAR),
        ("No sigan con eso", Verdict.UNCLEAR),
        ("Ya no la anulen", Verdict.UNCLEAR),
    ],
)
def test_a_no_may_agree_with_a_withdrawal(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """«No hay problema» and «no sigan» begin with a no and agree; they are asked about."""
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
