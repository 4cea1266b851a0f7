"""HTML becomes the text that its reader saw."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.html import MAX_ELEMENTS, MAX_HTML, bare_text, html_text
from bot.intake.parse import parse
from bot.testing import replies
from bot.testing.mails import MailBuilder

SHOWN = (
    *("color:white;background:navy", "background-color:white;color:#ffffee", "background-color:transparent"),
    *("color:rgb(10,10,0)", "color:#fff;background:url(x.png)", "font:10px Arial", "font-size:90%", "color:#123450"),
    *(
        "overflow:hidden;width:10px",
        "left:10px",
        "left:120px;margin:0 -12px",
        "color:hsl(0,100%,50%)",
        "color:rgb(255 0 255)",
        "zoom:1",
        "border-width:0;overflow:hidden",
        "color:inherit;background:inherit",
    ),
)


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE",
        "visibility:hidden",
        "font-size:0",
        "font-size:0px",
        "opacity:0",
        "mso-hide:all",
        "font-size:1px",
        "font-size:.1pt",
        "opacity:0.01",
        "color:#FFFFFF",
        "font-weight:bold; color: white",
        "color:rgb(255, 255, 255)",
        "color:transparent",
        "position:absolute;left:-9999px",
        "text-indent:-9999px",
        "height:0;overflow:hidden",
        "overflow : hidden; max-height : 0px",
        "position:absolute;clip:rect(0,0,0,0)",
        "transform:scale(0)",
        "text-decoration:line-through",
        "display:/**/none",
        "d\\69splay:none",
        "color:#eee;background:#eee",
        "visibility:collapse",
        "font-size:.2em",
        "font-size:2px",
        "font-size:1%",
        "font:0/0 a",
        "opacity:1%",
        "filter:opacity(0)",
        "zoom:0",
        "color:#fffffe",
        "color:rgb(100%,100%,100%)",
        "color:hsl(0,0%,100%)",
        "color:rgba(0, 0, 0, 0)",
        "color:rgb(0 0 0 / 0%)",
        "color:#00000000",
        "color:#fff;background:white",
        "color:#eee !important;background:#eee",
        "-webkit-text-fill-color:transparent",
        "position:absolute;top:-9999px",
        "position:absolute;left:9999px",
        "position:absolute;left:200vw",
        "position:fixed;inset:-999px auto auto",
        "margin:0 0 0 -9999px",
        "transform:scale(0, 1)",
        "filter:blur(20px)",
        "color:rgb(255 255 255)",
        "color:hsl(0deg 0% 100%)",
        "margin-top: 150.5em",
        "transform:translateX(-9999px)",
        "max-height:1px;overflow:hidden",
        "height:0;overflow-y:clip",
        "clip:rect(1px,1px,1px,1px)",
        "clip-path:circle(0)",
        "display:none/*",
    ],
)
def test_hidden_words_are_not_read(style: str) -> None:
    """Whoever hides a decision in the markup has not written it."""
    assert html_text(f"<p>Buenas</p><p style='{style}'>APROBADO</p><p>tardes</p>").split() == ["Buenas", "tardes"]


@pytest.mark.parametrize(
    "style", ["font-size:0.9em", "font-size:10px", "opacity:0.8", "display:block", "font-size:1em", *SHOWN]
)
def test_small_words_are_read(style: str) -> None:
    """Small or pale is not hidden."""
    assert "APROBADO" in html_text(f"<p style='{style}'>APROBADO</p>")


@pytest.mark.parametrize(
    "around",
    [
        "<table bgcolor='#112233'><tr><td><font color='#112233'>APROBADO</font></td></tr></table>",
        "<div style='background:#fff'><p><b style='color:white'>APROBADO</b></p></div>",
    ],
)
def test_words_of_the_colour_behind_them_are_not_read(around: str) -> None:
    """Whatever element lays the ground."""
    assert html_text(f"<p>Hola</p>{around}").split() == ["Hola"]


@pytest.mark.parametrize(
    "tag", ["s", "strike", "del", "textarea", "option", "dialog", "iframe", "video", "svg", "noframes", "meter"]
)
def test_struck_and_entered_words_are_not_read(tag: str) -> None:
    """What is crossed out was taken back, and a form's field or what stands for a film is no text."""
    assert html_text(f"<p>No <{tag}>APROBADO</{tag}></p>").split() == ["No"]


