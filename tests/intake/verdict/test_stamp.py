"""Number and day on the stamp of a copy that has text."""

from datetime import date

import pytest

from bot.core.intent import Filing
from bot.intake.verdict import stamp
from bot.intake.verdict.lexicon import Lexicon

_TODAY = date(2026, 3, 12)
_OWN = frozenset({"FECA104582", "CAL01472026"})
_MEMO = "MEMORANDO\nMemorando N° CAL-0147-2026 Fecha 02/03/2026\nFactura original N° FECA-104582\nFirmado\n"


@pytest.mark.parametrize(
    ("stamped", "number", "day"),
    [
        ("RADICADO\nFACTURACIÓN CALI\n05 MAR 2026 4:00 p. m.\nFAC-CAL-2026-00500\nRecibido", "FAC-CAL-2026-00500", 5),
        ("Radicado\n4512\n5-mar-2026", "4512", 5),
        ("RADICACIÓN\nFECA-104582\n05/03/2026", None, 5),
        ("RADICADO\n4512\n4513", None, None),
        ("RADICADO\nFecha 20/03/2026", None, None),
        ("Recibido para su trámite, 4 de marzo de 2026", None, None),
    ],
)
def test_a_stamp_tells_number_and_day(stamped: str, number: str | None, day: int | None, lexicon: Lexicon) -> None:
    """The lines below its heading are read, and nothing else of the paper; two numbers are none."""
    expected = Filing(number=number, day=date(2026, 3, day) if day else None)
    assert stamp(_MEMO + stamped, lexicon, _TODAY, _OWN) == expected
