"""What comes beside the documents: words, and files that are none of them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.process import State
from bot.testing.case_facts import CaseFacts
from bot.testing.documents import ROLES, File, five
from bot.testing.house import House, Sent
from bot.testing.paper import Ink, Paper
from bot.testing.pdfs import scan
from tests.service.people import (
    CLERK,
    COORDINATOR,
    MANAGER,
    SAC,
    address,
    annulment,
    answer,
    ask,
    only_case,
    to,
    write,
)

CONTRACT = ("CONTRATO DE PRESTACIÓN DE SERVICIOS", "Entre los suscritos, mayores de edad, se celebra este contrato.")


def flat(sent: Sent) -> str:
    """The text in one line."""
    return " ".join(sent.mail.text.split())


def page(filename: str, *lines: str, scanned: bool = False) -> File:
    """A page that is none of the documents."""
    paper = Paper(title=filename, author="")
    for number, line in enumerate(lines):
        paper.text(72, 100 + 20 * number, line, Ink(size=11))
    content = scan(paper.pdf(), colour=False) if scanned else paper.pdf()
    return File(filename=filename, media_type="application/pdf", content=content)


def test_whoever_approves_reads_what_came_with_the_documents(house: House) -> None:
    """The author's words without greeting formulas, and every file that is none of the documents."""
    case = annulment()
    text = "Doctora, ojo: también quedó doble la FECA-99120, esa la pido aparte.\n\nCordialmente,\n\nDiana Caicedo"
    files = (*five(case), page("Contrato marco.pdf", *CONTRACT), page("IMG_2231.pdf", "x", scanned=True))
    asked = to(ask(house, case, text=text, files=files), MANAGER)

    assert "también quedó doble la FECA-99120, esa la pido aparte. Responda este correo" in flat(asked)
    assert "«Contrato marco.pdf» e «IMG_2231.pdf». También van adjuntos" in flat(asked)
    assert [one.filename for one in asked.mail.attachments][5:] == ["adicional_1.pdf", "adicional_2.pdf"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Buenas tardes, adjunto los documentos para el trámite. Quedo atenta.",
        "Doctora Martha, remito los soportes para la anulación de la factura {invoice} por valor de {total}. Gracias.",
        "Envío solicitud de anulación del cliente {client}.\nSaludos,",
    ],
)
def test_a_covering_letter_is_not_repeated(house: House, text: str) -> None:
    """Words that only say which request the documents are for stand in the request already."""
    case = annulment()
    said = text.format(invoice=case.invoice_number, client=case.client, total="$ 2.528.750")
    assert "escribieron" not in flat(to(ask(house, case, text=said), MANAGER))


def test_words_beside_what_was_missing_reach_the_approver(house: House) -> None:
    """What is written while the request is incomplete is not lost when it is asked about."""
    case = annulment()
    first = to(ask(house, case, files=five(case)[:4]), COORDINATOR)
    text = "Va el que faltaba. Ojo, doctora: el valor lo estoy confirmando con el cliente."
    asked = to(answer(house, first, COORDINATOR, text, attachments=five(case)[4:]), MANAGER)
    assert "Ojo, doctora: el valor lo estoy confirmando con el cliente." in flat(asked)


@pytest.mark.parametrize("approved", [False, True])
def test_another_file_goes_to_whoever_is_asked(house: House, approved: bool) -> None:
    """It changes nothing, whoever works on the case gets it, and its sender hears so."""
    first = ask(house, annulment())
    if approved:
        answer(house, to(first, MANAGER), MANAGER, "Aprobado")
    before = only_case(house)
    sent = answer(
        house, to(first, COORDINATOR), COORDINATOR, "Por si sirve", attachments=(page("Contrato.pdf", *CONTRACT),)
    )

    passed, told = to(sent, CLERK if approved else MANAGER), to(sent, COORDINATOR)
    assert [one.filename for one in passed.mail.attachments] == ["adicional_1.pdf"]
    assert "lo que le pedí en el caso AN-2026-000001 no cambia" in flat(passed)
    assert "Le pasé «Contrato.pdf» a" in flat(told)
    after = only_case(house)
    assert (after.state, after.documents, after.round) == (before.state, before.documents, before.round)


def test_an_answer_to_the_passed_file_counts(house: House) -> None:
    """It carries the same question as the request."""
    first = to(ask(house, annulment()), COORDINATOR)
    sent = answer(house, first, COORDINATOR, "Por si sirve", attachments=(page("Contrato.pdf", *CONTRACT),))
    answer(house, to(sent, MANAGER), MANAGER, "Aprobado")
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_another_file_waits_for_an_incomplete_request(house: House) -> None:
    """It is kept, its sender hears again what lacks, and whoever approves gets it in the end."""
    case = annulment()
    first = to(ask(house, case, files=five(case)[:4]), COORDINATOR)
    (kept,) = answer(house, first, COORDINATOR, "Va el contrato", attachments=(page("Contrato.pdf", *CONTRACT),))
    assert "Guardé «Contrato.pdf»" in flat(kept)
    assert "Falta el informe de gestiones" in flat(kept)

    asked = to(answer(house, kept, COORDINATOR, "Va el informe", attachments=five(case)[4:]), MANAGER)
    assert "«Contrato.pdf»" in flat(asked)
    assert asked.mail.attachments[-1].filename == "adicional_1.pdf"


