"""Logs of contacts as other offices draw them: spaced, worded in their own way, or without a table."""

from datetime import date

import pytest
from openpyxl import Workbook

from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import log_sheet, read_file, saved
from tests.intake.documents.test_workbooks import CONTACTS, HEADER


def _sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def test_a_blank_row_between_contacts_does_not_end_the_log(words: DocumentWords) -> None:
    """Whoever leaves one between them has as many contacts as anybody."""
    headings = ("Fecha", "Gestión N°", "Canal", "Contacto", "Cargo", "Teléfono", "Detalle", "Responsable", "Resultado")
    spaced = [row for contact in CONTACTS for row in (contact, (None,) * 9, (None,) * 9)]
    document = read_file("i.xlsx", log_sheet(HEADER, headings, spaced, total=("Total gestiones", 3)), words)
    assert (document.value("gestiones"), document.value("total_declarado")) == (3, 3)


def test_the_day_of_a_contact_may_lie_in_three_columns(words: DocumentWords) -> None:
    """Under ``Fecha`` over ``Día``, ``Mes`` and ``Año``, or under these alone."""
    contacts = [(1, 16, 2, 2026, "Llama", "Wilson", "Ok"), (2, 20, 2, 2026, "Radica carta", "Wilson", "Recibida")]
    parts = (None, "Día", "Mes", "Año", None, None, None)
    named = ("No.", "Fecha", None, None, "Gestión realizada", "Funcionario", "Resultado")
    alone = ("No.", "Día", "Mes", "Año", "Gestión realizada", "Funcionario", "Resultado")
    for rows in ([named, parts, *contacts], [alone, *contacts]):
        document = read_file("i.xlsx", _sheet(("INFORME",), *HEADER, (None,), *rows), words)
        assert (document.value("gestiones"), document.value("ultima")) == (2, date(2026, 2, 20))


def test_several_lines_of_a_contact_may_hold_several_labels(words: DocumentWords) -> None:
    """Its first line looks like the headings of a table, and is none."""
    lines: list[tuple[object, ...]] = []
    for number, day, told in ((1, "16/02/2026", "Radica carta"), (2, "20/02/2026", "Se envía la respuesta")):
        lines += [("Gestión N°", number, "Fecha", day, "Medio", "Telefónico"), ("Quién gestiona", "Wilson")]
        lines += [("Detalle", told), ("Resultado", "Ok"), (None,)]
    document = read_file("i.xlsx", _sheet(("SEGUIMIENTO",), *HEADER, (None,), *lines), words)
    assert (document.value("gestiones"), document.value("numeros_consecutivos")) == (2, True)
    assert document.rows[1]["detalle"].value == "Se envía la respuesta"


def test_unusual_headings_are_understood(words: DocumentWords) -> None:
    """What was done may be an event, and who did it an executor; ``Gestión`` over sentences is what was done."""
    contacts = [
        (1, "16/02/2026", "Correo", "El cliente radica la carta", "Wilson", "Recibida"),
        (2, "20/02/2026", "Correo", "Se envía la carta de respuesta", "Wilson", "Enviada"),
    ]
    for headings in (
        ("Seq", "Fecha evento", "Medio", "Evento", "Ejecutor", "Desenlace"),
        ("Ítem", "Fecha", "Medio", "Actuación", "Quien realiza", "Cierre"),
    ):
        document = read_file("i.xlsx", log_sheet(HEADER, headings, contacts), words)
        assert document.role == "informe_gestiones"
        assert [row["detalle"].value for row in document.rows] == [contact[3] for contact in contacts]
        assert document.value("numeros_consecutivos") is True
    bare = log_sheet(HEADER, ("Fecha", "Canal", "Gestión", "Responsable", "Resultado"), [row[1:] for row in contacts])
    told = read_file("i.xlsx", bare, words)
    assert [row["detalle"].value for row in told.rows] == [contact[3] for contact in contacts]


