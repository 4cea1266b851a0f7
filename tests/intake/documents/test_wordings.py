"""What letters of other hands say: a decision after a refusal, a request in its greeting, one invoice of several."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.core.document import Document
from bot.intake.documents.letters.read import read_letter, read_reply
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.sorting.assign import assign
from bot.intake.documents.words import DocumentWords
from tests.checks.documents import LETTER, REPLY, document, findings, request
from tests.intake.documents.drawings import read_file, saved_rows, text_pdf

ROLES = {"memorando": "xlsx", "carta_cliente": "pdf", "carta_respuesta": "pdf"}
OWN = "EMPRESA DE SERVICIOS EJEMPLO S.A.S."


def _reply(said: str, words: DocumentWords) -> dict[str, object]:
    text = f"Cali, 11 de marzo de 2026\nSeñores\nMuebles del Sur Ltda.\n{said}\nCordialmente,\nAna Ruiz Gil"
    return {name: read.value for name, read in read_reply(lines_of(text), words).items()}


def _letter(said: str, words: DocumentWords, *, to: str = "Señores\nEmpresa S.A.S.") -> dict[str, object]:
    text = f"Cali, 9 de marzo de 2026\n{to}\n{said}\nAtentamente,\nEva Paz Mora\nC.C. 31.222.333\nGerente"
    own = "\nMuebles del Sur Ltda.\nNIT 860.001.002-5"
    return {name: read.value for name, read in read_letter(lines_of(text + own), words).items()}


@pytest.mark.parametrize(
    ("said", "decision"),
    [
        ("No es posible programar la visita técnica que pidió; en cambio, hemos decidido anular la factura.", "accede"),
        ("No es viable devolver el depósito; sin embargo, se anula la factura FECA-210901.", "accede"),
        ("No es posible anular la factura; sin embargo, se expedirá nueva factura del mes de abril.", "niega"),
        ("No es posible acceder a su petición. En cambio, le ofrecemos refacturar los intereses.", "niega"),
        ("No es procedente la visita técnica, pero tampoco se anula la factura.", "niega"),
        ("No es viable devolver el depósito. Además, se mantiene en firme la factura.", "niega"),
    ],
)
def test_what_is_refused_before_a_turn_may_be_something_else(words: DocumentWords, said: str, decision: str) -> None:
    """Only where neither the request nor the invoice is refused, and the request is granted after the turn."""
    assert _reply(said, words)["decision"] == decision


def test_the_amount_of_the_new_invoice_is_the_one_that_is_called_so(words: DocumentWords) -> None:
    """Another amount may stand right behind its name."""
    said = "Se anula la factura FECA-1234 y se expide nueva factura, por $ 500.000. El nuevo valor será de $ 420.000."
    assert _reply(said, words)["valor_nueva_factura"] == Decimal(420000)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Señores: les solicito muy comedidamente anular la factura FECA-1234 de este mes.", ("anulacion",)),
        ("La factura FECA-1234 está mal. Anúlenla y nos envían la nueva.", ("anulacion", "refacturacion")),
        ("Solicito dejar sin efecto dicha factura y elaborar una nueva.", ("anulacion", "refacturacion")),
        ("La factura FECA-1234 llegó errada; por favor vuélvanla a facturar.", ("refacturacion",)),
        ("Pido reversar la factura FECA-1234.", ("anulacion",)),
    ],
)
def test_a_request_is_understood_in_other_words(words: DocumentWords, said: str, kinds: tuple[str, ...]) -> None:
    """Also on the line that greets, and with its object behind the verb."""
    assert _letter(said, words)["pide"] == kinds


def test_a_short_first_line_of_a_sentence_is_part_of_it(words: DocumentWords) -> None:
    """It has no more words than the name of a company."""
    said = (
        "SEÑORES: LES SOLICITO LA ANULACION DE LA FACTURA FECA-1234 DEL CONTRATO\nCAL-2023-01078 PORQUE ESTÁ REPETIDA"
    )
    read = _letter(said, words, to=OWN)
    told = [read[name] for name in ("pide", "factura", "contrato")]
    assert told == [("anulacion",), "FECA-1234", "CAL-2023-01078"]


def test_of_several_invoices_the_one_to_be_annulled_counts(words: DocumentWords) -> None:
    """In a table as well as in sentences, with its amount and day."""
    rows = "Factura Fecha Valor Estado\nFECA-1200 05/01/2026 $ 300.000 Correcta\nFECA-1234 02/03/2026 $ 320.000 Errada"
    table = _letter(f"{rows}\nPedimos la anulación de la FECA-1234.", words)
    told = _letter("La factura FECA-1200 está bien. Solicitamos anular la factura FECA-1234 de $ 320.000.", words)
    assert [each["factura"] for each in (table, told)] == ["FECA-1234"] * 2
    assert [each["valor_factura"] for each in (table, told)] == [Decimal(320000)] * 2
    assert table["fecha_factura"] == date(2026, 3, 2)


@pytest.mark.parametrize("to", [OWN, f"{OWN}\nServicio al Cliente"])
def test_whom_a_letter_is_for_may_stand_below_its_day_alone(words: DocumentWords, to: str) -> None:
    """Without «Señores», it is not the client, who signs."""
    assert _letter("Solicito anular la factura FECA-1234.", words, to=to)["cliente"] == "Muebles del Sur Ltda."


def test_a_letterhead_below_the_day_is_the_clients(words: DocumentWords) -> None:
    """Where the letter is addressed to somebody else, or nobody else signs it."""
    to = "MUEBLES DEL SUR LTDA.\nNIT 860.001.002-5\nSeñores\nEmpresa de Servicios Ejemplo S.A.S."
    text = f"Cali, 9 de marzo de 2026\n{to}\nSolicito anular la factura FECA-1234.\nAtentamente,\nEva Paz Mora\nGerente"
    for letter in (text, text.replace("Señores\nEmpresa de Servicios Ejemplo S.A.S.\n", "")):
        assert read_letter(lines_of(letter), words)["cliente"].value == "MUEBLES DEL SUR LTDA."


@pytest.mark.parametrize(
    "stamp", ["RADICADO R-CAL-2026-00508\nFecha: 10 de marzo de 2026", "Rad. R-CAL-2026-00508 del 10/03/2026"]
)
def test_the_day_behind_a_filing_is_that_of_receipt(words: DocumentWords, stamp: str) -> None:
    """On the same line or the next."""
    read = read_letter(lines_of(f"{stamp}\nCali, 9 de marzo de 2026\nSolicito anular la factura FECA-1234."), words)
    days = (read["fecha"].value, read["fecha_recibido"].value)
    assert (read["radicado"].value, *days) == ("R-CAL-2026-00508", date(2026, 3, 9), date(2026, 3, 10))


@pytest.mark.parametrize(("cited", "told"), [(date(2026, 4, 24), False), (date(2026, 4, 2), True)])
def test_a_reply_may_cite_the_day_of_a_stamp_that_nobody_made_out(cited: date, *, told: bool) -> None:
    """With the number of the filing, any day after the letter's may be that of its receipt, none before it."""
    letter = document(LETTER)
    unstamped = replace(letter, fields={name: read for name, read in letter.fields.items() if name != "fecha_recibido"})
    found = {one.code for one in findings(request(unstamped, document(REPLY, responde_carta_del=cited)))}
    assert ("reply.reference_mismatch" in found) is told


