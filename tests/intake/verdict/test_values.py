"""Wishes, the new invoice's number, number and day of filing."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.intent import Filing, Wish
from bot.intake.verdict import filing, judge_filing, stamp
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.values import invoice_number
from bot.intake.verdict.wishes import wishes

_TODAY = date(2026, 3, 12)
_EXCLUDED = frozenset({"FECA104582", "AN2026000123", "CAL01472026"})


@pytest.mark.parametrize(
    "text",
    [
        "favor anular esta solicitud, ya no se requiere",
        "Desistimos.",
        "Buenas tardes, retiro la solicitud. Gracias",
        "Por favor dejar sin efecto el trámite",
        "Ya no es necesario, el cliente pagó",
        "Ya no va más, cancelen",
        "dejar sin efecto",
        "Por favor no seguir con esto",
        "ya no la necesito",
        "retirar por favor",
        "El cliente desistió, no tramitar",
        "no la vamos a seguir",
        "Por favor cancelar. Gracias",
        "me equivoqué, retiren este trámite",
        "El cliente pagó, ya no hay que anularla",
        "ya se arregló con el cliente, no continuar",
        "Ya no es necesario anular esa factura, gracias",
        "Ya no la anulen por favor",
        "ya pedí que la retiraran",
        "ya no hay que radicar, el cliente pagó",
        "Ya no lo voy a radicar, el cliente pagó",
        "No radiquemos, hubo un error con la factura",
        "El cliente pagó, dejen sin efecto la anulación",
        "Cancelen esta anulación, el cliente pagó",
        "Echemos para atrás esta anulación",
        "Reversen por favor, no era esa factura",
    ],
)
def test_a_withdrawal_speaks_of_the_request(text: str, lexicon: Lexicon) -> None:
    """Taking the request back, or desisting, is a withdrawal."""
    assert wishes(text, lexicon) == {Wish.WITHDRAW}


@pytest.mark.parametrize(
    "text",
    [
        "Favor anular la factura FE-1290",
        "Solicito anular",
        "No desistimos del trámite",
        "Favor anular la factura de la solicitud adjunta",
        "Adjunto la solicitud del cliente",
        "dejar sin efecto la factura FECA-104582",
        "favor cancelar la factura",
        "El cliente desistió del servicio y pide anular la factura",
        "el servicio ya no va más",
        "Se debe dar de baja la factura",
        "no vamos a seguir cobrando el servicio",
        "La factura ya no aplica porque el cliente canceló",
        "Cancelar es lo que pide el cliente",
        "¿Cancelar?",
        "ya no se puede anular sin la carta",
        "Ya no hay que anular la FECA-1201 sino la FECA-1202",
        "¿ya no la van a anular?",
        "El cliente ya no quiere refacturación, solo anulación",
        "Ya no refacturamos, solo anulen la factura",
        "Ya no vamos a refacturar, el cliente la aceptó",
        "ya no es para anular y refacturar, es solo para anular",
        "Ya no es urgente tramitar hoy",
        "Disculpe, ya no falta tramitar nada de mi parte",
        "ya no hay que tramitar nada en cartera, quedo atenta",
        "Ya no hay que anular la nota, solo la factura",
        "¿se puede retirar la solicitud?",
        "si no hay respuesta hoy, retiramos la solicitud",
        "creo que ya no la necesitamos, les confirmo mañana",
        "El cliente desistió de la compra, por eso pedimos la anulación",
        "déjenla así hasta mañana por favor",
        "Ya no se requiere anular, solo refacturar",
        "Por ahora no continuar",
        "A lo mejor retiramos la solicitud",
        "no, sí la necesitamos, sigan con ella",
        "El cliente ya no quiere seguir con el servicio",
        "Ya no radico hoy, mañana",
        "No vamos a radicar hoy",
        "Ya lo radiqué, ya no hay que radicarlo",
        "No cancelen la anulación",
        "Cancelen la anulación y refacturen",
        "Reversen la factura",
        "",
    ],
)
def test_annulling_the_invoice_is_no_withdrawal(text: str, lexicon: Lexicon) -> None:
    """What the process is about withdraws nothing."""
    assert wishes(text, lexicon) == frozenset()


@pytest.mark.parametrize(
    "text", ["favor reconsiderar", "Por favor revisar nuevamente la decisión", "pido reconsideracion"]
)
def test_asking_again_is_a_wish(text: str, lexicon: Lexicon) -> None:
    """A request to look at the decision again is told apart."""
    assert wishes(text, lexicon) == {Wish.RECONSIDER}


@pytest.mark.parametrize(
    "text",
    [
        "La carta está ilegible",
        "El memorando no se lee bien",
        "El adjunto no abre.",
        "No me llegó el informe",
        "el informe no lo tengo",
        "La carta no venía en el correo",
        "no lo he podido abrir",
        "¿Me reenvía la factura?",
    ],
)
def test_a_paper_that_did_not_come_or_cannot_be_read_is_asked_for(text: str, lexicon: Lexicon) -> None:
    """Who cannot read a document, or did not get it, wants a better copy."""
    assert wishes(text, lexicon) == {Wish.BETTER_COPY}


@pytest.mark.parametrize(
    "text",
    ["Falta la factura original", "no, falta la carta", "No está completo: faltan los soportes", "menos el informe"],
)
def test_a_paper_that_is_missing_is_told_apart(text: str, lexicon: Lexicon) -> None:
    """Whether it never came or is only not there yet, such words do not say."""
    assert wishes(text, lexicon) == {Wish.LACKING}


@pytest.mark.parametrize(
    "text",
    [
        "No falta la carta",
        "no falta ninguno, sin nada ilegible",
        "Nada borroso, todo bien",
        "Ninguna página en blanco",
        "¿Falta la carta?",
        "no está dañado",
        "tampoco faltan los soportes",
        "todavía no los tengo digitalizados",
        "no hace falta reenviar nada",
        "Los que faltan van aquí",
    ],
)
def test_a_complete_and_readable_set_needs_no_copy(text: str, lexicon: Lexicon) -> None:
    """Saying that nothing is missing or illegible asks for nothing, and neither does a question."""
    assert wishes(text, lexicon) == frozenset()


def test_a_day_early_in_january_is_next_to_new_year(lexicon: Lexicon) -> None:
    """At the end of December, the second of January is a few days ahead, not a year ago."""
    assert filing("sello del 2 de enero", lexicon, date(2027, 1, 3)).day == date(2027, 1, 2)
    assert filing("sello del 30 de diciembre", lexicon, date(2027, 1, 2)).day == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("radicado 4512 el 09/03/2026", date(2026, 3, 9)),
        ("radicado 4512 el 09/03/2025", None),
        ("radicado 4512 el 9 de marzo de 2025", None),
        ("radicado 4512 el 09/03/2027", None),
        ("radicado 4512 el 16/03/2026", date(2026, 3, 16)),
        ("radicado 4512 el 17/03/2026", None),
        ("radicado 4512 el 19 de marzo", None),
        ("radicado 4512 el 22/12/2025", date(2025, 12, 22)),
    ],
)
def test_an_impossible_day_is_no_day_of_filing(text: str, day: date | None, lexicon: Lexicon) -> None:
    """On a Friday, a stamp may bear Monday's day; a later one, or one of a year ago, is a slip."""
    friday, monday = date(2026, 3, 13), date(2026, 3, 16)
    assert filing(text, lexicon, friday, latest=monday) == Filing(number="4512", day=day)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sale con la 90117", "90117"),
        ("la nueva es FECA-104733", "FECA-104733"),
        ("Factura 104 733", "104733"),
        ("la FE 90117 del 12/03/2026 por $ 1.250.000", "FE-90117"),
        ("la 90117 reemplaza a la 90001", "90117"),
        ("FECA104582 fue reemplazada por FECA-104733", "FECA-104733"),
        ("quedó con el número FEBQ-20931, por valor de 800000", "FEBQ-20931"),
        ("feca-90117", "FECA-90117"),
        ("FECA 90117", "FECA-90117"),
        ("FECA90117", "FECA-90117"),
        ("FECA/90117", "FECA-90117"),
        ("No. FV/104999", "FV-104999"),
        ("SALE CON LA 90117", "90117"),
        ("FV-2026-00831", "FV-2026-00831"),
        ("la nueva es la fv-2026-00831", "FV-2026-00831"),
        ("0003-00001234", "0003-00001234"),
        ("A-0001-00012345", "A-0001-00012345"),
        ("Factura A 0001-00012345", "A-0001-00012345"),
        ("FC A 0003-00001234", "A-0003-00001234"),
        ("corresponde a 0001-00012345 del 12/03/2026", "0001-00012345"),
        ("FECA-90117\n\nRosa Páez\nCalle 25 N 5-40", "FECA-90117"),
        ("perdón, me equivoqué: es la FECA-110100", "FECA-110100"),
        ("90117\n\nCordialmente,\n\nRosa Páez\nCoordinadora SAC\nTel. 3001234567", "90117"),
    ],
)
def test_the_new_invoice_is_found(text: str, number: str, lexicon: Lexicon) -> None:
    """The one number that is an invoice's is taken and given as people cite it."""
    assert invoice_number(text, lexicon, _EXCLUDED) == number


