"""What a mail is taken for when nobody remembers the thread."""

from dataclasses import replace

import pytest

from bot.testing.mails import MailBuilder
from tests.inspect.conftest import Look
from tests.inspect.mails import APPROVER, COORDINATOR, DATE, MAILBOX, answer, mail

PLAIN = MailBuilder(sender=COORDINATOR, to=(MAILBOX,), subject="Saludos", date=DATE, text="¿En qué va esto?")
REQUEST = replace(PLAIN, subject="ANULADO-Ferretería El Tornillo-CALI")


@pytest.mark.parametrize(
    ("builder", "kind", "intent"),
    [
        (PLAIN, "unrecognised", None),
        (REQUEST, "request", "open"),
        (replace(REQUEST, subject="RV: ANULADO-Ferretería El Tornillo-CALI"), "request", "open"),
        (replace(REQUEST, subject="Rv: RE: ANULADO-Ferretería El Tornillo-CALI"), "request", "open"),
        (replace(REQUEST, subject="RE: ANULADO-Ferretería El Tornillo-CALI"), "reply", "answer"),
        (replace(REQUEST, subject="ANULADO-Ferretería El Tornillo-LETICIA"), "request", "open"),
        (replace(REQUEST, in_reply_to="x@y.example"), "reply", "answer"),
        (replace(PLAIN, references=("x@y.example",)), "reply", "answer"),
        (replace(PLAIN, subject="Re: Saludos"), "reply", "answer"),
        (replace(PLAIN, subject="[AN-2026-000123] Saludos"), "reply", "answer"),
        (replace(REQUEST, headers=(("Auto-Submitted", "auto-replied"),)), "auto_reply", None),
        (replace(REQUEST, headers=(("Precedence", "bulk"),)), "bulk", None),
        (replace(REQUEST, headers=(("X-Failed-Recipients", "a@b.example"),)), "bounce", None),
        (replace(REQUEST, sender=MAILBOX), "auto_reply", None),
    ],
)
def test_evidence_decides_the_kind(builder: MailBuilder, kind: str, intent: str | None, look: Look) -> None:
    """Machines first, then answers by headers, tag or prefix, then requests by their subject."""
    found = look(builder.raw())
    assert (found["kind"], found["intent"], found["verdict"] is not None) == (kind, intent, kind == "reply")


@pytest.mark.parametrize("subject", ["RE: ANULADO-Ferretería El Tornillo-CALI", "RV: REFACTURADO-La Nube-BOGOTA"])
def test_a_subject_gives_its_fields_whatever_the_kind(subject: str, look: Look) -> None:
    """Client, city and keyword are told for answers too."""
    found = look(mail(subject))
    assert found["process"] == "anulacion"
    assert set(found["fields"]) == {"cliente", "ciudad", "palabra_clave"}


def test_a_tag_names_the_process(look: Look) -> None:
    """The prefix of a case number belongs to one process."""
    assert look(answer("Aprobado."))["process"] == "anulacion"
    assert look(mail("Re: [ZZ-2026-000123] Solicitud"))["process"] is None


@pytest.mark.parametrize(
    ("text", "verdict", "intent"),
    [
        ("Aprobado.", "approve", "answer"),
        ("No apruebo, falta la carta.", "reject", "answer"),
        ("Por favor retiren la solicitud, ya no la necesitamos.", "unclear", "withdraw"),
        ("¿Quién revisó los soportes?", "unclear", "answer"),
        ("", "unclear", "comment"),
    ],
)
def test_words_decide_verdict_and_intent(text: str, verdict: str, intent: str, look: Look) -> None:
    """An answer decides, asks, withdraws or says nothing."""
    found = look(answer(text))
    assert (found["verdict"], found["intent"]) == (verdict, intent)


def test_quoted_words_are_not_the_authors(look: Look) -> None:
    """The verdict is read in the new text, while the whole text is there too."""
    quoted = "Aprobado.\n\nEl mié, 4 mar 2026 a las 10:15, Bot (<a@b.example>) escribió:\n> Responda: NO APROBADO\n"
    found = look(answer(quoted, sender=APPROVER))
    assert (found["new_text"], found["verdict"]) == ("Aprobado.", "approve")
    assert "NO APROBADO" in found["text"]
