"""Which template words a mail, and what happens where one is missing or broken."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.adapters.render_jinja import JinjaRenderer
from bot.adapters.render_words import Wording, begin, figures, load_messages, proof_in_words, short
from bot.errors import PermanentError, SettingsError
from bot.settings import bundled
from tests.company import GLORIA, LUZ, SUPPORT, annulment, company

FILES = {
    "_text/form.j2": "",
    "_text/layout.j2": "{% block subject %}{% endblock %}\n\n{% block body %}{% endblock %}",
    "_html/form.j2": "",
    "_html/layout.j2": "<p>{% block body %}{% endblock %}</p>",
    "_base/general.j2": '{% extends "layout.j2" %}{% block subject %}base{% endblock %}'
    "{% block body %}{{ x }}{% endblock %}",
    "messages.es.yaml": "findings: {unknown: u}\nsubjects: {}\n",
}


@pytest.fixture
def renderer(tmp_path: Path) -> Callable[..., JinjaRenderer]:
    """A renderer over the least that it needs, and some more files."""

    def made(more: Mapping[str, str] | None = None) -> JinjaRenderer:
        for name, content in {**FILES, **(more or {})}.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return JinjaRenderer(tmp_path, company(), (annulment(),))

    return made


def subject(text: str) -> str:
    """A template with this subject."""
    return f'{{% extends "layout.j2" %}}{{% block subject %}}{text}{{% endblock %}}'


def test_the_step_and_the_process_go_first(renderer: Callable[..., JinjaRenderer]) -> None:
    """The step's own template, else the general one; in the process's folder, else in the base folder."""
    words = renderer(
        {
            "anulacion/general.step.j2": subject("process, step"),
            "anulacion/other.j2": subject("process"),
            "_base/other.j2": subject("base"),
        }
    )

    def found(name: str, process: str) -> str:
        return words.render(name, process, {"x": ""}).subject

    assert found("general.step", "anulacion") == "process, step"
    assert found("general.another", "anulacion") == "base"
    assert found("other.step", "anulacion") == "process"
    assert found("other.step", "") == "base"


def test_html_is_escaped_and_text_is_not(renderer: Callable[..., JinjaRenderer]) -> None:
    """A value is written as it is in the text, and with entities in the HTML."""
    mail = renderer().render("general", "", {"x": "<b> & co"})
    assert mail.text == "<b> & co\n"
    assert mail.html == "<p>&lt;b&gt; &amp; co</p>\n"


@pytest.mark.parametrize("content", [subject("{{ unknown }}"), "{% if %}", subject("{{ ''.__class__ }}")])
def test_a_broken_template_names_itself(renderer: Callable[..., JinjaRenderer], content: str) -> None:
    """A value that is not there, wrong syntax and a look behind the sandbox stop one mail, with a reason."""
    words = renderer({"_base/broken.j2": content})
    with pytest.raises(PermanentError, match=r"template broken of _base"):
        words.render("broken", "", {})


def test_a_missing_template_names_itself(renderer: Callable[..., JinjaRenderer]) -> None:
    """A mail that nobody wrote is an error with its name and process."""
    with pytest.raises(PermanentError, match=r"template missing\.step of anulacion"):
        renderer().render("missing.step", "anulacion", {})


@pytest.mark.parametrize("name", ["messages.es.yaml", "_html/form.j2"])
def test_what_every_mail_needs_is_needed_at_the_start(renderer: Callable[..., JinjaRenderer], name: str) -> None:
    """Broken messages or forms are told when the program starts, not with the first mail."""
    with pytest.raises(SettingsError):
        renderer({name: "{% [ {{"})


@pytest.fixture
def wording() -> Wording:
    """Words of a company, with messages of the test's own."""
    texts = {
        "weekdays": list("abcdefg"),
        "months": [str(n) for n in range(1, 13)],
        "day": "{weekday}-{day}-{month}",
        "said": {"yes": "Sí", "no": "No", "and": "y", "and_i": "e", "or": "o", "or_o": "u"},
        "kinds": {"anulacion": "anulación"},
        "findings": {"unknown": "?", "known": "{a} no es {b}."},
        "subjects": {},
        "where": {"file": "Es {file}.", "cell": "{file}, celda {place}.", "page": "{file}, página {place}."},
        "papers": {"sellado": "el sellado"},
        "steps": {"aprobacion": "la aprobación"},
        "step": "el paso «{name}»",
        "labels": {"valor": "Valor"},
    }
    return Wording(texts, company(), annulment())


