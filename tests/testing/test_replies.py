"""Replies are laid out as each program does it, with the whole original behind the new words."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from bot.testing.facts import facts
from bot.testing.mails import MailBuilder
from bot.testing.quoting import Flat, flattened, inner, quoted, wrapped
from bot.testing.replies import CLIENTS, reply

NEW = "Aprobado, señores.\n\nPor favor continuar con el trámite."
ASKED = MailBuilder(
    sender="Anulaciones y Refacturaciones <bot@empresa.example>",
    to=("Martha Lucía Ospina Rendón <martha.ospina@empresa.example>",),
    reply_to=("bot+c1@empresa.example",),
    subject="[AN-2026-000147] Solicitud de aprobación ANULADO-El Samán-CALI",
    date=facts(0).mailed_at,
    text="Buenos días:\n\nCaso: AN-2026-000147\n\nResponda APROBADO o RECHAZADO.\n",
    html=(
        "<html><head><style>p {margin: 0}</style></head><body><p>Buenos días:</p>\n<table>\n"
        "<tr><td><b>Caso</b></td><td>AN-2026-000147</td></tr>\n<tr><td><b>Valor</b></td><td>$ 5 &amp; más</td></tr>\n"
        "</table>\n<p>Responda APROBADO o RECHAZADO.</p></body></html>"
    ),
    references=("root@empresa.example",),
)
RAW = ASKED.raw()
ASKED_ID = f"<{ASKED.derived('{hex}@{domain}')}>"


def read(raw: bytes) -> EmailMessage:
    """Parsed strictly: no defect anywhere."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=default)
    assert isinstance(message, EmailMessage)
    assert all(not part.defects for part in message.walk())
    return message


def body(message: EmailMessage, kind: str) -> str:
    """The text or HTML of a mail with plain line ends, or nothing."""
    part = message.get_body(preferencelist=(kind,))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("client", CLIENTS)
def test_every_program_threads_its_reply(client: str) -> None:
    """Ids, addressee, subject with one prefix, and a later date."""
    mail = read(reply(RAW, NEW, client=client))
    assert mail["In-Reply-To"] == ASKED_ID
    assert mail["References"].split() == ["<root@empresa.example>", ASKED_ID]
    assert mail["To"] == "bot+c1@empresa.example"
    assert mail["From"].addresses[0].addr_spec == "martha.ospina@empresa.example"
    assert mail["Subject"].lower() == f"re: {ASKED.subject}".lower()
    assert mail["Date"].datetime - ASKED.date == timedelta(minutes=47)
    again = read(reply(reply(RAW, NEW, client=client), "Otra vez", client=client))
    assert again["Subject"].lower().count("re: ") == 1


@pytest.mark.parametrize("client", CLIENTS)
def test_every_program_keeps_the_new_words_and_quotes_the_old(client: str) -> None:
    """What was typed is there in text and HTML; so is the whole original, but in the program that quotes nothing."""
    mail = read(reply(RAW, NEW, client=client))
    for kind in ("plain", "html"):
        content = body(mail, kind)
        if content:
            assert all(line in content for line in NEW.splitlines())
            assert ("Responda APROBADO o RECHAZADO." in content) == (client != "plain")
            assert ("AN-2026-000147" in content) == (client != "plain")
    assert body(mail, "plain") or body(mail, "html")


LAYOUTS = {
    "outlook": "Enviado el: lunes, 2 de marzo de 2026 16:00\nPara: Martha Lucía Ospina Rendón <martha.ospina@",
    "outlook_text": "-----Mensaje original-----\nDe: Anulaciones y Refacturaciones <bot@empresa.example> \n",
    "outlook_web": "\n________________________________\nDe: Anulaciones y Refacturaciones <bot@empresa.example>\n",
    "outlook_mobile": "Obtener Outlook para iOS<https://aka.ms/o0ukef>\n________________________________\nDe: ",
    "gmail": "El lun, 2 mar 2026 a las 16:00, Anulaciones y Refacturaciones (<\nbot@empresa.example>) escribió:\n\n> B",
    "iphone": "Enviado desde mi iPhone\n\n> El 2/03/2026, a la(s) 4:00\u202fp.\xa0m., Anulaciones y Refacturaciones <",
    "thunderbird": "El 2/3/26 a las 16:00, Anulaciones y Refacturaciones escribió:\n> Buenos días:\n>\n",
    "samsung": "-------- Mensaje original --------\nDe: Anulaciones y Refacturaciones <bot@empresa.example> \nFecha: ",
}
TABLES = {
    "outlook": "Caso\n\nAN-2026-000147\n\nValor\n\n$ 5 & más",
    "outlook_text": "Caso: AN-2026-000147\nValor: $ 5 & más",
    "gmail": "> *Caso* AN-2026-000147\n> *Valor* $ 5 & más",
    "iphone": "> \ufeffBuenos días:\n> \n> Caso\n> \n> AN-2026-000147",
    "thunderbird": "> Caso\tAN-2026-000147\n> Valor\t$ 5 & más",
}


