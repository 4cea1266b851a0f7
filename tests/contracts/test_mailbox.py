"""What every mailbox promises."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.mailbox import open_mailbox
from bot.adapters.maildir import Maildir
from bot.core.account import Outcome
from bot.service.ports import Mailbox
from bot.testing.mailbox_memory import MemoryMailbox
from tests.servers.dovecot import PASSWORD, Dovecot

FOLDERS = {Outcome.HANDLED: "Procesados", Outcome.QUARANTINED: "Trámites/Revisión"}
ADDRESS = "anulaciones@empresa.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A mailbox under test, and what the world does to it behind its back."""

    mailbox: Mailbox
    deliver: Callable[[Sequence[bytes]], object]
    remove: Callable[[int], object]
    folder: Callable[[str], Sequence[bytes]]


def _memory() -> Site:
    mailbox = MemoryMailbox(ADDRESS, FOLDERS)
    return Site(
        mailbox=mailbox,
        deliver=lambda raws: [mailbox.deliver(raw) for raw in raws],
        remove=lambda place: mailbox.mails.pop([*mailbox.mails][place]),
        folder=lambda name: [*mailbox.folders.get(name, {}).values()],
    )


def _maildir(path: Path) -> Site:
    maildir = Maildir(path)
    maildir.make()
    files: Mapping[str, Path] = {
        "Procesados": path / ".Procesados",
        "Trámites/Revisión": path / ".Tr&AOE-mites.Revisi&APM-n",
    }
    return Site(
        mailbox=open_mailbox("maildir", {"address": ADDRESS, "path": path, "folders": FOLDERS}),
        deliver=lambda raws: [maildir.deliver(raw) for raw in raws],
        remove=lambda place: (path / "new" / maildir.names()[place]).unlink(),
        folder=lambda name: [raw for _, raw in Maildir(files[name]).read(Maildir(files[name]).names())],
    )


def _imap(server: Dovecot) -> Site:
    user = server.new_user()

    def deliver(raws: Sequence[bytes]) -> None:
        with server.client(user) as client:
            for raw in raws:
                if raw:
                    client.append("INBOX", raw)
                else:
                    server.deliver_file(user, raw)

    def remove(place: int) -> None:
        with server.client(user) as client:
            client.select_folder("INBOX")
            client.delete_messages([client.search()[place]])
            client.expunge()

    def folder(name: str) -> Sequence[bytes]:
        with server.client(user) as client:
            name = server.prefix + name.replace("/", ".")
            if not client.folder_exists(name):
                return []
            client.select_folder(name, readonly=True)
            return [mail[b"BODY[]"] for mail in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]

    account = {"address": ADDRESS, "user": user, "password": PASSWORD, "folders": FOLDERS}
    return Site(
        mailbox=open_mailbox(
            "imap",
            account | {"host": "localhost", "port": server.tls_port, "cafile": server.certificate.cafile},
        ),
        deliver=deliver,
        remove=remove,
        folder=folder,
    )


@pytest.fixture(
    params=[
        "memory",
        "maildir",
        pytest.param("full_dovecot", marks=pytest.mark.dovecot),
        pytest.param("poor_dovecot", marks=pytest.mark.dovecot),
    ]
)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """An empty mailbox of every kind."""
    makers: Mapping[str, Callable[[], Site]] = {"memory": _memory, "maildir": lambda: _maildir(tmp_path / "Maildir")}
    made = makers.get(request.param) or (lambda: _imap(request.getfixturevalue(request.param)))
    site = made()
    yield site
    site.mailbox.close()


def mail(number: int) -> bytes:
    """One of many different mails."""
    return f"Message-ID: <{number}@cliente.example>\r\nSubject: ANULADO {number}\r\n\r\nadjunto lo pedido\r\n".encode()


def everything(site: Site) -> Sequence[bytes]:
    """Raw mails that are listed, in order."""
    return [raw for _, raw in site.mailbox.read(site.mailbox.list("").keys)]


def test_it_has_an_address(site: Site) -> None:
    """A mailbox knows the address that it was given."""
    assert site.mailbox.address == ADDRESS


def test_an_empty_mailbox_lists_nothing(site: Site) -> None:
    """An empty mailbox lists no key, and its cursor works again."""
    listing = site.mailbox.list("")
    assert listing.keys == ()
    assert site.mailbox.list(listing.cursor).keys == ()


def test_mails_come_in_order_of_arrival_byte_for_byte(site: Site) -> None:
    """Mails are read oldest first, and 8-bit bytes, dots and empty lines are as they were."""
    raws = [
        mail(1),
        b"Subject: Anulaci\xf3n\r\nFrom: Jos\xc3\xa9 <jose@cliente.example>\r\n\r\n.\r\n..\r\n\r\n\xff\xfe \r\n",
        mail(3),
    ]
    site.deliver(raws)
    assert everything(site) == raws


def test_keys_are_read_in_the_order_asked_for(site: Site) -> None:
    """Reading follows the order of the keys, each answered under its own key."""
    site.deliver([mail(n) for n in range(5)])
    keys = site.mailbox.list("").keys
    backwards = keys[::-1]
    assert [*site.mailbox.read(backwards)] == [(key, mail(4 - n)) for n, key in enumerate(backwards)]


