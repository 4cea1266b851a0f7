"""What no single value can show: whether the parts of the rules fit together.

These checks look at what was written, not at the models, so that one bad value hides no other problem.
"""

from collections.abc import Iterator

from bot.errors import Problem
from bot.rules.consistency_process import (
    approvers,
    branches_of_checks,
    checks,
    conditions,
    expected_documents,
    keywords_that_fit,
    steps,
    subjects,
)
from bot.rules.consistency_roster import (
    cities,
    connections,
    coordinators_of_two_names,
    coordinators_without_branch,
    deputies,
    domains,
    mailboxes,
    repeated_names,
    roles,
)
from bot.rules.source import Source
from bot.rules.vocabulary import Vocabulary


def inconsistencies(source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Everything that does not fit together."""
    yield from repeated_names(source)
    yield from roles(source)
    yield from coordinators_without_branch(source)
    yield from coordinators_of_two_names(source)
    yield from domains(source)
    yield from cities(source)
    yield from deputies(source)
    yield from mailboxes(source)
    yield from connections(source)
    yield from subjects(source)
    yield from keywords_that_fit(source)
    yield from checks(source, vocabulary)
    yield from branches_of_checks(source)
    yield from steps(source)
    yield from conditions(source, vocabulary)
    yield from expected_documents(source)
    yield from approvers(source)
