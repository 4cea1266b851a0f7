"""Telling systemd how the service does: the datagrams of sd_notify(3)."""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta


class Systemd:
    """The port ``ServiceManager``; says nothing where systemd did not start us."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._watchdog = environment.get("WATCHDOG_USEC", "")

    @property
    def sign_of_life(self) -> timedelta | None:
        """Half of what the watchdog waits, as sd_watchdog_enabled(3) advises."""
        return timedelta(microseconds=int(self._watchdog)) / 2 if self._watchdog.isdigit() else None

    def notify(self, state: str) -> None:
        """Sends one datagram; a leading ``@`` stands for an abstract socket."""
        if self._address:
            target = "\0" + self._address[1:] if self._address.startswith("@") else self._address
            with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                sender.sendto(state.encode(), target)
