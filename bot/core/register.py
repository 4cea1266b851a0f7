"""A case as a row of the register, and its decisions as lines of the history."""

from bot.core.case import Case, Correction, Decision
from bot.core.document import FieldValue
from bot.core.intent import FILING_DAY, FILING_NUMBER, NEW_INVOICE

Row = dict[str, str]
"""A line by field name; text for people and machines: money with a point, days and moments in ISO 8601."""

FACTS = {
    "nit": "nit",
    "contrato": "contrato",
    "factura": "factura_original",
    "fecha_factura": "fecha_factura",
    "valor_factura": "valor_factura",
    "tipo": "tipo",
    "causal": "causal",
    "valor_costos": "valor_costos",
    "memorando": "numero_memorando",
    "nueva_factura": "nueva_factura",
    "valor_nueva_factura": "valor_nueva_factura",
}
"""Fields of the row that the documents give."""

TOLD = (NEW_INVOICE, "nota_credito", FILING_NUMBER, FILING_DAY)
"""Fields of the row that answers give; they go before the documents."""


def row(case: Case) -> Row:
    """The case's one row."""
    last = case.standing[-1] if case.standing else None
    return {
        "radicado": case.number,
        "estado": case.register,
        "etapa": str(case.state),
        "cliente": case.client_named,
        "seccional": case.branch,
        "ciudad": case.city,
        "solicitante": case.requester,
        "solicitado": case.opened_at.isoformat(),
        "decidio": last.person if last else "",
        "decidido": last.at.isoformat() if last else "",
        "ronda": str(case.round),
        **{field: text(case.facts.get(fact)) for field, fact in FACTS.items()},
        **{field: case.values[field] for field in TOLD if field in case.values},
    }


def history(case: Case) -> tuple[Row, ...]:
    """One line for each decision ever taken on the case, and for each value that was told wrong at first."""
    decided = (_line(case.number, decision) for decision in case.decisions)
    return (*decided, *(_corrected(case.number, correction) for correction in case.corrections))


def _line(number: str, decision: Decision) -> Row:
    return {
        "radicado": number,
        "ronda": str(decision.round),
        "paso": decision.step,
        "persona": decision.person,
        "decision": _called(decision),
        "palabras": decision.words,
        "momento": decision.at.isoformat(),
    }


def _called(decision: Decision) -> str:
    taken = "approved" if decision.approved else "refused"
    return f"{taken}_undone" if decision.undone else taken


def _corrected(number: str, correction: Correction) -> Row:
    return {
        "radicado": number,
        "ronda": str(correction.round),
        "paso": correction.step,
        "persona": correction.person,
        "decision": "corrected",
        "palabras": f"{correction.former} → {correction.value}: {correction.words}",
        "momento": correction.at.isoformat(),
    }


def text(value: FieldValue) -> str:
    """A fact as text that can be read back: money with a point, days in ISO 8601, several marks with commas."""
    if value is None:
        return ""
    return ",".join(value) if isinstance(value, tuple) else str(value)
