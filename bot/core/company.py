"""Who works where, who decides what, and who stands in for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.calendar import Calendar
from bot.core.mail import unique

REQUESTER_ROLE = "coordinador_seccional"
DOUBTS_ROLE = "coordinador_sac"
SUPPORT_ROLE = "soporte"


class Billing(StrEnum):
    """Who bills for a branch, and hence where a memo is filed."""

    LOCAL = "local"
    CENTRAL = "central"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the company who takes part; ``email`` is lower-case and is the identity."""

    name: str
    email: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch, the cities that it serves, and the addresses of those who coordinate it."""

    name: str
    serves: tuple[str, ...]
    coordinators: tuple[str, ...]
    billing: Billing


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """``substitute`` stands in for ``principal`` from the first to the last day, both included."""

    principal: str
    substitute: str
    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether the substitution holds on this day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The roster as the rules give it today.

    Attributes:
        name: As it signs its mails.
        domains: Its own mail domains, lower-case.
        country: ISO 3166 code, for places, money and holidays.
        people: Everybody with a role.
        branches: All branches.
        deputies: All substitutions, past and future.
        calendar: When it works.
    """

    name: str
    domains: tuple[str, ...]
    country: str
    people: tuple[Person, ...]
    branches: tuple[Branch, ...]
    deputies: tuple[Deputy, ...]
    calendar: Calendar

    def person(self, email: str) -> Person | None:
        """Whoever has this address, or ``None`` for a stranger."""
        return next((person for person in self.people if person.email == email), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Of everybody in the roster: what a greeting may say without deciding anything."""
        return tuple(person.name for person in self.people)

    def name_of(self, email: str) -> str:
        """How people call whoever has this address; the address itself for a stranger."""
        person = self.person(email)
        return person.name if person else email

    def is_internal(self, email: str) -> bool:
        """Whether the address lies in one of the company's own domains."""
        return email.rpartition("@")[2] in self.domains

    def branch(self, name: str) -> Branch | None:
        """The branch of this name."""
        return next((branch for branch in self.branches if branch.name == name), None)

    def branch_serving(self, city: str) -> Branch | None:
        """The branch that serves a city, by the city's canonical name."""
        return next((branch for branch in self.branches if city in branch.serves), None)

    def branches_of(self, email: str) -> tuple[Branch, ...]:
        """The branches that somebody coordinates."""
        return tuple(branch for branch in self.branches if email in branch.coordinators)

    def coordinates(self, email: str, branch: str, today: date) -> bool:
        """Whether somebody speaks for a branch: one of its coordinators, or the deputy of one."""
        found = self.branch(branch)
        return found is not None and email in (*found.coordinators, *self._deputies_of(found.coordinators, today))

    def holders(self, role: str, branch: str) -> tuple[str, ...]:
        """Addresses of those who hold a role; of the branch only, where the role is a branch's own."""
        if role == REQUESTER_ROLE:
            found = self.branch(branch)
            return found.coordinators if found else ()
        return tuple(person.email for person in self.people if role in person.roles)

    def substitutes(self, email: str, today: date) -> tuple[str, ...]:
        """Addresses of those who stand in for somebody today."""
        return self._deputies_of((email,), today)

    def principals(self, email: str, today: date) -> tuple[str, ...]:
        """Addresses of those for whom somebody stands in today."""
        return unique(one.principal for one in self.deputies if one.substitute == email and one.covers(today))

    def _deputies_of(self, emails: Iterable[str], today: date) -> tuple[str, ...]:
        absent = set(emails)
        return unique(
            deputy.substitute for deputy in self.deputies if deputy.principal in absent and deputy.covers(today)
        )
