"""The ways in turn: our own server's results, else its mark on its users' mail, else a signature verified here."""

from collections.abc import Iterator

from bot.core.intent import Proof
from bot.core.mail import Mail
from bot.intake.authentication.results import judge_results
from bot.intake.authentication.signatures import judge_signatures
from bot.intake.authentication.ways import Authentication, InternalMark, Texts

IDENTITY_HEADERS = ("from", "date", "message-id", "subject", "sender", "in-reply-to", "references", "content-type")
"""Of a second one of these, put above by whoever passes a signed mail on, no signature would tell."""

FINAL = "authentication-results:dmarc"
"""The author's own domain disowns the mail, our own server says: nothing else makes up for that."""

MISSING = ":missing"


def authenticate(mail: Mail, raw: bytes, rule: Authentication, texts: Texts) -> Proof:
    """Whether the one address in ``From`` is really the author's.

    Args:
        mail: As parsed.
        raw: Its bytes.
        rule: What the mailbox takes for a proof.
        texts: Where signing domains publish their keys; asked only where signatures are verified here.

    Returns:
        The first proof that passes, or the most telling one of those that do not.

    Raises:
        TransientError: It hangs on a signature, and nobody knows its key now.
    """
    if mail.author is None:
        return Proof(passed=False, by="from")
    doubled = next((name for name in IDENTITY_HEADERS if len(mail.all(name)) > 1), None)
    if doubled:
        return Proof(passed=False, by=f"duplicate:{doubled}")
    if "headers.too_many" in mail.defects:
        return Proof(passed=False, by="headers.too_many")
    if rule.asks_nothing:
        return Proof(passed=True, by="none")
    failed = []
    for proof in _proofs(mail, raw, rule, texts):
        if proof.passed or proof.by == FINAL:
            return proof
        failed.append(proof)
    return next((proof for proof in failed if not proof.by.endswith(MISSING)), failed[0])


def _proofs(mail: Mail, raw: bytes, rule: Authentication, texts: Texts) -> Iterator[Proof]:
    """What each way says, none asked before it is needed."""
    domain = (mail.author or "").rpartition("@")[2]
    if rule.reads_results:
        yield judge_results(mail, rule, domain)
    if rule.mark:
        yield _judge_mark(mail, rule.mark, domain)
    if rule.dkim:
        yield judge_signatures(mail, raw, domain, texts)


def _judge_mark(mail: Mail, mark: InternalMark, domain: str) -> Proof:
    """Whether the server marked the mail as one of its users'; two marks are one too many."""
    values = [value.strip().lower() for value in mail.all(mark.header)]
    if not values:
        return Proof(passed=False, by=f"internal-mark{MISSING}")
    if values != [mark.value.lower()] or domain not in mark.domains:
        return Proof(passed=False, by="internal-mark:foreign")
    return Proof(passed=True, by="internal-mark", domain=domain)
