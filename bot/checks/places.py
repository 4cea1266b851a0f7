"""Cities and branches as they compare."""

from collections.abc import Mapping

from bot.checks.statements import folded
from bot.core.company import Branch, Company


def same_place(one: str, other: str, company: Company, aliases: Mapping[str, str]) -> bool:
    """Whether two texts name one city, or one names the branch and the other a city that it serves."""
    first, second = city_key(one, aliases), city_key(other, aliases)
    return first == second or _is_branch_of(first, second, company) or _is_branch_of(second, first, company)


def is_served(city: str, company: Company, aliases: Mapping[str, str]) -> bool:
    """Whether it is a branch, or a city that one serves; nothing told is."""
    key = city_key(city, aliases)
    return not city or any(_key(branch.name) == key or _serves(branch, key) for branch in company.branches)


def city_key(text: str, aliases: Mapping[str, str]) -> str:
    """The short name in plain letters; a department after a comma does not count."""
    whole = folded(text).strip()
    if whole in aliases:
        return aliases[whole]
    city = folded(text.partition(",")[0]).strip()
    return aliases.get(city, city)


def _is_branch_of(name: str, city: str, company: Company) -> bool:
    return any(_key(branch.name) == name and _serves(branch, city) for branch in company.branches)


def _serves(branch: Branch, city: str) -> bool:
    return any(_key(served) == city for served in branch.serves)


def _key(text: str) -> str:
    return folded(text).strip()
