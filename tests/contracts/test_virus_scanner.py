"""What every adapter of the port ``VirusScanner`` does."""

import re
from collections.abc import Iterator

import pytest

from bot.adapters.scanner_clamd import ClamdScanner
from bot.errors import PermanentError, TransientError
from bot.service.ports import VirusScanner
from bot.testing.virus_scanner import EICAR, EICAR_NAME, MemoryVirusScanner
from tests.servers import clamd, free_port

SECONDS = 10
OF_OUR_OWN = ".UNOFFICIAL"
"""What the daemon adds to a name that is not from its makers."""


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[clamd.Clamd]:
    """ClamAV's own, which knows one signature."""
    with clamd.start(tmp_path_factory.mktemp("clamd")) as started:
        yield started


@pytest.fixture(params=["memory", "unix", "tcp"])
def scanner(request: pytest.FixtureRequest) -> VirusScanner:
    """Each adapter, the real one on both kinds of socket."""
    if request.param == "memory":
        return MemoryVirusScanner(clamd.LIMIT)
    return ClamdScanner(getattr(request.getfixturevalue("daemon"), request.param), SECONDS)


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"", ""), (b"%PDF-1.7", ""), (bytes(clamd.LIMIT), ""), (EICAR, EICAR_NAME), (bytes(200_000) + EICAR, EICAR_NAME)],
    ids=["empty", "short", "as-long-as-may-be", "virus", "virus-in-a-later-piece"],
)
def test_only_malware_has_a_name(scanner: VirusScanner, content: bytes, found: str) -> None:
    """A file without is ``""``, one with is its name, whatever its length."""
    assert scanner.find(content).removesuffix(OF_OUR_OWN) == found


def test_a_file_that_is_too_long_is_refused(scanner: VirusScanner) -> None:
    """It cannot be looked at, however often it is tried; the next one can."""
    with pytest.raises(PermanentError, match="size limit exceeded"):
        scanner.find(bytes(clamd.LIMIT * 40))
    assert scanner.find(EICAR).removesuffix(OF_OUR_OWN) == EICAR_NAME


def test_it_says_what_it_is(scanner: VirusScanner) -> None:
    """For people, in one line."""
    assert re.fullmatch(r"\w+ \d+\.\d.*", scanner.version())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "no answer"),
        (b"stream: Can't allocate memory ERROR\0", "allocate"),
        (b"stream: OK and more\0", "and more"),
    ],
)
def test_what_is_no_verdict_is_no_clean_file(answer: bytes, said: str) -> None:
    """An error, silence or an unknown answer refuses the file."""
    with clamd.answering(answer) as address, pytest.raises(PermanentError, match=said):
        ClamdScanner(address, SECONDS).find(bytes(300_000))


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.sock", "127.0.0.1:{port}", "nowhere.invalid:3310"])
def test_away_is_said_with_its_cure(address: str) -> None:
    """Nobody listens: both questions say where, and what to look at."""
    scanner = ClamdScanner(address.format(port=free_port()), SECONDS)
    for ask in (scanner.version, lambda: scanner.find(b"x")):
        with pytest.raises(TransientError, match="is clamd running there"):
            ask()
