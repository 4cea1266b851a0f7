"""The five documents of a request, under the names that people give to files."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.testing.case_facts import CaseFacts, spoken
from bot.testing.log import log_xlsx
from bot.testing.memo import Layout, memo_xlsx
from bot.testing.pdfs import client_letter_pdf, invoice_pdf, reply_letter_pdf, stamped_memo_pdf
from bot.testing.words import words

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROLES = ("memorando", "factura_original", "carta_cliente", "carta_respuesta", "informe_gestiones")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An attachment to be."""

    filename: str
    media_type: str
    content: bytes


@lru_cache(maxsize=64)
def _drawn(draw: Callable[..., bytes], facts: CaseFacts, **how: object) -> bytes:
    """A document, drawn once: tests ask for the same few again and again."""
    return draw(facts, **how)


def five(
    facts: CaseFacts,
    *,
    layout: Layout = "head_office",
    scanned: Collection[str] = ("carta_cliente",),
    colour: bool = False,
    signed_by_client: bool = True,
    signed_by_company: bool = True,
    without: Collection[str] = (),
    instead: Mapping[str, bytes] | None = None,
) -> tuple[File, ...]:
    """Draw what comes with a request, in the order of :data:`ROLES`.

    Args:
        facts: The case.
        layout: Of the memo.
        scanned: Roles that come as pictures: any of the three PDFs.
        colour: Whether pictures are in colour, as from the branches' better scanners; grey is faster.
        signed_by_client: Whether the client signed the acceptance in the reply letter.
        signed_by_company: Whether the branch signed the reply letter.
        without: Roles that are forgotten.
        instead: Other contents for some roles, for example ``{"memorando": memo_xlsx(facts, cells=…)}``.
    """
    draw = {
        "memorando": lambda: _drawn(memo_xlsx, facts, layout=layout),
        "factura_original": lambda: _drawn(invoice_pdf, facts, scanned="factura_original" in scanned, colour=colour),
        "carta_cliente": lambda: _drawn(client_letter_pdf, facts, scanned="carta_cliente" in scanned, colour=colour),
        "carta_respuesta": lambda: _drawn(
            reply_letter_pdf,
            facts,
            signed_by_client=signed_by_client,
            signed_by_company=signed_by_company,
            scanned="carta_respuesta" in scanned,
            colour=colour,
        ),
        "informe_gestiones": lambda: _drawn(log_xlsx, facts),
    }
    given = instead or {}
    return tuple(
        document(facts, role, given[role] if role in given else draw[role]()) for role in ROLES if role not in without
    )


def document(facts: CaseFacts, role: str, content: bytes) -> File:
    """A file of one role under the name that people of this branch would give it."""
    habits = words("mails")["filenames"]
    name = habits[facts.n % len(habits)][role].format_map(spoken(facts))
    return File(filename=name, media_type=PDF if name.endswith(".pdf") else XLSX, content=content)


@lru_cache(maxsize=64)
def stamped_memo(facts: CaseFacts) -> File:
    """The scan that comes with the answer ``radicado``."""
    name = words("mails")["stamped_filename"].format_map(spoken(facts))
    return File(filename=name, media_type=PDF, content=stamped_memo_pdf(facts))
