"""Request mails with five documents each, the same on every machine: ``python -m benchmarks.corpus`` draws them.

Each is about an invoice of its own and asks for an annulment without costs, so that it becomes a case that waits for
one approval. Drawing takes a tenth of a second a mail, so they are kept in the system's folder for temporary files,
under a digest of the code and data that draw them.
"""

import argparse
import functools
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.progress import track

import bot.testing
from bot.testing import mails, replies
from bot.testing.case_facts import Request
from bot.testing.facts import facts

REQUESTS = 1000
APPROVER = "Martha Lucía Ospina Rendón <martha.ospina@empresa.example>"
TO_APPROVER = re.compile(rb"^To: [^\r]*(?:\r\n [^\r]*)*martha\.ospina@", re.MULTILINE)
HEAD = 4096

Corpus = tuple[Path, ...]


def requests(count: int) -> Corpus:
    """Files of the first so many mails; those that are missing are drawn on all processors."""
    folder = Path(tempfile.gettempdir()) / f"tramita-bench-{_version()}"
    folder.mkdir(exist_ok=True)
    files = tuple(folder / f"{n:06d}.eml" for n in range(count))
    missing = [n for n, file in enumerate(files) if not file.exists()]
    if missing:
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            drawn = pool.map(functools.partial(_draw, folder), missing, chunksize=5)
            for _ in track(drawn, description="drawing requests", total=len(missing)):
                pass
    return files


def approvals(sent: Iterator[bytes]) -> Iterator[bytes]:
    """The manager's answer, as Outlook writes it, to each of these mails that asks for an approval."""
    for raw in sent:
        if TO_APPROVER.search(raw, 0, HEAD):
            yield replies.reply(raw, "Aprobado, gracias.", client="outlook", sender=APPROVER, date=_recently())


def average_size(files: Corpus) -> float:
    """Bytes of a mail."""
    return sum(file.stat().st_size for file in files) / len(files)


def _draw(folder: Path, number: int) -> None:
    case = facts(number, request=Request.ANNUL, admin_costs=False, cause="01")
    unfinished = folder / f"{number}.{os.getpid()}"
    unfinished.write_bytes(mails.request(case).raw())
    unfinished.replace(folder / f"{number:06d}.eml")


def _version() -> str:
    """Of everything that says how a mail looks."""
    seen = hashlib.sha256(Path(__file__).read_bytes())
    for file in sorted(Path(bot.testing.__file__).parent.rglob("*.*")):
        if file.suffix != ".pyc" and file.is_file():
            seen.update(file.read_bytes())
    return seen.hexdigest()[:12]


def _recently() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


def main() -> None:
    """Draws them and says how large they are."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--n", type=int, default=REQUESTS, help="how many")
    files = requests(parser.parse_args().n)
    print(f"{len(files)} requests of {average_size(files) / 1e6:.3f} MB on average in {files[0].parent}")


if __name__ == "__main__":
    main()