@pytest.mark.parametrize("inline", [True, False])
def test_contacts_may_stand_in_lines_below_each_other(words: DocumentWords, *, inline: bool) -> None:
    """Each is a few labels with their values, beside them or in the same cell."""
    contacts = (
        (("Fecha", "16/02/2026"), ("Responsable", "Wilson"), ("Gestión", "El cliente radica la carta")),
        (("Fecha", "20/02/2026"), ("Responsable", "Diana"), ("Gestión", "Se envía la carta de respuesta")),
    )
    lines: list[tuple[object, ...]] = [*HEADER, ("Fecha informe", "21/02/2026"), (None,)]
    for contact in contacts:
        lines += [(f"{label}: {value}",) if inline else (f"{label}:", value) for label, value in contact]
        lines.append((None,))
    document = read_file("i.xlsx", _sheet(("INFORME DE GESTIONES",), *lines), words)
    assert (document.role, document.value("gestiones")) == ("informe_gestiones", 2)
    assert (document.value("primera"), document.value("ultima")) == (date(2026, 2, 16), date(2026, 2, 20))
    assert [row["detalle"].value for row in document.rows] == [contact[2][1] for contact in contacts]
    assert (document.value("cliente"), document.value("factura")) == ("Los Pinos", "FEME-7788")


RECEIVED = "Se recibe la carta del cliente y se radica"
ANSWERED = "Se envía la carta de respuesta al cliente"


@pytest.mark.parametrize(
    ("headings", "done", "ended"),
    [
        (("Ítem", "Fecha", "Actividad adelantada", "Vía", "Responsable", "Observación / Resultado"), 2, 5),
        (("#", "Día", "Gestión", "Medio utilizado", "Quién gestionó", "Resultado obtenido"), 2, 5),
        (("No.", "Fecha de gestión", "Acción realizada", "Tipo de gestión", "Registrado por", "Estado final"), 2, 5),
        (("#", "Fecha", "Novedad", "Canal", "Elaboró", "Resolución"), 2, 5),
    ],
)
def test_headings_that_say_how_it_was_done_are_understood(
    words: DocumentWords, headings: tuple[str, ...], done: int, ended: int
) -> None:
    """What was done and how it ended are told apart, and a number beside them is a number; lines below are no rows."""
    contacts: list[tuple[object, ...]] = [
        (1, "16/02/2026", RECEIVED, "Ventanilla", "Wilson Gil", "Recibida"),
        (2, "20/02/2026", ANSWERED, "Correo", "Wilson Gil", "Enviada"),
    ]
    foot: tuple[tuple[object, ...], ...] = (("Total gestiones: 2",), ("Elaboró: Wilson Gil",))
    document = read_file("i.xlsx", _sheet(("HISTORIAL",), *HEADER, (None,), headings, *contacts, (None,), *foot), words)
    assert [(row["detalle"].value, row["resultado"].value) for row in document.rows] == [
        (contact[done], contact[ended]) for contact in contacts
    ]
    assert document.value("numeros_consecutivos") is True
    assert document.rows[0]["responsable"].value == "Wilson Gil"


def test_who_was_spoken_to_is_not_who_did_it(words: DocumentWords) -> None:
    """Both may be called ``Funcionario``."""
    headings = ("Fecha", "Funcionario del cliente", "Gestión realizada", "Funcionario", "Resultado")
    rows = [("16/02/2026", "Eva Paz", RECEIVED, "Wilson Gil", "Recibida")]
    [contact] = read_file("i.xlsx", _sheet(("BITÁCORA",), *HEADER, (None,), headings, *rows), words).rows
    assert (contact["contacto"].value, contact["responsable"].value) == ("Eva Paz", "Wilson Gil")


