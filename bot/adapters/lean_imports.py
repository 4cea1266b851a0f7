"""Importing a library without what it takes in only where it happens to be there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast


@contextmanager
def without(name: str) -> Iterator[None]:
    """Whatever is imported meanwhile finds no module of this name, unless it was imported before.

    openpyxl imports numpy wherever it is installed, to know its types: 12 MB for a process that writes the register.
    """
    modules = cast("dict[str, Any]", sys.modules)
    known = name in modules
    modules.setdefault(name, None)
    try:
        yield
    finally:
        if not known:
            del modules[name]
