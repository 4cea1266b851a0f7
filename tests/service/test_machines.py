"""A request that looks as if a machine had sent it is not answered, and people learn of it."""

from datetime import timedelta

import pytest

from bot.testing import mails
from bot.testing.house import House
from tests.service.people import COORDINATOR, OTHER_SAC, SAC, address, annulment


@pytest.mark.parametrize(
    "header",
    [
        b"Auto-Submitted: auto-generated",
        b"Precedence: bulk",
        b"List-Unsubscribe: <mailto:baja@empresa.example>",
        b"X-Autoreply: yes",
        b"Return-Path: <>",
    ],
)
def test_a_request_of_a_machine_is_listed(house: House, header: bytes) -> None:
    """A scanner that marks its mail as automatic gets no answer; the list of the next day says what to do."""
    raw = header + b"\r\n" + mails.request(annulment(), date=house.clock.now()).raw()
    assert house.receive(raw) == ()
    assert house.cases() == ()
    house.clock.advance(timedelta(days=1))
    (listed,) = house.receive()
    assert set(listed.recipients) == {address(SAC), address(OTHER_SAC)}
    said = " ".join(listed.mail.text.split())
    assert address(COORDINATOR) in said
    assert "parece una solicitud, pero llegó como correo automático" in said


def test_an_automatic_mail_without_files_is_no_request(house: House) -> None:
    """An absence under the subject of a request is only kept."""
    absent = mails.request(annulment(), date=house.clock.now(), files=(), text="Estoy de vacaciones.").raw()
    assert house.receive(b"Auto-Submitted: auto-replied\r\n" + absent) == ()
    house.clock.advance(timedelta(days=1))
    assert house.receive() == ()
