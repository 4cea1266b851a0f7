"""What written values mean."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from math import inf, nan
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.intake.documents.dates import day_of, period_of
from bot.intake.documents.money import amount_in_words, amounts_within, money, money_within
from bot.intake.documents.text import fold, plain
from bot.intake.documents.values import number, parse, person, place, position, tax_id
from bot.intake.documents.words import DocumentWords, Kind, load_document_words

WORDS = load_document_words(Path(__file__).resolve().parents[3] / "templates" / "documents.es.yaml")
ANY_DAY = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "$ 5.057.500",
        "$5.057.500,00",
        "5057500",
        "5'057.500",
        "COP 5.057.500",
        "5,057,500",
        "5,057,500.00",
        "$ 5.057.500 M/CTE",
    ],
)
def test_the_ways_to_write_an_amount_are_equal(written: str) -> None:
    """Every spelling that the rules of comparison call equal is the same amount."""
    assert money(written) == Decimal(5057500)


@pytest.mark.parametrize("written", ["5,057", "5.05.500", "1.2345", "12.34.56", "FECA-104582", "", "$", "1.190.00,000"])
def test_an_amount_with_no_or_several_readings_is_refused(written: str) -> None:
    """What could be read in two ways, or in none, is no amount."""
    assert money(written) is None


@pytest.mark.parametrize("beyond", [inf, -inf, nan, 1e308, -1e16, 10**400])
def test_a_number_beyond_any_amount_is_none(beyond: float, words: DocumentWords) -> None:
    """A cell may hold it, and the other cells are read all the same."""
    assert parse(Kind.MONEY, beyond, words) is None


def test_a_negative_amount_keeps_its_sign() -> None:
    """A minus sign or brackets make an amount negative."""
    assert money("-1.000") == money("($ 1.000)") == money("$ -1.000") == Decimal(-1000)


@given(cents=st.integers(min_value=0, max_value=10**14))
def test_a_formatted_amount_reads_back(cents: int) -> None:
    """Whatever babel writes for Colombia is read as the same amount."""
    amount = Decimal(cents) / 100
    assert money("$ " + format_decimal(amount, format="#,##0.00", locale="es_CO")) == amount


@given(text=st.text(max_size=60))
@example("10000000000000000000000000000")
def test_no_text_upsets_the_parsers(text: str) -> None:
    """Any text at all gives a value or nothing, for every kind."""
    for kind in Kind:
        parse(kind, text, WORDS)
    assert len(plain(text)) == len(text)


def test_the_amount_of_a_line_is_the_one_with_a_currency_sign() -> None:
    """A rate before an amount is not taken for the amount."""
    assert money_within("19 % $ 807.500") == Decimal(807500)
    assert money_within("Son 2 cuotas: $ 10.000") == Decimal(10000)
    assert money_within("19 %") is None


def test_amounts_in_a_sentence_are_found_in_order() -> None:
    """Only what carries a currency sign counts, with its place."""
    text = "de $ 5.057.500 (10 puntos) pasa a COP 4.046.000."
    assert [(amount, text[at : at + len(written)]) for at, amount, written in amounts_within(text)] == [
        (Decimal(5057500), "$ 5.057.500"),
        (Decimal(4046000), "COP 4.046.000"),
    ]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("CINCO MILLONES CINCUENTA Y SIETE MIL QUINIENTOS PESOS M/CTE", 5057500),
        ("Un millón doscientos treinta y cuatro mil quinientos sesenta y siete pesos", 1234567),
        ("MIL PESOS", 1000),
        ("dos mil millones de pesos", 2_000_000_000),
        ("veintiún mil", 21000),
    ],
)
def test_amounts_in_words(words: DocumentWords, written: str, amount: int) -> None:
    """Spanish numerals add up to the number that they say."""
    assert amount_in_words(written, words.numerals) == amount


@pytest.mark.parametrize(
    "written",
    [
        "16-feb-26", "16/02/2026", "16 de febrero de 2026", "16 DE FEBRERO DEL 2026", "16.02.26", "2026-02-16",
        "febrero 16 de 2026", "16 feb. 2026", "a los 16 días del mes de febrero de 2026", "Cali, 16 de febrero de 2026",
        "16-02-2026 10:42 a. m.", "lunes 16 de febrero de 2026",
    ],
)  # fmt: skip
def test_the_ways_to_write_a_day_are_equal(words: DocumentWords, written: str) -> None:
    """The day comes first, months may be words, and two digits of a year are of this century."""
    assert day_of(written, words) == date(2026, 2, 16)


@pytest.mark.parametrize(
    "written", ["31/02/2026", "02/13/2026", "hoy", "mañana", "12/2026", "555 0178", "CAL-0147-2026", ""]
)
def test_what_is_no_day_is_refused(words: DocumentWords, written: str) -> None:
    """An impossible or relative day is never guessed."""
    assert day_of(written, words) is None


def test_two_different_days_are_no_day(words: DocumentWords) -> None:
    """A text with two days does not say which one counts."""
    assert day_of("del 01/02/2026 al 28/02/2026", words) is None
    assert day_of("03/03/2026 (3 de marzo de 2026)", words) == date(2026, 3, 3)


@given(day=ANY_DAY)
def test_a_formatted_day_reads_back(day: date) -> None:
    """Every day in every common Spanish form is read as itself."""
    for form in ("dd/MM/yyyy", "d-MMM-yy", "d 'de' MMMM 'de' yyyy", "MMMM d 'de' yyyy", "yyyy-MM-dd", "d.M.yy"):
        assert day_of(format_date(day, form, locale="es_CO"), WORDS) == day


@given(first=ANY_DAY.filter(lambda day: day.year < 2099), length=st.integers(min_value=0, max_value=90))
def test_a_period_is_two_days(first: date, length: int) -> None:
    """The billed period is the same however its days are written."""
    last = first + timedelta(days=length)
    assert period_of(f"{first:%d/%m/%Y} al {last:%d/%m/%y}", WORDS) == f"{first}/{last}"


def test_a_month_is_a_period(words: DocumentWords) -> None:
    """A month's name stands for all its days, leap years included."""
    assert period_of("Febrero de 2028", words) == "2028-02-01/2028-02-29"
    assert period_of("diciembre de 9999", words) == "9999-12-01/9999-12-31"
    assert period_of("sin período", words) is None


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("BAQ 0149 2026", "BAQ-0149-2026"), ("FECA-104582", "FECA-104582"), ("feca104582", "FECA-104582"),
        ("No. FECA 104582", "FECA-104582"), ("CAL–2024–00871", "CAL-2024-00871"), ("N° CAL/0147/2026", "CAL-0147-2026"),
        ("20931", "20931"), ("FECA-104582 (original)", "FECA-104582"),
        ("Factura FEBQ 20931 del 16-feb-26", "FEBQ-20931"),
        ("C-CAL-2026-0212", "C-CAL-2026-0212"),
    ],
)  # fmt: skip
def test_numbers_are_cited_with_hyphens(words: DocumentWords, written: str, cited: str) -> None:
    """Spaces, dashes and slashes between the parts of a number are the same hyphen."""
    assert number(written, words) == cited


