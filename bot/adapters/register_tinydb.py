"""The book that people keep: one TinyDB file per process and month of opening, readable without us.

TinyDB's own storage writes before it truncates, so that a kill in between leaves an unreadable file; this one writes
aside, syncs, and renames.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from bot.core.register import Row
from bot.errors import PermanentError
from bot.settings import trouble

ROWS, HISTORY = "casos", "historial"


class AtomicStorage(Storage):
    """A JSON file that is either the old one or the new one, never half of each."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The whole content; ``None`` before the first write.

        Raises:
            PermanentError: The file is no JSON any more.
        """
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise PermanentError(trouble("register_damaged", path=self._path)) from error
        return dict(content)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replaces the whole content, on disk for good when it returns."""
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        write_atomically(self._path, text.encode("utf-8"))

    def close(self) -> None:
        """Nothing is held open."""


def write_atomically(path: Path, content: bytes) -> None:
    """Writes aside, syncs, renames, and syncs the folder.

    What lies aside has one name, so that the next write takes the place of one that was cut off.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.tmp")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_book(path: Path, rows: Iterable[Row], history: Iterable[Row]) -> None:
    """Puts rows into a book, each in the place of the one with its number, and adds what the history lacks.

    TinyDB's tables write the whole file at every change; here one write serves all of them.
    """
    storage = AtomicStorage(path)
    book = storage.read() or {}
    table, past = book.setdefault(ROWS, {}), book.setdefault(HISTORY, {})
    table |= {str(number_of(row["radicado"])): row for row in rows}
    known = {_key(line) for line in past.values()}
    fresh = [line for line in history if _key(line) not in known]
    past |= {str(number): line for number, line in enumerate(fresh, start=len(past) + 1)}
    storage.write(book)


def read_book(path: Path) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Rows and history of a book, by number of the case."""
    database = TinyDB(path, storage=AtomicStorage)
    rows = sorted((dict(row) for row in database.table(ROWS)), key=lambda row: row["radicado"])
    history = sorted((dict(line) for line in database.table(HISTORY)), key=_key)
    return tuple(rows), tuple(history)


def number_of(case: str) -> int:
    """``AN-2026-000123`` to 2026000123: unique within a process."""
    return int("".join(character for character in case if character.isdigit()))


def _key(line: Mapping[str, str]) -> tuple[str, ...]:
    return (line["radicado"], line["momento"], line["paso"], line["persona"], line["decision"])
