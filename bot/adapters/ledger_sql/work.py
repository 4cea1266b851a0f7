"""Rows that are worked on: taken under a lease with a fence, given back, finished. See :mod:`.schema` on ``due_at``."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Table, Update, bindparam, select, update
from sqlalchemy.sql.dml import ReturningUpdate

T = TypeVar("T")

CHUNK = 500
"""Keys per statement: both databases take many more, and no statement grows without bound."""


def taking(table: Table, serial: Column[int], *only: ColumnElement[bool]) -> ReturningUpdate[Any]:
    """Leases the rows that have been due longest (``now``, ``limit``), of ``only`` these, to ``who`` until ``until``.

    Rows that another process is just taking are passed over.
    """
    due = (
        select(serial)
        .where(table.c.due_at <= bindparam("now"), *only)
        .order_by(table.c.due_at, serial)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        update(table)
        .where(serial.in_(select(due.c[serial.name])))
        .values(
            due_at=bindparam("until"),
            owner=bindparam("who"),
            fence=table.c.fence + 1,
            attempts=table.c.attempts + 1,
        )
        .returning(*table.c)
    )


def fenced(table: Table, name: Column[Any]) -> Update:
    """Writes to the row ``of`` this name if nobody has taken it since (``held``), and it is not finished."""
    return update(table).where(name == bindparam("of"), table.c.fence == bindparam("held"), table.c.due_at.is_not(None))


def freeing(table: Table, began: Column[datetime]) -> Update:
    """Lets anybody take what somebody (``who``) has taken, in its old order; what was given back has no owner."""
    return (
        update(table)
        .where(table.c.due_at.is_not(None), table.c.owner == bindparam("who"))
        .values(due_at=began, owner="")
    )


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items, some at a time."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