@pytest.mark.parametrize(
    "title",
    [
        "GESTIONES MUEBLES DEL SUR LTDA. NIT 860.001.002-5 FRA FEME-7788 CTO CAL-2024-00871",
        "Bitácora cliente Muebles del Sur Ltda. - NIT 860.001.002-5 - Contrato CAL-2024-00871 - Factura FEME 7788",
    ],
)
def test_the_title_alone_may_say_whose_log_it_is(words: DocumentWords, title: str) -> None:
    """Client, id, invoice and contract stand in it, and nowhere else."""
    headings = ("FECHA", "GESTION", "CON QUIEN", "MEDIO", "RESULTADO", "REALIZADA POR")
    contacts = [("16/02/2026", RECEIVED, "Eva Paz", "Correo", "Recibida", "Wilson Gil")]
    document = read_file("i.xlsx", _sheet((title,), (None,), headings, *contacts), words)
    assert str(document.value("cliente")).upper() == "MUEBLES DEL SUR LTDA"
    told = [document.value(name) for name in ("nit", "factura", "contrato")]
    assert told == ["860.001.002-5", "FEME-7788", "CAL-2024-00871"]
    assert len(document.rows) == 1


def test_the_heading_of_the_company_is_not_the_client(words: DocumentWords) -> None:
    """A title that names no invoice says nothing of a case, and a month is no invoice."""
    headings = ("Fecha", "Gestión", "Medio", "Resultado", "Realizada por")
    contacts = [("16/02/2026", RECEIVED, "Correo", "Recibida", "Wilson Gil")]
    for title in ("EMPRESA DE SERVICIOS EJEMPLO S.A.S. NIT 999.000.123-2", "Gestiones factura marzo 2026"):
        document = read_file("i.xlsx", _sheet((title,), (None,), headings, *contacts), words)
        assert {"cliente", "nit", "factura"}.isdisjoint(document.fields)


ROWS: list[tuple[object, ...]] = [
    ("16/02/2026", RECEIVED, "Wilson Gil", "Recibida"),
    ("20/02/2026", ANSWERED, "Wilson Gil", "Enviada"),
]
HEADINGS = ("Fecha", "Detalle", "Responsable", "Resultado")


@pytest.mark.parametrize(
    "rows",
    [
        [("FEBRERO 2026",), *ROWS],
        [ROWS[0], HEADINGS, ROWS[1]],
        [*ROWS, ("Nota: el cliente tiene otra factura, FECA-9999",)],
        [*ROWS, (None,), ("Total gestiones: 2",)],
    ],
)
def test_a_row_that_titles_repeats_or_remarks_is_no_contact(
    words: DocumentWords, rows: list[tuple[object, ...]]
) -> None:
    """Those below it still are."""
    document = read_file("i.xlsx", _sheet(("INFORME",), *HEADER, (None,), HEADINGS, *rows), words)
    assert [row["detalle"].value for row in document.rows] == [RECEIVED, ANSWERED]
    assert all(row["fecha"].value for row in document.rows)


def test_what_goes_on_in_the_next_row_belongs_to_its_contact(words: DocumentWords) -> None:
    """Without a day of its own."""
    rows = [ROWS[0], (None, "y manifiesta que desiste de la solicitud"), ROWS[1]]
    document = read_file("i.xlsx", _sheet(("INFORME",), *HEADER, (None,), HEADINGS, *rows), words)
    assert [row["detalle"].value for row in document.rows] == [f"{RECEIVED} {rows[1][1]}", ANSWERED]


@pytest.mark.parametrize(
    "headings", [("Fecha", "Actividad", "Responsable", "Observaciones"), ("Fecha", "Gestión", "Funcionario")]
)
def test_few_columns_make_a_log(words: DocumentWords, headings: tuple[str, ...]) -> None:
    """With a day and what was done; remarks beside an activity are how it ended."""
    rows = [row[: len(headings)] for row in ROWS]
    document = read_file("i.xlsx", _sheet(("INFORME",), *HEADER, (None,), headings, *rows), words)
    assert (document.role, document.value("gestiones")) == ("informe_gestiones", 2)
    ends = [row["resultado"].value for row in document.rows if "resultado" in row]
    assert ends == [row[3] for row in rows if len(row) > 3]


