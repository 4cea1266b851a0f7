"""What was read in pictures of pages, for whoever decides: a program that reads pictures may be wrong."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.checks.check import check
from bot.checks.dossier import Dossier, Evidence, Paper, on_paper
from bot.checks.words import CheckWords
from bot.core.document import FieldValue, TextSource
from bot.core.finding import Severity
from bot.core.money import written


@check("scan.read", severity=Severity.INFO)
def read(dossier: Dossier) -> Iterator[Evidence]:
    """A document is a scan, and these values were read in it."""
    for rule in dossier.process.documents:
        paper = dossier.paper(rule.name)
        values = ", ".join(_told(paper, dossier.words))
        if paper.document and paper.document.text_source is TextSource.OCR and values:
            yield Evidence(document=rule.name, data={"documento": paper.title, "leido": values})


def _told(paper: Paper, words: CheckWords) -> Iterator[str]:
    """The values that people compare, each after its name."""
    for name, label in words.readings.items():
        if text := _written(paper.document.value(name) if paper.document else None):
            yield f"{label} {text}"


def _written(value: FieldValue) -> str:
    """Text, an amount or a day as people write it; nothing for anything else."""
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, date):
        return on_paper(value)
    return value if isinstance(value, str) else ""


CHECKS = (read,)
