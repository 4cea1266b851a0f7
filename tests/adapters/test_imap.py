"""What only a mailbox behind IMAP can suffer, against a real Dovecot."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import pytest

from bot.adapters.mailbox import imap, open_mailbox
from bot.core.account import Outcome
from bot.errors import PermanentError, SettingsError, TransientError
from bot.service.ports import Mailbox
from tests.servers import free_port
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Proxy

pytestmark = pytest.mark.dovecot

T = TypeVar("T")
FOLDERS = {"handled": "Procesados"}
LONGEST_CONVERSATION = 16
"""More commands than listing, reading and settling a few mails takes."""


class Office:
    """A person's mailbox: what the bot sees of it, and another mail program."""

    def __init__(self, server: Dovecot) -> None:
        self.server = server
        self.user = server.new_user()
        self._opened: list[Mailbox] = []

    def mailbox(self, **settings: object) -> Mailbox:
        """The mailbox as the bot reads it."""
        account = {"address": "a@empresa.example", "user": self.user, "password": PASSWORD, "folders": FOLDERS}
        secure = {"host": "localhost", "port": self.server.tls_port, "cafile": self.server.certificate.cafile}
        self._opened.append(open_mailbox("imap", account | secure | settings))
        return self._opened[-1]

    def mailbox_over(self, proxy: Proxy, **settings: object) -> Mailbox:
        """The mailbox over a plain line that can be cut."""
        return self.mailbox(host="127.0.0.1", port=proxy.port, tls="none-on-loopback-only", **settings)

    def deliver(self, *raws: bytes, folder: str = "INBOX") -> None:
        """Mails arrive."""
        with self.server.client(self.user) as client:
            for raw in raws:
                client.append(folder, raw)

    def lies_in(self, folder: str) -> Sequence[bytes]:
        """Raw mails of a folder, those marked as deleted too."""
        with self.server.client(self.user) as client:
            name = folder if folder == "INBOX" else self.server.prefix + folder
            if not client.folder_exists(name):
                return []
            client.select_folder(name, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def flags(self) -> dict[int, tuple[bytes, ...]]:
        """Flags of the inbox by UID, those of a session left out."""
        with self.server.client(self.user) as client:
            client.select_folder("INBOX", readonly=True)
            found = client.get_flags(client.search())
            return {uid: tuple(f for f in flags if f != rb"\Recent") for uid, flags in found.items()}

    def close(self) -> None:
        """Ends what was opened."""
        for mailbox in self._opened:
            mailbox.close()


@pytest.fixture
def office(full_dovecot: Dovecot) -> Iterator[Office]:
    """Somebody with an empty mailbox on a server with all that it can do."""
    office = Office(full_dovecot)
    yield office
    office.close()


@pytest.fixture
def proxy(full_dovecot: Dovecot) -> Iterator[Proxy]:
    """A plain line to the server that can be cut."""
    with Proxy(full_dovecot.port) as proxy:
        yield proxy


def mail(number: int) -> bytes:
    """One of many different mails."""
    return f"Message-ID: <{number}@cliente.example>\r\n\r\nhola\r\n".encode()


def read_all(mailbox: Mailbox) -> Sequence[bytes]:
    """Raw mails that are listed."""
    return [raw for _, raw in mailbox.read(mailbox.list("").keys)]


def until_it_works(call: Callable[[], T]) -> T:
    """What the service does after a transient failure: the same again, here three times at most."""
    for _ in range(3):
        try:
            return call()
        except TransientError:
            continue
    return call()


def test_reading_leaves_the_flags(office: Office) -> None:
    """Listing, reading and waiting change no flag, not even the mark of a mail that nobody has seen."""
    office.deliver(mail(1), mail(2))
    with office.server.client(office.user) as client:
        client.select_folder("INBOX")
        client.add_flags([2], [rb"\Flagged"])
    before = office.flags()
    mailbox = office.mailbox()
    read_all(mailbox)
    mailbox.wait(0.01)
    assert office.flags() == before == {1: (), 2: (rb"\Flagged",)}


def test_settling_keeps_the_flags(office: Office) -> None:
    """A mail that nobody has seen is still unseen in its new folder."""
    office.deliver(mail(1))
    mailbox = office.mailbox()
    mailbox.settle(Outcome.HANDLED, mailbox.list("").keys)
    with office.server.client(office.user) as client:
        client.select_folder("Procesados", readonly=True)
        assert rb"\Seen" not in client.get_flags([1])[1]


def test_a_mail_marked_as_deleted_is_not_listed(office: Office) -> None:
    """What somebody threw away and did not expunge yet is none of ours."""
    office.deliver(mail(1), mail(2))
    with office.server.client(office.user) as client:
        client.select_folder("INBOX")
        client.add_flags([1], [rb"\Deleted"])
    assert read_all(office.mailbox()) == [mail(2)]


def test_a_new_uidvalidity_lists_everything_again(office: Office) -> None:
    """When the folder was made anew, all is listed under other keys, and the old keys mean nothing."""
    with office.server.client(office.user) as client:
        client.create_folder("Entrada")
    office.deliver(mail(1), mail(2), folder="Entrada")
    mailbox = office.mailbox(folder="Entrada")
    old = mailbox.list("")
    mailbox.close()
    with office.server.client(office.user) as client:
        client.delete_folder("Entrada")
        client.create_folder("Entrada")
    office.deliver(mail(2), mail(3), folder="Entrada")
    new = mailbox.list(old.cursor)
    assert not {*new.keys} & {*old.keys}
    assert [raw for _, raw in mailbox.read(new.keys)] == [mail(2), mail(3)]
    assert [*mailbox.read(old.keys)] == []
    mailbox.settle(Outcome.HANDLED, old.keys)
    assert office.lies_in("Entrada") == [mail(2), mail(3)]
    assert mailbox.list(new.cursor).keys == ()


def test_large_mails_come_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails above the limit of one FETCH are read whole, among small ones and in order."""
    monkeypatch.setattr(imap, "FETCH_BYTES", 1000)
    raws = [mail(1), mail(2) + b"x" * 5000 + b"\r\n", mail(3), mail(4) + b"y" * 900 + b"\r\n", mail(5)]
    office.deliver(*raws)
    assert read_all(office.mailbox()) == raws


def test_a_fetch_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches hold the limit in bytes, keep the order, and split nothing but what is too much."""
    monkeypatch.setattr(imap, "FETCH_BYTES", 10)
    sizes = [("a", 4), ("b", 6), ("c", 1), ("d", 40), ("e", 9), ("f", 2)]
    assert [*imap._light(sizes)] == [["a", "b"], ["c"], ["d"], ["e"], ["f"]]


def test_an_unreadable_mail_holds_up_nobody(office: Office) -> None:
    """A mail that the server cannot hand out is left out, and those around it are read."""
    office.deliver(mail(1))
    office.server.deliver_file(office.user, mail(2), readable=False)
    office.deliver(mail(3))
    assert read_all(office.mailbox()) == [mail(1), mail(3)]


@pytest.mark.parametrize("deliver", [True, False], ids=["server got it", "server missed it"])
@pytest.mark.parametrize("command", range(1, LONGEST_CONVERSATION))
def test_a_cut_at_any_command_loses_and_doubles_nothing(
    office: Office, proxy: Proxy, command: int, *, deliver: bool
) -> None:
    """Wherever the connection ends, trying again reads every mail and moves each exactly once."""
    raws = [mail(n) for n in range(3)]
    office.deliver(*raws)
    mailbox = office.mailbox_over(proxy)
    proxy.cut_at(command, deliver=deliver)
    keys = until_it_works(lambda: mailbox.list("")).keys
    assert [raw for _, raw in until_it_works(lambda: [*mailbox.read(keys)])] == raws
    until_it_works(lambda: mailbox.settle(Outcome.HANDLED, keys))
    assert (office.lies_in("INBOX"), office.lies_in("Procesados")) == ([], raws)


def test_the_conversation_is_shorter_than_the_cuts_cover(office: Office, proxy: Proxy) -> None:
    """The test above cuts at every command that there is."""
    office.deliver(*(mail(n) for n in range(3)))
    mailbox = office.mailbox_over(proxy)
    keys = mailbox.list("").keys
    assert len([*mailbox.read(keys)]) == 3
    mailbox.settle(Outcome.HANDLED, keys)
    assert proxy.commands < LONGEST_CONVERSATION


def test_a_kept_connection_that_died_is_opened_again(office: Office, proxy: Proxy) -> None:
    """A server that ended an idle connection is not even noticed."""
    office.deliver(mail(1))
    mailbox = office.mailbox_over(proxy)
    assert read_all(mailbox) == [mail(1)]
    proxy.cut()
    assert read_all(mailbox) == [mail(1)]


def test_a_silent_server_is_away(office: Office, proxy: Proxy) -> None:
    """A server that stops answering is a transient failure, and works again afterwards."""
    office.deliver(mail(1))
    mailbox = office.mailbox_over(proxy, connect_seconds=0.3, answer_seconds=0.3)
    proxy.mute_at(1)
    with pytest.raises(TransientError, match="más tarde"):
        mailbox.list("")
    assert read_all(mailbox) == [mail(1)]


def test_a_server_that_is_not_there_is_away(office: Office) -> None:
    """Nobody listening is a transient failure."""
    with pytest.raises(TransientError, match="más tarde"):
        office.mailbox(port=free_port()).list("")


def test_a_delivery_wakes_the_waiting(office: Office, proxy: Proxy) -> None:
    """IDLE tells of a mail that comes while waiting, long before the time is over."""
    mailbox = office.mailbox_over(proxy)
    mailbox.list("")
    before = proxy.commands
    news: list[bool] = []
    waiting = threading.Thread(target=lambda: news.append(mailbox.wait(3600)))
    waiting.start()
    while proxy.commands < before + 2:  # EXAMINE and IDLE
        waiting.join(0.01)
    office.deliver(mail(1))
    waiting.join(30)
    assert news == [True]


def test_a_connection_that_dies_while_waiting_is_opened_again(office: Office, proxy: Proxy) -> None:
    """The dead connection neither ends the wait nor keeps it spinning; the new one hears of mail."""
    mailbox = office.mailbox_over(proxy)
    mailbox.list("")
    before = proxy.commands
    news: list[bool] = []
    waiting = threading.Thread(target=lambda: news.append(mailbox.wait(3600)))
    waiting.start()
    while proxy.commands < before + 2:  # EXAMINE and IDLE
        waiting.join(0.01)
    proxy.cut()
    while proxy.commands < before + 6:  # log-in, NAMESPACE, EXAMINE and IDLE
        waiting.join(0.01)
    assert waiting.is_alive()
    office.deliver(mail(1))
    waiting.join(30)
    assert news == [True]


def test_a_self_signed_certificate_is_refused(office: Office) -> None:
    """A server that the system's certificates do not vouch for gets no password; the text names the cure."""
    with pytest.raises(PermanentError, match="cafile"):
        office.mailbox(cafile=None).list("")


def test_starttls_is_verified(office: Office) -> None:
    """STARTTLS works with the right authority and is refused without."""
    office.deliver(mail(1))
    assert read_all(office.mailbox(port=office.server.port, tls="starttls")) == [mail(1)]
    with pytest.raises(PermanentError, match="cafile"):
        office.mailbox(port=office.server.port, tls="starttls", cafile=None).list("")


def test_a_plain_connection_stays_on_this_machine(office: Office) -> None:
    """Nothing may leave this machine in the clear."""
    with pytest.raises(SettingsError, match="cifrada"):
        office.mailbox(host="imap.empresa.example", tls="none-on-loopback-only")


@pytest.mark.parametrize("password", ["wrong", "contrase\N{LATIN SMALL LETTER N WITH TILDE}as", ""])
def test_a_wrong_password_is_permanent(office: Office, password: str) -> None:
    """A password that is refused is not tried again and again; the text names the cure, not the password."""
    with pytest.raises(PermanentError, match="secret") as caught:
        office.mailbox(password=password).list("")
    assert not password or password not in str(caught.value)


def test_a_missing_folder_is_permanent(office: Office) -> None:
    """A folder that is not there is named, and the connection stays usable."""
    mailbox = office.mailbox(folder="No existe")
    for _ in range(2):
        with pytest.raises(PermanentError, match="No existe"):
            mailbox.list("")


def test_without_uidplus_nobody_elses_mail_is_expunged(poorest_dovecot: Dovecot) -> None:
    """Moved mails are only marked, so that a mail that somebody marked does not vanish; they are listed no more."""
    office = Office(poorest_dovecot)
    office.deliver(mail(1), mail(2), mail(3))
    with office.server.client(office.user) as client:
        client.select_folder("INBOX")
        client.add_flags([1], [rb"\Deleted"])
    mailbox = office.mailbox()
    keys = mailbox.list("").keys
    mailbox.settle(Outcome.HANDLED, keys)
    mailbox.settle(Outcome.HANDLED, keys)
    assert mailbox.list("").keys == ()
    assert office.flags() == {1: (rb"\Deleted",), 2: (rb"\Deleted",), 3: (rb"\Deleted",)}
    assert office.lies_in("Procesados") == [mail(2), mail(3)]
    office.close()


def test_without_move_only_our_mails_are_expunged(poor_dovecot: Dovecot) -> None:
    """UID EXPUNGE leaves a mail that somebody else marked as deleted."""
    office = Office(poor_dovecot)
    office.deliver(mail(1), mail(2))
    with office.server.client(office.user) as client:
        client.select_folder("INBOX")
        client.add_flags([1], [rb"\Deleted"])
    mailbox = office.mailbox()
    mailbox.settle(Outcome.HANDLED, mailbox.list("").keys)
    assert office.flags() == {1: (rb"\Deleted",)}
    assert office.lies_in("Procesados") == [mail(2)]
    office.close()


@pytest.mark.parametrize("command", range(1, LONGEST_CONVERSATION))
def test_without_move_a_cut_loses_nothing(poor_dovecot: Dovecot, command: int) -> None:
    """A copy that is cut off leaves every mail in its new folder, and none behind."""
    office = Office(poor_dovecot)
    raws = [mail(n) for n in range(2)]
    office.deliver(*raws)
    with Proxy(poor_dovecot.port) as proxy:
        mailbox = office.mailbox_over(proxy)
        keys = mailbox.list("").keys
        proxy.cut_at(command, deliver=True)
        until_it_works(lambda: mailbox.settle(Outcome.HANDLED, keys))
        assert {*office.lies_in("Procesados")} == {*raws}
        assert office.flags() == {}
        office.close()
