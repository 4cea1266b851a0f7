"""Whether scans can be read: blurred ones and those that were cut off are scanned again."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.paper import INVOICE, LETTER, MEMO, REPLY, Evidence, Paper
from bot.checks.scanned import FACTS, is_blurred, says
from bot.checks.wording import listed
from bot.core.document import PAGE_BREAK, Document, TextSource
from bot.core.finding import Severity
from bot.core.identifiers import plain

NEEDED: Mapping[str, tuple[str, ...]] = {
    MEMO: ("numero_memorando", "cliente", "nit", "factura_original", "valor_factura"),
    INVOICE: ("factura", "fecha", "cliente", "nit", "total"),
    REPLY: ("cliente", "factura"),
}
"""What must be read in what is always printed. A letter may be written by hand, which no engine reads."""

PICTURE = "image/"
EDGE = 4
"""Lines above and below on a page where its number stands."""


@check("scan.illegible", severity=Severity.ERROR)
def illegible(dossier: Dossier) -> Iterator[Evidence]:
    """A scan is so blurred that values that must be compared cannot be read."""
    for role in NEEDED:
        paper = dossier.paper(role)
        is_hard_to_read = paper.document and _was_read(paper.document) and is_blurred(paper.document)
        if is_hard_to_read and (lacking := _lacking(dossier, paper)):
            yield paper.evidence(documento=paper.title, dato=lacking)


def _lacking(dossier: Dossier, paper: Paper) -> str:
    """The fields that are always printed and were not read, as people call them, or ``""``."""
    names = [name for name in NEEDED.get(paper.role, ()) if not _has(paper, name) and not _shows(paper, name, dossier)]
    return listed([dossier.words.fields[name] for name in names], dossier.words) if names else ""


def _was_read(file: Document) -> bool:
    """Whether an engine made out anything; of a page where it did not, nobody knows whether people can read it."""
    return file.text_source is TextSource.OCR


def says_nothing(file: Document) -> bool:
    """Whether nobody knows what stands in it: a picture that nobody read, or a letter that no engine makes out."""
    if file.text_source is TextSource.NONE:
        return True
    return file.role == LETTER and is_blurred(file) and not file.fields


def _has(paper: Paper, name: str) -> bool:
    return paper.has(name) and paper.reads[name].value is not None


def _shows(paper: Paper, name: str, dossier: Dossier) -> bool:
    """Whether what the memo says stands somewhere on a scan, though under no label: then it can be seen."""
    named = dict(next((fact.places for fact in FACTS if (paper.role, name) in fact.places), ()))
    own = dossier.memo.reads.get(named.get(MEMO, ""))
    return own is not None and own.value is not None and says(paper.content, own.value)


@check("scan.cut", severity=Severity.WARNING)
def cut(dossier: Dossier) -> Iterator[Evidence]:
    """A scan's lines run into the edge, pages are fewer than are counted, or what must be there is not."""
    for rule in dossier.process.documents:
        paper = dossier.paper(rule.name)
        if paper.document and (why := _what_lacks(paper, paper.document, dossier)):
            cut_at = paper.document.scan.cut[:1] if paper.document.scan else ()
            yield paper.evidence(place="".join(map(str, cut_at)), documento=paper.title, motivo=why)


def _what_lacks(paper: Paper, file: Document, dossier: Dossier) -> str:
    """The plainest reason to look at a document again, or ``""``."""
    shown, total, here = dossier.words.shown, counted_pages(file.text, dossier.words.sheets), pages_here(file)
    if file.scan and file.scan.cut:
        return shown["cut"]
    if total > here > 0:
        return shown["pages"].format(total=total, pages=here)
    if file.scan and says_nothing(file):
        return shown["blank"]
    if _was_read(file) and not is_blurred(file) and (lacking := _lacking(dossier, paper)):
        return shown["unseen"].format(fields=lacking)
    return ""


def pages_here(file: Document) -> int:
    """How many pages a document has; 0 where its format has none."""
    return file.pages or (1 if file.media_type.startswith(PICTURE) else 0)


def counted_pages(text: str, sheets: tuple[str, ...]) -> int:
    """How many pages a text says that it has («Página 1 de 3» above or below a page); 0 where it does not, or differs.

    Args:
        text: With a form feed between pages.
        sheets: Words for a page, in small letters without accents.
    """
    edges = (line for page in text.split(PAGE_BREAK) for line in _edges(page))
    found = (_numbered(sheets).search(plain(line)) for line in edges)
    totals = {int(one[2]) for one in found if one and 1 <= int(one[1]) <= int(one[2])}
    return totals.pop() if len(totals) == 1 else 0


@lru_cache(maxsize=2)
def _numbered(sheets: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sheets))
    return re.compile(rf"\b(?:{words})\b[.: ]*(\d{{1,2}}) *(?:/|de|of) *(\d{{1,2}})(?![\d/])")


def _edges(page: str) -> tuple[str, ...]:
    lines = [line for line in page.splitlines() if line.strip()]
    return (*lines[:EDGE], *lines[-EDGE:])


CHECKS = (illegible, cut)
