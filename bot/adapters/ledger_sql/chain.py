"""The chain of a case's events: each hash covers the one before, so that no event can be changed, put in or taken out.

People's own words lie beside the chain under the digest of themselves and a random salt: the chain holds only the
digest, which tells nothing once text and salt are erased.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.adapters.ledger_sql.codec import EncodedEvent, decode_event, dumps, encode_event
from bot.core.events import Event
from bot.errors import DamagedHistoryError

Values = dict[str, object]


def link(number: str, first: int, head: str, events: Iterable[Event]) -> tuple[list[Values], list[Values]]:
    """Rows of the next events of a case and of their texts, from sequence number ``first`` on after hash ``head``."""
    rows: list[Values] = []
    texts: list[Values] = []
    for seq, event in enumerate(events, first):
        encoded = encode_event(event)
        digest = None
        if encoded.personal:
            salt = secrets.token_hex(16)
            digest = _digest(salt, encoded.personal)
            texts.append({"digest": digest, "case_number": number, "salt": salt, "text": encoded.personal})
        head = _hash(head, number, seq, encoded.type, encoded.version, encoded.payload, digest)
        rows.append(
            {
                "case_number": number,
                "seq": seq,
                "type": encoded.type,
                "version": encoded.version,
                "payload": encoded.payload,
                "personal": digest,
                "hash": head,
            }
        )
    return rows, texts


def unlink(number: str, version: int, rows: Sequence[Any]) -> Iterator[Event]:
    """The events again, each verified; ``version`` is how many there must be.

    Raises:
        DamagedHistoryError: Something was changed; it says at which event.
    """
    head = ""
    for seq, row in enumerate(rows, 1):
        head = _hash(head, number, seq, row.type, row.version, row.payload, row.personal)
        if row.seq != seq or row.hash != head:
            raise DamagedHistoryError(number, seq, "or one before it was changed, added or removed")
        if row.text is not None and _digest(row.salt, row.text) != row.personal:
            raise DamagedHistoryError(number, seq, "had its text changed")
        yield decode_event(
            EncodedEvent(type=row.type, version=row.version, payload=row.payload, personal=row.text or "")
        )
    if len(rows) != version:
        raise DamagedHistoryError(number, len(rows) + 1, "is missing, and all after it")


def _hash(head: str, *content: object) -> str:
    return hashlib.sha256(head.encode() + dumps(content).encode()).hexdigest()


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
