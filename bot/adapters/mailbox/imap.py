"""A mailbox behind IMAP (RFC 3501, RFC 9051).

A mail's key is ``{folder}/{UIDVALIDITY}/{UID}`` and the cursor is ``{UIDVALIDITY}/{UID}`` of the last mail listed.
When the server changes UIDVALIDITY every UID is void (RFC 3501, 2.3.1.1): listing starts again from the first mail,
under new keys, and whoever reads them knows copies by their content; old keys are taken for done.

Listing and reading open the folder with EXAMINE and fetch with BODY.PEEK[], so they cannot change a flag. Mails
marked as deleted are not listed: they wait for somebody's expunge, perhaps ours.
"""

import imaplib
import selectors
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from imapclient import DELETED

from bot.adapters.kept import Kept
from bot.adapters.mailbox._imap_session import CUTS, Session, Settings, log_in, refusal
from bot.adapters.tls import context
from bot.core.account import Outcome
from bot.errors import PermanentError, TransientError
from bot.service.ports import Listing
from bot.settings import trouble

T = TypeVar("T")
Keys = Sequence[str]

FETCH_MAILS = 50
FETCH_BYTES = 16 * 1024 * 1024
"""A FETCH asks for so many mails and bytes at most; a mail that is larger comes alone."""

MOVE_MAILS = 100

IDLE_SECONDS = 9 * 60.0
"""An IDLE is ended before a router in between forgets the connection (RFC 2177 would allow 29 minutes)."""

LOOK_EVERY = 0.25
"""Seconds between two looks at whether somebody else wants the connection."""


