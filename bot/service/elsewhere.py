"""What somebody asks of another case in the thread of this one: nothing changes, and they learn where to ask it."""

import re

from bot.core.case import Case
from bot.core.identifiers import invoice_key
from bot.core.intent import Elsewhere
from bot.intake.verdict import foreign_names, invoice_candidates, speaks_of_another, words_of
from bot.service.answer_mail import names_of
from bot.service.app import App
from bot.service.dossier import identifiers_of, invoice_of
from bot.service.turn import Turn

OPEN_CASES_AT_MOST = 500
"""Newest cases among which another one is looked for by its client."""


def asked_of_another(turn: Turn, app: App) -> Elsewhere | None:
    """The same words as something asked of another case, where they name it, or at least not this one."""
    text, own = turn.words.text, identifiers_of(turn.case)
    number = other_case(turn, app)
    if not number and not speaks_of_another(text, app.language.lexicon, own, names_of(turn.case, app)):
        return None
    return Elsewhere(**turn.incoming.spoken(text), number=number)


def other_case(turn: Turn, app: App) -> str:
    """The number of the one other open case of the branch that words name by number, invoice or client, or ``""``."""
    text, case, lexicon = turn.words.text, turn.case, app.language.lexicon
    numbers = _numbers(text, case)
    told = {invoice_key(letters + digits) for letters, digits in invoice_candidates(text, lexicon)}
    invoices = {invoice for invoice in told if not _has_invoice(case, {invoice})}
    clients = foreign_names(text, names_of(case, app), lexicon)
    if not (numbers or invoices or clients):
        return ""
    others = app.ledger.cases(case.process, open_only=True, limit=OPEN_CASES_AT_MOST)
    named = [
        other.number
        for other in others
        if other.branch == case.branch and other.number != case.number
        if other.number in numbers or _has_invoice(other, invoices) or _has_client(other, clients)
    ]
    return named[0] if len(named) == 1 else ""


def _numbers(text: str, case: Case) -> set[str]:
    """Numbers of cases as people write them: «AN-2026-000002», «an 2026-2»."""
    prefix, _, rest = case.number.partition("-")
    width = len(rest.rpartition("-")[2])
    found = re.finditer(rf"\b{prefix}[ -]?(\d{{4}})[ -](\d+)\b", text, re.IGNORECASE)
    return {f"{prefix}-{match[1]}-{int(match[2]):0{width}d}" for match in found}


def _has_invoice(case: Case, invoices: set[str]) -> bool:
    """Whether one of these is the case's invoice, with its letters or without."""
    own = invoice_of(case.facts)
    return bool(own) and any(key == own or (key.isdigit() and own.endswith(key)) for key in invoices)


def _has_client(case: Case, clients: tuple[frozenset[str], ...]) -> bool:
    own = words_of(case.client, case.client_named)
    return any(name <= own for name in clients)
