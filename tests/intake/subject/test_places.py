"""The catalogue of cities: what is one, what is none, and what may be meant."""

import pytest

from bot.core.subject import City
from bot.intake.places import Cities
from bot.intake.subject_words import SubjectWords
from bot.intake.words import keys

from .conftest import CITIES


@pytest.fixture(scope="module")
def colombia(words: SubjectWords) -> Cities:
    """The cities of the company of all tests."""
    return Cities(CITIES, "CO", words)


def name(city: City | None) -> str | None:
    """The canonical name, where a city was read."""
    return city.name if city else None


def test_city_may_be_written_with_its_department_but_no_other(colombia: Cities) -> None:
    """A department after a city is accepted where the city lies in it, whether it is the capital or not."""
    assert name(colombia.read(keys("BUGA VALLE DEL CAUCA"))) == "Buga"
    assert name(colombia.read(keys("PALMIRA (VALLE)"))) == "Palmira"
    assert name(colombia.read(keys("POPAYAN CAUCA"))) == "Popayán"
    assert colombia.read(keys("BUGA CAUCA")) is None
    assert colombia.read(keys("ARMENIA ANTIOQUIA")) is None


def test_department_alone_is_no_city(colombia: Cities) -> None:
    """A department is elsewhere, and suggests the cities that are served in it."""
    assert colombia.read(keys("Valle")) is None
    assert colombia.is_elsewhere(keys("Valle"))
    assert set(colombia.suggest(keys("Valle"))) == {"Cali", "Buga", "Palmira"}


def test_slip_is_read_only_where_it_names_nothing_else(colombia: Cities) -> None:
    """One wrong letter is read; a real town one letter away, a short name and a number are not."""
    assert name(colombia.read_near(keys("PERREIRA"))) == "Pereira"
    assert name(colombia.read_near(keys("MEDELIN ANTIOQUIA"))) == "Medellín"
    assert colombia.read_near(keys("NEIRA")) is None
    assert colombia.read_near(keys("NEIRA CALDAS")) is None
    assert colombia.read_near(keys("CALY")) is None
    assert colombia.read_near(keys("PAST0S")) is None


def test_slip_between_two_cities_is_not_guessed(words: SubjectWords) -> None:
    """A word as near to one served city as to another is neither."""
    cities = Cities((City(name="Morenal", branch="A"), City(name="Morelal", branch="A")), "CO", words)
    assert name(cities.read(keys("MORENAL"))) == "Morenal"
    assert cities.read_near(keys("MORETAL")) is None
    assert set(cities.suggest(keys("MORETAL"))) == {"Morenal", "Morelal"}


def test_name_shared_by_two_branches_is_nobodys(words: SubjectWords) -> None:
    """A name that the rules give to two branches is no city until they say which."""
    cities = Cities((City(name="Cali", branch="A"), City(name="Cali", branch="B")), "CO", words)
    assert cities.read(keys("Cali")) is None


def test_aliases_of_the_rules_are_names(words: SubjectWords) -> None:
    """What the company calls a city is read as that city."""
    cities = Cities((City(name="Cali", branch="A", aliases=("Puerto Seco", "La Sultana")),), "CO", words)
    assert name(cities.read(keys("puerto-seco"))) == "Cali"
    assert name(cities.read(keys("la SULTANA (Valle)"))) == "Cali"


def test_town_that_nobody_serves_suggests_only_what_is_like_it(colombia: Cities) -> None:
    """A place of the country that no branch serves suggests nothing for lying near it."""
    assert colombia.is_elsewhere(keys("Jamundí"))
    assert colombia.suggest(keys("Jamundí")) == ()


def test_other_country_has_its_own_provinces(words: SubjectWords) -> None:
    """The same words mean Argentine cities where the company is there."""
    served = ("Córdoba", "Rosario", "San Miguel de Tucumán", "Mendoza")
    cities = Cities(tuple(City(name=city, branch="A") for city in served), "AR", words)
    assert name(cities.read(keys("ROSARIO (Santa Fe)"))) == "Rosario"
    assert name(cities.read(keys("Córdoba, Argentina"))) == "Córdoba"
    assert name(cities.read(keys("Tucumán"))) == "San Miguel de Tucumán"
    assert cities.read(keys("ROSARIO, SALTA")) is None


def test_unknown_country_still_knows_the_served_cities(words: SubjectWords) -> None:
    """Without lists for a country its served cities are read by name, and slips are still understood."""
    cities = Cities((City(name="Arequipa", branch="A"),), "PE", words)
    assert name(cities.read(keys("AREQUIPA"))) == "Arequipa"
    assert name(cities.read_near(keys("AREQIPA"))) == "Arequipa"
    assert cities.is_elsewhere(keys("Trujillo"))
