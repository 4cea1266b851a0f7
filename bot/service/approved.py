"""What an approval grants, held against what the memo of the case asks for."""

from datetime import date
from decimal import Decimal

from bot.core.case import Case
from bot.intake.verdict import (
    InvoiceDays,
    Lexicon,
    OwnFacts,
    bills_anew,
    calls_it_valid,
    charges_costs,
    grants_another_time,
    names_another_amount,
    waives_costs,
)
from bot.service.dossier import identifiers_of


def differs_from_memo(text: str, case: Case, lexicon: Lexicon) -> str:
    """Why an approval is of another amount, invoice, month or kind than the memo's, or ``""``."""
    if names_another_amount(text, _amounts(case)):
        return "other_amount"
    if calls_it_valid(text, identifiers_of(case), lexicon):
        return "valid"
    if grants_another_time(text, _invoice_days(case), lexicon):
        return "other_time"
    charged = case.facts.get("cobro_costos")
    if (charged is True and waives_costs(text, lexicon)) or (charged is False and charges_costs(text, lexicon)):
        return "other_costs"
    return "other_kind" if case.facts.get("tipo") == ("anulacion",) and bills_anew(text, lexicon) else ""


def own_facts(case: Case) -> OwnFacts:
    """What of the memo an approval may repeat."""
    total, cause, reason = (case.facts.get(name) for name in ("valor_factura", "causal", "motivo"))
    known = total if isinstance(total, Decimal) else None
    return OwnFacts(total=known, cause=str(cause or ""), reason=str(reason or ""))


def _amounts(case: Case) -> frozenset[Decimal]:
    """Every amount that an approval may name without approving something else."""
    return frozenset(value for value in case.facts.values() if isinstance(value, Decimal))


def _invoice_days(case: Case) -> InvoiceDays:
    """The day of the invoice, and every month that it bills: ``periodo`` is «2026-02-01/2026-02-28»."""
    day, period = case.facts.get("fecha_factura"), case.facts.get("periodo")
    day = day if isinstance(day, date) else None
    billed = [date.fromisoformat(end) for end in period.split("/")] if isinstance(period, str) else []
    counted = [end.year * 12 + end.month - 1 for end in billed]
    months = {divmod(month, 12) for month in range(min(counted), max(counted) + 1)} if counted else set()
    months |= {(day.year, day.month - 1)} if day else set()
    return InvoiceDays(day=day, months=frozenset((year, month + 1) for year, month in months))
