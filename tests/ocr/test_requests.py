"""Requests whose documents are scans, from the mail that comes to the mails that leave."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.compose.parts import open_scans
from bot.core.account import Outcome, Queue
from bot.core.document import Document, Scan
from bot.core.process import State
from bot.service.dossier import names_case
from bot.service.fetch import fetch
from bot.service.work import work, work_with_scans
from bot.settings import read_settings
from bot.testing import mails, replies
from bot.testing.archives import one_pdf, zipped
from bot.testing.clock import FrozenClock
from bot.testing.documents import ROLES, File, document, five
from bot.testing.house import House, Sent, open_house
from bot.testing.pdfs import client_letter_pdf, invoice_pdf
from bot.testing.scan import scan
from tests.ocr.engines import attached, installed
from tests.ocr.rubber import stamped
from tests.service.conftest import WEDNESDAY
from tests.service.people import CLERK, COORDINATOR, MANAGER, OUTSIDER, annulment, answer, ask, only_case, to, write
from tests.service.test_beside import flat

CASE, OTHER = annulment(), annulment(3)
PAPERS = five(CASE, scanned=ROLES[1:4])

WRONG_LETTER = document(
    CASE, "carta_cliente", scan(client_letter_pdf(replace(CASE, invoice_number="FECA-777123"), scanned=False))
)
INSISTS = "Buen día, en el papel está bien: la carta dice la factura correcta."


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was read in scans, for all tests here: each scan is read once."""
    installed()
    return tmp_path_factory.mktemp("readings")


@pytest.fixture
def house(tmp_path: Path, readings: Path) -> Iterator[House]:
    """The example company, where scans are read."""
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "scans").symlink_to(readings)
    with open_house(tmp_path, FrozenClock(WEDNESDAY), ocr=True) as opened:
        yield opened


def codes(house: House) -> set[str]:
    """Of the findings of the one case."""
    return {one.code for one in only_case(house).findings}


def in_archive(files: tuple[File, ...]) -> tuple[File, ...]:
    """The workbooks as they are, and the scans in a ZIP."""
    return files[0], zipped(files[1:4]), files[4]


def in_one_pdf(files: tuple[File, ...]) -> tuple[File, ...]:
    """The workbooks as they are, and the scans one after the other in a single file."""
    return files[0], one_pdf(files[1:4]), files[4]


def in_photos(files: tuple[File, ...]) -> tuple[File, ...]:
    """All as they are."""
    return files


@pytest.mark.parametrize("packed", [in_photos, in_archive, in_one_pdf], ids=["apart", "in a ZIP", "in one PDF"])
def test_who_decides_sees_what_was_read(packed: Callable[[tuple[File, ...]], tuple[File, ...]], house: House) -> None:
    """Three scans are compared with the rest, however they come, and their values are shown to be compared again."""
    request = flat(to(ask(house, CASE, files=packed(PAPERS)), MANAGER))
    assert codes(house) <= {"scan.read", "client.name_variant"}
    assert f"En la carta del cliente: factura {CASE.invoice_number}" in request
    assert f"En la factura original: factura {CASE.invoice_number}" in request
    assert "No pude leer" not in request


def test_a_scanned_letter_about_another_invoice_goes_back(house: House) -> None:
    """What a scan says counts as much as what a text says, where no misreading explains it."""
    back = flat(to(ask(house, CASE, files=(*PAPERS[:2], WRONG_LETTER, *PAPERS[3:])), COORDINATOR))
    assert only_case(house).state is State.INCOMPLETE
    assert "FECA-777123" in back


@pytest.mark.parametrize(
    ("stamp", "how"),
    [
        (("PAGADO", "12 MAR 2026"), {"at": (900, 1500), "turn": 9}),
        (("PAGADO", "12 MAR 2026"), {"at": (300, 1050), "turn": -8}),
        (("PAGADO", "12 MAR 2026"), {"at": (900, 1500), "turn": 6, "grey": True}),
    ],
    ids=["beside print", "over print", "grey"],
)
def test_a_scanned_invoice_that_was_paid_goes_back(stamp: tuple[str, ...], how: dict[str, Any], house: House) -> None:
    """Its stamp is read wherever it lies, and who asks for the annulment is told before anybody approves."""
    paid = document(CASE, "factura_original", stamped(invoice_pdf(CASE), stamp, **how))
    back = flat(to(ask(house, CASE, files=(PAPERS[0], paid, *PAPERS[2:])), COORDINATOR))
    assert only_case(house).state is State.INCOMPLETE
    assert f"En la factura original dice que la factura {CASE.invoice_number} ya fue pagada" in back


