"""Whether scans can be read: blurred ones and those that were cut off are scanned again."""

from collections.abc import Iterator, Mapping

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.paper import INVOICE, LETTER, MEMO, REPLY, Evidence, Paper
from bot.checks.scanned import is_blurred
from bot.checks.wording import listed
from bot.core.document import Document, TextSource
from bot.core.finding import Severity

NEEDED: Mapping[str, tuple[str, ...]] = {
    MEMO: ("numero_memorando", "cliente", "nit", "factura_original", "valor_factura"),
    INVOICE: ("factura", "fecha", "cliente", "nit", "total"),
    REPLY: ("cliente", "factura"),
}
"""What must be read in what is always printed. A letter may be written by hand, which no engine reads."""


@check("scan.illegible", severity=Severity.ERROR)
def illegible(dossier: Dossier) -> Iterator[Evidence]:
    """A scan is so blurred that values that must be compared cannot be read."""
    for role, names in NEEDED.items():
        paper = dossier.paper(role)
        lacking = [name for name in names if not _has(paper, name)]
        if paper.document and _was_read(paper.document) and is_blurred(paper.document) and lacking:
            fields = [dossier.words.fields[name] for name in lacking]
            yield paper.evidence(documento=paper.title, dato=listed(fields, dossier.words))


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


@check("scan.cut", severity=Severity.WARNING)
def cut(dossier: Dossier) -> Iterator[Evidence]:
    """Lines of a scan run into the edge of the picture."""
    for rule in dossier.process.documents:
        paper = dossier.paper(rule.name)
        scan = paper.document.scan if paper.document else None
        if scan and scan.cut:
            yield paper.evidence(place=str(scan.cut[0]), documento=paper.title)


CHECKS = (illegible, cut)
