"""Several files of one document, and what only looks like that."""

from dataclasses import replace

import pytest

from bot.core.document import Document
from bot.intake.documents.sorting.joining import joined
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file, text_pdf
from tests.intake.documents.test_assign import scan
from tests.intake.documents.test_texts import CHARGED_REPLY, INVOICE, LETTER, REPLY

OPENING, _, ACCEPTANCE = CHARGED_REPLY.partition("Aceptación")
ACCEPTANCE = "Aceptación del cliente\nAcepto los costos administrativos.\nFirma del cliente" + ACCEPTANCE[12:]
OTHER_CLIENT = LETTER.replace("LOS PINOS", "VILLA NUEVA").replace("900.123.456", "900.999.111")
SECOND = "Así mismo agradezco confirmar por escrito.\nGloria Ruiz Mesa\nPágina 2 de 2"


def texts(words: DocumentWords, **files: str) -> tuple[Document, ...]:
    """PDFs with these texts; in their names ``_`` is a blank."""
    named = ((name.replace("_", " ") + ".pdf", text) for name, text in files.items())
    return tuple(replace(read_file(name, text_pdf(text), words), part=part) for part, (name, text) in enumerate(named))


@pytest.mark.parametrize(
    "names",
    [
        ("Carta cliente hoja 1.jpg", "Carta cliente hoja 2.jpg", "Carta cliente hoja 3.jpg"),
        ("Carta cliente.pdf", "Carta cliente - pág. 2.pdf"),
        ("carta_cliente_1_de_2.pdf", "carta_cliente_2_de_2.pdf"),
        ("PARTE 1 CARTA CLIENTE.pdf", "PARTE 2 CARTA CLIENTE.pdf"),
    ],
)
def test_names_that_count_sheets(words: DocumentWords, names: tuple[str, ...]) -> None:
    """Scans that are numbered as sheets of one document are that document, in whatever order they come."""
    scans = [replace(scan(name), part=part) for part, name in enumerate(names)]
    (one,) = joined(scans[::-1], words)
    assert (one.filename, [sheet.filename for sheet in one.sheets]) == (names[0], list(names[1:]))
    assert one.pages == len(names)


@pytest.mark.parametrize(
    "names",
    [
        ("hoja 1.jpg", "hoja 2.jpg"),
        ("Carta cliente.pdf", "Carta respuesta hoja 2.pdf"),
        ("Factura (1).pdf", "Factura (2).pdf"),
        ("Carta cliente 1.pdf", "Carta cliente 2.pdf"),
        ("Carta 2 de 3 de marzo.pdf", "Carta 1 de 3 de marzo.pdf"),
    ],
)
def test_names_that_count_something_else(words: DocumentWords, names: tuple[str, ...]) -> None:
    """Sheets of nothing in particular, of another document, copies and days are files of their own."""
    assert len(joined([scan(name) for name in names], words)) == len(names)


def test_an_acceptance_that_came_by_itself(words: DocumentWords) -> None:
    """The reply and its signed last page, in either order, are one document whose values are read together."""
    files = texts(words, aceptacion=ACCEPTANCE, respuesta=OPENING)
    for one in (joined(files, words), joined(files[::-1], words)):
        (reply,) = one
        assert (reply.filename, [sheet.filename for sheet in reply.sheets]) == ("respuesta.pdf", ["aceptacion.pdf"])
        assert (reply.value("firmada_por_cliente"), reply.value("factura")) == ("María Pérez Gómez", "FEBU-5512")
        assert (reply.fields["firmada_por_cliente"].page, reply.fields["factura"].page) == (None, 1)


def test_pages_that_number_themselves(words: DocumentWords) -> None:
    """The second of two pages goes on with the first of two, although it says nothing by itself."""
    first, second, reply = texts(words, a=LETTER + "Página 1 de 2", b=SECOND, c=REPLY)
    assert [len(one.sheets) for one in joined((second, first, reply), words)] == [1, 0]
    assert [len(one.sheets) for one in joined((second, replace(first, pages=2), reply), words)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LETTER, LETTER),
        (LETTER, OTHER_CLIENT),
        (LETTER, LETTER.replace("$1.190.000", "$1.150.000")),
        (INVOICE, INVOICE.replace("7788", "7799")),
        (OPENING, ACCEPTANCE.replace("María Pérez Gómez", "Hotel Mirador Dorado S.A.S.") + "Factura FEBU 9999\n"),
        (LETTER + "Página 1 de 2", OTHER_CLIENT + "Página 2 de 2"),
    ],
    ids=["copy", "other client", "corrected", "other invoice", "acceptance of another", "another's second page"],
)
def test_two_documents_stay_two(words: DocumentWords, first: str, second: str) -> None:
    """Copies, corrections and other people's papers are never taken for a further page."""
    assert len(joined(texts(words, carta=first, carta_2=second), words)) == 2


def test_very_many_files_are_not_compared(words: DocumentWords) -> None:
    """A mail with more files than any request has is left as it is, whatever they are called."""
    scans = [scan(f"Carta cliente hoja {number}.jpg") for number in range(1, 100)]
    assert len(joined(scans, words)) == len(scans)
    assert len(joined(scans[:9], words)) == 1
