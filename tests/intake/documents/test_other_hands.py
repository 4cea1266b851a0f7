"""What was drawn and worded by offices that nobody here had seen: each fact is read where it stands."""

import io
from datetime import date
from decimal import Decimal

import docx
import pytest
from openpyxl import Workbook

from bot.intake.documents.docx import read_docx
from bot.intake.documents.invoice import read_invoice
from bot.intake.documents.letters.read import read_letter, read_reply
from bot.intake.documents.money import money_within
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.sorting.bundle import grouped
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file, saved

CONTACTS = {
    "Gestión N°": (1, 2),
    "Fecha": ("12/10/2026", "28/10/2026"),
    "Canal": ("Telefónico", "Correo"),
    "Detalle": ("Informa que retiró dos líneas", "Se envía la carta de respuesta"),
    "Responsable": ("Maribel Ocoró", "Maribel Ocoró"),
}


def _sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def _invoice(text: str, words: DocumentWords) -> dict[str, object]:
    return {name: read.value for name, read in read_invoice(lines_of(text), words).items()}


def test_an_amount_counts_before_what_it_is_made_of() -> None:
    """What stands in brackets behind it are its parts; an amount in brackets alone is the amount."""
    assert money_within("$ 119.000 (antes de IVA $ 100.000, IVA $ 19.000)") == Decimal(119000)
    assert money_within("ciento diecinueve mil pesos ($ 119.000)") == Decimal(119000)


@pytest.mark.parametrize(
    "title",
    [
        "Memorando No. CAL-0345-2026 del 26 de octubre de 2026",
        "MEMORANDO CAL-0345-2026, 26/10/2026",
        "MEMORANDO CAL-0345-2026 (26/10/2026)",
    ],
)
def test_number_and_day_of_a_memo_may_stand_in_its_title(words: DocumentWords, title: str) -> None:
    """The day behind the number is the memo's where no label gives it."""
    rows = (("MEMORANDO",), (None,), (title,), ("De: Ana Ruiz, Coordinadora    Para: Luz Gil, Jefe de Servicio",))
    memo = read_file("m.xlsx", _sheet(*rows, ("Cliente", "Ruiz Ltda."), ("Factura", "FECA-7788")), words)
    assert (memo.value("numero_memorando"), memo.value("fecha")) == ("CAL-0345-2026", date(2026, 10, 26))
    assert (memo.value("de"), memo.value("para")) == ("Ana Ruiz", "Luz Gil")


def test_a_log_may_lie_on_its_side(words: DocumentWords) -> None:
    """Each contact is a column; what is said of one names the cell in which it stands."""
    rows = [("Cliente", "Ruiz Ltda."), ("Factura", "FECA-7788"), (None,)]
    log = read_file("b.xlsx", _sheet(*rows, *((label, *told) for label, told in CONTACTS.items())), words)
    assert log.role == "informe_gestiones"
    assert (log.value("gestiones"), log.value("ultima")) == (2, date(2026, 10, 28))
    assert (log.rows[1]["detalle"].value, log.rows[1]["detalle"].cell) == ("Se envía la carta de respuesta", "C7")


def test_a_log_without_contacts_is_one(words: DocumentWords) -> None:
    """It is called one, and says whose it is: what lacks are its contacts, not the document."""
    rows = (("INFORME DE GESTIONES",), ("Cliente:", "Ruiz Ltda."), ("Factura:", "FECA-7788"))
    log = read_file("b.xlsx", _sheet(*rows), words)
    assert (log.role, log.rows, log.value("factura")) == ("informe_gestiones", (), "FECA-7788")


def test_a_name_beside_its_id_is_the_clients(words: DocumentWords) -> None:
    """In the heading of a log it needs no label."""
    head = (("BITÁCORA",), ("Molinos del Ariari S.A.S.", "NIT: 999.343.352-4", "Contrato: BOG-2022-01422"))
    table = (("FECHA", "MEDIO", "DETALLE", "RESULTADO"), ("11/09/2026", "Correo", "Se recibe la carta", "Radicada"))
    log = read_file("b.xlsx", _sheet(*head, (None,), *table), words)
    assert log.value("cliente") == "Molinos del Ariari S.A.S."


def test_headings_may_be_told_apart_in_one_way_only(words: DocumentWords) -> None:
    """``Fecha factura`` over one day is a column, ``Total factura`` over one amount too; a rate names a tax."""
    text = """Factura electrónica de venta FECA-121194
Fecha factura Vencimiento Período inicial Período final
08/09/2026 08/10/2026 01/08/2026 31/08/2026
Subtotal Descuento IVA 19% Total factura
$ 934.500 $ 0 $ 177.555 $ 1.112.055"""
    told = _invoice(text, words)
    assert (told["fecha"], told["vencimiento"]) == (date(2026, 9, 8), date(2026, 10, 8))
    assert told["periodo"] == "2026-08-01/2026-08-31"
    assert [told[name] for name in ("subtotal", "iva", "total")] == [934500, 177555, 1112055]


def test_a_sentence_of_an_invoice_tells_its_day_and_contract(words: DocumentWords) -> None:
    """A dot in the middle parts what it says."""
    told = _invoice("Factura de venta FEMD-48931 expedida el 2 de octubre de 2026 · Contrato MED-2020-00999", words)
    assert (told["factura"], told["fecha"]) == ("FEMD-48931", date(2026, 10, 2))
    assert told["contrato"] == "MED-2020-00999"


