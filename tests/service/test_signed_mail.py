"""A mailbox whose server proves nobody: mails count that their author's domain signed, whole mails in and out."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.process import State
from bot.settings import bundled
from bot.testing import mails, replies
from bot.testing.clock import FrozenClock
from bot.testing.house import House, Sent, open_house
from bot.testing.resolver_memory import MemoryResolver
from tests.service.conftest import WEDNESDAY
from tests.service.people import COORDINATOR, MANAGER, OUTSIDER, annulment, only_case, outcomes, to
from tests.signing_domain import SigningDomain

COMPANY = SigningDomain(name="empresa.example")
(KEY,) = COMPANY.records()


@pytest.fixture
def resolver() -> MemoryResolver:
    """Who knows the company's key, and nothing else."""
    return MemoryResolver(records=COMPANY.records())


@pytest.fixture
def house(tmp_path: Path, resolver: MemoryResolver) -> Iterator[House]:
    """The example company where signatures are verified."""
    rules = tmp_path / "rules.yaml"
    text = bundled("mail_rules.yaml").read_text("utf-8")
    rules.write_text(text.replace("    authentication: none", "    authentication: {dkim: true}", 1), "utf-8")
    with open_house(tmp_path / "house", FrozenClock(WEDNESDAY), rules, resolver=resolver) as opened:
        yield opened


def asked(house: House) -> Sent:
    """The question to the manager that a signed request leads to."""
    return to(house.receive(COMPANY.sign(mails.request(annulment(), date=house.clock.now()).raw())), MANAGER)


def approval(house: House, question: Sent) -> bytes:
    """Her yes, an hour later, as it leaves her program."""
    house.clock.advance(timedelta(hours=1))
    return replies.reply(question.raw, "Aprobado", client="outlook", sender=MANAGER, date=house.clock.now())


def test_a_signed_request_and_a_signed_answer_decide(house: House) -> None:
    """The whole way; and how the decision was proved is on record with it."""
    house.receive(COMPANY.sign(approval(house, asked(house))))
    case = only_case(house)
    assert case.state is State.AWAITING_DIGITIZATION
    assert [one.proof for one in case.decisions] == ["dkim"]


def test_an_unsigned_answer_decides_nothing_and_she_is_told(house: House) -> None:
    """Whoever has the secret of a question and no signature is not yet its author."""
    (told,) = house.receive(approval(house, asked(house)))
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert "No pude comprobar que el mensaje fuera suyo y, por seguridad, no cuenta." in told.mail.text


def test_an_unsigned_request_opens_nothing(house: House) -> None:
    """It is put aside, and support is told why."""
    house.receive(mails.request(annulment(), date=house.clock.now()).raw())
    assert (house.cases(), outcomes(house)) == ((), ["quarantined"])


def test_mail_of_the_house_waits_while_nobody_answers_for_its_key(house: House, resolver: MemoryResolver) -> None:
    """The day the network is away nothing is refused and nothing is decided; the mail is tried again, and goes on."""
    question = asked(house)
    resolver.silent = frozenset({KEY})
    assert house.receive(COMPANY.sign(approval(house, question))) == ()
    assert only_case(house).state is State.AWAITING_APPROVAL
    resolver.silent = frozenset()
    house.clock.advance(timedelta(minutes=2))
    house.poll()
    assert only_case(house).state is State.AWAITING_DIGITIZATION
    assert outcomes(house) == ["handled", "handled"]


def test_nobody_waits_for_a_stranger_s_key(house: House, resolver: MemoryResolver) -> None:
    """A domain that nobody answers for could otherwise fill the queue: its mail counts as not proved."""
    other = SigningDomain(name="cliente.example")
    resolver.silent = frozenset(other.records())
    raw = mails.MailBuilder(
        sender=OUTSIDER, to=("anulaciones@empresa.example",), subject="ANULADO-X-CALI", date=house.clock.now(), text="x"
    ).raw()
    house.receive(other.sign(raw))
    assert "handled" not in outcomes(house)
    assert len(outcomes(house)) == 1


def test_her_coordinator_s_signature_is_not_hers(house: House) -> None:
    """The domain vouches for the address in ``From``: whoever else of the house answers is somebody else."""
    question = asked(house)
    house.clock.advance(timedelta(hours=1))
    raw = replies.reply(question.raw, "Aprobado", client="outlook", sender=COORDINATOR, date=house.clock.now())
    house.receive(COMPANY.sign(raw))
    assert only_case(house).state is State.AWAITING_APPROVAL
