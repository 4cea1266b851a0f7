"""The client's letter and the company's reply: the parts of a letter, then what its sentences say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bot.core.document import Read
from bot.intake.documents import marks
from bot.intake.documents.dates import dates_within
from bot.intake.documents.pages import Line
from bot.intake.documents.prose import Prose, amounts, day_after, day_at, number_after, tax_id_after
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import number, parse, person, place, tax_id, without_marks
from bot.intake.documents.words import DocumentWords, Kind, Phrases

_HEAD = 12
_SHORT = 8  # words of a line that is a heading or a formula, not a sentence
_STAMP_REACH = 120
_BOX_FIELDS = {
    "firmada_por_cliente": ("name", Kind.PERSON),
    "documento_firmante": ("document", Kind.TAX_ID),
    "fecha_firma_cliente": ("date", Kind.DATE),
}
_LABEL_REACH = 20
_INVOICE_TO_DAY = 20  # letters, enough for ", expedida el día"
_LEADER = re.compile(r"[_.]{3,}")
_OUTGOING = re.compile(r"[a-z]{1,4}(?:[ -][a-z]{2,5})?[ -]\d{4}[ -]\d{2,}|[a-z]{1,5}-\d{3,}(?:-\d{2,4})?")


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter cut where letters are cut; each part may be empty.

    Attributes:
        head: Letterhead, place and day, number.
        addressee: Whom it is for.
        body: Reference, greeting and sentences.
        signature: After the closing formula.
        acceptance: The client's box, in a reply.
    """

    head: tuple[Line, ...]
    addressee: tuple[Line, ...]
    body: tuple[Line, ...]
    signature: tuple[Line, ...]
    acceptance: tuple[Line, ...]


def parts_of(lines: tuple[Line, ...], words: DocumentWords) -> Parts:
    """Cut a letter at its formulas; one that is addressed to nobody is all body."""
    to = _first(lines, words.phrases["addressee"], 0, default=-1)
    greeting = _first(lines, words.phrases["greeting"], to + 1, default=to + 1)
    subject = _first(lines[:greeting], words.phrases["subject"], to + 1, default=greeting)
    closing = _first(lines, words.phrases["closing"], subject + 2, default=len(lines))
    box = _first(lines, words.phrases["acceptance"], closing, default=len(lines))
    ends = {"signature": lines[closing + 1 : box], "acceptance": lines[box:]}
    if to < 0:
        return Parts(head=lines[:_HEAD], addressee=(), body=lines[:closing], **ends)
    return Parts(head=lines[:to], addressee=lines[to:subject], body=lines[subject:closing], **ends)


def _first(lines: tuple[Line, ...], phrases: Phrases, start: int, default: int) -> int:
    """The first short line from ``start`` on that begins with one of the phrases."""
    for index in range(start, len(lines)):
        folded = fold(lines[index].text)
        if phrases.opens(folded) and (len(folded.split()) <= _SHORT or ":" in lines[index].text[:15]):
            return index
    return default


