"""Whether people, branches, deputies and mailboxes fit together."""

import ipaddress
from collections.abc import Iterable, Iterator, Mapping
from posixpath import normpath

from bot.core.company import DOUBTS_ROLE, REQUESTER_ROLE, SUPPORT_ROLE
from bot.errors import Problem
from bot.intake.words import fold
from bot.rules.scalars import is_day
from bot.rules.source import Path, Source
from bot.rules.values import Tls
from bot.rules.wording import nearest

UNIQUE = (
    "mailboxes.*.address",
    "people.*.address",
    "branches.*.name",
    "processes.*.prefix",
    "processes.*.subject.keywords.*",
)
"""What may be written only once in the whole file."""

UNIQUE_WITHIN = (("people.*", "roles.*"), ("processes.*", "steps.*.name"), ("mailboxes.*", "processes.*"))
"""What may be written only once within each of something."""


def repeated_names(source: Source) -> Iterator[Problem]:
    """Names that stand for two things."""
    for pattern in UNIQUE:
        yield from _repeated(source, source.find(pattern), "repeated")
    for parents, pattern in UNIQUE_WITHIN:
        for parent, _ in source.nodes(parents):
            yield from _repeated(source, source.find(pattern, parent), "repeated")
    for branch, _ in source.nodes("branches.*"):
        yield from _repeated(source, _coordinators(source, branch), "repeated")


def roles(source: Source) -> Iterator[Problem]:
    """Roles that a process uses, or the program needs, and nobody holds."""
    held = holders(source)
    for pattern in ("opened_by.*", "steps.*.who.*", "steps.*.copy.*", "steps.*.escalate.to", "checks.*.*.roles.*"):
        for path, role in source.find(f"processes.*.{pattern}"):
            if role not in held:
                yield source.problem(path, "role_without_holder", given=role, near=nearest(role, held))
    for role in (SUPPORT_ROLE, DOUBTS_ROLE):
        if role not in held:
            yield source.problem(("people",), "role_required", given=role)


def coordinators_without_branch(source: Source) -> Iterator[Problem]:
    """People said to coordinate a branch whom no branch names."""
    named = {address for _, address in _coordinators(source)}
    for person, _ in source.nodes("people.*"):
        address = next((address.lower() for _, address in source.find("address", person)), "")
        for path, role in source.find("roles.*", person):
            if role == REQUESTER_ROLE and address not in named:
                yield source.problem(path, "coordinator_without_branch", given=role)


def cities(source: Source) -> Iterator[Problem]:
    """Cities that two branches serve, or that stand twice."""
    patterns = ("branches.*.serves.*", "branches.*.serves.*.name", "branches.*.serves.*.aliases.*")
    found = (entry for pattern in patterns for entry in source.find(pattern))
    in_order = sorted(found, key=lambda entry: source.places[entry[0]])
    yield from _repeated(source, in_order, "city_twice")


def deputies(source: Source) -> Iterator[Problem]:
    """Substitutions of or by strangers, by oneself, or that end before they begin."""
    known = _addresses(source)
    for deputy, _ in source.nodes("deputies.*"):
        given = {str(path[-1]): text for path, text in source.find("*", deputy)}
        principal, substitute = given.get("of", ""), given.get("to", "")
        for key in ("of", "to"):
            if key in given and given[key].lower() not in known:
                near = _nearest_address(given[key], known)
                yield source.problem((*deputy, key), "person_unknown", given=given[key], near=near)
        if substitute and principal.lower() == substitute.lower():
            yield source.problem((*deputy, "to"), "deputy_of_self", given=substitute)
        if is_day(given.get("from", "")) and is_day(given.get("until", "")) and given["until"] < given["from"]:
            yield source.problem((*deputy, "until"), "dates_reversed", given=given["until"])


def mailboxes(source: Source) -> Iterator[Problem]:
    """Mailboxes of people or of unknown processes, and processes that no mailbox opens."""
    people = _addresses(source)
    for path, address in source.find("mailboxes.*.address"):
        if address.lower() in people:
            yield source.problem(path, "mailbox_of_person", given=address)
    yield from _shared_folders(source)
    declared = {str(path[-1]): path for path, _ in source.nodes("processes.*")}
    opened = set[str]()
    for path, name in source.find("mailboxes.*.processes.*"):
        opened.add(name)
        if name not in declared:
            yield source.problem(path, "process_unknown", given=name, near=nearest(name, declared))
    for name, path in declared.items():
        if name not in opened:
            yield source.problem(path, "process_without_mailbox", given=name)


