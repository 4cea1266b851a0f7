"""Adapters that more than one command opens alike."""

from pathlib import Path

from bot.adapters.readers_process import ProcessReaders
from bot.adapters.readers_scans import ScanReaders
from bot.adapters.register_files import RegisterFiles
from bot.adapters.render_jinja import JinjaRenderer
from bot.intake.documents.ocr.setup import NO_ENGINES, OcrSetup, find_engines
from bot.rules.values import Rules
from bot.settings import Settings, read_signing_roots


def open_readers(settings: Settings) -> ProcessReaders:
    """Processes that open attachments."""
    roots = read_signing_roots(settings.signing_roots)
    return ProcessReaders(settings.templates / "documents.es.yaml", workers=settings.workers, roots=roots)


def open_scans(settings: Settings, folder: Path) -> ScanReaders:
    """Processes that read scans, none of them before there is one; what they read is kept in a folder."""
    words = settings.templates / "documents.es.yaml"
    return ScanReaders(words, folder, _engines(settings), workers=settings.workers)


def engines(settings: Settings) -> tuple[str, ...]:
    """Names of what reads scans here, the first one being tried first; none where they stay unread."""
    return _engines(settings).engines


def _engines(settings: Settings) -> OcrSetup:
    return find_engines() if settings.ocr else NO_ENGINES


def open_renderer(settings: Settings, rules: Rules) -> JinjaRenderer:
    """Templates to words."""
    return JinjaRenderer(settings.templates, rules.company, rules.processes)


def open_register(settings: Settings, rules: Rules) -> RegisterFiles:
    """The book that people keep."""
    return RegisterFiles(settings.register, settings.templates / "register.es.yaml", rules.company)
