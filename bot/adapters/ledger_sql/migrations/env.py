"""What Alembic runs: the migrations, over the connection and inside the transaction of :mod:`..migrate`."""

from alembic import context

from bot.adapters.ledger_sql.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
