"""What every adapter of the port ``Readers`` does, in a process of its own or not."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.readers_process import ProcessReaders
from bot.core.mail import Attachment
from bot.intake.documents.pages.lighter import lighter
from bot.intake.documents.sniff import PDF, XLSX, ZIP
from bot.service.ports import Readers
from bot.testing.archives import zipped
from bot.testing.documents import File
from bot.testing.facts import facts
from bot.testing.memo import memo_xlsx
from bot.testing.pdfs import client_letter_pdf
from bot.testing.readers import InlineReaders
from bot.testing.scan import photo, scan

WORDS_PATH = Path(__file__).resolve().parents[2] / "templates" / "documents.es.yaml"
LETTER = client_letter_pdf(facts(0), scanned=False)
MEMO = memo_xlsx(facts(0))


@pytest.fixture(scope="module", params=["process", "inline"])
def readers(request: pytest.FixtureRequest) -> Iterator[Readers]:
    """Each adapter."""
    if request.param == "inline":
        yield InlineReaders(WORDS_PATH)
    else:
        with ProcessReaders(WORDS_PATH, workers=1) as pool:
            yield pool


def test_files_are_read_in_order(readers: Readers) -> None:
    """One document for each file, each with its part."""
    files = [
        Attachment(
            part=part, filename=name, declared_type="application/octet-stream", content=content,
            sha256=hashlib.sha256(content).hexdigest(), content_id="", inline=False,
        )
        for part, name, content in ((3, "m.xlsx", MEMO), (5, "c.pdf", LETTER))
    ]  # fmt: skip
    documents = readers.start(files).result()
    assert [(one.part, one.media_type) for one in documents] == [(3, XLSX), (5, PDF)]


def test_archives_are_opened(readers: Readers) -> None:
    """What lies in one follows it, and its bytes can be had by its address."""
    archive = zipped((File(filename="m.xlsx", media_type=XLSX, content=MEMO),))
    file = Attachment(
        part=2, filename=archive.filename, declared_type="", content=archive.content,
        sha256=hashlib.sha256(archive.content).hexdigest(), content_id="", inline=False,
    )  # fmt: skip
    documents = readers.start([file]).result()
    assert [(one.part, one.member, one.media_type) for one in documents] == [(2, "", ZIP), (2, "0", XLSX)]
    assert readers.member(archive.content, "0") == MEMO
    assert readers.member(archive.content, "1") is None


@pytest.mark.parametrize("kind", ["photo", "scan"])
def test_what_is_heavy_has_a_lighter_copy(readers: Readers, kind: str) -> None:
    """A photo and a scan; the copy is the same wherever it is made."""
    heavy, media_type = {"photo": (photo(LETTER), "image/jpeg"), "scan": (scan(LETTER, quality=97), PDF)}[kind]
    copy = readers.lighter(heavy, media_type)
    assert copy is not None
    assert len(copy) < len(heavy)
    assert copy == lighter(heavy, media_type)


def test_what_cannot_be_lighter_has_no_copy(readers: Readers) -> None:
    """Texts, workbooks, damaged files, nothing at all."""
    for content, media_type in (
        (LETTER, PDF),
        (MEMO, XLSX),
        (photo(LETTER)[:90_000], "image/jpeg"),
        (b"", "image/png"),
    ):
        assert readers.lighter(content, media_type) is None
