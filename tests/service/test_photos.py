"""Documents that come as photographs."""

import io
import struct
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from bot.core.finding import Severity
from bot.core.process import State
from bot.testing.documents import File, five
from bot.testing.house import House
from tests.service.people import MANAGER, annulment, ask, only_case, to

CASE = annulment()
MEMO, INVOICE, LETTER, REPLY, LOG = five(CASE)
PAGE = pypdfium2.PdfDocument(LETTER.content)[0].render(scale=1.5, grayscale=True).to_pil()


def photo(kind: str, *others: Image.Image) -> bytes:
    """The letter as a picture."""
    stream = io.BytesIO()
    PAGE.save(stream, kind, **({"save_all": True, "append_images": others} if others else {}))
    return stream.getvalue()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + struct.pack(">I4sIII", 20, b"ispe", 0, 3024, 4032)


@pytest.mark.parametrize("name", ["carta cliente", "IMG_2031"])
@pytest.mark.parametrize(
    ("ending", "content"),
    [("jpg", photo("JPEG")), ("png", photo("PNG")), ("tif", photo("TIFF", PAGE)), ("HEIC", HEIC)],
    ids=["jpeg", "png", "tiff", "heic"],
)
def test_a_photo_is_the_letter_that_nobody_read(house: House, name: str, ending: str, content: bytes) -> None:
    """It counts as present and is sent on; whoever decides is told that nobody compared what it says."""
    letter = File(filename=f"{name}.{ending}", media_type="application/octet-stream", content=content)
    request = to(ask(house, CASE, files=(MEMO, INVOICE, letter, REPLY, LOG)), MANAGER)
    assert only_case(house).state is State.AWAITING_APPROVAL
    found = {one.code for one in only_case(house).findings if one.severity is not Severity.INFO}
    assert found == {"document.not_read"} | ({"document.assumed"} if name.startswith("IMG") else set())
    assert content in [file.content for file in request.mail.attachments]


def test_a_logo_of_the_signature_is_no_letter(house: House) -> None:
    """A small picture beside four documents leaves the fifth missing."""
    logo = io.BytesIO()
    Image.new("RGB", (220, 80), "navy").save(logo, "BMP")
    file = replace(LETTER, filename="image001.bmp", media_type="image/bmp", content=logo.getvalue())
    ask(house, CASE, files=(MEMO, INVOICE, file, REPLY, LOG))
    assert [one.document for one in only_case(house).findings if one.code == "document.missing"] == ["carta_cliente"]
