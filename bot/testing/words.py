"""The Spanish that the drawings need, read from the YAML files beside this module."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

DATA = Path(__file__).parent / "data"


@cache
def words(name: str) -> Any:  # noqa: ANN401 - a YAML tree; its shape is the file's
    """The tree of ``data/<name>.es.yaml``, read once; nobody may change it."""
    return YAML(typ="safe").load(DATA / f"{name}.es.yaml")
