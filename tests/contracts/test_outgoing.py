"""What every way out promises."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.maildir import Maildir
from bot.adapters.outgoing import open_outgoing
from bot.errors import PermanentError
from bot.service.ports import Outgoing
from bot.testing.outgoing_memory import MemoryOutgoing
from tests.servers import smtp
from tests.servers.certificates import Certificate

Mail = tuple[str, tuple[str, ...], bytes]

SENDER = "anulaciones@empresa.example"
RAW = b"Subject: AN-2026-000123\r\nMIME-Version: 1.0\r\n\r\n.\r\n..punto\r\n\r\n\xc3\xb1\xff\r\n"
LIMIT = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A way out under test, what came out of it, and how to make it refuse somebody."""

    outgoing: Outgoing
    taken: Callable[[], Sequence[Mail]]
    refuse: Callable[[str], None]


def _memory() -> Site:
    outgoing = MemoryOutgoing()
    outgoing.limit = LIMIT

    def refuse(address: str) -> None:
        outgoing.refusals[address] = "550 nobody here"

    return Site(
        outgoing=outgoing,
        taken=lambda: [(m.sender, m.recipients, m.raw) for m in outgoing.sent],
        refuse=refuse,
    )


def _maildir(path: Path) -> Site:
    def taken() -> Sequence[Mail]:
        lines = (path / "envelopes.jsonl").read_text(encoding="utf-8").splitlines()
        envelopes = [json.loads(line) for line in lines]
        raws = dict(Maildir(path).read([e["name"] for e in envelopes]))
        return [(e["sender"], tuple(e["recipients"]), raws[e["name"]]) for e in envelopes]

    return Site(outgoing=open_outgoing("maildir", {"path": path}), taken=taken, refuse=_nobody)


def _nobody(address: str) -> None:
    raise NotImplementedError(address)


def _smtp(script: smtp.Script, certificate: Certificate, tls: str) -> Site:
    def refuse(address: str) -> None:
        script.on_recipient[address] = "550 5.1.1 nobody here"

    return Site(
        outgoing=open_outgoing("smtp", server_settings(script, certificate, tls)),
        taken=lambda: [(m.sender, m.recipients, m.raw) for m in script.taken],
        refuse=refuse,
    )


def server_settings(script: smtp.Script, certificate: Certificate, tls: str) -> dict[str, object]:
    """How to reach a server that wants TLS and a log-in."""
    where = {"host": "localhost", "port": script.port, "tls": tls, "cafile": certificate.cafile}
    return where | {"user": smtp.USER, "password": smtp.PASSWORD}


@contextmanager
def _site(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with ExitStack() as stack:
        if kind == "memory":
            made = _memory()
        elif kind == "maildir":
            made = _maildir(tmp_path / "Salida")
        else:
            certificate: Certificate = request.getfixturevalue("certificate")
            server = smtp.running(certificate, implicit=kind == "implicit", size_limit=LIMIT)
            made = _smtp(stack.enter_context(server), certificate, kind)
        stack.callback(made.outgoing.close)
        yield made


@pytest.fixture(params=["memory", "maildir", "implicit", "starttls"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A way out of every kind."""
    with _site(request.param, request, tmp_path) as made:
        yield made


@pytest.fixture(params=["memory", "implicit", "starttls"])
def server_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A way out of every kind that can refuse something."""
    with _site(request.param, request, tmp_path) as made:
        yield made


def test_a_mail_goes_to_everybody_byte_for_byte(site: Site) -> None:
    """What was handed over arrives with its envelope, and not a byte differs."""
    recipients = ("jefe@empresa.example", "ana@cliente.example")
    delivery = site.outgoing.send(SENDER, recipients, RAW)
    assert delivery.refused == {}
    assert site.taken() == [(SENDER, recipients, RAW)]


def test_many_mails_go_in_order(site: Site) -> None:
    """Mails arrive in the order of sending."""
    raws = [b"Subject: %d\r\n\r\nhola\r\n" % n for n in range(20)]
    for raw in raws:
        site.outgoing.send(SENDER, ["ana@cliente.example"], raw)
    assert [raw for _, _, raw in site.taken()] == raws


def test_the_sender_may_be_empty(site: Site) -> None:
    """Automatic mail goes out with the null return path (RFC 3834)."""
    site.outgoing.send("", ["ana@cliente.example"], RAW)
    assert site.taken() == [("", ("ana@cliente.example",), RAW)]


def test_a_refused_recipient_does_not_stop_the_others(server_site: Site) -> None:
    """Who is refused is named with the reason, the others get the mail."""
    server_site.refuse("nadie@cliente.example")
    delivery = server_site.outgoing.send(SENDER, ["nadie@cliente.example", "ana@cliente.example"], RAW)
    assert [*delivery.refused] == ["nadie@cliente.example"]
    assert "nobody here" in delivery.refused["nadie@cliente.example"]
    assert server_site.taken() == [(SENDER, ("ana@cliente.example",), RAW)]


def test_a_mail_for_nobody_is_refused(server_site: Site) -> None:
    """A mail whose recipients are all refused was not sent, and the next one is."""
    server_site.refuse("nadie@cliente.example")
    with pytest.raises(PermanentError, match="nobody here"):
        server_site.outgoing.send(SENDER, ["nadie@cliente.example"], RAW)
    server_site.outgoing.send(SENDER, ["ana@cliente.example"], RAW)
    assert len(server_site.taken()) == 1


def test_the_size_limit_is_known_and_kept(server_site: Site) -> None:
    """A mail above the limit is refused for good, one at the limit goes."""
    assert server_site.outgoing.size_limit() == LIMIT
    full = b"Subject: AN-2026-000123\r\n\r\n"
    full += (b"x" * 98 + b"\r\n") * ((LIMIT - len(full)) // 100)
    full += b"y" * (LIMIT - len(full) - 2) + b"\r\n"
    with pytest.raises(PermanentError, match=str(LIMIT)):
        server_site.outgoing.send(SENDER, ["ana@cliente.example"], full + b"\r\n")
    server_site.outgoing.send(SENDER, ["ana@cliente.example"], full)
    assert [raw for _, _, raw in server_site.taken()] == [full]


def test_a_disk_has_no_limit(tmp_path: Path) -> None:
    """A Maildir says no limit."""
    assert _maildir(tmp_path).outgoing.size_limit() is None


def test_after_close_it_goes_on(site: Site) -> None:
    """Closing twice and sending again is fine."""
    site.outgoing.send(SENDER, ["ana@cliente.example"], RAW)
    site.outgoing.close()
    site.outgoing.close()
    site.outgoing.send(SENDER, ["ana@cliente.example"], RAW)
    assert len(site.taken()) == 2
