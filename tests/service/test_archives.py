"""Documents that come packed: the case is the same as if they had come by themselves."""

import hashlib
from dataclasses import replace

import pytest

from bot.core.process import State
from bot.testing.archives import mail_as_file, winmail, zipped
from bot.testing.documents import ROLES, File, five
from bot.testing.house import House, Sent
from bot.testing.mails import request
from tests.service.people import CLERK, COORDINATOR, MANAGER, annulment, answer, ask, only_case, to

CASE = annulment()
FILES = five(CASE)
DIGESTS = {role: hashlib.sha256(file.content).hexdigest() for role, file in zip(ROLES, FILES, strict=True)}
RAR = File(filename="soportes.rar", media_type="application/vnd.rar", content=b"Rar!\x1a\x07\x01\x00" + bytes(200))
PACKINGS: dict[str, tuple[File, ...]] = {
    "all in a ZIP": (zipped(FILES),),
    "some in a ZIP": (*FILES[:2], zipped(FILES[2:])),
    "a ZIP in a ZIP": (zipped((zipped(FILES),)),),
    "Outlook's rich text": (winmail(FILES),),
    "a saved mail": (mail_as_file(request(CASE, files=FILES).raw()),),
}


def carried(sent: Sent) -> dict[str, str]:
    """Digest of each file that a mail carries, by its name without the ending."""
    return {file.filename.partition(".")[0]: file.sha256 for file in sent.mail.attachments}


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed_documents_open_the_case_and_go_on_by_themselves(house: House, packing: str) -> None:
    """The manager gets the five documents unpacked, byte for byte, and so do those who work with them after it."""
    sent = ask(house, CASE, files=PACKINGS[packing])
    assert only_case(house).state is State.AWAITING_APPROVAL
    request_to_manager = to(sent, MANAGER)
    assert carried(request_to_manager) == DIGESTS
    after = answer(house, request_to_manager, MANAGER, "Aprobado.")
    assert carried(to(after, COORDINATOR)) == DIGESTS


def test_a_zip_completes_a_case(house: House) -> None:
    """What was missing may come packed in the answer; what is there already is read again from its own archive."""
    told = to(ask(house, CASE, files=(zipped(FILES[:3]),)), COORDINATOR)
    sent = answer(house, told, COORDINATOR, "Va lo que faltaba.", attachments=(zipped(FILES[3:], "resto.zip"),))
    assert carried(to(sent, MANAGER)) == DIGESTS


def test_an_archive_that_nobody_can_open_is_told(house: House) -> None:
    """The coordinator learns which file it is and what to send instead, beside what is missing for it."""
    told = to(ask(house, CASE, files=(RAR,)), COORDINATOR)
    text = " ".join(told.mail.text.split())
    assert "soportes.rar viene comprimido de una forma que no puedo abrir" in text
    assert "en un ZIP" in text
    assert only_case(house).state is State.INCOMPLETE


def test_the_clerks_scans_may_come_packed(house: House) -> None:
    """Five pages in a ZIP are five scans."""
    sent = answer(house, to(ask(house, CASE, files=FILES), MANAGER), MANAGER, "Aprobado.")
    scans = zipped(five(CASE, scanned=ROLES[1:4]), "escaneos.zip")
    answer(house, to(sent, CLERK), CLERK, "Digitalizado, van los cinco.", attachments=(scans,))
    assert only_case(house).state is State.AWAITING_FILING


def test_a_name_without_end_does_not_keep_the_manager_from_answering(house: House) -> None:
    """Our mail tells it, the answer quotes our mail, and a quoted line that is cut would pass for the manager's own."""
    other = replace(five(annulment(1))[0], filename=f"{'m' * 5_000}.xlsx")
    sent = ask(house, CASE, files=(*FILES, zipped((other,), "m" * 5_000 + ".zip")))
    request_to_manager = to(sent, MANAGER)
    assert "mmm.xlsx" in request_to_manager.mail.text
    answer(house, request_to_manager, MANAGER, "Aprobado.")
    assert only_case(house).state is State.AWAITING_DIGITIZATION
