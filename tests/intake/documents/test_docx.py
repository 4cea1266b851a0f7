"""Word documents are read like a PDF with the same words."""

import hashlib
import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.document import Damage, Document, Ink, Signatory, TextSource
from bot.core.mail import Attachment
from bot.intake.documents.docx import read_docx
from bot.intake.documents.pages.pdf import read_pdf
from bot.intake.documents.read import read_attachment
from bot.intake.documents.words import DocumentWords
from bot.testing.documents import File
from bot.testing.facts import facts
from bot.testing.ink import signature_png
from bot.testing.office import letter_docx
from bot.testing.pdfs import reply_letter_pdf
from tests.intake.hostile_files import letter_of

PRINTED = reply_letter_pdf(facts(5))
LETTER = letter_docx(read_pdf(PRINTED).text, "rta cliente.docx")


def read(file: File, words: DocumentWords) -> Document:
    """The file as a reader sees it."""
    attachment = Attachment(
        part=1,
        filename=file.filename,
        declared_type=file.media_type,
        content=file.content,
        sha256=hashlib.sha256(file.content).hexdigest(),
        content_id="",
        inline=False,
    )
    return read_attachment(attachment, words)


def test_a_letter_says_what_its_print_says(words: DocumentWords) -> None:
    """A reply letter as Word has the role and the fields of the PDF."""
    written = read(LETTER, words)
    printed = read(File(filename="rta cliente.pdf", media_type="application/pdf", content=PRINTED), words)

    assert (written.role, written.text_source) == ("carta_respuesta", TextSource.TEXT)
    assert {name: one.value for name, one in written.fields.items()} == {
        name: one.value for name, one in printed.fields.items()
    }


def test_letterhead_and_tables_are_read(words: DocumentWords) -> None:
    """What stands in the head comes first, and the cells of a row on one line, merged ones once."""
    file = letter_docx(
        "Señores", "carta.docx", letterhead="Empresa Uno", table=(("Factura", "FECA-1"), ("Nota", "Nota"))
    )
    assert [line for line in read(file, words).text.splitlines() if line] == [
        "Empresa Uno",
        "Señores",
        "Factura\tFECA-1",
        "Nota",
    ]


def test_what_the_print_shows_is_read_wherever_word_keeps_it() -> None:
    """Insertions, fields, controls of a template, what Word marked by itself; nothing hidden, struck out or moved."""

    def run(text: str, look: str = "") -> str:
        return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"

    changed = 'w:id="1" w:author="x"'
    line = (
        run("a "),
        f"<w:ins {changed}>{run('insertion ')}</w:ins>",
        f"<w:del {changed}><w:r><w:delText>no</w:delText></w:r></w:del>",
        f"<w:moveFrom {changed}>{run('no')}</w:moveFrom>",
        f"<w:smartTag>{run('mark ')}</w:smartTag>",
        f"<w:fldSimple w:instr='DATE'>{run('field ')}</w:fldSimple>",
        f"<w:sdt><w:sdtContent>{run('box')}</w:sdtContent></w:sdt>",
    )
    control = f"<w:sdt><w:sdtContent><w:p>{run('control')}</w:p></w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tr><w:tc>{control}</w:tc><w:tc><w:p>{run('cell')}</w:p></w:tc></w:tr></w:tbl>"
    looks = run("no", "<w:vanish/>") + run("no", "<w:vanish w:val='1'/>") + run("shown", "<w:vanish w:val='0'/>")
    text = read_docx(letter_of(f"<w:p>{''.join(line)}</w:p>{control}{table}<w:p>{looks}</w:p>")).text
    assert text.splitlines() == ["a insertion mark field box", "control", "control\tcell", "shown"]


@pytest.mark.parametrize("picture", [None, signature_png("Ana Ruiz")], ids=["nothing drawn", "a picture"])
def test_nobody_signed_where_nothing_is_drawn(picture: bytes | None, words: DocumentWords) -> None:
    """A reply of letters alone is signed by neither side; with a picture in it, nobody can tell."""
    letter = letter_docx(read_pdf(PRINTED).text, "rta cliente.docx", picture=picture)
    blank = {Signatory.COMPANY: Ink.BLANK, Signatory.CLIENT: Ink.BLANK}
    assert read(letter, words).ink == ({} if picture else blank)


def test_a_letter_signed_in_words_or_digitally_is_not_blank(words: DocumentWords) -> None:
    """A name in script above the same name is a signature for whoever reads it, as is Word's own; a stamp's is not."""
    text = (
        "Señores\nEmpresa Uno\nPido anular la factura FECA-1.\nAtentamente,\n{signed}Ana Ruiz Pérez\nC.C. 31.222.333\n"
    )
    plain = letter_docx(text.format(signed=""), "carta del cliente.docx")
    assert read(plain, words).ink == {Signatory.CLIENT: Ink.BLANK}
    assert read(letter_docx(text.format(signed="Ana Ruiz Pérez\n"), plain.filename), words).ink == {}
    received = letter_docx(
        text.format(signed="") + "Recibido: 3 de marzo de 2026\nFirma: Ventanilla única", plain.filename
    )
    assert read(received, words).ink == {Signatory.CLIENT: Ink.BLANK}
    sealed = io.BytesIO(plain.content)
    with ZipFile(sealed, "a") as parts:
        parts.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert read(replace(plain, content=sealed.getvalue()), words).ink == {}


def test_an_empty_document_is_no_text(words: DocumentWords) -> None:
    """A document in which only pictures stand is like a scan."""
    document = read(letter_docx("", "escaneo.docx"), words)
    assert (document.text_source, document.damage) == (TextSource.NONE, None)


@given(cut=st.integers(0, 30_000), put=st.binary(max_size=6))
def test_damage_is_a_finding_or_text(words: DocumentWords, cut: int, put: bytes) -> None:
    """Whatever is done to the bytes, a document comes out."""
    content = LETTER.content[:cut] + put + LETTER.content[cut + len(put) :]
    document = read(File(filename="carta.docx", media_type=LETTER.media_type, content=content), words)
    assert document.damage in (None, *Damage)
