"""No yes stands where its author's own words may stand apart from it: below the name, beside a label, in the quote."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from bot.core.intent import Verdict
from bot.intake.mail_forms import MailForms
from bot.intake.parse import parse
from bot.intake.reply import NewText, new_text
from bot.testing.mails import MailBuilder
from bot.testing.replies import CLIENTS, reply

ROOT = Path(__file__).parents[3]
SNAPSHOTS = ROOT / "tests" / "templates" / "snapshots"
LETTER = "pide_aprobacion.aprobacion-con_avisos"
LETTERS = (LETTER, "pide_aprobacion.aprobacion-otra_vez", "documentos_aprobados", "aclaracion-approval")
NOTE = "OJO: NO ANULAR HASTA QUE LLEGUE EL CONTRATO FIRMADO"
QUOTING = tuple(client for client in CLIENTS if client != "plain")


def sent(letter: str = LETTER) -> tuple[bytes, str]:
    """A letter of ours as it went out, and its plain text."""
    subject, _, text = (SNAPSHOTS / f"{letter}.txt").read_text(encoding="utf-8").partition("\n\n")
    mail = MailBuilder(
        sender="Anulaciones <anulaciones@empresa.example>",
        to=("Martha Lucía Ospina Rendón <martha.ospina@empresa.example>",),
        subject=" ".join(subject.split()),
        date=datetime(2026, 3, 4, 15, tzinfo=UTC),
        text=text,
        html=(SNAPSHOTS / f"{letter}.html").read_text(encoding="utf-8"),
    )
    return mail.raw(), text


def answered(typed: str, client: str, forms: MailForms, letter: str = LETTER) -> NewText:
    """What somebody typed above the quote of a letter of ours."""
    raw, text = sent(letter)
    return new_text(parse(reply(raw, typed, client=client)), forms, (text,))


def typed_into(raw: bytes, place: Callable[[str, str], str]) -> bytes:
    """The mail after its author went down into the quote: ``place`` does so in a body of a type."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    for part in message.walk():
        if part.get_content_maintype() == "text":
            part.set_content(
                place(str(part.get_content()), part.get_content_subtype()), subtype=part.get_content_subtype()
            )
    return message.as_bytes()


def line_of_its_own(body: str, kind: str) -> str:
    """The note before a sentence of ours, at the level of the quote."""
    line = next(line for line in body.splitlines() if "Responda este correo" in line)
    start, _, rest = line.partition("Responda este correo")
    marks = "> " if kind == "plain" else ""
    note = f"{marks}{NOTE}\n" if kind == "plain" else f"{start}<b>{NOTE}</b><br>"
    return body.replace(line, f"{note}{line}" if kind == "plain" else f"{note}Responda este correo{rest}", 1)


def within_a_line(body: str, _: str) -> str:
    """The note within a sentence of ours."""
    return body.replace("Responda este correo", f"{NOTE} Responda este correo", 1)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("letter", LETTERS)
def test_our_own_quoted_letter_hinders_nobody(letter: str, client: str, forms: MailForms) -> None:
    """However a program lays out what we sent, nothing of it is taken for its reader's."""
    found = answered("Aprobado", client, forms, letter)
    assert (found.text, found.asides, found.separable) == ("Aprobado", "", True)


@pytest.mark.parametrize("client", QUOTING)
@pytest.mark.parametrize("place", [line_of_its_own, within_a_line])
def test_no_yes_above_a_note_in_the_quote(place: Callable[[str, str], str], client: str, forms: MailForms) -> None:
    """Who writes among our words has not said all above them."""
    raw, text = sent()
    mail = parse(typed_into(reply(raw, "Aprobado", client=client), place))
    found = new_text(mail, forms, (text,))
    assert not found.allows(Verdict.APPROVE)
    assert NOTE in f"{found.asides} {found.text}"


def test_a_refusal_needs_no_note(forms: MailForms) -> None:
    """A no is a no, whatever else is written into the quote; a deed told is like a yes."""
    raw, text = sent()
    found = new_text(parse(typed_into(reply(raw, "No apruebo", client="gmail"), within_a_line)), forms, (text,))
    assert found.allows(Verdict.REJECT)
    assert found.allows(Verdict.NOT_DONE)
    assert not found.allows(Verdict.DONE)


def quoting(above: str, depth: str, forms: MailForms) -> NewText:
    """A yes above a quote in which our mail stands at a depth below other words."""
    _, text = sent()
    ours = "".join(f"{depth} {line}\n" for line in text.splitlines())
    head = "From: martha.ospina@empresa.example\nContent-Type: text/plain; charset=utf-8\n\nAprobado\n\n"
    attribution = "El mié, 4 mar 2026 a las 11:30, Diana (<d@empresa.example>) escribió:\n"
    return new_text(parse(f"{head}{attribution}{above}{ours}".encode()), forms, (text,))


