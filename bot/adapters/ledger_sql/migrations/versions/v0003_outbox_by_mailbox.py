"""Mails of ours are taken up mailbox by mailbox."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WAITING = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    """Puts the mailbox first in the index of what waits."""
    op.drop_index("ix_outbox_due", "outbox")
    op.create_index(
        "ix_outbox_due", "outbox", ["mailbox", "due_at", "seq"], sqlite_where=WAITING, postgresql_where=WAITING
    )
