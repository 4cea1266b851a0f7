"""Adapters are found by the name of their module."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bot.adapters import kinds, mailbox, outgoing
from bot.adapters.mailbox import open_mailbox
from bot.errors import SettingsError

ADDED = """
from dataclasses import dataclass

@dataclass(frozen=True)
class Settings:
    place: int

def connect(settings):
    return ("connected", settings.place)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """An empty package of adapters."""
    (tmp_path / "ways_to_nowhere").mkdir()
    (tmp_path / "ways_to_nowhere" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "ways_to_nowhere", raising=False)
    return importlib.import_module("ways_to_nowhere")


def test_every_kind_has_settings_and_connect() -> None:
    """Each module that is a kind can be opened as one."""
    for port in (mailbox, outgoing):
        assert "maildir" in kinds.kinds(port)
        for kind in kinds.kinds(port):
            module = importlib.import_module(f"{port.__name__}.{kind}")
            assert hasattr(module, "Settings")
            assert callable(module.connect)


def test_a_new_kind_is_a_new_file(package: ModuleType) -> None:
    """A module that is put there is a kind, and its settings are read as a file holds them."""
    (Path(package.__path__[0]) / "added.py").write_text(ADDED, encoding="utf-8")
    assert kinds.connect(package, "added", {"place": "7"}) == ("connected", 7)


def test_a_missing_library_is_named(package: ModuleType) -> None:
    """A kind whose library is not installed says which."""
    (Path(package.__path__[0]) / "wanting.py").write_text("import no_such_library\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="no_such_library"):
        kinds.connect(package, "wanting", {})


@pytest.mark.parametrize("kind", ["carrier_pigeon", "", "_imap_session", "os.path", "..kinds"])
def test_an_unknown_kind_is_answered_with_the_known_ones(kind: str) -> None:
    """Nothing but the kinds that lie there can be loaded."""
    with pytest.raises(SettingsError, match="imap, maildir"):
        open_mailbox(kind, {})


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"path": "storage/maildir"}, "address"),
        ({"address": "a@x.example", "path": "storage/maildir", "pfad": 1}, "pfad"),
        ({"address": "a@x.example", "path": "storage/maildir", "folders": {"done": "Hecho"}}, "folders"),
    ],
)
def test_unusable_settings_are_named(settings: dict[str, object], named: str) -> None:
    """A setting that is missing, unknown or wrong is named."""
    with pytest.raises(SettingsError, match=named):
        open_mailbox("maildir", settings)


def test_a_wrong_setting_does_not_show_the_password() -> None:
    """The text about a setting names it and does not repeat any value."""
    with pytest.raises(SettingsError) as caught:
        open_mailbox("imap", {"address": "a@x.example", "user": "a", "host": "h", "password": ["geheim"]})
    assert "password" in str(caught.value)
    assert "geheim" not in str(caught.value)
