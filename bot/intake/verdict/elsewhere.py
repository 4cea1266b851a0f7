"""Whether words are about another case than the one in whose thread they stand, or about several at once."""

import re

from bot.intake.verdict.answers import answer_to_read
from bot.intake.verdict.identifiers import names_another, names_another_invoice
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.names import names_another_matter
from bot.intake.verdict.phrases import any_of, says, words_in
from bot.intake.verdict.words import fold

_WORD = re.compile(r"\w+")


def speaks_of_another(text: str, lexicon: Lexicon, own: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a text names the number, the invoice or the client of another case, or «la otra» without any name.

    Args:
        text: What the person wrote.
        lexicon: The words.
        own: Identifiers of the case, as for :func:`bot.intake.verdict.judge.judge`.
        names: Names of the case, as there.
    """
    answer = answer_to_read(text, lexicon)
    return (
        names_another(answer, own, lexicon)
        or names_another_invoice(answer, own, lexicon)
        or names_another_matter(answer, names, lexicon)
        or _points_elsewhere(answer, lexicon)
    )


def _points_elsewhere(answer: str, lexicon: Lexicon) -> bool:
    """«Retiren la otra», «el otro caso»; «la otra semana» is a time."""
    things = any_of(lexicon.lists["named_things"]).pattern
    return (
        any_of(lexicon.lists["other_ones"], rf"(?= ?(?:[,.;:!)\n]|$)| (?:{things}))").search(fold(answer)) is not None
    )


def waives_costs(text: str, lexicon: Lexicon) -> bool:
    """Whether words leave out costs that are charged: «aprobado sin costos administrativos»."""
    return any_of(lexicon.lists["waived_costs"]).search(fold(answer_to_read(text, lexicon))) is not None


def charges_costs(text: str, lexicon: Lexicon) -> bool:
    """Whether words add costs that are not charged, and do not deny it: «aprobado, cobrar costos administrativos»."""
    charged, costs = any_of(lexicon.lists["charged_costs"], r"\w*").pattern, any_of(lexicon.lists["costs"]).pattern
    denied = any_of(lexicon.lists["denials"]).pattern
    said = re.sub(rf"{denied} (?:\w+ ){{0,6}}?{costs}", " ", fold(answer_to_read(text, lexicon)))
    return re.search(rf"{charged} (?:\w+ ){{0,3}}?{costs}", said) is not None


def bills_anew(text: str, lexicon: Lexicon) -> bool:
    """Whether words speak of billing anew, and do not deny it: «aprobada la refacturación», «mejor refacturar»."""
    stems = any_of(lexicon.lists["rebilled"], r"\w*").pattern
    denied = any_of(lexicon.lists["denials"]).pattern
    return re.search(rf"(?<!\w){stems}", re.sub(rf"{denied} (?:\w+ )?{stems}", " ", fold(text))) is not None


def decides_several(text: str, lexicon: Lexicon) -> bool:
    """Whether words decide on more than one thing: «aprobadas las dos», «ambas quedan rechazadas», «sí, ambas»."""
    answer = answer_to_read(text, lexicon)
    several = any_of(lexicon.lists["several_cases"]).pattern
    stems = any_of(lexicon.lists["several_decided"], r"\w*").pattern
    alone = rf"(?:^|[,.;:\n]) *{several} *(?=$|[,.;:\n])"
    return re.search(rf"{stems} {several}|{several} (?:\w+ ){{0,2}}{stems}s\b|{alone}", fold(answer)) is not None


def only_entitles(added: str, subject: str, lexicon: Lexicon) -> bool:
    """Whether the words that a subject adds to ours only say what it is about: «Autorización», not «sin autorización».

    Args:
        added: These words.
        subject: All of it.
        lexicon: Holds the words.
    """
    words, denials = (_WORD.findall(fold(text)) for text in (added, subject))
    return words_in(lexicon.lists["subject_titles"]).issuperset(words) and not says(
        " ".join(denials), lexicon.lists["denials"]
    )
