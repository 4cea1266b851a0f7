"""The number of the new invoice in a free answer."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.core.identifiers import identifier_key
from bot.intake.verdict.answers import answer_to_read, folded_sentences
from bot.intake.verdict.days import without_days_in_figures
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of, says
from bot.intake.verdict.words import fold

_APART = re.compile(r"[,()]")
_CONTEXT = 60
_NUMBER = re.compile(
    r"""(?<![\w$.,/:-])
        (?:(?P<prefix>[A-Za-z]{1,6})(?P<joint>[ /-]?)(?=\d))?
        (?P<digits>\d{1,3}(?:[ .]\d{3})+(?!\d)|\d{2,12})
        (?![\w/%]|[.,:]\d|-\w|\s?(?:%|°))""",
    re.VERBOSE,
)
# «FV-2026-00831»; «A-0001-00012345» and «0003-00001234»: letter, point of sale and number, as Argentina numbers.
_SERIES = re.compile(
    r"""(?<![\w$.,/:-])
        (?:(?P<prefix>[A-Z]{1,6}[ ]|[A-Za-z]{1,6}[/-])(?P<year>20\d\d[-/]\d{3,8})
        |(?:(?P<kind>[A-Z])[ -]?)?(?P<place>\d{4,5}-\d{8}))
        (?![\w/%]|[.,:]\d|-\w)""",
    re.VERBOSE,
)
_BARE_DIGITS = (4, 9)
_MONEY = re.compile(r"(?i)(?:\$|cop|usd|ars)\s*$")
_MONEY_AFTER = re.compile(r"(?i)^\s*(?:pesos|millones|mil\b|cop|usd|folios|documentos|d[ií]as|horas)")
_CODE_BEFORE = re.compile(r"\b[A-Z]{1,4} $")  # «FE CA 110345»: which letters belong to it?
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_LINKED_TO_END = r"(?: (?:no|n|nro|num|numero|el|la|es|de|a))*$"


def invoice_number(text: str, lexicon: Lexicon, exclude: frozenset[str]) -> str | None:
    """Return the only invoice number of a free answer as people cite it: ``FECA-90117``, or ``90117`` without letters.

    Dates, amounts, tax numbers, telephones, case and memo numbers, and whatever is in ``exclude`` (letters and
    digits only, upper case) are no candidates. Two that are told together («la 90117 y la 90118») are one value; other
    two, or none, give ``None``; so does an answer that is not sure of its number, and a number of which only a part can
    be read.
    """
    affirmed = _denied_number(lexicon.lists["denials"]).sub(" ", answer_to_read(text, lexicon))
    if says(fold(affirmed), lexicon.lists["value_doubts"]):
        return None
    candidates = invoice_candidates(without_days_in_figures(affirmed), lexicon)
    found = dict.fromkeys((prefix, digits) for prefix, digits in candidates if not _excluded(prefix + digits, exclude))
    numbers = ["-".join(part for part in number if part) for number in found]
    numbers += [one for one in _in_series(affirmed, lexicon) if not _excluded(identifier_key(one), exclude)]
    if len(numbers) == 1 or _told_together(numbers, fold(affirmed), lexicon):
        return f" {lexicon.lists['value_joints'][0]} ".join(numbers)
    return None


def _told_together(numbers: list[str], said: str, lexicon: Lexicon) -> bool:
    """Whether all numbers stand in one list: «90117, 90118 y 90119»."""
    joint = rf"(?:,| |{any_of(lexicon.lists['value_joints']).pattern})+"
    written = (rf"(?:{fold(one.rpartition('-')[0])}[ -]?)?{_digits_of(one)}" for one in numbers)
    return bool(numbers) and re.search(joint.join(written), said) is not None


def no_new_invoice(text: str, lexicon: Lexicon) -> str | None:
    """Return how it is noted that there will be no new invoice, where an answer says so and not only for now."""
    said = " ".join(fold(answer_to_read(text, lexicon)).split())
    lists = lexicon.lists
    if "?" in said or says(said, lists["no_new_invoice_yet"]) or not says(said, lists["no_new_invoice"]):
        return None
    return lists["no_new_invoice_noted"][0]


@lru_cache(maxsize=8)
def _denied_number(denials: tuple[str, ...]) -> re.Pattern[str]:
    """«no es la 90117», «no sale la 90117»."""
    named = r"(?:\w+ ){0,2}(?:[A-Za-z]{1,5}[- ]?)?\d{3,}"
    return re.compile(rf"{any_of(denials).pattern} {named}", re.IGNORECASE)


def announced_invoice(text: str, lexicon: Lexicon, exclude: frozenset[str]) -> str | None:
    """Return the only invoice number of an answer where it is said to be the new one: «la nueva factura es …».

    Its number stands right behind those words, which begin the clause or have a verb behind them: in «aprobada la
    factura nueva …» it is what was decided on.
    """
    number = invoice_number(text, lexicon, exclude)
    if number is None or " " in number:
        return None
    new, verbs, links = (
        f"(?:{any_of(lexicon.lists[name]).pattern}[ :#.°]*)"
        for name in ("new_invoice", "new_invoice_verbs", "new_invoice_links")
    )
    code = r"(?:[a-z]{1,6}[ -]?)?"
    said = re.compile(rf"(?:^ *{links}*{new}|{new}{links}*{verbs}){links}*{code}{_digits_of(number)}\b")
    clauses = (clause for sentence in folded_sentences(text, lexicon) for clause in _APART.split(sentence))
    return number if any(said.search(clause) for clause in clauses) else None


def _digits_of(number: str) -> str:
    """The digits of a number in a pattern, however they are grouped."""
    return "[ .]?".join(number.rpartition("-")[2])


def invoice_candidates(answer: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Letters and digits of everything that may be the number of an invoice."""
    for match in _NUMBER.finditer(answer):
        before = answer[max(0, match.start() - _CONTEXT) : match.start()]
        after = answer[match.end() : match.end() + _CONTEXT]
        digits = re.sub(r"\D", "", match["digits"])
        prefix = _prefix(match["prefix"] or "", apart=match["joint"] in (" ", "/"), lexicon=lexicon)
        amount = _MONEY.search(before) or _MONEY_AFTER.search(after) or _THOUSANDS.fullmatch(match["digits"])
        is_torn = bool(prefix) and match["joint"] == " " and _CODE_BEFORE.search(before)
        named = before + (match["prefix"] or "")
        if amount or is_torn or prefix is None or (not prefix and _names_something_else(named, lexicon)):
            continue
        if prefix or _BARE_DIGITS[0] <= len(digits) <= _BARE_DIGITS[1]:
            yield prefix, digits


