"""Where mails come from: as many as there are, in their order, byte for byte."""

import io
from pathlib import Path

import pytest

from bot.adapters.mail_files import stored_mails
from bot.adapters.maildir import Maildir
from bot.service.inspect import Stored
from tests.inspect.mails import answer

FIRST, SECOND = answer("Uno").replace(b"\r\n", b"\n"), answer("Dos").replace(b"\r\n", b"\n")
FROM = b"From someone@empresa.example Wed Mar  4 10:15:00 2026\n"


def stored(*paths: Path | str, stdin: bytes = b"") -> list[Stored]:
    """Every mail of some paths."""
    return list(stored_mails(map(str, paths), io.BytesIO(stdin)))


def mbox(path: Path, content: bytes) -> list[bytes]:
    """The mails of an mbox with this content."""
    path.write_bytes(content)
    found = stored(path)
    assert [one.index for one in found] == list(range(len(found)))
    assert {one.path for one in found} <= {str(path)}
    return [one.raw for one in found]


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Only ``.eml`` files count, capitals or not; folders and other files are passed over."""
    for name in ("b.eml", "a.EML", "c.txt", "d.eml.bak"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "e.eml").mkdir()
    assert [(one.path, one.index, one.raw) for one in stored(tmp_path)] == [
        (str(tmp_path / name), 0, name.encode()) for name in ("a.EML", "b.eml")
    ]


def test_paths_follow_each_other(tmp_path: Path) -> None:
    """Standard input is a path like any other; an empty file is a mail without anything."""
    empty = tmp_path / "empty.eml"
    empty.touch()
    assert [(one.path, one.raw) for one in stored(empty, "-", empty, stdin=FIRST)] == [
        (str(empty), b""),
        ("-", FIRST),
        (str(empty), b""),
    ]


@pytest.mark.parametrize("name", ["archive", "archive.mbox", "Sent.txt"])
def test_an_mbox_holds_several_mails(name: str, tmp_path: Path) -> None:
    """Its name does not matter, its first line does."""
    assert mbox(tmp_path / name, FROM + FIRST + b"\n" + FROM + SECOND + b"\n") == [FIRST, SECOND]


def test_an_eml_holds_one_mail(tmp_path: Path) -> None:
    """Also one that was cut out of an mbox with its first line, whatever stands in its text."""
    raw = FROM + FIRST + b"\n" + FROM + SECOND
    (tmp_path / "x.eml").write_bytes(raw)
    assert [one.raw for one in stored(tmp_path / "x.eml")] == [raw]


def test_line_ends_of_windows_separate_too(tmp_path: Path) -> None:
    """The lines between mails may end with CRLF."""
    content = (FROM + FIRST + b"\n" + FROM + SECOND + b"\n").replace(b"\n", b"\r\n")
    assert mbox(tmp_path / "x.mbox", content) == [one.replace(b"\n", b"\r\n") for one in (FIRST, SECOND)]


def test_a_sentence_that_begins_with_from_separates_nothing(tmp_path: Path) -> None:
    """Neither in the middle of a paragraph nor at its beginning; only a date makes a separator."""
    text = b"Subject: x\n\nFrom here on\n\nFrom now on we wait\nFrom me 10:15 2026\n"
    assert mbox(tmp_path / "x.mbox", FROM + text + b"\n" + FROM + SECOND + b"\n") == [text, SECOND]


@pytest.mark.parametrize(("written", "meant"), [(b">From me", b"From me"), (b">>From me", b">From me")])
def test_quoted_separators_are_as_they_were(written: bytes, meant: bytes, tmp_path: Path) -> None:
    """The mark that the writer of the mbox put before them is taken off, once."""
    assert mbox(tmp_path / "x.mbox", FROM + FIRST + written + b"\n\n") == [FIRST + meant + b"\n"]


def test_the_last_mail_may_lack_its_line_end(tmp_path: Path) -> None:
    """An mbox that was cut off still holds its last mail."""
    assert mbox(tmp_path / "x.mbox", FROM + FIRST + b"\n" + FROM + b"Subject: x\n\nend") == [
        FIRST,
        b"Subject: x\n\nend",
    ]


def test_a_mail_without_anything_counts(tmp_path: Path) -> None:
    """Two separators in a row have an empty mail between them."""
    assert mbox(tmp_path / "x.mbox", FROM + b"\n" + FROM + SECOND + b"\n") == [b"", SECOND]


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_mbox_holds_no_mail(content: bytes, tmp_path: Path) -> None:
    """Unlike an empty ``.eml``."""
    assert mbox(tmp_path / "x.mbox", content) == []


def test_a_file_that_is_no_mbox_is_a_mail(tmp_path: Path) -> None:
    """Whatever it is called."""
    assert mbox(tmp_path / "mail", FIRST) == [FIRST]


def test_a_maildir_is_read_by_delivery(tmp_path: Path) -> None:
    """New mails and read ones are counted together; the path is that of the file."""
    maildir = Maildir(tmp_path / "box")
    names = [maildir.deliver(raw) for raw in (FIRST, SECOND)]
    (tmp_path / "box" / "new" / names[0]).rename(tmp_path / "box" / "cur" / f"{names[0]}:2,S")
    assert stored(tmp_path / "box") == [
        Stored(path=str(tmp_path / "box" / "cur" / f"{names[0]}:2,S"), index=0, raw=FIRST),
        Stored(path=str(tmp_path / "box" / "new" / names[1]), index=1, raw=SECOND),
    ]


def test_a_mail_of_a_folder_that_is_gone_has_its_place(tmp_path: Path) -> None:
    """The others are read all the same."""
    (tmp_path / "a.eml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.eml").write_bytes(SECOND)
    gone, there = stored(tmp_path)
    assert (gone.raw, there.raw, there.error) == (b"", SECOND, None)
    assert "nowhere" in str(gone.error) or "a.eml" in str(gone.error)