def test_prefix_and_number_of_an_invoice_may_lie_in_two_cells(words: DocumentWords) -> None:
    """The figures by themselves are no number of an invoice with a prefix."""
    told = _invoice("FACTURA DE VENTA\nPREFIJO\nFEMD\nNÚMERO\n47215\nCLIENTE: Ruiz Ltda.\nNIT: 999833091-1", words)
    assert (told["factura"], told["prefijo"]) == ("FEMD-47215", "FEMD")


def test_a_reply_may_tell_what_it_answers_in_a_row(words: DocumentWords) -> None:
    """Day and number of the client's letter may stand between whom it is for and its sentences."""
    text = """CAL-S-2026-1834
Cali, 29 de septiembre de 2026
Señora
Paula Lenis Domínguez
Radicado de entrada: CAL-E-2026-2001 del 16/08/2026
Factura: FECA-121520
Señora Paula, reciba un saludo.
Procedemos a anular la factura FECA-121520 y la reemplazaremos por otra de $ 828.400.
Se causa un cargo de $ 25.000 por gastos administrativos.
Cordialmente,
Diana Caicedo Ruiz"""
    told = {name: read.value for name, read in read_reply(lines_of(text), words).items()}
    assert (told["numero"], told["responde_radicado"]) == ("CAL-S-2026-1834", "CAL-E-2026-2001")
    assert told["responde_carta_del"] == date(2026, 8, 16)
    assert (told["valor_nueva_factura"], told["valor_costos"]) == (Decimal(828400), Decimal(25000))


STAMP = """RECIBIDO PARA ESTUDIO
Empresa de Servicios Ejemplo
Seccional Medellín
Fecha: 03-07-2026
Hora: 9:40
Radicado: MDE-E-2026-0620
Recibe: Y. Arango
"""
LETTER = """Medellín, 1 de julio de 2026
Doctor
Juan Zuluaga
Empresa de Servicios Ejemplo S.A.S.
Asunto: anulación de la factura FEMD-46010
Pedimos anular la factura FEMD-46010 por $ 8.377.600, porque el servicio no se prestó en junio de este año.
Gracias,
Ana Restrepo Villa
CC 43.555.781
"""


def test_a_stamp_in_the_heading_keeps_its_own_day(words: DocumentWords) -> None:
    """Who received it and our name are lines of the stamp; the number is read whole."""
    told = {name: read.value for name, read in read_letter(lines_of(STAMP + LETTER), words).items()}
    assert (told["fecha"], told["fecha_recibido"]) == (date(2026, 7, 1), date(2026, 7, 3))
    assert told["radicado"] == "MDE-E-2026-0620"


def test_our_name_in_a_stamp_is_nobodys_position(words: DocumentWords) -> None:
    """It may stand right below the client's signature."""
    stamp = "EMPRESA DE SERVICIOS\nEJEMPLO\nSECCIONAL MEDELLÍN\nRECIBIDO\n03/JUL/2026 - 2:31 PM\n"
    told = {name: read.value for name, read in read_letter(lines_of(LETTER + stamp), words).items()}
    assert told["firmada_por"] == "Ana Restrepo Villa"
    assert "cargo_firmante" not in told


def test_the_clients_box_on_a_page_of_its_own_begins_no_letter(words: DocumentWords) -> None:
    """It has place and day as letters have, and belongs to the reply before it."""
    box = (
        "ANEXO 1. ACEPTACIÓN\nAcepto pagar los costos.\nFirma del cliente\nEva Paz Mora\nCali, 30 de septiembre de 2026"
    )
    reply = (
        "Cali, 28 de septiembre de 2026\nSeñora\nEva Paz Mora\nEn respuesta a su solicitud autorizamos la anulación."
    )
    assert grouped([reply, box], words) == ((0, 1),)


def test_blocks_of_two_who_sign_are_read_one_after_the_other() -> None:
    """In a Word document they stand in two cells of one row."""
    document = docx.Document()
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text = "Por la empresa:\nDiana Caicedo\nCoordinadora"
    cells[1].text = "Acepto los costos:\nWilmer Perea\nC.C. 94.555.003"
    content = io.BytesIO()
    document.save(content)
    lines = [
        "Por la empresa:",
        "Diana Caicedo",
        "Coordinadora",
        "Acepto los costos:",
        "Wilmer Perea",
        "C.C. 94.555.003",
    ]
    assert [line for line in read_docx(content.getvalue()).text.splitlines() if line] == lines


def test_a_contact_may_open_with_its_day_and_go_on_in_rows(words: DocumentWords) -> None:
    """The day needs no label; two labels may share a cell, and their values the next one."""
    rows: list[tuple[object, ...]] = [("INFORME DE GESTIONES",), ("Contrato / Factura", "MED-2026-00200 / FEMD-49310")]
    for number, day, told in ((1, "06/10/2026", "Devuelven la factura"), (2, "29/10/2026", "Se envía la respuesta")):
        rows += [(number, day, "Canal: Correo", "Responsable: Viviana Loaiza"), (None, "Detalle", told)]
        rows += [(None, "Resultado", "En trámite")]
    log = read_file("g.xlsx", _sheet(*rows), words)
    assert (log.value("contrato"), log.value("factura")) == ("MED-2026-00200", "FEMD-49310")
    assert (log.value("gestiones"), log.value("ultima")) == (2, date(2026, 10, 29))
    assert log.rows[1]["detalle"].value == "Se envía la respuesta"


def test_two_amounts_of_a_memo_may_share_a_cell(words: DocumentWords) -> None:
    """Each belongs to the label at its place."""
    memo = read_file(
        "m.xlsx", _sheet(("MEMORANDO",), ("SUBTOTAL / IVA", "$ 100.000 / $ 19.000"), ("Total", 119000)), words
    )
    assert (memo.value("subtotal"), memo.value("iva")) == (Decimal(100000), Decimal(19000))