def _papers(words: DocumentWords, *texts: str) -> tuple[Document, ...]:
    rows = (("MEMORANDO", "CAL-0147-2026"), ("De", "Ana Ruiz Gil"), ("Cliente", "Muebles del Sur Ltda."))
    more = (("NIT", "860.001.002-5"), ("Factura", "FECA-1234"), ("Valor factura", 320000), ("Tipo", "Anulación"))
    memo = read_file("Libro1.xlsx", saved_rows(*rows, *more), words)
    letters = (read_file(f"doc{at}.pdf", text_pdf(text), words) for at, text in enumerate(texts))
    return assign((memo, *letters), ROLES, words)


def test_letters_that_say_little_are_known_by_who_signs_them(words: DocumentWords) -> None:
    """Whom else they name at their head."""
    mine = "11 de marzo de 2026\nAsunto: caso de Muebles del Sur Ltda.\nConforme a lo pactado se borra la FECA-1234."
    reply = f"{mine}\nCordialmente,\nAna Ruiz Gil\nCoordinadora"
    theirs = f"9 de marzo de 2026\n{OWN}\nLa factura FECA-1234 no corresponde a lo pactado con la señora Ana."
    letter = f"{theirs}\nAtentamente,\nEva Paz Mora\nMuebles del Sur Ltda."
    papers = _papers(words, reply, letter)
    assert [each.role for each in papers] == ["memorando", "carta_respuesta", "carta_cliente"]
    assert all(each.confidence >= 0.3 for each in papers)