def test_the_words_of_others_are_no_notes(forms: MailForms) -> None:
    """What another wrote above our mail, or a gateway put there, is not the author's; what nobody signs may be."""
    asked = "> Martha, revise: no estoy segura.\n>\n"
    colleague = quoting(f"{asked}> El mié, 4 mar 2026 a las 11:00, Bot (<a@empresa.example>) escribió:\n", ">>", forms)
    assert (colleague.text, colleague.asides, colleague.separable) == ("Aprobado", "", True)
    assert quoting("> AVISO LEGAL: no se reenvía\n> sin permiso.\n>\n> No lo copie.\n>\n", ">", forms).asides == ""
    assert not quoting(asked, ">", forms).allows(Verdict.APPROVE)


@pytest.mark.parametrize("damage", ["?", "\ufffd", "\u00c3\u00b3", "\u00c3\u00a1"])
def test_letters_that_a_program_damaged_are_still_ours(damage: str, forms: MailForms) -> None:
    """A quote in the wrong alphabet holds no note."""
    raw, text = sent()
    answer = parse(reply(raw, "Aprobado", client="gmail"))
    damaged = re.sub(r"(?<=[a-z])[áéíóúñ](?=[a-z])", damage, answer.text)
    assert damaged != answer.text
    found = new_text(replace(answer, text=damaged, html=None), forms, (text,))
    assert (found.text, found.asides) == ("Aprobado", "")


@pytest.mark.parametrize("client", CLIENTS)
def test_marks_below_no_attribution_quote_nobody(client: str, forms: MailForms) -> None:
    """A line that its author marked may be a condition."""
    assert not answered("Aprobado\n> nota: no anular todavía", client, forms).allows(Verdict.APPROVE)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (
            "Aprobado\n\n--\nMartha Ospina\nJefe SAC\n\nPD: no la anulen hasta que yo les confirme",
            "Aprobado PD: no la anulen hasta que yo les confirme",
        ),
        (
            "Aprobado\n--\nMartha Ospina\nAviso legal: este correo es privado.\n\nP.D. Falta el contrato",
            "Aprobado P.D. Falta el contrato",
        ),
        (
            "Radicado 4512 hoy\n\n--\nDiana\n\nPosdata: me lo devolvieron",
            "Radicado 4512 hoy Posdata: me lo devolvieron",
        ),
        ("Aprobado\n--\nMartha\nOjo con la otra\n\nAviso legal: x", "Aprobado Ojo con la otra"),
        ("Aprobado\n--\nMartha\n\nP/D cartera debe confirmar", "Aprobado P/D cartera debe confirmar"),
        ("Enviado desde mi celular, no la anulen todavía", "Enviado desde mi celular, no la anulen todavía"),
    ],
)
def test_a_postscript_is_read(typed: str, text: str, client: str, forms: MailForms) -> None:
    """What the author adds below their name counts like what stands above it."""
    found = answered(typed, client, forms)
    assert (" ".join(found.text.split()), found.separable) == (text, True)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(
    "typed",
    [
        "Aprobado\n--\nNo anular todavía",
        "Aprobado\n\n--\nMartha Ospina\nJefe SAC\n\nEsperen a que cartera confirme",
        "Aprobado\n\n--\nMartha Ospina\nImportante: el contrato",
        "Aprobado\n\nMartha Ospina\nJefe SAC, pendiente del contrato",
    ],
)
def test_no_yes_above_a_hindrance(typed: str, client: str, forms: MailForms) -> None:
    """A line below the name that may be a condition leaves no yes, and is no word of the answer either."""
    found = answered(typed, client, forms)
    assert found.text == "Aprobado"
    assert found.asides
    assert not found.allows(Verdict.APPROVE)


