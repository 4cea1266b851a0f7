"""What is written, and the value that it becomes."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.account import Outcome
from bot.core.calendar import Term, Unit
from bot.core.company import REQUESTER_ROLE
from bot.core.finding import Severity
from bot.core.process import Condition, Operator
from bot.rules.load import load_process
from bot.rules.values import ImapOptions, Rules, SmtpOptions, Tls, VirusScannerRule, WhenAway

Load = Callable[[str], Rules]
Edit = Callable[..., str]
SIGNATURE = "when: {finding: reply.signature_unconfirmed}"


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("2 business days", Term(count=2, unit=Unit.BUSINESS_DAYS)),
        ("1 business day", Term(count=1, unit=Unit.BUSINESS_DAYS)),
        ("2 días hábiles", Term(count=2, unit=Unit.BUSINESS_DAYS)),
        ("1 dia habil", Term(count=1, unit=Unit.BUSINESS_DAYS)),
        ("15 DÍAS", Term(count=15, unit=Unit.CALENDAR_DAYS)),
        ("10 days", Term(count=10, unit=Unit.CALENDAR_DAYS)),
        ("1 día calendario", Term(count=1, unit=Unit.CALENDAR_DAYS)),
    ],
)
def test_durations_read_in_both_languages(edit: Edit, load: Load, written: str, term: Term) -> None:
    """A term means the same however people write it."""
    assert load(edit(("silence: 10 business days", f"silence: {written}"))).processes[0].silence == term


def test_holidays_are_the_countrys_with_the_companys_changes(edit: Edit, load: Load) -> None:
    """Colombian Monday holidays are known; the company adds and removes days of its own."""
    rules = load(edit(("{add: [2026-12-24, 2026-12-31]}", "{add: [2026-12-24], remove: [2026-06-29]}")))
    calendar = rules.company.calendar
    assert not calendar.works(date(2026, 3, 23))
    assert not calendar.works(date(2026, 12, 24))
    assert calendar.works(date(2026, 12, 31))
    assert calendar.works(date(2026, 6, 29))
    assert {2025, 2032} <= {day.year for day in calendar.holidays}


def test_argentina_has_its_own_holidays(edit: Edit, load: Load) -> None:
    """The country of the company decides, unless the calendar names another."""
    argentina = load(edit(("  country: CO", "  country: AR")))
    assert not argentina.company.calendar.works(date(2026, 5, 25))
    mixed = load(edit(("holidays: {add", "holidays: {country: AR, add")))
    assert not mixed.company.calendar.works(date(2026, 7, 9))
    assert mixed.company.country == "CO"


def test_office_hours_and_saturdays(edit: Edit, load: Load) -> None:
    """Hours are local times, and Saturdays are worked where the rules say so."""
    calendar = load(edit(('"08:00-17:00"', '"07:30-16:45"'), ("saturday: false", "saturday: true"))).company.calendar
    assert (calendar.opens, calendar.closes) == (time(7, 30), time(16, 45))
    assert calendar.works(date(2026, 3, 7))


def test_the_calendar_may_be_left_out(edit: Edit, load: Load) -> None:
    """Without the key, office hours are the usual ones and Saturdays are free."""
    text = edit()
    start, end = text.index("calendar:\n"), text.index("# Topes")
    calendar = load(text[:start] + text[end:]).company.calendar
    assert (calendar.opens, calendar.closes, calendar.saturday) == (time(8), time(17), False)


def test_a_bare_coordinator_is_called_by_the_address(edit: Edit, load: Load) -> None:
    """A coordinator without a name still is a person with the requester's role."""
    named = "{name: Juan Esteban Zuluaga Giraldo, address: juan.zuluaga@empresa.example}"
    person = load(edit((named, "NATALIA@empresa.example"))).company.person("natalia@empresa.example")
    assert person is not None
    assert (person.name, person.roles) == ("natalia@empresa.example", {REQUESTER_ROLE})


def test_a_coordinator_with_another_role_is_one_person(edit: Edit, load: Load) -> None:
    """Somebody in people who also coordinates keeps their name and holds both roles."""
    named = "{name: Juan Esteban Zuluaga Giraldo, address: juan.zuluaga@empresa.example}"
    company = load(edit((named, "yuliana.mosquera@empresa.example"))).company
    (person,) = [person for person in company.people if person.email == "yuliana.mosquera@empresa.example"]
    assert person.name == "Yuliana Andrea Mosquera Cruz"
    assert person.roles == {REQUESTER_ROLE, "auxiliar_scanner"}


def test_cities_keep_their_aliases(rules: Rules) -> None:
    """Other names of a city reach the grammar of subjects; the branch serves the official one."""
    (city,) = [city for city in rules.cities if city.name == "San Andrés"]
    assert city.aliases == ("San Andrés Isla", "San Andrés Islas")
    assert city.branch == "Barranquilla"


def test_codes_of_catalogues_keep_their_zeros(rules: Rules) -> None:
    """A cause is the text 05, never the number five."""
    assert rules.catalogs["causales"]["05"].startswith("novedad")


