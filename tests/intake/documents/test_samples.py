"""The sample documents, where they are at hand: every value that a person reads in them is read."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.document import FieldValue, TextSource
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords
from tests.intake.documents.drawings import read_file

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples" / "documents"
EXPECTED = SAMPLES / "valores_esperados.json"
pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason="the sample documents are not here")

NAMES = {"cliente", "de", "para"}


def cases() -> list[tuple[str, str, object]]:
    """File, field and expected value of everything that needs no OCR."""
    if not EXPECTED.exists():
        return []
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    return [
        (filename, name, value)
        for filename, fields in expected.items()
        if fields.get("capa_de_texto", True)
        for name, value in fields.items()
        if name != "capa_de_texto"
    ]


def comparable(value: FieldValue) -> object:
    """A value as the file of expected values writes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def same_name(read: object, expected: str) -> bool:
    """Whether two names differ only in accents, capitals, legal form and abbreviation."""
    ours, theirs = (re.sub(r"\b(?:s a s|sas|ltda)\b", "", fold(str(name))).split() for name in (read, expected))
    return bool(ours) and all(any(full.startswith(part) for full in theirs) for part in ours)


@pytest.mark.parametrize(("filename", "name", "expected"), cases())
def test_a_sample_says_what_a_person_reads(words: DocumentWords, filename: str, name: str, expected: object) -> None:
    """The value of each field of each sample with text."""
    document = read_file(filename, (SAMPLES / filename).read_bytes(), words)
    if name in NAMES:
        assert same_name(document.value(name), str(expected))
    else:
        assert comparable(document.value(name)) == expected


@pytest.mark.parametrize("filename", ["carta_cliente.pdf", "factura_escaneada.pdf"])
def test_a_scan_is_present_but_not_read(words: DocumentWords, filename: str) -> None:
    """A PDF without text layer is no damage and gives no field."""
    document = read_file(filename, (SAMPLES / filename).read_bytes(), words)
    assert (document.damage, document.text_source, document.pages, document.fields) == (None, TextSource.NONE, 1, {})


def test_the_variant_without_cause_has_no_such_field(words: DocumentWords) -> None:
    """A form that does not ask for the cause does not leave it blank."""
    if not (SAMPLES / "memorando_variante_mismo_caso.xlsx").exists():
        pytest.skip("the variant is not here")
    content = (SAMPLES / "memorando_variante_mismo_caso.xlsx").read_bytes()
    assert "causal" not in read_file("m.xlsx", content, words).fields
