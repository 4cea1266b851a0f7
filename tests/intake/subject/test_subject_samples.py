"""The grammar against the sample subjects that are kept beside the project, where they are there."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.intake.subject import SubjectGrammar

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
FILES = ("subjects.jsonl", "subjects_more.jsonl")
CODES = ("city_unknown", "city_missing", "client_missing", "format", "keyword_typo")
Outcome = tuple[str | None, str | None, str | None, str | None]


def outcome(grammar: SubjectGrammar, subject: str) -> Outcome:
    """Process, client, city and first problem, with re-invoicing named as the samples name it."""
    reading = grammar.read(subject)
    process = "refacturacion" if (reading.keyword or "").startswith("REFACTUR") else reading.process
    problem = next((problem.code.removeprefix("subject.") for problem in reading.problems), None)
    return process, reading.fields.get("cliente"), reading.fields.get("ciudad"), problem


def accepted(record: dict[str, Any]) -> set[Outcome]:
    """The outcome of the record and those that its note names as acceptable too."""
    process, client, city, problem = (record[key] for key in ("process", "client", "city", "problem"))
    outcomes = {(process, client, city, problem)}
    also = record["note"].partition("también")[2]
    for code in CODES:
        if code in also:
            outcomes |= {(process, client if code != "client_missing" else None, city, code)}
            outcomes |= {(process, client, None, code)} if code.startswith("city") else set()
    if "problem=null" in also:
        filler = re.search(r"-([^-]*)-[^-]*$", record["subject"])
        outcomes |= {(process, client or (filler and filler[1]), city, None)}
    return outcomes


@pytest.mark.parametrize("file", FILES)
def test_samples_are_read_right(wide_grammar: SubjectGrammar, file: str) -> None:
    """At most one sample subject in fifty is read otherwise than its record, or what its note accepts."""
    if not (SAMPLES / file).exists():
        pytest.skip(f"{file} is not beside the project")
    records = [json.loads(line) for line in (SAMPLES / file).read_text(encoding="utf-8").splitlines()]
    wrong = [r["subject"] for r in records if outcome(wide_grammar, r["subject"]) not in accepted(r)]
    assert len(wrong) <= len(records) // 50, wrong
