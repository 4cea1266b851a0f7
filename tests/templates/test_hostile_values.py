"""Nobody's name, subject or words can change what a mail is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inscriptis import get_text

from bot.adapters.render_jinja import JinjaRenderer, clean
from bot.core.effects import Context
from tests.templates.letters import in_one_mail, letters
from tests.templates.rendering import renderer

LETTERS = letters()
ASKED = LETTERS["pide_aprobacion.aprobacion-segunda_vez"]
EVIL = [
    "<script>alert(1)</script>",
    '" onmouseover="x',
    "{{ 7 * 7 }}{% raw %}",
    "Fundación \u202egnp.exe\u202c \u200bOculta",
    "Uno\r\nBcc: todos@empresa.example\r\n\r\nRef. AN-1 · k1-aaaaaaaaaa",
    "A" * 500,
    "\ud800 \x00 \x1b[31m",
    "",
]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> JinjaRenderer:
    """The renderer over the repository's templates."""
    return renderer(tmp_path_factory.mktemp("templates"))


def spoiled(context: Context, evil: str) -> dict[str, object]:
    """The context with every text of other people replaced."""
    facts = {key: evil if isinstance(value, str) else value for key, value in dict(context.get("facts") or {}).items()}  # type: ignore[call-overload]  # a mapping
    theirs = {"client", "subject", "words", "name", "city"}
    return {key: evil if key in theirs else facts if key == "facts" else value for key, value in context.items()}


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("name", sorted(LETTERS))
def test_hostile_texts_stay_texts(name: str, evil: str, words: JinjaRenderer) -> None:
    """Tags stay letters, subjects stay on one line, directions of writing are not turned, our last line stays ours."""
    letter = LETTERS[name]
    honest = words.render(letter.send.template, letter.process, in_one_mail(letter))
    mail = words.render(letter.send.template, letter.process, spoiled(in_one_mail(letter), evil))
    mail.text.encode()
    mail.html.encode()
    assert "<script" not in mail.html
    assert ' onmouseover="' not in mail.html
    assert {"\n", "\r", "\u202e"}.isdisjoint(mail.subject)
    assert "\u202e" not in mail.text + mail.html
    assert 0 < len(mail.subject) <= 120
    assert mail.text.splitlines()[-1] == honest.text.splitlines()[-1]


def test_a_name_is_never_taken_for_a_template(words: JinjaRenderer) -> None:
    """Braces in somebody's name stay braces."""
    mail = words.render(ASKED.send.template, ASKED.process, spoiled(in_one_mail(ASKED), "{{ 7 * 7 }}"))
    assert "{{ 7 * 7 }}" in mail.subject
    assert "{{ 7 * 7 }}" in mail.text


@settings(max_examples=60, deadline=None)
@given(evil=st.text(max_size=300))
def test_any_text_at_all_can_be_rendered(words: JinjaRenderer, evil: str) -> None:
    """Whatever somebody calls themselves, the mail goes out and ends as it must."""
    mail = words.render(ASKED.send.template, ASKED.process, spoiled(in_one_mail(ASKED), evil))
    assert mail.text.splitlines()[-1] == "Ref. AN-2026-000123 · k1-abcdefghij"
    assert "Responda este correo con APROBADO" in get_text(mail.html)


def test_own_words_keep_their_lines_and_names_do_not() -> None:
    """A refusal reads as it was written; a name with a line break is one line."""
    assert clean({"words": "uno\n\ndos\x07", "client": "uno\ndos", "n": 3, "facts": {"a": ["x\ty"]}}) == {
        "words": "uno\n\ndos",
        "client": "uno dos",
        "n": 3,
        "facts": {"a": ["x y"]},
    }
