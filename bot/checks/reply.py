"""Whether the company's reply tells the client what the memo asks for, in time, and who accepted it."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.names import same_person
from bot.checks.numbers import cites_another, cites_invoice, same_invoice
from bot.checks.paper import Evidence, Paper, on_paper
from bot.checks.statements import folded, mentions
from bot.checks.wording import amount_or, day_or
from bot.core.finding import Severity
from bot.core.identifiers import identifier_key

REFUSAL, IN_PART, POSTPONED = "niega", "parcial", "aplaza"
REBILLING = "refacturacion"
ANSWER_DAYS = 15
"""Business days to answer a petition (Ley 142/1994 art. 158, Ley 1755/2015 art. 14)."""


@check("reply.signer_differs", severity=Severity.WARNING)
def signer_differs(dossier: Dossier) -> Iterator[Evidence]:
    """The client's letter and the acceptance name different signers."""
    wrote, accepted = dossier.letter.text("firmada_por"), dossier.reply.text("firmada_por_cliente")
    if wrote and accepted and not same_person(wrote, accepted, dossier.words.names):
        signers = {"firmante_carta": wrote, "firmante_respuesta": accepted}
        yield dossier.reply.evidence("firmada_por_cliente", **signers)


@check("reply.signature_undated", severity=Severity.INFO)
def signature_undated(dossier: Dossier) -> Iterator[Evidence]:
    """The acceptance names its signer, and its day is left blank."""
    reply = dossier.reply
    if reply.text("firmada_por_cliente") and reply.has("fecha_firma_cliente") and not reply.day("fecha_firma_cliente"):
        yield reply.evidence("fecha_firma_cliente")


@check("reply.invoice_mismatch", severity=Severity.ERROR)
def invoice_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The reply is about another invoice, and does not name the memo's anywhere."""
    reply, own = dossier.reply, dossier.memo.text("factura_original")
    cited = reply.text("factura") or cites_another(reply.typed, own)
    if own and cited and not same_invoice(own, cited) and not cites_invoice(reply.content, own):
        yield reply.evidence("factura", factura_respuesta=cited, factura_memo=own)


@check("reply.admin_cost_mismatch", severity=Severity.ERROR)
def admin_cost_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """Memo and reply do not charge the same costs, or the reply does not mention those that the memo charges."""
    memo, reply, shown = dossier.memo, dossier.reply, dossier.words.shown
    charged = memo.flag("cobro_costos")
    if charged is None or not reply.readable:
        return
    own = memo.money("valor_costos") if charged else None
    told = reply.money("valor_costos")
    silent = not reply.has("cobro_costos") and not mentions(folded(reply.content), dossier.words.costs)
    differs = own != told if own is not None and told is not None else charged is not reply.flag("cobro_costos")
    if differs and (reply.has("cobro_costos") or (charged and silent)):
        costs = {
            "costos_memo": amount_or(own, shown["yes"] if charged else shown["none"]),
            "costos_carta": amount_or(told, shown["none"]),
        }
        yield reply.evidence("valor_costos" if reply.has("valor_costos") else "cobro_costos", **costs)


@check("reply.decision_contrary", severity=Severity.ERROR)
def decision_contrary(dossier: Dossier) -> Iterator[Evidence]:
    """The reply refuses what the memo asks for."""
    if dossier.reply.text("decision") == REFUSAL:
        yield dossier.reply.evidence("decision")


@check("reply.decision_partial", severity=Severity.WARNING)
def decision_partial(dossier: Dossier) -> Iterator[Evidence]:
    """The reply grants a part of what the client asked for, or no new invoice where the memo asks for one."""
    reply, words = dossier.reply, dossier.words
    says_none = mentions(folded(reply.content), words.claims["no_new_invoice"].says)
    if reply.text("decision") == IN_PART or (says_none and REBILLING in dossier.memo.kinds("tipo")):
        yield reply.evidence("decision")


@check("reply.undecided", severity=Severity.WARNING)
def undecided(dossier: Dossier) -> Iterator[Evidence]:
    """The reply only says that the letter came, or that it is being looked into."""
    if dossier.reply.text("decision") == POSTPONED:
        yield dossier.reply.evidence("decision")


@check("reply.reference_mismatch", severity=Severity.WARNING)
def reference_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The reply cites a letter of another day or incoming number; the day of receipt is as good as that of writing."""
    letter, reply, nothing = dossier.letter, dossier.reply, dossier.words.shown["nothing"]
    day, number = reply.day("responde_carta_del"), reply.text("responde_radicado")
    own_number = letter.text("radicado")
    other_number = number and own_number and identifier_key(number) != identifier_key(own_number)
    other_day = day is not None and _is_another_day(
        day, letter, stamped=bool(number and own_number and not other_number)
    )
    if other_day or other_number:
        yield reply.evidence(
            "responde_carta_del" if other_day else "responde_radicado",
            fecha_citada=day_or(day, nothing),
            radicado_citado=number or nothing,
            fecha_carta=day_or(letter.day("fecha"), nothing),
            radicado=own_number or nothing,
        )


def _is_another_day(cited: date, letter: Paper, *, stamped: bool) -> bool:
    """Whether it is none of the letter's days; with its number, any later day may be that of a stamp not made out."""
    written, received = letter.day("fecha"), letter.day("fecha_recibido")
    if received is None and written is not None and stamped:
        return cited < written
    return any((written, received)) and cited not in (written, received)


@check("reply.before_letter", severity=Severity.ERROR)
def before_letter(dossier: Dossier) -> Iterator[Evidence]:
    """The reply is older than the letter that it answers."""
    day, letter = dossier.reply.day("fecha"), dossier.letter.day("fecha")
    if day and letter and day < letter:
        yield dossier.reply.evidence("fecha", fecha_respuesta=on_paper(day), fecha_carta=on_paper(letter))


@check("reply.signed_before_sent", severity=Severity.WARNING)
def signed_before_sent(dossier: Dossier) -> Iterator[Evidence]:
    """The client's acceptance is older than the reply."""
    signed, day = dossier.reply.day("fecha_firma_cliente"), dossier.reply.day("fecha")
    if signed and day and signed < day:
        days = {"fecha_firma": on_paper(signed), "fecha_respuesta": on_paper(day)}
        yield dossier.reply.evidence("fecha_firma_cliente", **days)


@check("reply.after_memo", severity=Severity.WARNING)
def after_memo(dossier: Dossier) -> Iterator[Evidence]:
    """The reply, or the client's acceptance, is newer than the memo that relies on it."""
    memo = dossier.memo.day("fecha")
    for name in ("fecha", "fecha_firma_cliente"):
        day = dossier.reply.day(name)
        if memo and day and day > memo:
            yield dossier.reply.evidence(name, fecha_respuesta=on_paper(day), fecha_memo=on_paper(memo))
            return


@check("reply.late", severity=Severity.INFO)
def late(dossier: Dossier) -> Iterator[Evidence]:
    """The client waited more than ``days`` business days from the stamp for the reply."""
    received = dossier.letter.day("fecha_recibido") or dossier.letter.day("fecha")
    day, limit = dossier.reply.day("fecha"), dossier.number("days", ANSWER_DAYS)
    if received and day:
        taken = dossier.known.company.calendar.business_days_between(received, day)
        if taken > limit:
            yield dossier.reply.evidence("fecha", dias=str(taken), plazo=str(limit))


CHECKS = (
    signer_differs,
    signature_undated,
    invoice_mismatch,
    admin_cost_mismatch,
    decision_contrary,
    decision_partial,
    undecided,
    reference_mismatch,
    before_letter,
    signed_before_sent,
    after_memo,
    late,
)