@pytest.mark.parametrize(
    "written", ["Por expedir", "NO APLICA", "N/A", "PENDIENTE POR EXPEDIR", "---", "", "ninguna", "Carta", "#REF!",
     "N° FECA10 02 2026 12 03 2026 104582"]
)  # fmt: skip
def test_no_number_is_no_number(words: DocumentWords, written: str) -> None:
    """What says that there is no number yet, what has no digit, and what has a day in three cells beside it."""
    assert parse(Kind.NUMBER, written, words) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("999.012.345-2", "999.012.345-2"), ("999023456-9", "999.023.456-9"), ("C.C. 99.910.234 de Cali", "99.910.234"),
        ("NIT 999 012 345 - 2", "999.012.345-2"), ("999012345", "999.012.345"), ("sin", None),
    ],
)  # fmt: skip
def test_tax_ids(written: str, read: str | None) -> None:
    """Ids come out with points, and with their check digit if it was written."""
    assert tax_id(written) == read


def test_people_are_names_without_title_and_position(words: DocumentWords) -> None:
    """Courtesy and position are not the name."""
    assert person("Dra. MARTHA L. OSPINA - Jefe Servicio al Cliente", words) == "MARTHA L. OSPINA"
    assert person("JHON JAIRO PERTUZ ARIZA, Coord. Seccional B/quilla", words) == "JHON JAIRO PERTUZ ARIZA"
    assert position("Ana Ruiz (Jefe de Cartera)") == "Jefe de Cartera"
    assert position("Ana Ruiz") is None


