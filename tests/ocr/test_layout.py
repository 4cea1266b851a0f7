"""Pieces of text are put in the order in which people read them."""

from dataclasses import replace
from functools import partial

from PIL import Image

from bot.intake.documents.letters.heading import is_heading
from bot.intake.documents.ocr.cells import in_cells
from bot.intake.documents.ocr.mend import in_one_writing, mended
from bot.intake.documents.placed.layout import as_form, as_letter
from bot.intake.documents.placed.pieces import Cell, PageLine, Piece
from tests.ocr.engines import words as spanish


def words(text: str, left: float, row: float, confidence: float = 0.95) -> list[Piece]:
    """Words of one line, ten pixels a letter, on a row that is thirty pixels below the one before."""
    pieces = []
    for word in text.split():
        right = left + 10 * len(word)
        pieces.append(
            Piece(text=word, confidence=confidence, left=left, right=right, top=30 * row, bottom=30 * row + 20)
        )
        left = right + 10
    return pieces


def texts(lines: tuple[PageLine, ...]) -> list[str]:
    """The lines as text."""
    return [line.text for line in lines]


def is_label(text: str) -> bool:
    """Whatever is written in capitals."""
    return text.isupper() and not any(map(str.isdigit, text))


def test_a_form_gives_each_label_its_value() -> None:
    """To its right, or below it where another label stands there."""
    page = [
        *words("CLIENTE:", 0, 0), *words("Flores Ltda", 200, 0), *words("FECHA:", 600, 0), *words("03/03/2026", 800, 0),
        *words("EN LETRAS:", 0, 1), *words("SUBTOTAL", 600, 1), *words("$ 100", 800, 1),
        *words("cien pesos", 0, 2), *words("TOTAL", 600, 2), *words("$ 119", 800, 2),
    ]  # fmt: skip
    assert texts(as_form(page, is_label)) == [
        "CLIENTE: Flores Ltda", "FECHA: 03/03/2026", "EN LETRAS: cien pesos", "SUBTOTAL $ 100", "TOTAL $ 119",
    ]  # fmt: skip


def test_the_head_of_a_table_has_no_values() -> None:
    """It is one line, and what stands below it belongs to none of its columns."""
    page = [*words("IVA", 0, 0), *words("VALOR", 200, 0), *words("19%", 0, 1), *words("nada", 500, 1)]
    assert texts(as_form(page, is_label)) == ["IVA VALOR", "19%", "nada"]


def test_a_stamp_beside_a_letter_is_read_after_it() -> None:
    """Line by line, although its lines stand between those of the letter."""
    page = [
        *words("Cali, 3 de marzo", 0, 0), *words("RECIBIDO", 700, 0.1),
        *words("SECCIONAL CALI", 670, 1), *words("Señores", 0, 2), *words("R-CAL-2026-00318", 660, 2.2),
        *words("EMPRESA DE SERVICIOS que ocupa todo el ancho de la hoja hasta el sello", 0, 3),
    ]  # fmt: skip
    assert texts(as_letter(page)) == [
        "Cali, 3 de marzo", "Señores", "EMPRESA DE SERVICIOS que ocupa todo el ancho de la hoja hasta el sello",
        "RECIBIDO", "SECCIONAL CALI", "R-CAL-2026-00318",
    ]  # fmt: skip


def test_scrawls_are_no_text() -> None:
    """A signature that was taken for a few unsure letters, and specks; a lone digit that is sure stays."""
    page = [*words("IV A", 0, 0, 0.3), *words("Ana Ruiz", 0, 1), *words(";", 0, 2), *words("8", 0, 3)]
    assert texts(as_letter(page)) == ["Ana Ruiz", "8"]


def test_what_the_page_gives_away_is_mended() -> None:
    """Numbers torn at a hyphen or of mixed separators, a company's sign, a stamp's word; house numbers stay."""
    read = [
        "Sol «: Luna 8 Cía. S.A.S.",
        "R-CAL-2026 -00318",
        "Calle 8 Norte",
        "NIT 999,199.757-6",
        "$ 1.200.,000",
        "EGIBIDO",
        "Factura N.* SCBU-21310",
        "Contrato N.2 4512",
        "FECA-8&641",
        "C.U.!.T.: 30-71234567-1",
        "Entrada N\u201d E-ROS-2026-00403",
        "Factura A N2 0003-00012345",
    ]
    meant = [
        "Sol & Luna & Cía. S.A.S.",
        "R-CAL-2026-00318",
        "Calle 8 Norte",
        "NIT 999.199.757-6",
        "$ 1.200.000",
        "RECIBIDO",
        "Factura N° SCBU-21310",
        "Contrato N° 4512",
        "FECA-88641",
        "C.U.I.T.: 30-71234567-1",
        "Entrada N° E-ROS-2026-00403",
        "Factura A N° 0003-00012345",
    ]
    page = [in_one_writing(piece) for row, line in enumerate(read) for piece in words(line, 0, row)]
    assert texts(mended(as_letter(page), spanish())) == meant


