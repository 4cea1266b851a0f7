"""Whether the memo is filled in, by whom and for whom, and makes sense by itself."""

from collections.abc import Iterator

from bot.checks.check import check
from bot.checks.dossier import Dossier
from bot.checks.names import same_person
from bot.checks.numbers import cites_invoice
from bot.checks.paper import Evidence, on_paper
from bot.checks.statements import folded
from bot.core.finding import Severity
from bot.core.money import written

REQUIRED = (
    "numero_memorando",
    "fecha",
    "ciudad",
    "de",
    "para",
    "cliente",
    "nit",
    "contrato",
    "factura_original",
    "fecha_factura",
    "valor_factura",
    "causal",
    "motivo",
)
"""Fields without which a memo goes back; kind, costs and the new invoice have checks of their own."""

NUMBER_FORMS = ("AAA-0000-0000",)
WITH_COSTS = ("05", "06")
WITHOUT_COSTS = ("01", "02", "03", "04")
ADDRESSEES = ("jefe_sac",)


@check("memo.field_empty", severity=Severity.ERROR)
def field_empty(dossier: Dossier) -> Iterator[Evidence]:
    """A required field of the form is blank; a form without the field is not blamed for it."""
    for name in _without_value(dossier):
        if not _says_something(dossier, name):
            yield dossier.memo.evidence(name, campo=dossier.words.fields.get(name, name))
    if _is_about_no_invoice(dossier):
        yield dossier.memo.evidence("", campo=dossier.words.fields["factura_original"])


def _is_about_no_invoice(dossier: Dossier) -> bool:
    """Whether the form has no place for the original invoice, and the one that came is named nowhere on it."""
    memo, number = dossier.memo, dossier.invoice.text("factura")
    if "factura_original" not in dossier.texts("fields", REQUIRED) or memo.has("factura_original"):
        return False
    return bool(memo.readable and memo.typed and number and not cites_invoice(memo.typed, number))


@check("memo.field_unclear", severity=Severity.ERROR)
def field_unclear(dossier: Dossier) -> Iterator[Evidence]:
    """A required field holds figures that are no value of its kind, such as the thirtieth of February."""
    for name in _without_value(dossier):
        if _says_something(dossier, name):
            source = dossier.memo.reads[name].source
            yield dossier.memo.evidence(name, campo=dossier.words.fields.get(name, name), leido=source)


def _without_value(dossier: Dossier) -> Iterator[str]:
    for name in dossier.texts("fields", REQUIRED):
        if dossier.memo.has(name) and dossier.memo.reads[name].value is None:
            yield name


def _says_something(dossier: Dossier, name: str) -> bool:
    return any(map(str.isdigit, dossier.memo.reads[name].source))


@check("memo.number_format", severity=Severity.WARNING)
def number_format(dossier: Dossier) -> Iterator[Evidence]:
    """The memo's number has none of the usual forms, written with ``A`` for a letter and ``0`` for a digit."""
    number = dossier.memo.text("numero_memorando")
    if number and _form(number) not in dossier.texts("forms", NUMBER_FORMS):
        yield dossier.memo.evidence("numero_memorando", numero=number)


def _form(number: str) -> str:
    return "".join("0" if sign.isdigit() else "A" if sign.isalpha() else sign for sign in number)


@check("memo.number_repeated", severity=Severity.ERROR, certain=True)
def number_repeated(dossier: Dossier) -> Iterator[Evidence]:
    """Another case has a memo with this number."""
    elsewhere = dossier.known.elsewhere
    if elsewhere and elsewhere.memo_used_by:
        number = dossier.memo.text("numero_memorando")
        yield dossier.memo.evidence("numero_memorando", numero=number, otro_cliente=elsewhere.memo_used_by)


@check("memo.sender_mismatch", severity=Severity.WARNING)
def sender_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """The memo comes from another person than the mail."""
    person, author = dossier.known.company.person(dossier.known.sender), dossier.memo.text("de")
    name = person.name if person else dossier.known.sender_name
    if name and author and not same_person(author, name, dossier.words.names):
        yield dossier.memo.evidence("de", de=author, remitente=name)


