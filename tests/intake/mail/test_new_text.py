"""The author's words come out whole, and nobody else's come with them."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.intake.mail_forms import MailForms
from bot.intake.parse import parse
from bot.intake.reply import NewText, new_text

ROOT = Path(__file__).parents[3]
OWN = ROOT / "tests" / "fixtures" / "replies"
SHARED = ROOT.parent / "shared" / "samples" / "replies"
REQUEST = (OWN / "request.txt").read_text(encoding="utf-8")


def cases(folder: Path) -> list[dict[str, str]]:
    """The expected twins of a folder of mails."""
    path = folder / "expected.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def words(text: str | None) -> str:
    """The text with white space joined."""
    return " ".join((text or "").split())


def answer(body: str, forms: MailForms, *sent: str, sender: str = "Rosa Cárdenas <rosa@modelo.example>") -> NewText:
    """The new text of a plain answer."""
    head = f"From: {sender}\nContent-Type: text/plain; charset=utf-8\n\n"
    return new_text(parse(f"{head}{body}".encode()), forms, sent)


@pytest.mark.parametrize("sent", [(), (REQUEST,)], ids=["layout", "sent"])
@pytest.mark.parametrize("case", cases(OWN), ids=lambda case: case["file"])
def test_every_client_is_read(case: dict[str, str], sent: tuple[str, ...], forms: MailForms) -> None:
    """Text, signature and certainty are as a person would say, whether or not what we sent is known."""
    found = new_text(parse((OWN / case["file"]).read_bytes()), forms, sent)
    assert words(found.text) == words(case["new_text"])
    assert words(found.signature) == words(case["signature"])
    assert found.separable is case["separable"]


@pytest.mark.parametrize("case", cases(SHARED), ids=lambda case: case["file"])
def test_the_shared_samples_are_read(case: dict[str, str], forms: MailForms) -> None:
    """The new text, or the new text and the signature behind it."""
    found = new_text(parse((SHARED / case["file"]).read_bytes()), forms)
    with_signature = words(f"{found.text} {found.signature}") == words(f"{case['new_text']} {case['signature'] or ''}")
    assert words(found.text) == words(case["new_text"]) or with_signature


@pytest.mark.parametrize("case", cases(OWN) + cases(SHARED), ids=lambda case: case["file"])
def test_the_html_alone_says_the_same(case: dict[str, str], forms: MailForms) -> None:
    """A mail that kept only its HTML gives the same text."""
    path = next(folder / case["file"] for folder in (OWN, SHARED) if (folder / case["file"]).exists())
    mail = parse(path.read_bytes())
    if mail.html is None or case.get("auto"):
        assert not mail.rendered
        return
    found = new_text(replace(mail, text="", rendered=True), forms)
    assert words(found.text) == words(case["new_text"])


def test_what_we_sent_is_subtracted_without_any_mark(forms: MailForms) -> None:
    """A client that sets no mark at all still shows only the author's words, however it wrapped ours."""
    rewrapped = "\n".join(words(REQUEST)[start : start + 50] for start in range(0, len(words(REQUEST)), 50))
    broken = rewrapped.replace("\n", "")  # words cut by a slice come together again
    assert answer(f"Aprobado.\n\n{broken}", forms, REQUEST) == NewText(
        text="Aprobado.", signature="", quoted=broken, separable=True
    )


def test_a_copied_answer_of_ours_is_not_the_authors(forms: MailForms) -> None:
    """Our own instruction, sent back, decides nothing."""
    assert answer("Responda APROBADO o RECHAZADO y el motivo.", forms, REQUEST).text == ""


@pytest.mark.parametrize(
    "said",
    [
        "La carta del cliente está ilegible, por favor una copia mejor.",
        "Por ser imagen no pude leer la carta del cliente, aprobado",
        "Se aprobó anular la factura y no estoy de acuerdo",
    ],
)
def test_an_author_may_use_our_words(said: str, forms: MailForms) -> None:
    """Who speaks of the same matter as we do has written the whole sentence, and it is read whole."""
    sent = """La carta del cliente habla de la factura FEMD-204417 y el memorando pide otra; por favor corrija.

Por ser imagen no pude leer la carta del cliente: por favor revise usted lo que dice.

Se aprobó anular la factura FEMD-204417 de Comercial La Estrella."""
    assert answer(said, forms, sent).text == said
    assert (
        answer(f"{said}\n\nEl mié, 4 de mar de 2026, Bot <b@x.example> escribió:\n> {sent}", forms, sent).text == said
    )


