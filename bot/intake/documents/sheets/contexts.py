"""Labels that do not say what they are of (``Número``, ``Fecha``, ``Valor``) get it from what stands around them.

The label before them in their row says it, or the title of their section; a ``NIT`` in the part with the company's own
data is none of the client's.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.intake.documents.dates import dates_within
from bot.intake.documents.labels import Label, LabelFinder, finder, unnumbered
from bot.intake.documents.sheets.cells import Cell, Direction, Sheet
from bot.intake.documents.text import fold, plain
from bot.intake.documents.words import DocumentWords, Kind

Labels = Mapping[Cell, Label]

HEADER_ROWS = 8
"""Rows at the top in which a sheet says what it is, and whose."""

_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])\s?[.)-]+\s*(?=[^\W\d_])")
_BARE_SCORES = frozenset({10, 100})  # one idea and nothing besides, or the very words
_INVOICES = frozenset({"factura_original", "nueva_factura"})
_TITLES = _INVOICES | {"cobro_costos"}
_CLIENTS = frozenset({"cliente", "nit", "contrato", "factura_original", "fecha_factura", "valor_factura"})
_PARTY = frozenset({"cliente", "nit"})
_FEWEST_HEADINGS = 4
_MARGIN = 1  # letters beside a day
_COMPANY = "_empresa"
_PREFIX = "_prefijo"


def in_context(sheet: Sheet, labels: Labels, own: LabelFinder, words: DocumentWords) -> dict[Cell, Label]:
    """The labels of a memo's sheet, each meaning what it means where it stands."""
    return _Contexts(sheet, labels, own, words).labels()


def without_section_titles(sheet: Sheet, labels: Labels, words: DocumentWords) -> dict[Cell, Label]:
    """Those that are no titles of sections: over another label, a number before them or ``Datos de`` at their head."""
    over = dict(pairwise(sorted({cell.row for cell in sheet.cells if not cell.empty})))
    titles = {
        cell for cell in labels if _titles_section(cell, sheet.row(over.get(cell.row, -1))[:1], sheet, labels, words)
    }
    return {cell: label for cell, label in labels.items() if cell not in titles}


def _titles_section(cell: Cell, below: tuple[Cell, ...], sheet: Sheet, labels: Labels, words: DocumentWords) -> bool:
    if any(one in labels for one in below) and _NUMBERED.match(cell.text):
        return len(sheet.row(cell.row)) == 1 and not _numbers_within(cell, below, labels)
    row = sheet.row(cell.row)
    if all(_is_name(sheet.at(each.last_row + 1, each.column), words) for each in row):
        return True
    labelled = any(one in labels or is_bare(one.text, words) for one in below)
    apart = labelled and labels[cell].rule.name not in _INVOICES
    return apart and all(words.section_words.opens(fold(each.text)) for each in row)


def _numbers_within(title: Cell, below: tuple[Cell, ...], labels: Labels) -> bool:
    """Whether a title of an invoice or of costs has lines of its own number below it: ``5. NUEVA``, ``5.2 Valor``."""
    number = title.text.partition(".")[0].strip()
    own = any(one.text.startswith(f"{number}.") for one in below)
    return own and number.isdigit() and labels[title].rule.name in _TITLES


def _is_name(cell: Cell, words: DocumentWords) -> bool:
    kind = is_bare(cell.text, words)
    return kind is not None and kind.free


def is_bare(text: str, words: DocumentWords) -> Kind | None:
    """What kind of value a label has that names nothing but that kind."""
    found = finder(words, "bare").match(text, 0)
    return found.rule.kind if found and found.score in _BARE_SCORES else None