@pytest.mark.parametrize(
    "text",
    [
        "NIT 900123456",
        "salió el 2026-03-12",
        "por $ 90.117",
        "AN-2026-000123",
        "caso AN-2026-000999",
        "memorando CAL-2026-0147",
        "CUIT 30-71234567-8",
        "Tel 3154-82773300",
        "MARZO/2026",
        "A 0001-00012345 o A 0001-00012346",
        "la 104582",
        "Tel 3001234567",
        "mañana le digo",
        "memorando 0147",
        "FECA-11O016",
        "90117-A",
        "FE CA 110345",
        "sería la 110345, confirmo mañana",
        "creo que la 90117",
        "",
    ],
)
def test_other_numbers_are_no_invoice(text: str, lexicon: Lexicon) -> None:
    """Dates, money, tax numbers, telephones, the own case, a choice of two, a part or a guess are no answer."""
    assert invoice_number(text, lexicon, _EXCLUDED) is None


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("radicado el 9 de marzo", None, date(2026, 3, 9)),
        ("Se radicó hoy con el No. 2026-00457, adjunto", "2026-00457", _TODAY),
        ("Rad. 2026-00991, copia adjunta", "2026-00991", None),
        ("Radicado con el No. FAC-CAL-2026-00508.", "FAC-CAL-2026-00508", None),
        ("radicado ayer", None, date(2026, 3, 11)),
        ("radicado 11/03/2026 número 4456", "4456", date(2026, 3, 11)),
        ("sello del 30 de diciembre", None, date(2025, 12, 30)),
        ("sello del 31 de febrero", None, None),
        ("sello del 20 de marzo", None, None),
        ("radicado ayer, no hoy", None, None),
        ("RADICADO N° 2026-000345 26/02/2026", "2026-000345", date(2026, 2, 26)),
        ("Radicado No 5521", "5521", None),
        ("Radicado ER-12345", "ER-12345", None),
        ("Radicado ER 12345", "ER 12345", None),
        ("Radicado con el No. E-2026-12345", "E-2026-12345", None),
        ("ya fue radicado bajo el número 2026-ER-0098", "2026-ER-0098", None),
        ("El numero es 2026-45871", "2026-45871", None),
        ("con numero 556-A", "556-A", None),
        ("RADICADO CON EL 5521", "5521", None),
        ("Entró como expediente 1190/26", "1190/26", None),
        ("Quedó con consecutivo de radicación CT-0092-26", "CT-0092-26", None),
        ("2026-00345. Gracias", "2026-00345", None),
        ("Radicado. Consec. 118", "118", None),
        ("Radicado con sticker 0098-26", "0098-26", None),
        ("Recibido. Sello: 4512", "4512", None),
        ("radicado a las 9:30, 3 copias", None, None),
        ("radicado 4471 y radicado 4472", None, None),
    ],
)
def test_number_and_day_of_filing_are_found(text: str, number: str | None, day: date | None, lexicon: Lexicon) -> None:
    """What an answer says of the filing is read, and what it leaves open stays open."""
    found = filing(text, lexicon, _TODAY)
    assert (found.number, found.day) == (number, day)


