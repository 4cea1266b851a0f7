"""Servers that all tests of a session share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.opened_once import opened_once
from tests.servers import dovecot
from tests.servers.certificates import Certificate, make_certificate

settings.register_profile("here", deadline=None)  # a machine that is busy is no fault of what is tested
settings.register_profile("ci", deadline=None, derandomize=True)  # what other examples find is found while developing
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session", autouse=True)
def _words_and_readers_are_opened_once() -> Iterator[None]:
    """Reading the lexicon and starting readers takes longer than most of the stories that houses are opened for."""
    with opened_once():
        yield


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for localhost, from a throw-away authority."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def full_dovecot(certificate: Certificate) -> Iterator[dovecot.Dovecot]:
    """A Dovecot with all that it can do."""
    with dovecot.running(certificate) as server:
        yield server


@pytest.fixture(scope="session")
def poor_dovecot(certificate: Certificate) -> Iterator[dovecot.Dovecot]:
    """A Dovecot without MOVE and IDLE, its folders below the inbox."""
    with dovecot.running(certificate, "UIDPLUS") as server:
        yield server


@pytest.fixture(scope="session")
def poorest_dovecot(certificate: Certificate) -> Iterator[dovecot.Dovecot]:
    """A Dovecot that has no UIDPLUS either."""
    with dovecot.running(certificate, "") as server:
        yield server
