"""The Spanish that this part writes and reads, from ``templates/``: loaded when first needed, kept from then on."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ruamel.yaml import YAML

from bot.intake.words import fold
from bot.settings import bundled

TEMPLATES = bundled("templates")

LONGEST_GIVEN = 60
"""Characters of what was written that a problem repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How problems in the rules are said.

    Attributes:
        problems: Sentence by code, with places for the data.
        syntax: Part of the YAML reader's own message, and the code of the sentence that replaces it.
        suggestion: What is added where something close is known.
        whole: What stands in the place of a key where the whole file is meant.
        example: What is added where an example of the key is known.
        examples: One line of YAML by key.
    """

    problems: Mapping[str, str]
    syntax: Mapping[str, str]
    suggestion: str
    whole: str
    example: str
    examples: Mapping[str, str]

    def problem(self, code: str, data: Mapping[str, str]) -> str:
        """The sentence of a code; ``near`` and ``example`` among the data add what would be right."""
        given = data.get("given", "")[:LONGEST_GIVEN]
        sentence = self.problems.get(code, self.problems["invalid"]).format_map({**data, "given": given})
        if near := data.get("near"):
            sentence += self.suggestion.format(near=near)
        if example := data.get("example"):
            sentence += self.example.format(example=example)
        return sentence

    def syntax_code(self, message: str) -> str:
        """The code for what the YAML reader says."""
        return next((code for part, code in self.syntax.items() if part in message), "syntax")


@cache
def wording() -> Wording:
    """How problems are said, from ``templates/rules.es.yaml``."""
    texts = _load("rules.es.yaml")
    return Wording(
        problems=texts["problems"],
        syntax=texts["syntax"],
        suggestion=texts["suggestion"],
        whole=texts["whole"],
        example=texts["example"],
        examples=texts["examples"],
    )


@cache
def units() -> Mapping[str, str]:
    """What a duration may be written in, folded, to what is meant, from ``templates/durations.es.yaml``."""
    return {fold(word): unit for unit, words in _load("durations.es.yaml").items() for word in (unit, *words)}


@cache
def sentences() -> Mapping[str, str]:
    """The sentence patterns of ``check --explain``, from ``templates/explain.es.yaml``."""
    return cast("Mapping[str, str]", _load("explain.es.yaml"))


def nearest(text: str, known: Iterable[str], cutoff: float = 0.7) -> str:
    """The known text that was probably meant, or ``""``."""
    by_fold = {fold(entry): entry for entry in known}
    close = difflib.get_close_matches(fold(text), by_fold, n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else ""


def _load(name: str) -> Any:  # noqa: ANN401 - each file has its own shape, which its caller knows
    return YAML(typ="safe", pure=True).load((TEMPLATES / name).read_text(encoding="utf-8"))
