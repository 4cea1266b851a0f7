"""Single answers: which rule decides, in which words, for which case."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon

_OWN = frozenset({"AN2026000123", "FECA104582", "CAL01472026"})
_YES = ("Aprobado.", "Se aprueba la anulación.", "Sí", "Autorizo lo solicitado", "Queda aprobada", "ok", "Dale, hágale")
_NO = ("Rechazado.", "No se aprueba", "No", "Devuelto", "No procede")
# The same examples in every run, few enough for every commit; a wider search is a matter of `max_examples`.
_repeatable = settings(derandomize=True, max_examples=60, deadline=None)
_words = st.sampled_from(
    (
        *("aprobado", "apruebo", "no", "si", "sí", "rechazado", "pero", "cuando", "mañana", "la", "factura", "cartera"),
        *("ok", ",", ".", "?", "(", ")", "[x]", "[ ]", "\n", "sin", "que", "ya", "se", "listo"),
    )
)


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("Aprobado", Verdict.APPROVE, "explicit"),
        ("sí", Verdict.APPROVE, "bare_yes"),
        ("No se aprueba", Verdict.REJECT, "negated"),
        ("No", Verdict.REJECT, "bare_no"),
        ("Nop", Verdict.REJECT, "negated"),
        ("Aprobado si el cliente firma", Verdict.UNCLEAR, "if"),
        ("¿Aprobado?", Verdict.UNCLEAR, "decision_question"),
        ("Aprobado. Rechazado.", Verdict.UNCLEAR, "contradiction"),
        ("[x] APROBADO [ ] RECHAZADO", Verdict.APPROVE, "box"),
        ("Aprueba anular: NO", Verdict.REJECT, "labelled"),
        ("~~Aprobado~~ Rechazado", Verdict.REJECT, "negated"),
        ("Borrador: Aprobado", Verdict.UNCLEAR, "mention"),
        ("", Verdict.UNCLEAR, "empty"),
    ],
)
def test_the_rule_that_decided_is_named(text: str, verdict: Verdict, reason: str, lexicon: Lexicon) -> None:
    """A judgement carries the rule that made it."""
    judgement = judge(text, Stage.APPROVAL, lexicon)
    assert (judgement.verdict, judgement.reason) == (verdict, reason)


@pytest.mark.parametrize("stage", [Stage.APPROVAL, Stage.CONFIRMATION, Stage.DIGITIZATION, Stage.FILING])
@pytest.mark.parametrize(
    "text",
    [
        "aprobado.pdf",
        "<carta aprobada y si.PDF>",
        "[cid:aprobado.png@01DCABF0]",
        "Adjunto: escaneado-aprobado-si.xlsx",
        "https://empresa.example/aprobado/radicado/listo",
        "www.aprobado.example",
    ],
)
def test_what_a_file_is_called_decides_nothing(text: str, stage: Stage, lexicon: Lexicon) -> None:
    """Phones write the names of attachments into the text."""
    assert judge(text, stage, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("text", ["Aprobado, va en <no.pdf>", "Aprobado.Gracias", "Aprobado memo.xlsx"])
def test_a_decision_beside_a_file_is_one(text: str, lexicon: Lexicon) -> None:
    """Only the name is passed over."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE


@pytest.mark.parametrize(
    "text",
    [
        "Puesta la firma, apruebo",
        "Hecha la corrección, cuenten con mi aprobación",
        "Escaneada la carta, la apruebo",
        "Como no haya abonos, va aprobada",
        "Toda vez que se corrija el valor, aprobado",
        "Verificado el saldo por cartera, apruebo",
    ],
)
def test_what_must_come_first_leaves_an_approval_open(text: str, lexicon: Lexicon) -> None:
    """A participle, «como» or «toda vez que» with something still to be done is a condition."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text", ["Revisada la solicitud, apruebo", "Terminada la revisión, apruebo", "Como jefe del área, apruebo"]
)
def test_what_was_already_looked_at_is_no_condition(text: str, lexicon: Lexicon) -> None:
    """A participle of reviewing tells what was done."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE


