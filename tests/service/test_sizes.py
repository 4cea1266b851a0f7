"""Documents that are too large for one mail: lighter first, then over several mails, and said in both cases."""

import io
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

from bot.core.mail import Attachment
from bot.settings import bundled
from bot.testing.clock import FrozenClock
from bot.testing.documents import File, five
from bot.testing.house import House, Sent, open_house
from bot.testing.pdfs import client_letter_pdf, invoice_pdf
from bot.testing.scan import photo, scan
from tests.service.people import CLERK, MANAGER, address, annulment, answer, ask, only_case, to

WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
CASE = annulment()
SENDING = "send: {kind: maildir, path: storage/maildir/enviados"
LIGHTER = "Por su tamaño van copias más livianas de factura_original.pdf y carta_cliente.jpg;"
KEPT = "los archivos originales quedan guardados con el caso."


@cache
def heavy() -> tuple[File, ...]:
    """The five documents, of which the client's letter is a photo and the invoice a scan, 14 MB of pictures."""
    letter = photo(client_letter_pdf(CASE, scanned=False), noise=8, quality=98)
    invoice = scan(invoice_pdf(CASE, scanned=False), dpi=450, colour=True, noise=6, quality=98)
    files = five(CASE, instead={"carta_cliente": letter, "factura_original": invoice})
    return tuple(
        replace(file, filename="foto carta.jpg", media_type="image/jpeg") if file.content is letter else file
        for file in files
    )


def house_with(tmp_path: Path, limit: str) -> AbstractContextManager[House]:
    """The example company, whose mails may have this size."""
    rules = tmp_path / "given.yaml"
    text = bundled("mail_rules.yaml").read_text("utf-8")
    rules.write_text(text.replace(SENDING, f"{SENDING}, size_limit: {limit}"), "utf-8")
    return open_house(tmp_path / "house", FrozenClock(WEDNESDAY), rules)


def files_in(sent: Sent) -> dict[str, Attachment]:
    """What a mail carries, by name."""
    return {file.filename: file for file in sent.mail.attachments}


def flat(sent: Sent) -> str:
    """Its text on one line."""
    return " ".join(sent.mail.text.split())


def picture_in(pdf: bytes) -> Image.Image:
    """The picture of the only page."""
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    return page.images[0].image


def test_what_fits_is_left_alone(tmp_path: Path) -> None:
    """Where there is room, every document goes out as it came, however heavy."""
    with house_with(tmp_path, "40 MB") as house:
        sent = to(ask(house, CASE, files=heavy()), MANAGER)
        pieces = only_case(house).pieces
    assert {file.sha256 for file in sent.mail.attachments} == {piece.sha256 for piece in pieces}
    assert "livianas" not in sent.mail.text


def test_what_is_too_large_goes_in_one_mail_with_lighter_copies(tmp_path: Path) -> None:
    """Photo and scan lose dots that nobody needs to read them, the mail says so, and the rest is as it came."""
    with house_with(tmp_path, "4 MB") as house:
        (sent,) = (one for one in ask(house, CASE, files=heavy()) if address(MANAGER) in one.recipients)
        pieces = {piece.role: piece for piece in only_case(house).pieces}
    files = files_in(sent)
    assert len(sent.raw) < 4 << 20
    assert Image.open(io.BytesIO(files["carta_cliente.jpg"].content)).size == (1650, 2200)
    assert max(picture_in(files["factura_original.pdf"].content).size) == 2200
    assert f"{LIGHTER} {KEPT}" in flat(sent)
    assert LIGHTER in " ".join((sent.mail.html or "").split())
    assert "Correo 1 de" not in flat(sent)
    same = {
        "memorando.xlsx": "memorando",
        "carta_respuesta.pdf": "carta_respuesta",
        "informe_gestiones.xlsx": "informe_gestiones",
    }
    assert {name: files[name].sha256 for name in same} == {name: pieces[role].sha256 for name, role in same.items()}
    assert len(files) == 5


def test_an_approval_is_of_the_originals(tmp_path: Path) -> None:
    """Who answers the mail with the copies decides about the documents of the case; everybody gets the same copies."""
    with house_with(tmp_path, "4 MB") as house:
        asked = to(ask(house, CASE, files=heavy()), MANAGER)
        before = only_case(house).pieces
        forwarded = to(answer(house, asked, MANAGER, "Aprobado."), CLERK)
        assert only_case(house).pieces == before
    assert {piece.document.size for piece in before} == {len(file.content) for file in heavy()}
    assert {name: file.sha256 for name, file in files_in(forwarded).items()} == {
        name: file.sha256 for name, file in files_in(asked).items()
    }


def test_what_is_still_too_large_goes_over_several_mails(tmp_path: Path) -> None:
    """The lighter copies are spread as documents always were, and the first mail names them."""
    with house_with(tmp_path, "1 MB") as house:
        first, *others = (one for one in ask(house, CASE, files=heavy()) if address(MANAGER) in one.recipients)
    assert others
    assert f"Correo 1 de {len(others) + 1}: los documentos no caben en uno solo." in flat(first)
    assert f"{LIGHTER} {KEPT}" in flat(first)
    assert not any("livianas" in one.mail.text for one in others)
    assert all(len(one.raw) < 1 << 20 for one in (first, *others))
    assert sorted(name for one in (first, *others) for name in files_in(one)) == [
        "carta_cliente.jpg", "carta_respuesta.pdf", "factura_original.pdf", "informe_gestiones.xlsx", "memorando.xlsx",
    ]  # fmt: skip
    assert first.mail.message_id in others[0].mail.references


def test_what_cannot_be_made_lighter_goes_as_it_came(tmp_path: Path) -> None:
    """A cut photo does no harm: it travels unchanged, and nothing is said of copies."""
    letter = heavy()[2]
    cut = replace(letter, content=letter.content[: 2 << 20])
    files = (*five(CASE, without=("carta_cliente",)), cut)
    with house_with(tmp_path, "2 MB") as house:
        sent = [one for one in ask(house, CASE, files=files) if address(MANAGER) in one.recipients]
    assert "livianas" not in sent[0].mail.text
    assert "Por su tamaño no pude adjuntar: carta_cliente.jpg." in flat(sent[0])
