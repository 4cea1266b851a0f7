"""Files made to harm: each ends with its facts or a finding, and whoever comes next is read as if nothing had been.

Processor time is what ends a file here, not the clock, so that nothing depends on how busy the machine is.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters import readers_process
from bot.adapters.readers_limits import ReaderLimits
from bot.adapters.readers_process import ProcessReaders
from bot.adapters.readers_scans import ScanReaders
from bot.adapters.readers_wire import dump_documents
from bot.core.document import Damage, Document, leaves
from bot.core.mail import Attachment
from bot.intake.documents import sniff
from bot.intake.documents.ocr.setup import OcrSetup
from bot.intake.header import MAX_NAME
from tests.intake.hostile_files import FILES, GOOD, MEMO, Entry, archive_of, bytes_told
from tests.ocr.engines import attached, installed

WORDS_PATH = Path(__file__).resolve().parents[2] / "templates" / "documents.es.yaml"
LIMITS = ReaderLimits(cpu=2, wall=60.0)
NOTHING_WRONG = (None,)

SURE: dict[str, Damage | None] = {
    "flat_bomb.zip": Damage.TOO_COMPLEX,
    "lying_bomb.zip": Damage.UNREADABLE,
    "overlapping_entries.zip": Damage.TOO_COMPLEX,
    "sixty_four_bits.zip": Damage.TOO_COMPLEX,
    "hundred_thousand_entries.zip": Damage.TOO_COMPLEX,
    "locked_strongly.zip": Damage.PASSWORD,
    "shared_strings.xlsx": Damage.TOO_COMPLEX,
    "one_long_string_everywhere.xlsx": Damage.TOO_COMPLEX,
    "dimension_of_everything.xlsx": None,
    "cell_at_the_end.xlsx": Damage.TOO_COMPLEX,
    "external_links.xlsx": None,
    "names_in_a_circle.xlsx": None,
    "strict_office.xlsx": None,
    "numbers_beyond_measure.xlsx": None,
    "macros.xlsm": None,
    "laughing_sheet.xlsx": Damage.UNREADABLE,
    "foreign_sheet.xlsx": Damage.UNREADABLE,
    "records_cut.xls": Damage.UNREADABLE,
    "columns_repeated.ods": None,
    "rows_repeated.ods": Damage.TOO_COMPLEX,
    "laughing_open_book.ods": Damage.UNREADABLE,
    "spanning_cells.docx": Damage.TOO_COMPLEX,
    "laughing_letter.docx": Damage.UNREADABLE,
    "letter_with_macros.docm": None,
    "pages_in_a_circle.pdf": None,
    "a_million_pages.pdf": None,
    "flate_bomb.pdf": Damage.TOO_COMPLEX,
    "embedded_names_of_no_alphabet.pdf": None,
    "locked_with_a_password.pdf": Damage.PASSWORD,
    "head_alone.pdf": Damage.UNREADABLE,
    "tnef_properties_of_nothing.dat": Damage.TOO_COMPLEX,
    "texts_by_the_hundred.zip": Damage.TOO_COMPLEX,
    "laughing_invoice.xml": None,
    "png_of_a_wall.png": None,
    "png_of_packed_texts.png": Damage.UNREADABLE,
}
"""Of files that can end in one way only: what is wrong with the file itself."""


@pytest.fixture(scope="module")
def readers() -> Iterator[ProcessReaders]:
    """One reader after the other for all files of this module, each of them used as long as it lives."""
    with ProcessReaders(WORDS_PATH, workers=1, limits=LIMITS) as pool:
        yield pool


@pytest.fixture(scope="module")
def good(readers: ProcessReaders) -> tuple[Document, ...]:
    """What is read in the five documents of a request."""
    read = readers.start(usual(1)).result()
    assert {one.damage for one in read} == {None}
    return read


def usual(part: int) -> list[Attachment]:
    """The five documents of a request, as parts from this one on."""
    return [attached(content, name, part + number) for number, (name, content) in enumerate(GOOD.items())]


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_with_facts_or_a_finding(
    name: str, readers: ProcessReaders, good: tuple[Document, ...]
) -> None:
    """It is told under its own name, with little to hold in memory, and the documents beside it are read as ever."""
    content = FILES[name]()
    read = readers.start([attached(content, name, 0), *usual(1)]).result()
    hostile, beside = [one for one in read if one.part == 0], tuple(one for one in read if one.part)
    assert beside == good
    assert (hostile[0].filename, hostile[0].member) == (name, "")
    assert hostile[0].sha256 == hashlib.sha256(content).hexdigest()
    assert len({one.address for one in hostile}) == len(hostile)
    assert all(one.filename.isprintable() and len(one.filename) <= MAX_NAME for one in hostile)
    assert bytes_told(hostile) <= readers_process.MOST_TOLD
    if name in SURE:
        assert hostile[0].damage is SURE[name]
        assert SURE[name] is None or leaves(hostile) == (hostile[0],)


def test_what_reads_a_file_of_the_machine_or_a_server_tells_nothing(readers: ProcessReaders) -> None:
    """No entity, inclusion, link or name leads out of the file."""
    outside = Path("/etc/passwd").read_text().splitlines()[0].encode()
    names = [name for name in FILES if name.startswith(("foreign_", "including_", "links", "letter_outside"))]
    assert len(names) == 7
    read = readers.start([attached(FILES[name](), name, part) for part, name in enumerate(names)]).result()
    assert outside not in dump_documents(read)


def test_a_mail_of_files_that_tell_much_is_held_in_little_memory() -> None:
    """Once so much is told of a mail that more would be a burden, its other files are too complex."""
    content = FILES["long_strings_in_a_log.xlsx"]()
    with ProcessReaders(WORDS_PATH, workers=1, limits=ReaderLimits(cpu=60, wall=60.0)) as readers:
        read = readers.start([attached(content, "log.xlsx", part) for part in range(30)]).result()
        after = readers.start([attached(MEMO, "memo.xlsx")]).result()
    told = [one.damage is None for one in read]
    assert told[0]
    assert told == sorted(told, reverse=True)
    assert bytes_told(read) <= 2 * readers_process.MOST_TOLD
    assert after[0].damage is None


def test_a_mail_of_files_that_take_long_is_left_in_time(
    readers: ProcessReaders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each stays within its own limit, and all together would keep a reader from other mails."""
    monkeypatch.setattr(readers_process, "MOST_SECONDS", 0.0)
    read = readers.start([attached(MEMO, "memo.xlsx", part) for part in range(3)]).result()
    assert [one.damage for one in read] == [Damage.TOO_COMPLEX] * 3
    monkeypatch.undo()
    assert readers.start([attached(MEMO, "memo.xlsx")]).result()[0].damage is None


