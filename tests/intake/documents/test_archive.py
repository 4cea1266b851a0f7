"""Archives: what lies in them is read like any other file, and none of them can do harm."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.document import Damage, Document, leaves
from bot.core.mail import Attachment
from bot.intake.documents.archive import member_bytes, unpack
from bot.intake.documents.read import read_file
from bot.intake.documents.words import DocumentWords
from bot.intake.header import MAX_NAME
from bot.testing.archives import mail_as_file, winmail, zipped
from bot.testing.documents import File, five
from bot.testing.facts import facts
from bot.testing.mails import request
from tests.intake.hostile_files import Entry, archive_of

CASE = facts(5)
FILES = five(CASE)
ARCHIVES: dict[str, File] = {
    "zip": zipped(FILES),
    "winmail": winmail(FILES),
    "mail": mail_as_file(request(CASE, files=FILES).raw()),
    "zip in zip": zipped((zipped(FILES),)),
    "zip in winmail": winmail((zipped(FILES),)),
}


def attached(file: File, part: int = 4) -> Attachment:
    """The file as a part of a mail."""
    return Attachment(
        part=part,
        filename=file.filename,
        declared_type=file.media_type,
        content=file.content,
        sha256=hashlib.sha256(file.content).hexdigest(),
        content_id="",
        inline=False,
    )


def read(file: File, words: DocumentWords) -> tuple[Document, ...]:
    """It and what lies in it."""
    return read_file(attached(file), words)


def packed(entries: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> File:
    """A ZIP of these entries as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return File(filename="x.zip", media_type="application/zip", content=buffer.getvalue())


@pytest.mark.parametrize("kind", ARCHIVES)
def test_what_lies_in_an_archive_is_read_as_if_it_came_by_itself(kind: str, words: DocumentWords) -> None:
    """The same five documents, each with the address at which its bytes are found again."""
    found = leaves(read(ARCHIVES[kind], words))
    loose = {file.sha256: file for one in FILES for file in read(one, words)}
    documents = [one for one in found if one.sha256 in loose]
    assert {one.sha256 for one in documents} == loose.keys()
    for one in documents:
        alone = loose[one.sha256]
        assert (one.media_type, one.fields, one.rows, one.text) == (
            alone.media_type, alone.fields, alone.rows, alone.text
        )  # fmt: skip
        assert one.part == 4
        content = member_bytes(ARCHIVES[kind].content, one.member)
        assert content is not None
        assert hashlib.sha256(content).hexdigest() == one.sha256


def test_an_archive_stands_before_what_it_holds(words: DocumentWords) -> None:
    """Addresses count from 0 on each level."""
    inner = zipped(FILES[:2])
    found = read(zipped((FILES[0], inner)), words)
    assert [one.member for one in found] == ["", "0", "1", "1/0", "1/1"]
    assert [one.member for one in leaves(found)] == ["0", "1/0", "1/1"]


def test_names_lose_their_folders_and_litter_is_left_out(words: DocumentWords) -> None:
    """What macOS and Windows add to folders is no document."""
    memo = FILES[0].content
    entries = {
        "a/b/memo.xlsx": memo, "__MACOSX/a/._memo.xlsx": b"x", "a/.DS_Store": b"x", "a/Thumbs.db": b"x",
    }  # fmt: skip
    found = read(packed(entries), words)
    assert [one.filename for one in found] == ["x.zip", "memo.xlsx"]


@pytest.mark.parametrize("alphabet", ["utf-8", "cp850"])
def test_names_are_in_the_alphabet_of_who_packed_them(alphabet: str, words: DocumentWords) -> None:
    """Windows and macOS write theirs without saying so."""
    content = archive_of(Entry(name="MEMORÁNDUM Nº 5 ÑANDÚ.xlsx".encode(alphabet), data=FILES[0].content))
    _, memo = read(File(filename="x.zip", media_type="", content=content), words)
    assert memo.filename == "MEMORÁNDUM Nº 5 ÑANDÚ.xlsx"