def test_a_memo_with_a_table_of_its_own_changes_is_a_memo(words: DocumentWords) -> None:
    """A few days and names at its foot are no contacts."""
    told = (("Memorando", "CAL-0147-2026"), ("Fecha", "08/03/2026"), ("De", "Ana Ruiz"), ("Cliente", "Ruiz Ltda."))
    more = (("NIT", "860.001.002-5"), ("Contrato", "CAL-2024-00871"), ("Factura", "FEME-7788"), ("Tipo", "Anulación"))
    rest = (("Valor factura", 1190000), ("Causal", "02"), ("Motivo", "Tarifa errada"), ("Costos", "NO"), (None,))
    changes = (("N°", "Fecha", "Descripción", "Responsable"), (1, "01/01/2024", "Versión inicial", "Calidad"))
    document = read_file("m.xlsx", _sheet(("MEMORANDO",), *told, *more, *rest, *changes), words)
    assert (document.role, document.value("factura_original")) == ("memorando", "FEME-7788")


def test_whose_a_log_is_may_stand_in_every_row(words: DocumentWords) -> None:
    """Columns that say the same in all rows are the log's; one that differs is nobody's."""
    headings = (
        "Fecha gestión",
        "Cliente",
        "NIT/CC",
        "Contrato",
        "Factura",
        "Gestión realizada",
        "Gestor",
        "Respuesta obtenida",
    )
    own = ("Ruiz Ltda.", "999.012.345-2", "CAL-2024-00871")
    contacts = [
        ("16/02/2026", *own, "FEME-7788", "Se recibe la carta del cliente", "Wilson", "Recibida"),
        ("20/02/2026", *own, "FEME-7789", "Se envía la carta de respuesta", "Wilson", "Enviada"),
    ]
    document = read_file("i.xlsx", _sheet(("SEGUIMIENTO AL RECLAMO",), (None,), headings, *contacts), words)
    assert [document.value(name) for name in ("cliente", "nit", "contrato")] == list(own)
    assert (document.value("factura"), document.value("gestiones")) == (None, 2)


def test_a_title_with_the_id_of_a_person_has_no_name(words: DocumentWords) -> None:
    """What stands before the invoice there is the number of a document, and nobody's name."""
    headings = ("Ítem", "Fecha", "Canal", "Observación", "Atendió", "Estado")
    contact = (1, "16/02/2026", "Presencial", "Se recibe la carta del cliente", "Wilson", "Recibida")
    title = "C.C. 19.555.321   Contrato BOG-2025-00041   Factura FEBG-77310"
    document = read_file(
        "i.xlsx", _sheet(("BITÁCORA",), (title,), (None,), headings, contact, (2, *contact[1:])), words
    )
    assert (document.value("cliente"), document.value("factura")) == (None, "FEBG-77310")
    assert document.value("nit") == "19.555.321"


def test_contacts_may_be_sentences(words: DocumentWords) -> None:
    """Each in a cell of its own, with its number, its day, and the end of it behind labels."""
    told = (
        "1. 09/09/2026. Presencial, Ana Ruiz. Llega la carta del cliente. Responsable: Óscar. Resultado: Recibida.",
        "2. 15/09/2026. Correo, Ana Ruiz. Se envía la carta de respuesta. Responsable: Óscar. Resultado: Enviada.",
    )
    title = "NIT 809.010.447-6 - Contrato SI-2024-0271 - Factura SINV13391"
    document = read_file("i.xlsx", _sheet(("GESTIONES",), (title,), (None,), *((each,) for each in told)), words)
    assert document.role == "informe_gestiones"
    assert (document.value("gestiones"), document.value("ultima")) == (2, date(2026, 9, 15))
    assert (document.value("factura"), document.value("nit")) == ("SINV-13391", "809.010.447-6")
    assert document.rows[1]["detalle"].value == "Correo, Ana Ruiz. Se envía la carta de respuesta"
    assert document.rows[1]["resultado"].value == "Enviada"


