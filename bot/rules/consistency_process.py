"""Whether the parts of a process fit together and to what the program knows."""

from collections.abc import Iterator

from bot.errors import Problem
from bot.intake.words import fold
from bot.rules.consistency_roster import holders
from bot.rules.source import Path, Source
from bot.rules.vocabulary import Vocabulary
from bot.rules.wording import nearest

COMPARISONS = frozenset({"is", "in", "includes", "at_least"})


def subjects(source: Source) -> Iterator[Problem]:
    """Subjects that are not a free field and then one with a catalogue."""
    for path, fields in source.nodes("processes.*.subject.fields"):
        if isinstance(fields, list) and [isinstance(part, dict) for part in fields] != [False, True]:
            yield source.problem(path, "subject_fields")


def keywords_that_fit(source: Source) -> Iterator[Problem]:
    """Keywords in ``fits`` that the subject does not have."""
    for process, _ in source.nodes("processes.*"):
        keywords = {fold(word): word for _, word in source.find("subject.keywords.*", process)}
        for path, _ in source.nodes("fits.*", process):
            word = str(path[-1])
            if fold(word) not in keywords:
                near = nearest(word, keywords.values())
                yield source.problem(path, "keyword_unknown", given=word, near=near)


def checks(source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Checks that do not exist or stand twice."""
    for process, _ in source.nodes("processes.*"):
        first: dict[str, Path] = {}
        for path, code in _checks(source, process):
            earlier = first.setdefault(code, path)
            if code not in vocabulary.checks:
                near = nearest(code, vocabulary.checks)
                yield source.problem(path, "check_unknown", given=code, near=near)
            elif earlier != path:
                yield source.problem(path, "repeated", given=code, first=str(source.places[earlier][0]))


def branches_of_checks(source: Source) -> Iterator[Problem]:
    """Branches for which a check has a list and that do not exist, so that it would find nothing."""
    branches = {fold(name): name for _, name in source.find("branches.*.name")}
    for path, _ in source.nodes("processes.*.checks.*.*.prefixes.*"):
        name = str(path[-1])
        if fold(name) not in branches:
            yield source.problem(path, "branch_unknown", given=name, near=nearest(name, branches.values()))


def steps(source: Source) -> Iterator[Problem]:
    """Steps whose keys do not belong together."""
    for path, _ in source.nodes("processes.*.steps.*"):
        given = {str(key[-1]): text for key, text in source.find("*", path)}
        ask = given.get("ask")
        if ask == "value" and "field" not in given:
            yield source.problem(path, "value_without_field")
        if ask in {"approve", "confirm"} and "field" in given:
            yield source.problem((*path, "field"), "field_without_value", given=given["field"])
        if ask in {"confirm", "value"} and "on_refused" in given:
            yield source.problem((*path, "on_refused"), "refused_without_approval")


def conditions(source: Source, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Conditions that compare nothing, too much, or what cannot be there."""
    for process, _ in source.nodes("processes.*"):
        run = {code for _, code in _checks(source, process)}
        for pattern in ("steps.*.when", "steps.*.when.*"):
            for path, node in source.nodes(pattern, process):
                if isinstance(node, dict):
                    yield from _condition(source, path, frozenset(node), vocabulary)
                    yield from _findings(source, path, run)


def _condition(source: Source, path: Path, keys: frozenset[str], vocabulary: Vocabulary) -> Iterator[Problem]:
    comparisons = len(keys & COMPARISONS)
    if ("finding" in keys) == ("field" in keys) or comparisons != int("field" in keys):
        yield source.problem(path, "condition")
    for field, name in source.find("field", path):
        if name not in vocabulary.facts:
            yield source.problem(field, "fact_unknown", given=name, near=nearest(name, vocabulary.facts))


def _findings(source: Source, condition: Path, run: set[str]) -> Iterator[Problem]:
    for pattern in ("finding", "finding.*"):
        for path, code in source.find(pattern, condition):
            if code not in run:
                yield source.problem(path, "finding_never_found", given=code, near=nearest(code, run))


def expected_documents(source: Source) -> Iterator[Problem]:
    """Documents of an answer that are a misspelt document of the request; a step may expect others of its own."""
    for process, _ in source.nodes("processes.*"):
        declared = {str(path[-1]) for path, _ in source.nodes("documents.*", process)}
        for path, name in source.find("steps.*.expects.*", process):
            near = nearest(name, declared, cutoff=0.85)
            if name not in declared and near:
                yield source.problem(path, "document_misspelt", given=name, near=near)


def approvers(source: Source) -> Iterator[Problem]:
    """Approvals that somebody who may open the case could give only to themselves, or nobody at all."""
    for process, _ in source.nodes("processes.*"):
        opened_by = {role for _, role in source.find("opened_by.*", process)}
        for step, _ in source.nodes("steps.*", process):
            given = {str(key[-1]): text for key, text in source.find("*", step)}
            asked = {role for _, role in source.find("who.*", step)}
            if given.get("ask") == "approve":
                yield from _approvers(source, step, opened_by, asked)


def _approvers(source: Source, step: Path, opened_by: set[str], asked: set[str]) -> Iterator[Problem]:
    alone: set[str] = set()
    for branch, _ in source.nodes("branches.*"):
        held = holders(source, branch)
        possible = {address for role in asked for address in held.get(role, ())}
        requesters = {address for role in opened_by for address in held.get(role, ())}
        alone |= {person for person in requesters if possible == {person}}
    for person in sorted(alone):
        yield source.problem((*step, "who"), "approves_own_request", given=person)


def _checks(source: Source, process: Path) -> Iterator[tuple[Path, str]]:
    yield from source.find("checks.*", process)
    yield from ((path, str(path[-1])) for path, _ in source.nodes("checks.*.*", process))