def test_an_imap_mailbox_has_everything_to_connect(edit: Edit, load: Load) -> None:
    """Ports and user have their usual values, folders are by outcome, sizes in bytes."""
    mailbox = """  - address: Buzon@Empresa.example
    kind: imap
    host: imap.empresa.example
    secret: credential:imap
    processes: [anulacion]
    folders: {handled: Procesados, copy: ~, quarantined: Revisar}
    authentication: {authserv_id: mx.empresa.example}
    send: {kind: smtp, host: s, port: 2525, user: u, secret: file:/run/s, cafile: /etc/ca.pem, size_limit: 2 MB}
"""
    rule = load(edit(("mailboxes:\n", "mailboxes:\n" + mailbox))).mailboxes[0]
    assert rule.address == "buzon@empresa.example"
    assert isinstance(rule.options, ImapOptions)
    imap = rule.options.server
    assert (imap.port, imap.tls, imap.user, imap.secret) == (993, Tls.IMPLICIT, rule.address, "credential:imap")
    assert rule.options.folder == "INBOX"
    assert rule.folders == {Outcome.HANDLED: "Procesados", Outcome.QUARANTINED: "Revisar"}
    assert isinstance(rule.send.options, SmtpOptions)
    smtp = rule.send.options.server
    assert (smtp.port, smtp.tls, smtp.user, smtp.cafile) == (2525, Tls.STARTTLS, "u", Path("/etc/ca.pem"))
    assert rule.send.size_limit == 2 * 1024 * 1024


def test_every_folder_can_be_moved_to(rules: Rules) -> None:
    """The outcomes that have a folder are exactly those that are settled in the mailbox."""
    from bot.rules.models_mailbox import FoldersModel  # noqa: PLC0415 - the model is this test's subject only

    keys = {field.alias or name for name, field in FoldersModel.model_fields.items()}
    assert keys == {str(outcome) for outcome in Outcome if outcome.is_settled_in_mailbox}
    assert rules.mailboxes[0].folders[Outcome.HANDLED] == "Procesados"


def test_checks_carry_severity_and_parameters(edit: Edit, load: Load) -> None:
    """Numbers are numbers, codes stay text, lists and mappings arrive whole."""
    process = load(edit(("{months: 5}", "{severity: info, months: 5, code: 05}"))).processes[0]
    rules = {check.code: check for check in process.checks}
    assert rules["invoice.too_old"].severity is Severity.INFO
    assert rules["invoice.too_old"].params == {"months": 5, "code": "05"}
    assert rules["memo.cause_cost_mismatch"].params["with_costs"] == ("05", "06")
    assert rules["invoice.prefix_other_branch"].params["prefixes"] == {
        "Cali": ("FECA",),
        "Medellín": ("FEMD",),
        "Bogotá": ("FEBG",),
        "Barranquilla": ("FEBQ",),
    }


@pytest.mark.parametrize(
    ("written", "conditions"),
    [
        ("{field: tipo, is: anulacion}", [Condition(operator=Operator.IS, field="tipo", values=("anulacion",))]),
        ("{field: tipo, in: [a, b]}", [Condition(operator=Operator.IN, field="tipo", values=("a", "b"))]),
        ("{field: tipo, includes: [a, b]}", [Condition(operator=Operator.INCLUDES, field="tipo", values=("a", "b"))]),
        (
            "{field: valor_factura, at_least: 5.000.000}",
            [Condition(operator=Operator.AT_LEAST, field="valor_factura", amount=Decimal(5_000_000))],
        ),
        (
            "{field: valor_factura, at_least: '1.250,50'}",
            [Condition(operator=Operator.AT_LEAST, field="valor_factura", amount=Decimal("1250.50"))],
        ),
        ("{finding: [log.empty]}", [Condition(operator=Operator.FOUND, values=("log.empty",))]),
        (
            "[{finding: log.empty}, {field: tipo, is: a}]",
            [
                Condition(operator=Operator.FOUND, values=("log.empty",)),
                Condition(operator=Operator.IS, field="tipo", values=("a",)),
            ],
        ),
    ],
)
def test_conditions_keep_their_meaning_for_life(
    edit: Edit, load: Load, written: str, conditions: list[Condition]
) -> None:
    """Each comparison becomes its core value, also when the process is read again from its block."""
    rules = load(edit((SIGNATURE, f"when: {written}")))
    assert rules.processes[0].steps[0].when == tuple(conditions)
    assert load_process(rules.blocks[rules.processes[0].digest]) == rules.processes[0]


def test_kinds_are_joined_in_one_way(edit: Edit, load: Load) -> None:
    """The order and the spaces around a plus do not matter."""
    text = edit(("      ANULADO: [anulacion, anulacion+refacturacion]", "      ANULADO: [refacturacion + anulacion]"))
    assert load(text).processes[0].fits["ANULADO"] == ("anulacion+refacturacion",)


def test_keywords_of_kinds_are_found_as_cases_keep_them(edit: Edit, load: Load) -> None:
    """However ``fits`` spells a keyword, a case looks it up by the subject's spelling."""
    text = edit(("      ANULADO: [anulacion", "      Anulado: [anulacion"))
    assert "ANULADO" in load(text).processes[0].fits


def test_nobody_looks_for_malware_unless_the_rules_say_so(rules: Rules, edit: Edit, load: Load) -> None:
    """Whoever is named is asked for each file, and mails wait for it."""
    assert rules.virus_scanner is None
    text = edit(("catalogs:", "virus_scanner: {address: 'unix:/run/clamd.ctl'}\ncatalogs:"))
    expected = VirusScannerRule(address="unix:/run/clamd.ctl", seconds=30, when_away=WhenAway.WAIT)
    assert load(text).virus_scanner == expected


def test_limits_have_defaults(rules: Rules) -> None:
    """What the file does not say about ceilings is settled."""
    limits = rules.limits
    assert (limits.mails_per_person, limits.mails_per_stranger, limits.quarantine_tries) == (6, 1, 3)
    assert (limits.file_seconds, limits.file_megabytes, limits.scan_pages) == (5, 512, 10)