def test_the_file_that_was_wanted_is_asked_about_again(house: House) -> None:
    """Whoever refused because another paper lacks gets the request again with it."""
    refused = answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "No procede, falta el contrato")
    text = "Doctora, adjunto el contrato"
    sent = answer(house, to(refused, COORDINATOR), COORDINATOR, text, attachments=(page("x.pdf", *CONTRACT),))
    assert "«x.pdf»" in flat(to(sent, MANAGER))
    assert (only_case(house).state, only_case(house).round) == (State.AWAITING_APPROVAL, 2)


def test_what_is_called_another_paper_is_not_asked_about_again(house: House) -> None:
    """A scan that nobody can tell is asked about; once its sender says what it is, it goes along."""
    scanned = page("IMG_2231.pdf", "x", scanned=True)
    first = to(ask(house, annulment()), COORDINATOR)
    (asked,) = answer(house, first, COORDINATOR, "Va esto", attachments=(scanned,))
    assert "¿Qué documento es «IMG_2231.pdf»" in flat(asked)

    sent = answer(house, asked, COORDINATOR, "Es el pantallazo del sistema", attachments=(scanned,))
    assert to(sent, MANAGER).mail.attachments[0].filename == "adicional_1.pdf"
    assert "Le pasé «IMG_2231.pdf»" in flat(to(sent, COORDINATOR))


def test_what_was_a_file_beside_becomes_the_document_it_is(house: House) -> None:
    """Once its sender says which document it is, it takes that place and goes along only once."""
    case = annulment()
    letter = next(file for file in five(case) if file.filename.lower().startswith("carta"))
    nameless = File(filename="CamScanner.pdf", media_type="application/pdf", content=scan(letter.content))
    first = ask(house, case, files=(*five(case), nameless))
    assert [piece.filename for piece in only_case(house).extras] == ["CamScanner.pdf"]

    sent = answer(house, to(first, COORDINATOR), COORDINATOR, "Es la carta del cliente", attachments=(nameless,))
    assert only_case(house).extras == ()
    assert "CamScanner.pdf" in {piece.filename for piece in only_case(house).pieces}
    assert len(to(sent, MANAGER).mail.attachments) == 5


def test_nobody_else_brings_files(house: House) -> None:
    """A file that somebody not of the branch sends along is no part of the request."""
    asked = to(ask(house, annulment()), MANAGER)
    answer(house, asked, MANAGER, "Aprobado", attachments=(page("Contrato.pdf", *CONTRACT),))
    assert only_case(house).extras == ()
    assert address(COORDINATOR) == only_case(house).requester


def approved_and(house: House, file: File) -> tuple[Sent, ...]:
    """The request is approved, and then this file comes as the corrected one; these mails left for it."""
    first = ask(house, annulment())
    answer(house, to(first, MANAGER), MANAGER, "Aprobado")
    return answer(house, to(first, COORDINATOR), COORDINATOR, "Va el corregido", attachments=(file,))


OTHERS = [annulment(cause="02"), annulment(admin_costs=True, cause="05"), replace(annulment(), total=Decimal(9_000))]


@pytest.mark.parametrize("other", OTHERS)
def test_what_was_approved_is_not_exchanged(house: House, other: CaseFacts) -> None:
    """A copy that says something else is given to nobody, and its sender learns what differs and what to do."""
    (told,) = approved_and(house, five(other)[0])

    assert told.recipients == (address(COORDINATOR),)
    assert "lo que envió no dice lo mismo que se aprobó" in flat(told)
    assert "responda RETIRO LA SOLICITUD" in flat(told)
    assert only_case(house).papers == ()


@pytest.mark.parametrize("role", ["memorando", "factura_original", "carta_respuesta"])
def test_nor_for_a_document_of_another_client(house: House, role: str) -> None:
    """Whoever scans does not get it, and the approved case stays as it was."""
    sent = approved_and(house, dict(zip(ROLES, five(annulment(2)), strict=True))[role])

    assert {one for mail in sent for one in mail.recipients} == {address(COORDINATOR)}
    approved = house.cases()[0]
    assert (approved.papers, approved.state) == ((), State.AWAITING_DIGITIZATION)


