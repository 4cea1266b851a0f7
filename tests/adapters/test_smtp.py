"""What only a way out over SMTP can suffer, against a real server."""

from collections.abc import Iterator

import pytest

from bot.adapters.outgoing import open_outgoing
from bot.errors import PermanentError, SettingsError, TransientError
from bot.service.ports import Outgoing
from tests.servers import free_port, smtp
from tests.servers.certificates import Certificate
from tests.servers.proxy import Proxy

SENDER = "anulaciones@empresa.example"
ANA, LUIS = "ana@cliente.example", "luis@cliente.example"
RAW = b"Subject: AN-2026-000123\r\n\r\nhola\r\n"
COMMANDS_OF_ONE_MAIL = 12
"""More lines than log-in, envelope and text of the mail above have."""


@pytest.fixture
def server() -> Iterator[smtp.Script]:
    """A server that trusts everybody on this machine."""
    with smtp.running() as script:
        yield script


@pytest.fixture
def outgoing(server: smtp.Script) -> Iterator[Outgoing]:
    """A way out over that server."""
    made = plain(server.port)
    yield made
    made.close()


def plain(port: int, **settings: object) -> Outgoing:
    """A way out over a server on this machine."""
    where = {"host": "127.0.0.1", "port": port, "tls": "none-on-loopback-only", "answer_seconds": 5}
    return open_outgoing("smtp", where | settings)


def test_the_connection_is_kept(server: smtp.Script, outgoing: Outgoing) -> None:
    """Mails go over one connection, also after one was refused."""
    outgoing.send(SENDER, [ANA], RAW)
    server.on_data = "554 5.7.1 refused"
    with pytest.raises(PermanentError):
        outgoing.send(SENDER, [ANA], RAW)
    server.on_data = ""
    outgoing.send(SENDER, [ANA], RAW)
    assert (len(server.taken), server.sessions) == (2, 1)


@pytest.mark.parametrize("code", [421, 450, 451, 452])
def test_a_recipient_refused_for_now_holds_up_the_mail(server: smtp.Script, outgoing: Outgoing, code: int) -> None:
    """Nobody gets a mail that one recipient cannot get yet, so that nobody gets it twice."""
    server.on_recipient[LUIS] = f"{code} 4.2.2 come back later"
    with pytest.raises(TransientError, match="come back later"):
        outgoing.send(SENDER, [ANA, LUIS], RAW)
    assert server.taken == []
    server.on_recipient.clear()
    outgoing.send(SENDER, [ANA, LUIS], RAW)
    assert [m.recipients for m in server.taken] == [(ANA, LUIS)]


@pytest.mark.parametrize(
    ("reply", "error"),
    [("451 4.3.0 busy", TransientError), ("550 5.7.1 unwanted", PermanentError), ("552 5.3.4 big", PermanentError)],
)
def test_a_refused_text_is_what_the_server_says(
    server: smtp.Script, outgoing: Outgoing, reply: str, error: type[Exception]
) -> None:
    """4xx after the text is for now, 5xx for good, and the server's words are kept."""
    server.on_data = reply
    with pytest.raises(error, match=reply):
        outgoing.send(SENDER, [ANA], RAW)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ("451 4.7.1 greylisted", TransientError),
        ("530 5.7.0 authentication required", TransientError),
        ("553 5.7.1 not your address", TransientError),
        ("552 5.3.4 too large", PermanentError),
    ],
)
def test_a_refused_sender_is_not_held_against_the_mail(
    server: smtp.Script, outgoing: Outgoing, reply: str, error: type[Exception]
) -> None:
    """A sender that the account may not use is for somebody to mend, and the mail waits; its size is its own fault."""
    server.on_mail = reply
    with pytest.raises(error, match=reply):
        outgoing.send(SENDER, [ANA], RAW)
    assert server.taken == []


def test_the_servers_message_id_is_kept(server: smtp.Script, outgoing: Outgoing) -> None:
    """Where the last reply names a Message-ID, answers may refer to that one; any other reply names none."""
    server.on_data = "250 2.6.0 <AB12.CD@outlook.example> [InternalId=1] Queued mail for delivery"
    assert outgoing.send(SENDER, [ANA], RAW).server_id == "AB12.CD@outlook.example"
    server.on_data = "250 2.0.0 Ok: queued as 4F2B1"
    assert outgoing.send(SENDER, [ANA], RAW).server_id == ""


def test_a_cut_after_the_text_is_tried_again_later(server: smtp.Script, outgoing: Outgoing) -> None:
    """Where the server took the mail and cannot say so any more, it is not sent again at once."""
    server.on_data = "cut"
    with pytest.raises(TransientError, match="más tarde"):
        outgoing.send(SENDER, [ANA], RAW)
    assert len(server.taken) == 1
    server.on_data = ""
    outgoing.send(SENDER, [ANA], RAW)
    assert [m.raw for m in server.taken] == [RAW, RAW]


def test_a_server_that_hung_up_meanwhile_is_called_again(server: smtp.Script) -> None:
    """An idle connection that died is not even noticed."""
    with Proxy(server.port) as proxy:
        outgoing = plain(proxy.port)
        outgoing.send(SENDER, [ANA], RAW)
        proxy.cut()
        outgoing.send(SENDER, [ANA], RAW)
        outgoing.close()
    assert (len(server.taken), server.sessions) == (2, 2)


