"""What stands beside a plain decision: background leaves it as it is, conditions and second thoughts reopen it."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge
from bot.intake.verdict.lexicon import Lexicon

_APPROVALS = ("apruebo", "queda autorizada la anulación", "procedan con la anulación")
_REFUSALS = ("rechazo la solicitud", "no la autorizo", "no procede")
_BEFORE = (
    "el cliente llamó ayer muy molesto",
    "la lectura del medidor estaba cruzada con la del vecino",
    "leí el memorando de principio a fin",
    "tuve un problema con el computador y hasta ahora puedo contestar",
    "la coordinadora me explicó lo de la tarifa",
    "efectivamente se cobró dos veces el cargo fijo",
    "gracias por la paciencia",
    "estuve en una capacitación toda la mañana",
    "como bien dice el informe, el daño fue interno",
    "no me había llegado el correo",
    "mi computador no quería prender",
    "aquí llueve a cántaros",
    "con lo que me contó Jairo quedé convencida",
    "analizados los soportes",
    "el error es evidente",
    "tiene toda la razón el usuario",
    "eso pasó por un descuido del lector",
    "me tomé un café y leí los cinco documentos",
    "el valor coincide con el sistema",
    "la carta está firmada y el informe completo",
    "la factura se emitió con una lectura estimada",
    "nos equivocamos nosotros",
    "qué caso tan enredado",
    "la señora ya vino tres veces",
    "no hubo consumo en ese predio",
    "según la visita técnica hubo fuga imperceptible",
    "el abogado opinaba lo contrario pero ya se convenció",
    "vi las fotos",
    "me da mucha pena con ese señor",
    "por tratarse de un error nuestro",
    "en atención al memorando 0147",
    "para cerrar este tema",
    "para no alargar el asunto",
    "con todo gusto",
    "dado el concepto técnico",
    "teniendo en cuenta que el medidor falló",
    "como el cliente nunca usó el servicio",
    "habiendo leído el informe",
    "luego de estudiar el caso",
    "una vez revisados los documentos",
    "a mi modo de ver todo está claro",
    "después de mucho pensarlo",
    "aunque el trámite llegó tarde",
    "pese a que el formato es viejo",
)
_AFTER = (
    "el cliente tiene la razón",
    "gracias por el detalle del informe",
    "y ojalá no se repita",
    "me cuentan cómo les fue",
    "que el usuario no tiene la culpa",
    "feliz fin de semana",
    "la lectura estaba mal tomada",
    "porque el medidor estaba dañado",
    "pobre señora",
    "ese medidor es de los viejos",
    "buen trabajo el de Adriana",
    "el informe quedó excelente",
    "me guardan copia del memorando",
    "y avísenle al usuario",
    "quedo pendiente de lo que necesiten",
    "mañana hablamos del otro tema de la camioneta",
    "para que facturación genere la nueva",
    "tal como lo pide la seccional",
    "por las razones expuestas en el memorando",
    "ya era hora",
    "qué pena la demora",
    "no volveré a decirlo",
    "el error fue del contratista",
    "recuerden archivar el original",
    "no olviden copiar a cartera",
    "y que el lector responda por esto",
    "debemos mejorar esos controles",
    "hay que hablar con el contratista para que no se repita",
    "lo de la capacitación lo vemos aparte",
    "la próxima vez manden todo completo",
    "cualquier cosa estoy en el celular",
    "si el usuario pregunta le dicen que ya quedó",
)
_OPENS_BEFORE = (
    "si cartera no tiene reparo",
    "cuando llegue la carta",
    "apenas firme el cliente",
    "con la carta firmada",
    "el día que manden el acta",
    "una vez revise los soportes",
    "al recibir el informe",
    "de llegar el acta",
    "mándenme el acta y",
    "tan pronto me confirmen",
    "creo que",
    "supongo que",
    "el cliente dice que",
    "a ver si mañana",
    "mañana",
    "más tarde",
    "no sé si",
    "hasta que no llegue el acta no",
    "dígale a Jurídica que",
    "firmado el memorando",
    "teniendo el acta en la mano",
    "siempre que haya acta",
    "gerencia me pidió que escribiera:",
    "Marta respondió:",
    "si fuera por mí",
    "consíganme el acta y",
    "corrijan el valor y",
    "pregúntenle a cartera y",
    "la póliza de la camioneta",
    "previa visita",
    "bajo protesta y con condiciones",
    "el lunes",
    "en caso de que el cliente insista",
)
_OPENS_AFTER = (
    "si el cliente firma",
    "cuando llegue el acta",
    "pero falta el acta",
    "pero esperen mi llamada",
    "solo la de enero",
    "menos la de febrero",
    "siempre y cuando paguen",
    "una vez firme el cliente",
    "apenas llegue el original",
    "previa visita técnica",
    "no, mejor no",
    "perdón, me equivoqué",
    "mejor esperen",
    "aunque falta la firma",
    "pero primero corrijan el valor",
    "necesito el acta antes",
    "queda pendiente el acta",
    "falta la carta",
    "creo",
    "supongo",
    "o eso dice cartera",
    "según Marta",
    "con la condición de que paguen",
    "hasta nueva orden",
    "sujeto a visita",
    "salvo que cartera diga otra cosa",
    "es lo que dijo el gerente",
    "pero por 300 mil",
    "por la mitad",
    "la otra no",
    "mañana",
    "no lo envíen todavía",
    "no hagan nada hasta que yo avise",
    "todavía no",
    "en principio",
    "digo, rechazo",
    "mentiras, no",
    "quiero decir que lo voy a mirar",
    "me falta ver el informe",
    "pero quiero que lo mire Jurídica",
    "que lo confirme Jurídica",
    "consulten con cartera",
    "revisen primero el valor",
    "a condición de que vuelvan a facturar por menos",
)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


@pytest.mark.parametrize("background", _BEFORE)
@pytest.mark.parametrize("decision", _APPROVALS)
def test_background_before_an_approval_leaves_it_as_it_is(background: str, decision: str, lexicon: Lexicon) -> None:
    """News, reasons and courtesies before the decision hold many unknown words, and none of them counts."""
    for text in (_sentence(f"{background}, {decision}"), f"{_sentence(background)} {_sentence(decision)}"):
        assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE, text


@pytest.mark.parametrize("background", _AFTER)
@pytest.mark.parametrize("decision", _APPROVALS)
def test_background_after_an_approval_leaves_it_as_it_is(background: str, decision: str, lexicon: Lexicon) -> None:
    """Nor do reasons, thanks, advice for other times and tasks that follow from it."""
    for text in (_sentence(f"{decision}, {background}"), f"{_sentence(decision)} {_sentence(background)}"):
        assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE, text


@pytest.mark.parametrize("background", [*_BEFORE, *_AFTER])
@pytest.mark.parametrize("decision", _REFUSALS)
def test_background_leaves_a_refusal_as_it_is(background: str, decision: str, lexicon: Lexicon) -> None:
    """A refusal stands whatever is told beside it."""
    for text in (f"{_sentence(background)} {_sentence(decision)}", f"{_sentence(decision)} {_sentence(background)}"):
        assert judge(text, Stage.APPROVAL, lexicon).verdict is Verdict.REJECT, text


@pytest.mark.parametrize("circumstance", _OPENS_BEFORE)
@pytest.mark.parametrize("decision", _APPROVALS)
def test_a_circumstance_before_makes_an_approval_unclear(circumstance: str, decision: str, lexicon: Lexicon) -> None:
    """A condition, another time, another speaker or a demand that comes first governs the decision."""
    text = _sentence(f"{circumstance} {decision}")
    assert judge(text, Stage.APPROVAL, lexicon).verdict is not Verdict.APPROVE


@pytest.mark.parametrize("afterthought", _OPENS_AFTER)
@pytest.mark.parametrize("decision", _APPROVALS)
def test_an_afterthought_makes_an_approval_unclear(afterthought: str, decision: str, lexicon: Lexicon) -> None:
    """So does a condition, a limit, a lack or a second thought that follows, in the same sentence or the next."""
    for text in (_sentence(f"{decision}, {afterthought}"), f"{_sentence(decision)} {_sentence(afterthought)}"):
        assert judge(text, Stage.APPROVAL, lexicon).verdict is not Verdict.APPROVE, text
