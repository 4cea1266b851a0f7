"""Names, ids and cities as people compare them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.names import Alike, compare_clients, names_client, same_person
from bot.checks.places import same_place
from bot.checks.tax_ids import TaxId
from tests.checks.documents import COMPANY, WORDS

NAMES = WORDS.names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Clínica Brisas del Caribe Ltda.", "CLINICA BRISAS DEL CARIBE LTDA"),
        ("Inversiones A & B S.A.S.", "INVERSIONES A Y B SAS"),
        ("Ferretería Hnos. Díaz", "Ferreteria Hermanos Diaz S.A."),
        ("Distrib. El Sol S.A.S.", "Distribuidora El Sol"),
        ("Aguas del Sur S.A. E.S.P.", "Aguas del Sur S. A. E. S. P."),
        ("Pérez Gómez, Ana", "Ana Pérez Gómez"),
        ("Comercializadora Andina", "Comercializadroa Andina"),
        ("Panadería Trigales", "Panadería Trigale"),
        ("Ana Lucía Pérez Gómez", "Ana Pérez"),
        ("Construcciones Ríos S. en C.", "Construcciones Rios"),
        ("Agro-Insumos", "Agroinsumos SAS"),
        ("Inversiones Peña Muñoz & Hijos S.C.A.", "INVERSIONES PENA MUNOZ & HIJOS S.C.A."),
    ],
)
def test_variants(one: str, other: str) -> None:
    """Accents, capitals, points, legal forms, abbreviations, order and one slip make no other client."""
    assert compare_clients(one, other, NAMES) is Alike.VARIANT
    assert compare_clients(other, one, NAMES) is Alike.VARIANT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Distribuidora El Roble S.A.S.", "Distribuidora El Cedro S.A.S."),
        ("Distribuidora El Roble S.A.S.", "Distribuidora El Roble del Norte S.A.S."),
        ("Ana Hernández Ruiz", "Ana Fernández Ruiz"),
        ("Edificio Torre 1", "Edificio Torre 2"),
        ("Peña y Cía.", "Pena y Cía."),
        ("Ana Ruiz", "Ana"),
    ],
)
def test_other_clients(one: str, other: str) -> None:
    """Another word, number, first letter or eñe is another client."""
    assert compare_clients(one, other, NAMES) is Alike.DIFFERENT
    assert compare_clients(other, one, NAMES) is Alike.DIFFERENT


@given(st.text(max_size=40))
def test_a_name_is_itself(name: str) -> None:
    """Whatever is written, it is the same as itself."""
    assert compare_clients(name, name, NAMES) is Alike.SAME


WRITTEN = st.lists(
    st.sampled_from(
        ["Ana", "A.", "Andina", "Andian", "Andin", "Anita", "Norte", "Nortes", "Nrote", "N.", "de", "SAS", "2"]
    ),
    max_size=5,
).map(" ".join)


@given(WRITTEN, WRITTEN)
def test_comparing_is_even(one: str, other: str) -> None:
    """Which name comes first does not matter."""
    assert compare_clients(one, other, NAMES) is compare_clients(other, one, NAMES)


@pytest.mark.parametrize("short", ["El Roble", "ROBLE", "Distribuidora Roble SAS", "Dist. El Roble"])
def test_subject_may_be_short(short: str) -> None:
    """In a subject a part of the name is enough."""
    assert names_client(short, "Distribuidora El Roble S.A.S.", NAMES)


@pytest.mark.parametrize("short", ["El Cedro", "Comercial Roble"])
def test_subject_of_another(short: str) -> None:
    """In a subject a word that the client's name lacks is another client."""
    assert not names_client(short, "Distribuidora El Roble S.A.S.", NAMES)


@pytest.mark.parametrize("written", ["MARTHA L. OSPINA", "Martha Ospina Rendon", "Ospina Rendón Martha Lucía"])
def test_same_person(written: str) -> None:
    """Initials, missing second names and order make no other person."""
    assert same_person(written, "Martha Lucía Ospina Rendón", NAMES)


@pytest.mark.parametrize("written", ["Martha", "M. L.", "Martha Elena Ospina", "Lucía Rondón Ortiz"])
def test_other_person(written: str) -> None:
    """One name, only initials or another second name is not enough to be somebody."""
    assert not same_person(written, "Martha Lucía Ospina Rendón", NAMES)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Cali", "SANTIAGO DE CALI", True),
        ("Cali", "Yumbo", True),
        ("Cartagena", "Cartagena de Indias, Bolívar", True),
        ("Cartagena", "Cartagena del Chairá", False),
        ("Cali", "Cartagena", False),
    ],
)
def test_places(one: str, other: str, *, same: bool) -> None:
    """A city has several names and belongs to its branch; a longer name may be another city."""
    assert same_place(one, other, COMPANY, WORDS.cities) is same
    assert same_place(other, one, COMPANY, WORDS.cities) is same


@pytest.mark.parametrize(("main", "digit"), [("999012345", "2"), ("999023456", "9"), ("999000100", "3")])
def test_check_digit(main: str, digit: str) -> None:
    """The check digit is the one that is printed on papers, and any other is wrong."""
    assert not TaxId(main, digit).is_wrong
    assert all(TaxId(main, str(other)).is_wrong for other in range(10) if str(other) != digit)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("999.012.345-2", "999012345", True),
        ("999.012.345-2", "9990123452", True),
        ("999.012.345-2", "999.012.345-7", True),
        ("999.012.345-2", "999.012.354-2", False),
        ("1.144.000.111", "1.144.000.112", False),
    ],
)
def test_same_holder(one: str, other: str, *, same: bool) -> None:
    """The digits before the check digit say who it is, wherever the check digit was written."""
    first, second = TaxId.of(one), TaxId.of(other)
    assert first
    assert second
    assert first.same_holder(second) is same
    assert second.same_holder(first) is same


def test_capitals_without_tilde_name_the_client_in_a_subject() -> None:
    """Some systems print no ``Ñ``; where a name is written with care, ``Pena`` is another."""
    assert names_client("Inversiones Peña Muñoz", "INVERSIONES PENA MUNOZ S.C.A.", NAMES)
    assert not names_client("Inversiones Peña Muñoz", "Inversiones Pena Munoz S.C.A.", NAMES)
