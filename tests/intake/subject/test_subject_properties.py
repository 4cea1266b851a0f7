"""What holds for every subject, whoever wrote it."""

import unicodedata

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.core.subject import SubjectReading
from bot.intake.subject import SubjectGrammar
from bot.intake.words import clean, joined

from .conftest import CITIES

many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

KEYWORDS = ("ANULADO", "ANULACION", "REFACTURADO", "REFACTURACION")
LETTERS = st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x17F)
PARTS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4)
NAMES = st.builds(
    lambda parts, signs: "".join(part + sign for part, sign in zip(parts, signs, strict=False)) + parts[-1],
    PARTS,
    st.lists(st.sampled_from(["-", " ", " & ", ". ", "'", "–"]), min_size=4, max_size=4),
).map(clean)
CITY = st.sampled_from([city.name for city in CITIES])
DASHES = st.sampled_from(["-", " - ", "–", " — ", "--", "- -", "\u2011", "\u2212", " -", "\uff0d "])
PREFIXES = st.lists(
    st.sampled_from(["RE: ", "Rv:", "FWD : ", "Re[3]: ", "[EXTERNO] ", "***SPAM*** ", "(interno) ", "URGENTE: "]),
    max_size=5,
).map("".join)
FORMS = st.sampled_from(["NFC", "NFD"])
CASES = st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase])
INVISIBLE = st.sampled_from(["", "\u200b", "\u00ad", "\ufeff", "\u2060"])


def without_accents(text: str) -> str:
    """The text as somebody writes it who has no accents on the keyboard."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def meaning(reading: SubjectReading) -> tuple[str | None, str | None, object, tuple[str, ...]]:
    """What a reading asks for, whatever stood around it."""
    codes = tuple(problem.code for problem in reading.problems)
    return reading.process, reading.keyword, reading.fields, codes


@many
@given(name=NAMES, city=CITY, keyword=st.sampled_from(KEYWORDS))
def test_any_client_and_known_city_come_back(grammar: SubjectGrammar, name: str, city: str, keyword: str) -> None:
    """``KEYWORD-client-CITY`` gives back the client as written, hyphens and all, and the city by its own name."""
    assume(joined(name) not in {*grammar._words.filler, *map(joined, KEYWORDS)})
    assume(not any(joined(name).startswith(joined(word)) for word in KEYWORDS))
    reading = grammar.read(f"{keyword}-{name}-{city.upper()}")
    assert (reading.fields, reading.problems) == ({"cliente": name, "ciudad": city}, ())


PIECES = st.lists(st.sampled_from(["ANULADO", "anuldo", "-", " ", "CALI", "Cine", "3", ": ", "¿", "[AN-2026-1]"])).map(
    "".join
)
CLIENTS = st.sampled_from(["Cine Luz", "Moto-Sierra Ñandú", "Expreso Cali-Pasto", "Kiosko 24-7", "D'Ángel & Cía."])


@st.composite
def ways_of_writing(draw: st.DrawFn) -> tuple[str, str, str, bool]:
    """One request in some spelling, with its client, its city and whether a prefix of answers stands before it."""
    name, city, prefixes, case, invisible = (draw(part) for part in (CLIENTS, CITY, PREFIXES, CASES, INVISIBLE))
    spelled = case(city if draw(st.booleans()) else without_accents(city))
    line = f"{case('anulado')}{draw(DASHES)}{name}{draw(DASHES)}{spelled}"
    line = prefixes + unicodedata.normalize(draw(FORMS), invisible + invisible.join(line))
    return line, name, city, any(prefix in prefixes for prefix in ("RE:", "Rv:", "FWD", "Re["))


@many
@given(ways_of_writing())
def test_the_way_of_writing_does_not_count(grammar: SubjectGrammar, request_: tuple[str, str, str, bool]) -> None:
    """Dashes, blanks, prefixes, case, accents, decomposition and invisible signs change nothing in the reading."""
    line, name, city, is_reply = request_
    reading = grammar.read(line)
    assert meaning(reading) == ("anulacion", "ANULADO", {"cliente": name, "ciudad": city}, ())
    assert reading.is_reply is is_reply


@many
@given(st.one_of(st.text(), st.text(st.sampled_from([*"ANULDOCAI -–:[](){}*¿?.,/\n\ud800"]), max_size=60)))
def test_never_raises_and_keeps_its_promises(grammar: SubjectGrammar, subject: str) -> None:
    """Any text at all is read; what asks for nothing has no fields, and a whole request has both of them."""
    reading = grammar.read(subject)
    if reading.process is None:
        assert (reading.keyword, reading.fields, reading.problems) == (None, {}, ())
    elif not reading.problems:
        assert set(reading.fields) == {"cliente", "ciudad"}
    for value in reading.fields.values():
        assert value == clean(value) != ""


@many
@given(PIECES, PREFIXES)
def test_prefixes_add_nothing(grammar: SubjectGrammar, subject: str, prefixes: str) -> None:
    """A subject means the same behind any stack of prefixes and marks as behind one."""
    assert meaning(grammar.read(f"RE: {prefixes}{subject}")) == meaning(grammar.read(f"RE: {subject}"))


@many
@given(NAMES)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A clean line stays as it is."""
    assert clean(clean(text)) == clean(text)
