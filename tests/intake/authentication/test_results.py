"""Whoever writes the topmost header that proves authors, it is read or refused, never stumbled over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.intent import Proof
from bot.intake.authentication.author import authenticate
from bot.intake.authentication.ways import Authentication, InternalMark
from bot.intake.mime import MAX_HEADERS
from bot.intake.parse import parse
from bot.testing.resolver_memory import MemoryResolver

RULE = Authentication(authserv_id="mx.empresa.example")
PASSED = "dmarc=pass header.from=empresa.example"
WORDS = [
    *'();="\\/@.,',
    " ",
    "1",
    "none",
    "dkim",
    "spf",
    "dmarc",
    "pass",
    "fail",
    "header",
    "d",
    "reason",
    "á",
    "mx.a.co",
]


def judged(headers: str, rule: Authentication = RULE) -> Proof:
    """What is found out about the author of a mail with these headers, nobody else being asked."""
    raw = f"{headers}\n\nx".encode()
    return authenticate(parse(raw), raw, rule, MemoryResolver().texts)


def proof(results: str, rule: Authentication = RULE) -> Proof:
    """The same of an author of the house whose mail carries these results on top."""
    return judged(f"Authentication-Results: {results}\nFrom: jefe@empresa.example", rule)


def test_our_own_server_vouches() -> None:
    """The author passes whose domain our own server found aligned."""
    expected = Proof(passed=True, by="authentication-results:dmarc", domain="empresa.example")
    assert proof(f"mx.empresa.example; {PASSED}") == expected


@pytest.mark.parametrize(
    ("results", "by"),
    [
        (f"mx.otro.example; {PASSED}", "foreign"),
        (f"mx.empresa.example.otro.example; {PASSED}", "foreign"),
        (f"(mx.empresa.example) mx.otro.example; {PASSED}", "foreign"),
        ("mx.empresa.example; none", "none"),
        ("mx.empresa.example; dkim=pass header.d=otro.example; none", "none"),
        ("mx.empresa.example; dkim=fail header.d=empresa.example", "fail"),
        ("mx.empresa.example; dmarc=pass header.from=otroempresa.example", "none"),
        ("mx.empresa.example; dkim=pass header.d=example", "none"),
        ("mx.empresa.example; spf=pass smtp.helo=empresa.example", "none"),
        (f"mx.empresa.example; dmarc=fail; {PASSED}", "dmarc"),
        (f"mx.empresa.example; ({PASSED}) dkim=none", "none"),
        ("(" * 60_000, "unreadable"),
        (f"mx.empresa.example; {'(' * 60_000}; {PASSED}", "unreadable"),
        (f"mx.empresa.example; {PASSED}{'; a*0=b' * 9_000}", "unreadable"),
    ],
)
def test_nobody_else_is_believed(results: str, by: str) -> None:
    """Foreign servers, foreign domains, comments, and what makes the parser recurse prove nothing."""
    assert proof(results) == Proof(passed=False, by=f"authentication-results:{by}")


@pytest.mark.parametrize(
    "headers",
    ["Sender: otro@empresa.example", "In-Reply-To: <a@b>", "References: <a@b>", "Content-Type: text/html"],
)
def test_a_second_header_proves_nothing(headers: str) -> None:
    """A mail that somebody signed and somebody else completed may say two things, even beyond what is read."""
    head = f"Authentication-Results: mx.empresa.example; {PASSED}\nFrom: jefe@empresa.example\n"
    usual = "Sender: jefe@empresa.example\nIn-Reply-To: <x@y>\nReferences: <x@y>\nContent-Type: text/plain\n"
    assert judged(f"{head}{usual}".rstrip()).passed
    name = headers.partition(":")[0].lower()
    assert judged(f"{head}{usual}{headers}").by == f"duplicate:{name}"
    assert not judged(f"{head}{usual}" + "X: y\n" * MAX_HEADERS + headers).passed


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_any_words_are_judged(words: list[str]) -> None:
    """Whatever stands in the header, the answer is a judgement; only ``pass`` proves anything."""
    found = proof(f"mx.empresa.example; {''.join(words)}")
    assert found.passed <= ("pass" in words)


NAMELESS = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=empresa.example; dkim=pass (signature was verified)"
NAMELESS += " header.d=empresa.example;dmarc=pass action=none header.from=empresa.example;compauth=pass reason=100"
CLOUD = Authentication(microsoft365=True)
MARK = InternalMark(header="X-MS-Exchange-Organization-AuthAs", value="Internal", domains=("empresa.example",))
MARKED = Authentication(mark=MARK)


def test_results_without_a_server_s_name_count_only_where_the_rules_say_so() -> None:
    """Microsoft 365 writes such; in any other mailbox the sender wrote them."""
    assert proof(NAMELESS, CLOUD) == Proof(passed=True, by="authentication-results:spf", domain="empresa.example")
    assert proof(NAMELESS).by == "authentication-results:unreadable"
    assert proof("dmarc=fail action=none header.from=empresa.example", CLOUD).by == "authentication-results:dmarc"


def test_where_microsoft_365_receives_nobody_else_s_results_count() -> None:
    """A server that names itself is not Microsoft's, unless the rules name it too."""
    assert proof(f"mx.empresa.example; {PASSED}", CLOUD).by == "authentication-results:foreign"
    both = Authentication(microsoft365=True, authserv_id="mx.empresa.example")
    assert proof(f"mx.empresa.example; {PASSED}", both).passed
    assert proof(NAMELESS, both).passed


def test_a_server_s_mark_proves_an_author_of_the_house() -> None:
    """Its value counts in any case; no other value, no second mark and no author from elsewhere passes with it."""
    mark = "X-MS-Exchange-Organization-AuthAs: {}\nFrom: {}"
    assert judged(mark.format("internal", "jefe@empresa.example"), MARKED) == Proof(
        passed=True, by="internal-mark", domain="empresa.example"
    )
    assert judged(mark.format("Anonymous", "jefe@empresa.example"), MARKED).by == "internal-mark:foreign"
    assert judged(mark.format("Internal", "jefe@otra.example"), MARKED).by == "internal-mark:foreign"
    doubled = f"{MARK.header}: Internal\n" + mark.format("Internal", "jefe@empresa.example")
    assert judged(doubled, MARKED).by == "internal-mark:foreign"
    assert judged("From: jefe@empresa.example", MARKED).by == "internal-mark:missing"


def test_the_first_way_that_says_anything_tells_why_nothing_is_proved() -> None:
    """A mail without a mark whose results are another server's is refused for the results."""
    both = Authentication(authserv_id="mx.empresa.example", mark=MARK)
    assert proof(f"mx.otro.example; {PASSED}", both).by == "authentication-results:foreign"
    assert judged("From: jefe@empresa.example", both).by == "authentication-results:missing"
