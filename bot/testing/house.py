"""A whole installation in one folder, with a clock that stands still: mails in, mails out, real parts throughout."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.maildir import Maildir
from bot.adapters.outgoing.maildir import ENVELOPES
from bot.adapters.register_files import RegisterFiles
from bot.adapters.register_tinydb import read_book
from bot.compose import make_maildirs, open_app
from bot.core.case import Case
from bot.core.mail import Mail
from bot.core.register import Row
from bot.intake.parse import parse
from bot.service.app import App
from bot.service.cycle import Tally, poll
from bot.service.ports import Resolver
from bot.settings import bundled, read_settings
from bot.testing.clock import FrozenClock
from bot.testing.resolver_memory import MemoryResolver


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A mail that left the house."""

    recipients: tuple[str, ...]
    raw: bytes

    @property
    def mail(self) -> Mail:
        """As its reader's program parses it."""
        return parse(self.raw)


class House:
    """The embedded default of the example rules: Maildir in, Maildir out, SQLite."""

    def __init__(self, home: Path, app: App, clock: FrozenClock) -> None:
        """Use :func:`open_house`."""
        self.home = home
        self.app = app
        self.clock = clock
        self.register = home / "storage" / "register"
        self._inbox = Maildir(home / "storage" / "maildir" / "anulaciones")
        self._out = home / "storage" / "maildir" / "enviados"
        self._taken = 0

    def deliver(self, raw: bytes) -> None:
        """A mail arrives in the mailbox."""
        self._inbox.deliver(raw)

    def poll(self) -> Tally:
        """One cycle of everything."""
        return poll(self.app)

    def receive(self, *raws: bytes) -> tuple[Sent, ...]:
        """Mails arrive, one cycle runs, and these mails left for it."""
        for raw in raws:
            self.deliver(raw)
        self.poll()
        return self.take()

    def sent(self) -> tuple[Sent, ...]:
        """Every mail that ever left, oldest first."""
        envelopes = self._out / ENVELOPES
        if not envelopes.exists():
            return ()
        lines = [json.loads(line) for line in envelopes.read_text(encoding="utf-8").splitlines()]
        return tuple(
            Sent(recipients=tuple(line["recipients"]), raw=(self._out / "new" / line["name"]).read_bytes())
            for line in lines
        )

    def take(self) -> tuple[Sent, ...]:
        """The mails that left since this was last asked."""
        everything = self.sent()
        fresh, self._taken = everything[self._taken :], len(everything)
        return fresh

    def cases(self) -> tuple[Case, ...]:
        """All cases, oldest first."""
        return tuple(reversed(self.app.ledger.cases(None, open_only=False, limit=1000)))

    def rows(self) -> tuple[Row, ...]:
        """The register as people keep it: every row of its books."""
        return tuple(row for book in sorted(self.register.glob("*.json")) for row in read_book(book)[0])

    def differences(self) -> tuple[str, ...]:
        """Where book or workbook say something else than the ledger: file, case and field."""
        layout = bundled("templates") / "register.es.yaml"
        files = RegisterFiles(self.register, layout, self.app.rules.company)
        return tuple(f"{one.file} {one.case} {one.field}" for one in files.differences(self.cases()))


@contextmanager
def open_house(
    home: Path, clock: FrozenClock, rules: Path | None = None, *, ocr: bool = False, resolver: Resolver | None = None
) -> Iterator[House]:
    """A house in an empty folder, closed at the end; opening it again over the same folder goes on with it.

    Args:
        home: The folder.
        clock: The time.
        rules: Other rules than the example's.
        ocr: Whether scans are read, which takes seconds each, where an engine is installed.
        resolver: Who knows the keys of signatures; without one, nobody knows any.
    """
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "mail_rules.yaml").exists():
        shutil.copy(rules or bundled("mail_rules.yaml"), home / "mail_rules.yaml")
    settings = read_settings(home / "mail_rules.yaml", {"TRAMITA_OCR": "on" if ocr else "off"})
    with open_app(settings, clock, {}, resolver=resolver or MemoryResolver()) as app:
        make_maildirs(app.rules, settings)
        yield House(home, app, clock)
