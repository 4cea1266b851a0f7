"""Automatic replies say until when somebody is away."""

from datetime import date

import pytest

from bot.intake.absence import absent_until
from bot.intake.mail_forms import MailForms
from bot.intake.parse import parse

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Me encuentro en vacaciones del 6 al 20 de marzo de 2026.", date(2026, 3, 20)),
        ("Estaré ausente hasta el viernes 20 de marzo.", date(2026, 3, 20)),
        ("Fuera de la oficina hasta el 20/03/2026", date(2026, 3, 20)),
        ("Fuera hasta el 20-3-26, luego respondo", date(2026, 3, 20)),
        ("Ausente hasta 2026-03-20.", date(2026, 3, 20)),
        ("Regreso el lunes 23 de marzo del 2026", date(2026, 3, 22)),
        ("Regresaré a la oficina el 23 de marzo", date(2026, 3, 22)),
        ("Del 2 de marzo al 5 de abril; los urgentes a Luis (tel. 300 555 0100)", date(2026, 4, 5)),
        ("I am out of the office until March 20, 2026.", date(2026, 3, 20)),
        ("I will be back on 23rd March", date(2026, 3, 22)),
        ("Estoy en comité toda la mañana.", None),
        ("Estuve ausente hasta el 20 de febrero de 2026.", None),
        ("Ausente hasta el 31 de febrero.", None),
        ("Llame al 300 555 0100 o al 20 de la extensión", None),
        ("", None),
    ],
)
def test_the_last_day_is_read(text: str, last: date | None, forms: MailForms) -> None:
    """Spanish and English days, with or without a year; what is past or no day is none."""
    mail = parse(f"Subject: Fuera de la oficina\nContent-Type: text/plain; charset=utf-8\n\n{text}".encode())
    assert absent_until(mail, forms, TODAY) == last


def test_a_day_without_a_year_may_be_next_years(forms: MailForms) -> None:
    """An absence over New Year ends in January."""
    mail = parse(b"Content-Type: text/plain\n\nVacaciones del 20 de diciembre al 8 de enero")
    assert absent_until(mail, forms, date(2026, 12, 22)) == date(2027, 1, 8)
