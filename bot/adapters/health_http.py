"""``/healthz`` and ``/metrics`` on loopback: for a balancer or systemd, and for Prometheus."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.service.health import Health

Probe = Callable[[], Health]

OK, NOT_FOUND, UNAVAILABLE = 200, 404, 503


class HealthServer:
    """Answers until it is closed.

    Args:
        host: A loopback address: what waits and what is away is nobody else's business.
        port: TCP port; 0 takes any.
        probe: How the service is now.

    Raises:
        OSError: The port is taken.
    """

    def __init__(self, host: str, port: int, probe: Probe) -> None:
        self._server = ThreadingHTTPServer((host, port), _handler(probe))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Answers no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(probe: Probe) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            if self.path == "/healthz":
                found = probe()
                text = "ok\n" if found.is_well else f"ill: {', '.join(found.ill)}\n"
                self._answer(OK if found.is_well else UNAVAILABLE, "text/plain; charset=utf-8", text.encode())
            elif self.path == "/metrics":
                self._answer(OK, CONTENT_TYPE_LATEST, metrics(probe()))
            else:
                self._answer(NOT_FOUND, "text/plain; charset=utf-8", b"/healthz, /metrics\n")

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the base's form
            """Whoever looks every few seconds is no event."""

    return Handler


def metrics(found: Health) -> bytes:
    """The service in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Metrics(found))
    return generate_latest(registry)


class _Metrics(Collector):
    def __init__(self, found: Health) -> None:
        self._found = found

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each number with what it is."""
        found, backlog = self._found, self._found.backlog
        yield GaugeMetricFamily("tramita_up", "1 where every loop lives and the ledger answers.", float(found.is_well))
        yield GaugeMetricFamily("tramita_mails_waiting", "Mails that came and are not handled yet.", backlog.mails)
        yield _age("tramita_oldest_mail_seconds", "Age of the first of them.", backlog.oldest_mail, found.now)
        yield GaugeMetricFamily("tramita_outbox_waiting", "Mails of ours that are not sent yet.", backlog.outbound)
        yield _age("tramita_oldest_outbound_seconds", "Age of the first of them.", backlog.oldest_outbound, found.now)
        yield GaugeMetricFamily("tramita_quarantined", "Mails that could not go on.", backlog.quarantined)
        yield GaugeMetricFamily("tramita_held", "Mails that wait for a word about their author.", backlog.held)
        done = GaugeMetricFamily(
            "tramita_last_success_timestamp_seconds", "When a loop last did its work without trouble.", labels=["loop"]
        )
        for loop, at in found.succeeded:
            done.add_metric([loop], at.timestamp())
        yield done
        away = GaugeMetricFamily("tramita_away_since_timestamp_seconds", "What does not work for now.", labels=["what"])
        for what, since in found.away:
            away.add_metric([what], since.timestamp())
        yield away


def _age(name: str, what: str, since: datetime | None, now: datetime) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, (now - since).total_seconds() if since else 0.0)
