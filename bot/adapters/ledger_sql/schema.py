"""Tables of the ledger, the same on SQLite and PostgreSQL.

``due_at`` is the whole life of a row that is worked on: the moment from which somebody may take it. Taking it moves
``due_at`` to the end of the lease and counts ``fence`` up; finishing it sets ``due_at`` to ``NULL``. So a dead
worker's row comes back by itself, and whoever holds an older fence can no longer write.

Columns beside a JSON text are there only because rows are looked up by them. Partial indexes hold just the rows that
somebody waits for, so that their cost does not grow with history.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from bot.adapters.ledger_sql.types import Key, Moment, OptionalKey, SafeText

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts up only a column of exactly this type."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

cases = Table(
    "cases",
    metadata,
    Column("number", Key, primary_key=True),
    Column("process", Key, nullable=False),
    Column("branch", Key, nullable=False),
    Column("client_key", Key, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("booked_version", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("next_due", Moment),
    Column("data", Text, nullable=False),
)
Index("ix_cases_opened", cases.c.opened_at, cases.c.number)
for _name, _columns, _where in (
    ("ix_cases_open", (cases.c.opened_at, cases.c.number), cases.c.is_open.is_(True)),
    ("ix_cases_client", (cases.c.client_key, cases.c.branch, cases.c.process), cases.c.is_open.is_(True)),
    ("ix_cases_due", (cases.c.next_due, cases.c.number), cases.c.next_due.is_not(None)),
    ("ix_cases_unbooked", (cases.c.updated_at, cases.c.number), cases.c.booked_version < cases.c.version),
):
    Index(_name, *_columns, sqlite_where=_where, postgresql_where=_where)

texts = Table(
    "texts",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("case_number", Key, ForeignKey("cases.number"), nullable=False, index=True),
    Column("salt", Text, nullable=False),
    Column("text", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("case_number", Key, ForeignKey("cases.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("personal", Text),  # digest of the text with the personal fields; no reference, for that can be erased
    Column("hash", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("kind", Key, primary_key=True),
    Column("key", Key, primary_key=True),
    Column("case_number", Key, ForeignKey("cases.number"), nullable=False, index=True),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Key, primary_key=True),
    Column("last", Integer, nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("block", SafeText, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("mailbox", Key, nullable=False),
    Column("key", Key, nullable=False),
    Column("digest", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("outcome", Key, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("vouched_by", SafeText, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("owner", SafeText, nullable=False),
    Column("due_at", Moment),
    Column("reason", SafeText, nullable=False),
    Column("case_number", OptionalKey, ForeignKey("cases.number", deferrable=True, initially="DEFERRED")),
    Column("message_id", OptionalKey, index=True),
    Column("author", SafeText, nullable=False),
    Column("copy_key", Text, unique=True),  # digest of Message-ID and fingerprint, of finished originals only
    Column("unsettled", Boolean, nullable=False),  # finished, and still where it arrived
    Column("queue", Key, nullable=False, server_default=""),
    UniqueConstraint("mailbox", "key"),
)
Index("ix_receipts_outcome", receipts.c.outcome, receipts.c.id)
Index("ix_receipts_case", receipts.c.case_number, receipts.c.id)
Index("ix_receipts_digest", receipts.c.digest)
for _name, _columns, _where in (
    ("ix_receipts_due", (receipts.c.queue, receipts.c.due_at, receipts.c.id), receipts.c.due_at.is_not(None)),
    ("ix_receipts_unsettled", (receipts.c.mailbox, receipts.c.id), receipts.c.unsettled.is_(True)),
):
    Index(_name, *_columns, sqlite_where=_where, postgresql_where=_where)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Serial, primary_key=True),
    Column("id", Key, unique=True, nullable=False),
    Column("case_number", OptionalKey, ForeignKey("cases.number")),
    Column("mailbox", Key, nullable=False),
    Column("send", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("state", Key, nullable=False),
    Column("digest", Text, nullable=False),
    Column("message_id", OptionalKey, index=True),
    Column("server_id", OptionalKey, index=True),
    Column("attempts", Integer, nullable=False),
    Column("error", SafeText, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("owner", SafeText, nullable=False),
    Column("due_at", Moment),
    Column("sent_at", Moment),
)
Index("ix_outbox_case", outbox.c.case_number, outbox.c.seq)
Index(
    "ix_outbox_due",
    outbox.c.mailbox,
    outbox.c.due_at,
    outbox.c.seq,
    sqlite_where=outbox.c.due_at.is_not(None),
    postgresql_where=outbox.c.due_at.is_not(None),
)

budgets = Table(
    "budgets",
    metadata,
    Column("case_number", Key, primary_key=True),  # empty for mails about no case
    Column("person", Key, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("mails", Integer, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Key, primary_key=True),
    Column("owner", SafeText, nullable=False),
    Column("until", Moment, nullable=False),
)

cursors = Table(
    "cursors",
    metadata,
    Column("mailbox", Key, primary_key=True),
    Column("cursor", SafeText, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("name", Key, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("error", SafeText, nullable=False),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("beats", BigInteger, nullable=False),
)