class ImapMailbox:
    """One folder, over one kept connection."""

    def __init__(self, settings: Settings) -> None:
        """Opens nothing yet; raises ``SettingsError`` where the connection would not be safe."""
        self._settings = settings
        self._uidnext: int | None = None
        trust = context(settings.tls, settings.host, settings.cafile)
        self._line = Kept(
            f"IMAP server {settings.host}",
            lambda: log_in(settings, trust),
            lambda session: session.client.shutdown(),
            CUTS,
        )

    @property
    def address(self) -> str:
        """Its mail address."""
        return self._settings.address

    def list(self, cursor: str) -> Listing:
        """Mails with a UID past the cursor's, or all of them where UIDVALIDITY is another now."""
        return self._use(partial(self._list, cursor=cursor))

    def read(self, keys: Keys) -> Iterator[tuple[str, bytes]]:
        """Raw mails in order, fetched a batch at a time; between two batches others may use the connection."""
        for some in _batches(keys, FETCH_MAILS):
            for batch in _light(self._fetched(self._sizes, some)):
                yield from self._fetched(self._bodies, batch)

    def settle(self, outcome: Outcome, keys: Keys) -> None:
        """Moves mails to the folder of their outcome, which is made where missing.

        Servers without MOVE copy, mark as deleted and expunge these UIDs only; servers without UIDPLUS leave the
        marked mails, since a plain EXPUNGE would take other people's with it.
        """
        if folder := self._settings.folders.get(outcome):
            for some in _batches(keys, MOVE_MAILS):
                self._use(partial(self._move, keys=some, folder=folder))

    def wait(self, timeout: float) -> bool:
        """Waits by IDLE where the server has it, else by the clock; ends early when others want the connection."""
        end = time.monotonic() + min(timeout, IDLE_SECONDS)
        news = self._use(partial(self._watch, end=end))
        if news is None:
            self._line.wanted.wait(end - time.monotonic())
        self._line.wanted.clear()
        return bool(news)

    def close(self) -> None:
        """Ends a wait and the connection; the next call connects again."""
        self._line.close()

    def _use(self, work: Callable[[Session], T]) -> T:
        def understood(session: Session) -> T:
            try:
                return work(session)
            except imaplib.IMAP4.readonly as error:
                said = trouble("imap_read_only", user=self._settings.user, folder=self._settings.folder)
                raise PermanentError(said) from error
            except CUTS:
                raise
            except imaplib.IMAP4.error as error:
                raise refusal(error, self._settings) from error

        return self._line.use(understood)

    def _fetched(
        self, fetch: Callable[[Session, Keys], Sequence[tuple[str, T]]], keys: Keys
    ) -> Sequence[tuple[str, T]]:
        """What ``fetch`` finds, without a mail that the server cannot hand out: some even hang up over it."""
        try:
            return self._use(lambda session: fetch(session, keys))
        except (TransientError, PermanentError):
            # Raises the like again where it is not one mail that is broken but the server that is away.
            self._use(partial(self._select, readonly=True))
        if len(keys) == 1:
            return []
        half = len(keys) // 2
        return [*self._fetched(fetch, keys[:half]), *self._fetched(fetch, keys[half:])]

    def _select(self, session: Session, *, readonly: bool) -> tuple[int, int | None]:
        """UIDVALIDITY and, where the server says it, UIDNEXT of the folder, which is then open."""
        answer = session.client.select_folder(session.name(self._settings.folder), readonly=readonly)
        return answer[b"UIDVALIDITY"], answer.get(b"UIDNEXT")

    def _uids(self, session: Session, keys: Keys, *, readonly: bool) -> dict[int, str]:
        """Keys by UID, without those of another folder or UIDVALIDITY."""
        home = f"{self._settings.folder}/{self._select(session, readonly=readonly)[0]}"
        return {int(key.rpartition("/")[2]): key for key in keys if key.rpartition("/")[0] == home}

    def _list(self, session: Session, cursor: str) -> Listing:
        validity, self._uidnext = self._select(session, readonly=True)
        known, _, uid = cursor.partition("/")
        last = int(uid) if known == str(validity) else 0
        # "n:*" holds the last mail even where its UID is below n (RFC 3501, 6.4.8).
        found = session.client.search(["UNDELETED", "UID", f"{last + 1}:*"])
        uids = sorted(u for u in found if u > last)
        return Listing(
            keys=tuple(f"{self._settings.folder}/{validity}/{u}" for u in uids),
            cursor=f"{validity}/{max(uids, default=last)}",
        )

    def _sizes(self, session: Session, keys: Keys) -> Sequence[tuple[str, int]]:
        uids = self._uids(session, keys, readonly=True)
        answer = session.client.fetch([*uids], ["RFC822.SIZE"])
        return [(uids[uid], mail.get(b"RFC822.SIZE", 0)) for uid, mail in answer.items()]

    def _bodies(self, session: Session, keys: Keys) -> Sequence[tuple[str, bytes]]:
        uids = self._uids(session, keys, readonly=True)
        answer = session.client.fetch([*uids], ["BODY.PEEK[]"])
        # Some servers announce a mail before they have its body; an empty one is left out and so asked for again.
        return [(uids[uid], mail[b"BODY[]"]) for uid, mail in answer.items() if mail.get(b"BODY[]")]

    def _move(self, session: Session, keys: Keys, folder: str) -> None:
        uids = [*self._uids(session, keys, readonly=False)]
        if not uids:
            return
        target = session.name(folder)
        if not session.client.folder_exists(target):
            session.client.create_folder(target)
            session.client.subscribe_folder(target)
        if session.has("MOVE"):
            session.client.move(uids, target)
        else:
            _copy_and_delete(session, uids, target)

    def _watch(self, session: Session, end: float) -> bool | None:
        """Whether mail has come before ``end``; ``None`` where the server cannot tell."""
        if self._select(session, readonly=True)[1] != self._uidnext:
            return True
        if not session.has("IDLE"):
            return None
        session.client.idle()
        heard = False
        with selectors.DefaultSelector() as selector:
            selector.register(session.client.socket(), selectors.EVENT_READ)
            while not heard and not self._line.wanted.is_set() and (left := end - time.monotonic()) > 0:
                heard = bool(selector.select(min(left, LOOK_EVERY)))
        # A dead connection can be read too, and at once: only this tells it from news.
        session.client.idle_done()
        return heard


def _copy_and_delete(session: Session, uids: Sequence[int], target: str) -> None:
    client = session.client
    # A mail that is marked already was copied by an attempt that was cut off.
    if waiting := client.search(["UNDELETED", "UID", ",".join(map(str, uids))]):
        client.copy(waiting, target)
        copied = session.copied() if session.has("UIDPLUS") else waiting
        client.add_flags(copied, [DELETED], silent=True)
    if session.has("UIDPLUS"):
        client.uid_expunge(uids)


def _batches(keys: Keys, size: int) -> Iterator[Keys]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _light(sizes: Sequence[tuple[str, int]]) -> Iterator[Keys]:
    """The keys in batches of ``FETCH_BYTES`` at most."""
    batch: list[str] = []
    total = 0
    for key, size in sizes:
        if batch and total + size > FETCH_BYTES:
            yield batch
            batch, total = [], 0
        batch.append(key)
        total += size
    if batch:
        yield batch


def connect(settings: Settings) -> ImapMailbox:
    """The mailbox of these settings."""
    return ImapMailbox(settings)