def test_a_short_answer_of_words_that_we_used_is_kept(forms: MailForms) -> None:
    """Only runs of four words are subtracted."""
    assert answer("APROBADO\n\n> Responda APROBADO o RECHAZADO y el motivo.", forms, REQUEST).text == "APROBADO"


def test_words_below_our_unmarked_text_are_uncertain(forms: MailForms) -> None:
    """Without marks nobody can say whose words follow ours."""
    found = answer(f"{REQUEST}\nAPROBADO", forms, REQUEST)
    assert (found.text, found.separable) == ("APROBADO", False)


HEADER = "De: Anulaciones <a@modelo.example>\nEnviado el: martes, 24 de marzo de 2026 15:12\nPara: Rosa\nAsunto: x\n\n"


def test_an_answer_inside_our_mail_is_certain_only_when_signed(forms: MailForms) -> None:
    """The author's name in brackets, inside a mail that we sent, is the author's word; bare words are not."""
    inside = REQUEST.replace("¿Se cobran costos? NO", "¿Se cobran costos? NO\n[Rosa Cárdenas] De acuerdo.")
    signed = answer(f"Va abajo.\n\n{HEADER}{inside}", forms, REQUEST)
    assert (words(signed.text), signed.separable) == ("Va abajo. [Rosa Cárdenas] De acuerdo.", True)
    bare = answer(f"Va abajo.\n\n{HEADER}{inside.replace('[Rosa Cárdenas] ', '')}", forms, REQUEST)
    assert (words(bare.text), bare.separable) == ("Va abajo. De acuerdo.", False)


def test_a_signed_answer_inside_an_unknown_mail_is_uncertain(forms: MailForms) -> None:
    """Whoever wrote the quoted mail could have written the author's name into it."""
    found = answer(f"Ver abajo.\n\n{HEADER}Hola Rosa\n[Rosa Cárdenas] APROBADO", forms)
    assert (words(found.text), found.separable) == ("Ver abajo. [Rosa Cárdenas] APROBADO", False)


@pytest.mark.parametrize(
    ("body", "text", "signature"),
    [
        ("NO APROBADO", "NO APROBADO", ""),
        ("Rosa\n\naprobado", "Rosa\n\naprobado", ""),
        ("Cordial saludo,\n\nAPROBADO", "Cordial saludo,\n\nAPROBADO", ""),
        ("Aprobado, gracias.\nRosa Cárdenas", "Aprobado, gracias.", "Rosa Cárdenas"),
        ("Aprobado\n\nCordialmente,\n\nLuis Peña Gil\nJefe", "Aprobado\n\nCordialmente,", "Luis Peña Gil\nJefe"),
        ("Aprobado\n\nLuis Peña Gil\nCel. 300 555 0100", "Aprobado", "Luis Peña Gil\nCel. 300 555 0100"),
        ("Enviado desde mi iPhone\n\nAprobado", "Aprobado", "Enviado desde mi iPhone"),
        ("El cliente escribió:\nno quiero.\nRechazado", "El cliente escribió:\nno quiero.\nRechazado", ""),
        ("Decisión: APROBADO\nFecha: 12/03/2026", "Decisión: APROBADO\nFecha: 12/03/2026", ""),
        ("Sí\n--\nNO se imprima", "Sí", "--\nNO se imprima"),
        ("Aprobado\nRosa Cárdenas\nsiempre que firme", "Aprobado\nRosa Cárdenas\nsiempre que firme", ""),
        ("Aprobado\n\nRosa C.\n\nPD: solo si firma", "Aprobado\n\nRosa C.\n\nPD: solo si firma", ""),
        ("Aprobado\n\nRosa C.\n\nEl cliente debe firmar.", "Aprobado\n\nRosa C.\n\nEl cliente debe firmar.", ""),
        ("Enviado desde mi casa: aprobado", "Enviado desde mi casa: aprobado", ""),
    ],
)
def test_signatures_end_the_text_and_nothing_else_does(body: str, text: str, signature: str, forms: MailForms) -> None:
    """A name block is dropped, a decision never is."""
    found = answer(body, forms)
    assert (found.text, found.signature) == (text, signature)


