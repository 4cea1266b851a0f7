"""Models without problems as frozen values."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.core.account import Outcome
from bot.core.company import REQUESTER_ROLE, Branch, Company, Deputy, Person
from bot.core.subject import City
from bot.intake.authentication.ways import Authentication, InternalMark
from bot.rules.models import AgendaModel, LimitsModel, RulesModel, VirusScannerModel
from bot.rules.models_company import BranchModel, CityModel, CoordinatorModel
from bot.rules.models_mailbox import (
    AuthenticationModel,
    FoldersModel,
    ImapModel,
    MailboxModel,
    MaildirSendModel,
    ServerModel,
    SmtpModel,
)
from bot.rules.scalars import size_in_bytes
from bot.rules.values import (
    AgendaRule,
    Guard,
    ImapOptions,
    Limits,
    LoweredGuard,
    MailboxRule,
    MaildirOptions,
    SendRule,
    Server,
    SmtpOptions,
    Tls,
    VirusScannerRule,
)
from bot.rules.workdays import calendar

IMAP_PORTS = {Tls.IMPLICIT: 993, Tls.STARTTLS: 143, Tls.NONE: 143}
SMTP_PORTS = {Tls.IMPLICIT: 465, Tls.STARTTLS: 587, Tls.NONE: 25}


def build_company(rules: RulesModel, year: int) -> Company:
    """The roster, with the calendar around a year."""
    return Company(
        name=rules.company.name,
        domains=tuple(rules.company.domains),
        country=rules.company.country,
        people=tuple(_people(rules)),
        branches=tuple(map(_branch, rules.branches)),
        deputies=tuple(
            Deputy(principal=deputy.of, substitute=deputy.to, first=deputy.from_, last=deputy.until)
            for deputy in rules.deputies
        ),
        calendar=calendar(rules.company, rules.calendar, year),
    )


def _people(rules: RulesModel) -> Iterator[Person]:
    """People in the order of the file; coordinators hold their role by being named in a branch."""
    coordinators = dict[str, str]()
    for branch in rules.branches:
        for entry in branch.coordinators:
            name = entry.name if isinstance(entry, CoordinatorModel) else ""
            address = _address(entry)
            coordinators[address] = coordinators.get(address) or name
    for person in rules.people:
        held = {REQUESTER_ROLE} if person.address in coordinators else set[str]()
        yield Person(name=person.name, email=person.address, roles=frozenset(held.union(person.roles)))
        coordinators.pop(person.address, None)
    for address, name in coordinators.items():
        yield Person(name=name or address, email=address, roles=frozenset({REQUESTER_ROLE}))


def _branch(model: BranchModel) -> Branch:
    return Branch(
        name=model.name,
        serves=tuple(city.name if isinstance(city, CityModel) else city for city in model.serves),
        coordinators=tuple(map(_address, model.coordinators)),
        billing=model.billing,
    )


def _address(entry: str | CoordinatorModel) -> str:
    return entry.address if isinstance(entry, CoordinatorModel) else entry


def build_cities(branches: Iterable[BranchModel]) -> tuple[City, ...]:
    """Every city that a branch serves."""
    return tuple(
        City(name=city.name, branch=branch.name, aliases=tuple(city.aliases))
        if isinstance(city, CityModel)
        else City(name=city, branch=branch.name)
        for branch in branches
        for city in branch.serves
    )


def build_mailbox(model: MailboxModel, company: Company) -> MailboxRule:
    """A mailbox of a company."""
    return MailboxRule(
        address=model.address,
        kind=model.kind,
        processes=tuple(model.processes),
        options=(
            ImapOptions(server=_server(model, model.address, model.secret, IMAP_PORTS), folder=model.folder)
            if isinstance(model, ImapModel)
            else MaildirOptions(path=Path(model.path))
        ),
        folders=_folders(model.folders),
        authentication=_authentication(model.authentication, company.domains),
        send=_send(model.send, model.address),
    )


def _authentication(model: AuthenticationModel | str, domains: tuple[str, ...]) -> Authentication:
    if not isinstance(model, AuthenticationModel):
        return Authentication()
    mark = model.internal_mark
    return Authentication(
        authserv_id=model.authserv_id or "",
        microsoft365=model.microsoft365,
        dkim=model.dkim,
        mark=InternalMark(header=mark.header, value=mark.value, domains=domains) if mark else None,
    )


def _server(model: ServerModel, address: str, secret: str | None, ports: dict[Tls, int]) -> Server:
    return Server(
        host=model.host,
        port=model.port or ports[model.tls],
        tls=model.tls,
        cafile=Path(model.cafile) if model.cafile else None,
        user=(model.user or address) if secret else "",
        secret=secret or "",
    )


def _folders(model: FoldersModel) -> dict[Outcome, str]:
    named = model.model_dump(by_alias=True, exclude_none=True)
    return {Outcome(outcome): folder for outcome, folder in named.items()}


def _send(model: SmtpModel | MaildirSendModel, address: str) -> SendRule:
    return SendRule(
        kind=model.kind,
        options=(
            SmtpOptions(server=_server(model, address, model.secret, SMTP_PORTS))
            if isinstance(model, SmtpModel)
            else MaildirOptions(path=Path(model.path))
        ),
        plus_addressing=model.plus_addressing,
        size_limit=size_in_bytes(model.size_limit) if model.size_limit else None,
    )


def build_limits(model: LimitsModel) -> Limits:
    """The ceilings, sizes in bytes."""
    return Limits(**model.model_dump())


def build_agenda(model: AgendaModel | None) -> AgendaRule | None:
    """When a list of what waits is sent, if at all."""
    return AgendaRule(minimum=model.minimum) if model else None


def build_virus_scanner(model: VirusScannerModel | None) -> VirusScannerRule | None:
    """Who looks for malware, if anybody does."""
    return VirusScannerRule(**model.model_dump()) if model else None


def lowered_guards(mailboxes: Iterable[MailboxRule]) -> Iterator[LoweredGuard]:
    """Protections that the rules lower, mailbox by mailbox."""
    for mailbox in mailboxes:
        yield from _lowered_proofs(mailbox)
        for options in (mailbox.options, mailbox.send.options):
            if not isinstance(options, MaildirOptions) and options.server.tls is Tls.NONE:
                yield LoweredGuard(guard=Guard.TLS, mailbox=mailbox.address)


def _lowered_proofs(mailbox: MailboxRule) -> Iterator[LoweredGuard]:
    rule = mailbox.authentication
    if rule.asks_nothing:
        yield LoweredGuard(guard=Guard.AUTHENTICATION, mailbox=mailbox.address)
    if rule.microsoft365:
        header = "Authentication-Results"
        yield LoweredGuard(guard=Guard.MICROSOFT365, mailbox=mailbox.address, header=header)
    if rule.mark:
        yield LoweredGuard(guard=Guard.INTERNAL_MARK, mailbox=mailbox.address, header=rule.mark.header)