@pytest.mark.parametrize(
    "text", ["Avalo la negativa", "Apruebo la espera", "La carta queda aprobada", "Decisión: la tomo con Gerencia"]
)
def test_approving_something_else_approves_nothing_here(text: str, lexicon: Lexicon) -> None:
    """Only the request itself can be approved, and only by a decision that was taken."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("text", ["dale, me avisas cuando llegues", "ok, gracias por avisar", "Sí, con la carta"])
def test_a_weak_yes_beside_another_matter_is_none(text: str, lexicon: Lexicon) -> None:
    """A bare yes beside news, plans or papers acknowledges them and decides nothing."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text", ["Se niega el descuento, la anulación queda aprobada", "La versión anterior la devolví, esta se aprueba"]
)
def test_a_refusal_of_another_matter_does_not_refuse_this_one(text: str, lexicon: Lexicon) -> None:
    """What is refused by another name, or was refused before, leaves the approval as it is."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE


def test_the_words_that_decided_are_kept_as_written(lexicon: Lexicon) -> None:
    """The receipt can repeat the deciding sentence word for word."""
    judgement = judge("Buenas tardes.\n\nYa lo vi. Se APRUEVA la anulación\n\nSaludos", Stage.APPROVAL, lexicon)
    assert judgement.words == "Se APRUEVA la anulación"


@pytest.mark.parametrize(
    "named", ["la factura FECA-104582", "la factura 104582", "el memorando 0147", "el AN-2026-000123"]
)
def test_the_own_case_may_be_named(named: str, lexicon: Lexicon) -> None:
    """Naming the case that was asked about, in full or in part, changes nothing."""
    assert judge(f"Apruebo {named}", Stage.APPROVAL, lexicon, _OWN).verdict is Verdict.APPROVE


def test_the_sign_of_a_number_is_no_denial(lexicon: Lexicon) -> None:
    """``No.`` before the number of a stamp does not deny that it was filed."""
    assert judge("Radicado con el No. FAC-CAL-2026-00508.", Stage.FILING, lexicon).verdict is Verdict.DONE


@pytest.mark.parametrize("named", ["la factura FECA-104583", "el memorando 0148", "la FV-22331", "el caso 124"])
def test_a_decision_on_another_case_is_unclear(named: str, lexicon: Lexicon) -> None:
    """A decision beside an identifier of another case decides nothing here."""
    assert judge(f"Apruebo {named}", Stage.APPROVAL, lexicon, _OWN).reason == "other_case"
    assert judge(f"Rechazo {named}", Stage.APPROVAL, lexicon, _OWN).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("text", _YES)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_the_form_of_the_letters_does_not_matter(text: str, form: str, lexicon: Lexicon) -> None:
    """Composed or decomposed, in capitals, with letters that nobody sees: the answer is the same."""
    disguised = "\u200b".join(unicodedata.normalize(form, text))
    assert judge(disguised, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE
    assert judge(text.upper(), Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE


@pytest.mark.parametrize("text", _YES)
@pytest.mark.parametrize(
    "condition",
    [
        " si el cliente firma",
        " siempre y cuando llegue la carta",
        ", cuando cartera confirme",
        "\nsi el cliente firma la carta",
        ". Solo falta la firma.",
        " ?",
        ", pero no lo anulen",
        ". No, mejor esperen.",
    ],
)
def test_what_leaves_it_open_makes_a_yes_unclear(text: str, condition: str, lexicon: Lexicon) -> None:
    """Every kind of yes stops being one when a condition, a question or a second thought follows."""
    assert judge(text.rstrip(".") + condition, Stage.APPROVAL, lexicon).verdict is not Verdict.APPROVE


@pytest.mark.parametrize("text", ["Aprobado", "Se aprueba la anulación"])
@pytest.mark.parametrize(
    "condition",
    [
        "{}, con la carta firmada",
        "Con la carta, {}",
        "Mándenme la carta y {}",
        "Firmada la carta, {}",
        "Al llegar la carta, {}",
        "De no haber pagos, {}",
        "{}, necesito la carta",
        "{}, toda vez que llegue la carta",
        "{}, ¿cierto?",
        "{}. Esperando la carta.",
        "{}. Confirmen con cartera y procedan.",
        "¿Hay carta? Entonces {}",
        "En zzz llegue la carta, {}",
        "{}, a zzz de cartera",
    ],
)
def test_a_requirement_in_any_shape_leaves_it_open(text: str, condition: str, lexicon: Lexicon) -> None:
    """What must happen first may be said without any conditional word, or with words that nobody listed."""
    assert judge(condition.format(text), Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("text", _NO)
def test_a_no_stays_a_no_with_its_reason(text: str, lexicon: Lexicon) -> None:
    """A refusal with a signature and a reason is a refusal."""
    signed = f"{text}\n\nCordialmente,\n\nRosa Elvira Páez\nJefe de Servicio\nTel. 601 555 0100"
    assert judge(signed, Stage.APPROVAL, lexicon).verdict is Verdict.REJECT


def test_an_answer_longer_than_any_is_not_read(lexicon: Lexicon) -> None:
    """A text that would have to be cut might lose its condition, so it is unclear."""
    assert judge("Aprobado. " * 5000, Stage.APPROVAL, lexicon).reason == "too_long"


@_repeatable
@given(text=st.text(max_size=300), stage=st.sampled_from(Stage))
def test_any_text_is_judged(text: str, stage: Stage, lexicon: Lexicon) -> None:
    """No text makes the reading fail, and approvals are answers to the approval question only."""
    verdict = judge(text, stage, lexicon, _OWN).verdict
    assert (verdict in {Verdict.APPROVE, Verdict.REJECT}) <= (stage is Stage.APPROVAL)
    assert (verdict in {Verdict.DONE, Verdict.NOT_DONE}) <= (stage is not Stage.APPROVAL)


@_repeatable
@given(words=st.lists(_words, max_size=12))
def test_a_condition_never_helps(words: list[str], lexicon: Lexicon) -> None:
    """Appending a condition or a refusal to any run of words never makes an approval of it."""
    text = " ".join(words)
    for tail in (" si cartera confirma", ". Rechazado.", " y no lo apruebo"):
        assert judge(text + tail, Stage.APPROVAL, lexicon).verdict is not Verdict.APPROVE


@_repeatable
@given(words=st.lists(_words, max_size=10))
def test_a_quoted_refusal_never_makes_an_approval(words: list[str], lexicon: Lexicon) -> None:
    """What somebody quotes between quotation marks or marks as quoted adds no approval."""
    text = " ".join(words)
    before = judge(text, Stage.APPROVAL, lexicon).verdict
    after = judge(f"{text}\n\n> no se aprueba\n> aprobado", Stage.APPROVAL, lexicon).verdict
    assert after is Verdict.APPROVE if before is Verdict.APPROVE else after is not Verdict.APPROVE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        *((text, Verdict.APPROVE) for text in ("Sí, la vi.", "Si la vi", "Sí, el cliente firmó", "Si, la tiene", "SÍ")),
        *((text, Verdict.REJECT) for text in ("No", "No la vi", "No está firmada")),
        *((text, Verdict.UNCLEAR) for text in ("Si la firma aparece, sí", "Si lo veo le aviso", "Todavía no")),
    ],
)
def test_a_yes_or_no_may_bring_what_was_seen(text: str, verdict: Verdict, lexicon: Lexicon) -> None:
    """«Sí, la vi» is a yes with or without its accent; a condition is none."""
    assert judge(text, Stage.CONFIRMATION, lexicon).verdict is verdict


@pytest.mark.parametrize("word", ["zurrungo", "a la vuelta del zurrungo", "como la vez que zurrungamos"])
@pytest.mark.parametrize("shape", ["Apruebo {}", "Lo apruebo, {}", "Aprobado {}", "Sí, {}"])
def test_a_yes_counts_only_where_every_word_after_it_is_known(shape: str, word: str, lexicon: Lexicon) -> None:
    """A word that nobody listed may take the decision back, so that it is asked about."""
    assert judge(shape.format(word), Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    "text", ["El zurrungo falló, apruebo", "Vi el zurrungo. Apruebo.", "Zurrungado todo: aprobado"]
)
def test_what_was_told_before_a_yes_needs_no_known_words(text: str, lexicon: Lexicon) -> None:
    """Reasons come in all words."""
    assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE
