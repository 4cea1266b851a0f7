"""Pure cross-checks over the documents of a case, by theme. A check only finds; it never decides."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType

from bot.checks import (
    absent,
    attachments,
    identity,
    invoice,
    legible,
    letter,
    log,
    memo,
    new_invoice,
    readings,
    reply,
    signatures,
    standing,
    subject,
)
from bot.checks.check import Check
from bot.checks.dossier import Dossier
from bot.checks.identity import another_client
from bot.checks.names import names_client
from bot.checks.words import CheckWords
from bot.core.document import Document, unread_scan
from bot.core.finding import WORST_FIRST, Finding, Report
from bot.core.known import Known
from bot.core.process import Process

THEMES = (
    attachments,
    subject,
    memo,
    identity,
    invoice,
    standing,
    new_invoice,
    letter,
    reply,
    log,
    legible,
    readings,
    signatures,
    absent,
)

CHECKS: Mapping[str, Check] = MappingProxyType(
    {check.code: check for check in chain.from_iterable(theme.CHECKS for theme in THEMES)}
)

KNOWN_CHECKS: frozenset[str] = frozenset(CHECKS)
"""Codes that the rules may list, which are the codes of the findings."""


def run_checks(process: Process, documents: tuple[Document, ...], known: Known, words: CheckWords) -> Report:
    """Run the checks of a process.

    Args:
        process: What to check, in which order, with which severities and parameters.
        documents: Every file of the request, with the role of each.
        known: The mail, the roster and other cases.
        words: Spanish that is matched or shown.

    Returns:
        Everything found, worst first, then in the order of the process's checks.
    """
    found = _found(process, documents, known, words)
    if any(one.scan for one in documents):
        unread = tuple(map(unread_scan, documents))
        certain = {(one.code, one.document) for one in _found(process, unread, known, words)}
        found = [replace(one, by_reading=one.by_reading or (one.code, one.document) not in certain) for one in found]
    return Report(findings=tuple(sorted(found, key=lambda finding: WORST_FIRST.index(finding.severity))))


def _found(process: Process, documents: tuple[Document, ...], known: Known, words: CheckWords) -> list[Finding]:
    dossier = Dossier.of(process, documents, known, words)
    return list(chain.from_iterable(CHECKS[rule.code].findings(dossier, rule) for rule in process.checks))


__all__ = ["CHECKS", "KNOWN_CHECKS", "another_client", "names_client", "run_checks"]
