"""What a record costs: ``python -m benchmarks.ledger [CASES …]`` prints it for ledgers that already hold so many cases.

The record is a request of five documents of twenty fields, six events and two mails, on SQLite with every fsync on.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from bot.adapters.ledger_sql import SqlLedger, codec
from bot.core.case import Case
from bot.service.ports import Record
from tests.contracts.ledger import COUNTER, FIRST, case_of, opened, taken
from tests.ledger_sql.filling import fill
from tests.ledger_sql.requests import FIVE, request

RECORDS = 100


def main() -> None:
    """Prints one line per size of the ledger."""
    case = case_of(FIRST, FIVE)
    encoded = codec.to_json(case)
    print(f"case of {len(encoded):,} bytes: encode {_ms(lambda: codec.to_json(case)):.2f} ms, ", end="")
    print(f"decode {_ms(lambda: codec.from_json(Case, encoded)):.2f} ms")
    for cases in map(int, sys.argv[1:] or ("0", "10000", "100000")):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            _measure(Path(folder), cases)


def _measure(folder: Path, cases: int) -> None:
    ledger = SqlLedger(f"sqlite:///{folder}/ledger.db")
    if cases:
        fill(ledger, cases)
    records = [_record(ledger, number) for number in range(1, RECORDS + 1)]
    with _counted(ledger) as statements:
        walls, cpus = zip(*(_timed(ledger, record) for record in records), strict=True)
    print(
        f"{cases:>7,} cases: {len(statements) / RECORDS:.1f} statements, {statistics.median(walls):.2f} ms wall, "
        f"{statistics.median(cpus):.2f} ms CPU per record"
    )
    ledger.close()


def _record(ledger: SqlLedger, number: int) -> Record:
    (receipt,) = taken(ledger, str(number))
    radicado = f"{COUNTER}-{number:06d}"
    record = request(receipt)
    return replace(
        record,
        message_id=f"{number}@cliente",
        case=replace(record.case or case_of(), number=radicado),
        sends=tuple(replace(mail, id=f"{radicado}.{mail.id}", case=radicado) for mail in record.sends),
        claims=frozenset(replace(claim, key=radicado) for claim in opened().claims or ()),
    )


def _timed(ledger: SqlLedger, record: Record) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    ledger.record(record)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


@contextmanager
def _counted(ledger: SqlLedger) -> Iterator[list[object]]:
    statements: list[object] = []

    def count(*arguments: object) -> None:
        statements.append(arguments[2])

    event.listen(ledger._store.engine, "before_cursor_execute", count)  # noqa: SLF001 - looks under the bonnet
    yield statements


def _ms(work: object) -> float:
    best = float("inf")
    for _ in range(200):
        begin = time.perf_counter()
        work()  # type: ignore[operator]
        best = min(best, time.perf_counter() - begin)
    return best * 1000


if __name__ == "__main__":
    main()
