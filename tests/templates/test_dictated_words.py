"""The words that our mails give people to answer with are theirs when they repeat them, in every mail program."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.intake.mail_forms import load_mail_forms
from bot.intake.parse import parse
from bot.intake.reply import new_text
from bot.settings import bundled
from bot.testing.replies import CLIENTS, reply

FORMS = load_mail_forms(bundled("templates") / "mail_forms.es.yaml")
GIVEN = re.compile(
    r"(?i:respond[ae]\w*|diga|o con|y)\s(?:este correo )?(?:con )?(?:«([^»]+)»|((?:[A-ZÁÉÍÓÚÑ]{2,}\s?)+))"
)
US = "Anulaciones <anulaciones@empresa.example>"
THEM = "diana.caicedo@empresa.example"


def dictated() -> Iterator[tuple[str, str]]:
    """Each answer that a letter asks for, with the first letter that does."""
    seen: set[str] = set()
    for path in sorted((Path(__file__).parent / "snapshots").glob("*.txt")):
        text = path.read_text("utf-8").partition("\n\n")[2]
        for found in GIVEN.finditer(" ".join(text.split())):
            answer = (found[1] or found[2]).strip()
            if answer not in seen:
                seen.add(answer)
                yield answer, text


DICTATED = sorted(dictated())


def test_the_answers_that_letters_ask_for_are_found() -> None:
    """The search below looks at something."""
    assert {"APROBADO", "PUEDEN SEGUIR", "en el documento está bien"} <= {answer for answer, _ in DICTATED}


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(("answer", "text"), DICTATED, ids=[answer for answer, _ in DICTATED])
def test_a_given_answer_is_its_author_s(answer: str, text: str, client: str) -> None:
    """Repeated as it stands in our mail, it is no part of what is quoted."""
    ours = EmailMessage()
    ours["From"], ours["To"], ours["Subject"], ours["Message-ID"] = US, THEM, "Caso", "<1@empresa.example>"
    ours["Date"] = "Wed, 04 Mar 2026 10:00:00 -0500"
    ours.set_content(text)
    found = new_text(parse(reply(ours.as_bytes(), answer, client=client, sender=f"Diana <{THEM}>")), FORMS, (text,))
    assert found.text.strip() == answer
    assert found.separable
