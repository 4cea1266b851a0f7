"""The client's letter and the company's reply: the parts of a letter, then what its sentences say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.core.document import Read
from bot.intake.documents import marks
from bot.intake.documents.letter_boxes import acceptance, stamp
from bot.intake.documents.letter_parts import (
    Parts,
    addressed,
    citizen_id,
    client,
    dateline,
    named_in,
    parts_of,
    position_of_signer,
    represented,
    signer,
    tax_id_in,
    without_addressee,
)
from bot.intake.documents.pages import Line
from bot.intake.documents.prose import Prose, amounts, day_after, day_at, number_after, tax_id_after
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import number, without_marks
from bot.intake.documents.words import DocumentWords

_INVOICE_TO_DAY = 20  # letters, enough for ", expedida el día"
_REFUSAL_REACH = 80
_COMPANY_ID = re.compile(r"3\d-\d{8}-\d$|[89]\d{2}\.\d{3}\.\d{3}-\d$")
_OUTGOING = re.compile(r"[a-z]{1,4}(?:[ -][a-z]{2,5})?[ -]\d{4}[ -]\d{2,}|[a-z]{1,5}-\d{3,}(?:-\d{2,4})?")


def read_reply(lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """The fields of the company's answer to the client."""
    parts = parts_of(lines, words)
    body = Prose.of(parts.body)
    fields = _common(parts, lines, words)
    fields |= _optional(
        cliente=client((*parts.addressee, *parts.acceptance), words) or addressed(parts.addressee, words),
        numero=_outgoing_number(parts.head, words),
        nit=tax_id_in(parts.addressee, words) or tax_id_in(parts.acceptance, words),
        responde_carta_del=day_after(body, words.phrases["their_letter"], words),
        responde_radicado=number_after(body, words.phrases["filing"], words),
        firmada_por_empresa=signer(parts.signature, words),
    )
    fields |= _costs(Prose.of(parts.body + parts.acceptance), fields, words)
    fields |= _choice("tipo", body, words)
    if decision := _decision(body, words):
        fields["decision"] = decision
    return fields | acceptance(parts.acceptance, words)


def read_letter(lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """The fields of the client's letter."""
    parts = parts_of(lines, words)
    own = without_addressee(parts.head + parts.signature + parts.acceptance, parts.addressee, words)
    fields = _common(parts, lines, words)
    nit = tax_id_in(own, words) or tax_id_after(Prose.of(parts.body), words.phrases["tax_id"])
    fields |= _optional(
        cliente=client(own, words) or represented(Prose.of(parts.body), words) or _own_name(parts, nit, words),
        nit=nit,
        firmada_por=signer(parts.signature, words),
        cargo_firmante=position_of_signer(parts.signature, words),
        documento_firmante=citizen_id(parts.signature, words),
    )
    return fields | _choice("pide", Prose.of(parts.body), words) | stamp(lines, words)


def _own_name(parts: Parts, nit: Read | None, words: DocumentWords) -> Read | None:
    """The name under its label in the body, else who signs, unless the id is one that only companies have."""
    if named := named_in(parts.body, words):
        return named
    return None if nit and _COMPANY_ID.match(str(nit.value)) else signer(parts.signature, words)


def _optional(**found: Read | None) -> dict[str, Read]:
    return {name: read for name, read in found.items() if read is not None}


def _common(parts: Parts, lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """What both letters hold: day and place, contract, invoice, amounts."""
    body = Prose.of(parts.body)
    cited = (number_after(body, words.phrases[called], words) for called in ("invoice", "invoice_else"))
    invoice = next(filter(None, cited), None)
    fields = _optional(
        **dateline(parts.head or lines, words),
        contrato=number_after(body, words.phrases["contract"], words),
        factura=invoice,
        fecha_factura=_day_of_invoice(body, invoice, words),
    )
    found = amounts(Prose.of(parts.body + parts.acceptance), words)
    return fields | {name: read for name, read in found.items() if name != "otro_valor"}


def _day_of_invoice(body: Prose, invoice: Read | None, words: DocumentWords) -> Read | None:
    """The day that follows the invoice's number: ``FECA-104582 del 12 de febrero de 2026``."""
    if invoice is None:
        return None
    ends = _ends_of(fold(invoice.source).split(), body.flat)
    return next((day for end in ends if (day := day_at(body, end, words, _INVOICE_TO_DAY))), None)


def _ends_of(cited: list[str], text: str) -> Iterator[int]:
    """Where these words end, wherever they stand one after the other with nothing but signs between them."""
    start = text.find(cited[0])
    while start >= 0:
        end = start + len(cited[0])
        for word in cited[1:]:
            end = _following(word, text, end)
            if end < 0:
                break
        else:
            yield end
        start = text.find(cited[0], start + 1)


def _following(word: str, text: str, position: int) -> int:
    """Where the word ends if it is the next one from a position on, else -1."""
    start = next((place for place in range(position, len(text)) if text[place].isalnum()), len(text))
    return start + len(word) if text.startswith(word, start) else -1


def _outgoing_number(head: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The reply's own number, alone on a line of the heading or after its label."""
    for line in head:
        label = words.phrases["outgoing"].pattern.match(plain(line.text))
        rest = line.text[label.end() :].lstrip(" .:°º#") if label else line.text
        if _OUTGOING.fullmatch(without_marks(plain(rest), words)) and (value := number(rest, words)):
            return Read(value=value, source=line.text, page=line.page)
    return None


def _choice(name: str, prose: Prose, words: DocumentWords) -> dict[str, Read]:
    picked = marks.chosen(prose.text, words.kinds)
    first = [found for option in picked if (found := words.kinds[option].pattern.search(prose.flat))]
    source = "; ".join(prose.text[found.start() : found.end()] for found in first)
    return {name: Read(value=picked, source=source, page=prose.page(first[0].start()))} if first else {}


def _costs(prose: Prose, fields: Mapping[str, Read], words: DocumentWords) -> dict[str, Read]:
    """Whether costs are charged: an amount says yes, a phrase such as "sin costos" no; no word of it leaves it out."""
    amount = fields.get("valor_costos")
    if amount is not None and amount.value:
        if refusal := _refusal_of(amount, prose, words):
            return {"cobro_costos": refusal, "valor_costos": replace(amount, value=None)}
        return {"cobro_costos": Read(value=True, source=amount.source, page=amount.page)}
    denied = words.no_costs.pattern.search(prose.flat)
    mentioned = words.amounts["valor_costos"].pattern.search(prose.flat)
    if denied is None or mentioned is None:
        return {}
    source = prose.text[denied.start() : denied.end()]
    return {"cobro_costos": Read(value=False, source=source, page=prose.page(denied.start()))}


def _refusal_of(amount: Read, prose: Prose, words: DocumentWords) -> Read | None:
    """«No se cobrarán los costos administrativos de $ 45.000»: what is said of an amount just before it."""
    at = prose.text.find(amount.source)
    before = prose.flat[max(0, at - _REFUSAL_REACH) : max(0, at)]
    denied = words.no_costs.pattern.search(before.rpartition(".")[2])
    return Read(value=False, source=f"{denied.group()} {amount.source}", page=amount.page) if denied else None


def _decision(prose: Prose, words: DocumentWords) -> Read | None:
    for name, phrases in words.decisions.items():
        if found := phrases.pattern.search(prose.flat):
            source = prose.text[found.start() : found.end()]
            return Read(value=name, source=source, page=prose.page(found.start()))
    return None
