"""What somebody writes beside the documents of a case, for those who decide on it."""

from collections.abc import Mapping

from bot.core.document import FieldValue
from bot.core.react.words import fact
from bot.intake.verdict import noted
from bot.service.app import App


def note_of(text: str, facts: Mapping[str, FieldValue], app: App, *names: str) -> str:
    """The words without their closing formula, or ``""`` where they say nothing that the request does not.

    Args:
        text: The author's own words.
        facts: What the documents say.
        app: Everything.
        names: What else the request says: its subject, its author.
    """
    people = (person.name for person in app.rules.company.people)
    known = (*names, *people, *(str(fact(value)) for value in facts.values()))
    return noted(_without_closing(text, app), known, app.language.lexicon)


def _without_closing(text: str, app: App) -> str:
    lines = text.rstrip().splitlines()
    while lines and (not lines[-1].strip() or app.language.forms.closing.fullmatch(lines[-1].strip(" ,.").lower())):
        lines.pop()
    return "\n".join(lines)