def test_contacts_may_stand_under_their_day(words: DocumentWords) -> None:
    """The headings repeated under each day are no contacts."""
    headings = ("Hora", "Medio", "Con quién", "Qué se hizo", "Resultado")
    first = ("9:30", "Presencial", "Ana Ruiz", "Llega la carta del cliente", "Recibida")
    second = ("11:30", "Correo", "Ana Ruiz", "Se envía la carta de respuesta", "Enviada")
    days = (
        ("Jueves 11 de junio de 2026",),
        headings,
        first,
        ("Viernes 12 de junio de 2026",),
        headings,
        second,
        second,
    )
    document = read_file("i.xlsx", _sheet(("DIARIO",), *HEADER, (None,), *days), words)
    assert (document.value("gestiones"), document.value("primera")) == (3, date(2026, 6, 11))
    assert [row["fecha"].value for row in document.rows] == [date(2026, 6, 11), date(2026, 6, 12), date(2026, 6, 12)]


@pytest.mark.parametrize(
    "headings",
    [
        ("#", "Cuándo", "Cómo", "Con quién", "Qué pasó", "Quién lo hizo", "En qué quedó"),
        ("ID caso", "Creado", "Tipo actividad", "Contacto", "Comentario", "Usuario", "Estado"),
    ],
)
def test_headings_of_everyday_words_and_of_programs(words: DocumentWords, headings: tuple[str, ...]) -> None:
    """Both say when, with whom, what and how it ended."""
    contacts = [
        (1, "16/02/2026", "Correo", "Ana Ruiz", "El cliente radica la carta", "Wilson", "Recibida"),
        (2, "20/02/2026", "Correo", "Ana Ruiz", "Se envía la carta de respuesta", "Wilson", "Enviada"),
    ]
    document = read_file("i.xlsx", _sheet(headings, *contacts), words)
    assert document.role == "informe_gestiones"
    assert [row["detalle"].value for row in document.rows] == [contact[4] for contact in contacts]
    assert [row["resultado"].value for row in document.rows] == ["Recibida", "Enviada"]


def test_what_was_agreed_is_not_how_it_ended(words: DocumentWords) -> None:
    """``Compromiso`` may be none where ``Estado`` tells the end."""
    headings = ("Ítem", "Fecha", "Qué se trató", "Compromiso", "Fecha compromiso", "Responsable", "Estado")
    contacts = [(1, "16/02/2026", "Radica la carta", "Ninguno", None, "Wilson", "Recibida")] * 2
    document = read_file("i.xlsx", _sheet(headings, *contacts), words)
    assert [row["resultado"].value for row in document.rows] == ["Recibida"] * 2


def test_what_was_done_may_stand_in_two_columns(words: DocumentWords) -> None:
    """``Actividad`` has the channel and ``Observación`` what happened; both are told."""
    headings = ("Fecha y hora", "Actividad", "Observación", "Realizado por", "Respuesta / resultado")
    contacts = [("19/05/2026 9:30", "Correo con Ana Ruiz", "Radica carta de reclamo", "Wilson", "En trámite")]
    (row,) = read_file("i.xlsx", _sheet(("BITÁCORA",), *HEADER, (None,), headings, *contacts), words).rows
    assert row["detalle"].value == "Correo con Ana Ruiz. Radica carta de reclamo"


def test_that_nothing_came_of_a_contact_yet_is_how_it_ended(words: DocumentWords) -> None:
    """«En trámite» is an outcome, «N/A» none."""
    headings = ("Fecha", "Detalle", "Responsable", "Resultado")
    contacts = [("19/05/2026", "Llama", "Wilson", told) for told in ("En trámite", "Pendiente", "N/A")]
    rows = read_file("i.xlsx", _sheet(("BITÁCORA",), *HEADER, (None,), headings, *contacts), words).rows
    assert [row["resultado"].value for row in rows] == ["En trámite", "Pendiente", None]