_OWN = frozenset({"FECA104582", "AN2026000123", "CAL01472026"})
_EARLY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Radicado 12 del 4/03/2026", "12"),
        ("radicado bajo el número 87", "87"),
        ("No. radicado: 4512", "4512"),
        ("Rad. 4512", "4512"),
        ("N° de radicación 2026-00123", "2026-00123"),
        ("Ya quedó radicado (No. 4512), la copia la mando mañana", "4512"),
        ("Radicado No. 33 del 4/03/2026", "33"),
        ("Radicado N° 33, 4/03/2026", "33"),
        ("Radicado 5", "5"),
        ("Radicado con el número 7 el 4 de marzo", "7"),
        ("Se radicó bajo el 4512 el 4/03/2026", "4512"),
        ("El número de radicado es 4512 del 4 de marzo, adjunto copia", "4512"),
        ("RADICADO 4512 04/03/2026", "4512"),
        ("rad 87", "87"),
        ("Número de radicación: 87", "87"),
        ("quedó radicado con el 87", "87"),
        ("Radicación #45", "45"),
        ("radiqué con consecutivo 19", "19"),
        ("lo radiqué hoy, número 55", "55"),
        ("radiqué el memorando, quedó con el 61", "61"),
        ("El radicado es el 78", "78"),
        ("radicado 077", "077"),
        ("perdón, es el 4521, no el 4512", "4521"),
        ("corrijo: radicado 4521", "4521"),
        ("Me equivoqué, el radicado es el 4521 y no el 4512", "4521"),
        ("No es el 4512 sino el 4521", "4521"),
        ("No es el 4512, es el 4521", "4521"),
        ("Corrijo el número de radicado: es el 15", "15"),
        ("el número correcto es 4521", "4521"),
        ("el radicado correcto es 4521", "4521"),
        ("donde dice 4512 léase 4521", "4521"),
        ("el radicado quedó mal, es 4521", "4521"),
        ("4521, no 4512", "4521"),
        ("Radicado: 12", "12"),
        ("RADICADO No.12", "12"),
        ("radicado nro 12 de hoy", "12"),
        ("Se radicó hoy. Consecutivo 9", "9"),
        ("Radicado el 4 de marzo con el número 87", "87"),
        ("radicado el 4 de marzo bajo el 87", "87"),
        ("87 del 4 de marzo", "87"),
        ("número 87 del 4/03/2026", "87"),
        ("Numero de radicado 2026-12", "2026-12"),
        ("Radicado 12-2026", "12-2026"),
        ("Radicado 12/2026", "12/2026"),
        ("rad.12", "12"),
        ("lo recibieron con radicado 1123 del 3 de marzo", "1123"),
        ("Radicado, número 22", "22"),
        ("radicado\nnúmero: 22\nfecha: 4/03/2026", "22"),
        ("Radicado 5521 (2 copias)", "5521"),
        ("radiqué 2 copias con el número 87", "87"),
        ("Radicado Nº 12", "12"),
        ("Radicado nº12", "12"),
        ("Con radicado interno 45", "45"),
        ("radicado en el piso 12 con el número 87", "87"),
    ],
)
def test_a_number_of_filing_is_taken_whole(text: str, number: str, lexicon: Lexicon) -> None:
    """Short or long, announced in many ways, alone or in the place of another one."""
    assert filing(text, lexicon, _EARLY, _OWN).number == number


