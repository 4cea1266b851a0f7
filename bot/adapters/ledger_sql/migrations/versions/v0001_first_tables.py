"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def _where(condition: str, on_sqlite: str = "") -> dict[str, Any]:
    return {"sqlite_where": sa.text(on_sqlite or condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Makes them all."""
    op.create_table(
        "blocks",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blocks"),
    )
    op.create_table(
        "budgets",
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mails", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_number", "person", "day", name="pk_budgets"),
    )
    op.create_table(
        "cases",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("client_key", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("booked_version", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("next_due", MOMENT),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_cases"),
    )
    op.create_index(
        "ix_cases_client", "cases", ["client_key", "branch", "process"], **_where("is_open IS true", "is_open IS 1")
    )
    op.create_index("ix_cases_due", "cases", ["next_due", "number"], **_where("next_due IS NOT NULL"))
    op.create_index("ix_cases_open", "cases", ["opened_at", "number"], **_where("is_open IS true", "is_open IS 1"))
    op.create_index("ix_cases_opened", "cases", ["opened_at", "number"])
    op.create_index("ix_cases_unbooked", "cases", ["updated_at", "number"], **_where("booked_version < version"))
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.create_table(
        "cursors",
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", name="pk_cursors"),
    )
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("beats", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_heartbeat"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "claims",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_claims_case_number"),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_claims"),
    )
    op.create_index("ix_claims_case_number", "claims", ["case_number"])
    op.create_table(
        "events",
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text()),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_events_case_number"),
        sa.PrimaryKeyConstraint("case_number", "seq", name="pk_events"),
    )
    op.create_table(
        "outbox",
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text()),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("send", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text()),
        sa.Column("server_id", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_outbox_case_number"),
        sa.PrimaryKeyConstraint("seq", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_index("ix_outbox_case", "outbox", ["case_number", "seq"])
    op.create_index("ix_outbox_due", "outbox", ["due_at", "seq"], **_where("due_at IS NOT NULL"))
    op.create_index("ix_outbox_message_id", "outbox", ["message_id"])
    op.create_index("ix_outbox_server_id", "outbox", ["server_id"])
    op.create_table(
        "receipts",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("vouched_by", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text()),
        sa.Column("message_id", sa.Text()),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("copy_key", sa.Text()),
        sa.Column("unsettled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_number"], ["cases.number"], name="fk_receipts_case_number", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
        sa.UniqueConstraint("copy_key", name="uq_receipts_copy_key"),
        sa.UniqueConstraint("mailbox", "key", name="uq_receipts_mailbox"),
    )
    op.create_index("ix_receipts_case", "receipts", ["case_number", "id"])
    op.create_index("ix_receipts_due", "receipts", ["due_at", "id"], **_where("due_at IS NOT NULL"))
    op.create_index("ix_receipts_message_id", "receipts", ["message_id"])
    op.create_index("ix_receipts_outcome", "receipts", ["outcome", "id"])
    op.create_index(
        "ix_receipts_unsettled", "receipts", ["mailbox", "id"], **_where("unsettled IS true", "unsettled IS 1")
    )
    op.create_table(
        "texts",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_texts_case_number"),
        sa.PrimaryKeyConstraint("digest", name="pk_texts"),
    )
    op.create_index("ix_texts_case_number", "texts", ["case_number"])
