"""The drawn papers open, say what the case says, and are pictures where they were scanned."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from bot.testing.case_facts import CaseFacts
from bot.testing.facts import BOGOTA, Request, facts
from bot.testing.paper import Ink, Paper
from bot.testing.pdfs import client_letter_pdf, invoice_pdf, reply_letter_pdf, scan, stamped_memo_pdf
from bot.testing.prose import long_date, money, pesos_in_words, short_date

COSTS = facts(0)
NO_COSTS = facts(3, admin_costs=False, request=Request.ANNUL)


def text_of(pdf: bytes) -> str:
    """All text of the first page on one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def picture_of(pdf: bytes) -> Image.Image:
    """The first page at screen resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=1).to_pil().convert("RGB")
    finally:
        document.close()


def images_in(pdf: bytes) -> int:
    """How many pictures the first page holds."""
    return len(PdfReader(io.BytesIO(pdf)).pages[0].images)


def test_the_invoice_says_what_it_must() -> None:
    """Issuer and client with their tax ids, three dates, amounts in figures and words, a code of 96 digits."""
    text = text_of(invoice_pdf(COSTS))
    for expected in (
        f"No. {COSTS.invoice_number}", "ORIGINAL", COSTS.client.upper(), COSTS.nit, "NIT 999.000.100-3", COSTS.contract,
        f"Fecha de expedición: {short_date(COSTS.invoice_date)}", short_date(COSTS.invoice_due), "Seccional: CALI",
        f"Subtotal {money(COSTS.subtotal)}", f"IVA 19 % {money(COSTS.vat)}", f"TOTAL A PAGAR {money(COSTS.total)}",
        pesos_in_words(COSTS.total), "CUFE:",
    ):  # fmt: skip
        assert expected in text


def test_the_client_asks_in_a_letter() -> None:
    """Date in words, invoice, contract, story, signer with id, and the stamp with another day and number."""
    text = text_of(client_letter_pdf(COSTS, scanned=False))
    for expected in (
        f"Santiago de Cali, {long_date(COSTS.letter_date)}", COSTS.invoice_number, COSTS.contract, money(COSTS.total),
        f"solicitamos {COSTS.told('asked')}", COSTS.signer.name.upper(), f"C.C. {COSTS.signer_id}", COSTS.nit,
        "RECIBIDO", COSTS.incoming_number, f"{COSTS.stamped_at:%d}",
    ):  # fmt: skip
        assert expected in text
    assert COSTS.incoming_number not in text_of(client_letter_pdf(COSTS, scanned=False, stamped=False))


def test_the_company_replies() -> None:
    """Number, citation of the letter, decision with both amounts, costs, and the box for acceptance."""
    text = text_of(reply_letter_pdf(COSTS))
    for expected in (
        COSTS.reply_number, long_date(COSTS.reply_date), long_date(COSTS.letter_date), COSTS.incoming_number,
        COSTS.invoice_number, money(COSTS.total), money(COSTS.new_value or COSTS.total), "costos administrativos por",
        "ACEPTACIÓN DEL CLIENTE", f"Nombre: {COSTS.signer.name}", f"Fecha: {short_date(COSTS.memo_date)}",
        COSTS.coordinator.name,
    ):  # fmt: skip
        assert expected in text


def test_without_costs_nothing_is_accepted() -> None:
    """The box is absent and no amount is charged."""
    text = text_of(reply_letter_pdf(NO_COSTS))
    assert "ACEPTACIÓN" not in text
    assert "no se cobran costos administrativos" in text
    assert "nueva factura" not in text


@pytest.mark.parametrize(
    ("by_client", "by_company", "pictures"), [(True, True, 2), (True, False, 1), (False, True, 1), (False, False, 0)]
)
def test_signatures_are_pictures_that_the_text_does_not_show(by_client: bool, by_company: bool, pictures: int) -> None:
    """Who did not sign leaves no picture, while printed names and lines stay."""
    letter = reply_letter_pdf(COSTS, signed_by_client=by_client, signed_by_company=by_company)
    assert images_in(letter) == pictures
    assert text_of(letter) == text_of(reply_letter_pdf(COSTS))


def test_an_unsigned_client_letter_has_no_picture() -> None:
    """Only the signature is a picture in a letter that was not scanned."""
    assert images_in(client_letter_pdf(COSTS, scanned=False)) == 1
    assert images_in(client_letter_pdf(COSTS, scanned=False, signed=False)) == 0


def test_the_filed_memo_bears_the_stamp_of_billing() -> None:
    """Number and day of filing stand above the printed form, which says what the Excel form says."""
    filed_at = datetime(2026, 3, 9, 15, 20, tzinfo=BOGOTA)
    text = text_of(stamped_memo_pdf(COSTS, filed_number="F-77", filed_at=filed_at, scanned=False))
    for expected in ("RADICADO", "F-77", "09 MAR 2026 3:20 p. m.", COSTS.memo_number, money(COSTS.total), COSTS.nit):
        assert expected in text
    assert "RADICADO" not in text_of(stamped_memo_pdf(COSTS, scanned=False, stamped=False))
    assert "$ 7" in text_of(stamped_memo_pdf(COSTS, scanned=False, cells={"valor_factura": "$ 7"}))


DRAWINGS: tuple[Callable[[CaseFacts], bytes], ...] = (
    invoice_pdf,
    client_letter_pdf,
    reply_letter_pdf,
    stamped_memo_pdf,
    lambda case: invoice_pdf(case, scanned=True),
)


@pytest.mark.parametrize("draw", DRAWINGS)
def test_same_paper_same_bytes(draw: Callable[[CaseFacts], bytes]) -> None:
    """Drawn twice it is the same file, and another case is another."""
    assert draw(COSTS) == draw(facts(0))
    assert draw(COSTS) != draw(facts(4))


@pytest.mark.parametrize("pdf", [client_letter_pdf(COSTS), invoice_pdf(COSTS, scanned=True), stamped_memo_pdf(COSTS)])
def test_scans_are_pictures_of_usual_size(pdf: bytes) -> None:
    """No text, one picture, letter size, between 50 and 400 KB."""
    assert text_of(pdf) == ""
    assert images_in(pdf) == 1
    assert 50_000 < len(pdf) < 400_000
    assert picture_of(pdf).size == pytest.approx((612, 792), abs=1)


def test_scanned_letters_keep_the_red_stamp_only_in_colour() -> None:
    """A colour scan has red in it where the stamp is, a grey one nowhere."""

    def reddest(colour: bool) -> int:
        stamp = picture_of(client_letter_pdf(COSTS, colour=colour)).crop((360, 80, 580, 200))
        red, _, blue = stamp.split()
        _, most = ImageChops.subtract(red, blue).getextrema()
        assert isinstance(most, int)
        return most

    assert reddest(colour=True) > 80
    assert reddest(colour=False) == 0


def test_a_clean_scan_shows_the_page_and_noise_covers_it() -> None:
    """Without noise the paper is white; with more noise it is darker; skew moves what is drawn."""
    page = Paper(title="t", author="a")
    page.text(500, 700, "X" * 5, Ink(size=20))
    pdf = page.pdf()
    corners = [picture_of(scan(pdf, noise=noise, skew=0)).getpixel((30, 30)) for noise in (0.0, 3.0)]
    assert corners[0] != corners[1]
    straight, turned = (scan(pdf, noise=0, skew=skew) for skew in (0.0, 2.0))
    assert picture_of(straight).tobytes() != picture_of(turned).tobytes()


def test_resolution_is_what_was_asked_for() -> None:
    """At 100 dots per inch a letter page is 850 by 1100 dots."""
    image = PdfReader(io.BytesIO(scan(invoice_pdf(COSTS), dpi=100))).pages[0].images[0].image
    assert image is not None
    assert image.size == (850, 1100)


def test_long_names_stay_on_the_page() -> None:
    """The longest words of the material wrap instead of leaving the paper."""
    case = replace(
        COSTS, motive="ampliación " * 30, client="Comercializadora Internacional de Agro-Insumos & Cía. S. en C."
    )
    assert case.client.upper() in text_of(invoice_pdf(case))
