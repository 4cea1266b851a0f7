"""Every mail as people get it: kept word for word, the same in both bodies, short, and answerable."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

from bot.adapters.render_jinja import JinjaRenderer
from bot.core.token import secrets_in
from bot.service.ports import Rendered
from tests.templates.letters import Letter, in_one_mail, letters
from tests.templates.rendering import renderer

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "UPDATE_SNAPSHOTS"
LETTERS = letters()
ABOUT_CASES = sorted(name for name, letter in LETTERS.items() if "case" in letter.send.context)
DECISIONS = ("pide_aprobacion", "pide_confirmacion.firma", "pide_confirmacion.revision", "pide_retiro", "pide_cambio")
WARNS = "no comprueba quién envía"
WORDS = re.compile(r"[^\W_]+", re.UNICODE)
JARGON = ("token", "hash", "workflow", "workspace", "http", "www.", "clic", "enlace", "formulario", "None", "Undefined")
PLAIN_CSS = ParserConfig(css=CSS_PROFILES["strict"])


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> JinjaRenderer:
    """The renderer over the repository's templates."""
    return renderer(tmp_path_factory.mktemp("templates"))


def rendered(words: JinjaRenderer, letter: Letter, **how: object) -> Rendered:
    """The mail."""
    return words.render(letter.send.template, letter.process, in_one_mail(letter, **how))


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_reads_as_it_was_reviewed(name: str, words: JinjaRenderer) -> None:
    """Nothing that people read changes unseen; ``UPDATE_SNAPSHOTS=1`` keeps what is there now."""
    mail = rendered(words, LETTERS[name])
    kept = {SNAPSHOTS / f"{name}.txt": f"{mail.subject}\n\n{mail.text}", SNAPSHOTS / f"{name}.html": mail.html}
    for path, content in kept.items():
        if os.environ.get(UPDATE):
            SNAPSHOTS.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_a_letter_is_what_it_is_called(name: str) -> None:
    """Its name begins with its template's, so that every template is looked at under its own."""
    assert name.removeprefix("ajustes-").startswith(LETTERS[name].send.template)


def test_no_snapshot_is_left_over() -> None:
    """What is kept is what is sent."""
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(LETTERS)


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_both_bodies_say_the_same(name: str, words: JinjaRenderer) -> None:
    """Whoever reads the HTML and whoever reads the plain text learn the same, in the same order."""
    mail = rendered(words, LETTERS[name])
    assert list(_words_of_html(mail.html)) == list(_spoken(mail.text))


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_is_short_and_without_jargon(name: str, words: JinjaRenderer) -> None:
    """Subject on one line of at most 78 characters, lines that no program breaks, few words, none of ours."""
    mail = rendered(words, LETTERS[name])
    assert 0 < len(mail.subject) <= 78
    assert "\n" not in mail.subject
    assert max(map(len, mail.text.splitlines())) <= 76
    prose = [line for line in mail.text.splitlines() if not line.startswith("  ")]
    assert len(WORDS.findall(" ".join(prose))) <= (150 if name.startswith("pide_") else 110)
    assert not [word for word in JARGON if word.lower() in (mail.subject + mail.text).lower()]
    assert "  \n" not in mail.text
    assert "\n\n\n" not in mail.text


@pytest.mark.parametrize("name", ABOUT_CASES)
def test_the_reference_is_the_last_line(name: str, words: JinjaRenderer) -> None:
    """The secret stands alone at the end of both bodies, in a form that is found again in a quoted answer."""
    mail = rendered(words, LETTERS[name])
    number = LETTERS[name].send.context["case"]
    assert mail.text.splitlines()[-1] == f"Ref. {number} · k1-abcdefghij"
    assert _seen(mail.html).strip().splitlines()[-1].strip() == f"Ref. {number} · k1-abcdefghij"
    assert secrets_in(f"> {mail.text}") == ("k1abcdefghij",)


@pytest.mark.parametrize("name", ["pide_identidad", "aclaracion_identidad"])
def test_a_question_without_a_case_carries_its_secret(name: str, words: JinjaRenderer) -> None:
    """Who vouches for a stranger answers a mail that is about no case yet."""
    assert rendered(words, LETTERS[name]).text.splitlines()[-1] == "Ref. k1-abcdefghij"


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_only_what_asks_for_a_decision_warns_of_an_open_mailbox(name: str, words: JinjaRenderer) -> None:
    """Where the mailbox proves nobody, whoever decides is told; nobody else is troubled with it."""
    letter = LETTERS[name]
    decides = letter.send.template.startswith(DECISIONS) or (
        letter.send.template == "recordatorio" and letter.send.context["ask"] == "approve"
    )
    assert (WARNS in rendered(words, letter, unauthenticated=True).text.replace("\n", " ")) == decides
    assert WARNS not in rendered(words, letter).text.replace("\n", " ")


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_a_bundle_says_which_part_it_is(name: str, words: JinjaRenderer) -> None:
    """Documents in several mails are announced in each; a single mail says nothing about it."""
    assert "Correo 2 de 3: los documentos no caben en uno solo." in rendered(words, LETTERS[name], part=2, parts=3).text
    assert "no caben" not in rendered(words, LETTERS[name]).text


