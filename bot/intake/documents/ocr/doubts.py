"""What speaks against a reading: fields that such a document must have, check digits, sums, the engine's own doubts."""

from bot.checks.paper import Values
from bot.checks.sums import adds_up
from bot.checks.tax_ids import TaxId
from bot.core.document import UNSURE, Document
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_ALL = 100  # nobody knows what it is
_FEWEST_DIGITS = 6  # of a citizen's id
_TAX_IDS = ("nit", "nit_emisor")


def doubts(document: Document, words: DocumentWords) -> int:
    """How many things are wrong with what was read; 0 where it holds together."""
    if document.role is None:
        return _ALL
    role = words.roles[document.role]
    missing = sum(document.value(name) is None for name in role.essential)
    unsure = sum(name in document.fields and document.fields[name].confidence < UNSURE for name in role.essential)
    written = (TaxId.of(str(document.value(name))) for name in _TAX_IDS if document.value(name))
    wrong = sum(found is not None and _is_cut(found) for found in written)
    contradicts = not adds_up(Values(reads=document.fields))
    return missing + unsure + wrong + contradicts + (role.reader == "letter" and _has_illegible_stamp(document, words))


def _is_cut(found: TaxId) -> bool:
    """Whether digits of a tax id are wrong or lacking: its check digit, which any NIT or CUIT has, tells."""
    return found.check != found.expected if found.check else len(found.main) < _FEWEST_DIGITS


def _has_illegible_stamp(document: Document, words: DocumentWords) -> bool:
    """Whether a stamp was put on it, crooked as they are, and its number or day was not made out."""
    if document.value("radicado") is not None and document.value("fecha_recibido") is not None:
        return False
    if document.scan and document.scan.stamps_unread:
        return True
    received = words.phrases["received"]
    return any(received.whole(fold(line)) for line in document.text.splitlines())
