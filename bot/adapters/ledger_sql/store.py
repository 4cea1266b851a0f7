"""One database: connections, the two kinds of transaction, and errors in words of the port.

SQLite is written to by one transaction at a time. Threads of a process queue for it at a lock, processes at
``BEGIN IMMEDIATE``; a write that is reported done is on disk (WAL, ``synchronous=FULL``). PostgreSQL is left to do
what it does well.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.adapters.ledger_sql.migrate import migrate, refuse_other_versions
from bot.errors import PermanentError, SettingsError, TramitaError, TransientError

PATIENCE_SECONDS = 30
"""How long a write waits for another process before it gives up for now."""

IDLE_AT_MOST = 2
"""Connections kept for the next look and, apart, for the next write; the pool has 15."""

_SQLITE_SET_UP = (
    f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
_POSTGRESQL_SET_UP = (f"SET lock_timeout = '{PATIENCE_SECONDS}s'", "SET TIME ZONE 'UTC'")

_CURES = (
    ("readonly", "make its file and folder writable for the user that runs tramita"),
    ("read-only", "the server is a standby or read-only: point the setting at the primary"),
    ("unable to open", "its folder must exist and be readable and writable for the user that runs tramita"),
    ("full", "free space on its disk"),
    ("locked", f"another process has been writing for more than {PATIENCE_SECONDS} seconds: see which one it is"),
    ("no space", "free space on its disk"),
    ("password", "the user or password in its address is wrong"),
)

Insert = sqlite.Insert | postgresql.Insert


class Store:
    """A database that holds a ledger; brings its tables up to date on opening.

    Args:
        url: ``sqlite:///storage/ledger.db`` or ``postgresql://user:password@host/name``.
        read_only: The database refuses every change, and its tables are taken as they are.

    Raises:
        SettingsError: The address is none, or of another kind of database.
        TransientError: The database is away.
        PermanentError: It holds something that this version cannot use.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        self.engine = _engine(parse(url), read_only=read_only)
        self._is_sqlite = self.engine.dialect.name == "sqlite"
        reads = self.engine if self._is_sqlite else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._looking, self._writing = _Kept(reads), _Kept(self.engine)
        self.is_empty = False
        self._turn: AbstractContextManager[Any] = threading.Lock() if self._is_sqlite else nullcontext()
        try:
            if read_only:
                with self.read() as connection:
                    self.is_empty = refuse_other_versions(connection) is None
            else:
                with self.write() as connection:
                    migrate(connection)
        except TramitaError:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection to look something up with, each statement for itself."""
        with _translated(), self._looking.use() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: committed at the end of the block, undone by any exception."""
        with _translated(), self._turn, self._writing.use() as connection, connection.begin():
            if self._is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def insert(self, table: Table) -> Insert:
        """An ``INSERT`` that can say what to do ``ON CONFLICT``, which both databases spell alike."""
        return sqlite.insert(table) if self._is_sqlite else postgresql.insert(table)

    def close(self) -> None:
        """Lets go of connections."""
        self._looking.close()
        self._writing.close()
        self.engine.dispose()


class _Kept:
    """Connections that stay checked out between uses: getting one from the pool costs more than most statements."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: deque[Connection] = deque()

    @contextmanager
    def use(self) -> Iterator[Connection]:
        """A connection for one thread; after any error it and its likes are let go of, for their server may be gone."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._engine.connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            self.close()
            raise
        if len(self._idle) < IDLE_AT_MOST:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Lets go of those that nobody uses now."""
        while self._idle:
            self._idle.pop().close()


class Part:
    """A part of the ledger over a shared store."""

    def __init__(self, store: Store) -> None:
        self._store = store


def parse(url: str) -> URL:
    """The address of a ledger with its driver.

    Raises:
        SettingsError: It is none, or of another kind of database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError(
            "The ledger's address cannot be read; use for example sqlite:///storage/ledger.db."
        ) from error
    match parsed.get_backend_name():
        case "sqlite" if parsed.database not in (None, "", ":memory:"):
            return parsed.set(drivername="sqlite+pysqlite")
        case "postgresql":
            return parsed.set(drivername="postgresql+psycopg")
        case other:
            raise SettingsError(f"The ledger lives in an SQLite file or in PostgreSQL, not in {other!r}.")


def _engine(url: URL, *, read_only: bool) -> Engine:
    if url.get_backend_name() == "postgresql":
        options = "-c default_transaction_read_only=on" if read_only else ""
        engine = create_engine(url, connect_args={"connect_timeout": PATIENCE_SECONDS, "options": options})
        event.listen(engine, "connect", _set_up_postgresql)
        return engine
    if read_only:
        return create_engine(_look_only(url), connect_args={"timeout": PATIENCE_SECONDS})
    _make(Path(url.database or "").parent)
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _look_only(url: URL) -> URL:
    """The file as SQLite opens it to read: even then it would put its shared memory beside a file that is at rest.

    Whoever looks as another user would leave files there that the service cannot write to.
    """
    at_rest = not Path(f"{url.database}-wal").exists()
    query = {"mode": "ro", "uri": "true", **({"immutable": "1"} if at_rest else {})}
    return url.set(database=f"file:{quote(url.database or '')}", query=query)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TransientError(
            f"The ledger's folder {folder} cannot be made ({error.strerror}): make way for it, or make the folder "
            "above writable for the user that runs tramita."
        ) from error


def _set_up_postgresql(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for statement in _POSTGRESQL_SET_UP:
        cursor.execute(statement)
    cursor.close()
    connection.commit()


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    cursor = connection.cursor()
    for statement in _SQLITE_SET_UP:
        cursor.execute(statement)
    cursor.close()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, InternalError, PoolTimeoutError) as error:
        raise TransientError(f"The ledger cannot be used now: {_told(error)}") from error
    except DatabaseError as error:
        raise PermanentError(
            f"The ledger refused ({_first_line(error)}). If its file is damaged, restore it from the backup; "
            "otherwise this is a defect of tramita: please report it with this text."
        ) from error
    except SQLAlchemyError as error:
        raise PermanentError(f"The ledger was used wrongly, a defect of tramita: {_first_line(error)}") from error


def _told(error: SQLAlchemyError) -> str:
    text = _first_line(error)
    cure = next((cure for sign, cure in _CURES if sign in text.lower()), "it is tried again")
    return f"{text}; {cure}."


def _first_line(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
