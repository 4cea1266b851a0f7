"""Mails whose scans are read wait in a queue of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WAITING = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    """Adds the queue, and puts it first in the index of what waits."""
    op.add_column("receipts", sa.Column("queue", sa.Text(), server_default="", nullable=False))
    op.drop_index("ix_receipts_due", "receipts")
    op.create_index(
        "ix_receipts_due", "receipts", ["queue", "due_at", "id"], sqlite_where=WAITING, postgresql_where=WAITING
    )
