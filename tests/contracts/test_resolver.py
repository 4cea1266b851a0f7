"""What every adapter of the port ``Resolver`` does."""

import socket
from collections.abc import Iterator

import pytest

from bot.adapters.resolver_dns import DnsResolver
from bot.errors import TransientError
from bot.service.ports import Resolver
from bot.testing.resolver_memory import MemoryResolver
from tests.servers import dns

LONG = "v=DKIM1; p=" + "A" * 700
RECORDS = {
    "s1._domainkey.empresa.example": (LONG,),
    "_dmarc.empresa.example": ("v=DMARC1; p=none", "otra cosa"),
    "huge.empresa.example": ("x" * 4_000,),
}
SILENT = "s1._domainkey.broken"


@pytest.fixture(scope="module")
def server() -> Iterator[dns.DnsServer]:
    """A real one."""
    with dns.start(RECORDS) as started:
        yield started


@pytest.fixture(params=["memory", "dns"])
def resolver(request: pytest.FixtureRequest) -> Resolver:
    """Each adapter."""
    if request.param == "memory":
        return MemoryResolver(records=RECORDS, silent=frozenset({SILENT}))
    started = request.getfixturevalue("server")
    return DnsResolver([started.address], started.port)


def test_a_record_is_one_text_whatever_its_pieces(resolver: Resolver) -> None:
    """A key is longer than one string of a record may be."""
    assert resolver.texts("s1._domainkey.empresa.example") == (LONG,)


def test_a_name_is_found_in_capitals_and_with_its_last_point(resolver: Resolver) -> None:
    """As everywhere in the system."""
    assert resolver.texts("S1._DomainKey.Empresa.Example.") == (LONG,)


def test_all_records_of_a_name_are_told(resolver: Resolver) -> None:
    """In any order."""
    assert sorted(resolver.texts("_dmarc.empresa.example")) == ["otra cosa", "v=DMARC1; p=none"]


def test_an_answer_too_long_for_one_datagram_is_whole(resolver: Resolver) -> None:
    """It is asked for again over TCP."""
    assert resolver.texts("huge.empresa.example") == ("x" * 4_000,)


@pytest.mark.parametrize(
    "name", ["nadie.example", "empresa.example", "a..b", ".", "x" * 64 + ".example", "ñ" * 300, "\x00", "a b.example"]
)
def test_what_has_no_record_has_none(resolver: Resolver, name: str) -> None:
    """A name that is not there, one without texts, and what is no name at all."""
    assert resolver.texts(name) == ()


def test_where_nobody_knows_it_is_said(resolver: Resolver) -> None:
    """A server that fails leaves the question open: that is no answer."""
    with pytest.raises(TransientError, match="no DNS server answers"):
        resolver.texts(SILENT)


def test_a_server_that_is_away_is_said_with_its_cure() -> None:
    """Nobody listens there: told in the time that a question may take."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        away = DnsResolver(["127.0.0.1"], deaf.getsockname()[1], seconds=0.2)
        with pytest.raises(TransientError, match="is this machine's network up"):
            away.texts("empresa.example")


def test_what_was_answered_is_not_asked_again(server: dns.DnsServer) -> None:
    """A key is looked up once for all the mail that it signed, as long as its owner allows."""
    resolver = DnsResolver([server.address], server.port)
    before = len(server.asked)
    assert [resolver.texts("_dmarc.empresa.example") for _ in range(3)]
    assert len(server.asked) == before + 1
