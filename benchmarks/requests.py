"""What the checks find in whole requests: faults that are there, and correct requests that are wrongly returned."""

import time
from collections import Counter

from bot.core.finding import Finding, Severity
from bot.intake.documents.ocr.engines import Ocr
from bot.intake.documents.ocr.read import read_scan
from bot.testing.desk import Desk, Reader, open_desk
from bot.testing.documents import ROLES, five
from bot.testing.facts import facts
from bot.testing.faults import faults
from bot.testing.mails import request

STRIDE = 37
WITH_TEXT = 200
WITH_SCANS = 20
THREE = ROLES[1:4]


def print_findings(ocr: Ocr | None) -> None:
    """Prints shares and what was found wrongly; with engines also for requests of three scans."""
    desk = open_desk()
    reader = _reader(desk, ocr) if ocr else None
    _faults(desk, reader)
    _correct(desk, "with text", (), None, WITH_TEXT)
    if reader:
        _correct(desk, "with three scans", THREE, reader, WITH_SCANS)


def _reader(desk: Desk, ocr: Ocr) -> Reader:
    return lambda file: read_scan(file, desk.language.documents, ocr)


def _faults(desk: Desk, reader: Reader | None) -> None:
    """One mail for each check with its fault, and one close to it."""
    asked = 0
    missed: list[str] = []
    wrongly: list[str] = []
    for code, pair in faults().items():
        if pair.engines and reader is None:
            continue
        asked += 1
        for sample, expected in ((pair.fault(), True), (pair.near(), False)):
            read = reader if pair.engines else None
            found = desk.findings(sample.mail.raw(), elsewhere=sample.elsewhere, reader=read)
            if (code in {one.code for one in found}) is not expected:
                (missed if expected else wrongly).append(code)
    print(f"\nFaults: {(asked - len(missed)) / asked:.1%} of {asked} found, missed: {missed or 'none'}")
    print(f"Near misses: {len(wrongly)} of {asked} taken for the fault: {wrongly or 'none'}")


def _correct(desk: Desk, title: str, scanned: tuple[str, ...], reader: Reader | None, count: int) -> None:
    found: Counter[Severity] = Counter()
    codes: Counter[str] = Counter()
    start = time.perf_counter()
    for number in range(count):
        case = facts(number * STRIDE)
        wrong = desk.findings(request(case, files=five(case, scanned=scanned)).raw(), reader=reader)
        found.update({one.severity for one in wrong})
        codes.update(one.code for one in wrong if _matters(one))
    wall = (time.perf_counter() - start) / count
    returned, warned = found[Severity.ERROR] / count, found[Severity.WARNING] / count
    print(f"{count} correct requests {title}, {wall:.2f} s each: {returned:.1%} wrongly returned, {warned:.1%} warned")
    print(f"  {dict(codes.most_common()) or 'nothing'}")


def _matters(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO
