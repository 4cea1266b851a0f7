"""The received stamp of a scanned letter where it lies crooked, or over the text, and is read by itself."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from bot.core.document import PAGE_BREAK, Read
from bot.core.identifiers import identifier_key
from bot.intake.documents.dates import dates_within
from bot.intake.documents.letters.boxes import stamp as fields_of_stamp
from bot.intake.documents.ocr.confidence import with_confidence
from bot.intake.documents.ocr.mend import mended
from bot.intake.documents.ocr.stamps import Stamp
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.placed.pieces import PageLine, letters_in
from bot.intake.documents.text import plain
from bot.intake.documents.words import DocumentWords

_FIELDS = ("radicado", "fecha_recibido")
_SURE = 0.85  # print that lies over a stamp makes other digits of its own
_LATEST = timedelta(days=60)  # from the day of a letter to its receipt
_FEWEST_LETTERS = 8

Stamps = Mapping[int, Callable[[], Iterable[Stamp]]]
"""Those of each page, read when they are asked for."""


def with_received(
    fields: Mapping[str, Read], stamps: Stamps, words: DocumentWords
) -> tuple[Mapping[str, Read], tuple[int, ...]]:
    """The fields of a letter with what its received stamp tells, and the pages with a stamp that nobody could read.

    Args:
        fields: As the lines of the letter tell them; where these tell of the stamp, no other reading is needed.
        stamps: Those of each page.
        words: What the documents' words mean.
    """
    if all(name in fields for name in _FIELDS):
        return fields, ()
    unread: list[int] = []
    for number, read in stamps.items():
        for stamp in read():
            if told := _told(stamp, number, fields, words):
                return {**told, **fields}, ()
            if _may_be_received(stamp, words):
                unread.append(number)
    is_told = any(name in fields for name in _FIELDS)
    return fields, () if is_told else tuple(dict.fromkeys(unread))


def _told(stamp: Stamp, number: int, fields: Mapping[str, Read], words: DocumentWords) -> Mapping[str, Read]:
    """Day and number of a received stamp that are sure, and the same however large it is shown to the engine."""
    found = _fields_of(mended(stamp.lines, words), number, words)
    told = {name: one for name, one in found.items() if one.confidence >= _SURE and _is_plausible(one, fields)}
    for lines in stamp.again() if told else ():
        text = "\n".join(line.text for line in mended(lines, words))
        told = {name: one for name, one in told.items() if _stands_in(text, one, words)}
    return told


def _fields_of(lines: tuple[PageLine, ...], number: int, words: DocumentWords) -> Mapping[str, Read]:
    if not _says_received(lines, words):
        return {}
    text = PAGE_BREAK * (number - 1) + "\n".join(line.text for line in lines)
    return with_confidence(fields_of_stamp(lines_of(text), words), {number: lines})


def _stands_in(text: str, found: Read, words: DocumentWords) -> bool:
    """Whether a text has no day but this one, or has this number."""
    if isinstance(found.value, date):
        return {day for _, _, day in dates_within(text, words)} == {found.value}
    return identifier_key(str(found.value)) in identifier_key(text)


def _is_plausible(found: Read, fields: Mapping[str, Read]) -> bool:
    """Whether a day is soon after that of the letter."""
    if not isinstance(found.value, date):
        return True
    written = fields["fecha"].value if "fecha" in fields else None
    return isinstance(written, date) and written <= found.value <= written + _LATEST


def _says_received(lines: Iterable[PageLine], words: DocumentWords) -> bool:
    return any(words.phrases["received"].pattern.search(plain(line.text)) for line in lines)


def _may_be_received(stamp: Stamp, words: DocumentWords) -> bool:
    """Whether it says so, or is in coloured ink and has a day, or the word for a number, or hardly anything legible."""
    lines = mended(stamp.lines, words)
    if stamp.is_known or _says_received(lines, words):
        return not stamp.is_known
    filing = words.phrases["filing"].pattern
    is_of_receipt = any(dates_within(line.text, words) or filing.search(plain(line.text)) for line in lines)
    letters = letters_in(piece for line in lines for piece in line.pieces)
    return stamp.is_coloured and (is_of_receipt or letters < _FEWEST_LETTERS)
