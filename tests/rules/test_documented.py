"""The documentation, the schema and the Spanish messages are complete and up to date."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.rules.models import RulesModel
from bot.rules.models_mailbox import ImapModel
from bot.rules.models_process import ProcessModel, StepModel
from bot.rules.schema import keys_at, rules_schema, schema_text
from bot.rules.source import read_source
from bot.rules.wording import wording

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)


def _forms(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "$ref" in schema:
        schema = rules_schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    choices = schema.get("anyOf") or schema.get("oneOf")
    if not choices:
        yield schema
    for choice in choices or ():
        yield from _forms(choice)


def _keys(schema: dict[str, Any], section: str) -> Iterator[tuple[str, str]]:
    for form in _forms(schema):
        for key, child in form.get("properties", {}).items():
            yield section or "mail_rules.yaml", key
            yield from _keys(child, f"{section}.{key}" if section else key)
        if "items" in form:
            yield from _keys(form["items"], f"{section}[]")
        named = [*form.get("patternProperties", {}).values(), form.get("additionalProperties")]
        for child in named:
            if isinstance(child, dict):
                yield from _keys(child, f"{section}.*")


def _documented() -> set[tuple[str, str]]:
    sections = re.findall(r"^## `(.+?)`\n(.*?)(?=^## |\Z)", MANUAL, re.DOTALL | re.MULTILINE)
    return {(name, key) for name, text in sections for key in re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)}


def _declared() -> set[tuple[str, str]]:
    return {(section.replace(".when[]", ".when"), key) for section, key in _keys(rules_schema(), "")}


def test_every_key_is_documented() -> None:
    """Each key of the models stands in the table of its place in the file."""
    assert _declared() - _documented() == set()
    assert len(_declared()) > 80


def test_nothing_else_is_documented() -> None:
    """The tables hold no key that the models do not have."""
    assert _documented() - _declared() == set()


def test_every_key_says_what_it_means_to_editors() -> None:
    """Completion shows a sentence for each key."""
    mute = [
        (name, key)
        for name, model in {**rules_schema()["$defs"], "": rules_schema()}.items()
        for key, child in model.get("properties", {}).items()
        if not child.get("description") and "$ref" not in child
    ]
    assert mute == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_in_the_manual_are_valid(example: str) -> None:
    """Each example of the manual passes the model of its place."""
    data = read_source(example, "docs/rules.md").data
    items = data if isinstance(data, list) else [data]
    for item in items:
        if "ask" in item:
            StepModel.model_validate(item)
            continue
        for key, value in item.items():
            models = (RulesModel, ImapModel, ProcessModel, StepModel)
            model = next(model for model in models if key in model.model_fields)
            TypeAdapter(model.model_fields[key].rebuild_annotation()).validate_python(value)


def test_there_are_examples() -> None:
    """The manual shows how each part looks."""
    assert len(EXAMPLES) >= 15


def test_the_schema_in_the_documentation_is_up_to_date() -> None:
    """Run ``python -m bot.rules.schema > docs/mail_rules.schema.json`` after every change of the models."""
    assert (ROOT / "docs" / "mail_rules.schema.json").read_text(encoding="utf-8") == schema_text()


def test_keys_of_a_place() -> None:
    """Suggestions come from the mapping where the misspelt key stands."""
    assert keys_at(("calendar",)) == {"hours", "saturday", "holidays"}
    assert keys_at(("branches", 0, "serves", 1)) == {"name", "aliases"}
    assert "remind" in keys_at(("processes", "anulacion", "steps", 3))
    assert keys_at(("processes", "anulacion", "steps", 3, "when", 0)) >= {"finding", "includes"}
    assert keys_at(("nada",)) == frozenset()


def test_every_code_of_the_program_has_its_sentence() -> None:
    """Codes that the modules name stand in the file of sentences, and the sentences have no use for others."""
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "bot" / "rules").glob("*.py")))
    spoken = set(re.findall(r"""(?:problem|_report|fault|_repeated)\((?:[^()"]|\([^()]*\))*"([a-z_]+)\"""", source))
    assert len(spoken) > 30
    assert spoken <= set(wording().problems)


def test_codes_of_the_yaml_reader_have_their_sentence() -> None:
    """Each explanation of a syntax error leads to a sentence."""
    assert set(wording().syntax.values()) | {"syntax"} <= set(wording().problems)


def test_required_keys_have_an_example() -> None:
    """Whoever forgets a key is shown how it is written."""
    models = [rules_schema(), *rules_schema()["$defs"].values()]
    required = {key for model in models for key in model.get("required", ())}
    assert required - set(wording().examples) - {"aliases"} == set()