def test_what_was_too_large_is_named_once(words: JinjaRenderer) -> None:
    """A document that no mail can hold is named in the first mail of the bundle."""
    letter, large = LETTERS["documentos_aprobados"], ["carta_cliente.pdf"]
    said = [
        "Por su tamaño no pude adjuntar: carta_cliente.pdf."
        in rendered(words, letter, part=n, parts=2, left_out=large).text
        for n in (1, 2)
    ]
    assert said == [True, False]


def test_lighter_copies_are_named_once(words: JinjaRenderer) -> None:
    """What did not fit as it came is named in the first mail of the bundle, with where the originals are."""
    letter = LETTERS["pide_aprobacion.aprobacion-copias_livianas"]
    said = [" ".join(rendered(words, letter, part=n, parts=2).text.split()) for n in (1, 2)]
    lighter = (
        "Por su tamaño van copias más livianas de factura_original.pdf y carta_cliente.jpg; los archivos originales"
    )
    assert [f"{lighter} quedan guardados con el caso." in one for one in said] == [True, False]


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_outlook_can_draw_it(name: str, words: JinjaRenderer) -> None:
    """Tables and inline style only: no pictures, links, scripts, classes, style sheets, or boxes that Word ignores."""
    html = rendered(words, LETTERS[name]).html
    assert not re.search(r"<(?:img|a|script|style|link|form|blockquote|input)\b|\bclass=|flex|grid|url\(", html)
    assert html.count("<table") == html.count("</table>")


def test_an_approval_says_everything_that_a_decision_needs(words: JinjaRenderer) -> None:
    """What is asked, how to answer, the facts, the warnings, what nobody could read, and all within 220 words."""
    mail = rendered(words, LETTERS["pide_aprobacion.aprobacion-con_avisos"])
    flat = " ".join(mail.text.split())
    opening, _, rest = flat.partition("Responda este correo con APROBADO, o con RECHAZADO y el motivo.")
    assert "anular y refacturar la factura FECA-104582 de Distribuidora El Roble S.A.S. por $ 5.057.500." in opening
    assert "Costos administrativos: Sí, $ 85.000" in rest
    assert "cita el memorando CAL-0141-2026" in rest
    assert "No pude leer por dentro la factura original y la carta del cliente" in rest
    assert len(WORDS.findall(flat)) <= 220


def test_a_second_approval_shows_what_changed_and_the_refusal(words: JinjaRenderer) -> None:
    """Whoever refused sees their own reasons and the documents that are new."""
    flat = " ".join(rendered(words, LETTERS["pide_aprobacion.aprobacion-segunda_vez"]).text.split())
    assert "Desde entonces cambió: la carta de respuesta y el memorando." in flat
    assert "Gloria Inés Buitrago Salazar no la aprobó el miércoles 4 de marzo: No se aprueba." in flat


def test_only_who_decides_is_told_whom_to_ask(words: JinjaRenderer) -> None:
    """Whoever was not understood about a decision learns how to get what they lack; about work there is none to get."""
    said = {
        name: "escríbale a Diana Carolina Valencia Lucumí (diana.valencia@empresa.example), o responda RECHAZADO"
        in " ".join(rendered(words, LETTERS[name]).text.split())
        for name in ("aclaracion-approval", "aclaracion-digitization", "aclaracion-retiro")
    }
    assert said == {"aclaracion-approval": True, "aclaracion-digitization": False, "aclaracion-retiro": False}


def test_everything_wrong_is_listed_at_once(words: JinjaRenderer) -> None:
    """Errors first and numbered, then what should be checked, each with the file and cell that it is about."""
    flat = " ".join(rendered(words, LETTERS["incompleta"]).text.split())
    first, second, also = (
        flat.index(one) for one in ("1. Falta la carta", "2. El valor", "Además, por favor verifique")
    )
    assert first < second < also < flat.index("CAL-0141-2026")
    assert "Está en el archivo memorando_cali.xlsx, celda F17." in flat


def _spoken(text: str) -> Iterator[str]:
    """Words of a plain text without the numbers of its lists."""
    return iter(WORDS.findall(re.sub(r"^  \d+\. ", "  ", text, flags=re.MULTILINE)))


def _words_of_html(html: str) -> Iterator[str]:
    listed = re.sub(r"^\s*(?:\d+\.|\*) ", " ", _seen(html), flags=re.MULTILINE)
    return iter(WORDS.findall(listed))


def _seen(html: str) -> str:
    return str(get_text(html, PLAIN_CSS))
