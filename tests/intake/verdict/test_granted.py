"""What an approval grants: the invoice of the case, or something else that it names."""

from datetime import date

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict import InvoiceDays, Lexicon, grants_another_time, judge, words_of

NAMES = words_of("Distribuidora La Acacia S.A.S.", "Cali", "Jefe de Servicio al Cliente")
OWN = frozenset(("FECA110000",))
DAYS = InvoiceDays(day=date(2026, 2, 13), months=frozenset(((2026, 1), (2026, 2))))


@pytest.mark.parametrize(
    "text",
    [
        "Autorizo anular el acta",
        "Autorizo anular la factura y la orden",
        "Autorizada la anulación de la factura de la Clínica",
        "Autorizo anular la factura del hospital",
        "Autorizo la cancelación del servicio",
        "Apruebo dar de baja el equipo",
        "Procedan con el envío de la carta",
        "Continúen con la revisión",
        "Desconozco mi aprobado",
        "Cambio mi aprobado",
    ],
)
def test_approval_of_something_else_is_asked_about(text: str, lexicon: Lexicon) -> None:
    """Whatever noun is not the invoice's is another thing."""
    assert judge(text, Stage.APPROVAL, lexicon, OWN, NAMES).verdict is not Verdict.APPROVE


@pytest.mark.parametrize(
    "text",
    [
        "Autorizo la anulación de la factura de venta FECA-110000",
        "Apruebo anular la presente factura",
        "Apruebo la anulación de la factura del cliente La Acacia",
        "Apruebo la anulación de la factura y la nota crédito",
        "Autorizo la anulación y la refacturación según el memorando",
        "La anulación está autorizada",
        "Autorizo anular de inmediato la factura",
        "Procedan con lo solicitado",
        "Procedan ustedes con toda confianza",
        "Desde ya tienen mi visto bueno",
        "Aprobado, vi la prueba del pago doble",
    ],
)
def test_approval_of_the_invoice_stays_one(text: str, lexicon: Lexicon) -> None:
    """The invoice, its client and what follows from annulling it are the case's own."""
    assert judge(text, Stage.APPROVAL, lexicon, OWN, NAMES).verdict is Verdict.APPROVE


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("Autorizo anular la factura de abril", True),
        ("Autorizo la anulación del mes de diciembre", True),
        ("Autorizada la anulación de la factura de enero de 2025", True),
        ("Autorizo anular la factura del 11/02/2026", True),
        ("Autorizo anular la factura emitida el 11 de febrero", True),
        ("Autorizo anular la factura con fecha 13/01/2026", True),
        ("Autorizo anular la factura del 2025", True),
        ("Autorizo anular la factura FECA-110000 de marzo", True),
        ("Autorizo anular la factura de febrero", False),
        ("Autorizo anular la factura del mes de enero", False),
        ("Autorizo anular la factura FECA-110000 del 13 de febrero de 2026", False),
        ("Apruebo la anulación hoy 4 de marzo", False),
        ("Aprobado, la carta es del 4 de marzo", False),
        ("Aprobada la factura de febrero por duplicidad con la de marzo", False),
    ],
)
def test_day_beside_the_invoice_must_be_its_own(text: str, another: bool, lexicon: Lexicon) -> None:
    """A month, a year or a day that the invoice does not have is of another invoice; other days are no matter."""
    assert grants_another_time(text, DAYS, lexicon) is another


def test_no_day_is_foreign_where_none_is_known(lexicon: Lexicon) -> None:
    """Without any day of the invoice, none can be another."""
    nothing = InvoiceDays(day=None, months=frozenset())
    assert not grants_another_time("Autorizo anular la factura de abril", nothing, lexicon)
