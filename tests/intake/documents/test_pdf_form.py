"""PDF forms: what was filled in is text like any other."""

import io

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from bot.core.document import Damage, TextSource
from bot.intake.documents.pages.pdf import read_pdf
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file

FIELDS = {
    "Memorando N°": "CAL-0147-2026",
    "Cliente": "Distribuidora La Acacia S.A.S.",
    "NIT": "900.123.456-8",
    "Factura original N°": "FEME 7788",
}
PRINTED = [
    "MEMORANDO ANULACIONES Y REFACTURACIONES",
    *(f"{label}  {value}" for label, value in FIELDS.items()),
    "Cobro de costos SI  X  NO",
    "Tipo  Anulación",
    "Elaborado en la seccional",
]


def form(*, labels: bool = True) -> bytes:
    """A form that somebody filled in; without labels, all that is on it."""
    saved = io.BytesIO()
    page = Canvas(saved, pagesize=letter)
    say = page.drawString if labels else lambda *_: None
    say(60, 750, PRINTED[0])
    y = 700
    for label, value in FIELDS.items():
        say(60, y, label)
        page.acroForm.textfield(name=label, value=value, x=200, y=y - 4, width=220, height=16, fontSize=9)
        y -= 24
    for x, text, box, checked in ((60, "Cobro de costos  SI", 165, True), (190, "NO", 215, False)):
        say(x, y, text)
        page.acroForm.checkbox(name=text, checked=checked, x=box, y=y - 2, size=12)
    say(60, y - 24, "Tipo")
    kinds = ["Anulación", "Refacturación"]
    page.acroForm.choice(name="tipo", value=kinds[0], options=kinds, x=200, y=y - 28, width=120, height=16)
    say(60, y - 48, PRINTED[-1])
    page.showPage()
    page.save()
    return saved.getvalue()


def test_values_stand_beside_their_labels() -> None:
    """A form reads as it prints: text, choices, and an X where a box is ticked."""
    assert read_pdf(form()).text.splitlines() == PRINTED


def test_a_form_is_read_like_a_print(words: DocumentWords) -> None:
    """Its fields are those of the document that it is, with their page."""
    document = read_file("memo.pdf", form(), words)
    assert (document.role, document.value("numero_memorando")) == ("memorando", "CAL-0147-2026")
    assert (document.value("factura_original"), document.fields["nit"].page) == ("FEME-7788", 1)


def test_values_without_any_print_are_text(words: DocumentWords) -> None:
    """A scanned form over which somebody typed is no picture that nobody could read."""
    document = read_file("memo.pdf", form(labels=False), words)
    assert document.text_source is TextSource.TEXT
    assert document.text.splitlines()[0] == "CAL-0147-2026"


def test_half_a_form_does_not_open() -> None:
    """A damaged form is as damaged as any PDF."""
    assert read_pdf(form()[:900]).damage is Damage.UNREADABLE
