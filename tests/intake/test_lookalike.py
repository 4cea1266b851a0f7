"""A domain that only looks like the company's own is told from it, and others are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.lookalike import imitated

OWN = ("empresaejemplo.com.co", "ascensores.example")


@pytest.mark.parametrize(
    "domain",
    [
        "empresaejempl0.com.co",
        "empresaejernplo.com.co",
        "empresaejmeplo.com.co",
        "empresaejemplo.co",
        "empresaejemplo.com",
        "empresaejemplo-pagos.com",
        "empresaejemplo.com.co.correo.example",
        "mail.empresaejempIo.com.co".lower(),
        "еmpresaejemplo.com.co",
        "xn--mpresaejemplo-8mh.com.co",
        "émpresaejemplo.com.co",
    ],
)
def test_a_domain_drawn_like_ours(domain: str) -> None:
    """By a slip, by letters of another script, under another ending, with more words, or worn before another."""
    assert imitated(domain, OWN) == "empresaejemplo.com.co"


@pytest.mark.parametrize(
    "domain",
    [
        "empresaejemplo.com.co",
        "correo.empresaejemplo.com.co",
        "gmail.com",
        "ejemplo.com.co",
        "clinica.example",
        "",
        "co",
    ],
)
def test_other_domains_are_left_alone(domain: str) -> None:
    """Our own and those below it, and whatever differs by more than slips."""
    assert imitated(domain, OWN) == ""


def test_a_short_name_is_only_itself() -> None:
    """Of four letters, any other company is one slip away."""
    assert imitated("aba.com", ("abc.com",)) == ""
    assert imitated("abc.com.evil.example", ("abc.com",)) == "abc.com"


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_whatever_a_domain_is(domain: str, own: list[str]) -> None:
    """Nothing that an address may hold stops it, and an own domain imitates none."""
    assert imitated(domain, own) in {*own, ""}
    assert all(not imitated(each, own) for each in own)