@pytest.mark.parametrize("state", ["incompleta", "devuelta"])
def test_a_forgotten_attachment_is_said_to_lack(house: House, state: str) -> None:
    """Whoever writes that something comes along, and nothing does, hears so; nobody else does."""
    case = annulment()
    first = ask(house, case, files=five(case)[:4] if state == "incompleta" else five(case))
    if state == "devuelta":
        first = answer(house, to(first, MANAGER), MANAGER, "Rechazado, falta la firma")
    (told,) = answer(house, to(first, COORDINATOR), COORDINATOR, "Buenos días, adjunto la carta corregida")
    assert told.recipients == (address(COORDINATOR),)
    assert "revise que estén adjuntos" in flat(told)


def test_a_promise_troubles_nobody(house: House) -> None:
    """Who will send what lacks is waited for."""
    first = to(ask(house, annulment(), files=five(annulment())[:4]), COORDINATOR)
    assert answer(house, first, COORDINATOR, "Ok, mañana lo mando") == ()


PRIVATE = "Martha Ospina <martha.ospina@correo.example>"
REPLACEMENT = "Sandra Milena Ruiz <sandra.ruiz@empresa.example>"


@pytest.mark.parametrize("person", [PRIVATE, REPLACEMENT])
def test_an_answer_of_nobody_known_is_passed_on(house: House, person: str) -> None:
    """It counts for nothing, those to whom doubts go read it, and somebody of the house hears who is awaited."""
    asked = to(ask(house, annulment()), MANAGER)
    sent = answer(house, asked, person, "Aprobado")

    assert only_case(house).state is State.AWAITING_APPROVAL
    assert f"{address(person)} respondió sobre" in flat(to(sent, SAC))
    assert "espero la respuesta de Martha Lucía Ospina Rendón" in flat(to(sent, SAC))
    told = [one for one in sent if address(person) in one.recipients]
    assert ["no cuenta como respuesta" in flat(one) for one in told] == ([True] if person is REPLACEMENT else [])
    assert answer(house, asked, person, "Gracias") == ()


def test_an_attachment_forgotten_after_the_approval_is_said_to_lack(house: House) -> None:
    """While the clerk scans too."""
    first = ask(house, annulment())
    answer(house, to(first, MANAGER), MANAGER, "Aprobado")
    (told,) = answer(house, to(first, COORDINATOR), COORDINATOR, "Adjunto la carta más legible")
    assert "revise que estén adjuntos" in flat(told)


def test_a_scan_under_the_same_name_takes_the_place(house: House) -> None:
    """What came as «Carta.pdf» is replaced by a better «carta.pdf» that nobody can read."""
    case = annulment()
    first = ask(house, case)
    answer(house, to(first, MANAGER), MANAGER, "Aprobado")
    letter = five(case)[2]
    better = replace(letter, content=scan(letter.content), filename=letter.filename.upper())
    sent = answer(house, to(first, COORDINATOR), COORDINATOR, "Va mejor escaneada", attachments=(better,))
    assert [one.filename for one in to(sent, CLERK).mail.attachments] == ["carta_cliente.pdf"]


def test_of_two_letters_the_one_named_after_the_client_counts(house: House) -> None:
    """A letter with the client's name is the request's; the other only comes along."""
    case, other = annulment(), annulment(2)
    files = (*five(case), replace(five(other)[2], filename="solicitud cliente 23-feb-26.pdf"))
    ask(house, case, files=files)
    assert only_case(house).piece("carta_cliente").filename == five(case)[2].filename


def test_a_request_without_files_is_the_one_that_is_open(house: House) -> None:
    """Whoever only writes its subject again reads where it stands."""
    case = annulment()
    ask(house, case)
    (told,) = write(house, COORDINATOR, case.subject, "¿En qué va esta solicitud?")
    assert "AN-2026-000001" in flat(told)
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_files_of_nobody_known_are_named(house: House) -> None:
    """They go to nobody, and those to whom doubts go read which came."""
    asked = to(ask(house, annulment()), MANAGER)
    sent = answer(house, asked, REPLACEMENT, "Digitalizado", attachments=(page("Carta.pdf", "x"),))
    assert "Traía «Carta.pdf»" in flat(to(sent, SAC))
    assert [one.filename for mail in sent for one in mail.mail.attachments] == []


def test_a_question_beside_an_incomplete_set_is_passed_on(house: House) -> None:
    """Nobody would read it before the set is complete; mere words with the documents wait for whoever decides."""
    papers = five(annulment())
    asked = to(ask(house, annulment(), files=papers[:3]), COORDINATOR)
    sent = answer(house, asked, COORDINATOR, "El cliente no quiso firmar, ¿me llaman?", attachments=papers[3:4])
    assert "¿me llaman?" in flat(to(sent, SAC))
    assert "Le pasé su pregunta a Luz Adriana Hincapié Toro" in flat(to(sent, COORDINATOR))
    asked = to(ask(house, annulment(3), files=five(annulment(3))[:3]), COORDINATOR)
    sent = answer(house, asked, COORDINATOR, "El cliente no quiso firmar.", attachments=five(annulment(3))[3:4])
    assert [mail.recipients for mail in sent] == [(address(COORDINATOR),)]