@pytest.mark.parametrize(
    "text",
    [
        "radiqué 2 copias",
        "radicado en 3 días",
        "piso 12",
        "radicado en el piso 12",
        "Radicado 2 copias",
        "radicado 3 documentos",
        "Radicado 17 de marzo",
        "radicado a las 9:30",
        "radicado a las 10",
        "radicado hoy 10 am",
        "radicado el 4 de marzo",
        "radicado el 4/03",
        "radicado el 4",
        "radicado el día 4",
        "radicado 4/3/26",
        "memorando radicado, factura FECA-104582",
        "radicado el memorando de la factura No. 104582",
        "radicado NIT 900123456",
        "Radicado. Tel 3001234567",
        "radicado, mi celular es el 3001234567",
        "radicado caso AN-2026-000123",
        "Radicado el memorando No. CAL-0147-2026",
        "radicado en la calle 12",
        "radicado en la oficina 304",
        "radicado en ventanilla 3",
        "radicado 2 de 3",
        "Radicado 1 folio",
        "radicado con 5 anexos",
        "radicado con los 5 documentos",
        "radicado con las 3 copias",
        "radicado en 2 folios",
        "radicado por 3 funcionarios",
        "radicado por $ 1.250.000",
        "radicado por valor de 800000",
        "Radicado en marzo de 2026",
        "radicado 2026",
        "radicado este lunes 2",
        "radicado el lunes 2",
        "radicado el lunes 2 de marzo",
        "No 2 sino 3 copias",
        "no, 2 copias",
        "ya radiqué las 5 cartas",
        "radiqué a las 3 pm",
        "radicado 45-",
        "radicado 4,5",
        "Radicado 12:30",
        "radicado 12 hojas",
        "radicado 100%",
        "memo 87 radicado",
        "radicado a 5 días",
        "extensión 304, radicado",
        "radicado, ext. 304",
        "radicado 2a copia",
        "radicado 1er piso",
        "Radicado el 4 a las 10",
        "radicado con 2 sellos",
        "radicado con la factura 90117",
        "radicado el contrato 12345",
        "radicado en Cra 7 No 12-34",
        "radicado 10 a.m.",
        "Radicado 8am",
        "radicado ayer 3",
        "radicado con los 2 memorandos",
        "quedó con el 50% pagado",
        "radicado 3 veces",
        "con el 12 por ciento",
    ],
)
def test_what_counts_or_names_something_else_is_no_number_of_filing(text: str, lexicon: Lexicon) -> None:
    """Quantities, days, hours, places, money, telephones, and numbers of invoices, memos and cases."""
    assert filing(text, lexicon, _EARLY, _OWN).number is None


