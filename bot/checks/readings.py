"""What was read in pictures of pages, for whoever decides: a program that reads pictures may be wrong."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.paper import LETTER, Evidence, Paper
from bot.checks.scanned import Unverified, in_words
from bot.checks.wording import listed
from bot.checks.words import CheckWords
from bot.core.document import Ink, Signatory, TextSource
from bot.core.finding import Severity


@check("scan.read", severity=Severity.INFO)
def read(dossier: Dossier) -> Iterator[Evidence]:
    """A document is a scan, and these values were read in it."""
    for rule in dossier.process.documents:
        paper = dossier.paper(rule.name)
        values = ", ".join(_told(paper, dossier.words))
        if paper.document and paper.document.text_source is TextSource.OCR and values:
            read = "; ".join(filter(None, (values, _signed(paper, dossier.words))))
            yield Evidence(document=rule.name, data={"documento": paper.title, "leido": read})


def _signed(paper: Paper, words: CheckWords) -> str:
    """What is seen of the client's signature on their letter; of that on a reply somebody is asked."""
    if paper.role != LETTER or not paper.document:
        return ""
    seen = paper.document.ink.get(Signatory.CLIENT)
    return words.shown["ink_unknown"] if seen is None else words.shown["ink"] if seen is Ink.INK else ""


def _told(paper: Paper, words: CheckWords) -> Iterator[str]:
    """The values that people compare, each after its name."""
    for name, label in words.readings.items():
        value = paper.document.value(name) if paper.document and paper.has(name) else None
        if isinstance(value, str | Decimal | date):
            yield f"{label} {in_words(value)}"


@check("scan.unverified_value", severity=Severity.WARNING)
def unverified_value(dossier: Dossier) -> Iterator[Evidence]:
    """What was read in a scan differs from the other documents by no more than what engines misread."""
    alike: dict[tuple[str, str, str], list[Unverified]] = {}
    for one in dossier.unverified:
        alike.setdefault((dossier.words.fields.get(one.name, one.name), one.read, one.expected), []).append(one)
    for (name, found, expected), ones in alike.items():
        papers = [dossier.paper(one.role) for one in ones]
        titles = listed([paper.title for paper in papers], dossier.words)
        yield papers[0].evidence(ones[0].name, documento=titles, dato=name, leido=found, esperado=expected)


CHECKS = (read, unverified_value)
