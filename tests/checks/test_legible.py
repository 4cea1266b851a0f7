"""How many pages a document says that it has, and how many it brings."""

from dataclasses import replace

import pytest

from bot.checks.legible import counted_pages
from bot.core.document import TextSource
from tests.checks.documents import INVOICE, KNOWN, LETTER, WORDS, document, findings, request, scanned, without


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("Señores\nPágina 1 de 3", 3),
        ("PÁG. 2/4\nFactura", 4),
        ("Hoja: 1 de 2\nCarta\fHoja: 2 de 2\nFin", 2),
        ("Código FR-01 Versión 3 Página 1 de 1", 1),
        ("Page 1 of 2", 2),
        ("Pagina 1 de 2\fPagina 1 de 3", 0),
        ("Página 3 de 2", 0),
        ("Página 1\n15 de marzo de 2026", 0),
        ("Cali, hoja 1/2/2026", 0),
        ("Enviamos 2 de 3 cajas", 0),
        ("a\nb\nc\nd\nla página 1 de 3 no llegó\ne\nf\ng\nh", 0),
        ("", 0),
    ],
)
def test_pages_are_counted_where_they_are_numbered(text: str, pages: int) -> None:
    """Above or below a page, in any usual form; days, other counts and contradictions are none."""
    assert counted_pages(text, WORDS.sheets) == pages


@pytest.mark.parametrize(
    ("media_type", "pages", "told"),
    [
        ("application/pdf", 1, True),
        ("application/pdf", 3, False),
        ("application/pdf", 4, False),
        ("image/jpeg", None, True),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", None, False),
    ],
)
def test_fewer_pages_than_counted_are_told(media_type: str, pages: int | None, *, told: bool) -> None:
    """With both numbers; a format without pages cannot lack any."""
    letter = replace(document(LETTER), text="Señores\nPágina 1 de 3\n", media_type=media_type, pages=pages)
    found = [one.data["motivo"] for one in findings(request(letter), KNOWN, {}) if one.code == "scan.cut"]
    assert found == (["dice tener 3 páginas y trae 1"] if told else [])


def test_a_page_on_which_nothing_was_made_out_is_told() -> None:
    """It may be blank; where no engine looked, nobody is told to look."""
    whole = scanned(LETTER)
    blank = replace(whole, fields={}, text="", text_source=TextSource.NONE)
    told = [
        [one.data["motivo"] for one in findings(request(letter), KNOWN, {}) if one.code == "scan.cut"]
        for letter in (blank, replace(blank, scan=None))
    ]
    assert told == [["no se alcanza a leer nada, y puede estar en blanco o borroso"], []]


@pytest.mark.parametrize(("confidence", "codes"), [(0.9, {"scan.cut"}), (0.5, {"scan.illegible"})])
def test_what_is_always_printed_and_is_not_there_was_cut_or_blurred(confidence: float, codes: set[str]) -> None:
    """A page that is read well and shows no total lacks a part of it; one that is read badly is scanned again."""
    whole = scanned(INVOICE)
    assert whole.scan is not None
    fields = {name: read for name, read in whole.fields.items() if name != "total"}
    page = replace(whole, fields=fields, scan=replace(whole.scan, confidence=confidence))
    found = [one for one in findings(request(page), KNOWN, {}) if one.code in {"scan.cut", "scan.illegible"}]
    assert {one.code for one in found} == codes
    assert all("el total" in " ".join(one.data.values()) for one in found)


def test_what_stands_there_under_no_label_is_not_told_to_lack() -> None:
    """A name above its tax id, which no label announces, is seen by everybody."""
    whole = scanned(INVOICE)
    client = str(whole.value("cliente"))
    fields = {name: read for name, read in whole.fields.items() if name != "cliente"}
    pages = [replace(whole, fields=fields, text=text) for text in ("CUFE 1", f"CUFE 1\n{client.upper()}\nCalle 5")]
    told = [{one.code for one in findings(request(page), KNOWN, {})} & {"scan.cut"} for page in pages]
    assert told == [{"scan.cut"}, set()]


def test_of_a_scan_it_is_not_said_that_it_has_no_stamp() -> None:
    """A letter with text plainly has none; on a scan none was made out, or there is one that nobody could read."""
    letter = without(document(LETTER), "radicado", "fecha_recibido")
    read = without(scanned(LETTER), "radicado", "fecha_recibido")
    assert read.scan is not None
    unread = replace(read, scan=replace(read.scan, stamps_unread=(1,)))
    told = [
        found.data["sello"]
        for one in (letter, read, unread)
        for found in findings(request(one), KNOWN, {})
        if found.code == "letter.no_stamp"
    ]
    assert told == [WORDS.shown[name] for name in ("no_stamp", "no_stamp_read", "stamp_unread")]