def test_an_archive_that_no_reader_survives_is_not_opened_by_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory of a million entries costs this process more than the file."""
    monkeypatch.setattr(zipfile, "ZipFile", None)
    told = readers_process.too_complex(attached(archive_of(Entry(data=MEMO)), "memo.zip"))
    assert (told.media_type, told.damage) == (sniff.ZIP, Damage.TOO_COMPLEX)
    assert readers_process.too_complex(attached(MEMO, "memo.xlsx")).media_type == sniff.XLSX


@pytest.mark.parametrize(
    "name", ["png_of_a_wall.png", "tiff_of_walls_behind.tiff", "gif_of_a_wall.gif", "bmp_of_runs.bmp"]
)
def test_a_hostile_picture_ends_with_engines_too(name: str, scans: ScanReaders) -> None:
    """Whatever it claims to be, it is still one file, and nothing was made out of it."""
    ((document,),) = scans.read([attached(FILES[name](), name)])
    assert (document.filename, document.text, document.scan) == (name, "", None)
    assert document.damage in {None, Damage.UNREADABLE}


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScanReaders]:
    """A reader with the faster engine."""
    setup: OcrSetup = replace(installed(), rapid=False)
    with ScanReaders(WORDS_PATH, tmp_path_factory.mktemp("scans"), setup, workers=1) as pool:
        yield pool


@pytest.mark.parametrize(
    "name", [name for name in FILES if name.endswith((".pdf", ".png", ".tiff", ".jpg", ".bmp"))][::6]
)
def test_a_hostile_file_has_a_lighter_copy_or_none(name: str, readers: ProcessReaders) -> None:
    """Never a larger one, and the next file is read."""
    content = FILES[name]()
    copy = readers.lighter(content, sniff.sniff(content).media_type)
    assert copy is None or len(copy) < len(content)
    assert readers.start([attached(MEMO, "memo.xlsx")]).result()[0].damage is None


@pytest.mark.parametrize("member", ["0", "0/0", "99", "a0", "a99", "0/a0"])
@pytest.mark.parametrize("name", ["nested_bomb.zip", "own_copy.zip", "file_in_a_file.pdf", "tnef_in_tnef.dat"])
def test_what_lies_in_a_hostile_archive_is_its_bytes_or_nothing(
    name: str, member: str, readers: ProcessReaders
) -> None:
    """Wherever an address leads."""
    found = readers.member(FILES[name](), member)
    assert found is None or len(found) > 0
