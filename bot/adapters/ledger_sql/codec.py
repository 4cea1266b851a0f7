"""Frozen values to JSON and back, driven by their type hints.

Every field that is kept is written, defaults included: history must not depend on what a default is today.
Dataclasses and mappings become objects, tuples arrays, enums their value, ``Decimal`` its digits, moments and days
ISO 8601. Where a type is open between several (:data:`bot.core.document.FieldValue`), money and days carry their
type's name.
"""

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.core.document import Document, FieldValue
from bot.core.events import CaseEvent, Event
from bot.errors import PermanentError

T = TypeVar("T")
Convert = Callable[[Any], Any]

VERSIONS: Mapping[type[Event], int] = dict.fromkeys(get_args(CaseEvent), 1)
"""Of each type of event as it is written today; a type that changes its shape gets the next number."""

EVENT_TYPES: Mapping[tuple[str, int], type[Event]] = {
    (kind.__name__, version): kind for kind, version in VERSIONS.items()
}
"""What can be read; here the earlier shapes of a type stay for as long as ledgers hold them."""

_NOT_KEPT: Mapping[type, tuple[str, ...]] = {Document: ("text", "rows")}
"""Long, and read again from the evidence when needed."""

dumps = json.JSONEncoder(separators=(",", ":"), allow_nan=False, check_circular=False).encode
"""Fields come in the order of their declaration; all is ASCII, so that any text of any mail can be stored."""


def _itself(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return value


@dataclass(frozen=True, slots=True)
class Codec:
    """How a type is written and read; JSON's own values stay themselves, and whatever holds them skips the call."""

    encode: Convert = _itself
    decode: Convert = _itself


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedEvent:
    """An event as it is stored; ``personal`` is the JSON of people's own words and data, ``""`` without any."""

    type: str
    version: int
    payload: str
    personal: str = ""


def to_json(value: object) -> str:
    """A dataclass as JSON."""
    return dumps(_codec(type(value)).encode(value))


def from_json(cls: type[T], text: str) -> T:
    """A dataclass of this type again.

    Raises:
        PermanentError: The text has another shape; ours to mend.
    """
    return _read(cls, cls.__name__, lambda: json.loads(text))


def encode_event(event: Event) -> EncodedEvent:
    """Divides an event into what is chained for ever and what can be erased."""
    shape = _codec(type(event)).encode(event)
    kept_apart = {name: shape.pop(name) for name in _personal(type(event))}
    return EncodedEvent(
        type=type(event).__name__,
        version=VERSIONS[type(event)],
        payload=dumps(shape),
        personal=dumps(kept_apart) if any(kept_apart.values()) else "",
    )


def decode_event(encoded: EncodedEvent) -> Event:
    """An event again; what was erased comes back as its default, which is empty.

    Raises:
        PermanentError: The ledger was written by a version that knew more types of events.
    """
    cls = EVENT_TYPES.get((encoded.type, encoded.version))
    if cls is None:
        raise PermanentError(
            f"The ledger holds an event {encoded.type!r}, version {encoded.version}, which this version of tramita "
            "does not know: a newer one wrote it. Install that version again; nothing was changed."
        )
    return _read(cls, encoded.type, lambda: json.loads(encoded.payload) | json.loads(encoded.personal or "{}"))


def _read(cls: type[T], name: str, load: Callable[[], Any]) -> T:
    decode = _codec(cls).decode
    try:
        value: T = decode(load())
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise PermanentError(
            f"The ledger holds a {name} that this version of tramita cannot read ({type(error).__name__}: {error}). "
            "Install the version that wrote it, or restore the ledger from its backup."
        ) from error
    return value


def _personal_fields(cls: type[Event]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls) if field.metadata.get("personal"))


_personal: Callable[[Any], tuple[str, ...]] = functools.cache(_personal_fields)


def _build(hint: Any) -> Codec:  # noqa: ANN401 - a type hint has no common type
    if hint == FieldValue:
        return Codec(_tag, _untag)
    if get_origin(hint) in (Union, UnionType):
        return _optional(hint)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint)[0])
    if get_origin(hint) is Mapping:
        return _mapping(get_args(hint)[1])
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Codec(lambda value: value.value, hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    raise TypeError(f"no way to write a {hint} as JSON")


_codec: Callable[[Any], Codec] = functools.cache(_build)


def _optional(hint: Any) -> Codec:  # noqa: ANN401 - a type hint has no common type
    inner, *others = (option for option in get_args(hint) if option is not NoneType)
    if others:
        raise TypeError(f"no way to tell apart the types of {hint}")
    codec = _codec(inner)
    return Codec(_unless_none(codec.encode), _unless_none(codec.decode))


def _unless_none(convert: Convert) -> Convert:
    return _itself if convert is _itself else lambda value: None if value is None else convert(value)


def _tuple(item: Any) -> Codec:  # noqa: ANN401 - a type hint has no common type
    codec = _codec(item)
    encode, decode = codec.encode, codec.decode
    return Codec(
        _itself if encode is _itself else lambda values: [encode(value) for value in values],
        tuple if decode is _itself else lambda values: tuple(decode(value) for value in values),
    )


def _mapping(item: Any) -> Codec:  # noqa: ANN401 - a type hint has no common type
    codec = _codec(item)
    return Codec(_each(codec.encode), _each(codec.decode))


def _each(convert: Convert) -> Convert:
    return dict if convert is _itself else lambda values: {key: convert(value) for key, value in values.items()}


def _dataclass(cls: type) -> Codec:
    hints = get_type_hints(cls)
    names = tuple(field.name for field in fields(cls) if field.name not in _NOT_KEPT.get(cls, ()))
    values_of = attrgetter(*names)
    codecs = {name: _codec(hints[name]) for name in names}
    encoders = [(name, codec.encode) for name, codec in codecs.items() if codec.encode is not _itself]
    decoders = [(name, codec.decode) for name, codec in codecs.items() if codec.decode is not _itself]

    def encode(value: object) -> dict[str, Any]:
        shape = dict(zip(names, values_of(value), strict=True))
        for name, convert in encoders:
            shape[name] = convert(shape[name])
        return shape

    def decode(shape: dict[str, Any]) -> object:
        for name, convert in decoders:
            if name in shape:
                shape[name] = convert(shape[name])
        return cls(**shape)

    return Codec(encode, decode)


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value} lacks a time zone")
    return value.isoformat()


def _tag(value: FieldValue) -> object:
    return _TAGS.get(type(value), _itself)(value)


def _untag(shape: Any) -> FieldValue:  # noqa: ANN401 - any JSON value
    if isinstance(shape, list):
        return tuple(shape)
    if isinstance(shape, dict):
        ((tag, text),) = shape.items()
        value: FieldValue = _TAGGED[tag](text)
        return value
    plain: FieldValue = shape
    return plain


_TAGS: Mapping[type, Convert] = {
    Decimal: lambda value: {"decimal": str(value)},
    date: lambda value: {"date": value.isoformat()},
}

_TAGGED: Mapping[str, Convert] = {"decimal": Decimal, "date": date.fromisoformat}

_SCALARS: Mapping[Any, Codec] = {
    str: Codec(),
    int: Codec(),
    bool: Codec(),
    float: Codec(),
    object: Codec(),
    Decimal: Codec(str, Decimal),
    datetime: Codec(_moment, datetime.fromisoformat),
    date: Codec(date.isoformat, date.fromisoformat),
}
