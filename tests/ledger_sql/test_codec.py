"""Values to JSON and back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.ledger_sql.codec import (
    EVENT_TYPES,
    EncodedEvent,
    decode_event,
    encode_event,
    from_json,
    to_json,
)
from bot.core.case import Case
from bot.core.document import Document, FieldValue, Read
from bot.core.effects import Send
from bot.core.events import CaseEvent, Commented, Event
from bot.errors import PermanentError

few = settings(max_examples=25, deadline=None)  # of each of some thirty types
READ_AGAIN = {(Document, "text"), (Document, "rows")}
READ = Read(value="v", source="s")
ZONES = st.sampled_from((UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=45))))
LEAVES: Mapping[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(),
    bool: st.booleans(),
    float: st.floats(0, 1),
    object: st.none() | st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    datetime: st.datetimes(timezones=ZONES, min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001 - the strategy wants naive bounds
    date: st.dates(),
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, by its hints; built apart from the codec, so that one checks the other."""
    if hint in LEAVES:
        return LEAVES[hint]
    if hint is NoneType:
        return st.none()
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*map(any_of, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is Mapping:
        return st.dictionaries(st.text(max_size=4), any_of(get_args(hint)[1]), max_size=2)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        kept = [field.name for field in fields(hint) if (hint, field.name) not in READ_AGAIN]
        return st.builds(hint, **{name: any_of(hints[name]) for name in kept})
    assert issubclass(hint, Enum)
    return st.sampled_from(hint)


@pytest.mark.parametrize("kind", [Case, Send])
def test_values_come_back_equal(kind: type) -> None:
    """Whatever a case or a mail to send holds, it is read as it was written."""

    @few
    @given(any_of(kind))
    def holds(value: object) -> None:
        assert from_json(kind, to_json(value)) == value

    holds()


@pytest.mark.parametrize("kind", get_args(CaseEvent))
def test_events_come_back_equal(kind: type[Event]) -> None:
    """Every type of event is read as it was written, its personal part having lain apart."""

    @few
    @given(any_of(kind))
    def holds(event: Event) -> None:
        assert decode_event(encode_event(event)) == event

    holds()


@settings(deadline=None)
@given(any_of(FieldValue))
def test_the_type_of_a_field_survives(value: FieldValue) -> None:
    """Money stays money, a day a day, yes is not 1, and text that looks like any of them stays text."""
    back = from_json(Read, to_json(Read(value=value, source=""))).value
    assert (type(back), back) == (type(value), value)


@pytest.mark.parametrize("kind", get_args(CaseEvent))
def test_an_event_without_its_personal_part_is_still_an_event(kind: type[Event]) -> None:
    """After erasure every personal field is empty, and everything else is there."""

    @few
    @given(any_of(kind))
    def holds(event: Event) -> None:
        encoded = encode_event(event)
        erased = decode_event(EncodedEvent(type=encoded.type, version=encoded.version, payload=encoded.payload))
        for field in fields(event):
            kept = getattr(erased, field.name)
            assert not kept if field.metadata.get("personal") else kept == getattr(event, field.name)

    holds()


def test_the_text_of_documents_is_not_kept() -> None:
    """Text and table are read again from the evidence, whether or not the core left them in."""
    document = Document(filename="a", media_type="b", size=1, sha256="c", text="long", rows=({"fecha": READ},))
    assert from_json(Document, to_json(document)) == replace(document, text="", rows=())


def test_personal_words_are_not_in_the_chained_part() -> None:
    """The payload, which is kept for ever, does not hold what somebody wrote."""
    encoded = encode_event(Commented(at=datetime(2026, 1, 1, tzinfo=UTC), words="me operan mañana"))
    assert "operan" not in encoded.payload
    assert "operan" in encoded.personal


@pytest.mark.parametrize(("name", "version"), [("Teleported", 1), ("Commented", 99)])
def test_an_unknown_event_says_what_to_do(name: str, version: int) -> None:
    """A type or version that a newer tramita wrote is a permanent error that names it and the cure."""
    with pytest.raises(PermanentError, match=rf"{name}.*{version}.*Install"):
        decode_event(EncodedEvent(type=name, version=version, payload="{}"))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"nothing": 1}', "null"])
def test_a_damaged_case_is_a_permanent_error(text: str) -> None:
    """Text of another shape is never half a case."""
    with pytest.raises(PermanentError, match="Case"):
        from_json(Case, text)


def test_a_moment_without_zone_is_refused() -> None:
    """Naive moments are a defect of ours and never stored."""
    with pytest.raises(ValueError, match="time zone"):
        encode_event(Commented(at=datetime(2026, 1, 1)))  # noqa: DTZ001 - this is what is refused


def test_a_type_that_cannot_be_written_is_named() -> None:
    """A field of a type without a form in JSON is found when its class is first met."""

    @dataclass(frozen=True)
    class Odd:
        when: complex

    with pytest.raises(TypeError, match="complex"):
        to_json(Odd(when=1j))


def test_every_event_is_registered() -> None:
    """No type of event is left out of the registry."""
    assert {name for name, _ in EVENT_TYPES} == {kind.__name__ for kind in Event.__subclasses__()}