@pytest.mark.parametrize("announced", ["Radicado {}", "radicado bajo el número {}", "No. radicado: {}", "Rad. {}"])
@settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.from_regex(r"[1-9][0-9]{0,7}|20(24|25)-[0-9]{3,6}|[A-Z]{1,2}-[0-9]{3,6}", fullmatch=True))
def test_any_number_is_taken_whole_or_not_at_all(announced: str, number: str, lexicon: Lexicon) -> None:
    """What is read is never a part of what stands there; followed by what it counts, or torn, it is nothing."""
    text = announced.format(number)
    assert filing(f"{text} del 4/03/2026", lexicon, _EARLY).number in (number, None)
    assert filing(f"{text} del 4/03/2026", lexicon, _EARLY).number == number or number == "2026"
    assert filing(f"{text} copias", lexicon, _EARLY).number is None
    assert filing(f"{text}%", lexicon, _EARLY).number is None
    assert filing(f"{text},5", lexicon, _EARLY).number is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Radicado 17 de marzo", None),
        ("Radicado el 17/03/2026", None),
        ("Radicado el 4/03", _EARLY),
        ("Radicado 4512 el 28 de febrero", date(2026, 2, 28)),
        ("Radicado 4512 el 29 de diciembre", date(2025, 12, 29)),
        ("el 9 de marzo", None),
        ("es del 3 de marzo", date(2026, 3, 3)),
    ],
)
def test_a_day_of_filing_is_near_and_past(text: str, day: date | None, lexicon: Lexicon) -> None:
    """A day to come is mistyped, or says when the paper will be filed; it is never last year's."""
    assert filing(text, lexicon, _EARLY).day == day


@settings(derandomize=True, max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_yields_values(text: str, lexicon: Lexicon) -> None:
    """No text makes the reading of values fail."""
    wishes(text, lexicon)
    number = invoice_number(text, lexicon, _EXCLUDED)
    assert number is None or number.replace("-", "").isalnum()
    filing(text, lexicon, _TODAY)


_pieces = st.sampled_from(
    (
        *(
            "radicado",
            "RADİCADO",
            "no",
            "№",
            "nº",
            "con el",
            "el",
            "del",
            "de",
            "perdón",
            "no es",
            "fecha",
            ":",
            "\n",
            "/",
        ),
        *(
            "5 de abrıl de 2026",
            "3-MAR-2026",
            "05 mar 2026",
            "29/02/2026",
            "0000-00-00",
            "99/99/9999",
            "4512",
            "²³",
            "٣",
        ),
        *("٤٥١٢", "㊵", "½", "ſept", "ﬁn", "\u0345", "\u2028", "🧾", "-", ".", ",", "$"),
    )
)


@settings(derandomize=True, max_examples=90, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(_pieces | st.text(max_size=5), max_size=12))
def test_any_script_yields_a_filing_or_none(words: list[str], lexicon: Lexicon) -> None:
    """Letters, signs and digits of whatever script make the reading of a filing or of a stamp fail nowhere."""
    text = " ".join(words)
    for read in (filing(text, lexicon, _EARLY, _OWN), stamp(f"RADICADO\n{text}", lexicon, _EARLY, _OWN)):
        assert read.day is None or read.day <= _EARLY + timedelta(days=7)
    judge_filing(text, lexicon, _OWN, copy_came=False)


def test_a_denied_day_is_none(lexicon: Lexicon) -> None:
    """«No fue el 4, fue el 3» tells one day; «no fue el 4» tells none."""
    assert filing("No fue el 4 de marzo, fue el 3 de marzo", lexicon, _EARLY).day == date(2026, 3, 3)
    assert filing("No fue el 4 de marzo", lexicon, _EARLY).day is None
