"""Real servers that tests start on this machine."""

import os
import socket
from typing import NoReturn

import pytest


def missing(package: str) -> NoReturn:
    """Skips the test for want of a Debian package, or fails it where everything must be installed."""
    text = f"this test needs the Debian package {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(text)
    pytest.skip(text)


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
