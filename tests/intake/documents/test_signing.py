"""What is seen where somebody signs, in whole documents: something, plainly nothing, or nobody can tell."""

import io
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from openpyxl.drawing.image import Image as Picture
from PIL import Image
from reportlab.pdfbase.pdfmetrics import stringWidth

from bot.core.document import Ink, Seal
from bot.errors import SettingsError
from bot.intake.documents.signing import seals
from bot.intake.documents.signing.seals import seals_in
from bot.intake.documents.sorting.joining import with_sheets
from bot.intake.documents.words import DocumentWords
from bot.settings import read_signing_roots
from bot.testing.facts import facts
from bot.testing.ink import signature_png
from bot.testing.memo import Layout, memo_xlsx
from bot.testing.paper import Align, Paper
from bot.testing.paper import Ink as PaperInk
from bot.testing.pdfs import client_letter_pdf, reply_letter_pdf
from tests.intake.documents.drawings import read_file
from tests.intake.documents.sealing import SIGNER, continued, root_der, root_pem, sealed, tampered

CASE = facts(0, admin_costs=True)
UNSIGNED = client_letter_pdf(CASE, scanned=False, signed=False)
BODY, KERNING = 9, 0.8  # points
BOTH = {True: {"client": Ink.INK, "company": Ink.INK}, False: {"client": Ink.BLANK, "company": Ink.BLANK}}


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("case", range(4))
def test_letters_with_text(case: int, signed: bool, words: DocumentWords) -> None:
    """Printed names and lines are no signatures; pictures above them are."""
    given = facts(case, admin_costs=True)
    letter = client_letter_pdf(given, scanned=False, signed=signed)
    reply = reply_letter_pdf(given, signed_by_client=signed, signed_by_company=signed)
    assert read_file("carta.pdf", letter, words).ink == {"client": BOTH[signed]["client"]}
    assert read_file("respuesta.pdf", reply, words).ink == BOTH[signed]


def test_each_place_is_looked_at_by_itself(words: DocumentWords) -> None:
    """The branch signed and the client did not, be it that a box was left blank or that there is none."""
    reply = reply_letter_pdf(CASE, signed_by_client=False)
    assert read_file("respuesta.pdf", reply, words).ink == {"company": Ink.INK, "client": Ink.BLANK}
    free = reply_letter_pdf(facts(0, admin_costs=False))
    assert read_file("respuesta.pdf", free, words).ink == {"company": Ink.INK, "client": Ink.BLANK}


@pytest.mark.parametrize("signed", [True, False])
def test_words_that_a_page_cuts_up_are_found_all_the_same(
    signed: bool, words: DocumentWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browsers move some letters nearer to each other, and the page then holds «A» and «tentamente,»."""
    whole = Paper.text

    def cut_up(paper: Paper, x: float, y: float, text: str, ink: PaperInk | None = None, **more: Align) -> None:
        ink, first = ink or PaperInk(), text[:1]
        if more or ink.size < BODY:
            return whole(paper, x, y, text, ink, **more)
        whole(paper, x, y, first, ink)
        return whole(
            paper, x + stringWidth(first, ink.font, ink.size) - KERNING, y, text[1:], replace(ink, size=ink.size + 0.01)
        )

    monkeypatch.setattr(Paper, "text", cut_up)
    letter = client_letter_pdf(CASE, scanned=False, signed=signed)
    reply = reply_letter_pdf(CASE, signed_by_client=signed, signed_by_company=signed)
    assert read_file("carta.pdf", letter, words).ink == {"client": BOTH[signed]["client"]}
    assert read_file("respuesta.pdf", reply, words).ink == BOTH[signed]


Draw = Callable[[Paper, float, float], None]

DOUBTFUL: Mapping[str, Draw] = {
    "a stamp": lambda paper, x, y: paper.stamp(x + 100, y - 20, ("RECIBIDO", "03 MAR 2026", "R-2026-00318")),
    "a sign": lambda paper, x, y: paper.text(x + 5, y - 4, "@", None),
    "a name in script": lambda paper, x, y: paper.text(x, y - 4, CASE.signer.name),
    "words": lambda paper, x, y: paper.text(x, y - 4, "Firmado por poder"),
}


@pytest.mark.parametrize("what", DOUBTFUL)
def test_nobody_can_tell_what_is_neither(what: str, words: DocumentWords, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stamp, a name typed twice or words about a signature are not called a signature, and not blank either."""
    monkeypatch.setattr(Paper, "signature", lambda paper, x, y, _: DOUBTFUL[what](paper, x, y))
    read = read_file("carta.pdf", client_letter_pdf(CASE, scanned=False), words)
    assert read.role == "carta_cliente"
    assert read.ink == {}


def test_a_scan_that_brings_its_text_is_not_judged(words: DocumentWords) -> None:
    """Behind such a page lies text that a program read in it, perhaps also in the signature."""
    letter = pypdfium2.PdfDocument(UNSIGNED)
    page = letter[0]
    width, height = page.get_size()
    picture = pypdfium2.PdfImage.new(letter)
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("L", (60, 80), 255)))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(picture)
    page.gen_content()
    saved = io.BytesIO()
    letter.save(saved)
    assert read_file("carta.pdf", UNSIGNED, words).ink == {"client": Ink.BLANK}
    read = read_file("carta.pdf", saved.getvalue(), words)
    assert (read.role, read.ink) == ("carta_cliente", {})


