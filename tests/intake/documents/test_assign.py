"""Which file is which document, over all files of a mail."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.document import Document, TextSource
from bot.intake.documents.sorting.assign import assign
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import memo_sheet, read_file, text_pdf
from tests.intake.documents.test_texts import INVOICE, LETTER, REPLY

ROLES = {
    "memorando": "xlsx",
    "factura_original": "pdf",
    "carta_cliente": "pdf",
    "carta_respuesta": "pdf",
    "informe_gestiones": "xlsx",
}
MEMO = memo_sheet(
    [("Memorando N°", "CAL-0147-2026"), ("Fecha", date(2026, 3, 3)), ("Factura original", "FEME 7788"),
     ("NIT", "900.123.456-8"), ("Cliente", "Los Pinos"), ("Valor factura", 1190000)]
)  # fmt: skip


def scan(name: str) -> Document:
    """A PDF that nobody could read."""
    return Document(filename=name, media_type="application/pdf", size=1, sha256=name, pages=1)


def roles_of(documents: tuple[Document, ...]) -> list[str | None]:
    """The roles in order."""
    return [document.role for document in documents]


def test_content_decides_before_names(words: DocumentWords) -> None:
    """Files whose names are swapped get the roles of what they say."""
    files = {"factura.pdf": REPLY, "respuesta.pdf": LETTER, "carta cliente.pdf": INVOICE}
    documents = [read_file(name, text_pdf(text), words) for name, text in files.items()]
    assert roles_of(assign(documents, ROLES, words)) == ["carta_respuesta", "carta_cliente", "factura_original"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Carta del cliente El Roble.pdf", "carta_cliente"), ("RTA CLIENTE firmada.pdf", "carta_respuesta"),
        ("CARTA_RESPUESTA-2026.PDF", "carta_respuesta"), ("Factura original 104582.pdf", "factura_original"),
        ("memo anulacion 04.03.2026.pdf", "memorando"), ("informe de gestiones.pdf", "informe_gestiones"),
    ],
)  # fmt: skip
def test_a_scan_is_known_by_its_name(words: DocumentWords, name: str, role: str) -> None:
    """What cannot be read is known by what it is called, whatever dots and capitals are in it."""
    assigned = assign([scan(name)], ROLES, words)
    assert roles_of(assigned) == [role]
    assert assigned[0].text_source is TextSource.NONE


def test_a_scan_named_after_the_invoice_is_the_invoice(words: DocumentWords) -> None:
    """The number that the memo asks to annul names the file."""
    documents = [read_file("m.xlsx", MEMO, words), scan("scan1.pdf"), scan("FEME7788.pdf")]
    assert roles_of(assign(documents, ROLES, words))[2] == "factura_original"


def test_the_last_scan_is_the_last_document(words: DocumentWords) -> None:
    """One file and one role are left: the confidence says that it is an inference."""
    documents = [
        read_file("a.pdf", text_pdf(INVOICE), words), scan("SCAN0001.pdf"), read_file("b.pdf", text_pdf(REPLY), words),
    ]  # fmt: skip
    assigned = assign(documents, ROLES, words)
    assert roles_of(assigned) == ["factura_original", "carta_cliente", "carta_respuesta"]
    assert assigned[1].confidence < 0.3 < assigned[0].confidence


def test_nameless_scans_are_guessed_with_little_confidence(words: DocumentWords) -> None:
    """Several unreadable files count as present, each as one document, none surely."""
    assigned = assign([scan("SCAN1.pdf"), scan("SCAN2.pdf"), scan("SCAN3.pdf"), scan("SCAN4.pdf")], ROLES, words)
    assert roles_of(assigned) == ["factura_original", "carta_cliente", "carta_respuesta", None]
    assert all(document.confidence <= 0.1 for document in assigned)


def test_two_of_the_same_are_one_role_and_a_likeness(words: DocumentWords) -> None:
    """Only one of two invoices gets the role; the other still shows what it looks like."""
    documents = [read_file(name, text_pdf(INVOICE), words) for name in ("factura.pdf", "factura (2).pdf")]
    first, second = assign(documents, ROLES, words)
    assert (first.role, second.role) == ("factura_original", None)
    assert second.likeness["factura_original"] > 0.5


def test_the_choice_is_best_over_all_files(words: DocumentWords) -> None:
    """A file gives up the role that it fits best where that serves both files better."""
    either = {"carta_cliente": 0.6, "carta_respuesta": 0.55}
    one = replace(scan("a.pdf"), likeness=either, text_source=TextSource.OCR)
    other = replace(scan("b.pdf"), likeness={"carta_cliente": 0.58, "carta_respuesta": 0.0}, text_source=TextSource.OCR)
    assert roles_of(assign([one, other], ROLES, words)) == ["carta_respuesta", "carta_cliente"]


def test_a_logo_is_no_document(words: DocumentWords) -> None:
    """A picture in the signature never stands in for a missing scan."""
    logo = replace(scan("factura.png"), media_type="image/png", inline=True)
    assert roles_of(assign([logo], ROLES, words)) == [None]


def test_a_locked_workbook_can_be_the_missing_memo(words: DocumentWords) -> None:
    """Elimination keeps workbooks and scans apart."""
    book = replace(scan("libro.xlsx"), media_type="application/vnd.ms-excel")
    assert roles_of(assign([scan("s.pdf"), book], {"memorando": "xlsx", "factura_original": "pdf"}, words)) == [
        "factura_original",
        "memorando",
    ]


def test_a_text_moved_to_another_role_is_read_again(words: DocumentWords) -> None:
    """Fields are those of the role that the file got in the end."""
    letter = read_file("x.pdf", text_pdf(LETTER), words)
    unsure = replace(letter, likeness={"carta_cliente": 0.5, "carta_respuesta": 0.45})
    surer = replace(letter, likeness={"carta_cliente": 0.9, "carta_respuesta": 0.0}, sha256="other")
    moved = assign([unsure, surer], ROLES, words)[0]
    assert moved.role == "carta_respuesta"
    assert "pide" in letter.fields
    assert "pide" not in moved.fields


def test_a_process_asks_only_for_its_own_documents(words: DocumentWords) -> None:
    """A role that the process does not have is never given."""
    memo = read_file("m.xlsx", MEMO, words)
    assert roles_of(assign([memo], {"factura_original": "pdf"}, words)) == [None]
    assert assign([], ROLES, words) == ()


def test_an_unusual_letter_is_known_by_its_name_and_then_read(words: DocumentWords) -> None:
    """A text without any cue is taken for what it is called, or for what is missing, and its fields are read."""
    text = "Pasto, 4 de marzo de 2026\nBuenas, quisiera que dejaran en cero la factura FEPA 12.\nGracias\nAna Paz"
    named = read_file("carta del cliente.pdf", text_pdf(text), words)
    nameless = read_file("doc1.pdf", text_pdf(text), words)
    (assigned,) = assign([named], ROLES, words)
    assert (assigned.role, assigned.value("factura")) == ("carta_cliente", "FEPA-12")
    (guessed,) = assign([nameless], {"carta_cliente": "pdf"}, words)
    assert (guessed.role, guessed.value("factura")) == ("carta_cliente", "FEPA-12")
    assert guessed.confidence < assigned.confidence


def test_a_second_page_of_the_letter_is_not_the_missing_invoice(words: DocumentWords) -> None:
    """A scan that is called after a document which is there takes the place of none that is not."""
    reply = read_file("respuesta.pdf", text_pdf(REPLY), words)
    assigned = assign([scan("Solicitud cliente.pdf"), scan("Carta cliente hoja 2.pdf"), reply], ROLES, words)
    assert "factura_original" not in roles_of(assigned)


def test_a_nameless_scan_is_rather_what_the_case_lacks(words: DocumentWords) -> None:
    """What comes later and says nothing does not replace a document that is on record."""
    on_record = frozenset(ROLES) - {"carta_cliente"}
    assert roles_of(assign([scan("SCAN0007.pdf")], ROLES, words, on_record)) == ["carta_cliente"]


def test_words_name_no_document_that_the_process_does_not_have(words: DocumentWords) -> None:
    """A file that says nothing is then as good as unnamed."""
    roles = {"memorando": "xlsx", "factura_original": "pdf"}
    assigned = assign([scan("SCAN1.pdf")], roles, words, frozenset(roles), named=("carta_respuesta",))
    assert roles_of(assigned) == [None]


def test_an_electronic_invoice_is_no_page_of_a_whole_set(words: DocumentWords) -> None:
    """Beside it and the memo, one scan does not replace what is on record."""
    roles = {"memorando": "xlsx", "factura_electronica": "xml", "factura_original": "pdf", "carta_cliente": "pdf"}
    xml = replace(scan("fe.xml"), media_type="application/xml", likeness={"factura_electronica": 1.0})
    memo = read_file("m.xlsx", MEMO, words)
    on_record = frozenset({"memorando", "factura_original", "carta_cliente"})
    assert roles_of(assign([memo, xml, scan("SCAN1.pdf")], roles, words, on_record)) == [
        "memorando",
        "factura_electronica",
        None,
    ]
