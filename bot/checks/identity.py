"""Whether all documents are about the same client, id, contract and city."""

from collections.abc import Callable, Iterator, Mapping

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.names import Alike, compare_clients, likeness, names_client, same_person, text_holds_name
from bot.checks.paper import EINVOICE, INVOICE, LETTER, LOG, REPLY, Evidence, Paper
from bot.checks.places import is_served, same_place
from bot.checks.tax_ids import TaxId
from bot.checks.told import SAYS
from bot.checks.wording import listed
from bot.checks.words import CheckWords
from bot.core.document import FieldValue
from bot.core.finding import Severity
from bot.core.identifiers import identifier_key

COLOMBIA = "CO"
WHO, CONTRACT = ("cliente", "nit"), "contrato"
PAPERS = frozenset({INVOICE, EINVOICE, LETTER, REPLY, LOG})


@check("client.name_mismatch", severity=Severity.ERROR)
def name_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document names another client than the memo; the log's heading is compared by ``log.header_mismatch``."""
    told = (PAPERS - {LOG}) - {paper.role for paper in dossier.papers(PAPERS) if _names_nobody_else(dossier, paper)}
    for paper, titles, name in _other(dossier, "cliente", told, _alike(dossier, Alike.DIFFERENT), by_reading=True):
        own = dossier.memo.text("cliente")
        alike = str(likeness(own, name, dossier.words.names))
        yield paper.evidence("cliente", documento=titles, cliente_memo=own, cliente_doc=name, parecido=alike)


def _names_nobody_else(dossier: Dossier, paper: Paper) -> bool:
    """Whether what was read is a part of the client's name beside the client's id, or who signs for a company.

    A name in a narrow column is read without its other lines; a reply is addressed to who wrote the letter.
    """
    words, name, full = dossier.words.names, paper.text("cliente"), dossier.memo.text("cliente")
    own, other = TaxId.of(dossier.memo.text("nit")), TaxId.of(paper.text("nit"))
    if own and other and own.same_holder(other) and len(name) < len(full) and names_client(name, full, words):
        return True
    signer = dossier.letter.text("firmada_por")
    return paper.role == REPLY and bool(own and own.check and signer) and same_person(name, signer, words)


@check("client.name_variant", severity=Severity.INFO)
def name_variant(dossier: Dossier) -> Iterator[Evidence]:
    """A document writes the client's name in another way."""
    for paper, titles, name in _other(dossier, "cliente", PAPERS, _alike(dossier, Alike.VARIANT)):
        alike = str(likeness(dossier.memo.text("cliente"), name, dossier.words.names))
        yield paper.evidence("cliente", documento=titles, cliente_doc=name, parecido=alike)


def another_client(own: Mapping[str, FieldValue], other: Mapping[str, FieldValue], words: CheckWords) -> bool:
    """Whether two sets of facts are plainly of two clients: by name and id, or by the one of them that both tell."""
    names, ids = ((str(own.get(fact) or ""), str(other.get(fact) or "")) for fact in ("cliente", "nit"))
    differs = []
    if all(names):
        differs.append(compare_clients(*names, words.names) is Alike.DIFFERENT)
    if all(map(TaxId.of, ids)):
        differs.append(_other_holder(*ids))
    return bool(differs) and all(differs)


def _alike(dossier: Dossier, wanted: Alike) -> Callable[[str, str], bool]:
    """Whether two names relate so. The company's own name is no client's: letters and invoices bear it as well."""
    names, company = dossier.words.names, dossier.known.company.name

    def relates(own: str, other: str) -> bool:
        is_ours = wanted is Alike.DIFFERENT and compare_clients(company, other, names) is not Alike.DIFFERENT
        return not is_ours and compare_clients(own, other, names) is wanted

    return relates