def test_another_paper_of_the_client_is_no_second_letter(words: DocumentWords) -> None:
    """Where one asks for the annulment, a signed sheet with a day is left to whoever decides."""
    letter = (
        f"9 de marzo de 2026\n{OWN}\nLes solicito anular la factura FECA-1234.\nAtentamente,\nMuebles del Sur Ltda."
    )
    sheet = "2 de marzo de 2026\nSe retiran dos puntos del servicio en la sede norte.\nGracias,\nMuebles del Sur Ltda."
    reply = (
        "11 de marzo de 2026\nEn respuesta a su carta informamos que se anula la factura.\nCordialmente,\nAna Ruiz Gil"
    )
    papers = _papers(words, sheet, letter, reply)
    assert [each.role for each in papers] == ["memorando", None, "carta_cliente", "carta_respuesta"]


@pytest.mark.parametrize(
    ("said", "decision"),
    [
        ("Se ha resuelto dejar sin efecto la factura B 0003-00012345.", "accede"),
        ("Aceptamos su petición sobre la factura FECA-1234.", "accede"),
        ("Accederemos a ella una vez acepten los gastos administrativos.", "accede"),
        ("La factura FECA-1234 quedará sin efecto y será reemplazada por otra.", "accede"),
        ("SU RECLAMACIÓN FUE NEGADA. LA FACTURA FECA-1234 DEBE PAGARSE.", "niega"),
        ("Por ahora no podemos tramitar la anulación de la factura FECA-1234.", "niega"),
        ("La factura FECA-1234 no puede anularse por estar en firme.", "niega"),
    ],
)
def test_a_decision_is_understood_in_other_words(words: DocumentWords, said: str, decision: str) -> None:
    """In the words of a branch abroad as well."""
    assert _reply(said, words)["decision"] == decision


@pytest.mark.parametrize(
    "said",
    [
        "Se anulará la factura. Este trámite no tiene costo.",
        "Se anulará la factura. Por esta vez la empresa asume los costos administrativos.",
        "Se anulará la factura, lo que no conlleva cobro alguno de costos administrativos.",
        "Se anulará la factura. Quedan exonerados de los gastos administrativos.",
    ],
)
def test_costs_that_are_not_charged_are_refused_in_other_words(words: DocumentWords, said: str) -> None:
    """They are no costs."""
    assert _reply(said, words)["cobro_costos"] is False


def test_a_reply_may_cite_a_letter_by_what_it_was(words: DocumentWords) -> None:
    """A complaint by its filing, a note by its day."""
    filed = _reply("Asunto: Respuesta a reclamación R-CAL-2026-00508\nSe anulará la factura.", words)
    noted = _reply("Ref.: s/nota del 09/03/2026\nSe anulará la factura.", words)
    assert (filed["responde_radicado"], noted["responde_carta_del"]) == ("R-CAL-2026-00508", date(2026, 3, 9))


def test_the_last_of_several_invoices_may_be_the_one(words: DocumentWords) -> None:
    """Which one, the request says."""
    said = (
        "Recibimos las facturas FECA-1200 por $ 100.000, FECA-1210 por $ 150.000 y FECA-1234 por $ 320.000.\n"
        "Las dos primeras son correctas. Solicitamos la anulación de la última, FECA-1234."
    )
    read = _letter(said, words)
    assert (read["factura"], read["valor_factura"]) == ("FECA-1234", Decimal(320000))


