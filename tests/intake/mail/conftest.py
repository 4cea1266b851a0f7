"""The word lists, read once."""

import re
from pathlib import Path

import pytest

from bot.intake.mail_forms import MailForms, load_mail_forms
from bot.intake.unanswerable import OwnMail

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def forms() -> MailForms:
    """The shipped word lists."""
    return load_mail_forms(ROOT / "templates" / "mail_forms.es.yaml")


@pytest.fixture(scope="session")
def own() -> OwnMail:
    """A bot with one mailbox and recognisable ids."""
    return OwnMail(
        addresses=frozenset({"anulaciones@modelo.example"}),
        message_id=re.compile(r"[a-z0-9-]+\.tramita@modelo\.example"),
    )
