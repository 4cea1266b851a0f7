"""Which engines a test needs, and what stands on its pages."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.core.document import FieldValue
from bot.core.mail import Attachment
from bot.intake.documents.ocr.engines import Ocr
from bot.intake.documents.ocr.setup import OcrSetup, find_engines
from bot.intake.documents.read import read_attachment
from bot.intake.documents.words import DocumentWords, load_document_words
from tests.servers import missing

WORDS_PATH = Path(__file__).resolve().parents[2] / "templates" / "documents.es.yaml"


def words() -> DocumentWords:
    """The distribution's."""
    return load_document_words(WORDS_PATH)


@cache
def installed() -> OcrSetup:
    """All engines that belong to a complete installation; skips the test, or fails it, where one is missing."""
    setup = find_engines()
    if setup.tessdata is None:
        missing("tesseract-ocr-spa (and Python's tesserocr, of the extra [ocr])")
    if not setup.rapid:
        missing("rapidocr, which is Python's (of the extra [ocr])")
    return setup


@cache
def tesseract() -> Ocr:
    """Only the faster engine, opened once."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    return Ocr(replace(installed(), rapid=False))


@cache
def rapid() -> Ocr:
    """Only the slower engine, opened once."""
    return Ocr(replace(installed(), tessdata=None))


def attached(content: bytes, filename: str = "escaneo.pdf", part: int = 3, member: str = "") -> Attachment:
    """A file as it comes with a mail."""
    return Attachment(
        part=part,
        filename=filename,
        declared_type="application/octet-stream",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        content_id="",
        inline=False,
        member=member,
    )


def in_text(pdf: bytes, filename: str = "escaneo.pdf") -> Mapping[str, FieldValue]:
    """What is read where the text layer is there: what a scan should give as well."""
    return {name: read.value for name, read in read_attachment(attached(pdf, filename), words()).fields.items()}


needs_engines = pytest.mark.usefixtures("engines")