def test_a_report_holds_no_words_of_a_person(forms: MailForms) -> None:
    """Nobody types a delivery report."""
    raw = b"From: a@b.example\nContent-Type: multipart/report; boundary=x\n\n--x\n\nrechazado\n--x--\n"
    assert new_text(parse(raw), forms).text == ""


@pytest.mark.parametrize(
    "line",
    [
        "El 4 mar 2026 a las 10:15, x <a@b.example> y",
        "De: x",
        "Para: x\na@b.example 10:15 1/2/26",
        "> a\nb",
        "-- ",
        "[a",
        "Gracias\nAna Gil",
    ],
)
def test_thousands_of_half_marks_are_read(line: str, forms: MailForms) -> None:
    """Lines that almost begin a quote, over and over, neither raise nor pass for certain beyond the limit."""
    assert isinstance(answer(f"{line}\n" * 4_000, forms), NewText)


def test_the_authors_line_above_an_attribution_is_kept(forms: MailForms) -> None:
    """A line that begins like an attribution is not swallowed by the one below it."""
    text = "El 5 de marzo se anuló la otra factura, esta se rechaza"
    assert answer(f"{text}\n{ATTRIBUTION}{marked(REQUEST)}", forms).text == text


@pytest.mark.parametrize(
    "mark",
    [
        "Lähettäjä: Anulaciones <a@modelo.example>\nLähetetty: 24.3.2026 15:12\nVastaanottaja: Rosa\nAihe: x\n",
        "ti 24.3.2026 klo 15.12 Anulaciones (a@modelo.example) kirjoitti:\n",
        "| Buenas tardes",
    ],
)
def test_a_mark_that_nobody_knows_is_uncertain(mark: str, forms: MailForms) -> None:
    """Below what looks like the head of another mail, words may be another's."""
    assert answer(f"Rechazado\n\n{mark}\nAPROBADO", forms).separable is False


@pytest.mark.parametrize(
    ("plain", "html", "certain"),
    [
        ("Aprobado.", "<p>Aprobado.</p>", True),
        ("*Aprobado*, gracias <https://modelo.example>", "<p><b>Aprobado</b>, <a href='x'>gracias</a></p>", True),
        ("", "<p></p>", True),
        ("Aprobado.", "<p>Rechazado. No procede.</p>", False),
        ("Aprobado.", "<p>No aprobado.</p>", False),
        ("No aprobado.", "<p>Aprobado.</p>", False),
        ("Aprobado.", "<p style='display:none'>Aprobado.</p><p>Hola</p>", False),
        ("Aprobado.", "<p></p>", False),
        ("Revisé todo con calma y queda\naprobado", "<p>Revisé todo con calma y queda <br>rechazado</p>", False),
        ("Aprobado", "<p>Aprobado</p><p>no, rechazado</p>", False),
        ("Aprobado\n\nno, rechazado", "<p>Aprobado</p>", False),
        ("Sale con la 90117", "<p>Sale con la 90118</p>", False),
        ("Rechazado.\n\nAprobado.", "<p>Aprobado.</p><p>Rechazado.</p>", False),
        (
            "Rechazo:\n\n1. el NIT\n\n2. el valor\n   o   la fecha",
            "<p>Rechazo:</p><ol><li>el NIT<li>el valor<ul><li>la fecha</ul></ol>",
            True,
        ),
        (
            "Aprobado [cid:logo@x]\nvea <https://a.example/x> y\nsiga",
            "<p>Aprobado <img src='cid:logo@x'>vea <a href='https://a.example/x'>y</a> siga</p>",
            True,
        ),
    ],
)
def test_two_forms_that_differ_are_uncertain(plain: str, html: str, certain: bool, forms: MailForms) -> None:
    """A reader sees the HTML where we read the plain text: only what both say is said."""
    parts = f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    raw = f"From: rosa@modelo.example\nContent-Type: multipart/alternative; boundary=b\n\n{parts}".encode()
    assert new_text(parse(raw), forms).separable is certain