def test_other_words_are_left_as_they_were_read() -> None:
    """An amount keeps its commas, a receipt's title is no stamp, and a sentence that holds the word is no stamp."""
    read = ["$ 1,200,000.50", "RECIBO", "Hemos recibida la carta"]
    page = [in_one_writing(piece) for row, line in enumerate(read) for piece in words(line, 0, row)]
    assert texts(mended(as_letter(page), spanish())) == read


def test_rules_of_a_table_are_no_letters() -> None:
    """An engine takes them for strokes between words, and a page without any has no cells."""
    page = [*words("Total | 4", 0, 0), *words("CANT|", 0, 1), *words("[CUIT: [X]", 0, 2)]
    found = in_cells(page, Image.new("L", (800, 400), "white"))
    assert [piece.text for piece in found] == ["Total", "4", "CANT", "CUIT:", "[X]"]
    assert all(piece.cell is None for piece in found)


def test_unsure_letters_by_ones_and_twos_are_a_scrawl() -> None:
    """A signature that was taken for short words is nobody's name; the label of a tax id is one, however unsure."""
    page = [*words("Aa oo Y", 0, 0, 0.6), *words("C.U.I.T.", 0, 1, 0.4), *words("30-71234567-1", 200, 1)]
    assert texts(as_letter(page)) == ["C.U.I.T.", "30-71234567-1"]


def test_a_table_in_a_letter_is_read_row_by_row() -> None:
    """Each label with the value in the cell beside it; boxes with several lines stand beside each other."""
    rows = [("Contrato", "CBA-2020-00300"), ("Factura", "A 0003-00012345")]
    page = [*words("Solicitamos anular la factura:", 0, 0)]
    for row, (label, value) in enumerate(rows, start=1):
        edges = (30 * row - 5, 30 * row + 25)
        page += [replace(piece, cell=Cell(0, edges[0], 300, edges[1])) for piece in words(label, 10, row)]
        page += [replace(piece, cell=Cell(300, edges[0], 700, edges[1])) for piece in words(value, 310, row)]
    for row, (left, right) in enumerate([("Por la empresa", "Acepto"), ("Ana Ruiz", "Luis Gil")], start=5):
        page += [replace(piece, cell=Cell(0, 140, 350, 300)) for piece in words(left, 10, row)]
        page += [replace(piece, cell=Cell(350, 140, 700, 300)) for piece in words(right, 360, row)]
    assert texts(as_letter(page)) == [
        "Solicitamos anular la factura:", "Contrato\t CBA-2020-00300", "Factura\t A 0003-00012345",
        "Por la empresa", "Ana Ruiz", "Acepto", "Luis Gil",
    ]  # fmt: skip


def test_the_day_of_a_letter_may_stand_at_its_right() -> None:
    """Place and day beside the letterhead are read before what they head; a stamp there comes after the letter."""
    for beside, comes_first in [
        (["Rosario, 14/03/2026", "Nota: S-ROS-2026-0301"], True),
        (["Fecha: 14/03/2026", "Nota: 12"], True),
        (["RECIBIDO", "Fecha: 14/03/2026"], False),
        (["14/03/2026", "E-ROS-2026-00403"], False),
    ]:
        page = [
            *words("Servicios del Plata S.A.", 0, 0), *words(beside[0], 700, 0),
            *words("Atención al Cliente", 0, 1), *words(beside[1], 700, 1), *words("Señora Ana Ruiz", 0, 2),
        ]  # fmt: skip
        read = texts(as_letter(page, partial(is_heading, words=spanish())))
        assert read[:2] == beside if comes_first else read[-2:] == beside


def test_what_several_labels_share_a_cell_with_stays_below_them() -> None:
    """A cell with fields of its own is read line by line, whatever stands to its left."""
    left, right = Cell(0, 0, 300, 100), Cell(300, 0, 700, 100)
    page = [
        *(replace(one, cell=left) for one in words("CLIENTE", 0, 1)),
        *(replace(one, cell=right) for one in [*words("FECHA 3 de marzo", 310, 0.5), *words("TOTAL 119", 310, 1.7)]),
    ]
    assert texts(as_form(page, is_label)) == ["FECHA 3 de marzo", "CLIENTE", "TOTAL 119"]
