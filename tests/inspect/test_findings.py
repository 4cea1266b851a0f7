"""What the dry run says is wrong, in words that a coordinator understands."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.intent import Stage
from bot.intake.authentication.ways import Authentication
from bot.service.inspect import DryRun, Stored
from bot.testing.facts import facts
from bot.testing.mails import request, with_authentication_results
from tests.inspect.conftest import Look
from tests.inspect.mails import APPROVER, COORDINATOR, answer, mail

AUTHSERV = "mx.empresa.example"


def codes(found: dict[str, object]) -> list[str]:
    """Codes of all findings."""
    return [one["code"] for one in found["findings"]]  # type: ignore[attr-defined,index]


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("ANULADO-Ferretería El Tornillo-LETICIA", "subject.city_unknown"),
        ("ANULADO-Ferretería El Tornillo", "subject.city_missing"),
        ("ANULADO-CALI", "subject.client_missing"),
        ("ANULDO-Ferretería El Tornillo-CALI", "subject.keyword_typo"),
    ],
)
def test_a_bad_subject_is_a_finding_of_a_request(subject: str, code: str, look: Look) -> None:
    """The mail still is a request, and what was understood is told."""
    found = look(mail(subject))
    assert (found["kind"], found["process"], code in codes(found)) == ("request", "anulacion", True)
    assert all(one["message"] and "{" not in one["message"] for one in found["findings"])


def test_a_bad_subject_behind_a_reply_prefix_is_told_too(look: Look) -> None:
    """An answer by its prefix alone may be a request; one in a thread is none."""
    subject = "RE: ANULADO-Ferretería El Tornillo-LETICIA"
    assert "subject.city_unknown" in codes(look(mail(subject)))
    assert "subject.city_unknown" not in codes(look(mail(subject, headers=(("In-Reply-To", "<a@b.example>"),))))


def test_other_cases_were_not_asked_for(look: Look) -> None:
    """One note says that the checks of the ledger were skipped; nothing but requests has it."""
    found = look(request(facts(4)).raw())
    (note,) = [one for one in found["findings"] if one["code"] == "ledger.not_consulted"]
    assert note["severity"] == "info"
    assert "ledger.not_consulted" not in codes(look(answer("Aprobado.")))


def test_whoever_is_not_asked_decides_nothing(look: Look) -> None:
    """The verdict is of the words; that the author may not give it is a finding."""
    assert codes(look(answer("Aprobado.", sender=APPROVER))) == []
    found = look(answer("Aprobado.", sender=COORDINATOR))
    assert (found["verdict"], codes(found)) == ("approve", ["author.not_asked"])


def test_the_stage_says_who_is_asked(dry_run: DryRun) -> None:
    """A coordinator files, and approves nothing."""
    filing = replace(dry_run, stage=Stage.FILING)
    (found,) = filing.inspect([Stored(path="x", raw=answer("Radicado.", sender=COORDINATOR))])
    assert (found["verdict"], codes(found)) == ("done", [])


def test_a_deputy_may_answer_in_their_days(dry_run: DryRun) -> None:
    """Who stands in for the approver counts by the day on which the mail is handled."""
    deputy = next(iter(dry_run.rules.company.deputies))
    raw = answer("Aprobado.", sender=deputy.substitute)
    inside = datetime(deputy.first.year, deputy.first.month, deputy.first.day, 17, tzinfo=UTC)
    for moment, expected in ((inside, []), (inside.replace(year=inside.year + 1), ["author.not_asked"])):
        (found,) = replace(dry_run, now=lambda _, at=moment: at).inspect([Stored(path="x", raw=raw)])
        assert codes(found) == expected


def test_dmarc_alone_proves_the_author(dry_run: DryRun) -> None:
    """Nobody is then told that the author is not proved."""
    box = replace(dry_run.rules.mailboxes[0], authentication=Authentication(authserv_id=AUTHSERV))
    header = f"Authentication-Results: {AUTHSERV}; dmarc=pass header.from=empresa.example\r\n"
    trusting = replace(dry_run, rules=replace(dry_run.rules, mailboxes=(box,)))
    (found,) = trusting.inspect([Stored(path="x", raw=header.encode() + answer("Aprobado."))])
    assert (found["authentication"]["result"], codes(found)) == ("pass", [])


@pytest.mark.parametrize(
    ("result", "expected", "domain"),
    [
        ("pass", "pass", "empresa.example"),
        ("fail", "fail", None),
        ("none", "none", None),
    ],
)
def test_only_a_trusted_header_settles_the_author(
    result: str, expected: str, domain: str | None, dry_run: DryRun
) -> None:
    """Our own server's word counts, anybody else's does not, and without one nothing is settled."""
    raw = with_authentication_results(answer("Aprobado."), AUTHSERV, result)
    box = replace(dry_run.rules.mailboxes[0], authentication=Authentication(authserv_id=AUTHSERV))
    trusting = replace(dry_run, rules=replace(dry_run.rules, mailboxes=(box,)))
    (found,) = trusting.inspect([Stored(path="x", raw=raw)])
    (foreign,) = trusting.inspect([Stored(path="x", raw=with_authentication_results(answer("Sí"), "other", result))])
    (silent,) = dry_run.inspect([Stored(path="x", raw=raw)])
    assert (found["authentication"]["result"], found["authentication"]["domain"]) == (expected, domain)
    assert ("author.not_proved" in codes(found)) == (expected == "fail")
    assert (foreign["authentication"]["result"], silent["authentication"]["result"]) == ("none", "none")