def _shared_folders(source: Source) -> Iterator[Problem]:
    """Folders in which mails arrive twice over, or in which what is sent arrives again."""
    first: dict[str, Path] = {}
    for path, folder in source.find("mailboxes.*.path"):
        earlier = first.setdefault(normpath(folder), path)
        if earlier != path:
            yield source.problem(path, "repeated", given=folder, first=str(source.places[earlier][0]))
    for path, folder in source.find("mailboxes.*.send.path"):
        if normpath(folder) in first:
            yield source.problem(path, "sends_into_mailbox", given=folder)


def domains(source: Source) -> Iterator[Problem]:
    """Domains of the company in which nobody at all has an address."""
    written = dict(source.find("company.domains.*"))
    own = {domain.lower() for domain in written.values()}
    theirs = {address.rpartition("@")[2] for address in _addresses(source)}
    if own and theirs and own.isdisjoint(theirs):
        path, domain = next(iter(written.items()))
        yield source.problem(path, "domain_of_nobody", given=domain, near=nearest(domain, theirs))


def coordinators_of_two_names(source: Source) -> Iterator[Problem]:
    """Addresses that stand under another name than before."""
    first: dict[str, tuple[str, Path]] = {}
    for pattern in ("people.*", "branches.*.coordinators.*"):
        for entry, _ in source.nodes(pattern):
            given = {str(path[-1]): text for path, text in source.find("*", entry)}
            if "name" not in given or "address" not in given:
                continue
            address = given["address"].lower()
            name, earlier = first.setdefault(address, (given["name"], entry))
            if fold(name) != fold(given["name"]) and pattern != "people.*":
                at = str(source.places[earlier][0])
                yield source.problem((*entry, "name"), "two_names", given=given["address"], name=name, first=at)


def connections(source: Source) -> Iterator[Problem]:
    """Connections without protection to another machine, and log-ins without a password."""
    for pattern in ("mailboxes.*", "mailboxes.*.send"):
        for path, _ in source.nodes(pattern):
            given = {str(key[-1]): text for key, text in source.find("*", path)}
            if given.get("tls") == Tls.NONE and not _is_this_machine(given.get("host", "localhost")):
                yield source.problem((*path, "tls"), "tls_none", given=given["host"])
            if given.get("kind") == "smtp" and "user" in given and "secret" not in given:
                yield source.problem((*path, "user"), "user_without_secret", given=given["user"])


def holders(source: Source, branch: Path | None = None) -> Mapping[str, frozenset[str]]:
    """Addresses by role; the requester's role is held by the coordinators, of one branch or of all."""
    found: dict[str, set[str]] = {}
    for person, _ in source.nodes("people.*"):
        address = next((address.lower() for _, address in source.find("address", person)), f"{person}")
        for _, role in source.find("roles.*", person):
            found.setdefault(role, set()).add(address)
    found.pop(REQUESTER_ROLE, None)
    if named := {address for _, address in _coordinators(source, branch)}:
        found[REQUESTER_ROLE] = named
    return {role: frozenset(addresses) for role, addresses in found.items()}


def _coordinators(source: Source, branch: Path | None = None) -> Iterator[tuple[Path, str]]:
    branches = [branch] if branch else [path for path, _ in source.nodes("branches.*")]
    for path in branches:
        for pattern in ("coordinators.*", "coordinators.*.address"):
            yield from ((found, address.lower()) for found, address in source.find(pattern, path))


def _addresses(source: Source) -> frozenset[str]:
    people = {address.lower() for _, address in source.find("people.*.address")}
    return frozenset(people | {address for _, address in _coordinators(source)})


def _nearest_address(text: str, known: Iterable[str]) -> str:
    """By what stands before the @: the rest is alike for all of a company."""
    by_name = {address.partition("@")[0]: address for address in known}
    return by_name.get(nearest(text.partition("@")[0], by_name), "")


def _repeated(source: Source, entries: Iterable[tuple[Path, str]], code: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, text in entries:
        earlier = first.setdefault(fold(text), path)
        if earlier != path:
            yield source.problem(path, code, given=text, first=str(source.places[earlier][0]))


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