@check("memo.addressee_wrong", severity=Severity.WARNING)
def addressee_wrong(dossier: Dossier) -> Iterator[Evidence]:
    """The memo is for nobody who may get one, by name or by position."""
    company, addressee = dossier.known.company, dossier.memo.text("para")
    roles = dossier.texts("roles", ADDRESSEES)
    holders = [email for role in roles for email in company.holders(role, dossier.known.branch)]
    deputies = [email for holder in holders for email in company.substitutes(holder, dossier.known.sent_on)]
    names = [company.name_of(email) for email in (*holders, *deputies)]
    titles = dossier.words.addressee_titles
    by_position = folded(addressee).strip() in titles or folded(dossier.memo.text("cargo_para")).strip() in titles
    by_name = any(same_person(addressee, name, dossier.words.names) for name in names)
    if names and addressee and not by_position and not by_name:
        yield dossier.memo.evidence("para", para=addressee)


@check("memo.type_unclear", severity=Severity.ERROR, certain=True)
def type_unclear(dossier: Dossier) -> Iterator[Evidence]:
    """The memo does not say what is asked for; without it nobody knows who decides, so a scanned memo counts too."""
    memo = dossier.memo
    if memo.document and memo.document.damage is None and not memo.kinds("tipo"):
        yield memo.evidence("tipo")


@check("memo.cause_cost_mismatch", severity=Severity.WARNING)
def cause_cost_mismatch(dossier: Dossier) -> Iterator[Evidence]:
    """Costs are charged for a cause that is the company's own error, or not charged where they usually are."""
    cause, charged = dossier.memo.text("causal"), dossier.memo.flag("cobro_costos")
    if charged is None:
        return
    unusual = dossier.texts("without_costs", WITHOUT_COSTS) if charged else dossier.texts("with_costs", WITH_COSTS)
    if cause in unusual:
        shown = dossier.words.shown
        yield dossier.memo.evidence(
            "causal",
            causal=cause,
            normalmente_si_no=shown["usually_not" if charged else "usually"],
            marca=shown["yes" if charged else "no"],
        )


@check("memo.date_future", severity=Severity.WARNING)
def date_future(dossier: Dossier) -> Iterator[Evidence]:
    """The memo is dated after its mail."""
    day = dossier.memo.day("fecha")
    if day and day > dossier.known.sent_on:
        yield dossier.memo.evidence("fecha", fecha=on_paper(day))


@check("memo.before_letter", severity=Severity.ERROR)
def before_letter(dossier: Dossier) -> Iterator[Evidence]:
    """The memo is older than the client's letter that it answers to."""
    day, letter = dossier.memo.day("fecha"), dossier.letter.day("fecha")
    if day and letter and day < letter:
        yield dossier.memo.evidence("fecha", fecha_memo=on_paper(day), fecha_carta=on_paper(letter))


@check("admin_cost.unclear", severity=Severity.ERROR)
def cost_unclear(dossier: Dossier) -> Iterator[Evidence]:
    """Neither or both of SI and NO are marked, or an amount is given and nobody knows whether it is charged."""
    memo = dossier.memo
    if memo.flag("cobro_costos") is None and (memo.has("cobro_costos") or memo.money("valor_costos")):
        yield memo.evidence("cobro_costos" if memo.has("cobro_costos") else "valor_costos")


@check("admin_cost.value_missing", severity=Severity.ERROR)
def cost_value_missing(dossier: Dossier) -> Iterator[Evidence]:
    """Costs are charged, and not how much."""
    if dossier.memo.flag("cobro_costos") and not dossier.memo.money("valor_costos"):
        yield dossier.memo.evidence("valor_costos")


@check("admin_cost.value_unexpected", severity=Severity.WARNING)
def cost_value_unexpected(dossier: Dossier) -> Iterator[Evidence]:
    """No costs are charged, and an amount is given."""
    amount = dossier.memo.money("valor_costos")
    if dossier.memo.flag("cobro_costos") is False and amount:
        yield dossier.memo.evidence("valor_costos", valor=written(amount))


CHECKS = (
    field_empty,
    field_unclear,
    number_format,
    number_repeated,
    sender_mismatch,
    addressee_wrong,
    type_unclear,
    cause_cost_mismatch,
    date_future,
    before_letter,
    cost_unclear,
    cost_value_missing,
    cost_value_unexpected,
)