@pytest.mark.parametrize(("client", "mark"), [*LAYOUTS.items(), *TABLES.items()])
def test_the_layout_of_each_program(client: str, mark: str) -> None:
    """The words and breaks by which each program is known, and what it makes of a table."""
    assert mark in body(read(reply(RAW, NEW, client=client)), "plain")


def test_where_the_answer_stands() -> None:
    """Thunderbird writes below the quote, the others above."""
    for client in ("outlook", "gmail", "iphone", "thunderbird"):
        text = body(read(reply(RAW, NEW, client=client)), "plain")
        assert (text.index("Aprobado, señores") > text.index("Responda APROBADO")) == (client == "thunderbird")


def test_forms_of_the_bodies() -> None:
    """Some programs send text alone, one sends HTML alone, the rest both."""
    types = {client: read(reply(RAW, NEW, client=client)).get_content_type() for client in CLIENTS}
    assert {client for client, kind in types.items() if kind == "text/plain"} == {"outlook_text", "plain"}
    assert {client for client, kind in types.items() if kind == "text/html"} == {"html_only"}


def test_typed_html_is_text() -> None:
    """What a person types is escaped in the HTML."""
    assert "&lt;b&gt;no" in body(read(reply(RAW, "<b>no", client="gmail")), "html")


def test_outlook_signs_with_a_logo() -> None:
    """The picture hangs in the HTML and is no attachment."""
    mail = read(reply(RAW, NEW, signature="Martha Ospina\nJefe", logo=True))
    (picture,) = (part for part in mail.walk() if part.get_content_type() == "image/png")
    assert f"cid:{picture['Content-ID'].strip('<>')}" in body(mail, "html")
    assert "Martha Ospina" in body(mail, "plain")
    assert list(mail.iter_attachments()) == []


def test_any_field_can_differ() -> None:
    """Another sender, addressees in copy and further headers go as given; nonsense is refused."""
    mail = read(reply(RAW, NEW, sender="x@y.example", cc=("z@y.example",), subject="Hola"))
    assert (mail["From"], mail["Cc"], mail["Subject"]) == ("x@y.example", "z@y.example", "Hola")
    with pytest.raises(TypeError, match="colour"):
        reply(RAW, NEW, colour="red")
    with pytest.raises(KeyError, match="pine"):
        reply(RAW, NEW, client="pine")


def test_same_reply_same_bytes_other_reply_other_id() -> None:
    """Ids follow from the content."""
    for client in CLIENTS:
        assert reply(RAW, NEW, client=client) == reply(RAW, NEW, client=client)
        assert read(reply(RAW, NEW, client=client))["Message-ID"] != read(reply(RAW, "No", client=client))["Message-ID"]


def test_a_mail_without_html_is_quoted_too() -> None:
    """Plain originals are quoted as they are, and become paragraphs in HTML."""
    plain = MailBuilder(
        sender="a@b.example", to=("c@b.example",), subject="S", date=ASKED.date, text="Uno < dos\n\nTres"
    ).raw()
    mail = read(reply(plain, "Sí", client="gmail"))
    assert "> Uno < dos\n>\n> Tres" in body(mail, "plain")
    assert "<p>Uno &lt; dos</p>" in body(mail, "html")


def test_flattening() -> None:
    """Cells, rows, bold and hidden parts become what a program makes of them."""
    html = "<style>x</style><p>a<br>b</p><table><tr><th>k</th><td><b>v</b></td></tr><tr><td>l</td></tr></table>&aacute;"
    assert flattened(html, Flat(cell=": ", row="\n", bold="*")) == "a\nb\n\nk: *v*\nl\n\ná"
    assert inner("<html><body class=x><p>a</p></body></html>") == "<p>a</p>"


def test_wrapping_and_marking() -> None:
    """Lines are cut at words, and blank lines get the program's mark."""
    assert wrapped("uno dos tres\n\ncuatro", 8) == "uno dos\ntres\n\ncuatro"
    assert quoted("a\n\nb") == "> a\n>\n> b"
