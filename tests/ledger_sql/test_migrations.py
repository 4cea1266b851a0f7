"""Migrations bring any older ledger, or none, to the tables that the code expects."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from bot.adapters.ledger_sql import SqlLedger
from bot.adapters.ledger_sql.migrate import FOLDER, HEAD
from bot.adapters.ledger_sql.schema import metadata
from bot.errors import PermanentError
from tests.contracts.ledger import FIRST, case_of, opened

pytest_plugins = ("tests.servers.postgres",)


def _differences(ledger: SqlLedger) -> list[object]:
    with ledger._store.read() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_the_migrations_make_the_tables_of_the_schema(ledger: SqlLedger, tmp_path: Path) -> None:
    """On SQLite: nothing to add or remove, and each table and index is as the schema itself would make it."""
    assert _differences(ledger) == []
    direct = create_engine(f"sqlite:///{tmp_path}/direct.db")
    metadata.create_all(direct)
    with direct.connect() as made, ledger._store.read() as migrated:
        assert _statements(migrated) == _statements(made)
    direct.dispose()


@pytest.mark.postgresql
def test_the_migrations_make_the_tables_of_the_schema_on_postgresql(postgres_url: str) -> None:
    """Nothing to add or remove on PostgreSQL either."""
    ledger = SqlLedger(postgres_url)
    assert _differences(ledger) == []
    ledger.close()


def test_the_newest_migration_is_the_one_that_is_looked_for() -> None:
    """``HEAD``, which saves loading Alembic, names the last file of the folder."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_opening_again_keeps_what_is_there(url: str) -> None:
    """A second start migrates nothing and loses nothing."""
    first = SqlLedger(url)
    first.record(opened())
    first.close()
    second = SqlLedger(url)
    assert second.case(FIRST) == case_of()
    second.close()


def test_several_may_open_a_new_ledger_at_once(url: str) -> None:
    """One of them migrates, the others wait and find it done."""
    with ThreadPoolExecutor(4) as pool:
        ledgers = list(pool.map(lambda _: SqlLedger(url), range(4)))
    for ledger in ledgers:
        ledger.ping()
        ledger.close()


def test_a_ledger_of_a_newer_version_is_refused(url: str, tmp_path: Path) -> None:
    """The error tells to install that version, and the file is left as it is."""
    ledger = SqlLedger(url)
    with ledger._store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.close()
    shutil.copy(tmp_path / "ledger.db", tmp_path / "before.db")
    with pytest.raises(PermanentError, match="newer version"):
        SqlLedger(url)
    assert (tmp_path / "ledger.db").read_bytes() == (tmp_path / "before.db").read_bytes()


def _statements(connection: Connection) -> set[frozenset[str]]:
    """What SQLite itself remembers of how its tables and indexes were made; the order of columns means nothing."""
    made = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql NOT LIKE '%alembic%'")).scalars()
    return {frozenset(" ".join(part.split()) for part in statement.replace(")", "").split(",")) for statement in made}
