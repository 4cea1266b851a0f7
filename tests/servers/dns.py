"""An authoritative DNS server on loopback, over UDP and TCP, with one zone of TXT records."""

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset
from dns.rdtypes.ANY.TXT import TXT

BROKEN = "broken."
"""Names below this one make the server fail."""

LONGEST_OVER_UDP = 1_232
"""What fits without fragments; a longer answer is asked for again over TCP."""

PIECE = 255
TTL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsServer:
    """Where it listens, and the names that were asked for so far."""

    address: str
    port: int
    asked: list[str]


@contextmanager
def start(records: Mapping[str, Sequence[str]]) -> Iterator[DnsServer]:
    """The server, until the end."""
    asked: list[str] = []

    def answer(wire: bytes, longest: int) -> bytes:
        query = dns.message.from_wire(wire)
        asked.append(query.question[0].name.to_text(omit_final_dot=True))
        return _answer(query, records).to_wire(max_size=longest)

    class OverUdp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, line = self.request
            line.sendto(_cut(answer, wire), self.client_address)

    class OverTcp(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            (length,) = struct.unpack("!H", self.rfile.read(2))
            said = answer(self.rfile.read(length), 65_535)
            self.wfile.write(struct.pack("!H", len(said)) + said)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), OverTcp) as tcp:
        host, port = tcp.server_address[:2]
        with socketserver.ThreadingUDPServer((str(host), port), OverUdp) as udp:
            for server in (tcp, udp):
                threading.Thread(target=server.serve_forever, daemon=True).start()
            yield DnsServer(address=str(host), port=port, asked=asked)
            for server in (tcp, udp):
                server.shutdown()


def _cut(answer: Callable[[bytes, int], bytes], wire: bytes) -> bytes:
    """The answer, or one that says that it is too long."""
    try:
        return answer(wire, LONGEST_OVER_UDP)
    except dns.exception.TooBig:
        reply = dns.message.make_response(dns.message.from_wire(wire))
        reply.flags |= dns.flags.TC
        return reply.to_wire()


def _answer(query: dns.message.Message, records: Mapping[str, Sequence[str]]) -> dns.message.Message:
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.AA
    name = query.question[0].name
    known = {dns.name.from_text(one): texts for one, texts in records.items()}
    if name.is_subdomain(dns.name.from_text(BROKEN)):
        reply.set_rcode(dns.rcode.SERVFAIL)
    elif texts := known.get(name):
        reply.answer.append(dns.rrset.from_rdata_list(name, TTL, [_txt(text) for text in texts]))
    elif not any(one.is_subdomain(name) for one in known):
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return reply


def _txt(text: str) -> TXT:
    content = text.encode()
    pieces = [content[at : at + PIECE] for at in range(0, len(content), PIECE)] or [b""]
    return TXT(dns.rdataclass.IN, dns.rdatatype.TXT, pieces)
