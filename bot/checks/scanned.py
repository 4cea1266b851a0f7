"""Values that OCR read, settled before anything is compared: what one misreading explains is a question, no fault.

Every check compares as if nothing had been misread: a scanned value that only looks different stands in the dossier as
the other document has it, and is asked about once, by ``scan.unverified_value``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.checks.names import Alike, compare_clients, same_person
from bot.checks.numbers import same_invoice
from bot.checks.paper import EINVOICE, INVOICE, LETTER, LOG, MEMO, REPLY, Paper, on_paper
from bot.checks.sums import adds_up
from bot.checks.tax_ids import TaxId
from bot.checks.words import CheckWords
from bot.core.document import UNSURE, Document, FieldValue, Read
from bot.core.identifiers import identifier_key
from bot.core.misreading import is_cut, is_misreading
from bot.core.money import written

TAX_ID = re.compile(r"\d{1,3}(?:\.\d{3})+-\d|\d{2}-\d{8}-\d")
"""A NIT as readers give it, with points and check digit; no other value is written so."""

SERIAL = re.compile(r"(?<=-)\d{5,}$")
"""The last part of a number with several, enough of it to be the same by no coincidence."""

LONG_WORD = 3
LONG_ENOUGH = 5
"""Letters of a value that stands in a text by no coincidence."""

LEGIBLE = 0.75
"""Confidence of its letters on average from which a page was read well. Of pages drawn for tests, Tesseract gives 0.85
to 0.95 to those that it reads, at 100 dots per inch too, 0.7 at 75 and 0.3 at 50, where people struggle as well."""

Same = Callable[[str, str, CheckWords], bool]
"""Whether two texts say the same to people."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Fields that should say the same; of those that no engine read the first one is what the others are held against.

    Attributes:
        places: Role of the document and name of the field.
        same: How texts of this kind compare; amounts and days are equal or not.
        from_stamp: Whether engines seldom read all of it, since stamps lie crooked: what they read is enough.
    """

    places: tuple[tuple[str, str], ...]
    same: Same
    from_stamp: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unverified:
    """A scanned value that may be misread: where it stands, what was read, and what another document says."""

    role: str
    name: str
    read: str
    expected: str


def _everywhere(name: str, *roles: str) -> tuple[tuple[str, str], ...]:
    return tuple((role, name) for role in roles)


def _same_number(one: str, other: str, _: CheckWords) -> bool:
    return identifier_key(one) == identifier_key(other)


def _same_invoice(one: str, other: str, _: CheckWords) -> bool:
    return same_invoice(one, other)


def _same_client(one: str, other: str, words: CheckWords) -> bool:
    return compare_clients(one, other, words.names) is not Alike.DIFFERENT


def _same_person(one: str, other: str, words: CheckWords) -> bool:
    return same_person(one, other, words.names)


FACTS = (
    Fact(((MEMO, "factura_original"), *_everywhere("factura", EINVOICE, INVOICE, REPLY, LETTER, LOG)), _same_invoice),
    Fact(
        (
            (MEMO, "fecha_factura"),
            *_everywhere("fecha", EINVOICE, INVOICE),
            *_everywhere("fecha_factura", REPLY, LETTER),
        ),
        _same_number,
    ),
    Fact(
        (
            (MEMO, "valor_factura"),
            *_everywhere("total", EINVOICE, INVOICE),
            *_everywhere("valor_factura", REPLY, LETTER),
        ),
        _same_number,
    ),
    Fact(_everywhere("cliente", MEMO, EINVOICE, INVOICE, REPLY, LETTER, LOG), _same_client),
    Fact(_everywhere("nit", MEMO, EINVOICE, INVOICE, REPLY, LETTER, LOG), _same_number),
    Fact(_everywhere("contrato", MEMO, INVOICE, REPLY, LETTER, LOG), _same_number),
    Fact(_everywhere("subtotal", MEMO, EINVOICE, INVOICE), _same_number),
    Fact(_everywhere("iva", MEMO, EINVOICE, INVOICE), _same_number),
    Fact(_everywhere("valor_costos", MEMO, REPLY), _same_number),
    Fact(_everywhere("valor_nueva_factura", MEMO, REPLY), _same_number),
    Fact(((REPLY, "responde_carta_del"), (LETTER, "fecha")), _same_number),
    Fact(((REPLY, "responde_radicado"), (LETTER, "radicado")), _same_number, from_stamp=True),
    Fact(((LETTER, "firmada_por"), (REPLY, "firmada_por_cliente")), _same_person),
)


def settled(papers: Mapping[str, Paper], words: CheckWords) -> tuple[dict[str, Paper], tuple[Unverified, ...]]:
    """The papers with misread values as the other documents have them, and the values that were read."""
    right = {role: _doubted(_legible(paper)) for role, paper in papers.items()}
    found: list[Unverified] = []
    for fact in FACTS:
        there = [(right[role], name) for role, name in fact.places if _value(right[role], name) is not None]
        expected = next((_value(*place) for place in sorted(there, key=lambda place: _is_scanned(*place))), None)
        for paper, name in there:
            own = paper.reads[name]
            if not _is_scanned(paper, name) or not _may_be_misread(own, expected, fact, words):
                continue
            if not says(paper.content, expected) and not fact.from_stamp:
                read, other = in_words(own.value), in_words(expected)
                found.append(Unverified(role=paper.role, name=name, read=read, expected=other))
            right[paper.role] = replace(paper, reads={**paper.reads, name: replace(own, value=expected)})
    return right, tuple(found)


def is_blurred(file: Document) -> bool:
    """Whether an engine was unsure of most of what it read."""
    return file.scan is not None and file.scan.confidence < LEGIBLE


def _legible(paper: Paper) -> Paper:
    """The paper without what an engine made of a blurred page and hardly believes itself."""
    if paper.document is None or not is_blurred(paper.document):
        return paper
    return replace(paper, reads={name: read for name, read in paper.reads.items() if read.confidence >= LEGIBLE})


def _doubted(paper: Paper) -> Paper:
    """The paper with a total that nothing rests on where an engine read amounts that do not make it."""
    if not paper.has("total") or not _is_scanned(paper, "total") or adds_up(paper):
        return paper
    return replace(paper, reads={**paper.reads, "total": replace(paper.reads["total"], confidence=0.0)})


def _value(paper: Paper, name: str) -> FieldValue:
    return paper.reads[name].value if paper.has(name) else None


def _is_scanned(paper: Paper, name: str) -> bool:
    """Whether an engine read the value, rather than that it stood in the file as text."""
    scan, page = paper.document.scan if paper.document else None, paper.reads[name].page
    return scan is not None and (page is None or page in scan.pages)


def _may_be_misread(own: Read, expected: FieldValue, fact: Fact, words: CheckWords) -> bool:
    """Whether a value differs from what is expected only as misread ones do, or is too unsure to prove anything."""
    one, other = in_words(own.value), in_words(expected)
    if own.value == expected or (isinstance(own.value, str) and fact.same(one, other, words)):
        return False
    if own.confidence < UNSURE or is_misreading(one, other) or is_cut(one, other) or _same_holder(one, other):
        return True
    if _is_torn(one, other):
        return True
    bare, known = _long_words(one), _long_words(other)
    return bool(bare and known) and fact.same(bare, known, words)


def _is_torn(one: str, other: str) -> bool:
    """Whether a number ends like the one that is expected and lacks what stands before that, as in a narrow cell."""
    serial = SERIAL.search(other)
    return serial is not None and serial.start() > len(one) - len(serial[0]) and one.endswith(serial[0])


def _long_words(text: str) -> str:
    """A name without its short words, among which specks and signs read as letters are."""
    return " ".join(word for word in text.split() if sum(map(str.isalpha, word)) >= LONG_WORD)


def _same_holder(one: str, other: str) -> bool:
    """Whether two tax ids differ in their check digit only, which says nothing that the others do not."""
    if not TAX_ID.fullmatch(one) or not TAX_ID.fullmatch(other):
        return False
    first, second = TaxId.of(one), TaxId.of(other)
    return first is not None and second is not None and first.main == second.main


def says(text: str, expected: FieldValue) -> bool:
    """Whether an expected value stands anywhere in the text of a paper, so that nobody need be asked."""
    key = identifier_key(in_words(expected))
    return len(key) >= LONG_ENOUGH and key in identifier_key(text)


def in_words(value: FieldValue) -> str:
    """A text, an amount or a day as papers write it."""
    if isinstance(value, Decimal):
        return written(value)
    return on_paper(value) if isinstance(value, date) else str(value)
