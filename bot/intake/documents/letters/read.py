"""The client's letter and the company's reply: the parts of a letter, then what its sentences say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.core.document import Read
from bot.core.identifiers import invoice_key
from bot.intake.documents import marks
from bot.intake.documents.letters.boxes import acceptance, stamp
from bot.intake.documents.letters.client import addressed, addressed_citizen, client, named_with_tax_id, tax_id_in
from bot.intake.documents.letters.heading import block_below_day, dated_at_end, dateline
from bot.intake.documents.letters.parts import Parts, apart, parts_of
from bot.intake.documents.letters.prose import Prose, amounts, day_at, number_after, numbers_of_series
from bot.intake.documents.letters.reply import answered_filing, day_of_their_letter, outgoing_number
from bot.intake.documents.letters.rows import rows_of, unrolled
from bot.intake.documents.letters.signer import (
    citizen_id,
    id_in_sentence,
    own_lines,
    position_of_signer,
    signer,
    writer_in_sentence,
)
from bot.intake.documents.letters.stamped import without_stamp
from bot.intake.documents.letters.whose import whose
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords, Phrases

_NO_BOX = re.compile(r"(?<=[a-zA-Z])\((?:a|o|as|os|es|s|ra)\)|\(\d{1,2}\)", re.IGNORECASE)
_INVOICE_TO_DAY = 20  # letters, enough for ", expedida el día"
_REFUSAL_REACH = 80
_COSTS_REACH = 40
_TURN_REACH = 240  # letters from what is refused to what is granted instead
_REFUSED = "niega"
_SEVERAL = 2
_DENIED_WORDS = 4  # at most between «no requiero» and what is not required
_CLAUSE_ENDS = re.compile(r"[.,;:]")
_NOT = re.compile(r"\bno (?:se |nos |me |les? )?$")
_SENTENCE_ENDS = re.compile(r"[.;]\s")
_CITED_AS = ("invoice_asked", "invoice", "invoice_else", "invoice_implied")
_HEADING = 10  # words of a line that is no sentence
_NEAR_HEAD = 6  # lines in which a letter without heading may tell its day


def read_reply(lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """The fields of the company's answer to the client."""
    lines = unrolled(apart(lines, words), words)
    parts = parts_of(lines, words, reply=True)
    body = Prose.of(parts.body)
    to = parts.addressee or block_below_day(lines, words)
    rows = rows_of((*parts.addressee, *parts.body) if parts.addressee else to, words)
    fields = _common(parts, lines, words)
    own = outgoing_number(parts.head, words)
    citizen, number = addressed_citizen(to, words)
    fields |= _optional(
        cliente=citizen or client((*to, *parts.acceptance), words) or rows.get("cliente") or addressed(to, words),
        numero=own,
        nit=number or tax_id_in(to, words) or tax_id_in(parts.acceptance, words),
        responde_carta_del=day_of_their_letter(body, fields.get("fecha"), words)
        or day_of_their_letter(Prose.of(parts.head + parts.addressee), fields.get("fecha"), words),
        responde_radicado=answered_filing(Prose.of(parts.head + parts.addressee + parts.body), own, words),
        firmada_por_empresa=signer(parts.signature, words),
    )
    if "nit" not in fields and "cliente" in fields:
        name = str(fields["cliente"].value)
        pairs = (number for one, number in named_with_tax_id(body, words) if fold(str(one.value)) == fold(name))
        fields |= _optional(nit=id_in_sentence(body, name, words) or next(pairs, None))
    fields |= _costs(Prose.of(parts.body + parts.acceptance), fields, words)
    fields |= _choice("tipo", body, words)
    if decision := _decision(body, words):
        fields["decision"] = decision
    return _filled(fields, rows) | acceptance(parts.acceptance, words)


def read_letter(lines: tuple[Line, ...], words: DocumentWords) -> Mapping[str, Read]:
    """The fields of the client's letter."""
    stamped, lines = without_stamp(lines, words)
    lines = unrolled(apart(lines, words), words)
    parts = parts_of(lines, words)
    body = Prose.of(parts.body)
    signature = own_lines(parts.signature, parts.addressee, words)
    rows = _below(signature, words) | rows_of(parts.body, words)
    fields = _common(parts, lines, words) | _optional(
        firmada_por=signer(signature, words) or _writer(body, words),
        cargo_firmante=position_of_signer(signature, words),
        documento_firmante=citizen_id(signature, words),
    )
    name = str(fields["firmada_por"].value or "") if "firmada_por" in fields else ""
    document = fields.get("documento_firmante") or id_in_sentence(body, name, words)
    fields |= _optional(documento_firmante=document)
    fields |= _optional(**whose(parts, signature, fields, rows, words))
    return _filled(fields, rows) | _choice("pide", body, words) | stamp(stamped or lines, words)