@pytest.mark.parametrize(
    ("written", "city"),
    [
        ("CALI", "Cali"), ("Cali, Valle del Cauca", "Cali"), ("Santiago de Cali", "Cali"),
        ("SANTA MARTA", "Santa Marta"),
        ("Bogotá D.C.", "Bogotá"), ("B/quilla", "Barranquilla"), ("Cartagena del Chairá", "Cartagena del Chairá"),
        ("CARTAGENA DE INDIAS", "Cartagena"), ("Calle 9 # 8-12", None),
    ],
)  # fmt: skip
def test_cities_have_one_short_name(words: DocumentWords, written: str, city: str | None) -> None:
    """Official, abbreviated and capitalised names of a city are one."""
    assert place(written, words) == city


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("Anulación y refacturación", ("anulacion", "refacturacion")),
        ("ANULACION  (X)     REFACTURACION  ( )", ("anulacion",)),
        ("ANULACION  (X)     REFACTURACION  (X)", ("anulacion", "refacturacion")),
        ("( ) Anulación (x) Refacturación", ("refacturacion",)),
        ("☐ Anulación ☒ Refacturación", ("refacturacion",)), ("Anulación ___ Refacturación _X_", ("refacturacion",)),
        ("Anulación ( ) Refacturación ( ) Anulación y refacturación (X)", ("anulacion", "refacturacion")),
        ("ANULACIÓN X REFACTURACIÓN", ("anulacion",)), ("Anulación [ ] Refacturación [ ]", None), ("Corrección", None),
        ("anular y facturar de nuevo", ("anulacion", "refacturacion")),
    ],
)  # fmt: skip
def test_marks_choose_the_kind(words: DocumentWords, written: str, kinds: tuple[str, ...] | None) -> None:
    """With boxes the marked words count, without boxes those that are named."""
    assert parse(Kind.KINDS, written, words) == kinds


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("SI", True), ("Sí", True), ("NO", False), ("SI ( )     NO (X)", False), ("SI (X) NO ( )", True),
        ("SI ( ) NO ( )", None),
        ("SI (X) NO (X)", None), ("SI X NO", True), ("SI NO X", False), ("X SI NO", True), ("SI/NO", None),
        ("SI / NO", None), ("", None), ("☒ SI ☐ NO", True),
        ("No aplica", False), ("SI __ NO _X_", False), (True, True),
    ],
)  # fmt: skip
def test_yes_and_no(words: DocumentWords, written: str | bool, answer: bool | None) -> None:
    """Neither or both marked is no answer."""
    assert parse(Kind.YES_NO, written, words) is answer


def test_cells_keep_their_types(words: DocumentWords) -> None:
    """A typed day, a day that lost its format, and a number with a stray fraction of a cent are read as meant."""
    assert parse(Kind.DATE, datetime(2026, 3, 3, 10, 15), words) == date(2026, 3, 3)  # noqa: DTZ001 - cells have no zone
    assert parse(Kind.DATE, 46084.0, words) == date(2026, 3, 3)
    assert parse(Kind.DATE, 12.0, words) is None
    assert parse(Kind.MONEY, 5057500.000000001, words) == Decimal(5057500)
    assert parse(Kind.MONEY, 0.0, words) == Decimal(0)
    assert parse(Kind.NUMBER, 20931.0, words) == "20931"
    assert parse(Kind.TEXT, 3.0, words) == "3"


def test_the_code_of_a_cause(words: DocumentWords) -> None:
    """Two digits, however it is written; without a code its words."""
    assert parse(Kind.CAUSE, "05 - Novedad reportada", words) == "05"
    assert parse(Kind.CAUSE, 5.0, words) == "05"
    assert parse(Kind.CAUSE, "Factura duplicada", words) == "Factura duplicada"


@settings(max_examples=50)
@given(text=st.text(max_size=40))
def test_folding_is_stable(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("FEBQ-78310 Fecha de", "FEBQ-78310"),
        ("FECA-208340 03/02/2026", "FECA-208340"),
        ("es BAQ-2023-00436", "BAQ-2023-00436"),
        ("BAQ 0149 2026", "BAQ-0149-2026"),
        ("0147-2026-CALI", "0147-2026-CALI"),
    ],
)
def test_words_and_days_beside_a_number_are_no_part_of_it(words: DocumentWords, written: str, number: str) -> None:
    """As they stand where a line of a table or of a sentence was cut."""
    assert parse(Kind.NUMBER, written, words) == number


@pytest.mark.parametrize("title", ["Señor(a)", "Doctor(a)", "Señora/Señor", "Sr/a"])
def test_titles_for_either_are_no_part_of_a_name(words: DocumentWords, title: str) -> None:
    """Templates leave both."""
    assert parse(Kind.PERSON, f"{title} Ana Ruiz Gil", words) == "Ana Ruiz Gil"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("por valor de 1.679.090 pesos", [1679090]),
        ("por 1.679.090,50 m/cte.", [Decimal("1679090.50")]),
        ("la cédula 34.203.313, y 1.679.090", []),
        ("$ 1.000.000 pesos", [1000000]),
        ("NIT 900.123.456-7 pesos", []),
    ],
)
def test_pesos_behind_a_number_make_it_an_amount(text: str, amounts: list[object]) -> None:
    """As well as a sign before it; each amount once."""
    assert [amount for _, amount, _ in amounts_within(text)] == amounts


def test_a_tax_id_may_go_on_in_the_next_line(words: DocumentWords) -> None:
    """Where the line ends at its hyphen it is one number, and not a citizen's."""
    assert parse(Kind.TAX_ID, "30- 68555111-6", words) == "30-68555111-6"
