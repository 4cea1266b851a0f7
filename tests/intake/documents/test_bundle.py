"""One PDF with several documents in it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.document import Document, TextSource, leaves
from bot.core.mail import Attachment
from bot.intake.documents.read import read_file
from bot.intake.documents.sorting.assign import assign
from bot.intake.documents.sorting.bundle import grouped
from bot.intake.documents.words import DocumentWords, load_document_words
from tests.intake.documents.conftest import WORDS_PATH
from tests.intake.documents.drawings import text_pdf
from tests.intake.documents.test_assign import ROLES, roles_of
from tests.intake.documents.test_texts import CHARGED_REPLY, INVOICE, LETTER, REPLY

WORDS = load_document_words(WORDS_PATH)
ACCEPTANCE = "ACEPTACIÓN DEL CLIENTE\nAcepto los costos administrativos.\nFirma del cliente\nNombre: Ana Paz\n"
COVER = "Buenas tardes, adjunto los soportes pedidos.\nGracias"
BACK = (
    "Señor usuario:\nSi no está de acuerdo con lo facturado puede presentar su derecho de petición, queja o reclamo\n"
    "dentro de los cinco meses siguientes. Recibido el reclamo, la empresa lo resuelve en quince días.\n"
)
ENTRIES = "\n".join(
    (*(f"{day}/02/2026  {day}  Visita  Recepción  Se deja constancia" for day in range(10, 24)),
     "28/02/2026  15  Interno  Se elabora el memorando N° CAL-1-2026, con datos del cliente y el informe de gestiones")
)  # fmt: skip
TABLE = "Detalle de lo cobrado\nValor unitario $ 1.000.000\nSubtotal $ 1.000.000\nTotal a pagar $ 1.190.000\n"


def read(*pages: str, filename: str = "soportes.pdf") -> tuple[Document, ...]:
    """All that lies in a PDF with these pages, the file itself first."""
    attachment = Attachment(
        part=1, filename=filename, declared_type="", content=text_pdf("\f".join(pages)), sha256="", content_id="",
        inline=False,
    )  # fmt: skip
    return read_file(attachment, WORDS)


def test_each_document_has_its_pages() -> None:
    """A page that begins nothing belongs to the document before it; values keep the page of the file."""
    file, letter, reply, invoice = read(LETTER, REPLY, ACCEPTANCE, INVOICE)
    assert (file.role, file.pages, dict(file.fields)) == (None, 4, {})
    assert [(one.role, one.member, one.pages) for one in (letter, reply, invoice)] == [
        ("carta_cliente", "p1", 1),
        ("carta_respuesta", "p2", 2),
        ("factura_original", "p4", 1),
    ]
    assert {read.page for read in invoice.fields.values()} == {4}
    assert leaves((file, letter, reply, invoice)) == (letter, reply, invoice)


def test_pages_of_one_document_may_lie_apart() -> None:
    """The page with the client's acceptance, behind another paper, is the reply's."""
    _, reply, letter = read(CHARGED_REPLY.partition("Aceptación")[0], LETTER, ACCEPTANCE)
    assert (reply.role, reply.pages, letter.pages) == ("carta_respuesta", 2, 1)
    assert reply.fields["valor_costos"].page == 1


def test_one_document_stays_one(words: DocumentWords) -> None:
    """Pages of the same document, of several invoices, or of nothing known are a single file, as before."""
    for pages in (
        (INVOICE, INVOICE),
        (LETTER, "Anexo: relación de visitas"),
        (COVER, COVER),
        (LETTER, TABLE),
        (INVOICE, BACK),
    ):
        assert len(read(*pages)) == 1
    assert grouped((INVOICE,), words) == ((0,),)


def test_a_cover_sheet_is_a_paper_by_itself() -> None:
    """What comes before the first document is none of the others, and nobody asks about it where they are there."""
    _, cover, letter, reply = read(COVER, LETTER, REPLY)
    assert (cover.role, letter.role, reply.role) == (None, "carta_cliente", "carta_respuesta")
    roles = {"carta_cliente": "pdf", "carta_respuesta": "pdf"}
    assert roles_of(assign((cover, letter, reply), roles, WORDS)) == ["carta_cliente", "carta_respuesta"]


def test_an_empty_page_is_no_document() -> None:
    """It belongs to the one before it, or to the first."""
    _, letter, reply = read("", LETTER, "", REPLY, "")
    assert (letter.pages, reply.pages) == (3, 2)
    assert TextSource.NONE not in (letter.text_source, reply.text_source)


def test_roles_are_given_over_files_and_pages() -> None:
    """The invoice in a bundle and one by itself claim one role; the file that is left over shows what it looks like."""
    single, *_ = read(INVOICE, filename="factura original.pdf")
    _, letter, invoice = read(LETTER, INVOICE)
    assigned = assign((single, letter, invoice), ROLES, WORDS)
    assert roles_of(assigned) == ["factura_original", "carta_cliente", None]


@given(
    st.lists(
        st.sampled_from((LETTER, REPLY, INVOICE, ACCEPTANCE, COVER, TABLE, BACK, ENTRIES, "")), min_size=1, max_size=7
    )
)
def test_every_page_belongs_to_one_document(pages: list[str]) -> None:
    """However pages are shuffled, none is lost and none counts twice."""
    groups = grouped(pages, WORDS)
    assert sorted(index for group in groups for index in group) == list(range(len(pages)))
