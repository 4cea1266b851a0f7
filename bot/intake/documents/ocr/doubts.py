"""What speaks against a reading: fields that such a document must have, check digits, and the engine's own doubts."""

from bot.checks.tax_ids import TaxId
from bot.core.document import Document
from bot.intake.documents.words import DocumentWords

UNSURE = 0.6
"""Confidence below which a value that matters is read again."""

_TAX_IDS = ("nit", "nit_emisor")


def doubts(document: Document, words: DocumentWords) -> int:
    """How many things are wrong with what was read; 0 where it holds together."""
    if document.role is None:
        return len(document.fields) + 1
    essential = words.roles[document.role].essential
    missing = sum(document.value(name) is None for name in essential)
    unsure = sum(name in document.fields and document.fields[name].confidence < UNSURE for name in essential)
    written = (TaxId.of(str(document.value(name))) for name in _TAX_IDS if document.value(name))
    return missing + unsure + sum(found is not None and found.is_wrong for found in written)
