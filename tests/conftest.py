"""Servers that all tests of a session share."""

import os
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

import bot.compose.language
from bot.adapters import render_jinja
from bot.adapters.render_words import Wording
from bot.intake.verdict.lexicon import load_lexicon
from tests.servers import dovecot
from tests.servers.certificates import Certificate, make_certificate

settings.register_profile("here", deadline=None)  # a machine that is busy is no fault of what is tested
settings.register_profile("ci", deadline=None, derandomize=True)  # what other examples find is found while developing
settings.load_profile("ci" if os.environ.get("CI") else "here")


class CompiledTemplates(BytecodeCache):
    """What Jinja2 made of each template, for all houses of a session."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what was compiled before."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _words_are_read_once() -> Iterator[None]:
    """Reading the lexicon and compiling templates takes longer than most of the stories that houses are opened for."""
    compiled: defaultdict[str, CompiledTemplates] = defaultdict(CompiledTemplates)
    environment = render_jinja._environment

    def remembering(templates: Path, form: str, wording: Wording) -> ImmutableSandboxedEnvironment:
        made = environment(templates, form, wording)
        made.bytecode_cache = compiled[form]
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.compose.language, "load_lexicon", cache(load_lexicon))
        patch.setattr(render_jinja, "_environment", remembering)
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