@pytest.mark.parametrize(
    ("html", "certain"),
    [
        ("<style>p.MsoNormal{margin:0}</style><p class=MsoNormal>Aprobado</p>", True),
        ("<style>[class]{display:none}</style><p class=a>Aprobado</p>", False),
        ("<style>.a{color:#fff}</style><p class=a>Aprobado</p>", False),
        ("<details><summary></summary><p>Aprobado</p></details>", False),
    ],
)
@pytest.mark.parametrize("plain", ["--b\nContent-Type: text/plain\n\nAprobado\n", ""])
def test_words_that_may_be_hidden_are_uncertain(plain: str, html: str, certain: bool, forms: MailForms) -> None:
    """Where only a browser could say what its reader sees, nothing is decided, whatever the plain form says."""
    parts = f"{plain}--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    raw = f"From: rosa@modelo.example\nContent-Type: multipart/alternative; boundary=b\n\n{parts}".encode()
    found = new_text(parse(raw), forms)
    assert (found.text, found.separable) == ("Aprobado", certain)


def test_a_part_of_two_types_is_uncertain(forms: MailForms) -> None:
    """One program shows it as text, another as HTML in which the words are a comment."""
    part = "--b\nContent-Type: text/plain\nContent-type: text/html\n\n<!--\nAprobado\n-->\n--b--\n"
    raw = f"From: rosa@modelo.example\nContent-Type: multipart/mixed; boundary=b\n\n{part}".encode()
    assert new_text(parse(raw), forms).separable is False


def test_text_beyond_the_limit_is_uncertain(forms: MailForms) -> None:
    """What was not read may hold anything."""
    assert answer("a " * 60_000, forms).separable is False


Layout = Callable[[str, str], str]

ATTRIBUTION = "El mar, 24 mar 2026 a las 15:12, Anulaciones (<\nanulaciones@modelo.example>) escribió:\n"


def marked(text: str) -> str:
    """The text with quote marks."""
    return "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines())


LAYOUTS: dict[str, Layout] = {
    "gmail": lambda new, old: f"{new}\n\n{ATTRIBUTION}\n{marked(old)}",
    "outlook": lambda new, old: f"{new}\n\n{HEADER}{old}",
    "original": lambda new, old: f"{new}\n\n-----Mensaje original-----\n{HEADER}{old}",
    "ruler": lambda new, old: f"{new}\n________________________________\n{HEADER}{old}",
    "iphone": lambda new, old: f"{new}\n\n{marked(ATTRIBUTION + old)}",
    "yahoo": lambda new, old: f" {new}\n\n    {ATTRIBUTION} \n {old}",
    "below": lambda new, old: f"{ATTRIBUTION}{marked(old)}\n{new}\n",
    "nothing": lambda new, old: f"{new}\n\n{old}",
    "one line": lambda new, old: f"{new}\n\n{HEADER}{words(old)}",
}

WORDS = [
    "Aprobado",
    "no",
    "se",
    "aprueba",
    "Rechazado",
    "el",
    "valor",
    "está",
    "bien",
    "sí",
    "cobro",
    "NO",
    "APROBADO",
    "por favor",
    "ok,",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
TYPED = st.lists(SENTENCE, min_size=1, max_size=4).map("\n".join)
SENT_WORDS = st.lists(st.sampled_from(REQUEST.split()), min_size=6, max_size=60)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@given(typed=TYPED)
def test_the_typed_text_comes_back(layout: Layout, typed: str, forms: MailForms) -> None:
    """Whatever a person types above, or below, a quote of our mail, it comes back exactly, and is certain."""
    found = answer(layout(typed, REQUEST), forms, REQUEST)
    assert (words(found.text), found.separable) == (words(typed), True)


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "nothing"])
@given(typed=TYPED, quoted=SENT_WORDS, secret=st.integers(10_000, 99_999))
def test_quoted_text_never_leaks(name: str, typed: str, quoted: list[str], secret: int, forms: MailForms) -> None:
    """A word that stands only in the quoted mail is never in the new text, though nobody told us what we sent."""
    assume(str(secret) not in typed)
    quote = " ".join([*quoted, f"zz{secret}", "APROBADO"])
    found = answer(LAYOUTS[name](typed, f"{quote}\n\nzz{secret} RECHAZADO\n{quote}"), forms)
    assert f"zz{secret}" not in found.text
    assert words(found.text) == words(typed)


