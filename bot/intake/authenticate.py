"""Who speaks: what our own mail server found out about the author, as it wrote it on top of the mail.

RFC 8601: only the topmost ``Authentication-Results`` with our own authserv-id was written by our server; anybody
can put such a header below it. A sender passes with DMARC, or with DKIM or SPF aligned to the domain of ``From``
(RFC 7489 section 3.1, relaxed: the same organisation's domain or one below it).
"""

from dataclasses import dataclass

from authres import AuthenticationResultsHeader, AuthResError
from authres.core import AuthenticationResult

from bot.core.intent import Proof
from bot.core.mail import Mail

IDENTITY_HEADERS = ("from", "date", "message-id", "subject", "sender", "in-reply-to", "references", "content-type")
"""Of a second one of these, put above by whoever passes a signed mail on, no signature would tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """How a mailbox's authors are proved: by the results of this authserv-id, or (``""``) not at all."""

    authserv_id: str


VOUCHING_PROPERTY = {"dmarc": ("header", "from"), "dkim": ("header", "d"), "spf": ("smtp", "mailfrom")}

MAX_RESULTS = 8_192
"""Characters of one header that are read: its parser takes seconds for a long one."""

FAILURES = frozenset({"fail", "softfail", "permerror", "policy"})

NO_AUTHOR = Proof(passed=False, by="from")


def authenticate(mail: Mail, rule: Authentication) -> Proof:
    """Whether the one address in ``From`` is really the author's."""
    if mail.author is None:
        return NO_AUTHOR
    doubled = next((name for name in IDENTITY_HEADERS if len(mail.all(name)) > 1), None)
    if doubled:
        return Proof(passed=False, by=f"duplicate:{doubled}")
    if "headers.too_many" in mail.defects:
        return Proof(passed=False, by="headers.too_many")
    if not rule.authserv_id:
        return Proof(passed=True, by="none")
    header = mail.first("Authentication-Results")
    if header is None:
        return Proof(passed=False, by="authentication-results:missing")
    return _judge(header, rule.authserv_id, mail.author.rpartition("@")[2])


def _judge(value: str, authserv_id: str, domain: str) -> Proof:
    if len(value) > MAX_RESULTS:
        return Proof(passed=False, by="authentication-results:unreadable")
    try:
        header = AuthenticationResultsHeader.parse(f"Authentication-Results: {value}")
    except (AuthResError, RecursionError):  # its parser calls itself for every bracket in a bracket
        return Proof(passed=False, by="authentication-results:unreadable")
    if str(header.authserv_id).lower() != authserv_id.lower():
        return Proof(passed=False, by="authentication-results:foreign")
    results = [result for result in header.results if isinstance(result, AuthenticationResult)]
    if any(result.method == "dmarc" and result.result == "fail" for result in results):
        return Proof(passed=False, by="authentication-results:dmarc")
    for result in results:
        vouching = _vouching_domain(result)
        if result.result == "pass" and vouching and _aligned(domain, vouching):
            return Proof(passed=True, by=f"authentication-results:{result.method}", domain=vouching)
    failed = any(result.result in FAILURES for result in results)
    return Proof(passed=False, by=f"authentication-results:{'fail' if failed else 'none'}")


def _vouching_domain(result: AuthenticationResult) -> str:
    wanted = VOUCHING_PROPERTY.get(result.method)
    values = (p.value for p in result.properties if (p.type, p.name) == wanted)
    return str(next(values, "")).rpartition("@")[2].lower()


def _aligned(author: str, vouching: str) -> bool:
    return author == vouching or ("." in vouching and author.endswith(f".{vouching}"))