class _Contexts:
    def __init__(self, sheet: Sheet, labels: Labels, own: LabelFinder, words: DocumentWords) -> None:
        self._sheet = sheet
        self._labels = labels
        self._own = own
        self._words = words
        self._client_row = min((c.row for c, label in labels.items() if label.rule.name in _CLIENTS), default=0)

    def labels(self) -> dict[Cell, Label]:
        """All labels, those that are only understood in their place included."""
        found = dict(self._labels)
        for cell in self._sheet.cells:
            label = self._meant(cell)
            if label is not None:
                found[cell] = label
        return found

    def _meant(self, cell: Cell) -> Label | None:
        label = self._labels.get(cell)
        if label and label.rule.name in _PARTY:
            return self._of_company(cell)
        kind = is_bare(cell.text, self._words) if isinstance(cell.raw, str) else None
        if kind is None:
            return None
        if kind.free:
            return self._of_party(cell)
        says = self._names_invoice if self._heads_table(cell) else self._says_of_what
        before = next(filter(says, self._before(cell)), None)
        if before is not None:
            return self._joined(before, cell, kind)
        title = self._title_of_section(cell)
        return self._joined(title, cell, kind) if title else self._of_memo(cell, kind)

    def _heads_table(self, cell: Cell) -> bool:
        """Whether it stands in a row of headings, each of the column below it."""
        row = self._sheet.row(cell.row)
        named = (c in self._labels or is_bare(c.text, self._words) is not None for c in row)
        written = any(map(str.isdigit, "".join(c.text for c in row)))
        return not written and sum(named) >= _FEWEST_HEADINGS

    def _says_of_what(self, cell: Cell) -> bool:
        """Whether a cell is a label that names more than a kind of value."""
        label = self._labels.get(cell)
        return label is not None and label.rule.name != _PREFIX and is_bare(cell.text, self._words) is None

    def _names_invoice(self, cell: Cell) -> bool:
        return cell in self._labels and self._labels[cell].rule.name in _INVOICES

    def _before(self, cell: Cell) -> Iterator[Cell]:
        return self._sheet.onward(cell, Direction.LEFT)

    def _joined(self, context: Cell, cell: Cell, kind: Kind) -> Label | None:
        """The label with the words of its context, where both together name a value of its kind."""
        found = self._with(context, unnumbered(cell.text), kind)
        if found is None or (found.rule.kind is not kind and not found.rule.name.startswith("_")):
            return None
        if found.rule.name == "fecha_factura" and self._only_day(cell):
            return None
        return found

    def _with(self, context: Cell, text: str, kind: Kind) -> Label | None:
        """What both say together; «Por:» behind the costs asks for their amount without any word for it."""
        of_what = context.text.rstrip(": ")
        found = self._own.match(f"{of_what} {text}", 0)
        if kind is Kind.MONEY and (found is None or found.rule.kind is not kind):
            return self._own.match(f"{of_what} {self._words.concepts['value'][0]}", 0)
        return found

    def _only_day(self, cell: Cell) -> bool:
        """Whether the memo would have no day of its own, if this were the invoice's."""
        others = {label.rule.name for other, label in self._labels.items() if other is not cell}
        in_section = self._title_of_section(cell) is not None
        return "fecha_factura" in others or not ("fecha" in others or in_section or self._has_dateline())

    def _has_dateline(self) -> bool:
        return dateline(self._sheet, self._words) is not None

    def _title_of_section(self, cell: Cell) -> Cell | None:
        """The title over the rows down to this label, if it names an invoice or the costs, below the memo's data."""
        for row in range(cell.row - 1, self._client_row, -1):
            filled = self._sheet.row(row)
            if not filled:
                return None
            title = next((each for each in filled if self._is_title(each, filled)), None)
            if title is not None:
                label = self._labels.get(title)
                return title if label and label.rule.name in _TITLES and title.column <= cell.column else None
        return None

    def _is_title(self, cell: Cell, row: tuple[Cell, ...]) -> bool:
        """Whether a cell stands alone in its row, and is no label whose value was left blank."""
        if len(row) > 1 or cell.text.endswith(":") or is_bare(cell.text, self._words):
            return False
        return cell.merged or (cell in self._labels and self._labels[cell].rule.name in _TITLES)

    def _of_memo(self, cell: Cell, kind: Kind) -> Label | None:
        """``No.`` between a title that says ``MEMORANDO`` and the client's data."""
        if kind is not Kind.NUMBER or cell.row >= min(self._client_row, HEADER_ROWS):
            return None
        memo = self._words.concepts["memo"]
        titles = (each for each in self._sheet.cells if each.row <= cell.row and each is not cell)
        named = any(word in memo for each in titles for word in fold(each.text).split())
        return self._own.match(f"{memo[0]} {cell.text}", 0) if named else None

    def _of_company(self, cell: Cell) -> Label | None:
        """The label as one of the company's data, where the title over it says so."""
        for row in range(cell.row - 1, -1, -1):
            filled = self._sheet.row(row)
            over = next((each for each in filled if each.column <= cell.column <= each.last_column), None)
            if not filled:
                return None
            if over is not None and self._words.company_sections.whole(fold(over.text)):
                return self._own.named(_COMPANY)
            if over is not None and over.merged and over.row != cell.row and self._names_client(over):
                return None
        return None

    def _of_party(self, cell: Cell) -> Label | None:
        """``Nombre`` under the title of a party: ``Datos del cliente``, ``Solicitante``."""
        for row in range(cell.row - 1, -1, -1):
            filled = self._sheet.row(row)
            over = next((each for each in filled if each.column <= cell.column <= each.last_column), None)
            title = over if over is not None and over.merged else filled[0] if len(filled) == 1 else None
            if title is not None:
                opening = self._words.section_words.pattern.match(plain(title.text))
                of_whom = title.text[opening.end() :] if opening else title.text
                found = self._own.match(f"{cell.text} {unnumbered(of_whom)}", 0)
                return found if found and found.rule.kind.free else None
            if not filled:
                return None
        return None

    def _names_client(self, title: Cell) -> bool:
        return title in self._labels and self._labels[title].rule.name in _PARTY


def dateline(sheet: Sheet, words: DocumentWords) -> tuple[Cell, str, str] | None:
    """Where place and day stand without labels in the heading, as in a letter: ``Cali, 8 de marzo de 2026``."""
    label = words.phrases["place_and_day"]
    for cell in sheet.cells:
        if cell.row >= HEADER_ROWS:
            return None
        named = label.pattern.match(plain(cell.text))
        place, comma, day = cell.text[named.end() if named else 0 :].lstrip(" :").partition(",")
        if comma and isinstance(cell.raw, str) and _is_dateline(place, day, words):
            return cell, place, day
    return None


def _is_dateline(place: str, day: str, words: DocumentWords) -> bool:
    days = dates_within(day, words)
    whole = len(days) == 1 and days[0][0] <= _MARGIN and len(day.strip()) - days[0][1] <= _MARGIN
    return whole and not any(map(str.isdigit, place))