def _in_series(answer: str, lexicon: Lexicon) -> Iterator[str]:
    """Numbers of invoices that are written in several groups, with hyphens between them."""
    for match in _SERIES.finditer(answer):
        before = answer[max(0, match.start() - _CONTEXT) : match.start()]
        prefix = match["kind"] or _prefix((match["prefix"] or "")[:-1], apart=False, lexicon=lexicon)
        if (prefix or match["place"]) and not _names_something_else(before, lexicon):
            yield "-".join(filter(None, (prefix, (match["year"] or match["place"]).replace("/", "-"))))


def _prefix(written: str, *, apart: bool, lexicon: Lexicon) -> str | None:
    """The letters of the number, ``""`` if they are just a word, ``None`` if the word names another number."""
    folded = fold(written)
    if folded in map(fold, lexicon.lists["not_invoice_words"]):
        return None
    is_code = folded not in _known(lexicon) and (written.isupper() or not apart)
    return written.upper() if is_code else ""


def _known(lexicon: Lexicon) -> set[str]:
    """Words before a number that are no letters of it; FE, FV and E may be."""
    shortest = {"invoice_words": 3, "months": 3, "value_joints": 2}
    return {fold(word) for name in shortest for word in lexicon.lists[name] if len(word) >= shortest[name]} | {"no"}


def _names_something_else(before: str, lexicon: Lexicon) -> bool:
    words = re.findall(r"[^\W\d_]+", fold(before))[-3:]
    return any_of(lexicon.lists["not_invoice_words"], _LINKED_TO_END).search(" ".join(words)) is not None


def _excluded(number: str, exclude: frozenset[str]) -> bool:
    """Also without its letters: FECA104582 is excluded when it is written 104582."""
    return any(number == other or (other.endswith(number) and number.isdigit()) for other in exclude)
