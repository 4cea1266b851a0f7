"""From ``mail_rules.yaml`` to frozen rules, or to the list of everything that is wrong in it."""

import json
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from bot.core.process import Process
from bot.errors import Problem, RulesError
from bot.rules.build import (
    build_agenda,
    build_cities,
    build_company,
    build_limits,
    build_mailbox,
    build_virus_scanner,
    lowered_guards,
)
from bot.rules.build_process import build_process
from bot.rules.consistency import inconsistencies
from bot.rules.models import RulesModel
from bot.rules.models_process import ProcessModel, block_of
from bot.rules.problems import problems_of
from bot.rules.source import Source, read_source
from bot.rules.values import Rules
from bot.rules.vocabulary import Vocabulary


def load_rules(path: Path, vocabulary: Vocabulary, today: date) -> Rules:
    """Reads the rules.

    Args:
        path: The file.
        vocabulary: What the rules may name that the program defines.
        today: The calendar holds the holidays of the year before it to six years after it.

    Raises:
        RulesError: With every problem, in the order of the file.
    """
    source = read_source(_text(path), str(path))
    if not isinstance(source.data, dict):
        raise RulesError((source.problem((), "empty_file" if source.data is None else "dict_type"),))
    model, invalid = _validate(source)
    problems = [*source.problems, *invalid, *inconsistencies(source, vocabulary)]
    if model is None or problems:
        raise RulesError(tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))))
    return _build(model, today)


def load_process(block: str) -> Process:
    """The process of a block that was kept with a case: the case finishes under the rules it began with."""
    data = json.loads(block)
    name = data.pop("name")
    return build_process(name, ProcessModel.model_validate(data), block)


def _text(path: Path) -> str:
    here = Source(file=str(path), data=None, places={(): (1, 1)})
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        here = Source(file=str(path), data=None, places={(): (line, 1)})
        raise RulesError((here.problem((), "encoding"),)) from None
    except FileNotFoundError:
        raise RulesError((here.problem((), "no_file"),)) from None
    except OSError:
        raise RulesError((here.problem((), "unreadable"),)) from None


def _validate(source: Source) -> tuple[RulesModel | None, list[Problem]]:
    try:
        return RulesModel.model_validate(source.data), []
    except ValidationError as error:
        return None, list(problems_of(error, source))


def _build(model: RulesModel, today: date) -> Rules:
    blocks = {name: _canonical(name, process) for name, process in model.processes.items()}
    processes = tuple(build_process(name, process, blocks[name]) for name, process in model.processes.items())
    company = build_company(model, today.year)
    mailboxes = tuple(build_mailbox(mailbox, company) for mailbox in model.mailboxes)
    return Rules(
        company=company,
        processes=processes,
        mailboxes=mailboxes,
        catalogs=model.catalogs,
        cities=build_cities(model.branches),
        limits=build_limits(model.limits),
        agenda=build_agenda(model.agenda),
        virus_scanner=build_virus_scanner(model.virus_scanner),
        blocks={process.digest: blocks[process.name] for process in processes},
        lowered_guards=tuple(lowered_guards(mailboxes)),
    )


def _canonical(name: str, model: ProcessModel) -> str:
    return json.dumps(block_of(name, model), ensure_ascii=False, separators=(",", ":"))
