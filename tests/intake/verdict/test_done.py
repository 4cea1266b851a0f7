"""Answers to "is it scanned?" and "is it filed?", one way of saying it after the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.deed_clauses import clauses
from bot.intake.verdict.deed_settle import settle_deed
from bot.intake.verdict.judge import judge, judge_filing
from bot.intake.verdict.lexicon import Lexicon

_repeatable = settings(derandomize=True, max_examples=60, deadline=None)
_words = st.sampled_from(
    (
        *("digitalizado", "radiqué", "no", "si", "ya", "pero", "mañana", "falta", "sello", "los", "cinco", "3", "de"),
        *("ninguno", "sin", "quedó", "5/5", "60 %", "perdón", "que", ",", ".", "?", ":", "\n", "y", "estaba", "hoy"),
    )
)


def _scanned(text: str, lexicon: Lexicon) -> Verdict:
    return judge(text, Stage.DIGITIZATION, lexicon).verdict


def _filed(text: str, lexicon: Lexicon) -> Verdict:
    return judge(text, Stage.FILING, lexicon).verdict


@pytest.mark.parametrize(
    "text",
    [
        "Ayer pasé los cinco por el escáner",
        "Acabo de terminar de escanear",
        "Los cinco reposan en la carpeta",
        "Confirmo digitalización",
        "Les confirmo el escaneo, va adjunto",
        "Escaneo: 100 %",
        "5/5",
        "No quedó hoja sin pasar",
        "No tuve que repetir ninguno, están cargados",
        "El lunes no pude por la luz, hoy ya los subí",
        "Volví a escanear la carta que estaba torcida, todo cargado",
        "Todo escaneado; mañana le llevo los físicos a archivo",
        "Digitalizado. ¿Algo más?",
    ],
)
def test_scanned(text: str, lexicon: Lexicon) -> None:
    """What was done, what was overcome and what concerns only the papers all leave the scans done."""
    assert _scanned(text, lexicon) is Verdict.DONE


@pytest.mark.parametrize(
    "text",
    [
        "No los he escaneado",
        "Digitalizado el 60 %",
        "Van 3 de 5",
        "Escaneé tres",
        "Quedan dos hojas por pasar",
        "Los subí y el sistema me los borró",
        "Escaneados. Alcance: falta la carta",
        "El escáner está malo",
        "La factura no se lee",
        "Faltan las cartas, lo demás quedó cargado",
    ],
)
def test_not_scanned(text: str, lexicon: Lexicon) -> None:
    """A part that is lacking or spoiled outweighs what was done, before it or after it."""
    assert _scanned(text, lexicon) is Verdict.NOT_DONE


@pytest.mark.parametrize(
    "text",
    [
        "Favor remitir los documentos escaneados",
        "Se agradece el envío del archivo digitalizado",
        "Mañana los dejo escaneados",
        "Hoy mismo quedan escaneados",
        "Wilmer dice que los escaneó",
        "Los documentos digitalizados se guardan cinco años",
        "Escaneados, pero quién sabe",
        "¿Ya están escaneados?",
    ],
)
def test_nothing_is_said_of_the_scans(text: str, lexicon: Lexicon) -> None:
    """A request, thanks, a promise, hearsay, a rule or a question is no deed."""
    assert _scanned(text, lexicon) is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Quedó con el 1427",
        "Ya tiene número, 5567",
        "Me sellaron la copia",
        "Ingresado por mesa de partes, adjunto cargo",
        "No lo querían recibir, pero al final lo sellaron",
        "La semana pasada me lo devolvieron, lo corregí y hoy lo radiqué",
        "Me devolvieron la copia sellada",
        "Facturación le dio ingreso al memorando",
        "Radicado el lunes",
        "Confirmo radicación",
        "Les confirmo la radicación del memorando, va el sello",
        "Sí señora, ya",
    ],
)
def test_filed(text: str, lexicon: Lexicon) -> None:
    """A number, a stamp or an office that took it says that it was filed, whatever went wrong before."""
    assert _filed(text, lexicon) is Verdict.DONE


@pytest.mark.parametrize(
    "text",
    [
        "Me lo devolvieron",
        "Me dieron sello pero lo anularon",
        "Radicado. P.D.: me avisan que lo devolvieron",
        "No había quien recibiera",
        "Sigue sin radicado",
        "Número de radicado: no asignado",
    ],
)
def test_not_filed(text: str, lexicon: Lexicon) -> None:
    """Trouble that came last counts, in a postscript too."""
    assert _filed(text, lexicon) is Verdict.NOT_DONE


@pytest.mark.parametrize(
    "text",
    [
        "Entregado en portería",
        "Confirmo la radicación el lunes",
        "Les confirmo la radicación apenas la hagan",
        "Dejo la radicación para mañana",
        "Si la gerente firma, hoy queda radicado",
        "Radicado queda mañana",
        "El radicado 3301 es de otro cliente",
        "Quedo atenta al número de radicado",
    ],
)
def test_nothing_is_said_of_the_filing(text: str, lexicon: Lexicon) -> None:
    """Given to a courier, on condition, for later, of another case, or awaited: it is not known to be filed."""
    assert _filed(text, lexicon) is Verdict.UNCLEAR


def test_the_other_deed_says_nothing(lexicon: Lexicon) -> None:
    """That it was scanned does not say that it was filed."""
    assert _filed("Ya lo escaneé", lexicon) is not Verdict.DONE


def test_a_clause_begins_with_its_turn() -> None:
    """A comma parts two clauses, «pero» begins one, a colon before a number parts nothing."""
    assert clauses("neg try.did comma but dig.part ") == ("neg try.did ", "but dig.part ")
    assert clauses("regno colon num ") == ("regno colon num ",)


def test_what_is_not_missing_is_no_trouble() -> None:
    """Two negations leave nothing in the way; one does."""
    assert "neg" not in settle_deed("neg left neg lack ").split()
    assert "neg" in settle_deed("neg perf dig.part ").split()


@given(st.lists(_words, max_size=30))
@_repeatable
def test_any_words_get_an_answer(lexicon: Lexicon, words: list[str]) -> None:
    """Whatever words follow one another, the answer is one of the three verdicts."""
    assert _scanned(" ".join(words), lexicon) in {Verdict.DONE, Verdict.NOT_DONE, Verdict.UNCLEAR}


@given(st.lists(_words, max_size=12))
@_repeatable
def test_a_question_is_never_done(lexicon: Lexicon, words: list[str]) -> None:
    """After a question about the deed nothing counts as done."""
    assert _filed(f"{' '.join(words)}\n¿ya lo radicaron?", lexicon) is not Verdict.DONE


_OWN = frozenset({"FECA104582", "AN2026000123", "CAL01472026"})


@pytest.mark.parametrize(
    "text",
    [
        "RADICADO N° 2026-000345 26/11/2026",
        "Radicado No 5521",
        "Radicado Nº 345",
        "Radicado ER-12345",
        "Radicado con el No. E-2026-12345",
        "ya fue radicado bajo el número 2026-ER-0098",
        "Radicado No. 5521, memorando CAL-0147-2026",
        "5521",
        "Buenos días, 2026-00345 del 26/11/2026. Gracias",
    ],
)
def test_the_number_of_filing_is_no_other_case_and_no_denial(text: str, lexicon: Lexicon) -> None:
    """«No» before it is a sign, its letters are the office's, and by itself it says that the paper was filed."""
    assert judge(text, Stage.FILING, lexicon, _OWN).verdict is Verdict.DONE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Radicado, memorando CAL-0149-2026", Verdict.UNCLEAR),
        ("Radicada la factura FEBQ-110003 con el número 5521", Verdict.UNCLEAR),
        ("No radicado 5521", Verdict.NOT_DONE),
        ("No me lo recibieron, turno 5521", Verdict.NOT_DONE),
        ("Perdón, no quedó radicado el 5521", Verdict.NOT_DONE),
        ("Error: no está radicado, 5521", Verdict.NOT_DONE),
        ("Disculpe, no fue radicado el 4 de marzo", Verdict.NOT_DONE),
        ("Perdón, es el 5521, no el 5512", Verdict.DONE),
        ("Perdón, no fue el 4 de marzo", Verdict.UNCLEAR),
    ],
)
def test_another_case_and_a_denial_stay_what_they_are(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """A number of filing beside them changes nothing."""
    assert judge(text, Stage.FILING, lexicon, _OWN).verdict is verdict


@pytest.mark.parametrize(
    ("text", "copy_came", "is_done"),
    [
        ("Radicado 4512; no me han devuelto la copia sellada", False, True),
        ("Radicado 4512; no me han devuelto la copia sellada", True, False),
        ("No me recibieron la copia, radicado 4512", False, False),
        ("Llevé la copia pero no me lo recibieron, radicado 4512", False, False),
        ("Mañana lo radico y mando la copia", False, False),
    ],
)
def test_only_a_copy_to_come_leaves_it_filed(text: str, copy_came: bool, is_done: bool, lexicon: Lexicon) -> None:
    """Where no copy came, clauses about it count for nothing, unless it was not taken."""
    assert (judge_filing(text, lexicon, _OWN, copy_came=copy_came).verdict is Verdict.DONE) is is_done
