"""Adapters that more than one command opens alike."""

import os
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from bot.adapters.readers_limits import ReaderLimits
from bot.adapters.readers_process import ProcessReaders
from bot.adapters.readers_scans import ScanReaders
from bot.adapters.register_files import RegisterFiles
from bot.adapters.render_jinja import JinjaRenderer
from bot.adapters.scanner_clamd import ClamdScanner
from bot.errors import SettingsError
from bot.intake.documents.ocr.setup import NO_ENGINES, OcrSetup, find_engines
from bot.rules.values import Limits, Rules
from bot.settings import Settings, read_signing_roots, trouble


def open_readers(settings: Settings, limits: Limits) -> ProcessReaders:
    """Processes that open attachments.

    Raises:
        SettingsError: XML would be read with its entities: openpyxl refuses them only with defusedxml, and only where
            the environment does not say otherwise.
    """
    if find_spec("defusedxml") is None or os.environ.get("OPENPYXL_DEFUSEDXML", "True") != "True":
        raise SettingsError(trouble("entities"))
    words, roots = settings.templates / "documents.es.yaml", read_signing_roots(settings.signing_roots)
    allowed = ReaderLimits(memory=limits.file_megabytes << 20, cpu=limits.file_seconds, wall=limits.file_seconds)
    return ProcessReaders(words, workers=settings.workers, limits=allowed, roots=roots)


def open_scans(settings: Settings, limits: Limits, folder: Path) -> ScanReaders:
    """Processes that read scans, none of them before there is one; what they read is kept in a folder."""
    words = settings.templates / "documents.es.yaml"
    setup = replace(_engines(settings), most_pages=limits.scan_pages)
    return ScanReaders(words, folder, setup, workers=settings.workers)


def engines(settings: Settings) -> tuple[str, ...]:
    """Names of what reads scans here, the first one being tried first; none where they stay unread."""
    return _engines(settings).engines


def _engines(settings: Settings) -> OcrSetup:
    return find_engines() if settings.ocr else NO_ENGINES


def open_virus_scanner(rules: Rules) -> ClamdScanner | None:
    """Who looks for malware in files, where the rules name anybody; nothing is asked before its first use."""
    rule = rules.virus_scanner
    return ClamdScanner(rule.address, rule.seconds) if rule else None


def open_renderer(settings: Settings, rules: Rules) -> JinjaRenderer:
    """Templates to words."""
    return JinjaRenderer(settings.templates, rules.company, rules.processes)


def open_register(settings: Settings, rules: Rules) -> RegisterFiles:
    """The book that people keep."""
    return RegisterFiles(settings.register, settings.templates / "register.es.yaml", rules.company)
