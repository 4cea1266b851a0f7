"""Another subject for a request that nobody approved yet: a mail's own, or one that its words name."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.case import Case
from bot.core.decide.supplying import takes_corrections
from bot.core.process import Process
from bot.core.subject import Title
from bot.intake.documents.sorting.roles import named_in
from bot.intake.verdict import named_words
from bot.service.app import App
from bot.service.incoming import Incoming
from bot.service.situation import process_of


def retitled(incoming: Incoming, case: Case, app: App, words: str = "") -> Title | None:
    """What a mail gives in the place of the case's subject; whether it fits better, the documents say.

    Args:
        incoming: The mail.
        case: The case that it is about.
        app: Everything.
        words: What its author wrote, where that may name the subject or its keyword.
    """
    if not takes_corrections(case):
        return None
    own = Title(keyword=case.keyword, client=case.client, city=case.city)
    told = (title for title in _titles(incoming, own, process_of(case, app), app, words) if title != own)
    title = next(told, None)
    branch = app.rules.company.branch_serving(title.city) if title else None
    return title if branch and branch.name == case.branch else None


def _titles(incoming: Incoming, own: Title, process: Process, app: App, words: str) -> Iterator[Title]:
    lines = [part for line in words.splitlines() for part in (line, line.rpartition(":")[2])]
    for reading in (incoming.subject, *map(app.language.subjects.read, lines)):
        if reading.process == process.name and (title := reading.title):
            yield title
    keyword = _keyword_named(words, own.keyword, process, app)
    if keyword:
        yield replace(own, keyword=keyword)


def _keyword_named(words: str, own: str, process: Process, app: App) -> str:
    """The keyword that words put in the place of the case's own; none where they may speak of a document or of both."""
    keywords = {keyword.text: keyword.value for keyword in process.subject.keywords}
    named = [keywords[text] for text in named_words(words, tuple(keywords), app.language.lexicon)]
    kinds = {process.fits.get(keyword, (keyword,)) for keyword in named}
    if (
        len(kinds) != 1
        or process.fits.get(own, (own,)) in kinds
        or named_in(words, app.language.documents, surely=True)
    ):
        return ""
    return named[0]
