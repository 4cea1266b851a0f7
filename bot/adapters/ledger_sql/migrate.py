"""Brings the tables up to date, inside the caller's transaction: one process does it, and all or nothing."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import PermanentError

HEAD = "0004"
"""The newest migration. Known here so that opening a ledger that is up to date need not load Alembic (0.4 s)."""

FOLDER = Path(__file__).parent / "migrations"

_LOCK = 0x7472616D697461
"""Number of the advisory lock under which PostgreSQL is migrated: "tramita" in ASCII."""


def migrate(connection: Connection) -> None:
    """Runs what is missing of the migrations.

    Raises:
        PermanentError: The ledger was migrated by a newer version of tramita.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if _revision(connection) != HEAD:
        _upgrade(connection)


def refuse_other_versions(connection: Connection) -> str | None:
    """The version of the tables, ``None`` where there are none yet.

    Raises:
        PermanentError: They are of another version than this program.
    """
    revision = _revision(connection)
    if revision not in (None, HEAD):
        raise PermanentError(
            f"The ledger is of version {revision}, this program of {HEAD}: `tramita poll` of the newer one brings it "
            "up to date."
        )
    return revision


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to load and seldom needed
    from alembic.config import Config  # noqa: PLC0415 - as above
    from alembic.util import CommandError  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise PermanentError(
            f"The ledger was brought up to date by a newer version of tramita ({error}). Install that version; "
            "nothing was changed."
        ) from error