def test_the_cursor_leads_to_what_came_later(site: Site) -> None:
    """Past a cursor the later mails are listed, whatever else is, and no key changes."""
    site.deliver([mail(1)])
    first = site.mailbox.list("")
    site.deliver([mail(2), mail(3)])
    later = site.mailbox.list(first.cursor)
    new = [key for key in later.keys if key not in first.keys]
    assert [raw for _, raw in site.mailbox.read(new)] == [mail(2), mail(3)]
    assert site.mailbox.list("").keys == (*first.keys, *new)


def test_the_cursor_survives_the_end_of_the_newest_mail(site: Site) -> None:
    """A mail that comes after the newest one was removed is past the cursor."""
    site.deliver([mail(1), mail(2)])
    cursor = site.mailbox.list("").cursor
    site.remove(1)
    cursor = site.mailbox.list(cursor).cursor
    site.deliver([mail(3)])
    assert mail(3) in [raw for _, raw in site.mailbox.read(site.mailbox.list(cursor).keys)]


def test_a_vanished_mail_is_left_out(site: Site) -> None:
    """Somebody who deletes a mail between listing and reading harms nothing."""
    site.deliver([mail(1), mail(2), mail(3)])
    keys = site.mailbox.list("").keys
    site.remove(1)
    assert [*site.mailbox.read(keys)] == [(keys[0], mail(1)), (keys[2], mail(3))]


def test_an_empty_mail_is_left_out(site: Site) -> None:
    """A mail that is announced without its bytes is listed but not read, so that it is asked for again."""
    site.deliver([mail(1), b"", mail(2)])
    keys = site.mailbox.list("").keys
    assert len(keys) == 3
    assert {*dict(site.mailbox.read(keys)).values()} == {mail(1), mail(2)}


def test_settling_moves_to_the_folder_of_the_outcome(site: Site) -> None:
    """Settled mails lie in the folder of their outcome, the others where they arrived."""
    site.deliver([mail(n) for n in range(4)])
    keys = site.mailbox.list("").keys
    site.mailbox.settle(Outcome.HANDLED, keys[:2])
    site.mailbox.settle(Outcome.QUARANTINED, keys[3:])
    assert [*site.folder("Procesados")] == [mail(0), mail(1)]
    assert [*site.folder("Trámites/Revisión")] == [mail(3)]
    assert everything(site) == [mail(2)]


def test_settling_again_changes_nothing(site: Site) -> None:
    """Mails that were settled, vanished or never existed are fine."""
    site.deliver([mail(1), mail(2)])
    keys = site.mailbox.list("").keys
    site.remove(0)
    for _ in range(3):
        site.mailbox.settle(Outcome.HANDLED, keys)
    assert [*site.folder("Procesados")] == [mail(2)]
    assert everything(site) == []


def test_without_a_folder_the_mail_stays(site: Site) -> None:
    """An outcome that has no folder leaves the mail where it lies."""
    site.deliver([mail(1)])
    site.mailbox.settle(Outcome.NOT_OURS, site.mailbox.list("").keys)
    assert everything(site) == [mail(1)]


def test_reading_makes_no_folder(site: Site) -> None:
    """Only the first mail that is settled brings a folder about."""
    site.deliver([mail(1)])
    everything(site)
    assert site.folder("Procesados") == []


def test_a_thousand_mails(site: Site) -> None:
    """A backlog is listed, read and settled whole."""
    raws = [mail(n) for n in range(1000)]
    site.deliver(raws)
    assert everything(site) == raws
    site.mailbox.settle(Outcome.HANDLED, site.mailbox.list("").keys)
    assert sorted(site.folder("Procesados")) == sorted(raws)
    assert everything(site) == []


def test_an_arrival_ends_the_wait(site: Site) -> None:
    """What came since the last listing is news at once."""
    site.mailbox.list("")
    site.deliver([mail(1)])
    assert site.mailbox.wait(60)


def test_nothing_new_is_no_news(site: Site) -> None:
    """A wait over an unchanged mailbox runs out."""
    site.deliver([mail(1)])
    site.mailbox.list("")
    assert not site.mailbox.wait(0.01)


@pytest.mark.parametrize("before", [True, False], ids=["close first", "wait first"])
def test_close_ends_a_wait(site: Site, *, before: bool) -> None:
    """A wait of an hour ends when another thread closes the mailbox, during it or just before."""
    site.mailbox.list("")
    if before:
        site.mailbox.close()
    waiting = threading.Thread(target=site.mailbox.wait, args=(3600,))
    with nullcontext() if before else _closing(site.mailbox):
        waiting.start()
    waiting.join(30)
    assert not waiting.is_alive()


def test_others_may_work_during_a_wait(site: Site) -> None:
    """A mail can be settled while another thread waits for news."""
    site.deliver([mail(1)])
    keys = site.mailbox.list("").keys
    waiting = threading.Thread(target=site.mailbox.wait, args=(3600,))
    waiting.start()
    site.mailbox.settle(Outcome.HANDLED, keys)
    site.mailbox.close()
    waiting.join(30)
    assert not waiting.is_alive()
    assert everything(site) == []


def test_after_close_it_goes_on(site: Site) -> None:
    """Closing twice and using the mailbox again is fine."""
    site.deliver([mail(1)])
    site.mailbox.close()
    site.mailbox.close()
    assert everything(site) == [mail(1)]


def _closing(mailbox: Mailbox) -> AbstractContextManager[object]:
    class Closing(AbstractContextManager["Closing"]):
        def __exit__(self, *_: object) -> None:
            mailbox.close()

    return Closing()
