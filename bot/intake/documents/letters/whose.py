"""Whose letter a client's letter is, by the surest of the places that tell it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.core.document import Read
from bot.intake.documents.dates import dates_within
from bot.intake.documents.letters.client import (
    asking,
    client,
    for_whom,
    named_with_tax_id,
    represented,
    tax_id_in,
    without_addressee,
)
from bot.intake.documents.letters.parts import Parts
from bot.intake.documents.letters.prose import Prose, tax_id_after
from bot.intake.documents.pages.lines import Line
from bot.intake.documents.text import fold
from bot.intake.documents.words import DocumentWords

_COMPANY_ID = re.compile(r"3\d-\d{8}-\d$|[89]\d{2}\.\d{3}\.\d{3}-\d$")
_STAMP_LINES = 5


def whose(
    parts: Parts,
    signature: tuple[Line, ...],
    fields: Mapping[str, Read],
    rows: Mapping[str, Read],
    words: DocumentWords,
) -> dict[str, Read | None]:
    """The client and their tax id: by a row, the letterhead, the signature or the sentences; at last, who signs."""
    to = parts.addressee + _written_to_below_day(parts, signature, fields, words)
    head = tuple(
        line for line in _without_stamp(parts.head, words) if not words.phrases["other_party"].opens(fold(line.text))
    )
    own = without_addressee(head + signature, to, words)
    body = Prose.of(parts.body)
    theirs = tax_id_in(to, words)
    pairs = [(name, number) for name, number in named_with_tax_id(body, words) if not _same(number, theirs)]
    told_name, told_number = pairs[0] if pairs else (None, None)
    name = rows.get("cliente") or client(own, words) or represented(body, words) or told_name or asking(body, words)
    name = replace(name, value=for_whom(str(name.value))) if name else None
    number = rows.get("nit") or tax_id_in(own, words) or told_number or _told(body, theirs, words)
    if name is None and number is None and not _for_another(fields, words):
        return {"cliente": fields.get("firmada_por"), "nit": fields.get("documento_firmante")}
    if (
        name is None
        and number is not None
        and not _COMPANY_ID.match(str(number.value))
        and not _for_another(fields, words)
    ):
        name = fields.get("firmada_por")
    if number is None and name is not None and _signs(name, fields):
        number = fields.get("documento_firmante")
    return {"cliente": name, "nit": number}


def _written_to_below_day(
    parts: Parts, signature: tuple[Line, ...], fields: Mapping[str, Read], words: DocumentWords
) -> tuple[Line, ...]:
    """What stands below the day of a letter that calls nobody «Señores», if who signs is somebody else."""
    day = next((index for index, line in enumerate(parts.head) if dates_within(line.text, words)), len(parts.head))
    below = parts.head[day + 1 :]
    whom = client(below, words)
    if whom is None or client(parts.addressee, words):
        return ()
    signs = client(signature, words)
    is_own = signs is not None and fold(str(signs.value)) == fold(str(whom.value))
    by_themselves = "cargo_firmante" in fields and not _for_another(fields, words)
    return below if not is_own and (signs or by_themselves) else ()


def _told(body: Prose, theirs: Read | None, words: DocumentWords) -> Read | None:
    found = tax_id_after(body, words.phrases["tax_id"])
    return None if found is None or _same(found, theirs) else found


def _same(one: Read, other: Read | None) -> bool:
    return other is not None and one.value == other.value


def _for_another(fields: Mapping[str, Read], words: DocumentWords) -> bool:
    """Whether who signs does so for somebody else, as a manager or an attorney does."""
    quality = fields.get("cargo_firmante")
    return quality is not None and not words.phrases["own_name"].opens(fold(str(quality.value)))


def _signs(name: Read, fields: Mapping[str, Read]) -> bool:
    signer = fields.get("firmada_por")
    return signer is not None and fold(str(signer.value)) == fold(str(name.value))


def _without_stamp(head: tuple[Line, ...], words: DocumentWords) -> tuple[Line, ...]:
    """The letterhead without the stamp of whoever received the letter, which bears the name and NIT of the company."""
    for index, line in enumerate(head):
        if words.phrases["received"].opens(fold(line.text)):
            return head[:index] + head[index + _STAMP_LINES :]
    return head
