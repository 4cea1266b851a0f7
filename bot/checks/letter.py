"""Whether the client's letter asks for what the memo does, as far as it could be read."""

import re
from collections.abc import Iterator

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.figures import tells_amount
from bot.checks.numbers import cites_another, cites_invoice, same_invoice
from bot.checks.paper import Evidence, Paper, on_paper
from bot.checks.statements import clauses, folded, mentions, says, states
from bot.checks.wording import kinds_in_words, listed
from bot.checks.words import CheckWords
from bot.core.finding import Severity
from bot.core.money import written

ANNULMENT = "anulacion"
_UNTICKED = re.compile(r"[☐□❏][^\n☐□❏☑☒✓✔]*")  # an option of a form that nobody chose


@check("letter.invoice_mismatch", severity=Severity.ERROR)
def invoice_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The letter is about another invoice, and does not name the memo's anywhere."""
    letter, own = dossier.letter, dossier.memo.text("factura_original")
    cited = letter.text("factura") or cites_another(letter.typed, own)
    if own and cited and not same_invoice(own, cited) and not cites_invoice(letter.content, own):
        yield letter.evidence("factura", factura_carta=cited, factura_memo=own)


@check("letter.request_mismatch", severity=Severity.ERROR)
def request_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The client asks for something else than the memo; who asks for a new invoice need not say "annul" too."""
    asked, kinds = set(dossier.letter.kinds("pide")), set(dossier.memo.kinds("tipo"))
    if other := _asks_otherwise(dossier, kinds):
        pair = {"pedido_carta": dossier.words.shown[other], "tipo_memo": kinds_in_words(sorted(kinds), dossier.words)}
        yield dossier.letter.evidence("pide", **pair)
    elif asked and kinds and kinds not in (asked, asked | {ANNULMENT}):
        words = dossier.words
        pair = {"pedido_carta": kinds_in_words(sorted(asked), words), "tipo_memo": kinds_in_words(sorted(kinds), words)}
        yield dossier.letter.evidence("pide", **pair)


def _asks_otherwise(dossier: Dossier, kinds: set[str]) -> str:
    """The claim by which the letter does not want what the memo annuls, or only a part of it; else ``""``.

    Who is given a new invoice instead has the part annulled that they asked for.
    """
    if ANNULMENT in kinds and _keeps(dossier):
        return "keeps"
    own, total = dossier.memo.money("valor_factura"), dossier.invoice.money("total")
    whole = own is not None and (total is None or own >= total)
    return "part" if whole and kinds == {ANNULMENT} and _says(dossier, "part") else ""


@check("letter.request_unclear", severity=Severity.WARNING)
def request_unclear(dossier: Dossier) -> Iterator[Evidence]:
    """The letter names nothing that the memo asks for, or only asks a question or for money back."""
    letter, kinds = dossier.letter, dossier.memo.kinds("tipo")
    if not letter.readable or not kinds or (ANNULMENT in kinds and _keeps(dossier)):
        return
    if not letter.kinds("pide") or (_says(dossier, "only_asks") and not _says(dossier, "asks")):
        yield letter.evidence("pide", tipo_memo=kinds_in_words(sorted(kinds), dossier.words))


def _keeps(dossier: Dossier) -> bool:
    """Whether the letter says that it does not ask for an annulment, or that it no longer does."""
    withdrew = dossier.words.claims["withdrew"]
    return _says(dossier, "keeps") or states(dossier.letter.content, withdrew, dossier.words.logic)


def _says(dossier: Dossier, claim: str) -> bool:
    """Whether a clause of the letter holds a phrase of the claim."""
    wanted = dossier.words.claims[claim]
    said = clauses(_UNTICKED.sub(" ", dossier.letter.content), dossier.words.logic)
    return any(says(clause, wanted) for clause in said)


@check("letter.reason_mismatch", severity=Severity.WARNING)
def reason_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The client gives a reason of another kind than the memo; one that both give is enough."""
    words = dossier.words
    told, own = (_reasons(text, words) for text in (dossier.letter.content, dossier.memo.text("motivo")))
    if told and own and told.isdisjoint(own):
        pair = {"motivo_carta": listed(sorted(told), words), "motivo_memo": listed(sorted(own), words)}
        yield dossier.letter.evidence(**pair)


def _reasons(text: str, words: CheckWords) -> frozenset[str]:
    """The kinds of reasons that a text speaks of, as people call them."""
    said = folded(text)
    return frozenset(reason for reason, phrases in words.reasons.items() if mentions(said, phrases))


@check("letter.value_mismatch", severity=Severity.WARNING)
def value_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The letter gives the invoice another amount than its total, and its total nowhere: a table has several."""
    told = dossier.letter.money("valor_factura")
    total = dossier.invoice.money("total") or dossier.memo.money("valor_factura")
    if told is not None and total is not None and told != total and not tells_amount(dossier.letter.content, total):
        amounts = {"valor_carta": written(told), "valor_factura": written(total)}
        yield dossier.letter.evidence("valor_factura", **amounts)


@check("letter.signer_no_authority", severity=Severity.WARNING)
def signer_no_authority(dossier: Dossier) -> Iterator[Evidence]:
    """Whoever signs gives a position that does not act for the client."""
    position, words = dossier.letter.text("cargo_firmante"), dossier.words
    said = folded(position)
    is_kin = any(said.startswith(f" {one}") for one in words.kin)
    if position and (is_kin or not mentions(said, words.authorities)):
        signer = dossier.letter.text("firmada_por") or words.shown["nothing"]
        yield dossier.letter.evidence("cargo_firmante", firmante=signer, cargo=position)


@check("letter.no_stamp", severity=Severity.WARNING)
def no_stamp(dossier: Dossier) -> Iterator[Evidence]:
    """A letter that could be read has neither a received stamp nor an incoming number, as far as could be seen."""
    letter = dossier.letter
    if letter.readable and not letter.text("radicado") and not letter.day("fecha_recibido"):
        yield letter.evidence(sello=dossier.words.shown[_what_is_seen(letter)])


def _what_is_seen(letter: Paper) -> str:
    """Of a scan it is not said that it bears no stamp: engines may not see one that lies over a text."""
    if letter.document is None or letter.document.scan is None:
        return "no_stamp"
    return "stamp_unread" if letter.document.scan.stamps_unread else "no_stamp_read"


@check("letter.before_invoice", severity=Severity.WARNING)
def before_invoice(dossier: Dossier) -> Iterator[Evidence]:
    """The letter is older than the invoice that it complains of."""
    day, issued = dossier.letter.day("fecha"), dossier.invoice.day("fecha") or dossier.memo.day("fecha_factura")
    if day and issued and day < issued:
        yield dossier.letter.evidence("fecha", fecha_carta=on_paper(day), fecha_factura=on_paper(issued))


@check("letter.stamp_before_date", severity=Severity.WARNING)
def stamp_before_date(dossier: Dossier) -> Iterator[Evidence]:
    """The letter was received before it was written."""
    stamp, day = dossier.letter.day("fecha_recibido"), dossier.letter.day("fecha")
    if stamp and day and stamp < day:
        yield dossier.letter.evidence("fecha_recibido", fecha_sello=on_paper(stamp), fecha_carta=on_paper(day))


CHECKS = (
    invoice_mismatch,
    request_mismatch,
    request_unclear,
    reason_mismatch,
    value_mismatch,
    signer_no_authority,
    no_stamp,
    before_invoice,
    stamp_before_date,
)
