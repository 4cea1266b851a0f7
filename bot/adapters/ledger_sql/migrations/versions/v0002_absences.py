"""What stays away, and receipts found by the bytes of their mail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    """Adds a table and an index."""
    op.create_table(
        "absences",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_absences"),
    )
    op.create_index("ix_receipts_digest", "receipts", ["digest"])
