"""One mail of a party in its case."""

from dataclasses import dataclass

from bot.core.case import Case
from bot.core.decide import Situation
from bot.core.request import Request
from bot.intake.reply import NewText
from bot.service.incoming import Incoming
from bot.service.thread import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One mail of a party in its case: what a reader must know to say what it means.

    ``early`` where it tells of a filing that nobody approved yet.
    """

    incoming: Incoming
    thread: Thread
    words: NewText
    case: Case
    situation: Situation
    early: bool

    @property
    def asked(self) -> Request | None:
        """The request that it answers: the one whose secret it carries, else the last one asked of its author."""
        carried = self.case.request(self.thread.carrier) if self.thread.carrier else None
        own = [request for request in self.case.requests if request.person == self.incoming.author]
        waiting = [request for request in own if request.is_open]
        return carried or next(reversed(waiting or own), None)
