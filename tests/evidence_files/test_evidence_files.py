"""Raw mails on disk: whole or not at all, and safe when ``put`` returns."""

import hashlib
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.adapters.evidence_files import STALE_SECONDS, FileEvidence
from bot.errors import PermanentError, TransientError

MAIL = b"From: ana@empresa.example\r\n\r\nHola\r\n"
DIGEST = hashlib.sha256(MAIL).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the evidence will lie."""
    return tmp_path / "evidence"


@pytest.fixture
def evidence(folder: Path) -> FileEvidence:
    """An empty store."""
    return FileEvidence(folder)


def _file(folder: Path) -> Path:
    return folder / DIGEST[:2] / f"{DIGEST}.eml"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@contextmanager
def _largest_file(size: int) -> Iterator[None]:
    """The system refuses to let any file grow beyond this, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where every file and folder lay when it was flushed to disk."""
    paths: list[Path] = []
    really = os.fsync

    def fsync(descriptor: int) -> None:
        paths.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        really(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return paths


def test_a_mail_is_one_file_under_its_digest(evidence: FileEvidence, folder: Path) -> None:
    """In a folder of its first digits, with nothing else left lying about."""
    evidence.put([MAIL])
    assert _files(folder) == [_file(folder)]
    assert _file(folder).read_bytes() == MAIL


def test_each_file_and_folder_is_flushed_once(evidence: FileEvidence, folder: Path, flushed: list[Path]) -> None:
    """Of many mails every file first, then each folder that has a new name in it, up to the top."""
    raws = [b"mail %d" % number for number in range(600)]
    digests = evidence.put(raws)
    files, folders = flushed[:600], flushed[600:]
    assert {path.parent for path in files} == {folder / "tmp"}
    wanted = {folder / digest[:2] for digest in digests} | {folder}
    assert len(folders) == len(wanted)
    assert set(folders) == wanted


def test_a_mail_that_is_there_is_not_written_again(evidence: FileEvidence, folder: Path, flushed: list[Path]) -> None:
    """Only its folder is flushed, for the process that wrote it may have died before it could."""
    evidence.put([MAIL])
    written = _file(folder).stat()
    flushed.clear()
    evidence.put([MAIL])
    assert flushed == [_file(folder).parent]
    assert _file(folder).stat().st_ino == written.st_ino
    flushed.clear()
    FileEvidence(folder).put([MAIL])
    assert len(flushed) == 2


def test_a_file_of_the_wrong_size_is_written_anew(evidence: FileEvidence, folder: Path) -> None:
    """A mail cut short by a damaged disk is mended when it comes again."""
    evidence.put([MAIL])
    _file(folder).write_bytes(MAIL[:-1])
    evidence.put([MAIL])
    assert evidence.get(DIGEST) == MAIL


@pytest.mark.parametrize("damaged", [b"", MAIL[:-1], MAIL.replace(b"H", b"h")])
def test_a_damaged_file_is_never_returned(evidence: FileEvidence, folder: Path, damaged: bytes) -> None:
    """Bytes of another digest are a permanent error that names the file."""
    evidence.put([MAIL])
    _file(folder).write_bytes(damaged)
    with pytest.raises(PermanentError, match=f"{DIGEST}.eml is damaged"):
        evidence.get(DIGEST)


def test_a_full_disk_is_transient_and_leaves_nothing_half_written(evidence: FileEvidence, folder: Path) -> None:
    """What fitted is whole, what did not is absent, and goes in once there is room."""
    small, large = b"small", b"large" * 1000
    with _largest_file(1000), pytest.raises(TransientError, match="disk is full"):
        evidence.put([small, large])
    assert [path.read_bytes() for path in _files(folder)] == [small]
    assert evidence.get(evidence.put([small, large])[1]) == large


def test_a_folder_that_is_no_folder_is_transient(folder: Path) -> None:
    """An operator has to look; the error says where."""
    folder.touch()
    with pytest.raises(TransientError, match=str(folder)):
        FileEvidence(folder)


def test_a_file_that_cannot_be_read_now_is_transient(evidence: FileEvidence, folder: Path) -> None:
    """Something else in its place is no proof that the mail is lost."""
    _file(folder).mkdir(parents=True)
    with pytest.raises(TransientError, match=DIGEST):
        evidence.get(DIGEST)


def test_files_of_dead_processes_are_swept_at_start(evidence: FileEvidence, folder: Path) -> None:
    """Passing files that nobody can still be writing go; younger ones and mails stay."""
    evidence.put([MAIL])
    stale, fresh = folder / "tmp" / "stale", folder / "tmp" / "fresh"
    for passing in (stale, fresh):
        passing.write_bytes(b"half a ma")
    long_ago = fresh.stat().st_mtime - STALE_SECONDS - 60
    os.utime(stale, (long_ago, long_ago))
    os.utime(_file(folder), (long_ago, long_ago))
    FileEvidence(folder)
    assert sorted(_files(folder)) == sorted([fresh, _file(folder)])
