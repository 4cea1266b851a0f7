"""A mail is its author's where their domain signed it, and whatever makes a signature lie makes it worth nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.intent import Proof
from bot.errors import TransientError
from bot.intake.authentication.author import authenticate
from bot.intake.authentication.signatures import MAX_SIGNATURE
from bot.intake.authentication.ways import Authentication
from bot.intake.parse import parse
from bot.testing.resolver_memory import MemoryResolver
from tests.signing_domain import SigningDomain

COMPANY = SigningDomain(name="empresa.example")
OTHER = SigningDomain(name="otra.example", selector="o")
KEYS = {**COMPANY.records(), **OTHER.records()}
RULE = Authentication(dkim=True)
SPF_FAILED = Authentication(dkim=True, authserv_id="mx.empresa.example")

MAIL = (
    b"From: =?utf-8?q?Jos=C3=A9?= <jefe@empresa.example>\r\nTo: bot@empresa.example\r\n"
    b"Subject: Re: [AN-2026-000001]\r\nDate: Mon, 16 Nov 2026 10:00:00 -0500\r\nMessage-ID: <1@empresa.example>\r\n"
    b"\r\nAprobado.   Gracias.\r\n\r\n"
)
TAGS = [
    "v=1",
    "a=rsa-sha256",
    "d=empresa.example",
    "s=s1",
    "h=from:subject",
    "b=AA",
    "bh=AA",
    ";",
    "=",
    "l=0",
    "é",
    "c=relaxed",
    "x=1",
    "t=z",
]
BRANCH = MAIL.replace(b"jefe@empresa.example>", b"jefe@cali.empresa.example>", 1)


def proof(raw: bytes, records: Mapping[str, Sequence[str]] = KEYS, rule: Authentication = RULE) -> Proof:
    """What is found out about the author of a mail."""
    return authenticate(parse(raw), raw, rule, MemoryResolver(records=records).texts)


@pytest.mark.parametrize("how", ["relaxed/relaxed", "relaxed/simple", "simple/simple", "simple/relaxed"])
def test_a_mail_that_its_author_s_domain_signed_is_theirs(how: str) -> None:
    """In each way of making headers and body comparable, with the line ends of a server or of a disk."""
    signed = COMPANY.sign(MAIL, how=how)
    assert proof(signed) == Proof(passed=True, by="dkim", domain="empresa.example")
    assert proof(signed.replace(b"\r\n", b"\n")).passed


def test_a_domain_above_the_author_s_speaks_for_it() -> None:
    """Relaxed alignment (RFC 7489 section 3.1.1)."""
    assert proof(COMPANY.sign(BRANCH)) == Proof(passed=True, by="dkim", domain="empresa.example")


@pytest.mark.parametrize("name", ["_dmarc.cali.empresa.example", "_dmarc.empresa.example"])
def test_unless_the_author_s_domain_wants_its_own_signature(name: str) -> None:
    """``adkim=s`` in its DMARC record, or in the one above where it has none, takes that right away."""
    strict = {**KEYS, name: ("v=DMARC1; p=none; adkim=s",)}
    assert proof(COMPANY.sign(BRANCH), strict).by == "dkim:fail"
    assert proof(COMPANY.sign(MAIL), strict).passed


def test_the_nearest_policy_counts() -> None:
    """A domain that has a policy of its own does not take over the one above; other texts are none."""
    near = {
        "_dmarc.cali.empresa.example": ("algo", "v=DMARC1; p=none"),
        "_dmarc.empresa.example": ("v=DMARC1; adkim=s",),
    }
    assert proof(COMPANY.sign(BRANCH), {**KEYS, **near}).passed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Aprobado", b"Rechazado"),
        (b"Subject: Re: [AN-2026-000001]", b"Subject: Re: [AN-2026-000002]"),
        (b"jefe@", b"jefa@"),
        (b"Gracias.\r\n", b"Gracias.\r\nAprobado todo.\r\n"),
    ],
)
def test_what_was_changed_on_the_way_is_nobody_s(old: bytes, new: bytes) -> None:
    """A word of the text, the subject, the author, or a line more: the signature fails."""
    assert proof(COMPANY.sign(MAIL).replace(old, new)).by == "dkim:fail"


def test_without_a_signature_nothing_is_proved() -> None:
    """And nobody is asked anything."""
    resolver = MemoryResolver(records=KEYS)
    assert authenticate(parse(MAIL), MAIL, RULE, resolver.texts).by == "dkim:missing"
    assert resolver.asked == []


def test_another_domain_s_signature_proves_nothing() -> None:
    """Whoever owns a domain can sign anything; its key is not even looked up."""
    resolver = MemoryResolver(records=KEYS)
    signed = OTHER.sign(MAIL)
    assert authenticate(parse(signed), signed, RULE, resolver.texts).by == "dkim:foreign"
    assert resolver.asked == []


@pytest.mark.parametrize("name", ["example", "xempresa.example", "pe.empresa.example", "cali.empresa.example"])
def test_a_domain_beside_the_author_s_is_another(name: str) -> None:
    """Neither what only ends alike, nor what lies below it, nor all that shares its ending speaks for it."""
    signer = SigningDomain(name=name)
    assert proof(signer.sign(MAIL), signer.records()).by == "dkim:foreign"


def test_a_signature_that_leaves_out_the_subject_is_worth_nothing() -> None:
    """Anybody on the way could have written it, and the signature would still hold."""
    signed = COMPANY.sign(MAIL, ("from", "date"))
    other = signed.replace(b"AN-2026-000001", b"AN-2026-000002")
    assert proof(signed).by == proof(other).by == "dkim:weak"


def test_a_signature_that_leaves_out_the_author_is_worth_nothing() -> None:
    """RFC 6376 forbids it, and some programs write it."""
    assert proof(COMPANY.sign(MAIL).replace(b"h=from :", b"h=")).by == "dkim:weak"


def test_a_signature_over_a_part_of_the_text_is_worth_nothing() -> None:
    """``l=`` lets anybody add words below; such a signature still verifies, which other readers believe."""
    signed = COMPANY.sign(MAIL, part=True)
    assert proof(signed).by == proof(signed + b"RECHAZADO\r\n").by == "dkim:weak"


@pytest.mark.parametrize(
    ("header", "by"),
    [
        (b"From: gerente@empresa.example", "from"),
        (b"Subject: RECHAZADO", "duplicate:subject"),
        (b"Date: hoy", "duplicate:date"),
        (b"Message-ID: <2@empresa.example>", "duplicate:message-id"),
    ],
)
def test_a_second_header_above_a_signed_mail_spoils_it(header: bytes, by: str) -> None:
    """The signature covers the lower one and holds; people and programs read the upper one."""
    assert proof(header + b"\r\n" + COMPANY.sign(MAIL)).by == by


def test_headers_that_two_readers_part_differently_are_nobody_s() -> None:
    """A space before the colon makes a header here and none elsewhere: what was signed is then not what is read."""
    assert proof(COMPANY.sign(MAIL).replace(b"To: bot", b"To : bot")).by == "dkim:fail"


def test_a_key_that_is_only_tried_out_or_short_proves_nothing() -> None:
    """``t=y`` (RFC 6376 section 3.6.1), and fewer than 1024 bits."""
    assert proof(COMPANY.sign(MAIL), COMPANY.records("t=s:y; ")).by == "dkim:fail"
    assert proof(COMPANY.sign(MAIL), COMPANY.records("t=s; ")).passed
    short = replace(COMPANY, bits=1024)
    assert proof(short.sign(MAIL), short.records()).passed


@pytest.mark.parametrize(
    "record", ["", "v=DKIM1; p=", "p=!!!", "v=DKIM1; k=rsa; p=AAAA", "v=DKIM2; p=AAAA", "p=" + "A" * 5_000, "p=ñ"]
)
def test_a_key_that_is_none_proves_nothing(record: str) -> None:
    """Withdrawn, unreadable, of another version or endless."""
    (name,) = COMPANY.records()
    assert proof(COMPANY.sign(MAIL), {name: (record,)}).by == "dkim:fail"


def test_one_good_signature_among_others_is_enough() -> None:
    """Mail providers add their own, and mailing lists break the first one."""
    assert proof(OTHER.sign(COMPANY.sign(MAIL))).passed
    broken = COMPANY.sign(MAIL).replace(b"bh=", b"bh=AA")
    assert proof(broken[: broken.index(b"From:")] + COMPANY.sign(MAIL)).passed


def test_an_endless_signature_is_not_read() -> None:
    """Of one that no mail program writes, nothing counts."""
    signed = COMPANY.sign(MAIL).replace(b"v=1;", b"v=1; z=" + b"x" * MAX_SIGNATURE + b";", 1)
    assert proof(signed).by == "dkim:foreign"


def test_where_nobody_answers_nothing_is_decided() -> None:
    """It is neither proved nor disproved: whoever asked has to ask again."""
    signed = COMPANY.sign(MAIL)
    (name,) = COMPANY.records()
    with pytest.raises(TransientError):
        authenticate(parse(signed), signed, RULE, MemoryResolver(silent=frozenset({name})).texts)


def test_a_signature_makes_up_for_a_path_that_failed_and_not_for_a_domain_that_disowns() -> None:
    """SPF breaks wherever a mail is passed on; DMARC is the author's own domain speaking."""
    signed = COMPANY.sign(MAIL)
    spf = b"Authentication-Results: mx.empresa.example; spf=softfail smtp.mailfrom=empresa.example\r\n" + signed
    assert proof(spf, rule=SPF_FAILED).by == "dkim"
    dmarc = b"Authentication-Results: mx.empresa.example; dmarc=fail header.from=empresa.example\r\n" + signed
    assert proof(dmarc, rule=SPF_FAILED).by == "authentication-results:dmarc"


@given(st.lists(st.sampled_from(TAGS), max_size=16))
def test_any_tags_are_judged(tags: list[str]) -> None:
    """Whatever stands in a signature, the answer is a judgement, and no rubbish proves anything."""
    raw = f"DKIM-Signature: {';'.join(tags)}\r\n".encode() + MAIL
    assert not proof(raw).passed
