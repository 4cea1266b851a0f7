"""What only a Maildir can do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.mailbox import open_mailbox
from bot.adapters.maildir import Maildir, _delivered
from bot.core.account import Outcome
from bot.errors import PermanentError, TransientError
from bot.service.ports import Mailbox


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    """A Maildir that moves what was handled."""
    return open_mailbox(
        "maildir", {"address": "a@empresa.example", "path": tmp_path, "folders": {"handled": "Procesados"}}
    )


def test_a_key_outlives_a_change_of_flags(mailbox: Mailbox, tmp_path: Path) -> None:
    """A mail that another program has marked as seen keeps its key, its bytes, and its flags when it is moved."""
    name = Maildir(tmp_path).deliver(b"hola")
    (tmp_path / "new" / name).rename(tmp_path / "cur" / f"{name}:2,FS")
    assert mailbox.list("").keys == (name,)
    assert [*mailbox.read([name])] == [(name, b"hola")]
    mailbox.settle(Outcome.HANDLED, [name])
    assert (tmp_path / ".Procesados" / "cur" / f"{name}:2,FS").read_bytes() == b"hola"


def test_a_mail_that_is_renamed_while_it_is_read_is_found(tmp_path: Path) -> None:
    """Between two mails another program may mark the next one; it is looked for again."""
    maildir = Maildir(tmp_path)
    names = [maildir.deliver(b"uno"), maildir.deliver(b"dos"), maildir.deliver(b"tres")]
    reading = maildir.read(names)
    assert next(reading) == (names[0], b"uno")
    (tmp_path / "new" / names[1]).rename(tmp_path / "cur" / f"{names[1]}:2,S")
    (tmp_path / "new" / names[2]).unlink()
    assert [*reading] == [(names[1], b"dos")]


def test_bytes_are_those_of_the_file(mailbox: Mailbox, tmp_path: Path) -> None:
    """Line ends are whatever the server wrote."""
    raw = b"Subject: x\nY: z\r\n\r\n\x00\xff\n.\rfin"
    Maildir(tmp_path).deliver(raw)
    assert [raw for _, raw in mailbox.read(mailbox.list("").keys)] == [raw]


def test_a_maildir_that_is_not_there_is_refused(mailbox: Mailbox, tmp_path: Path) -> None:
    """A misspelt path is no empty mailbox: it is named with its cure; there is nothing to read, move or wait for."""
    with pytest.raises(PermanentError, match=f"{tmp_path} no existe .*mkdir -p {tmp_path}/new"):
        mailbox.list("")
    assert [*mailbox.read(["1.M1P1Q1.host"])] == []
    assert not mailbox.wait(0)
    mailbox.settle(Outcome.HANDLED, ["1.M1P1Q1.host"])


def test_other_files_are_no_mails(mailbox: Mailbox, tmp_path: Path) -> None:
    """Unfinished deliveries and hidden files are not listed."""
    name = Maildir(tmp_path).deliver(b"hola")
    (tmp_path / "tmp" / "unfinished").write_bytes(b"ho")
    (tmp_path / "new" / ".hidden").touch()
    assert mailbox.list("").keys == (name,)


def test_a_folder_that_cannot_be_used_is_transient(mailbox: Mailbox, tmp_path: Path) -> None:
    """What the disk refuses is tried again once somebody has mended it."""
    name = Maildir(tmp_path).deliver(b"hola")
    (tmp_path / ".Procesados").touch()
    with pytest.raises(TransientError, match="mend"):
        mailbox.settle(Outcome.HANDLED, [name])
    assert mailbox.list("").keys == (name,)


def test_a_folder_is_one_for_dovecot_too(mailbox: Mailbox, tmp_path: Path) -> None:
    """A folder that was made has all that Maildir++ asks for."""
    mailbox.settle(Outcome.HANDLED, [Maildir(tmp_path).deliver(b"hola")])
    found = {entry.name for entry in (tmp_path / ".Procesados").iterdir()}
    assert found == {"cur", "new", "tmp", "maildirfolder"}


@given(st.lists(st.tuples(st.integers(0, 2**33), st.integers(0, 999_999), st.integers(0, 10**9)), unique=True))
def test_mails_are_in_order_of_delivery(times: list[tuple[int, int, int]]) -> None:
    """Names sort by second, microsecond and count, as numbers."""
    names = [f"{s}.M{m}P17Q{q}.host" for s, m, q in times]
    assert sorted(names, key=_delivered) == [f"{s}.M{m}P17Q{q}.host" for s, m, q in sorted(times)]


def test_foreign_names_can_be_sorted() -> None:
    """Names of other programs, with or without a time, do not stop the listing."""
    names = ["zzz", "1700000001.V80I1M5.mx,S=12,W=13", "1700000000.123_1.host"]
    assert sorted(names, key=_delivered) == ["zzz", "1700000000.123_1.host", "1700000001.V80I1M5.mx,S=12,W=13"]
