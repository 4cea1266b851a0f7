"""Words of one country laid over those that hold everywhere: a file of words may end with a section ``countries``."""

from collections.abc import Mapping
from typing import Any


def in_country(words: Mapping[str, Any], country: str) -> Mapping[str, Any]:
    """The words as this country says them, without the section ``countries``."""
    local = words.get("countries", {}).get(country, {})
    return _over({name: section for name, section in words.items() if name != "countries"}, local)


def _over(words: Mapping[str, Any], local: Mapping[str, Any]) -> Mapping[str, Any]:
    said = dict(words)
    for name, value in local.items():
        known = said.get(name)
        said[name] = _over(known, value) if isinstance(known, Mapping) and isinstance(value, Mapping) else value
    return said
