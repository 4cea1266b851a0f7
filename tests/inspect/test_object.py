"""The object of a mail: one each, complete, whatever the mail holds."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.finding import Finding
from bot.service.inspect import DryRun, Stored
from bot.testing.documents import XLSX, File
from tests.inspect.conftest import Look
from tests.inspect.mails import answer, mail

KEYS = [
    *("path", "index", "sha256", "message_id", "in_reply_to", "references", "from", "to", "cc", "reply_to", "date"),
    *("subject", "kind", "process", "fields", "text", "new_text", "verdict", "intent", "documents", "findings"),
    *("authentication", "error"),
]
DOCUMENT_KEYS = [
    *("filename", "media_type", "size", "sha256", "role", "text_source", "pages", "fields", "inline", "parts"),
]
WHOLE = mail(
    "ANULADO-Ferretería El Tornillo-CALI",
    files=(File(filename="memorando.xlsx", media_type=XLSX, content=b"PK\x03\x04 nothing"),),
)


def is_complete(found: dict[str, Any], raw: bytes) -> bool:
    """Every key is there in its order, the digest is that of the bytes, and all of it is JSON in UTF-8."""
    json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
    return list(found) == KEYS and found["sha256"] == hashlib.sha256(raw).hexdigest()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=400))
def test_any_bytes_make_one_object(raw: bytes, look: Look) -> None:
    """No bytes at all stop the dry run."""
    found = look(raw)
    assert is_complete(found, raw)
    assert found["error"] is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, len(WHOLE)), place=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_a_damaged_mail_makes_one_object(cut: int, place: int, byte: int, look: Look) -> None:
    """A mail that was cut short or altered is read as far as it goes."""
    raw = (WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :])[:cut]
    found = look(raw)
    assert is_complete(found, raw)
    assert found["error"] is None


def test_headers_are_decoded(look: Look) -> None:
    """Names with accents, ids without brackets, dates with their offset."""
    found = look(answer("Aprobado.", sender="Óscar Peña <Oscar.Pena@empresa.example>"))
    assert found["from"] == [{"name": "Óscar Peña", "address": "oscar.pena@empresa.example"}]
    assert found["to"] == [{"name": "", "address": "anulaciones@empresa.example"}]
    assert found["date"] == "2026-03-04T10:15:00-05:00"
    assert found["in_reply_to"] == "an-2026-000123.1.k1abcdefghij@empresa.example"
    assert (found["references"], found["cc"], found["reply_to"]) == ([], [], [])


def test_objects_come_in_the_order_of_the_mails(dry_run: DryRun) -> None:
    """Documents that take longer hold nothing back but themselves, and change no order."""
    raws = [WHOLE if number % 3 == 0 else answer(f"Aprobado {number}") for number in range(100)]
    found = list(dry_run.inspect(Stored(path=str(number), raw=raw) for number, raw in enumerate(raws)))
    assert [one["path"] for one in found] == [str(number) for number in range(100)]
    assert [bool(one["documents"]) for one in found] == [number % 3 == 0 for number in range(100)]


def test_trouble_of_ours_leaves_what_was_read(dry_run: DryRun) -> None:
    """Where a step fails, ``error`` names it and everything else is still told; the next mail is not touched."""

    def stutter(finding: Finding) -> str:
        raise LookupError(finding.code)

    broken = replace(dry_run, say=stutter)
    request, greeting = broken.inspect([Stored(path="a", raw=WHOLE), Stored(path="b", raw=mail("Saludos"))])
    assert request["error"].startswith("find: LookupError")
    assert (request["kind"], request["documents"][0]["role"], request["findings"]) == ("request", "memorando", [])
    assert greeting["error"] is None


def test_a_mail_that_cannot_be_had_is_told(dry_run: DryRun) -> None:
    """It has its object with the reason, and every other key."""
    (found,) = dry_run.inspect([Stored(path="gone.eml", error="no such file")])
    assert (list(found), found["path"], found["error"]) == (KEYS, "gone.eml", "no such file")


def test_documents_have_every_key(look: Look) -> None:
    """A damaged file is an object like any other, and a finding."""
    found = look(WHOLE)
    (document,) = found["documents"]
    assert list(document) == DOCUMENT_KEYS
    assert (document["filename"], document["role"], document["text_source"]) == ("memorando.xlsx", "memorando", "none")
    assert document["sha256"] == hashlib.sha256(b"PK\x03\x04 nothing").hexdigest()
    assert ("document.unreadable", "memorando") in {(one["code"], one["document"]) for one in found["findings"]}
