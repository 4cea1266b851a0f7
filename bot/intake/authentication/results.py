"""What our own mail server found out about the author, as it wrote it on top of the mail.

RFC 8601: only the topmost ``Authentication-Results`` with our own authserv-id was written by our server; anybody
can put such a header below it. A sender passes with DMARC, or with DKIM or SPF aligned to the domain of ``From``.
"""

import re

from authres import AuthenticationResultsHeader, AuthResError
from authres.core import AuthenticationResult

from bot.core.intent import Proof
from bot.core.mail import Mail
from bot.intake.authentication.ways import Authentication, aligned

VOUCHING_PROPERTY = {"dmarc": ("header", "from"), "dkim": ("header", "d"), "spf": ("smtp", "mailfrom")}

MAX_RESULTS = 8_192
"""Characters of one header that are read: its parser takes seconds for a long one."""

FAILURES = frozenset({"fail", "softfail", "permerror", "policy"})

MICROSOFT365 = "microsoft365.invalid"
"""Stands in for the name that Microsoft 365 leaves out, without which nothing reads its results."""

_NAMELESS = re.compile(r"\s*[\w.-]+\s*=")


def judge_results(mail: Mail, rule: Authentication, domain: str) -> Proof:
    """What the topmost results say about a mail of this domain."""
    value = mail.first("Authentication-Results")
    if value is None:
        return Proof(passed=False, by="authentication-results:missing")
    own = rule.authserv_id.lower()
    if rule.microsoft365 and _NAMELESS.match(value):
        own, value = MICROSOFT365, f"{MICROSOFT365}; {value}"
    if len(value) > MAX_RESULTS:
        return Proof(passed=False, by="authentication-results:unreadable")
    try:
        header = AuthenticationResultsHeader.parse(f"Authentication-Results: {value}")
    except (AuthResError, RecursionError):  # its parser calls itself for every bracket in a bracket
        return Proof(passed=False, by="authentication-results:unreadable")
    if not own or str(header.authserv_id).lower() != own:
        return Proof(passed=False, by="authentication-results:foreign")
    return _judge([result for result in header.results if isinstance(result, AuthenticationResult)], domain)


def _judge(results: list[AuthenticationResult], domain: str) -> Proof:
    if any(result.method == "dmarc" and result.result == "fail" for result in results):
        return Proof(passed=False, by="authentication-results:dmarc")
    for result in results:
        vouching = _vouching_domain(result)
        if result.result == "pass" and vouching and aligned(domain, vouching):
            return Proof(passed=True, by=f"authentication-results:{result.method}", domain=vouching)
    failed = any(result.result in FAILURES for result in results)
    return Proof(passed=False, by=f"authentication-results:{'fail' if failed else 'none'}")


def _vouching_domain(result: AuthenticationResult) -> str:
    wanted = VOUCHING_PROPERTY.get(result.method)
    values = (p.value for p in result.properties if (p.type, p.name) == wanted)
    return str(next(values, "")).rpartition("@")[2].lower()
