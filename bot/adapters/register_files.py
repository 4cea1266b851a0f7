"""The register on disk: book and workbook side by side, one pair per process and month of opening."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from bot.adapters.register_tinydb import read_book, write_atomically, write_book
from bot.adapters.register_xlsx import Column, Layout, cell_value, load_layout, read_workbook, workbook
from bot.core.case import Case
from bot.core.company import Company
from bot.core.register import Row, history, row
from bot.errors import TransientError
from bot.service.ports import Difference
from bot.settings import trouble


class RegisterFiles:
    """The port ``Register``.

    Args:
        folder: Where the files lie.
        layout: The file ``register.es.yaml``.
        company: For the names of people and the time zone.
    """

    def __init__(self, folder: Path, layout: Path, company: Company) -> None:
        self._folder = folder
        self._company = company
        self._layout: Layout = load_layout(layout, company)

    def write(self, cases: Sequence[Case]) -> None:
        """Puts the rows of these cases into their books, and writes the workbooks of those that changed."""
        try:
            for name, some in self._by_file(cases).items():
                write_book(self._book(name), map(row, some), (line for case in some for line in history(case)))
                self._write_workbook(name)
        except OSError as error:
            raise TransientError(trouble("register_not_written", error=error)) from error

    def rebuild(self, cases: Iterable[Case]) -> None:
        """Makes the files anew from these cases, one after the other, and removes those that hold none of them."""
        by_file = self._by_file(cases)
        for name, some in by_file.items():
            self._book(name).unlink(missing_ok=True)
            self.write(some)
        for path in self._strangers(by_file):
            path.unlink()

    def files(self) -> tuple[Path, ...]:
        """Every workbook, oldest month first."""
        return tuple(sorted(self._folder.glob("*.xlsx")))

    def export(self, cases: Sequence[Case], path: Path) -> None:
        """All these cases in one workbook."""
        lines = [line for case in cases for line in history(case)]
        write_atomically(path, workbook(self._layout, map(row, cases), lines))

    def table(self, rows: Iterable[Row], fields: Sequence[str]) -> Iterator[tuple[object, ...]]:
        """The headers of some columns, then the typed values of each row in them."""
        columns = [next(column for column in self._layout.columns if column.field == name) for name in fields]
        yield tuple(column.header for column in columns)
        for line in rows:
            yield tuple(cell_value(column, line.get(column.field, ""), self._layout) for column in columns)

    def differences(self, cases: Iterable[Case]) -> Iterator[Difference]:
        """Every cell in which book or workbook say something else than the ledger's cases, and files of no case."""
        by_file = self._by_file(cases)
        for path in self._strangers(by_file):
            yield Difference(file=path.name, case="", field="", expected="", found="file")
        for name, some in by_file.items():
            expected = {case.number: row(case) for case in some}
            book = {line["radicado"]: line for line in read_book(self._book(name))[0]}
            yield from _compare(f"{name}.json", expected, book)
            yield from self._compare_workbook(name, expected)

    def _compare_workbook(self, name: str, expected: Mapping[str, Row]) -> Iterator[Difference]:
        path = self._workbook(name)
        shown = {str(line["radicado"]): line for line in read_workbook(path, self._layout)} if path.exists() else {}
        columns = self._layout.columns
        wanted = {number: {c.field: self._shown(c, line) for c in columns} for number, line in expected.items()}
        found = {number: {c.field: _plain(line.get(c.field)) for c in columns} for number, line in shown.items()}
        yield from _compare(f"{name}.xlsx", wanted, found)

    def _shown(self, column: Column, line: Row) -> str:
        return _plain(cell_value(column, line.get(column.field, ""), self._layout))

    def _strangers(self, by_file: Mapping[str, object]) -> Iterator[Path]:
        files = sorted((*self._folder.glob("*.json"), *self._folder.glob("*.xlsx")))
        return (path for path in files if path.stem not in by_file)

    def _by_file(self, cases: Iterable[Case]) -> Mapping[str, list[Case]]:
        files: defaultdict[str, list[Case]] = defaultdict(list)
        for case in cases:
            opened = self._company.calendar.local(case.opened_at)
            files[f"{case.process}-{opened:%Y-%m}"].append(case)
        return files

    def _write_workbook(self, name: str) -> None:
        rows, past = read_book(self._book(name))
        write_atomically(self._workbook(name), workbook(self._layout, rows, past))

    def _book(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _workbook(self, name: str) -> Path:
        return self._folder / f"{name}.xlsx"


def _compare(
    file: str, expected: Mapping[str, Mapping[str, str]], found: Mapping[str, Mapping[str, str]]
) -> Iterator[Difference]:
    """Rows that are missing, rows that nobody knows, and cells that differ."""
    for number in sorted(expected.keys() | found.keys()):
        wanted, here = expected.get(number), found.get(number)
        if wanted is None or here is None:
            state = ("", "row") if wanted is None else ("row", "")
            yield Difference(file=file, case=number, field="", expected=state[0], found=state[1])
            continue
        for field in sorted(wanted.keys() | here.keys()):
            if wanted.get(field, "") != here.get(field, ""):
                yield Difference(
                    file=file, case=number, field=field, expected=wanted.get(field, ""), found=here.get(field, "")
                )


def _plain(value: object) -> str:
    """A cell as text that compares: money without idle zeros, days and moments in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value)
