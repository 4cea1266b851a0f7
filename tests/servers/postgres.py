"""A throw-away PostgreSQL cluster in a temporary folder, once per test session."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import free_port, missing

INSTALLED = Path("/usr/lib/postgresql")
UNPRIVILEGED = "postgres"
"""PostgreSQL refuses to run as root; Debian's package brings this user."""

SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=127.0.0.1"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of an empty database that lives as long as the session."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="tramita-postgres-") as name:
        folder, port = Path(name), free_port()
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-U", "tramita", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"{SETTINGS} -c port={port} -c unix_socket_directories={folder}"
        _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://tramita@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _programs() -> Path:
    versions = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not versions:
        missing("postgresql")
    return versions[-1].parent


def _run(*command: str | Path) -> None:
    become = ("setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups", "--")
    subprocess.run(
        (*(become if os.geteuid() == 0 else ()), *map(str, command)), check=True, stdout=subprocess.DEVNULL, cwd="/"
    )