def test_who_signs_may_have_the_document_on_the_same_line(words: DocumentWords) -> None:
    """Behind the name."""
    text = "Córdoba, 9 de marzo de 2026\nSeñores\nEmpresa S.A.\nSolicito anular la factura FECA-1234.\nAtte.\n"
    read = read_letter(lines_of(f"{text}Eva Paz Mora - DNI 28.123.456"), words)
    assert (read["firmada_por"].value, read["documento_firmante"].value) == ("Eva Paz Mora", "28.123.456")


def test_a_list_of_points_may_end_in_a_signature(words: DocumentWords) -> None:
    """Without a sentence or a closing formula."""
    rows = "Asunto: Reclamación\nFactura: FECA-1234\nValor: $ 320.000\nMotivo: cobro doble\nPetición: anular"
    text = f"Cali, 9 de marzo de 2026\nSeñores\nEmpresa S.A.\n{rows}\nFirma,\nEva Paz Mora\nAdministradora"
    read = read_letter(lines_of(text), words)
    assert (read["firmada_por"].value, read["cargo_firmante"].value) == ("Eva Paz Mora", "Administradora")
    assert (read["factura"].value, read["pide"].value) == ("FECA-1234", ("anulacion",))


def test_a_number_that_a_line_breaks_at_its_hyphen_is_whole(words: DocumentWords) -> None:
    """In the text of a PDF a sign stands there; nothing that only follows the word for a contract is one."""
    text = (
        "Cali, 9 de marzo de 2026\nSeñores\nEmpresa S.A.S.\nSolicito anular, porque nos cobraron más de lo que dice\n"
        "el contrato. Se trata de la factura de venta No. FECA-\n55440, con fecha de 02/03/2026 y saldo de $ 934.031.\n"
        "Atentamente,\nEva Paz Mora\nGerente"
    )
    letter = read_file("carta cliente.pdf", text_pdf(text), words)
    assert letter.value("factura") == "FECA-55440"
    assert "contrato" not in letter.fields


def test_an_address_above_a_tax_id_is_no_client(words: DocumentWords) -> None:
    """Of a person whose letterhead has name, address and telephone, and no addressee."""
    head = "Eva Paz Mora\nCll 19 8-34 Of. 502 - Pereira - Tel 606 555 0129\nNit 42.078.556\nPereira, 3/3/2026"
    text = f"{head}\nLa factura FECA-1234 está mal. Anúlenla.\nAtentamente,\nEva Paz Mora\nC.C. 42.078.556\nTitular"
    read = read_letter(lines_of(text), words)
    assert (read["cliente"].value, read["nit"].value) == ("Eva Paz Mora", "42.078.556")


def test_the_day_of_an_invoice_that_came_is_no_stamp(words: DocumentWords) -> None:
    """«Recibimos la factura …» begins as a stamp does."""
    said = "Recibimos la factura FECA-1234 del 2 de marzo de 2026, por valor de $ 320.000. Favor anularla."
    stamp = "RECIBIDO SECCIONAL CALI 10 MAR 2026 1:05 p. m. R-CAL-2026-00508"
    read = read_letter(lines_of(f"Cali, 9 de marzo de 2026\n{said}\nGracias,\nEva Paz Mora\n{stamp}"), words)
    assert (read["fecha_recibido"].value, read["radicado"].value) == (date(2026, 3, 10), "R-CAL-2026-00508")


def test_a_label_of_the_client_may_stand_on_two_lines(words: DocumentWords) -> None:
    """A narrow cell of a form cuts it, and the value stands behind its second line."""
    form = (
        "FORMULARIO DE RECLAMO\nFecha 12/02/2026\nNombre o razón\nsocial Rosalba Pinto Leal\nFactura FECA-1234\nFirma:"
    )
    assert read_letter(lines_of(form), words)["cliente"].value == "Rosalba Pinto Leal"
