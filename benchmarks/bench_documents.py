"""What reading a document costs, and how much of it is right: ``make bench-documents``.

Documents with text are read in this process, and their fields held against the facts that they were drawn from. Scans
are read with one engine after the other and with both as the service uses them, and then through the pool of readers,
once and once more; right is a field that says what is read where the same page has its text layer. Capitals are not
compared, and a field that the text layer lacks counts as wrong. At last whole requests are checked, with faults and
without.
"""

import argparse
import logging
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from benchmarks import scanned_mails, text_fields
from benchmarks.requests import print_findings
from benchmarks.text_fields import attached
from bot.adapters.readers_scans import ScanReaders
from bot.core.document import Document, FieldValue
from bot.intake.documents.ocr.engines import Ocr
from bot.intake.documents.ocr.read import read_scan
from bot.intake.documents.ocr.setup import OcrSetup, find_engines
from bot.intake.documents.read import read_attachment
from bot.intake.documents.words import DocumentWords, load_document_words
from bot.settings import bundled
from bot.testing.einvoice import electronic_invoice
from bot.testing.facts import facts
from bot.testing.invoice import invoice_pdf
from bot.testing.log import log_xlsx
from bot.testing.memo import memo_xlsx
from bot.testing.pdfs import client_letter_pdf, reply_letter_pdf
from bot.testing.rough import rough_scan
from bot.testing.scan import scan

STRIDE, FIRST = 37, 3  # branches, stories and names all vary
READ_OFTEN = 20
MILLISECONDS = 1000
WORDS = bundled("templates") / "documents.es.yaml"

Scanner = Callable[[bytes], bytes]


@dataclass(slots=True)
class Score:
    """How one way of reading did.

    Attributes:
        right: Fields that are.
        wrong: The others, by document and name.
        engines: Which engine's reading counted, how often.
        cpu: Seconds of processor.
        wall: Seconds by the clock.
    """

    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    engines: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0
    wall: float = 0.0

    def add(self, document: Document, expected: Document) -> None:
        """One more page."""
        self.engines[document.scan.engine if document.scan else "none"] += 1
        for name in expected.fields.keys() | document.fields.keys():
            if _same(expected.value(name), document.value(name)):
                self.right += 1
            else:
                self.wrong[f"{expected.role}.{name}"] += 1

    def __str__(self) -> str:
        pages, fields = self.engines.total(), self.right + self.wrong.total()
        engines = ", ".join(f"{name} {count}" for name, count in self.engines.items())
        return (
            f"{self.right / fields:7.2%} of {fields} fields right, {pages / self.wall:.2f} pages/s by the clock, "
            f"{self.cpu / pages:.2f} s of processor a page ({engines})"
        )


def main() -> None:
    """Runs it all and prints it."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=20, help="how many cases, three pages each (default: %(default)s)")
    parser.add_argument("--slow", type=int, default=2, help="cases for the slower engine alone (default: %(default)s)")
    parser.add_argument("--mails", type=int, default=20, help="requests through the whole house (default: %(default)s)")
    arguments = parser.parse_args()
    words, setup = load_document_words(WORDS), find_engines()
    _with_text(words)
    print(f"{'documents with text':20} {text_fields.measure(words)}")
    print(f"\nScans of {arguments.n} cases; engines: {', '.join(setup.engines) or 'none (install the extra [ocr])'}")
    scanners: dict[str, Scanner] = {"clean, 0.5 degrees": scan, "1.5 degrees, blur, dots": rough_scan}
    for how, scanner in scanners.items():
        for title, engines, cases in _ways(setup, arguments.n, arguments.slow):
            score = _score(Ocr(engines), scanner, cases, words)
            print(f"  {how:24} {title:12} {score}")
            print(f"  {'':37} wrong: {dict(score.wrong.most_common(6)) or 'none'}")
    if setup.engines:
        _pool(setup)
        print(f"  {scanned_mails.measure(arguments.mails)}")
    print_findings(Ocr(setup) if setup.engines else None)


def _ways(setup: OcrSetup, cases: int, slow: int) -> Iterator[tuple[str, OcrSetup, int]]:
    if setup.tessdata:
        yield "tesseract", replace(setup, rapid=False), cases
    if setup.rapid:
        yield "rapidocr", replace(setup, tessdata=None), slow
    if setup.tessdata and setup.rapid:
        yield "both", setup, cases


def _with_text(words: DocumentWords) -> None:
    case = facts(FIRST)
    files = {
        "memo": memo_xlsx(case),
        "log": log_xlsx(case),
        "PDF with text": invoice_pdf(case),
        "electronic invoice": electronic_invoice(case),
    }
    for name, content in files.items():
        attachment = attached(content)
        read_attachment(attachment, words)
        start = time.perf_counter()
        for _ in range(READ_OFTEN):
            read_attachment(attachment, words)
        print(f"{name:20} {(time.perf_counter() - start) / READ_OFTEN * MILLISECONDS:6.2f} ms")


def _score(ocr: Ocr, scanner: Scanner, cases: int, words: DocumentWords) -> Score:
    score = Score()
    for page in _pages(cases):
        attachment = attached(scanner(page))
        cpu, wall = time.process_time(), time.perf_counter()
        (document,) = read_scan(attachment, words, ocr)
        score.cpu += time.process_time() - cpu
        score.wall += time.perf_counter() - wall
        score.add(document, read_attachment(attached(page), words))
    return score


def _pages(cases: int) -> Iterator[bytes]:
    for number in range(cases):
        case = facts(number * STRIDE + FIRST)
        yield invoice_pdf(case)
        yield client_letter_pdf(case, scanned=False)
        yield reply_letter_pdf(case)


def _pool(setup: OcrSetup) -> None:
    """Three scans of one mail through two readers, and the same again."""
    files = [replace(attached(scan(page)), part=part) for part, page in enumerate(_pages(1))]
    with tempfile.TemporaryDirectory(prefix="tramita-scans-") as folder:
        with ScanReaders(WORDS, Path(folder), setup, workers=2) as pool:
            for title in ("first mail, processes started", "the same files again"):
                start = time.perf_counter()
                pool.read(files)
                print(f"  three scans, {title:30} {(time.perf_counter() - start) * MILLISECONDS:8.1f} ms")
        with ScanReaders(WORDS, Path(folder), setup, workers=2) as pool:
            start = time.perf_counter()
            pool.read(files)
            print(f"  three scans, {'after a restart':30} {(time.perf_counter() - start) * MILLISECONDS:8.1f} ms")


def _same(expected: FieldValue, found: FieldValue) -> bool:
    if isinstance(expected, str) and isinstance(found, str):
        return expected.casefold() == found.casefold()
    return expected == found


if __name__ == "__main__":
    main()