@pytest.mark.parametrize(
    ("sheet", "attribute"),
    [
        (".x{display:none}", "class='a x'"),
        ("p.y , #z { font-size:0 }", "id=z"),
        ("/*{*/.x{visibility:hidden}", "class=x"),
        ("<!-- .x{display:none} -->", "class=x"),
        ("@import url(a);@media all{.x{display:none}}", "class=x"),
        ("div .a.x{display:none}", "class='a x'"),
        ("body > .x{display:none}", "class=x"),
    ],
)
def test_words_hidden_by_a_style_sheet_are_not_read(sheet: str, attribute: str) -> None:
    """By class or by id."""
    assert html_text(f"<style>{sheet}</style><p>Hola</p><p {attribute}>APROBADO</p>").split() == ["Hola"]


SURE_SHEETS = (
    *(".x{display:none}", "p.x,#y{font-size:0}", "h6{display:none}", ".x{color:#fff;background:navy}", "p{color:#333}"),
    *("<!-- p.MsoNormal {margin:0cm; color:black} @page WordSection1 {size:612.0pt} -->", "a:hover{color:blue}"),
)
SHOWN_AGAIN = (
    *(("style='color:#fff'", "style='color:#000'"), ("style='color:white'", "color=black")),
    *(("style='visibility:hidden'", "style='visibility:visible'"), ("style='font-size:0'", "style='font:12px a'")),
)
UNSURE_SHEETS = (
    *("*{display:none}", "[data-x]{display:none}", "p:first-child{display:none}", ".\\78{display:none}"),
    *("div.a p{display:none}", "a:not(.b, .c){opacity:0}", ".x{color:#fff}", "@media all{a{b:c}.x{color: White }}"),
    *(".x{a:'}';display:none}", ".x{color:#fff;background:none}"),
)


@pytest.mark.parametrize(
    ("html", "unclear"),
    [
        *((f"<style>{sheet}</style><p>Hola</p>", False) for sheet in SURE_SHEETS),
        *((f"<p>Hola</p><style>{sheet}</style>", True) for sheet in UNSURE_SHEETS),
        *((f"<p {outer}>a<b {inner}>No</b></p>apruebo", True) for outer, inner in SHOWN_AGAIN),
        ("<div style='display:none;color:#fff'><p style='color:red'>a</p></div>", False),
        ("<p style='color:#fff'><s style='color:red'>a</s></p><b style='color:red'>b</b>", False),
        ("<details><summary>Hola</summary>APROBADO</details>", True),
        ("", False),
    ],
)
def test_who_hides_in_ways_of_their_own_is_unclear(html: str, *, unclear: bool) -> None:
    """Who hides by more than one name, or hides and shows again, needs a browser to say what is seen."""
    assert bare_text(html).unclear is unclear


