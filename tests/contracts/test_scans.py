"""What every adapter of the port ``Scans`` does, in processes of its own or not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.adapters.readers_scans import ScanReaders
from bot.core.document import Document, TextSource
from bot.intake.documents.ocr.setup import NO_ENGINES
from bot.intake.documents.sniff import PDF
from bot.service.ports import Scans
from bot.testing.archives import one_pdf
from bot.testing.documents import File
from bot.testing.facts import facts
from bot.testing.invoice import invoice_pdf
from bot.testing.pdfs import client_letter_pdf
from bot.testing.scan import scan
from bot.testing.scans import InlineScans
from tests.ocr.engines import WORDS_PATH, attached, installed

CASE = facts(0)
LETTER = scan(client_letter_pdf(CASE, scanned=False))
BOTH = one_pdf(
    (
        File(filename="c.pdf", media_type=PDF, content=LETTER),
        File(filename="f.pdf", media_type=PDF, content=scan(invoice_pdf(CASE))),
    )
).content


@pytest.fixture(scope="module", params=["process", "inline"])
def scans(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scans]:
    """Each adapter, with the faster engine."""
    setup = replace(installed(), rapid=False)
    if request.param == "inline":
        yield InlineScans(WORDS_PATH, setup)
    else:
        with ScanReaders(WORDS_PATH, tmp_path_factory.mktemp("scans"), setup) as pool:
            yield pool


def test_scans_are_read_in_order_and_in_their_place(scans: Scans) -> None:
    """A file with one document gives that, one with two gives itself and them, each under its own address."""
    letter, both = scans.read([attached(LETTER, "a.pdf", part=2), attached(BOTH, "b.pdf", part=5, member="1")])
    assert scans.engines == ("tesseract",)
    assert [(one.part, one.member, one.role) for one in letter] == [(2, "", "carta_cliente")]
    assert [(one.part, one.member, one.role) for one in both] == [
        (5, "1", None),
        (5, "1/p1", "carta_cliente"),
        (5, "1/p2", "factura_original"),
    ]
    invoice = both[2].fields["factura"]
    assert (invoice.value, invoice.page) == (CASE.invoice_number, 2)
    assert {one.text_source for one in (*letter, *both[1:])} == {TextSource.OCR}


def test_what_was_begun_is_read(scans: Scans) -> None:
    """Wherever it was when it was begun."""
    scans.begin([attached(LETTER, "a.pdf", part=1)])
    ((letter,),) = scans.read([attached(LETTER, "a.pdf", part=3, member="2")])
    assert (letter.part, letter.member, letter.role) == (3, "2", "carta_cliente")


def test_what_was_read_is_kept(scans: Scans) -> None:
    """The same bytes elsewhere are known without reading them, those of pages as those of the whole file."""
    ((whole, first, *_),) = scans.read([attached(BOTH, "b.pdf", part=5, member="1")])
    page = Document(filename="b.pdf", media_type=PDF, size=1, sha256=whole.sha256, part=8, member="2/p1")
    kept = scans.kept(page)
    assert kept is not None
    assert kept[1] == replace(first, part=8, member="2/p1")
    assert scans.kept(replace(page, sha256="00" * 32)) is None


def test_what_is_forgotten_is_read_again(scans: Scans) -> None:
    """Nothing is kept for ever."""
    scans.read([attached(LETTER, "a.pdf")])
    scans.forget(datetime(2100, 1, 1, tzinfo=UTC))
    letter = Document(filename="a.pdf", media_type=PDF, size=1, sha256=attached(LETTER).sha256)
    assert scans.kept(letter) is None


def test_without_engines_nothing_is_known(tmp_path_factory: pytest.TempPathFactory) -> None:
    """And nobody is asked."""
    with ScanReaders(WORDS_PATH, tmp_path_factory.mktemp("scans"), NO_ENGINES) as pool:
        assert (pool.engines, InlineScans(WORDS_PATH, NO_ENGINES).engines) == ((), ())
