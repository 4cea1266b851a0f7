"""The JSON Schema of ``mail_rules.yaml``, for editors and for finding out what a misspelt key was meant to be.

``python -m bot.rules.schema > docs/mail_rules.schema.json`` writes it anew.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.rules.models import RulesModel
from bot.rules.source import Path

Schema = dict[str, Any]


@cache
def rules_schema() -> Schema:
    """The schema, as JSON values."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | RulesModel.model_json_schema(by_alias=True)


def schema_text() -> str:
    """The schema as it is kept in ``docs/``."""
    return json.dumps(rules_schema(), ensure_ascii=False, indent=1) + "\n"


def keys_at(path: Path) -> frozenset[str]:
    """The keys that a mapping at this path of the file may have."""
    schemas = [rules_schema()]
    for part in path:
        schemas = [child for schema in schemas for form in _forms(schema) for child in _children(form, part)]
    return frozenset(key for schema in schemas for form in _forms(schema) for key in form.get("properties", ()))


def _forms(schema: Schema) -> Iterator[Schema]:
    """The schema itself, or each of the schemas that it is a choice of, references followed."""
    if "$ref" in schema:
        yield from _forms(rules_schema()["$defs"][schema["$ref"].rpartition("/")[2]])
    elif choices := schema.get("anyOf") or schema.get("oneOf"):
        for choice in choices:
            yield from _forms(choice)
    else:
        yield schema


def _children(schema: Schema, part: str | int) -> Iterator[Schema]:
    if isinstance(part, int):
        yield from filter(None, [schema.get("items")])
    elif part in schema.get("properties", ()):
        yield schema["properties"][part]
    else:
        yield from schema.get("patternProperties", {}).values()
        yield from (child for child in [schema.get("additionalProperties")] if isinstance(child, dict))


if __name__ == "__main__":
    sys.stdout.write(schema_text())