@pytest.mark.parametrize("kind", ["zip", "winmail"])
def test_names_are_told_on_one_short_line_that_runs_one_way(kind: str, words: DocumentWords) -> None:
    """Whatever stands in an archive is told in mails, whose quoted lines must be known again."""
    name = f"carta\r\nBcc: a@b.example ==={'x' * 300}.xlsx"
    archive = packed({name: FILES[0].content}) if kind == "zip" else winmail([replace(FILES[0], filename=name)])
    _, found = read(archive, words)
    assert found.filename.startswith("carta Bcc: a@b.example ===xxx")
    assert (len(found.filename), found.filename[-6:]) == (MAX_NAME, "x.xlsx")


def broken(entries: dict[str, bytes]) -> bytes:
    """A ZIP whose only entry is damaged."""
    content = bytearray(packed(entries).content)
    content[60] ^= 0xFF
    return bytes(content)


def locked() -> bytes:
    """A ZIP that says that its entry is encrypted."""
    content = bytearray(packed({"memo.xlsx": b"secreto"}).content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def nested(depth: int) -> bytes:
    """ZIPs in each other around a document."""
    file = FILES[0]
    for _ in range(depth):
        file = zipped((file,))
    return file.content


BAD: dict[str, tuple[Callable[[], bytes], Damage]] = {
    "empty": (lambda: packed({}).content, Damage.UNREADABLE),
    "only litter": (lambda: packed({".DS_Store": b"x"}).content, Damage.UNREADABLE),
    "damaged": (lambda: broken({"memo.xlsx": b"z" * 200}), Damage.UNREADABLE),
    "cut": (lambda: zipped(FILES).content[:5_000], Damage.UNREADABLE),
    "locked": (locked, Damage.PASSWORD),
    "bomb": (lambda: packed({"a": bytes(60 << 20)}, zipfile.ZIP_DEFLATED).content, Damage.TOO_COMPLEX),
    "too many": (lambda: packed({f"{n}.txt": b"x" for n in range(101)}).content, Damage.TOO_COMPLEX),
    "too deep": (lambda: nested(3), Damage.TOO_COMPLEX),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100), Damage.PACKED),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100), Damage.PACKED),
    "winmail": (lambda: winmail(FILES).content[:100] + bytes(50), Damage.UNREADABLE),
}


@pytest.mark.parametrize("kind", BAD)
def test_an_archive_that_cannot_be_opened_says_why(kind: str, words: DocumentWords) -> None:
    """It stays one file with a damage; nothing of it is read."""
    make, damage = BAD[kind]
    content = make()
    found = leaves(read(File(filename="a", media_type="", content=content), words))
    assert [one.damage for one in found] == [damage]


def test_names_in_unknown_alphabets_are_none(words: DocumentWords) -> None:
    """A name that nobody can decode is no reason to refuse the file."""
    content = winmail(FILES[:1]).content.replace(FILES[0].filename.encode(), b"\xff" * len(FILES[0].filename.encode()))
    _, memo = read(File(filename="winmail.dat", media_type="", content=content), words)
    assert (memo.filename, memo.sha256) == ("", hashlib.sha256(FILES[0].content).hexdigest())


@given(junk=st.binary(max_size=300), start=st.sampled_from([b"PK\x03\x04", struct.pack("<I", 0x223E9F78), b"7z"]))
def test_nothing_that_looks_like_an_archive_raises(junk: bytes, start: bytes) -> None:
    """Whatever follows the first bytes."""
    unpacked = unpack(attached(File(filename="x", media_type="", content=start + junk)))
    assert unpacked.members == () or unpacked.damage is None


@pytest.mark.parametrize("member", ["5", "0/0", "0/0/0"])
def test_an_address_where_nothing_lies_is_none(member: str) -> None:
    """No such file, or no archive there."""
    assert member_bytes(zipped(FILES[:1]).content, member) is None
