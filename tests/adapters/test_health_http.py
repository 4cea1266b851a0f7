"""Whoever watches over the service hears on this machine what lives, what is away, and what waits for how long."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.adapters.health_http import HealthServer
from bot.core.account import Backlog
from bot.service.health import Health
from tests.asking import asked

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WELL = Health(
    ill=(),
    away=(("fetch:anulaciones@empresa.example", NOW - HOUR),),
    succeeded=(("work", NOW - timedelta(seconds=5)),),
    backlog=Backlog(mails=3, oldest_mail=NOW - HOUR, outbound=1, oldest_outbound=NOW, quarantined=2, held=4),
    now=NOW,
)


@pytest.fixture
def told() -> list[Health]:
    """What the service says of itself; the last one counts."""
    return [WELL]


@pytest.fixture
def port(told: list[Health]) -> Iterator[int]:
    """Where it is asked."""
    server = HealthServer("127.0.0.1", 0, lambda: told[-1])
    yield server.port
    server.close()


def test_it_is_well_although_something_is_away(port: int) -> None:
    """A mail server that is away is none of the service's illnesses: starting it anew would mend nothing."""
    assert asked(port, "/healthz") == (200, "ok\n")


def test_a_dead_loop_is_an_illness(port: int, told: list[Health]) -> None:
    """It is named, with the status that balancers and probes understand."""
    told.append(Health(ill=("work", "ledger"), away=(), succeeded=(), backlog=Backlog(), now=NOW))
    assert asked(port, "/healthz") == (503, "ill: work, ledger\n")


def test_numbers_are_told_as_prometheus_reads_them(port: int) -> None:
    """What waits and how long, who did its work when, and what is away."""
    families = text_string_to_metric_families(asked(port, "/metrics")[1])
    samples = {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}
    assert samples == {
        ("tramita_up",): 1,
        ("tramita_mails_waiting",): 3,
        ("tramita_oldest_mail_seconds",): 3600,
        ("tramita_outbox_waiting",): 1,
        ("tramita_oldest_outbound_seconds",): 0,
        ("tramita_quarantined",): 2,
        ("tramita_held",): 4,
        ("tramita_last_success_timestamp_seconds", "work"): NOW.timestamp() - 5,
        ("tramita_away_since_timestamp_seconds", "fetch:anulaciones@empresa.example"): (NOW - HOUR).timestamp(),
    }


def test_nothing_else_is_told(port: int) -> None:
    """Any other path is none."""
    assert asked(port, "/cases")[0] == 404