PROOFS = [
    ("from", "un solo remitente"),
    ("duplicate:sender", "encabezado sender"),
    ("headers.too_many", "demasiados encabezados"),
    *((f"authentication-results:{what}", "autenticación") for what in ("missing", "unreadable", "foreign", "none")),
    ("authentication-results:fail", "falló"),
    ("authentication-results:dmarc", "DMARC"),
    *((f"internal-mark:{what}", "marc") for what in ("missing", "foreign")),
    *((f"dkim:{what}", "DKIM") for what in ("missing", "foreign", "weak", "fail", "unanswered")),
]


@pytest.mark.parametrize(("code", "words"), PROOFS)
def test_why_nobody_vouches_is_said_in_words(code: str, words: str) -> None:
    """Each code of a proof that failed has its words, and none shows through them."""
    said = proof_in_words(code, load_messages(bundled("templates") / "messages.es.yaml"))
    assert words in said
    assert code not in said.split()


def test_days_are_those_of_the_company(wording: Wording) -> None:
    """A moment just after midnight in London is still the day before in Bogotá."""
    assert wording.day("2026-03-05T02:00:00+00:00") == "c-4-3"
    assert figures("2026-03-12") == "12/03/2026"
    assert figures("pronto") == "pronto"


def test_people_are_greeted_by_their_first_name(wording: Wording) -> None:
    """A help desk keeps its whole name, a stranger has none."""
    assert [wording.first_name(one) for one in (GLORIA, LUZ, SUPPORT, "x@y.example")] == [
        "Gloria",
        "Luz",
        "Mesa de Ayuda",
        "",
    ]


def test_lists_are_joined_as_people_speak(wording: Wording) -> None:
    """The joint follows the sound of the next word."""
    assert wording.listed([]) == ""
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b y c"
    assert wording.listed(["factura", "informe"]) == "factura e informe"
    assert wording.either(["siete", "ocho"]) == "siete u ocho"


def test_findings_say_where_they_are(wording: Wording) -> None:
    """A cell or a page is named unless the sentence names the file; an unknown code has a sentence all the same."""
    found = {"code": "known", "data": {"a": "1"}, "file": "m.xlsx", "place": "F17"}
    assert wording.told(found) == "1 no es (b). m.xlsx, celda F17."
    assert wording.told({**found, "place": "2"}) == "1 no es (b). m.xlsx, página 2."
    assert wording.told({**found, "place": ""}) == "1 no es (b). Es m.xlsx."
    assert wording.told({**found, "data": {"a": "m.xlsx", "b": "2"}}) == "m.xlsx no es 2."
    assert wording.told({"code": "new", "data": {}, "file": "", "place": ""}) == "?"


def test_facts_documents_and_steps_have_their_names(wording: Wording) -> None:
    """What has no name of its own is still readable."""
    assert wording.said(["anulacion", "otra_cosa"]) == "anulación y otra cosa"
    assert [wording.said(one) for one in (True, False, None, "x", 3)] == ["Sí", "No", "", "x", "3"]
    assert [wording.title(one) for one in ("memorando", "sellado", "acta_final")] == [
        "el memorando",
        "el sellado",
        "acta final",
    ]
    assert [wording.step_title(one) for one in ("aprobacion", "visto_bueno")] == [
        "la aprobación",
        "el paso «visto bueno»",
    ]
    assert wording.labelled({"otro": 1, "valor": "$ 3"}) == [("Valor", "$ 3")]
    assert begin("nIT") == "NIT"
    assert short("abcdef", 4) == "abc…"