def said_in(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """What sentences by themselves say of an invoice, its client, what is asked for, and costs."""
    body = Prose.of(lines)
    fields = _of_body(body, body, words)
    name, number = next(named_with_tax_id(body, words), (None, None))
    return fields | _optional(cliente=name, nit=number) | _costs(body, fields, words) | _choice("tipo", body, words)


def _below(signature: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """What is told below a signature: «Contrato: …»."""
    return {name: read for name, read in rows_of(signature, words).items() if name == "contrato"}


def _writer(body: Prose, words: DocumentWords) -> Read | None:
    name = writer_in_sentence(body, words)
    at = body.text.find(name) if name else -1
    return body.read(name, at, at + len(name)) if at >= 0 else None


def _short(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if len(line.text.split()) <= _HEADING)


def _filled(fields: dict[str, Read], rows: Mapping[str, Read]) -> dict[str, Read]:
    """The fields, with what only a row tells."""
    return {name: read for name, read in rows.items() if name != "cliente"} | fields


def _optional(**found: Read | None) -> dict[str, Read]:
    return {name: read for name, read in found.items() if read is not None}


def _common(parts: Parts, lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """What both letters hold: day and place, contract, invoice, amounts."""
    dated = dated_at_end(lines, words) or dateline(parts.head, words) or dateline(_short(lines[:_NEAR_HEAD]), words)
    return _optional(**dated) | _of_body(Prose.of(parts.body), Prose.of(parts.body + parts.acceptance), words)


def _of_body(body: Prose, whole: Prose, words: DocumentWords) -> dict[str, Read]:
    """What the sentences say, and what amounts the whole letter."""
    invoice = _invoice(body, words)
    fields = _optional(
        contrato=number_after(body, words.phrases["contract"], words),
        factura=invoice,
        fecha_factura=_day_of_invoice(body, invoice, words),
    )
    number = str(invoice.value) if invoice else ""
    found = amounts(whole, words, number)
    return fields | {name: read for name, read in found.items() if name != "otro_valor"}


def _invoice(body: Prose, words: DocumentWords) -> Read | None:
    """The invoice that a letter is about: of several the one to be annulled («… anular la última, FECA-104582»)."""
    cited = [found for how in _CITED_AS if (found := number_after(body, words.phrases[how], words))]
    if not cited or number_after(body, words.phrases[_CITED_AS[0]], words):
        return next(iter(cited), None)
    series = numbers_of_series(body, str(cited[0].value), words)
    if len({invoice_key(str(read.value)) for _, read in series}) < _SEVERAL:
        return cited[0]
    asked = (found.end() for found in _kinds_in(body.flat, words))
    behind = (
        read for end in asked for at, read in series if end <= at and not _SENTENCE_ENDS.search(body.text, end, at)
    )
    return next(behind, cited[0])


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


def _choice(name: str, prose: Prose, words: DocumentWords) -> dict[str, Read]:
    """What is asked for; «identificado(a)» and «tres (3) días» have no box to tick."""
    unboxed = _NO_BOX.sub(lambda found: " " * len(found[0]), prose.text)
    picked = marks.chosen(unboxed, words.kinds)
    wanted = {option: _wanted(words.kinds[option], prose, words) for option in picked}
    picked = tuple(option for option in picked if wanted[option])
    first = [found for option in picked if (found := wanted[option])]
    source = "; ".join(prose.text[found.start() : found.end()] for found in first)
    return {name: Read(value=picked, source=source, page=prose.page(first[0].start()))} if first else {}


def _wanted(kind: Phrases, prose: Prose, words: DocumentWords) -> re.Match[str] | None:
    """The first words of a kind that are not said not to be wanted: «no requiero que se expida otra factura»."""
    denials = [found.end() for found in words.phrases["not_wanted"].pattern.finditer(prose.flat)]
    for found in kind.pattern.finditer(prose.flat):
        if _NOT.search(prose.flat, 0, found.start()):
            continue
        before = (prose.flat[end : found.start()] for end in denials if end <= found.start())
        if not any(len(one.split()) <= _DENIED_WORDS and not _CLAUSE_ENDS.search(one) for one in before):
            return found
    return None


def _costs(prose: Prose, fields: Mapping[str, Read], words: DocumentWords) -> dict[str, Read]:
    """Whether costs are charged: an amount says yes, a phrase such as "sin costos" no; no word of it leaves it out."""
    amount = fields.get("valor_costos")
    if amount is not None and amount.value:
        if refusal := _refusal_of(amount, prose, words):
            return {"cobro_costos": refusal, "valor_costos": replace(amount, value=None)}
        return {"cobro_costos": Read(value=True, source=amount.source, page=amount.page)}
    denied = words.no_costs.pattern.search(prose.flat)
    if denied is None:
        return {}
    charge = words.phrases["charge"].pattern.search(denied.group())
    if charge is None and words.amounts["valor_costos"].pattern.search(prose.flat) is None:
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
        decision = name.partition("_")[0]
        for found in phrases.pattern.finditer(prose.flat):
            if _is_about_costs(found, prose, words) or (decision == _REFUSED and _is_of_another(found, prose, words)):
                continue
            source = prose.text[found.start() : found.end()]
            return Read(value=decision, source=source, page=prose.page(found.start()))
    return None


def _is_of_another(refusal: re.Match[str], prose: Prose, words: DocumentWords) -> bool:
    """«No es posible atender su queja; en cambio, se anula la factura» refuses nothing that the letter asked for.

    What is refused names neither a request nor an invoice, and what follows a turn is what the request is about.
    """
    said = prose.flat[refusal.start() : refusal.end() + _TURN_REACH]
    turn = words.phrases["turn"].pattern.search(said)
    if turn is None or words.phrases["asked"].pattern.search(said, 0, turn.start()):
        return False
    granted = said[turn.end() :].partition(". ")[0]
    begins = min((found.start() for found in _kinds_in(granted, words)), default=0)
    refused = any(True for _ in _kinds_in(said[: turn.start()], words))
    return bool(begins) and not refused and not words.phrases["denial"].pattern.search(granted, 0, begins)


def _kinds_in(text: str, words: DocumentWords) -> Iterator[re.Match[str]]:
    return (found for phrases in words.kinds.values() for found in phrases.pattern.finditer(text))


def _is_about_costs(decision: re.Match[str], prose: Prose, words: DocumentWords) -> bool:
    """«No procede cobro de costos administrativos» refuses nothing that the client asked for."""
    after = prose.flat[decision.end() : decision.end() + _COSTS_REACH].partition(". ")[0]
    return words.phrases["charge"].opens(after.lstrip())
