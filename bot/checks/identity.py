"""Whether all documents are about the same client, id, contract and city."""

from collections.abc import Iterator

from bot.checks.check import check
from bot.checks.dossier import Dossier, Evidence, Paper
from bot.checks.names import Alike, compare_clients
from bot.checks.places import same_place
from bot.checks.tax_ids import NIT_DIGITS, TaxId, check_digit
from bot.core.finding import Severity
from bot.core.identifiers import identifier_key

COLOMBIA = "CO"


@check("client.name_mismatch", severity=Severity.ERROR)
def name_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document names another client than the memo; the log's heading is compared by ``log.header_mismatch``."""
    for paper in (dossier.invoice, dossier.letter, dossier.reply):
        if _alike(dossier, paper) is Alike.DIFFERENT:
            yield _names(dossier, paper)


@check("client.name_variant", severity=Severity.INFO)
def name_variant(dossier: Dossier) -> Iterator[Evidence]:
    """A document writes the client's name in another way."""
    for paper in (dossier.invoice, dossier.letter, dossier.reply, dossier.log):
        if _alike(dossier, paper) is Alike.VARIANT:
            yield _names(dossier, paper)


def _alike(dossier: Dossier, paper: Paper) -> Alike:
    """How the names compare; one that is missing differs from nothing."""
    own, other = dossier.memo.text("cliente"), paper.text("cliente")
    return compare_clients(own, other, dossier.words.names) if own and other else Alike.SAME


def _names(dossier: Dossier, paper: Paper) -> Evidence:
    own, other = dossier.memo.text("cliente"), paper.text("cliente")
    return paper.evidence("cliente", documento=paper.title, cliente_memo=own, cliente_doc=other)


@check("nit.mismatch", severity=Severity.ERROR)
def nit_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document gives another id than the memo in the digits before the check digit."""
    own = TaxId.of(dossier.memo.text("nit"))
    for paper in (dossier.invoice, dossier.letter, dossier.reply, dossier.log):
        other = TaxId.of(paper.text("nit"))
        if own and other and not own.same_holder(other):
            texts = {"nit_memo": dossier.memo.text("nit"), "nit_doc": paper.text("nit")}
            yield paper.evidence("nit", documento=paper.title, **texts)


@check("nit.check_digit", severity=Severity.WARNING)
def nit_check_digit(dossier: Dossier) -> Iterator[Evidence]:
    """A NIT's check digit does not compute; the same slip in several documents is told once."""
    told = set()
    for paper in (dossier.memo, dossier.invoice, dossier.letter, dossier.reply, dossier.log):
        tax_id = TaxId.of(paper.text("nit"))
        if tax_id is None or not tax_id.check or tax_id in told or dossier.known.company.country != COLOMBIA:
            continue
        right = check_digit(tax_id.main)
        if len(tax_id.main) == NIT_DIGITS and tax_id.check != right:
            told.add(tax_id)
            yield paper.evidence("nit", documento=paper.title, nit=paper.text("nit"), digito=right)


@check("contract.mismatch", severity=Severity.ERROR)
def contract_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document names another contract than the memo; the log's is compared by ``log.header_mismatch``."""
    own = dossier.memo.text("contrato")
    for paper in (dossier.invoice, dossier.letter, dossier.reply):
        other = paper.text("contrato")
        if own and other and identifier_key(own) != identifier_key(other):
            yield paper.evidence("contrato", documento=paper.title, contrato_memo=own, contrato_doc=other)


@check("city.mismatch", severity=Severity.WARNING)
def city_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document is of another city than the memo. A client may write from anywhere, so their letter is not asked."""
    own = dossier.memo.text("ciudad")
    for paper in (dossier.invoice, dossier.reply, dossier.log):
        other = paper.text("ciudad")
        if own and other and not same_place(own, other, dossier.known.company, dossier.words.cities):
            yield paper.evidence("ciudad", documento=paper.title, ciudad_memo=own, ciudad_doc=other)


CHECKS = (name_mismatch, name_variant, nit_mismatch, nit_check_digit, contract_mismatch, city_mismatch)
