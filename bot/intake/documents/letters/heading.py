"""How letters begin: with a place and a day, and whom they are for."""

from collections.abc import Sequence

from bot.core.document import Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.letters.client import after_label
from bot.intake.documents.letters.formulas import DATELINE, HEAD, first_of
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import place
from bot.intake.documents.words import DocumentWords

_STAMP_REACH = 4  # lines from the word of a received stamp to its day


def opens_letter(lines: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether these lines begin as letters do: with a day, and its place or whom the letter is for.

    The back of an invoice speaks to its reader too («Señor usuario: …»), without a day.
    """
    short = tuple(line for line in lines[:HEAD] if len(fold(line.text).split()) <= DATELINE)
    return bool(dateline(short, words)) and is_headed(lines, words)


def is_headed(lines: tuple[Line, ...], words: DocumentWords) -> bool:
    """Whether these lines have a place and a day at their head, or whom they are for."""
    head = lines[:HEAD]
    addressed_to = first_of(head, words.phrases["addressee"], 0, default=-1)
    return addressed_to >= 0 or dateline(head, words).get("ciudad") is not None


def is_heading(block: Sequence[str], words: DocumentWords) -> bool:
    """Whether a block beside the beginning of a letter has its day, and is no stamp.

    The day of a heading has its place before it, or a label; a stamp that is hardly legible may be no more than a day.
    """
    lines = tuple(Line(text, 1) for text in block)
    if any(words.phrases["received"].pattern.search(plain(line.text)) for line in lines):
        return False
    labelled = any(words.phrases["date"].opens(fold(line.text)) and dates_within(line.text, words) for line in lines)
    return labelled or dateline(lines, words).get("ciudad") is not None


def block_below_day(lines: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """Whom a letter without courtesy title is for: what stands between its day and its subject or greeting."""
    head = lines[:HEAD]
    for index, line in enumerate(head):
        if len(line.text.split()) <= DATELINE and dates_within(line.text, words):
            openings = (words.phrases["subject"], words.phrases["greeting"])
            ends = min(first_of(head, phrases, index + 1, default=len(head)) for phrases in openings)
            return head[index + 1 : ends] if ends < len(head) else ()
    return ()


def _is_stamp(line: Line, words: DocumentWords) -> bool:
    """Whether a line begins as received stamps do, or says so behind the office: ``SERVICIO AL CLIENTE - RECIBIDO``."""
    folded = fold(line.text)
    said = len(folded.split()) <= DATELINE and words.phrases["received"].pattern.search(folded) is not None
    return words.phrases["received"].opens(folded) or (said and line.text.isupper()) or (said and "recibido" in folded)


def _last_sentence(text: str) -> str:
    """What a line says last, where it is a place: ``Se resuelve una solicitud. Bogotá, `` before the day."""
    last = text.rpartition(". ")[2]
    return last if "," in last else text


def dateline(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read | None]:
    """``Santiago de Cali, 2 de marzo de 2026``: the first day of the heading with its city, else the first.

    A day in the subject is of what the letter is about: ``Asunto: respuesta a su reclamo del 09/03/2026``.
    """
    found: list[tuple[Read, Read | None]] = []
    stamped = 0
    for line in lines:
        days = dates_within(line.text, words)
        if _is_stamp(line, words):
            stamped = 0 if days else _STAMP_REACH
        elif days and words.phrases["subject"].opens(fold(line.text)):
            continue
        elif days and not stamped:
            start, _, value = days[0]
            before = after_label(_last_sentence(line.text[:start]), words.phrases["place_and_day"])
            city = place(before.rstrip(" ,"), words) if "," in before else None
            where = Read(value=city, source=line.text, page=line.page) if city else None
            found.append((Read(value=value, source=line.text, page=line.page), where))
        else:
            stamped = 0 if days else max(0, stamped - 1)
    if not found:
        return {}
    day, where = next((one for one in found if one[1]), found[0])
    return {"fecha": day, "ciudad": where}


def dated_at_end(lines: tuple[Line, ...], words: DocumentWords) -> dict[str, Read | None]:
    """``Dado en Cali, el 27 de agosto de 2026.``: a place and a day below the sentences."""
    for line in lines[len(lines) // 2 :]:
        said = words.phrases["dated_at"].pattern.match(plain(line.text))
        days = dates_within(line.text, words) if said else ()
        if said and days:
            start, _, value = days[0]
            city = place(line.text[said.end() : start].partition(",")[0].strip(), words)
            where = Read(value=city, source=line.text, page=line.page) if city else None
            return {"fecha": Read(value=value, source=line.text, page=line.page), "ciudad": where}
    return {}
