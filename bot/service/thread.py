"""Which case a mail belongs to, and whose question it carries the secret of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.account import Outbound
from bot.core.case import Case
from bot.core.mail import Mail, unique
from bot.core.subject import SubjectReading
from bot.core.token import references_in, secrets_in
from bot.intake.parse import parse, text_of
from bot.intake.unanswerable import OwnMail
from bot.service.app import App
from bot.service.compose_mail import up_to_plain_text

OWN_ID = re.compile(
    r"(?P<id>(?P<about>[a-z]+-\d+(?:-\d+)?)(?:\.\d+)+)\.(?P<secret>k[0-9a-z][a-z2-7]{10})@\S+",
    re.IGNORECASE | re.ASCII,
)
PLUS = re.compile(r"\+(?P<about>[a-z]+-\d{4}-\d+)\.(?P<secret>k[0-9a-z][a-z2-7]{10})@", re.IGNORECASE | re.ASCII)
LIST = re.compile(r"p-\d{4}-\d{10}\.", re.IGNORECASE | re.ASCII)
HOLD = re.compile(r"r-(?P<receipt>\d+)", re.IGNORECASE | re.ASCII)

THREAD_ONLY = "thread"
"""What the secret of a mail that asks nothing is bound to."""

MAILS_TO_SUBTRACT = 4

CARRIERS_AT_MOST = 100
"""Ids and secrets that are looked at: each is a look-up or a MAC, and a hostile mail holds thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Where a mail stands among the ones before it.

    Attributes:
        case: The case, or ``None``.
        carrier: Key of the request whose secret it carries, or ``None``.
        held: Receipt of the held mail that it speaks about, or ``None``.
        answered: Ids of mails of ours that it answers, nearest first.
        listing: The mail of ours with a list that it answers, or ``None``.
    """

    case: Case | None = None
    carrier: str | None = None
    held: int | None = None
    answered: tuple[str, ...] = ()
    listing: Outbound | None = None


def own_mail(addresses: frozenset[str]) -> OwnMail:
    """How our own mail is known when it comes back."""
    return OwnMail(addresses=addresses, message_id=OWN_ID)


def hold_key(receipt: int) -> str:
    """What the secret of a question about a held mail is bound to."""
    return f"hold/{receipt}"


def find_thread(mail: Mail, subject: SubjectReading, app: App) -> Thread:
    """Follows every carrier: ids in the headers, the plus-address, the secret in the quoted text, the subject's tag.

    A tag names a case but proves nothing; only a secret makes a carrier, and none of a case other than the tagged one.
    Whatever a request quotes, it is one.
    """
    tags = subject.case_numbers
    ids = mail.thread_ids[:CARRIERS_AT_MOST]
    own = tuple(match for one in ids if (match := OWN_ID.match(one)))
    pluses = tuple(match for address in (*mail.to, *mail.cc) if (match := PLUS.search(address.email)))
    carriers = (*own, *pluses)[:CARRIERS_AT_MOST]
    secrets = unique((*(match["secret"].lower() for match in carriers), *secrets_in(mail.text)))[:CARRIERS_AT_MOST]
    answered = unique(match["id"].lower() for match in own)
    held = _held(own, secrets, app)
    if held is not None:
        return Thread(held=held, answered=answered)
    listing = _listing(answered, secrets, mail, app) if subject.title is None else None
    if listing is not None:
        return Thread(answered=(listing.id,), listing=listing)
    case = _case(ids, unique(match["about"].upper() for match in carriers), tags, app)
    if case is None and subject.title is None:
        case = _quoted(mail, app)
    if case is None or (tags and case.number not in tags):
        return Thread(case=case, answered=answered)
    return Thread(case=case, carrier=_carrier(case, secrets, app), answered=answered)


def _case(ids: Sequence[str], named: Sequence[str], tags: Sequence[str], app: App) -> Case | None:
    for number in _numbers(ids, named, tags, app):
        case = app.ledger.case(number)
        if case is not None:
            return case
    return None


def _quoted(mail: Mail, app: App) -> Case | None:
    """The case whose mail stands in the text with its secret; some programs send nothing else of what they answer."""
    for number, secret in references_in(mail.text)[:CARRIERS_AT_MOST]:
        case = app.ledger.case(number)
        if case and (_carrier(case, (secret,), app) or app.keyring.verify(secret, number, THREAD_ONLY)):
            return case
    return None


def _numbers(ids: Sequence[str], named: Sequence[str], tags: Sequence[str], app: App) -> Iterator[str]:
    yield from named
    if ids:
        number = app.ledger.case_of_mail(ids)
        if number:
            yield number
    yield from tags


def _carrier(case: Case, secrets: tuple[str, ...], app: App) -> str | None:
    """The request whose secret is the nearest; through a mail that asks nothing, no open one is answered."""
    asks_nothing = False
    for secret in secrets:
        asks_nothing = asks_nothing or app.keyring.verify(secret, case.number, THREAD_ONLY)
        for request in reversed(case.requests):
            if app.keyring.verify(secret, case.number, request.key):
                return None if asks_nothing and request.is_open else request.key
    return None


def _listing(answered: Sequence[str], secrets: tuple[str, ...], mail: Mail, app: App) -> Outbound | None:
    """The mail with a list whose secret it carries, by its id or by what the text quotes of it."""
    quoted = (id_of_list(number) for number, _ in references_in(mail.text)[:CARRIERS_AT_MOST])
    for one in unique((*answered, *quoted)):
        sent = app.ledger.outbound(one) if LIST.match(one) else None
        if sent and any(app.keyring.verify(secret, "", sent.send.request) for secret in secrets):
            return sent
    return None


def id_of_list(reference: str) -> str:
    """The id of the mail with a list, by what its last line calls it."""
    return f"{reference.lower()}.0"


def _held(own: tuple[re.Match[str], ...], secrets: tuple[str, ...], app: App) -> int | None:
    for match in own:
        hold = HOLD.match(match["about"])
        if hold and any(app.keyring.verify(secret, "", hold_key(int(hold["receipt"]))) for secret in secrets):
            return int(hold["receipt"])
    return None


def texts_sent(thread: Thread, person: str, app: App) -> tuple[str, ...]:
    """Plain texts of the mails that somebody may be quoting."""
    return tuple(text_of(up_to_plain_text(app.evidence.get(digest))) for digest in _sent(thread, person, app))


def subjects_sent(thread: Thread, person: str, app: App) -> tuple[str, ...]:
    """Subjects of the same mails."""
    return tuple(parse(up_to_plain_text(app.evidence.get(digest))).subject for digest in _sent(thread, person, app))


def _sent(thread: Thread, person: str, app: App) -> tuple[str, ...]:
    """Digests of the mails that were answered, else of the last ones sent to somebody."""
    answered = [mail for one in thread.answered[:MAILS_TO_SUBTRACT] if (mail := app.ledger.outbound(one))]
    if not answered and thread.case:
        sent = app.ledger.correspondence(thread.case.number)
        answered = [mail for mail in sent if person in (*mail.send.to, *mail.send.cc)][-MAILS_TO_SUBTRACT:]
    return unique(mail.digest for mail in answered if mail.digest)
