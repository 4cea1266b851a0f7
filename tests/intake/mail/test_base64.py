"""Attachments go on in the base64 that they came in, and come out as the same bytes."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.parse import part_bytes, parts_in_base64
from bot.intake.transfer import decode_base64, encode_base64, is_clean_base64

LINES = encode_base64(bytes(range(256)))


def _mail(encoding: str, body: bytes) -> bytes:
    head = f"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + body


@given(st.binary(max_size=500))
def test_lines_are_those_of_the_standard_library(content: bytes) -> None:
    """Seventy-six letters a line, CRLF between them; they are known as clean, with a line break at the end or not."""
    lines = encode_base64(content)
    assert lines == base64.encodebytes(content).replace(b"\n", b"\r\n").rstrip()
    assert is_clean_base64(lines)
    assert is_clean_base64(lines + b"\r\n")


@pytest.mark.parametrize(
    "body",
    [
        LINES.replace(b"\r\n", b"\n"),
        LINES.replace(b"\r\n", b""),
        LINES[:-1],
        LINES + b"====",
        LINES + b"\r\n" + LINES,
        LINES[:10] + b"=" + LINES[11:],
        LINES[:10] + b"-" + LINES[11:],
        LINES[:10] + b"\n" + LINES[11:],
    ],
)
def test_anything_else_is_encoded_anew(body: bytes) -> None:
    """Other line breaks, foreign letters or padding in the middle are not passed on, but what they say is."""
    assert not is_clean_base64(body)
    raw = _mail("base64", body)
    lines = parts_in_base64(raw, {0})[0]
    assert decode_base64(lines)[0] == part_bytes(raw, 0)
    assert is_clean_base64(lines)


@given(st.binary(max_size=300))
def test_clean_bytes_mean_one_thing(body: bytes) -> None:
    """Whatever is taken for clean decodes without a defect."""
    if is_clean_base64(body):
        assert decode_base64(body)[1] is None


def test_a_part_of_another_encoding_is_encoded() -> None:
    """An attachment that came as it is gets its base64."""
    assert parts_in_base64(_mail("binary", b"%PDF-1.7"), {0}) == {0: base64.b64encode(b"%PDF-1.7")}


def test_a_part_that_is_not_there_is_left_out() -> None:
    """A mail has no more parts than it has."""
    assert parts_in_base64(_mail("base64", LINES), {7}) == {}


@given(content=st.binary(min_size=100, max_size=400), place=st.integers(0, 400), foreign=st.binary(max_size=3))
def test_even_lines_hide_no_damage(content: bytes, place: int, foreign: bytes) -> None:
    """What is decoded, and whether it was whole, does not depend on where the lines end."""
    lines = encode_base64(content)
    damaged = lines[:place] + foreign + lines[place + len(foreign) :]
    without_ends = damaged.replace(b"\r", b"").replace(b"\n", b"")
    assert decode_base64(damaged) == decode_base64(without_ends)
    assert decode_base64(damaged.replace(b"\r\n", b"\n")) == decode_base64(without_ends)