def test_who_decides_is_told_that_a_scanned_invoice_may_be_paid(house: House) -> None:
    """«Cancelado» may be paid or annulled; and what a branch contests as misread is shown with the branch's words."""
    for stamp, told in [("CANCELADO", "está cancelada, que puede ser pagada o anulada"), ("PAGADO", "ya fue pagada")]:
        paper = stamped(invoice_pdf(CASE), (stamp, "12 MAR 2026"), at=(900, 1500), turn=9)
        sent = ask(house, CASE, files=(PAPERS[0], document(CASE, "factura_original", paper), *PAPERS[2:]))
        if stamp == "PAGADO":
            sent = answer(house, to(sent, COORDINATOR), COORDINATOR, INSISTS)
        assert told in flat(to(sent, MANAGER))


def test_a_branch_may_say_that_its_scans_were_misread(house: House) -> None:
    """No scan is refused on an engine's word alone: whoever decides reads what was read, and what the branch says."""
    back = to(ask(house, CASE, files=(*PAPERS[:2], WRONG_LETTER, *PAPERS[3:])), COORDINATOR)
    assert "responda «en el documento está bien»" in flat(back)
    request = flat(to(answer(house, back, COORDINATOR, INSISTS), MANAGER))
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert "FECA-777123" in request
    assert INSISTS in request


def test_only_what_rests_on_scans_can_be_said_to_be_misread(house: House) -> None:
    """The rest is still to be mended, and what was contested is not asked for again when it is."""
    back = to(ask(house, CASE, files=(*PAPERS[:2], WRONG_LETTER, PAPERS[3])), COORDINATOR)
    again = to(answer(house, back, COORDINATOR, INSISTS), COORDINATOR)
    assert "FECA-777123" not in flat(again).partition("Además")[0]
    assert "en el documento está bien" not in flat(again)
    sent = answer(house, again, COORDINATOR, "Va el informe.", attachments=(PAPERS[4],))
    assert "FECA-777123" in flat(to(sent, MANAGER))


def test_words_alone_mend_nothing_that_was_not_scanned(house: House) -> None:
    """Documents with text are what they are."""
    back = to(ask(house, CASE, files=five(CASE, scanned=())[:4]), COORDINATOR)
    assert "en el documento está bien" not in flat(back)
    answer(house, back, COORDINATOR, INSISTS)
    assert only_case(house).state is State.INCOMPLETE


def test_nobody_waits_for_somebody_elses_scans(house: House) -> None:
    """A mail with scans waits apart, later mails of its author behind it; an answer that came last is handled first."""
    question = to(ask(house, OTHER, files=five(OTHER, scanned=())), MANAGER)
    with_scans = mails.request(CASE, files=five(CASE, scanned=("carta_cliente",), colour=True), date=house.clock.now())
    later = mails.request(annulment(7), files=five(annulment(7), scanned=()), date=house.clock.now())
    (mailbox,) = house.app.mailboxes.values()
    for raw in (with_scans.raw(), later.raw(), replies.reply(question.raw, "Aprobado", sender=MANAGER)):
        house.deliver(raw)
        fetch(mailbox, house.app)
    assert work(house.app) == 3
    assert [case.state for case in house.cases()] == [State.AWAITING_DIGITIZATION]
    assert house.app.ledger.authors_in(Queue.SCANS) == {"diana.caicedo@empresa.example"}
    assert work(house.app) == 0
    assert work_with_scans(house.app) == 2
    assert [case.client for case in house.cases()[1:]] == [
        CASE.subject.split("-")[1],
        annulment(7).subject.split("-")[1],
    ]
    assert house.app.ledger.receipts(Outcome.PENDING, 9) == ()


