"""The single values that rules are written with, each with the form it must have.

A value that was read stays a JSON value in one canonical form, so that a process's block can be kept and read again.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from bot.intake.words import fold
from bot.rules.wording import units

_DURATION = re.compile(r"(\d{1,3}) (.+)")
_SIZE = re.compile(r"(\d{1,4}) ?(KB|MB)")
_SIZE_UNITS = {"KB": 1024, "MB": 1024 * 1024}
_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SCANNER_ADDRESS = re.compile(r"unix:/.+|[\w.-]+:(?P<port>\d{1,5})", re.ASCII)
_SECRET = re.compile(r"env:[A-Za-z_]\w*|file:/.+|credential:[\w.-]+", re.ASCII)

LAST_PORT = 65535


class Strict(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def fault(code: str, **data: str) -> PydanticCustomError:
    """An error whose sentence stands under ``code`` in ``templates/rules.es.yaml``."""
    return PydanticCustomError(code, code, data)


def _duration(text: str) -> str:
    match = _DURATION.fullmatch(" ".join(text.split()))
    unit = units().get(fold(match[2])) if match else None
    if not match or not unit or int(match[1]) == 0:
        raise fault("duration")
    return f"{int(match[1])} {unit}"


def _size(text: str) -> str:
    if not _SIZE.fullmatch(text):
        raise fault("size")
    return text


def size_in_bytes(size: str) -> int:
    """Bytes of a size such as ``20 MB``."""
    match = _SIZE.fullmatch(size)
    if not match:
        raise ValueError(size)
    return int(match[1]) * _SIZE_UNITS[match[2]]


def _hours(text: str) -> str:
    opens, _, closes = text.partition("-")
    if not _HOURS.fullmatch(text) or opens >= closes:
        raise fault("hours")
    return text


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # an unknown name, the name of a folder, a name with ``..``
        raise fault("timezone") from None
    return name


def _secret(text: str) -> str:
    if not _SECRET.fullmatch(text):
        raise fault("secret")
    return text


def _scanner_address(text: str) -> str:
    match = _SCANNER_ADDRESS.fullmatch(text)
    if not match or not (match["port"] is None or 0 < int(match["port"]) <= LAST_PORT):
        raise fault("scanner_address")
    return text


def _amount(written: object) -> object:
    if isinstance(written, str) and _THOUSANDS.fullmatch(written):
        return written.replace(".", "").replace(",", ".")
    return written


def is_day(text: str) -> bool:
    """Whether it is a date that exists, with the form 2026-07-31."""
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _day(written: object) -> object:
    if isinstance(written, str) and not _DAY.fullmatch(written):
        raise fault("date")
    return written


def _shape(value: Any) -> str | None:  # noqa: ANN401 - anything can stand in a file
    if isinstance(value, dict | BaseModel):
        return "<mapping>"
    if isinstance(value, list):
        return "<list>"
    return "<text>" if isinstance(value, str) else None


BY_SHAPE = Discriminator(_shape, custom_error_type="shape", custom_error_message="shape")
"""Chooses between forms of one thing by whether a mapping, a list or a text was written."""

MAPPING, LIST, TEXT = Tag("<mapping>"), Tag("<list>"), Tag("<text>")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Value = Annotated[Text, WithJsonSchema({"type": ["string", "number", "boolean"]})]
"""A text that an editor may take for a number: rules keep it as it was written."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z_]+)+$")]
Keyword = Annotated[str, StringConstraints(pattern=r"^[^\W\d_]+( [^\W\d_]+)*$")]
Kinds = Annotated[str, StringConstraints(pattern=r"^[a-z_]+( ?\+ ?[a-z_]+)*$")]
Prefix = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,6}$")]
Domain = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")]
Address = Annotated[
    str, StringConstraints(to_lower=True, pattern=r"^[A-Za-z0-9.!#$%&'*/=?^_`{|}~+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
]
Duration = Annotated[str, AfterValidator(_duration)]
Size = Annotated[str, AfterValidator(_size)]
Hours = Annotated[str, AfterValidator(_hours)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Secret = Annotated[str, AfterValidator(_secret)]
ScannerAddress = Annotated[str, AfterValidator(_scanner_address)]
Amount = Annotated[Decimal, BeforeValidator(_amount), WithJsonSchema({"type": ["string", "number"]})]
Day = Annotated[date, BeforeValidator(_day)]
