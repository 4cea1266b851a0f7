"""Harmless words are known in all their forms, and no other word by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.words import fold


@pytest.mark.parametrize(
    "word",
    [
        *("vecina", "vecinos", "vecinita", "empanadas", "buseticas", "felices", "cafecito", "jardines"),
        *("lindísima", "profesoras", "amorcito", "corazones", "golazo", "lucecitas"),
    ],
)
def test_a_noun_is_known_in_every_number_gender_and_size(word: str, lexicon: Lexicon) -> None:
    """Plural, feminine and diminutive of a listed word are that word."""
    assert lexicon.plain.knows([fold(word)])


@pytest.mark.parametrize(
    "word",
    ["almuerzo", "almorzamos", "almuércense", "abríguense", "celebró", "tosía", "durmieron", "felicítenla", "llueve"],
)
def test_a_harmless_verb_is_known_in_every_form(word: str, lexicon: Lexicon) -> None:
    """Its stem may change in sound and spelling, and pronouns may hang on it."""
    assert lexicon.plain.knows([fold(word)])
    assert not lexicon.plain.knows([fold(word)], verbs=False)


def test_what_changes_the_invoice_is_harmless_in_the_past_only(lexicon: Lexicon) -> None:
    """«quitaron» tells what happened, «quiten» asks for a change."""
    assert lexicon.plain.knows(["quitaron", "cobro", "agregaron"])
    assert not any(lexicon.plain.knows([word]) for word in ("quiten", "agreguenle", "descuenten", "cobrenle"))


@pytest.mark.parametrize(
    "word",
    ["quizas", "mitad", "entrante", "tope", "salvo", "siguiente", "aguanten", "demorenla", "olvidemoslo", "parenla"],
)
def test_words_that_bear_on_a_decision_are_not_harmless(word: str, lexicon: Lexicon) -> None:
    """What limits, postpones, holds or takes back is not in the list in any disguise."""
    assert not lexicon.plain.knows([word])


@given(st.text("bcdfghjklmnpqrstvwxyz", min_size=4, max_size=12))
def test_letters_that_are_no_word_are_not_harmless(lexicon: Lexicon, letters: str) -> None:
    """Without a vowel there is no Spanish word of four letters."""
    assert not lexicon.plain.knows([letters]) or letters in lexicon.plain.words


def test_a_bare_name_after_a_yes_is_a_thing_or_none(lexicon: Lexicon) -> None:
    """Things can be granted, people and feelings cannot."""
    assert all(lexicon.plain.is_thing(word) for word in ("sillas", "tortas", "computador"))
    assert not any(lexicon.plain.is_thing(word) for word in ("vecina", "alegria", "besitos"))
