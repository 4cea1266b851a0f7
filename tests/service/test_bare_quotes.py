"""An answer whose program sends neither headers nor tag, but what it answers: the secret in our last line is enough."""

import pytest

from bot.core.process import State
from bot.testing.documents import stamped_memo
from bot.testing.house import House, Sent
from tests.service.people import (
    CLERK,
    COORDINATOR,
    MANAGER,
    OTHER_SAC,
    OUTSIDER,
    SAC,
    address,
    annulment,
    ask,
    only_case,
    to,
    write,
)

CASE = annulment()


def under(sent: Sent, words: str) -> str:
    """Words above the whole of a mail of ours, without any mark."""
    return f"{words}\n\n{sent.mail.text}"


@pytest.mark.parametrize("subject", ["RE:", "Re: su correo", "Anulación La Acacia", "Autorización", "Aprobado"])
def test_an_answer_under_another_subject_counts(house: House, subject: str) -> None:
    """From the approval to the filing, whatever the subject says."""
    forwarded = to(write(house, MANAGER, subject, under(to(ask(house, CASE), MANAGER), "Aprobado")), CLERK)
    filing = to(write(house, CLERK, "Digitalizado", under(forwarded, "Digitalizado")), COORDINATOR)
    assert only_case(house).state is State.AWAITING_FILING
    write(house, COORDINATOR, "Radicado La Acacia", under(filing, "Radicado 4512 hoy"), stamped_memo(CASE))
    assert (only_case(house).state, only_case(house).values["numero_radicacion"]) == (State.CLOSED, "4512")


def test_somebody_elses_quote_decides_nothing(house: House) -> None:
    """Who was not asked gets no word, and those to whom doubts go hear of it."""
    quoted = under(to(ask(house, CASE), MANAGER), "Aprobado")
    told = write(house, OUTSIDER, "RE:", quoted)
    assert [one.recipients for one in told] == [(address(SAC), address(OTHER_SAC))]
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_a_secret_that_is_none_leads_nowhere(house: House) -> None:
    """The number of a case alone, or beside invented letters, is no carrier."""
    quoted = under(to(ask(house, CASE), MANAGER), "Aprobado")
    number, _, secret = quoted.rpartition(" · ")
    write(house, MANAGER, "RE:", f"{number} · k1-{'a' * len(secret.strip()[3:])}")
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_a_request_that_quotes_another_case_is_a_request(house: House) -> None:
    """A coordinator who starts from an old mail of ours asks for something new."""
    other = annulment(2)
    old = to(ask(house, CASE), MANAGER)
    ask(house, other, text=under(old, "Adjunto solicitud."))
    assert len(house.cases()) == 2
