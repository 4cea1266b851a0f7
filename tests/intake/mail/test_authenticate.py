"""Whoever writes the topmost header that proves authors, it is read or refused, never stumbled over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.intent import Proof
from bot.intake.authenticate import Authentication, authenticate
from bot.intake.mime import MAX_HEADERS
from bot.intake.parse import parse

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


def proof(results: str) -> Proof:
    """What is found out about an author of the house whose mail carries these results on top."""
    return authenticate(parse(f"Authentication-Results: {results}\nFrom: jefe@empresa.example\n\nx".encode()), RULE)


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
    assert authenticate(parse(f"{head}{usual}\nx".encode()), RULE).passed
    name = headers.partition(":")[0].lower()
    assert authenticate(parse(f"{head}{usual}{headers}\n\nx".encode()), RULE).by == f"duplicate:{name}"
    far = f"{head}{usual}" + "X: y\n" * MAX_HEADERS + f"{headers}\n\nx"
    assert not authenticate(parse(far.encode()), RULE).passed


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_any_words_are_judged(words: list[str]) -> None:
    """Whatever stands in the header, the answer is a judgement; only ``pass`` proves anything."""
    judged = proof(f"mx.empresa.example; {''.join(words)}")
    assert judged.passed <= ("pass" in words)
