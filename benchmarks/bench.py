"""What a mail costs, beside what the same mail costs without any product logic: ``make bench``.

Requests with five documents go through ``tramita poll``, then the manager's answers to the mails that were really sent
for them; from a Maildir into a Maildir, and from Dovecot over SMTP to a sink. Then some requests at a ledger that holds
a long history already.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, history, place, processes
from benchmarks.place import Place
from benchmarks.processes import Usage

SIZES = (0, 10_000, 100_000)
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One run over so many mails, of which as many came out.

    Attributes:
        arrived: Where the mails that came in lie.
        left: Where the mails that went out lie.
        idle: What the same command uses where nothing is due.
    """

    name: str
    mails: int
    arrived: Path
    left: Path
    usage: Usage
    idle: Usage

    @property
    def seconds(self) -> float:
        """Without the time to start and stop."""
        return self.usage.told


def main() -> None:
    """Runs it all and prints it."""
    arguments = _arguments()
    files = corpus.requests(arguments.n)
    print(f"{len(files)} requests of five documents, {corpus.average_size(files) / MEGABYTE:.2f} MB on average")
    with tempfile.TemporaryDirectory(prefix="tramita-bench-") as name:
        for title, site in (("Maildir to Maildir", place.maildir), ("Dovecot to SMTP sink", place.servers)):
            if title.split()[0].lower() in arguments.sites:
                print(f"\n{title}")
                _compare(Path(name) / title.replace(" ", "-"), site, files)
    if arguments.history:
        print("\nA ledger with a history")
        history.report(files, SIZES)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=corpus.REQUESTS, help="how many requests (default: %(default)s)")
    parser.add_argument("--sites", nargs="*", default=["maildir", "dovecot"], help="maildir, dovecot, or none")
    parser.add_argument("--no-history", dest="history", action="store_false", help="without the long ledgers")
    return parser.parse_args()


def _compare(folder: Path, site: Callable[[Path], AbstractContextManager[Place]], files: Iterable[Path]) -> None:
    with site(folder / "product") as here:
        product = _product(here, folder, [file.read_bytes() for file in files])
    with site(folder / "floor") as here:
        floor = [_floor(here, one) for one in product]
    for one, bare in zip(product, floor, strict=True):
        _print(one, bare)
    mails, seconds, bare_seconds = (
        sum(values)
        for values in zip(
            *((one.mails, one.seconds, bare.seconds) for one, bare in zip(product, floor, strict=True)), strict=True
        )
    )
    print(
        f"  both passes: {mails / seconds:.1f} mails/s, floor {mails / bare_seconds:.1f}, "
        f"ratio {bare_seconds / seconds:.2f}; a request and its approval: {seconds / product[0].mails * 1000:.0f} ms"
    )


def _product(here: Place, folder: Path, requests: list[bytes]) -> list[Pass]:
    command = [sys.executable, "-m", "benchmarks.poll", str(here.rules)]
    idle = processes.run(command, here.environment)
    passes = []
    for name, raws in (("requests", requests), ("approvals", None)):
        arriving = raws if raws is not None else list(corpus.approvals(here.sent()))
        before = sum(1 for _ in here.sent())
        arrived = _write(folder / f"{name}-in", arriving)
        mails = here.deliver(arriving)
        usage = processes.run(command, here.environment)
        left = _write(folder / f"{name}-out", list(here.sent())[before:])
        passes.append(Pass(name=name, mails=mails, arrived=arrived, left=left, usage=usage, idle=idle))
    return passes


def _floor(here: Place, product: Pass) -> Pass:
    command = [sys.executable, "-m", "benchmarks.floor", str(here.rules), str(product.left)]
    idle = processes.run(command, here.environment)
    mails = here.deliver(file.read_bytes() for file in sorted(product.arrived.iterdir()))
    usage = processes.run(command, here.environment)
    return Pass(name=product.name, mails=mails, arrived=product.arrived, left=product.left, usage=usage, idle=idle)


def _write(folder: Path, raws: Iterable[bytes]) -> Path:
    folder.mkdir(parents=True)
    for number, raw in enumerate(raws):
        (folder / f"{number:08d}.eml").write_bytes(raw)
    return folder


def _print(one: Pass, bare: Pass) -> None:
    left = sum(1 for _ in one.left.iterdir())
    size = sum(file.stat().st_size for file in one.left.iterdir()) / left / MEGABYTE if left else 0
    print(f"  {one.name}: {one.mails} mails in, {left} of {size:.2f} MB out, ratio {bare.seconds / one.seconds:.2f}")
    for title, run in (("product", one), ("floor", bare)):
        usage, idle = run.usage, run.idle
        cpu = (usage.cpu - idle.cpu) / run.mails * 1000
        workers = (usage.workers_cpu - idle.workers_cpu) / run.mails * 1000
        print(
            f"    {title:8} {run.mails / run.seconds:6.1f}/s ({run.mails / usage.wall:.1f}/s with start and end of "
            f"the process), CPU per mail {cpu:.1f} ms + workers {workers:.1f} ms, memory {usage.memory / MEGABYTE:.0f} "
            f"MB, with workers {usage.memory_together / MEGABYTE:.0f} MB, shared pages counted once "
            f"{usage.memory_shared_out / MEGABYTE:.0f} MB"
        )


if __name__ == "__main__":
    main()