def read_reply(lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """The fields of the company's answer to the client."""
    parts = parts_of(lines, words)
    body = Prose.of(parts.body)
    fields = _common(parts, lines, words)
    fields |= _optional(
        cliente=_client((*parts.addressee, *parts.acceptance), words) or _addressed(parts.addressee, words),
        numero=_outgoing_number(parts.head, words),
        nit=_tax_id(parts.addressee, words) or _tax_id(parts.acceptance, words),
        responde_carta_del=day_after(body, words.phrases["their_letter"], words),
        responde_radicado=number_after(body, words.phrases["filing"], words),
        firmada_por_empresa=_signer(parts.signature, words),
    )
    fields |= _costs(Prose.of(parts.body + parts.acceptance), fields, words)
    fields |= _choice("tipo", body, words)
    if decision := _decision(body, words):
        fields["decision"] = decision
    return fields | _acceptance(parts.acceptance, words)


def read_letter(lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """The fields of the client's letter."""
    parts = parts_of(lines, words)
    own = parts.head + parts.signature + parts.acceptance
    fields = _common(parts, lines, words)
    fields |= _optional(
        cliente=_client(own, words) or _signer(parts.signature, words),
        nit=_tax_id(own, words) or tax_id_after(Prose.of(parts.body), words.phrases["tax_id"]),
        firmada_por=_signer(parts.signature, words),
        cargo_firmante=_position(parts.signature, words),
        documento_firmante=_citizen_id(parts.signature, words),
    )
    return fields | _choice("pide", Prose.of(parts.body), words) | _stamp(lines, words)


def _optional(**found: Read | None) -> dict[str, Read]:
    return {name: read for name, read in found.items() if read is not None}


def _common(parts: Parts, lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """What both letters hold: day and place, contract, invoice, amounts."""
    body = Prose.of(parts.body)
    invoice = number_after(body, words.phrases["invoice"], words)
    fields = _optional(
        **_dateline(parts.head or lines, words),
        contrato=number_after(body, words.phrases["contract"], words),
        factura=invoice,
        fecha_factura=_day_of_invoice(body, invoice, words),
    )
    found = amounts(Prose.of(parts.body + parts.acceptance), words)
    return fields | {name: read for name, read in found.items() if name != "otro_valor"}


def _dateline(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read | None]:
    """``Santiago de Cali, 2 de marzo de 2026``: the first day of the heading, and the city before it."""
    for line in lines:
        days = dates_within(line.text, words)
        if days:
            start, _, value = days[0]
            city = place(line.text[:start].rstrip(" ,"), words) if "," in line.text[:start] else None
            where = Read(value=city, source=line.text, page=line.page) if city else None
            return {"fecha": Read(value=value, source=line.text, page=line.page), "ciudad": where}
    return {}


def _client(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first company named in these lines, else the name that stands above a tax id."""
    for line in lines:
        if name := _company(line.text, words):
            return Read(value=name, source=line.text, page=line.page)
    for above, line in pairwise(lines):
        if words.phrases["tax_id"].opens(plain(line.text)) and not any(map(str.isdigit, above.text)):
            return Read(value=above.text, source=above.text, page=above.page)
    return None


def _addressed(addressee: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The person written to: on the line of the courtesy title, or on the next."""
    for line in addressee[:2]:
        name = person(line.text, words)
        if name and not words.phrases["addressee"].whole(fold(name)):
            return Read(value=name, source=line.text, page=line.page)
    return None


def _company(text: str, words: DocumentWords) -> str | None:
    """The name of a company at the beginning of a line, up to its legal form."""
    if ":" in text[:_LABEL_REACH]:
        text = text.partition(":")[2].strip()
    form = words.company_endings.pattern.pattern
    found = re.search(rf"(?:{form})(?:[\s.]+(?:{form}))*\.?", plain(text))
    return text[: found.end()] if found and found.start() else None


def _day_of_invoice(body: Prose, invoice: Read | None, words: DocumentWords) -> Read | None:
    """The day that follows the invoice's number: ``FECA-104582 del 12 de febrero de 2026``."""
    if invoice is None:
        return None
    cited = r"[\W_]*".join(map(re.escape, fold(invoice.source).split()))
    ends = (found.end() for found in re.finditer(cited, body.flat))
    return next((day for end in ends if (day := day_at(body, end, words, _INVOICE_TO_DAY))), None)


def _outgoing_number(head: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The reply's own number, alone on a line of the heading or after its label."""
    for line in head:
        label = words.phrases["outgoing"].pattern.match(plain(line.text))
        rest = line.text[label.end() :].lstrip(" .:°º#") if label else line.text
        if _OUTGOING.fullmatch(without_marks(plain(rest), words)) and (value := number(rest, words)):
            return Read(value=value, source=line.text, page=line.page)
    return None


def _tax_id(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    for line in lines:
        label = words.phrases["tax_id"].pattern.search(plain(line.text))
        if label and (value := tax_id(line.text[label.end() :])):
            return Read(value=value, source=line.text, page=line.page)
    return None


def _signer(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The first line under the closing formula that is a name."""
    index = _signer_index(lines, words)
    if index is None:
        return None
    line = lines[index]
    return Read(value=person(_after_label(line.text, words.phrases["name"]), words), source=line.text, page=line.page)


def _signer_index(lines: tuple[Line, ...], words: DocumentWords) -> int | None:
    for index, line in enumerate(lines):
        text = _after_label(line.text, words.phrases["name"])
        named = len(fold(text).split()) > 1 and not any(map(str.isdigit, text))
        if named and not words.phrases["unsigned"].whole(fold(text)) and not _company(text, words):
            return index
    return None


def _position(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    """The line below the name that holds no number: in which quality the person signs."""
    index = _signer_index(lines, words)
    if index is None:
        return None
    for line in lines[index + 1 : index + 3]:
        if not any(map(str.isdigit, line.text)) and not _company(line.text, words):
            return Read(value=line.text, source=line.text, page=line.page)
    return None


def _after_label(text: str, label: Phrases) -> str:
    found = label.pattern.match(plain(text))
    return text[found.end() :].lstrip(" :.") if found else text


def _citizen_id(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    for line in lines:
        label = words.phrases["document"].pattern.search(plain(line.text))
        if label and (value := tax_id(line.text[label.end() :])):
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
        return {"cobro_costos": Read(value=True, source=amount.source, page=amount.page)}
    denied = words.no_costs.pattern.search(prose.flat)
    mentioned = words.amounts["valor_costos"].pattern.search(prose.flat)
    if denied is None or mentioned is None:
        return {}
    source = prose.text[denied.start() : denied.end()]
    return {"cobro_costos": Read(value=False, source=source, page=prose.page(denied.start()))}


def _decision(prose: Prose, words: DocumentWords) -> Read | None:
    for name, phrases in words.decisions.items():
        if found := phrases.pattern.search(prose.flat):
            source = prose.text[found.start() : found.end()]
            return Read(value=name, source=source, page=prose.page(found.start()))
    return None


def _acceptance(box: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """Name, id and day in the client's box; a line left blank is a ``Read`` of ``None``."""
    fields: dict[str, Read] = {}
    for line in box:
        starts = sorted(
            (label.start(), label.end(), field, kind)
            for field, (phrase, kind) in _BOX_FIELDS.items()
            if (label := _labelled(words.phrases[phrase], line.text))
        )
        ends = [start for start, *_ in starts[1:]] + [len(line.text)]
        for (_, start, field, kind), end in zip(starts, ends, strict=False):
            written = _LEADER.sub("", line.text[start:end]).strip(" :.")
            value = parse(kind, written, words) if written else None
            fields.setdefault(field, Read(value=value, source=line.text, page=line.page))
    return fields


def _labelled(phrases: Phrases, text: str) -> re.Match[str] | None:
    """The phrase as a label: at the beginning of the line, or before a colon or a blank to fill in."""
    flat = plain(text)
    return phrases.pattern.match(flat) or re.search(rf"(?:{phrases.pattern.pattern})(?=[\s.]*(?:[:_]|\d))", flat)


def _stamp(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """Day and number of the received stamp, which follow its word."""
    for index, line in enumerate(lines):
        if words.phrases["received"].opens(fold(line.text)) and len(fold(line.text).split()) <= _SHORT:
            stamp = Prose.of(lines[index : index + 6])
            return _optional(
                fecha_recibido=day_after(stamp, words.phrases["received"], words, _STAMP_REACH),
                radicado=number_after(stamp, words.phrases["filing"], words),
            )
    filed = number_after(Prose.of(lines), words.phrases["filing"], words)
    return _optional(radicado=filed)
