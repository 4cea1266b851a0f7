"""The map of the use cases in ``docs/architecture.md``."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "bot" / "service"
MAP = re.search(
    r"^## The use cases, module by module\n(.*?)(?=^## )",
    (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


def test_the_map_names_every_module_once_and_no_other() -> None:
    """Each module and folder of ``bot/service`` stands in one row."""
    assert MAP is not None
    named = re.findall(r"^\| `([\w/]+)` \|", MAP[1], re.MULTILINE)
    modules = {path.stem for path in SERVICE.glob("[!_]*.py")}
    folders = {f"{path.parent.name}/" for path in SERVICE.glob("*/__init__.py")}
    assert len(named) == len(set(named))
    assert set(named) == modules | folders
