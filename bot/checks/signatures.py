"""Whether the papers are signed, as far as a machine can see: what is plainly blank is told, all else a person sees."""

from collections.abc import Iterator

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.paper import Evidence, Paper
from bot.core.document import Document, Ink, Signatory, TextSource
from bot.core.finding import Severity

NOT_SIGNED = "reply.not_signed_by_client"
LOOKS_LIKE = 0.3
"""Likeness from which another file may be the same document, signed."""


@check("letter.unsigned", severity=Severity.WARNING)
def letter_unsigned(dossier: Dossier) -> Iterator[Evidence]:
    """Nothing stands where the client signs their letter."""
    if _is_blank(dossier, dossier.letter, Signatory.CLIENT):
        yield dossier.letter.evidence("firmada_por")


@check("memo.unsigned", severity=Severity.WARNING)
def memo_unsigned(dossier: Dossier) -> Iterator[Evidence]:
    """Nothing stands where whoever prepared the memo signs it."""
    if _is_blank(dossier, dossier.memo, Signatory.COMPANY):
        yield dossier.memo.evidence()


@check("reply.unsigned_company", severity=Severity.WARNING)
def reply_unsigned(dossier: Dossier) -> Iterator[Evidence]:
    """Nothing stands where the branch signs the reply."""
    if _is_blank(dossier, dossier.reply, Signatory.COMPANY):
        yield dossier.reply.evidence("firmada_por_empresa")


@check(NOT_SIGNED, severity=Severity.ERROR)
def not_signed_by_client(dossier: Dossier) -> Iterator[Evidence]:
    """Costs are charged, and nothing stands where the client signs that they accept them."""
    if dossier.memo.flag("cobro_costos") and _is_blank(dossier, dossier.reply, Signatory.CLIENT):
        yield dossier.reply.evidence("firmada_por_cliente")


@check("reply.signature_unconfirmed", severity=Severity.WARNING)
def signature_unconfirmed(dossier: Dossier) -> Iterator[Evidence]:
    """Costs are charged, so the client must have signed; only a person can see that, unless the reply goes back."""
    reply = dossier.reply
    if not dossier.memo.flag("cobro_costos") or reply.document is None:
        return
    if not (_sends_back(dossier) and _is_blank(dossier, reply, Signatory.CLIENT)):
        yield reply.evidence(visto=_seen(reply.document, dossier))


@check("document.seal_broken", severity=Severity.WARNING)
def seal_broken(dossier: Dossier) -> Iterator[Evidence]:
    """A document was changed after somebody signed it digitally."""
    for paper in dossier.filled.values():
        for seal in paper.document.seals if paper.document else ():
            if seal.is_broken:
                yield paper.evidence(documento=paper.title, firmante=seal.signer or dossier.words.shown["nothing"])


def _sends_back(dossier: Dossier) -> bool:
    """Whether the process runs the check for a blank box, and as an error: else somebody must still be asked."""
    rules = (rule for rule in dossier.process.checks if rule.code == NOT_SIGNED)
    return any(rule.severity in (None, Severity.ERROR) for rule in rules)


def _is_blank(dossier: Dossier, paper: Paper, who: Signatory) -> bool:
    """Whether a place is plainly blank, and no other file may be the same document with the signature on it."""
    own = paper.document
    if own is None or own.ink.get(who) is not Ink.BLANK:
        return False
    return not any(_may_be(other, own.role) for other in dossier.documents if other is not own)


def _may_be(other: Document, role: str | None) -> bool:
    if other.role is not None:
        return other.role == role
    is_unread = other.damage is not None or other.text_source is TextSource.NONE
    return is_unread or other.likeness.get(role or "", 0.0) >= LOOKS_LIKE


def _seen(reply: Document, dossier: Dossier) -> str:
    """What a machine saw of the client's signature, for whoever is asked about it."""
    shown = dossier.words.shown
    if reply.seals:
        broken = any(seal.is_broken for seal in reply.seals)
        valid = all(seal.is_valid for seal in reply.seals)
        signers = shown["and"].join(filter(None, (seal.signer for seal in reply.seals))) or shown["nothing"]
        key = "seal_broken" if broken else "seal_unverified" if not valid else _trust(reply)
        return shown[key].format(signer=signers)
    return shown["ink" if reply.ink.get(Signatory.CLIENT) is Ink.INK else "ink_unknown"]


def _trust(reply: Document) -> str:
    return "seal_trusted" if all(seal.trusted for seal in reply.seals) else "seal_intact"


CHECKS = (
    letter_unsigned,
    memo_unsigned,
    reply_unsigned,
    not_signed_by_client,
    signature_unconfirmed,
    seal_broken,
)