@pytest.mark.parametrize("piece", ["text-decoration:", "text-decoration", "/* ", "color:a(", "translate(", "width:0"])
def test_endless_styles_end(piece: str) -> None:
    """No style makes its reader look at the same letters over and over."""
    style = piece * (90_000 // len(piece))
    assert html_text(f"<style>{style}</style><p style='{style}'>Hola</p><p>APROBADO</p>").split()[-1] == "APROBADO"


def test_endless_sheets_end() -> None:
    """Nor does a style sheet without a rule."""
    sheet = "a" * 50_000 + (",a" * 500 + "{" + "a" * 4_000) * 20
    assert html_text(f"<style>{sheet}</style><p>Hola</p>").split() == ["Hola"]
    assert bare_text(f"<style>{'a' * 90_000}!{{display:none}}</style>").unclear


def test_pages_of_elements_are_cut() -> None:
    """What stands first is read."""
    words = html_text("<p>APROBADO</p>" + "<br>a" * 3 * MAX_ELEMENTS).split()
    assert words[0] == "APROBADO"
    assert len(words) <= MAX_ELEMENTS


def test_table_columns_stay_apart() -> None:
    """A label and its value never run into each other."""
    assert html_text("<table><tr><td>Cobro</td><td>NO</td></tr></table>").split() == ["Cobro", "NO"]


def test_accents_and_lines_are_kept() -> None:
    """Entities, breaks and paragraphs are rendered."""
    assert html_text("<p>Anulaci&oacute;n<br>ma&ntilde;ana</p>").split() == ["Anulación", "mañana"]


def test_scripts_styles_and_comments_are_no_text() -> None:
    """What a browser does not show is not read."""
    assert html_text("<style>p{}</style><script>x()</script><!-- RECHAZADO --><p>Sí</p>").split() == ["Sí"]


def test_a_giant_cell_does_not_widen_every_row() -> None:
    """Padding a column to its widest cell is given up where it would take gigabytes."""
    rows = "<tr><td>x</td></tr>" * 4_000
    assert len(html_text(f"<table><tr><td>{'a' * 50_000}</td></tr>{rows}</table>")) < MAX_HTML


@pytest.mark.parametrize("html", ["", "   ", "\x00", "<", "<!-- x", "<p", "&#xD800;", "<?xml encoding='x'?>"])
def test_scraps_are_rendered(html: str) -> None:
    """Markup that says nothing renders to nothing that matters."""
    assert html_text(html).strip() in {"", "<", "\ufffd"}


@given(
    st.lists(
        st.sampled_from(
            ["<table>", "<tr>", "<td>", "</td>", "<div>", "</p>", "<ul>", "<li>", "<br>", "x", "&", "<a href="]
        )
    )
)
def test_broken_markup_never_raises(tags: list[str]) -> None:
    """Tags in any order are rendered."""
    html = "".join(tags)
    assert html_text(html).count("x") <= html.count("x")


@pytest.mark.parametrize("client", ["outlook", "outlook_web", "gmail", "html_only"])
def test_bare_text_has_the_words_of_the_rendered_text(client: str) -> None:
    """Without its layout an answer that quotes tables and headers still says the same words in the same order."""
    question = MailBuilder(
        sender="Ana Gil <ana@empresa.example>",
        to=("jefe@empresa.example",),
        date=datetime(2026, 7, 6, 9, 0, tzinfo=UTC),
        subject="Pide su aprobación",
        text="Responda",
        html="<p>Responda <b>SÍ</b></p><table><tr><th>Caso</th><td>AN-2026-000089</td></tr></table>",
    ).raw()
    html = parse(replies.reply(question, "Aprobado, gracias.", client=client)).html or ""
    assert bare_text(html).text.split() == html_text(html).split() != []


@pytest.mark.parametrize(
    "markup", ["<td>no</td><td>apruebo</td>", "no<br>apruebo", "<p>no</p>apruebo", "no<div>apruebo"]
)
def test_bare_text_keeps_words_apart_that_stand_on_lines_of_their_own(markup: str) -> None:
    """The end of a line, a cell or a paragraph ends a word; a change of letters does not."""
    table = f"<table><tr>{markup}</tr></table>" if markup.startswith("<td") else markup
    assert bare_text(f"<b>Yo</b>, <i>s</i>í: {table}").text.split() == ["Yo,", "sí:", "no", "apruebo"]


def test_bare_text_leaves_out_what_is_hidden() -> None:
    """What the reader does not see is not among the words; nothing at all has none."""
    assert bare_text('<p>Sí<span style="display:none">, no</span></p>').text.split() == ["Sí"]
    assert bare_text(" ").text == ""


def test_an_emoji_drawn_as_a_picture_is_read() -> None:
    """Its alternative text is what the reader sees; that of a logo is not."""
    assert html_text('<p>Aprobado <img src="cid:a" alt="👎"> <img src="cid:b" alt="Logo"></p>').split() == [
        "Aprobado",
        "👎",
    ]