def test_a_letter_that_goes_on_in_another_file_may_be_signed_there(words: DocumentWords) -> None:
    """Of its first file only what is there counts, not what is not."""
    first, more = read_file("carta.pdf", UNSIGNED, words), read_file("carta 2.pdf", UNSIGNED, words)
    assert with_sheets(first, [more], words).ink == {}


@pytest.mark.parametrize("layout", ["head_office", "regional"])
def test_a_memo_is_signed_with_a_picture(layout: Layout, words: DocumentWords) -> None:
    """At the box of whoever prepared it; an empty box below or above the name is plainly blank."""
    signed, blank = (read_file("m.xlsx", memo_xlsx(CASE, layout=layout, signed=one), words) for one in (True, False))
    assert (signed.ink, blank.ink) == ({"company": Ink.INK}, {"company": Ink.BLANK})


@pytest.mark.parametrize("place", ["E41", "A2"])
def test_a_picture_elsewhere_on_a_memo_says_nothing(place: str, words: DocumentWords) -> None:
    """The approver's box, or a logo in the heading: whoever prepared it may have signed anywhere."""
    memo = with_picture(memo_xlsx(CASE, signed=False), place)
    assert read_file("m.xlsx", memo, words).ink == {}


def with_picture(memo: bytes, place: str) -> bytes:
    """A memo with a picture that begins in a cell."""
    book = load_workbook(io.BytesIO(memo))
    book.active.add_image(Picture(io.BytesIO(signature_png(CASE.manager.name))), place)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_valid_digital_signature_signs_a_letter(words: DocumentWords) -> None:
    """Though nothing is seen on the page; on a reply nobody can tell whose it is."""
    letter = read_file("carta.pdf", sealed(UNSIGNED), words)
    assert letter.ink == {"client": Ink.INK}
    assert letter.seals == (Seal(signer=SIGNER, intact=True, whole=True, trusted=None),)
    reply = reply_letter_pdf(CASE, signed_by_client=False)
    assert read_file("respuesta.pdf", sealed(reply), words).ink == {"company": Ink.INK}


@pytest.mark.parametrize(
    ("change", "intact", "whole"),
    [(bytes, True, True), (tampered, False, True), (continued, True, False)],
    ids=["as signed", "one byte changed", "a page turned"],
)
def test_a_digital_signature_is_verified(
    change: Callable[[bytes], bytes],
    intact: bool,
    whole: bool,
) -> None:
    """What was changed after it is told from what was not, and trust comes only from the roots that were given."""
    file = change(sealed(UNSIGNED))
    (seal,) = seals_in(file, (root_der(),))
    assert (seal.intact, seal.whole, seal.trusted, seal.is_broken) == (intact, whole, intact, not (intact and whole))


def test_trust_needs_a_root(tmp_path: Path) -> None:
    """Without any root nobody says who signed; with those of others it is not trusted, and roots are PEM files."""
    file = sealed(UNSIGNED)
    assert [seal.trusted for seal in seals_in(file, ())] == [None]
    (tmp_path / "root.pem").write_bytes(root_pem())
    assert [seal.trusted for seal in seals_in(file, read_signing_roots(tmp_path))] == [True]
    (tmp_path / "notes.txt").write_text("no certificate", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"notes\.txt"):
        read_signing_roots(tmp_path)
    with pytest.raises(SettingsError, match="absent"):
        read_signing_roots(tmp_path / "absent")


def test_what_cannot_be_verified_is_present_all_the_same(
    words: DocumentWords, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that only looks signed, or a machine without the library: a signature of which nothing is known."""
    with caplog.at_level(logging.DEBUG):
        assert seals_in(UNSIGNED + b"\n/ByteRange [0 1 2 3]", ()) in ((Seal(),), ())
    monkeypatch.setattr(seals, "find_spec", lambda _: None)
    assert read_file("carta.pdf", sealed(UNSIGNED), words).seals == (Seal(),)
    assert read_file("carta.pdf", sealed(UNSIGNED), words).ink == {}
    assert caplog.records == []