@given(st.text(max_size=400), st.lists(st.text(max_size=60), max_size=2))
def test_any_text_is_told_apart(forms: MailForms, text: str, sent: list[str]) -> None:
    """No text raises, and what comes out was in it."""
    found = answer(text, forms, *sent)
    assert len(found.text) <= len(text) + 1


TAGS = (
    "<p>|</p>|<div>|<blockquote>|</blockquote>|<br>|<table><tr><td>|De: a|Para: b|Asunto: c|On 4/3/26 10:15 a wrote:|x"
)


@given(tags=st.lists(st.sampled_from(TAGS.split("|")), max_size=25))
def test_any_html_is_told_apart(forms: MailForms, tags: list[str]) -> None:
    """No markup raises."""
    raw = f"From: a@b.example\nContent-Type: text/html\n\n{''.join(tags)}".encode()
    assert "<" not in new_text(parse(raw), forms).text


@pytest.mark.parametrize("mark", [">", "\uff1e", "\u00bb", "\uff1e\uff1e", "> \uff1e"])
def test_every_quote_mark_quotes(mark: str, forms: MailForms) -> None:
    """Whatever width or shape a program gives to its marks."""
    assert answer(f"\u00bfQu\u00e9 pas\u00f3?\n\n{mark} Aprobado", forms).text == "\u00bfQu\u00e9 pas\u00f3?"


def test_all_html_bodies_are_read(forms: MailForms) -> None:
    """What stands below a picture or a file, in a body of its own, was written too."""
    part = "--x\nContent-Type: text/html\n\n<p>{}</p>\n"
    head = "From: Rosa <rosa@modelo.example>\nContent-Type: multipart/mixed; boundary=x\n\n"
    raw = f"{head}{part.format('Aprobado')}{part.format('si la firman.')}--x--\n".encode()
    assert words(new_text(parse(raw), forms).text) == "Aprobado si la firman."


def test_a_page_of_labels_is_read(forms: MailForms) -> None:
    """Lines that look like headers are no reason to read all others again."""
    head = "From: Rosa <rosa@modelo.example>\nContent-Type: text/html\n\n"
    found = new_text(parse(f"{head}<p>Aprobado</p>{'De: a<br>' * 5_000}".encode()), forms)
    assert found.text.startswith("Aprobado")


@pytest.mark.parametrize(("end", "certain"), [("--cut--", True), ("", False)])
def test_a_mail_without_its_end_is_not_certain(end: str, certain: bool, forms: MailForms) -> None:
    """Where the last boundary of a mail did not arrive, a condition may have stood after what did."""
    raw = (
        b"From: jefe@modelo.example\nContent-Type: multipart/mixed; boundary=cut\n\n"
        b"--cut\nContent-Type: text/plain; charset=utf-8\n\nAprobado\n" + end.encode()
    )
    found = new_text(parse(raw), forms)
    assert (found.text, found.separable) == ("Aprobado", certain)


@pytest.mark.parametrize("old", [f"\n\n{HEADER}Hola Rosa", f"\n\n\n{HEADER}Hola Rosa", ""])
def test_a_subject_that_the_author_typed_is_kept(old: str, forms: MailForms) -> None:
    """«Asunto: …» above a blank line is the author's own, even where a quoted mail's headers follow."""
    assert answer(f"Asunto: ANULADO-El Roble-CALI{old}", forms).text == "Asunto: ANULADO-El Roble-CALI"


def test_the_subject_of_a_quoted_mail_is_not_the_authors(forms: MailForms) -> None:
    """Headers that begin with the subject, and those of a mail without words, are quoted as a whole."""
    first = (
        "Asunto: x\nDe: Anulaciones <a@modelo.example>\nFecha: martes, 24 de marzo de 2026 15:12\nPara: Rosa\n\nHola"
    )
    assert answer(f"Aprobado\n\n{first}", forms).text == "Aprobado"
    assert answer(f"Aprobado\n\n{HEADER}{HEADER}Hola Rosa", forms).text == "Aprobado"
