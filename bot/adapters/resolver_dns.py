"""The domain name system, asked over the servers that this machine uses."""

from collections.abc import Sequence
from functools import cached_property

import dns.exception
import dns.name
import dns.resolver

from bot.errors import TransientError

SECONDS = 3.0
"""What one question may take, all servers and tries together."""


class DnsResolver:
    """The port ``Resolver``; answers are kept for as long as their owners allow.

    Args:
        servers: Addresses to ask; none: those of this machine.
        port: Where they listen.
        seconds: What one question may take.
    """

    def __init__(self, servers: Sequence[str] = (), port: int = 53, seconds: float = SECONDS) -> None:
        self._servers = list(servers)
        self._port = port
        self._seconds = seconds

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver:
        """Made at the first question: a machine without servers matters to those only who ask."""
        resolver = dns.resolver.Resolver(configure=not self._servers)
        if self._servers:
            resolver.nameservers = self._servers
            resolver.port = self._port
        resolver.cache = dns.resolver.LRUCache()
        return resolver

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name."""
        try:
            asked = dns.name.from_text(name)
            answer = self._resolver.resolve(asked, "TXT", lifetime=self._seconds)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.resolver.NoNameservers, dns.resolver.NoResolverConfiguration, dns.exception.Timeout) as error:
            raise TransientError(f"no DNS server answers for {name}: {error}; is this machine's network up?") from error
        except (dns.exception.DNSException, UnicodeError):
            return ()
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in answer)
