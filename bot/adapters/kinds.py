"""Adapters found by their kind: the name of a module in the port's package, which holds ``Settings`` and ``connect``.

A new way to the world is a new file there and nothing else. Modules whose name begins with ``_`` are no kinds.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.errors import SettingsError


def kinds(package: ModuleType) -> tuple[str, ...]:
    """Names of the adapters that a package holds."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def connect(package: ModuleType, kind: str, settings: Mapping[str, object]) -> Any:  # noqa: ANN401 -- the port's package narrows it
    """The adapter of a kind over its settings; nothing is opened before its first use.

    Args:
        package: Where the adapters of the port lie.
        kind: Name of one of them.
        settings: Its settings by name, as a configuration file holds them.

    Raises:
        SettingsError: There is no such kind, it needs a library that is not installed, or a setting is unusable.
    """
    if kind not in kinds(package):
        raise SettingsError(f"There is no kind {kind!r}; use one of: {', '.join(kinds(package))}")
    try:
        module = importlib.import_module(f"{package.__name__}.{kind}")
    except ImportError as error:
        raise SettingsError(f"Kind {kind!r} needs the library {error.name!r}; install it") from error
    try:
        return module.connect(TypeAdapter(module.Settings).validate_python(settings))
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"Settings of kind {kind!r} are not usable: {faults}") from None
