"""When the slower engine is asked as well, and whose reading counts."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PIL import Image

from bot.core.document import Document
from bot.intake.documents.ocr.doubts import doubts
from bot.intake.documents.ocr.engines import Ocr
from bot.intake.documents.ocr.read import read_scan
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.documents.placed.pieces import Engine, Piece
from bot.testing.facts import facts
from bot.testing.pdfs import client_letter_pdf
from bot.testing.scan import scan
from tests.ocr.engines import attached, words

GOOD_NIT, BAD_NIT = "999.012.345-2", "999.012.345-3"
PART = 1000  # pixels
SCAN = scan(client_letter_pdf(facts(0), scanned=False), dpi=40)


@dataclass
class Typist:
    """An engine that has read the page before; one line each. It makes nothing of a part of it."""

    name: str
    lines: tuple[str, ...]
    confidence: float = 0.95
    pages: list[tuple[int, int]] = field(default_factory=list)

    def read(self, picture: Image.Image) -> tuple[Piece, ...]:
        """What it always reads."""
        self.pages.append(picture.size)
        if picture.height < PART:
            return ()
        return tuple(
            Piece(text=text, confidence=self.confidence, left=100, right=900, top=40 * row, bottom=40 * row + 20)
            for row, text in enumerate(self.lines)
        )


class TwoTypists(Ocr):
    """Engines that need no opening."""

    def __init__(self, *typists: Typist) -> None:
        super().__init__(OcrSetup(tessdata=None, rapid=False, fingerprint=""))
        self._typists = typists

    def engines(self) -> Iterator[Engine]:
        """In order."""
        yield from self._typists


def letter(nit: str, invoice: str = "FECA-104582") -> tuple[str, ...]:
    """A client's letter, line by line."""
    return (
        "FLORISTERÍA EL TREBOL S.A.S.",
        f"NIT {nit}",
        "Cali, 19 de febrero de 2026",
        "Señores",
        "EMPRESA DE SERVICIOS EJEMPLO",
        f"Ref.: solicitud de anulación. Factura {invoice}",
        "Cordial saludo:",
        "Recibimos la factura y solicitamos anular la factura porque no corresponde.",
        "Atentamente,",
        "ANA MARÍA RUIZ",
    )


def read(*typists: Typist) -> Document:
    """The same scan by these."""
    (document,) = read_scan(attached(SCAN, "carta cliente.pdf"), words(), TwoTypists(*typists))
    return document


def test_a_reading_that_holds_together_needs_no_other() -> None:
    """The slower engine is not even opened for the page."""
    first, second = Typist("first", letter(GOOD_NIT)), Typist("second", letter(GOOD_NIT))
    document = read(first, second)
    assert document.scan is not None
    assert document.scan.engine == "first"
    assert second.pages == []
    assert doubts(document, words()) == 0


@pytest.mark.parametrize(
    "first",
    [
        Typist("first", letter(BAD_NIT)),
        Typist("first", letter(GOOD_NIT, invoice="")),
        Typist("first", letter(GOOD_NIT), confidence=0.2),
        Typist("first", letter("012.345-2")),
        Typist("first", (*letter(GOOD_NIT), "RECIBIDO", "20 FEB 2026", "R-CAL-2026 Mo")),
        Typist("first", ()),
    ],
    ids=["check digit", "field missing", "unsure", "digits missing", "stamp", "nothing"],
)
def test_what_does_not_hold_together_is_read_again(first: Typist) -> None:
    """A wrong check digit, a field that must be there, the engine's doubts, half a stamp: the better one counts."""
    document = read(first, Typist("second", letter(GOOD_NIT)))
    assert document.scan is not None
    assert document.scan.engine == "second"
    assert (document.value("nit"), document.value("factura")) == (GOOD_NIT, "FECA-104582")


def test_of_two_doubtful_readings_the_first_counts() -> None:
    """As long as the second is no better."""
    document = read(Typist("first", letter(BAD_NIT)), Typist("second", letter(BAD_NIT)))
    assert document.scan is not None
    assert document.scan.engine == "first"


def test_without_engines_a_scan_stays_unread() -> None:
    """As it was before there was OCR."""
    document = read()
    assert document.scan is None
    assert document.text == ""
    assert document.pages_unread == 1