@pytest.mark.parametrize("deliver", [True, False], ids=["server got it", "server missed it"])
@pytest.mark.parametrize("command", range(1, COMMANDS_OF_ONE_MAIL))
def test_a_cut_at_any_line_is_transient(server: smtp.Script, command: int, *, deliver: bool) -> None:
    """Wherever the line ends, the mail has gone, or goes when it is tried again: twice at most, always the same."""
    with Proxy(server.port) as proxy:
        outgoing = plain(proxy.port)
        proxy.cut_at(command, deliver=deliver)
        try:
            outgoing.send(SENDER, [ANA], RAW)
        except TransientError:
            outgoing.send(SENDER, [ANA], RAW)
        outgoing.close()
    assert 1 <= len(server.taken) <= 2
    assert {m.raw for m in server.taken} == {RAW}


def test_a_silent_server_is_away(server: smtp.Script) -> None:
    """A server that stops answering is a transient failure."""
    with Proxy(server.port) as proxy:
        outgoing = plain(proxy.port, answer_seconds=0.3)
        proxy.mute_at(2)
        with pytest.raises(TransientError, match="más tarde"):
            outgoing.send(SENDER, [ANA], RAW)
        outgoing.close()


def test_a_server_that_is_not_there_is_away() -> None:
    """Nobody listening is a transient failure."""
    with pytest.raises(TransientError, match="más tarde"):
        plain(free_port()).send(SENDER, [ANA], RAW)


def test_a_server_without_a_limit_says_none(outgoing: Outgoing) -> None:
    """SIZE without a number is no limit."""
    assert outgoing.size_limit() is None


def test_international_domains_travel_in_ascii(server: smtp.Script, outgoing: Outgoing) -> None:
    """A domain with accents needs nothing of the server."""
    outgoing.send(SENDER, ["ana@espa\N{LATIN SMALL LETTER N WITH TILDE}a.example"], RAW)
    assert server.taken[0].recipients == ("ana@xn--espaa-rta.example",)


def test_an_accent_before_the_at_needs_smtputf8(server: smtp.Script, outgoing: Outgoing) -> None:
    """A server without SMTPUTF8 cannot send there; the others get the mail."""
    delivery = outgoing.send(SENDER, ["jos\N{LATIN SMALL LETTER E WITH ACUTE}@cliente.example", ANA], RAW)
    assert [*delivery.refused] == ["jos\N{LATIN SMALL LETTER E WITH ACUTE}@cliente.example"]
    assert [m.recipients for m in server.taken] == [(ANA,)]


def test_smtputf8_is_used_where_it_is_needed() -> None:
    """A server with SMTPUTF8 gets such an address as it is, and is asked for it only then."""
    jose = "jos\N{LATIN SMALL LETTER E WITH ACUTE}@cliente.example"
    with smtp.running(smtputf8=True) as server:
        outgoing = plain(server.port)
        outgoing.send(SENDER, [ANA], RAW)
        outgoing.send(SENDER, [jose], RAW)
        outgoing.close()
    assert [m.recipients for m in server.taken] == [(ANA,), (jose,)]
    assert ["SMTPUTF8" in m.options for m in server.taken] == [False, True]


@pytest.mark.parametrize(
    "address",
    ["", "ana", "@cliente.example", "ana@x\r\nRCPT TO:<b@x>", "Ana <ana@x.example>", "a(b)@x.example", "a b@x.example"],
)
def test_what_is_no_address_is_refused(server: smtp.Script, outgoing: Outgoing, address: str) -> None:
    """Nothing is read out of a text that is more than an address, and nothing can be smuggled in."""
    delivery = outgoing.send(SENDER, [address, ANA], RAW)
    assert [*delivery.refused] == [address]
    assert [m.recipients for m in server.taken] == [(ANA,)]


def test_eight_bit_text_is_announced(server: smtp.Script, outgoing: Outgoing) -> None:
    """A mail with 8-bit bytes says so (RFC 6152)."""
    outgoing.send(SENDER, [ANA], RAW + b"\xc3\xb1\r\n")
    assert "BODY=8BITMIME" in server.taken[0].options


@pytest.mark.parametrize(("tls", "implicit"), [("implicit", True), ("starttls", False)])
def test_a_self_signed_certificate_is_refused(certificate: Certificate, tls: str, *, implicit: bool) -> None:
    """A server that the system's certificates do not vouch for gets neither password nor mail."""
    with smtp.running(certificate, implicit=implicit) as server:
        outgoing = open_outgoing("smtp", {"host": "localhost", "port": server.port, "tls": tls})
        with pytest.raises(TransientError, match="cafile"):
            outgoing.send(SENDER, [ANA], RAW)
        assert server.taken == []


def test_a_server_without_starttls_gets_nothing(server: smtp.Script) -> None:
    """Where encryption was asked for, there is none without it."""
    with pytest.raises(TransientError, match="STARTTLS"):
        plain(server.port, tls="starttls").send(SENDER, [ANA], RAW)
    assert server.taken == []


@pytest.mark.parametrize("password", ["wrong", "contrase\N{LATIN SMALL LETTER N WITH TILDE}a"])
def test_a_wrong_password_is_not_held_against_the_mail(certificate: Certificate, password: str) -> None:
    """The mail waits until somebody corrects the password, whose owner is named; it is not shown itself."""
    with smtp.running(certificate) as server:
        where = {"host": "localhost", "port": server.port, "tls": "starttls", "cafile": certificate.cafile}
        outgoing = open_outgoing("smtp", where | {"user": smtp.USER, "password": password})
        with pytest.raises(TransientError, match=f"{smtp.USER}") as caught:
            outgoing.send(SENDER, [ANA], RAW)
    assert password not in str(caught.value)


def test_a_plain_connection_stays_on_this_machine() -> None:
    """Nothing may leave this machine in the clear."""
    with pytest.raises(SettingsError, match="cifrada"):
        open_outgoing("smtp", {"host": "mail.empresa.example", "tls": "none-on-loopback-only"})
