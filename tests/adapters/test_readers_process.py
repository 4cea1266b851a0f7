"""Attachments are opened in processes that may die: the service, and the next file, never notice."""

import hashlib
import io
import os
import select
import signal
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.adapters.readers_limits import ReaderLimits
from bot.adapters.readers_process import ProcessReaders
from bot.adapters.readers_wire import dump_documents, load_documents, receive, send
from bot.core.document import Damage, Document, FieldValue, Ink, Read, Scan, Seal, TextSource
from bot.core.mail import Attachment
from bot.errors import SettingsError
from bot.testing.facts import facts
from bot.testing.old_books import as_xls
from bot.testing.pdfs import client_letter_pdf
from bot.testing.readers import InlineReaders
from tests.intake.documents.sealing import SIGNER, root_der, sealed

ROOT = Path(__file__).resolve().parents[2]
WORDS_PATH = ROOT / "templates" / "documents.es.yaml"


def attached(content: bytes, filename: str = "x.xlsx", part: int = 0) -> Attachment:
    """A file as it comes with a mail."""
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(
        part=part, filename=filename, declared_type="application/octet-stream", content=content,
        sha256=digest, content_id="", inline=False,
    )  # fmt: skip


def workbook(last: tuple[int, int] | None = None) -> bytes:
    """A small memo; with a last cell far away, a tiny file that asks for an enormous table."""
    book = Workbook()
    for row in (("Memorando N°", "CAL-1-2026"), ("NIT", "900.123.456-8"), ("Contrato", "C-77"), ("Valor factura", 5)):
        book.active.append(row)
    if last:
        book.active.cell(*last, "x")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook(row: int, column: int) -> bytes:
    """The same memo as Excel 97 saves it, its one number (MS-XLS 2.4.180) moved far away."""
    head = struct.pack("<HH", 0x0203, 14)
    return as_xls(workbook()).replace(head + struct.pack("<HH", 3, 1), head + struct.pack("<HH", row, column))


def endless_pdf() -> bytes:
    """A small file whose only page takes far longer to draw than anybody waits."""
    stream = zlib.compress(b"0 0 m 9 9 l 5 7 l h S\n" * 6_000_000, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, each) for i, each in enumerate(objects, start=1))
    return body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"


MEMO = workbook()
HOG = workbook(last=(1_048_576, 16_384))
OLD_HOG = old_workbook(65_535, 65_535)
SLOW = endless_pdf()


@pytest.fixture
def readers() -> Iterator[ProcessReaders]:
    """One reader with the usual limits."""
    with ProcessReaders(WORDS_PATH, workers=1) as pool:
        yield pool


