"""The number and the day on the stamped copy of a filing, beside what the words tell of them."""

from dataclasses import replace

from bot.core.document import Document
from bot.core.identifiers import identifier_key
from bot.core.intent import Filing
from bot.core.misreading import is_cut, is_misreading


def beside_stamp(told: Filing, copy: Document, stamped: Filing) -> Filing:
    """What the words tell, else what stands in the text of the copy; and where both give a number, another one on it.

    A stamp lies crooked: what an engine read there is no value for the register, only worth a question.
    """
    if copy.scan is None:
        told = Filing(number=told.number or stamped.number, day=told.day or stamped.day)
    return replace(told, stamped=stamped.number) if _is_another(told, copy, stamped) else told


def _is_another(told: Filing, copy: Document, stamped: Filing) -> bool:
    """Whether the copy bears a number that the words do not tell, and nowhere the one that they do."""
    if not told.number or not stamped.number or identifier_key(told.number) in identifier_key(copy.text):
        return False
    misread = is_misreading(stamped.number, told.number) or is_cut(stamped.number, told.number)
    return copy.scan is None or not misread