@pytest.mark.parametrize(
    "signature",
    [
        "Martha Ospina\nCra 7 No. 12-34, Of. 301\nTel. 601 555 0100",
        "Martha Ospina\nAntes de imprimir, piense si es necesario. NO lo imprima.",
        "Martha Ospina\nNo imprima este correo si no es necesario",
        "Martha Ospina\nPor favor no responda este correo",
        "Martha Ospina\nHorario: lunes a viernes hasta las 5 p. m.",
        "Martha Ospina\nSíganos en @empresa\nwww.empresa.example\nTrabajamos por usted",
        "Martha Ospina\nAviso de confidencialidad: si no es el destinatario, bórrelo.\nNo está autorizado a leerlo.",
        "Martha Ospina\nNota: este mensaje no compromete a la empresa",
        "Martha Ospina\nAv. 6N No. 25N-22\nEl cliente es nuestra razón de ser\nHabeas data: consulte la política",
    ],
)
def test_ordinary_signatures_hinder_nothing(signature: str, forms: MailForms) -> None:
    """Addresses, slogans and legal notices have words of denial that deny nothing."""
    found = answered(f"Aprobado\n\n--\n{signature}", "outlook", forms)
    assert found.text == "Aprobado"
    assert found.allows(Verdict.APPROVE)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(
    "typed",
    [
        "Aprobado\nPara: Diana\nNo la anulen hasta que cartera confirme",
        "Aprobado\nCC: Óscar\nPero no la anulen hasta que Óscar revise cartera",
        "Decisión: APROBADO\nFecha: 4/03/2026\nCondición: solo si el cliente entrega el paz y salvo",
        "Apruebo.\nEnviado: ya le envié la carta al cliente, pero no anulen todavía",
        "Aprobado\nCC: cartera, no anulen sin ella",
        "Radicado\nFecha: 04/03/2026\nNúmero: 4512",
        "De: Diana\nPara: anulaciones\nRadicado 4512 hoy",
        "Aprobado\nPero no antes del 05/03/2026 a las 10:00",
    ],
)
def test_a_label_that_the_author_types_ends_nothing(typed: str, client: str, forms: MailForms) -> None:
    """The quoted mail begins at its own headers, not at a line above them that looks like one."""
    found = answered(typed, client, forms)
    assert (" ".join(found.text.split()), found.separable) == (" ".join(typed.split()), True)


@pytest.mark.parametrize("client", ["gmail", "thunderbird", "plain"])
@pytest.mark.parametrize(
    "typed",
    [
        "Aprobado\nDe: Martha\nPara: Diana\nAsunto: factura\nNo la anulen todavía",
        "Aprobado\n\nOriginal:\nno la anulen sin el contrato",
    ],
)
def test_labels_without_address_or_moment_are_no_mail(typed: str, client: str, forms: MailForms) -> None:
    """Where a person may have typed what looks like the head of a mail, nothing above it is a yes."""
    assert not answered(typed, client, forms).allows(Verdict.APPROVE)


def test_a_head_that_another_program_writes_is_known(forms: MailForms) -> None:
    """Some put subject and moment above the author."""
    _, text = sent()
    head = "Asunto: x\nFecha: 4/03/2026 10:00\nDe: Anulaciones <a@empresa.example>\nPara: Martha\n\n"
    raw = f"From: m@empresa.example\nContent-Type: text/plain; charset=utf-8\n\nAprobado\n\n{head}{text}".encode()
    found = new_text(parse(raw), forms, (text,))
    assert (found.text, found.separable) == ("Aprobado", True)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(
    "typed",
    [
        "Aprobado.\n\nAviso importante: no procedan hasta el lunes",
        "Aprobado\n\nLa información contenida en la carta no es correcta, corrijan antes",
        "Aprobado\n\nHabeas data: el cliente no autorizó, no continuar",
        "[Externo]\nPor ahora no se tramita\n\nAprobado",
        "Precaución: este cliente está en cobro jurídico, no anular\n\nAprobado",
        "Atención: este correo es solo un borrador\n\nAprobado",
    ],
)
def test_a_condition_that_begins_like_a_notice_is_kept(typed: str, client: str, forms: MailForms) -> None:
    """A notice, a warning or a footer is known by all its words, not by the first ones."""
    found = answered(typed, client, forms)
    said = "Por ahora no se tramita" if typed.startswith("[Externo]") else " ".join(typed.split())
    assert said in " ".join(found.text.split()) or not found.allows(Verdict.APPROVE)


@pytest.mark.parametrize(
    "banner",
    [
        "[EXTERNO] Este correo proviene de fuera de la organización.\nNo abra enlaces ni adjuntos.",
        "Precaución: este correo se originó fuera de la organización. No haga clic\nsi no reconoce al remitente.",
        "No suele recibir correos electrónicos de m@x.example. Por qué esto es importante",
        "CAUTION: This email originated from outside the organization.",
    ],
)
def test_the_warning_of_a_gateway_is_not_the_authors(banner: str, forms: MailForms) -> None:
    """Only its own lines go."""
    found = answered(f"{banner}\n\nAprobado", "gmail", forms)
    assert (found.text, found.allows(Verdict.APPROVE)) == ("Aprobado", True)


@pytest.mark.parametrize(
    "note",
    [
        "[EXTERNO] no tramitar",
        "Disculpe la brevedad, falta revisar",
        "Habeas data: no autorizado",
        "❌",
        "\u00bd",
        "1/2",
    ],
)
@pytest.mark.parametrize("client", QUOTING)
def test_a_note_in_the_quote_may_begin_like_a_footer(note: str, client: str, forms: MailForms) -> None:
    """It is the author's unless it is one."""
    raw, text = sent()
    mail = parse(
        typed_into(
            reply(raw, "Aprobado", client=client), lambda body, kind: line_of_its_own(body, kind).replace(NOTE, note)
        )
    )
    assert not new_text(mail, forms, (text,)).allows(Verdict.APPROVE)
