"""The two places of a letter that are filled in later: the client's acceptance and the received stamp."""

import re
from collections.abc import Iterator

from bot.core.document import Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.letters.client import company
from bot.intake.documents.letters.parts import is_name
from bot.intake.documents.letters.prose import Prose, day_after, day_at, number_after
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import number, parse, person
from bot.intake.documents.words import DocumentWords, Kind, Phrases

_STAMP_REACH = 120
_STAMP_LINES = 6
_FILING_REACH = 10  # letters from the number of a stamp to its day
_SHORT = 16  # words of a line of a stamp: a day, an hour and a number may stand beside its word
_SIGNER, _SIGNED_ON = "firmada_por_cliente", "fecha_firma_cliente"
_BOX_FIELDS = {
    _SIGNER: ("name", Kind.PERSON),
    "documento_firmante": ("document", Kind.TAX_ID),
    _SIGNED_ON: ("date", Kind.DATE),
    "_quality": ("position_label", Kind.TEXT),
}
_CUT_YEAR = re.compile(r"\d[/.\-]\d{1,2}[/.\-]20$")  # of a crooked stamp no more than «05/11/20» is made out
_LEADER = re.compile(r"[_.]{3,}")
_INCOMING = re.compile(r"(?<![a-z0-9-])[a-z]{1,4}-(?:[a-z]{1,5}-)?\d{4}-\d{2,}")


def acceptance(box: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """Name, id and day in the client's box; a line left blank is a ``Read`` of ``None``.

    Where nothing is labelled, the name is the one above a document's number, and the day the only one above or below.
    """
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
    return _unlabelled(box, words) | {name: read for name, read in fields.items() if name[0] != "_"}


def _unlabelled(box: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    document = words.phrases["document"]
    below = next((index for index, line in enumerate(box) if index and document.opens(plain(line.text))), 0)
    above = box[below - 1] if below > 1 else None
    if above is None or not is_name(above.text, words):
        return {}
    found = {_SIGNER: Read(value=person(above.text, words), source=above.text, page=above.page)}
    day = _only_day(box[: below - 1], words) or _only_day(box[below + 1 :], words)
    return found | ({_SIGNED_ON: day} if day else {})


def _only_day(lines: tuple[Line, ...], words: DocumentWords) -> Read | None:
    prose = Prose.of(lines)
    days = {day: (start, end) for start, end, day in dates_within(prose.text, words)}
    if len(days) != 1:
        return None
    [(day, (start, end))] = days.items()
    return Read(value=day, source=prose.text[start:end], page=prose.page(start))


def _labelled(phrases: Phrases, text: str) -> re.Match[str] | None:
    """The phrase as a label: at the beginning of the line, or before a colon or a blank to fill in."""
    flat = plain(text)
    return phrases.pattern.match(flat) or phrases.before_value.search(flat)


def stamp(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read]:
    """Day and number of the received stamp, which follow its word; a number alone needs no label there."""
    for index in _stamped(lines, words):
        numbered = index > 0 and _is_number(lines[index - 1], words)
        mark = Prose.of(lines[index - numbered : index + _STAMP_LINES])
        received = {
            "fecha_recibido": day_after(mark, words.phrases["received"], words, _STAMP_REACH),
            "radicado": number_after(mark, words.phrases["filing"], words) or _lone_number(mark, words),
        }
        if any(received.values()):
            return {name: one for name, one in received.items() if one and not _CUT_YEAR.search(one.source)}
    whole = Prose.of(lines)
    filed = number_after(whole, words.phrases["filing"], words)
    day = _day_of_filing(whole, filed, words) if filed else None
    return {name: one for name, one in (("radicado", filed), ("fecha_recibido", day)) if one}


def _is_number(line: Line, words: DocumentWords) -> bool:
    """Whether a line is the number of a filing, called one or alone."""
    return words.phrases["filing"].opens(fold(line.text)) or _INCOMING.fullmatch(plain(line.text).strip()) is not None


def _day_of_filing(prose: Prose, filed: Read, words: DocumentWords) -> Read | None:
    """The day that follows the number, with nothing but a word for it between them: ``R-CAL-2026-00318 Fecha: …``."""
    end = prose.text.find(filed.source) + len(filed.source)
    day = day_at(prose, end, words, _FILING_REACH)
    between = fold(prose.text[end : prose.text.find(day.source, end)]) if day else ""
    called = not between or any(words.phrases[name].whole(between) for name in ("day", "date"))
    return day if called else None


def _stamped(lines: tuple[Line, ...], words: DocumentWords) -> Iterator[int]:
    """Short lines that begin with the word of a stamp, then those that have it behind the name of who received.

    One that names an invoice is a sentence: «Recibimos la factura FECA-104582 del 18 de febrero de 2026».
    """
    received, invoice = words.phrases["received"], words.phrases["invoice"].pattern
    short = [
        index
        for index, line in enumerate(lines)
        if len(fold(line.text).split()) <= _SHORT and not invoice.search(plain(line.text))
    ]
    opened = [index for index in short if received.opens(fold(lines[index].text))]
    yield from opened
    for index in short:
        text = lines[index].text
        found = received.pattern.search(plain(text))
        if index not in opened and found and (text.isupper() or _is_behind_company(text, found, words)):
            yield index


def _is_behind_company(text: str, found: re.Match[str], words: DocumentWords) -> bool:
    """Whether the word ends a line that is else a company's name: ``Servicios del Plata S.A. RECIBIDO``."""
    name, written = text[: found.start()].strip(), text[found.start() : found.end()]
    return written.isupper() and found.end() == len(text) and company(name, words) == name


def _lone_number(stamp: Prose, words: DocumentWords) -> Read | None:
    found = _INCOMING.search(stamp.flat)
    return stamp.read(number(found.group(), words), found.start(), found.end()) if found else None
