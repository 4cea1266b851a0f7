"""Cases, their events, and what is known across them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, tuple_, union_all, update

from bot.adapters.ledger_sql import record as recording
from bot.adapters.ledger_sql.chain import unlink
from bot.adapters.ledger_sql.codec import from_json
from bot.adapters.ledger_sql.schema import blocks, cases, claims, counters, events, outbox, receipts, texts
from bot.adapters.ledger_sql.store import Part
from bot.adapters.ledger_sql.types import key_of
from bot.adapters.ledger_sql.work import chunks
from bot.core.account import Claim
from bot.core.case import Case
from bot.core.deadline import Deadline
from bot.core.events import Event
from bot.errors import PermanentError
from bot.service.ports import Record

_CASE = select(cases.c.data).where(cases.c.number == bindparam("number"))
_NEWEST = select(cases.c.data).order_by(cases.c.opened_at.desc(), cases.c.number.desc()).limit(bindparam("limit"))
_HISTORY = (
    select(cases.c.version.label("events"), *events.c, texts.c.salt, texts.c.text)
    .select_from(
        cases.outerjoin(events, events.c.case_number == cases.c.number).outerjoin(
            texts, texts.c.digest == events.c.personal
        )
    )
    .where(cases.c.number == bindparam("number"))
    .order_by(events.c.seq)
)
_LAST = select(counters.c.last).where(counters.c.name == bindparam("counter"))
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF_MAIL = union_all(
    *(
        select(column.label("id"), column.table.c.case_number).where(
            column.in_(_IDS), column.table.c.case_number.is_not(None)
        )
        for column in (receipts.c.message_id, outbox.c.message_id, outbox.c.server_id)
    )
)
_HOLDERS = select(claims.c.kind, claims.c.key, claims.c.case_number).where(
    claims.c.kind.in_(bindparam("kinds", expanding=True)), claims.c.key.in_(bindparam("keys", expanding=True))
)
_OPEN_LIKE = (
    select(cases.c.number)
    .where(
        cases.c.is_open.is_(True),
        cases.c.client_key == bindparam("client"),
        cases.c.branch == bindparam("branch"),
        cases.c.process == bindparam("process"),
    )
    .order_by(cases.c.number)
)
_DUE = (
    select(cases.c.data)
    .where(cases.c.next_due <= bindparam("now"))
    .order_by(cases.c.next_due, cases.c.number)
    .limit(bindparam("limit"))
)
_UNBOOKED = (
    select(cases.c.data)
    .where(cases.c.booked_version < cases.c.version)
    .order_by(cases.c.updated_at, cases.c.number)
    .limit(bindparam("limit"))
)
_BOOKED = (
    update(cases)
    .where(cases.c.number == bindparam("of"), cases.c.booked_version < bindparam("upto"))
    .values(booked_version=bindparam("upto"))
)
_BLOCK = select(blocks.c.block).where(blocks.c.digest == bindparam("digest"))


class SqlCases(Part):
    """The port ``Cases``."""

    def record(self, record: Record) -> None:
        """Writes it all in one transaction; see :func:`.record.write`."""
        with self._store.write() as connection:
            recording.write(connection, record)

    def case(self, number: str) -> Case | None:
        """A case by its number."""
        with self._store.read() as connection:
            data = connection.execute(_CASE, {"number": number}).scalar()
        return from_json(Case, data) if data else None

    def cases(
        self, process: str | None, *, open_only: bool, limit: int, before: Case | None = None
    ) -> tuple[Case, ...]:
        """Cases, newest first; only those older than ``before``, where it is given."""
        query = _NEWEST.where(cases.c.is_open.is_(True)) if open_only else _NEWEST
        if process is not None:
            query = query.where(cases.c.process == process)
        if before is not None:
            query = query.where(tuple_(cases.c.opened_at, cases.c.number) < (before.opened_at, before.number))
        with self._store.read() as connection:
            return tuple(from_json(Case, data) for data in connection.execute(query, {"limit": limit}).scalars())

    def events(self, number: str) -> tuple[Event, ...]:
        """All that ever happened to a case, oldest first, verified against the chain."""
        with self._store.read() as connection:
            rows = connection.execute(_HISTORY, {"number": number}).all()
        if not rows:
            return ()
        return tuple(unlink(number, rows[0].events, [row for row in rows if row.seq is not None]))

    def next_number(self, counter: str) -> int:
        """The number that the next case of a counter (``AN-2026``) will have if nobody is faster."""
        with self._store.read() as connection:
            return (connection.execute(_LAST, {"counter": counter}).scalar() or 0) + 1

    def case_of_mail(self, message_ids: Sequence[str]) -> str:
        """Number of the case in which one of these mails came or went, the first that is known, or ``""``."""
        ids = [key_of(message_id) for message_id in message_ids if message_id]
        with self._store.read() as connection:
            for some in chunks(ids):
                found = {row.id: row.case_number for row in connection.execute(_OF_MAIL, {"ids": some})}
                if found:
                    return next(str(found[key]) for key in some if key in found)
        return ""

    def holders(self, claims: Iterable[Claim]) -> Mapping[Claim, str]:
        """Numbers of the cases that hold these keys; those that nobody holds are left out."""
        asked = {(claim.kind, key_of(claim.key)): claim for claim in claims}
        if not asked:
            return {}
        kinds, keys = ({name[part] for name in asked} for part in (0, 1))
        with self._store.read() as connection:
            rows = connection.execute(_HOLDERS, {"kinds": sorted(kinds), "keys": sorted(keys)}).all()
        return {asked[row.kind, row.key]: row.case_number for row in rows if (row.kind, row.key) in asked}

    def open_like(self, process: str, branch: str, client_key: str) -> tuple[str, ...]:
        """Numbers of open cases of a branch whose client has this normalised name."""
        with self._store.read() as connection:
            values = {"process": process, "branch": branch, "client": client_key}
            return tuple(connection.execute(_OPEN_LIKE, values).scalars())

    def due(self, now: datetime, limit: int) -> tuple[tuple[str, Deadline], ...]:
        """Deadlines that have passed, each with its case, earliest first."""
        with self._store.read() as connection:
            waiting = [
                from_json(Case, data) for data in connection.execute(_DUE, {"now": now, "limit": limit}).scalars()
            ]
        passed = [(case.number, deadline) for case in waiting for deadline in case.deadlines if deadline.due <= now]
        return tuple(sorted(passed, key=lambda found: (found[1].due, found[0], found[1].key))[:limit])

    def unbooked(self, limit: int) -> tuple[Case, ...]:
        """Cases that changed since they were last written to the register, those that wait longest first."""
        with self._store.read() as connection:
            return tuple(from_json(Case, data) for data in connection.execute(_UNBOOKED, {"limit": limit}).scalars())

    def booked(self, versions: Mapping[str, int]) -> None:
        """Marks cases as written to the register at these versions."""
        if versions:
            with self._store.write() as connection:
                connection.execute(_BOOKED, [{"of": number, "upto": version} for number, version in versions.items()])

    def keep_block(self, digest: str, block: str) -> None:
        """Keeps the text of a process's block by its digest; known ones are left as they are."""
        with self._store.write() as connection:
            connection.execute(self._store.insert(blocks).on_conflict_do_nothing(), {"digest": digest, "block": block})

    def block(self, digest: str) -> str:
        """The text of a process's block.

        Raises:
            PermanentError: It is missing.
        """
        with self._store.read() as connection:
            block: str | None = connection.execute(_BLOCK, {"digest": digest}).scalar()
        if block is None:
            raise PermanentError(
                f"The ledger lacks the rules with digest {digest}, which cases run under. Restore it from its backup."
            )
        return block
