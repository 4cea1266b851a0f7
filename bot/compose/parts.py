"""Adapters that more than one command opens alike."""

from bot.adapters.readers_process import ProcessReaders
from bot.adapters.readers_scans import ScanReaders
from bot.adapters.register_files import RegisterFiles
from bot.adapters.render_jinja import JinjaRenderer
from bot.intake.documents.ocr.setup import find_engines
from bot.rules.values import Rules
from bot.settings import Settings


def open_readers(settings: Settings) -> ProcessReaders:
    """Processes that open attachments."""
    return ProcessReaders(settings.templates / "documents.es.yaml", workers=settings.workers)


def open_scan_readers(settings: Settings) -> ScanReaders:
    """Processes that read scans, none of them before there is one; ``engines`` says with what, if anything."""
    words = settings.templates / "documents.es.yaml"
    return ScanReaders(words, settings.scans, find_engines(), workers=settings.workers)


def open_renderer(settings: Settings, rules: Rules) -> JinjaRenderer:
    """Templates to words."""
    return JinjaRenderer(settings.templates, rules.company, rules.processes)


def open_register(settings: Settings, rules: Rules) -> RegisterFiles:
    """The book that people keep."""
    return RegisterFiles(settings.register, settings.templates / "register.es.yaml", rules.company)
