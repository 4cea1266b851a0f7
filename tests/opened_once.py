"""What takes longer to open than most tests take, opened once for all tests of a session."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

import bot.compose.app
from bot.adapters import render_jinja
from bot.adapters.readers_process import ProcessReaders
from bot.adapters.render_words import Wording
from bot.compose import language
from bot.rules.values import Limits, Rules
from bot.service.ports import Clock
from bot.settings import Settings

_Words = TypeVar("_Words")

_LOADERS = ("load_check_words", "load_document_words", "load_lexicon", "load_mail_forms", "load_subject_words")


class _CompiledTemplates(BytecodeCache):
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


class _LentReaders(ProcessReaders):
    """Readers that outlive the house that borrows them."""

    def close(self) -> None:
        """Nothing: the next house wants them warm."""

    def end(self) -> None:
        """Ends them."""
        super().close()


def _once(load: Callable[..., _Words]) -> Callable[..., _Words]:
    """The same loader, that reads a file again only when it says something else, or is read for another country."""
    kept: dict[tuple[bytes, *tuple[str, ...]], _Words] = {}

    def loaded(path: Path, *country: str) -> _Words:
        known = (path.read_bytes(), *country)
        if known not in kept:
            kept[known] = load(path, *country)
        return kept[known]

    return loaded


def _rules_once(read: Callable[[Settings, Clock], Rules]) -> Callable[[Settings, Clock], Rules]:
    """The same, that reads rules again only when they say something else, or on another day."""
    kept: dict[tuple[bytes, bytes, date], Rules] = {}

    def read_once(settings: Settings, clock: Clock) -> Rules:
        words = settings.templates / "documents.es.yaml"
        if not settings.rules.is_file() or not words.is_file():
            return read(settings, clock)
        known = (settings.rules.read_bytes(), words.read_bytes(), clock.now().date())
        if known not in kept:
            kept[known] = read(settings, clock)
        return kept[known]

    return read_once


@contextmanager
def opened_once() -> Iterator[None]:
    """While it lasts, houses share rules, words, compiled templates and reader processes."""
    compiled: defaultdict[str, _CompiledTemplates] = defaultdict(_CompiledTemplates)
    environment = render_jinja._environment
    lent: dict[tuple[Path, int], _LentReaders] = {}

    def remembering(templates: Path, form: str, wording: Wording) -> ImmutableSandboxedEnvironment:
        made = environment(templates, form, wording)
        made.bytecode_cache = compiled[form]
        return made

    def borrowed(settings: Settings, _: Limits) -> ProcessReaders:
        words = settings.templates / "documents.es.yaml"
        if (words, settings.workers) not in lent:
            lent[words, settings.workers] = _LentReaders(words, settings.workers)
        return lent[words, settings.workers]

    with pytest.MonkeyPatch.context() as patch:
        for name in _LOADERS:
            patch.setattr(language, name, _once(getattr(language, name)))
        patch.setattr(bot.compose.app, "read_rules", _rules_once(bot.compose.app.read_rules))
        patch.setattr(render_jinja, "_environment", remembering)
        patch.setattr(bot.compose.app, "open_readers", borrowed)
        yield
    for readers in lent.values():
        readers.end()