def test_a_title_may_name_the_client_behind_the_invoice(words: DocumentWords) -> None:
    """With its ids in cells of their own below it, without any colon."""
    head = (("Gestiones factura FEBQ-33102 - Ruiz Hermanos S.A.S.",), ("NIT 999.333.120-1", "Contrato BAQ-2023-01920"))
    headings = ("Cuándo", "Qué se hizo", "Con quién", "Quién lo hizo", "Qué resultó")
    contacts = [("23/09/2026", "Se recibe carta", "Ana Ruiz", "Edwin", "Radicada")]
    log = read_file("i.xlsx", _sheet(*head, (None,), headings, *contacts), words)
    told = [log.value(name) for name in ("cliente", "factura", "nit", "contrato")]
    assert told == ["Ruiz Hermanos S.A.S.", "FEBQ-33102", "999.333.120-1", "BAQ-2023-01920"]


def test_an_account_is_a_client_where_it_has_a_name(words: DocumentWords) -> None:
    """``Cuenta`` over a number names nobody."""
    headings = ("Fecha", "Detalle", "Responsable", "Resultado")
    contacts = [("19/05/2026", "Llama", "Wilson", "Informado")]
    for account, client in (("Ruiz Hermanos S.A.S.", "Ruiz Hermanos S.A.S."), ("88113", None)):
        sheet = _sheet(("Reporte",), ("Cuenta", account), (None,), headings, *contacts)
        assert read_file("i.xlsx", sheet, words).value("cliente") == client


def test_contacts_may_be_told_in_sentences_that_begin_with_their_day(words: DocumentWords) -> None:
    """Unnumbered, with who was asked, who did it and how it ended behind their words."""
    told = [
        "19/05/2026 - Correo - Radica carta de reclamo. Atendió: Ana Ruiz. Gestionó: Edwin. Resultado: Se asigna.",
        "25/05/2026 - Correo - Se despacha la respuesta. Atendió: Ana Ruiz. Gestionó: Nubia. Resultado: Enviada.",
    ]
    log = read_file("i.xlsx", _sheet(("Bitácora de atención",), *((one,) for one in told)), words)
    assert [row["fecha"].value for row in log.rows] == [date(2026, 5, 19), date(2026, 5, 25)]
    assert [row["responsable"].value for row in log.rows] == ["Edwin", "Nubia"]
    assert [row["resultado"].value for row in log.rows] == ["Se asigna", "Enviada"]
    assert "Radica carta de reclamo" in str(log.rows[0]["detalle"].value)


def test_headings_may_stand_once_above_the_days(words: DocumentWords) -> None:
    """Each day stands on a row of its own over its contacts, the headings above the first."""
    headings = ("Hora", "Medio", "Persona", "Gestión", "Responsable", "Resultado")
    days = [("19 de mayo de 2026",), ("9:00", "Correo", "Ana Ruiz", "Radica carta de reclamo", "Edwin", "Se asigna")]
    days += [("25 de mayo de 2026",), ("9:00", "Correo", "Ana Ruiz", "Se envía la respuesta", "Nubia", "Enviada")]
    log = read_file("i.xlsx", _sheet(("Informe de gestiones",), *HEADER, (None,), headings, *days), words)
    assert [row["fecha"].value for row in log.rows] == [date(2026, 5, 19), date(2026, 5, 25)]
    assert [row["resultado"].value for row in log.rows] == ["Se asigna", "Enviada"]


@pytest.mark.parametrize("place", ["Pasto", "Seccional Cali", "Bogotá D.C."])
def test_a_place_behind_the_invoice_is_no_client(place: str, words: DocumentWords) -> None:
    """A title may end with the branch; whose log it is says another cell, or none."""
    head = (("GESTIONES",), (f"Contrato CAL-2023-00733 | Factura FECA-118804 | Memorando CAL-0259-2026 | {place}",))
    contacts = (
        ("29/07/2026", "Avisa que cerró", "Mireya Insuasty"),
        ("11/08/2026", "Entrega carta", "Mireya Insuasty"),
    )
    named = ("Fecha", "Gestión realizada y resultado", "Responsable")
    document = read_file("i.xlsx", _sheet(*head, (None,), named, *contacts), words)
    assert (document.value("cliente"), document.value("factura"), document.value("gestiones")) == (
        None,
        "FECA-118804",
        2,
    )
