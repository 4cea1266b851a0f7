"""Signatures of the author's domain (DKIM, RFC 6376), verified here.

A valid signature may lie: one over the first bytes only (``l=``) lets words be added, one that leaves out ``From`` or
``Subject`` lets them be changed, and SHA-1 is broken (RFC 8301). These count for nothing, nor does a key that its
domain only tries out (``t=y``) or one of less than 1024 bits.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from bot.core.intent import Proof
from bot.core.mail import Mail
from bot.errors import TransientError
from bot.intake.authentication.ways import Texts, aligned

SIGNATURE = "dkim-signature"

MOST_VERIFIED = 3
"""Signatures of one mail, of those that could prove its author."""

MAX_SIGNATURE = 4_096
"""Characters of one: what reads it takes the square of that."""

MAX_KEY = 1_000
"""Characters of a key's record: one of 4096 bits takes 750, and a key that is much longer takes seconds."""

COVERED = frozenset({"from", "subject"})
STRONG = frozenset({"rsa-sha256", "ed25519-sha256"})

_SPACES = re.compile(rb"[\t ]+")

Tags = Mapping[str, str]


def judge_signatures(mail: Mail, raw: bytes, domain: str, texts: Texts) -> Proof:
    """Whether a signature of an author's domain, or of one above it, is valid.

    Raises:
        TransientError: Nobody answers for that domain now.
    """
    signatures = [_tags(value) for value in mail.all(SIGNATURE)]
    if not signatures:
        return Proof(passed=False, by="dkim:missing")
    own = [(index, tags) for index, tags in enumerate(signatures) if aligned(domain, _domain(tags))]
    if not own:
        return Proof(passed=False, by="dkim:foreign")
    strong = [(index, tags) for index, tags in own if _is_strong(tags)]
    if not strong:
        return Proof(passed=False, by="dkim:weak")
    for index, tags in strong[:MOST_VERIFIED]:
        if not _is_disowned(domain, _domain(tags), texts) and _is_valid(index, tags, mail, raw, texts):
            return Proof(passed=True, by="dkim", domain=_domain(tags))
    return Proof(passed=False, by="dkim:fail")


def _tags(value: str) -> Tags:
    """The tags of a list (RFC 6376 section 3.2); none where it cannot be read or is too long."""
    pairs = [part.partition("=") for part in value.split(";") if part.strip()]
    tags = {name.strip(): "".join(content.split()) for name, _, content in pairs}
    return tags if len(value) <= MAX_SIGNATURE and len(tags) == len(pairs) else {}


def _domain(tags: Tags) -> str:
    return tags.get("d", "").lower()


def _is_strong(tags: Tags) -> bool:
    covered = set(tags.get("h", "").lower().split(":"))
    return covered >= COVERED and "l" not in tags and tags.get("a", "") in STRONG


def _is_disowned(domain: str, signing: str, texts: Texts) -> bool:
    """Whether an author's domain wants to be signed for by itself only (DMARC, RFC 7489: ``adkim=s``)."""
    if domain == signing:
        return False
    published = (_tags(record) for name in _up_to(signing, domain) for record in texts(f"_dmarc.{name}"))
    policy = next((tags for tags in published if tags.get("v") == "DMARC1"), {})
    return policy.get("adkim", "").lower() == "s"


def _up_to(top: str, domain: str) -> Iterator[str]:
    """A domain and those above it, up to one of them."""
    yield domain
    while domain != top:
        domain = domain.partition(".")[2]
        yield domain


def _is_valid(index: int, tags: Tags, mail: Mail, raw: bytes, texts: Texts) -> bool:
    """Whether a mail's signature of this number holds for the same headers that were read here."""
    from dkim import DKIM  # noqa: PLC0415 - 75 ms that houses whose own server verifies do without

    try:
        message = DKIM(raw)
        if [name.decode("latin-1") for name, _ in message.headers] != [name for name, _ in mail.headers]:
            return False
        if tags.get("c", "").endswith("/relaxed"):
            message.body = _SPACES.sub(b" ", message.body)  # what the library does with many takes their square
        return bool(message.verify(index, dnsfunc=_keys(texts)))
    except TransientError:
        raise
    except Exception:  # noqa: BLE001 - whatever is wrong with a signature or a key, it proves nothing
        return False


def _keys(texts: Texts) -> Callable[..., bytes | None]:
    """How the library asks for a key's record, by a name in bytes that ends with a point."""

    def published(name: bytes, timeout: int = 0) -> bytes | None:  # noqa: ARG001 - its own limits come from the port
        records = texts(name.decode("ascii").rstrip("."))
        record = next((one for one in records if "p" in _tags(one)), "")
        tried_out = "y" in _tags(record).get("t", "").split(":")
        return None if tried_out or len(record) > MAX_KEY else record.encode("ascii")

    return published
