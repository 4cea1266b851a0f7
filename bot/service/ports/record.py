"""What one mail or deadline changes, as the ledger writes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.account import Claim, Outbound, Outcome, Receipt
from bot.core.case import Case
from bot.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that handling one mail, or one due deadline, changes: written in one transaction or not at all.

    Attributes:
        receipt: The mail, or ``None`` for a deadline.
        outcome: What became of it.
        reason: Why, where the outcome needs one.
        message_id: Of the mail, to recognise copies and threads.
        fingerprint: Digest of author, text and attachments, to recognise copies.
        author: Address of whoever wrote the mail, to thread later mails for them.
        case: The case afterwards, or ``None`` where the mail belongs to none.
        events: What happened to it.
        sends: What to send, each with its outbox id.
        claims: Keys that the case holds from now on, all of them; ``None`` where it holds what it held.
        counter: Name of the counter that gave the case its number, where it was opened now: ``AN-2026``, of which
            ``AN-2026-000123`` must be the next.
        client_key: Normalised name of the client, where the case was opened now, to find others like it.
        releases: Receipts of held mails that may go on, each with whoever vouched.
        drops: Receipts of held mails that were turned down.
        beside: What the same mail changes in other cases, in the same transaction: records without a receipt.
        now: When.
    """

    receipt: Receipt | None = None
    outcome: Outcome = Outcome.HANDLED
    reason: str = ""
    author: str = ""
    message_id: str = ""
    fingerprint: str = ""
    case: Case | None = None
    events: tuple[Event, ...] = ()
    sends: tuple[Outbound, ...] = ()
    claims: frozenset[Claim] | None = None
    counter: str = ""
    client_key: str = ""
    releases: Mapping[int, str] = field(default_factory=dict)
    drops: tuple[int, ...] = ()
    beside: tuple["Record", ...] = ()
    now: datetime
