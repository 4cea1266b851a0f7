"""One company for all tests of the subject: four branches and the cities that they serve."""

from pathlib import Path

import pytest

from bot.core.subject import City, Keyword, SubjectField, SubjectRule
from bot.intake.subject import SubjectGrammar
from bot.intake.subject_words import SubjectWords, load_subject_words

ROOT = Path(__file__).parents[3]
SERVED = {
    "Occidente": ("Cali", "Buga", "Popayán", "Pasto", "Palmira"),
    "Centro": ("Bogotá", "Tunja", "Ibagué", "Neiva", "Villavicencio", "Pereira", "Manizales", "Armenia"),
    "Norte": (
        "Barranquilla",
        "Cartagena",
        "Santa Marta",
        "Montería",
        "Sincelejo",
        "Valledupar",
        "San Andrés",
    ),
    "Oriente": ("Medellín", "Bucaramanga", "Cúcuta"),
}
CITIES = tuple(City(name=name, branch=branch) for branch, names in SERVED.items() for name in names)
FIELDS = (SubjectField(name="cliente"), SubjectField(name="ciudad", catalogue="cities"))


def rule(process: str, *keywords: str) -> SubjectRule:
    """A subject of the usual two fields."""
    return SubjectRule(
        process=process, keywords=tuple(Keyword(text=text, value=text) for text in keywords), fields=FIELDS
    )


ANNULMENT = rule("anulacion", "ANULADO", "ANULACION", "REFACTURADO", "REFACTURACION")


@pytest.fixture(scope="session")
def words() -> SubjectWords:
    """The word lists that the product ships."""
    return load_subject_words(ROOT / "templates" / "subject.es.yaml")


@pytest.fixture(scope="session")
def grammar(words: SubjectWords) -> SubjectGrammar:
    """The grammar of the company with its one process."""
    return SubjectGrammar((ANNULMENT,), CITIES, "CO", ("AN",), words)


@pytest.fixture(scope="session")
def wide_grammar(words: SubjectWords) -> SubjectGrammar:
    """The same with the processes that are to come."""
    others = ("queja", "reclamo", "peticion", "conciliacion", "ajuste")
    rules = (ANNULMENT, *(rule(name, name.upper()) for name in others))
    return SubjectGrammar(rules, CITIES, "CO", ("AN",), words)
