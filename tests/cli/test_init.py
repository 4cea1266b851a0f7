"""``tramita init``."""

import json
import re
from pathlib import Path

from tests.cli.conftest import Tramita, contents


def test_a_new_folder_can_be_checked_at_once(tmp_path: Path, tramita: Tramita) -> None:
    """Rules, templates and words are all there and free of problems."""
    made = tramita(tmp_path, "init", "empresa")
    assert made.code == 0
    assert "tramita check --rules empresa/mail_rules.yaml" in made.out
    assert (tmp_path / "empresa" / "storage" / "README.md").exists()
    head = (tmp_path / "empresa" / "mail_rules.yaml").read_text("utf-8")
    (explained,) = re.findall(r"(\S+) explica cada clave", head)
    assert "opened_by" in (tmp_path / "empresa" / explained).read_text("utf-8")
    (schema,) = re.findall(r"\$schema=(\S+)", head)
    assert json.loads((tmp_path / "empresa" / schema).read_text("utf-8"))["properties"]
    assert (tmp_path / "empresa" / "storage" / "maildir" / "anulaciones" / "new").is_dir()
    assert (tmp_path / "empresa" / "templates" / "_base" / "acuse.j2").exists()
    checked = tramita(tmp_path, "check", "--offline", "--rules", "empresa/mail_rules.yaml")
    assert (checked.code, checked.err) == (0, "")


def test_nothing_is_overwritten(tmp_path: Path, tramita: Tramita) -> None:
    """A folder that has rules is refused untouched; other files in a folder are kept."""
    words = tmp_path / "templates" / "messages.es.yaml"
    words.parent.mkdir()
    words.write_text("findings: {}\n")
    assert tramita(tmp_path, "init", ".").code == 0
    assert words.read_text() == "findings: {}\n"
    before = contents(tmp_path)
    again = tramita(tmp_path, "init", ".")
    assert (again.code, again.out) == (2, "")
    assert "ya tiene mail_rules.yaml" in again.err
    assert contents(tmp_path) == before
