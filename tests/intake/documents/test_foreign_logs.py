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
