"""Requests with one fault each, and requests close to it without: mails drawn as ``data/faults.es.yaml`` says."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

from pypdf import PdfReader, PdfWriter

from bot.core.known import Elsewhere
from bot.testing.case_facts import CaseFacts, Request
from bot.testing.documents import PDF, ROLES, File, document
from bot.testing.einvoice import electronic_invoice
from bot.testing.facts import facts
from bot.testing.invoice import invoice_pdf
from bot.testing.log import log_entries, log_xlsx
from bot.testing.mails import MailBuilder, request
from bot.testing.memo import memo_xlsx
from bot.testing.paper import Paper
from bot.testing.pdfs import client_letter_pdf, reply_letter_pdf
from bot.testing.printed import printed
from bot.testing.scan import scan
from bot.testing.words import words
from bot.testing.workbook import Form

KINDS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("subtotal", "vat", "total", "admin_amount", "new_value"), Decimal),
    "request": Request,
    "stamped_at": datetime.fromisoformat,
}
TOO_DENSE = 3 << 20  # bytes of zeros
BLURRED = 50  # dots per inch
TITLE = 10  # letters
LOST = 5  # one part in so many

Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One request.

    Attributes:
        mail: As the coordinator sends it.
        elsewhere: What other cases hold, ``None`` where nobody knows.
    """

    mail: MailBuilder
    elsewhere: Elsewhere | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A request with the fault of a check, and one close to it that has none; drawn when they are asked for.

    Attributes:
        fault: Draws the one.
        near: Draws the other.
        engines: Whether scans must be read for the fault to be seen.
    """

    fault: Callable[[], Sample]
    near: Callable[[], Sample]
    engines: bool


@cache
def faults() -> Mapping[str, Pair]:
    """By the code of the check that finds the fault."""
    raw = words("faults")
    return {
        code: Pair(
            fault=partial(_sample, raw["case"], pair["fault"]),
            near=partial(_sample, raw["case"], pair["near"]),
            engines=pair.get("engines", False),
        )
        for code, pair in raw["faults"].items()
    }


def _sample(case: Changes, changes: Changes) -> Sample:
    known = facts(**{"n": 0} | _typed(case) | _typed(changes.get("case", {})))
    drawn = {role: replace(known, **_typed(other)) for role, other in changes.get("drawn", {}).items()}
    files = [
        _named(document(known, role, _bytes(role, drawn.get(role, known), changes)), role, changes)
        for role in ROLES
        if role not in changes.get("without", ())
    ]
    files += [_beside(other, known) for other in changes.get("beside", ())]
    mail = request(known, files=tuple(files), sender=changes.get("sender"), subject=changes.get("subject"))
    elsewhere = None if changes.get("alone") else Elsewhere(**changes.get("elsewhere", {}))
    return Sample(mail=mail, elsewhere=elsewhere)


def _named(file: File, role: str, changes: Changes) -> File:
    return replace(file, filename=changes.get("named", {}).get(role, file.filename))


def _bytes(role: str, case: CaseFacts, changes: Changes) -> bytes:
    how = dict(changes.get("how", {}).get(role, {}))
    entries = how.pop("entries", {})
    if entries:
        told = log_entries(case)
        how["entries"] = tuple(replace(one, **entries.get(place, {})) for place, one in enumerate(told, start=1))
    content = DRAW[role](case, **how)
    damage = changes.get("damaged", {}).get(role)
    return DAMAGE[damage](content) if damage else content


def _beside(other: Changes, known: CaseFacts) -> File:
    """A further file: a document of the case or of another one, drawn once more."""
    case = replace(facts(other["n"]) if "n" in other else known, **_typed(other.get("drawn", {})))
    content = DRAW[other["role"]](case, **other.get("how", {}))
    return File(filename=other["filename"], media_type=PDF, content=content)


def _typed(known: Changes) -> dict[str, Any]:
    """Facts as cases have them, from what YAML can write."""
    return {name: KINDS[name](value) if name in KINDS else value for name, value in known.items()}


def _letter(case: CaseFacts, *, scanned: bool = False, **how: Any) -> bytes:  # noqa: ANN401 - as the drawing takes it
    """In grey and with text, unless a scan is asked for."""
    return client_letter_pdf(case, scanned=scanned, colour=False, **how)


def _sheet(_: CaseFacts, *, text: str) -> bytes:
    """A page that has nothing to do with the case."""
    paper = Paper(title="", author="")
    paper.paragraph(72, 72, 400, text)
    return paper.pdf()


def _workbook(_: CaseFacts, *, text: str) -> bytes:
    """A workbook that has nothing to do with the case."""
    form = Form(text[:TITLE], fill="FFFFFF", heading_fill="FFFFFF")
    form.write((1, 1, 1, 1), text, "value")
    return form.saved()


def _locked(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secreto", algorithm="RC4-128")
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def _cropped(content: bytes) -> bytes:
    """The scan of a sheet that lay too far to the left: a fifth of it is missing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for page in writer.pages:
        page.mediabox.left = page.cropbox.left = page.mediabox.width / LOST
    saved = io.BytesIO()
    writer.write(saved)
    return scan(saved.getvalue(), skew=0)


def _dense(_: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(TOO_DENSE))
    return saved.getvalue()


DRAW: Mapping[str, Callable[..., bytes]] = {
    "memorando": memo_xlsx,
    "factura_original": invoice_pdf,
    "carta_cliente": _letter,
    "carta_respuesta": reply_letter_pdf,
    "informe_gestiones": log_xlsx,
    "factura_electronica": electronic_invoice,
    "hoja": _sheet,
    "libro": _workbook,
}

DAMAGE: Mapping[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 3],
    "locked": _locked,
    "dense": _dense,
    "packed": lambda content: b"Rar!\x1a\x07\x01\x00" + content,
    "printed": printed,
    "blurred": lambda content: scan(content, dpi=BLURRED),
    "cropped": _cropped,
}