def test_what_was_read_before_keeps_nobody_waiting(house: House) -> None:
    """The same scans in the next mail of a case are known, and so are those on record when one document is replaced."""
    ask(house, CASE, files=(*PAPERS[:4],))
    assert only_case(house).state is State.INCOMPLETE
    (mailbox,) = house.app.mailboxes.values()
    house.deliver(mails.request(CASE, files=PAPERS[3:], date=house.clock.now()).raw())
    fetch(mailbox, house.app)
    assert work(house.app) == 1
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert codes(house) <= {"scan.read", "client.name_variant"}


def test_the_rules_say_how_many_pages_are_read(house: House, tmp_path: Path) -> None:
    """Of a file with two scanned pages only the first, where that is the limit."""
    both = one_pdf(PAPERS[1:3])
    limits = replace(house.app.rules.limits, scan_pages=1)
    settings = read_settings(house.home / "mail_rules.yaml", {})
    with closing(open_scans(settings, limits, tmp_path / "others")) as scans:
        ((read,),) = scans.read([attached(both.content)])
    assert (read.pages, read.pages_unread) == (2, 1)


def test_a_misread_number_still_names_its_case(house: House) -> None:
    """A stamped memo that was scanned badly is that of the case; one that names another invoice is not."""
    ask(house, CASE, files=five(CASE, scanned=()))
    how = Scan(engine="typist", confidence=0.9, pages=(1,))
    memo = Document(filename="m.pdf", media_type="application/pdf", size=1, sha256="", scan=how)
    number = CASE.invoice_number.replace("0", "O", 1)
    assert names_case(replace(memo, text=f"Factura {number}, radicado"), only_case(house))
    assert not names_case(replace(memo, scan=None, text=f"Factura {number}, radicado"), only_case(house))
    assert not names_case(replace(memo, text="Factura FECA-777123, radicado"), only_case(house))


def test_pictures_of_strangers_are_not_read(house: House, readings: Path) -> None:
    """Whoever may not ask costs no second of OCR."""
    before = set(readings.glob("*/*"))
    stranger = document(CASE, "carta_cliente", scan(client_letter_pdf(OTHER, scanned=False), dpi=100))
    write(house, OUTSIDER, CASE.subject, "Solicito anular", stranger)
    assert set(readings.glob("*/*")) == before


def scanning(house: House) -> Sent:
    """What the clerk is asked once the request is approved."""
    asked = to(house.receive(mails.request(CASE, files=PAPERS, date=house.clock.now()).raw()), MANAGER)
    return to(answer(house, asked, MANAGER, "Aprobado"), CLERK)


def test_a_scan_of_another_request_does_not_count_whatever_its_name(house: House) -> None:
    """The clerk is told what it says; who says again that all is there is believed."""
    asked = scanning(house)
    (other,) = five(OTHER, scanned=ROLES[1:4], without=frozenset(ROLES) - {"carta_cliente"})
    mixed = tuple(replace(other, filename=one.filename) if one == PAPERS[2] else one for one in PAPERS)
    told = to(answer(house, asked, CLERK, "Digitalizado", attachments=mixed), CLERK)
    assert "falta la carta del cliente" in flat(told)
    assert f"«{PAPERS[2].filename}» es de otra solicitud: dice {OTHER.invoice_number}" in flat(told)
    answer(house, told, CLERK, "Digitalizado")
    assert only_case(house).state is State.AWAITING_FILING


def test_scans_are_told_by_what_they_say_where_their_names_say_nothing(house: House) -> None:
    """As the scanner numbers them."""
    scans = five(CASE, scanned=ROLES[1:4], colour=True, without=("memorando", "informe_gestiones"))
    numbered = tuple(replace(one, filename=f"SCN_00{number}.pdf") for number, one in enumerate(scans))
    answer(house, scanning(house), CLERK, "Digitalizado todo", attachments=numbered)
    assert {one.role: one.filename for one in only_case(house).scans} == {
        role: f"SCN_00{number}.pdf" for number, role in enumerate(ROLES[1:4])
    }
