"""Work that is told in several mails: «primera parte», «van los otros dos»."""

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import says
from bot.intake.verdict.values import answer_to_read
from bot.intake.verdict.words import fold


def says_in_part(text: str, lexicon: Lexicon) -> bool:
    """Whether an answer tells a part of the work, and not the last one."""
    answer = fold(answer_to_read(text, lexicon))
    return says(answer, lexicon.lists["digitized_in_part"]) and not says_rest(text, lexicon)


def says_rest(text: str, lexicon: Lexicon) -> bool:
    """Whether an answer tells the rest of the work."""
    return says(fold(answer_to_read(text, lexicon)), lexicon.lists["digitized_rest"])
