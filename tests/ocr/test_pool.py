"""Readers of scans are processes of their own, start late, die alone, and read nothing twice."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.readers_cache import ReadingCache
from bot.adapters.readers_limits import SCAN_LIMITS
from bot.adapters.readers_scans import MOST_SECONDS, Effort, ScanReaders
from bot.core.document import Damage, Document, TextSource
from bot.intake.documents.ocr.read import read_scan
from bot.intake.documents.ocr.setup import OcrSetup, find_engines
from bot.testing.facts import facts
from bot.testing.pdfs import client_letter_pdf
from bot.testing.scan import scan
from tests.ocr.engines import WORDS_PATH, attached, tesseract, words

LETTER = scan(client_letter_pdf(facts(0), scanned=False))
ROOT = WORDS_PATH.parents[1]


def opened(folder: Path, setup: OcrSetup, workers: int = 1, memory: int = SCAN_LIMITS.memory) -> ScanReaders:
    """A pool with the faster engine."""
    limits = replace(SCAN_LIMITS, memory=memory)
    return ScanReaders(WORDS_PATH, folder, replace(setup, rapid=False), workers, limits)


def test_a_scan_is_read_once(engines: OcrSetup, tmp_path: Path) -> None:
    """The jail changes nothing; the same bytes under another name come from the folder, no process being started."""
    with opened(tmp_path, engines) as pool:
        assert pool.pids == ()
        ((document,),) = pool.read([attached(LETTER, "a.pdf", part=2, member="1")])
        (pid,) = pool.pids
        assert "Threads:\t1\n" in Path(f"/proc/{pid}/status").read_text()  # more are forbidden to it but as root
    assert (document,) == read_scan(attached(LETTER, "a.pdf", part=2, member="1"), words(), tesseract())
    with opened(tmp_path, engines) as later:
        ((again,), (copy,)) = later.read([attached(LETTER, "b.pdf", part=7), attached(LETTER, "a.pdf", part=2)])
        kept = later.kept(replace(document, fields={}, text=""))
        assert later.pids == ()
    assert again == replace(document, filename="b.pdf", part=7, member="")
    assert copy == replace(document, member="")
    assert kept == (document,)


def test_a_reader_that_dies_of_a_scan_is_a_damage(engines: OcrSetup, tmp_path: Path) -> None:
    """A file that wants more memory than is allowed; it is not kept, since a busy machine may be to blame."""
    with opened(tmp_path, engines, memory=150 << 20) as pool:
        ((document,),) = pool.read([attached(LETTER)])
    assert document.damage in {Damage.TOO_COMPLEX, Damage.UNREADABLE}
    assert document.text == ""


def test_a_scan_on_its_way_is_not_begun_again(engines: OcrSetup, tmp_path: Path) -> None:
    """Whoever wants it meanwhile gets what is being read."""
    with opened(tmp_path, engines) as pool:
        pool.begin([attached(LETTER, part=1)])
        (going,) = pool._begun([attached(LETTER, part=2)])
        assert pool._begun([attached(LETTER, part=3)]) == (going,)
        ((document,),) = pool.read([attached(LETTER, part=4)])
        assert (document.part, document.role) == (4, "carta_cliente")


def test_what_waits_to_be_read_is_left_at_the_end(engines: OcrSetup, tmp_path: Path) -> None:
    """Whoever stops the service waits for the pages at hand only."""
    pool = ScanReaders(WORDS_PATH, tmp_path, engines, workers=1)
    waiting = pool._begun([attached(LETTER + bytes(number), part=number) for number in range(1, 9)])
    pool.close()
    assert waiting[-1].cancelled()
    assert pool._going == {}


@pytest.mark.parametrize("effort", [Effort(killers=2), Effort(seconds=MOST_SECONDS)], ids=["two that killed", "hours"])
def test_a_mail_that_cost_enough_is_not_read_on(effort: Effort, engines: OcrSetup, tmp_path: Path) -> None:
    """It is as if its other scans had killed as well, and no process is started for them."""
    with opened(tmp_path, engines) as pool:
        (document,) = pool._read(attached(LETTER), "", effort)
        assert pool.pids == ()
    assert document.damage is Damage.TOO_COMPLEX


class Kept:
    """A reading in a folder."""

    reader = "reader 1"

    def __init__(self, folder: Path) -> None:
        self.cache = ReadingCache(folder)
        self.document = Document(
            filename="a.pdf", media_type="application/pdf", size=3, sha256="ab" * 32, text_source=TextSource.OCR
        )
        self.cache.put([self.document], self.reader)
        self.file = self.cache.path(self.document.sha256)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """One that was kept."""
    return Kept(tmp_path)


def test_a_reading_is_found_again(kept: Kept) -> None:
    """Whole, and with nothing else left in the folder."""
    assert kept.cache.get(kept.document.sha256, kept.reader) == (kept.document,)
    assert [file.name for file in kept.file.parent.iterdir()] == [kept.file.name]


def test_another_reader_reads_again_and_replaces_it(kept: Kept) -> None:
    """After an upgrade nothing of the earlier readings is left over."""
    digest = kept.document.sha256
    assert kept.cache.get(digest, "reader 2") is None
    newer = replace(kept.document, text="más")
    kept.cache.put([newer], "reader 2")
    assert kept.cache.get(digest, "reader 2") == (newer,)
    assert kept.cache.get(digest, kept.reader) is None


@pytest.mark.parametrize("damage", [b"", b"reader 1", b"reader 1\nx\n[]", b"\x00\xff\n\n\n"])
def test_a_damaged_reading_is_as_if_it_were_not_there(kept: Kept, damage: bytes) -> None:
    """Cut, empty or overwritten."""
    kept.file.write_bytes(damage)
    assert kept.cache.get(kept.document.sha256, kept.reader) is None


def test_one_wrong_letter_in_a_reading_is_noticed(kept: Kept) -> None:
    """A number that the disk changed is never taken for what was read."""
    kept.file.write_bytes(kept.file.read_bytes().replace(b"a.pdf", b"b.pdf"))
    assert kept.cache.get(kept.document.sha256, kept.reader) is None


def test_a_reading_that_nobody_asks_for_is_forgotten(kept: Kept) -> None:
    """Whoever asks for it makes it young again; what is older than wanted is gone."""
    os.utime(kept.file, (0, 0))
    assert kept.cache.get(kept.document.sha256, kept.reader) is not None
    kept.cache.forget(datetime(2020, 1, 1, tzinfo=UTC))
    assert kept.file.exists()
    os.utime(kept.file, (0, 0))
    kept.cache.forget(datetime(2020, 1, 1, 23, tzinfo=UTC))
    assert kept.file.exists()  # it was looked through that day already, and a cycle may run every minute
    kept.cache.forget(datetime(2020, 1, 2, 1, tzinfo=UTC))
    assert not kept.file.exists()


def test_a_full_disk_loses_nothing_but_time(tmp_path: Path) -> None:
    """What cannot be kept is read again."""
    (tmp_path / "ab").write_text("in the way")
    cache = Kept(tmp_path).cache
    assert cache.get("ab" * 32, Kept.reader) is None


def test_the_folder_of_languages_is_found_where_it_is_named(engines: OcrSetup, tmp_path: Path) -> None:
    """``TESSDATA_PREFIX`` goes before the usual folders, with or without the last part of the path."""
    named = tmp_path / "tessdata"
    named.mkdir()
    (named / "spa.traineddata").write_bytes(b"trained")
    for prefix in (named, tmp_path):
        found = find_engines({"TESSDATA_PREFIX": str(prefix)})
        assert found.tessdata == named
        assert found.fingerprint != engines.fingerprint


def test_ordinary_readers_import_nothing_of_it() -> None:
    """They start fast and stay small."""
    program = (
        "import json, sys; import bot.adapters.readers_worker, bot.adapters.readers_process;"
        "print(json.dumps([n for n in sys.modules if n.split('.')[0] in {'numpy', 'cv2', 'tesserocr', 'rapidocr'}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, env={**os.environ}
    )
    assert json.loads(done.stdout) == []