@check("nit.mismatch", severity=Severity.ERROR)
def nit_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document gives another id than the memo in the digits before the check digit."""
    for paper, titles, number in _other(dossier, "nit", PAPERS, _other_holder, by_reading=True):
        yield paper.evidence("nit", documento=titles, nit_memo=dossier.memo.text("nit"), nit_doc=number)


def _other_holder(own: str, other: str) -> bool:
    first, second = TaxId.of(own), TaxId.of(other)
    return first is not None and second is not None and not first.same_holder(second)


@check("nit.check_digit", severity=Severity.WARNING)
def nit_check_digit(dossier: Dossier) -> Iterator[Evidence]:
    """A tax id's check digit does not compute; told once for each, and not where ``nit.mismatch`` speaks of the id."""
    in_colombia = dossier.known.company.country == COLOMBIA
    contradicted = {number for _, _, number in _other(dossier, "nit", PAPERS, _other_holder, by_reading=True)}
    own = {dossier.memo.text("nit")} if contradicted else set()
    told = contradicted | own
    for paper in (dossier.memo, *dossier.papers(PAPERS)):
        number = paper.text("nit")
        tax_id = TaxId.of(number)
        if tax_id and tax_id.is_wrong and (in_colombia or tax_id.is_cuit) and number not in told:
            told.add(number)
            yield paper.evidence("nit", documento=paper.title, nit=number, digito=tax_id.expected)


@check("contract.mismatch", severity=Severity.ERROR)
def contract_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document names another contract than the memo; the log's is compared by ``log.header_mismatch``."""
    for paper, titles, number in _other(dossier, "contrato", PAPERS - {LOG}, _other_number, by_reading=True):
        own = dossier.memo.text("contrato")
        yield paper.evidence("contrato", documento=titles, contrato_memo=own, contrato_doc=number)


def _other_number(own: str, other: str) -> bool:
    return identifier_key(own) != identifier_key(other)


@check("city.mismatch", severity=Severity.WARNING)
def city_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """A document is of another city than the memo. A client may write, and be, anywhere: also where no branch is."""
    company, aliases = dossier.known.company, dossier.words.cities

    def differs(own: str, other: str) -> bool:
        return not same_place(own, other, company, aliases)

    ours, theirs = (is_served(paper.text("ciudad"), company, aliases) for paper in (dossier.memo, dossier.invoice))
    of_clients = {LETTER, EINVOICE} if theirs or not ours else {LETTER, EINVOICE, INVOICE}
    for paper, titles, city in _other(dossier, "ciudad", PAPERS - of_clients, differs):
        yield paper.evidence("ciudad", documento=titles, ciudad_memo=dossier.memo.text("ciudad"), ciudad_doc=city)


def _other(
    dossier: Dossier, name: str, roles: frozenset[str], differs: Callable[[str, str], bool], *, by_reading: bool = False
) -> Iterator[tuple[Paper, str, str]]:
    """Each value that differs from the memo's, with the documents that give it.

    Args:
        dossier: The request.
        name: The field.
        roles: Of the documents that are compared.
        differs: Whether two values do.
        by_reading: Whether a document that says the memo's value too does not count, since it may be misread.

    Yields:
        Where to point (the memo, where several documents agree against it), what the documents are called, and the
        value as the first of them writes it.
    """
    own = dossier.memo.text(name)
    told: dict[str, list[Paper]] = {}
    for paper in dossier.papers(roles):
        value = paper.text(name)
        if own and value and differs(own, value) and not (by_reading and _says_ours(paper, name, dossier)):
            told.setdefault(identifier_key(value), []).append(paper)
    for papers in told.values():
        pointed = papers[0] if len(papers) == 1 else dossier.memo
        yield pointed, listed([paper.title for paper in papers], dossier.words), papers[0].text(name)


def _says_ours(paper: Paper, name: str, dossier: Dossier) -> bool:
    """Whether a text says what the memo does as well, so that something else in it was taken for it.

    A document about another client bears neither name nor id of this one, and one of another contract not its number.
    """
    memo, names = dossier.memo, dossier.words.names
    if not paper.typed or name not in (*WHO, CONTRACT):
        return False
    if name == CONTRACT:
        return SAYS[CONTRACT](paper.typed, memo.text(CONTRACT), dossier.words)
    client, number = (memo.text(one) for one in WHO)
    both = bool(client and TaxId.of(number))
    return both and text_holds_name(paper.typed, client, names) and SAYS["nit"](paper.typed, number, dossier.words)


CHECKS = (name_mismatch, name_variant, nit_mismatch, nit_check_digit, contract_mismatch, city_mismatch)
