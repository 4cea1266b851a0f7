"""Whether the mail's subject and the documents speak of the same request, and who sends it."""

from collections.abc import Iterator

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.names import names_client
from bot.checks.paper import Evidence
from bot.checks.places import same_place
from bot.checks.wording import kinds_in_words
from bot.core.finding import Severity


@check("subject.client_mismatch", severity=Severity.WARNING)
def client_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The subject names another client than the memo."""
    said, client = dossier.known.client, dossier.memo.text("cliente")
    if said and client and not names_client(said, client, dossier.words.names):
        yield dossier.memo.evidence("cliente", cliente_asunto=said, cliente_memo=client)


@check("subject.city_mismatch", severity=Severity.WARNING)
def city_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The subject names another city than the memo."""
    said, city = dossier.known.city, dossier.memo.text("ciudad")
    if said and city and not same_place(said, city, dossier.known.company, dossier.words.cities):
        yield dossier.memo.evidence("ciudad", ciudad_asunto=said, ciudad_memo=city)


@check("subject.keyword_mismatch", severity=Severity.ERROR, certain=True)
def keyword_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The subject's keyword does not go with the memo's kind of request."""
    keyword, kinds = dossier.known.keyword, dossier.memo.kinds("tipo")
    fitting = dossier.process.fits.get(keyword, ())
    if fitting and kinds and "+".join(kinds) not in fitting:
        right = dossier.process.keyword_for("+".join(kinds)) or keyword
        said = kinds_in_words(kinds, dossier.words)
        yield dossier.memo.evidence("tipo", palabra=keyword, tipo_memo=said, palabra_del_memo=right)


@check("subject.other_branch", severity=Severity.INFO)
def other_branch(dossier: Dossier) -> Iterator[Evidence]:
    """Whoever asks coordinates another branch than the one that serves the subject's city."""
    known = dossier.known
    own = known.company.branches_of(known.sender)
    if own and not known.company.coordinates(known.sender, known.branch, known.sent_on):
        names = ", ".join(branch.name for branch in own)
        data = {"remitente": known.company.name_of(known.sender), "seccional": names, "ciudad": known.city}
        yield Evidence(data=data)


CHECKS = (client_mismatch, city_mismatch, keyword_mismatch, other_branch)
