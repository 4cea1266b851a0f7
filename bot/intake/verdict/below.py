"""What stands below a name: whether it is more than a signature."""

from bot.intake.verdict.frame import answer_of
from bot.intake.verdict.identifiers import names_another, names_another_invoice
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.names import names_another_matter
from bot.intake.verdict.speaking import speaks, without_contacts
from bot.intake.verdict.words import clean


def beyond_signature(below: str, lexicon: Lexicon, own: frozenset[str], names: frozenset[str] | None = None) -> str:
    """The lines below a name that decide, doubt, set a condition, or speak of a case; no yes may ignore them.

    Args:
        below: The lines, without notices and slogans that are known.
        lexicon: The words.
        own: Identifiers of the case, as :func:`judge` takes them.
        names: Names of the case, likewise.
    """
    lines = (line for line in below.split("\n") if _says_more(without_contacts(clean(line)), lexicon, own, names))
    return "\n".join(lines)


def _says_more(line: str, lexicon: Lexicon, own: frozenset[str], names: frozenset[str] | None) -> bool:
    return (
        names_another(line, own, lexicon)
        or names_another_invoice(line, own, lexicon)
        or names_another_matter(line, names, lexicon)
        or speaks(answer_of(line, lexicon) or line, lexicon)
    )