def gone(pid: int) -> bool:
    """Wait until a process has ended; whether it did within half a minute."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], 30)[0])
    finally:
        os.close(watched)


def test_a_process_reads_what_is_read_inline(readers: ProcessReaders) -> None:
    """The jail changes nothing about what is read, and keeps the order and the part of each file."""
    files = [attached(MEMO, part=2), attached(b"", "nada.pdf", part=5), attached(b"Subject: x\n", "n.txt", part=7)]
    documents = readers.start(files).result()
    assert documents == InlineReaders(WORDS_PATH).start(files).result()
    assert [document.part for document in documents] == [2, 5, 7]
    assert documents[0].value("valor_factura") == Decimal(5)


def test_no_files_are_no_documents(readers: ProcessReaders) -> None:
    """A mail without attachments costs nothing."""
    assert readers.start([]).result() == ()


@pytest.mark.parametrize("content", [HOG, OLD_HOG], ids=["xlsx", "xls"])
def test_a_memory_hog_is_a_finding_and_the_next_file_is_read(readers: ProcessReaders, content: bytes) -> None:
    """A tiny file that asks for an enormous table kills its reader only."""
    hog, memo = readers.start([attached(content, "memo.xlsx", part=1), attached(MEMO, part=2)]).result()
    assert (hog.damage, hog.filename, hog.part) == (Damage.TOO_COMPLEX, "memo.xlsx", 1)
    assert hog.sha256 == hashlib.sha256(content).hexdigest()
    assert (memo.damage, memo.value("valor_factura")) == (None, Decimal(5))


@pytest.mark.parametrize(
    "limits", [ReaderLimits(cpu=1, wall=60), ReaderLimits(cpu=60, wall=0.5)], ids=["processor", "clock"]
)
def test_a_file_that_takes_too_long_is_a_finding(limits: ReaderLimits) -> None:
    """Processor time and the clock each end a reader, and the next mail finds a fresh one."""
    with ProcessReaders(WORDS_PATH, workers=1, limits=limits) as pool:
        assert pool.start([attached(SLOW, "f.pdf")]).result()[0].damage is Damage.TOO_COMPLEX
        pool_is_well = pool.start([attached(b"hola", "a.txt")]).result()
    assert pool_is_well[0].damage is None


def test_a_mail_of_killers_costs_a_few_readers_and_the_next_mail_is_read() -> None:
    """After five files that no reader survived, the rest of their mail is too complex unseen; other mails are read."""
    with ProcessReaders(WORDS_PATH, workers=1, limits=ReaderLimits(wall=1.0)) as pool:
        innocent = attached(workbook(), part=9)
        *killers, unseen = pool.start([*(attached(SLOW, "f.pdf", part) for part in range(9)), innocent]).result()
        assert {one.damage for one in killers} == {Damage.TOO_COMPLEX}
        assert (unseen.damage, unseen.part) == (Damage.TOO_COMPLEX, 9)
        assert pool.start([innocent]).result()[0].damage is None


def test_a_file_that_no_reader_survives_has_no_lighter_copy() -> None:
    """It goes out as it came, and the next file is read."""
    with ProcessReaders(WORDS_PATH, workers=1, limits=ReaderLimits(cpu=1, wall=60)) as pool:
        (victim,) = pool.pids
        assert pool.lighter(SLOW, "application/pdf") is None
        assert victim not in pool.pids
        assert pool.start([attached(MEMO)]).result()[0].value("valor_factura") == Decimal(5)


def test_a_killed_reader_is_replaced_unnoticed(readers: ProcessReaders) -> None:
    """Whoever kills an idle reader costs nobody a document."""
    (victim,) = readers.pids
    os.kill(victim, signal.SIGKILL)
    assert gone(victim)
    assert readers.start([attached(MEMO)]).result()[0].value("valor_factura") == Decimal(5)
    assert victim not in readers.pids


def test_a_reader_killed_at_its_first_file_costs_no_document(readers: ProcessReaders) -> None:
    """The memo is read by the next one: it was not the memo that killed."""
    (victim,) = readers.pids
    os.kill(victim, signal.SIGSTOP)
    reading = readers.start([attached(MEMO)])
    while readers.pids:
        os.sched_yield()
    os.kill(victim, signal.SIGKILL)
    assert reading.result()[0].value("valor_factura") == Decimal(5)


def test_a_reader_retires_after_its_mails() -> None:
    """Memory that libraries lose is given back with the process."""
    with ProcessReaders(WORDS_PATH, workers=1, limits=ReaderLimits(mails=2)) as pool:
        pids = []
        for _ in range(4):
            pool.start([attached(MEMO)]).result()
            pids += pool.pids
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_many_threads_share_the_readers() -> None:
    """Mails started from any thread get their own documents back."""
    with ProcessReaders(WORDS_PATH, workers=2) as pool, ThreadPoolExecutor(8) as threads:
        mails = [[attached(MEMO, f"{n}.xlsx"), attached(b"x", f"{n}.txt")] for n in range(24)]
        found = list(threads.map(lambda files: pool.start(files).result(), mails))
    assert [[document.filename for document in mail] for mail in found] == [
        [f"{n}.xlsx", f"{n}.txt"] for n in range(24)
    ]


def test_a_reader_is_confined(readers: ProcessReaders) -> None:
    """No environment to read secrets from, no files to write, no children, no core dump, little memory."""
    readers.start([attached(MEMO)]).result()
    process = Path("/proc") / str(readers.pids[0])
    limits = {line[:25].strip(): line[26:].split()[0] for line in (process / "limits").read_text().splitlines()[1:]}
    assert (process / "environ").read_bytes() == b""
    assert limits["Max file size"] == limits["Max core file size"] == limits["Max processes"] == "0"
    assert limits["Max address space"] == str(512 << 20)
    assert limits["Max cpu time"] != "unlimited"


def test_closing_ends_the_readers() -> None:
    """No process is left behind."""
    with ProcessReaders(WORDS_PATH, workers=2) as pool:
        pids = pool.pids
    assert len(pids) == 2
    assert all(map(gone, pids))


def test_readers_do_not_outlive_a_killed_service() -> None:
    """A service that is killed without warning leaves no orphan."""
    script = (
        "import sys; from pathlib import Path; from bot.adapters.readers_process import ProcessReaders\n"
        "pool = ProcessReaders(Path(sys.argv[1])); print(*pool.pids, flush=True); sys.stdin.read()"
    )
    service = subprocess.Popen(
        [sys.executable, "-c", script, WORDS_PATH], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with service:
        pids = [int(pid) for pid in service.stdout.readline().split()]
        service.kill()
    assert len(pids) == 2
    assert all(map(gone, pids))


def test_unusable_words_stop_the_start(tmp_path: Path) -> None:
    """A file of words that cannot be used is told at once, by name."""
    broken = tmp_path / "documents.es.yaml"
    for text in (
        "months: [",
        "months: {enero: 1}",
        WORDS_PATH.read_text("utf-8").replace("[memo, memo number", "[mimo"),
    ):
        broken.write_text(text, "utf-8")
        with pytest.raises(SettingsError, match=r"documents\.es\.yaml"):
            ProcessReaders(broken)


FIELD_VALUES: st.SearchStrategy[FieldValue] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False), st.lists(st.text()).map(tuple),
)  # fmt: skip


@given(value=FIELD_VALUES, source=st.text(), page=st.none() | st.integers(), confidence=st.floats(0, 1))
def test_documents_cross_the_pipe_unchanged(
    value: FieldValue, source: str, page: int | None, confidence: float
) -> None:
    """What comes out is what went in, types included."""
    read = Read(value=value, source=source, page=page, cell="A1", sheet="Hoja1", confidence=confidence)
    document = Document(
        filename="x", media_type="a/b", size=1, sha256="0", role="memorando", likeness={"memorando": 0.5},
        member="1/0", text_source=TextSource.CELLS, fields={"a": read}, rows=({"b": read},), damage=Damage.PASSWORD,
        pages=3, pages_unread=1, scan=Scan(engine="tesseract", confidence=confidence, pages=(1, 3)),
    )  # fmt: skip
    (back,) = load_documents(dump_documents([document]))
    assert back == document
    assert type(back.fields["a"].value) is type(value)


def test_a_day_is_not_taken_for_text() -> None:
    """Text that looks like a day stays text on its way."""
    document = replace(
        Document(filename="", media_type="", size=0, sha256=""),
        fields={"a": Read(value="2026-03-03", source=""), "b": Read(value=date(2026, 3, 3), source="")},
    )
    assert load_documents(dump_documents([document])) == (document,)


def test_frames_are_whole_or_none() -> None:
    """A cut frame is the end of the other side, and a monstrous one is refused before it is read."""
    pipe = io.BytesIO()
    send(pipe, b"uno", b"")
    whole = pipe.getvalue()
    assert [receive(io.BytesIO(whole)), receive(io.BytesIO(whole[:5])), receive(io.BytesIO(b""))] == [
        b"uno",
        None,
        None,
    ]
    with pytest.raises(ValueError, match="4294967295"):
        receive(io.BytesIO(b"\xff\xff\xff\xff"))


def test_digital_signatures_are_verified_inside_of_the_limits() -> None:
    """The process knows whom to trust, and its memory is enough for the library that verifies."""
    letter = attached(sealed(client_letter_pdf(facts(0), scanned=False, signed=False)), "carta.pdf")
    with ProcessReaders(WORDS_PATH, workers=1, roots=(root_der(),)) as pool:
        (document,) = pool.start([letter]).result()
    assert document.seals == (Seal(signer=SIGNER, intact=True, whole=True, trusted=True),)
    assert document.ink == {"client": Ink.INK}
