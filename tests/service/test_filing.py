"""Whole mails about the filing of the memo: told early, in part, late, wrong, or without a word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.process import State
from bot.testing.case_facts import CaseFacts, Request
from bot.testing.documents import ROLES, File, five, stamped_memo
from bot.testing.house import House, Sent
from bot.testing.pdfs import stamped_memo_pdf
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
    NEWCOMER,
    SAC,
    address,
    annulment,
    answer,
    ask,
    only_case,
    outcomes,
    to,
)

WHOLE = {"numero_radicacion": "4512", "fecha_radicacion": "2026-03-04"}


def flat(sent: Sent) -> str:
    """The text of a mail without line breaks."""
    return " ".join(sent.mail.text.split())


def forwarded(house: House, case: CaseFacts, **changes: object) -> tuple[Sent, ...]:
    """The mail with the documents, after the approval."""
    return answer(house, to(ask(house, case, **changes), MANAGER), MANAGER, "Aprobado")


def filing(house: House, case: CaseFacts) -> Sent:
    """The coordinator's request to file the memo."""
    return to(answer(house, to(forwarded(house, case), CLERK), CLERK, "Digitalizado"), COORDINATOR)


def test_filed_before_the_scans_are_made(house: House) -> None:
    """Number, day and copy that come while the clerk still scans are kept; the clerk's word then closes the case."""
    case = annulment()
    asked = to(forwarded(house, case), CLERK)
    text = "Ya quedó radicado con el 4512 el 4/03/2026"
    (noted,) = answer(house, asked, COORDINATOR, text, attachments=(stamped_memo(case),))
    assert "número de radicación 4512, fecha de radicación 04/03/2026 y el memorando con el sello" in flat(noted)
    assert "espera además la digitalización, que pedí a Yuliana" in flat(noted)
    assert only_case(house).state is State.AWAITING_DIGITIZATION

    answer(house, asked, CLERK, "Digitalizado")
    assert only_case(house).state is State.CLOSED
    assert only_case(house).values == WHOLE
    assert only_case(house).teller("radicacion") == "diana.caicedo@empresa.example"


def test_a_stranger_who_was_vouched_for_files(house: House) -> None:
    """So do those of a requester who is no coordinator, before or after the branch is asked."""
    case = annulment()
    ask(house, case, sender=NEWCOMER)
    vouched = next(one for one in house.sent() if "luz.hincapie@empresa.example" in one.recipients)
    approval = to(answer(house, vouched, SAC, "Sí"), MANAGER)
    asked = answer(house, approval, MANAGER, "Aprobado")
    answer(house, to(asked, CLERK), CLERK, "Digitalizado")
    text = "Radicado 12 del 4/03/2026"
    answer(house, to(asked, NEWCOMER), NEWCOMER, text, attachments=(stamped_memo(case),))

    assert only_case(house).state is State.CLOSED
    assert only_case(house).values["numero_radicacion"] == "12"


def test_only_what_lacks_of_a_filing_is_asked_for(house: House) -> None:
    """A copy without number, while the clerk scans: the request that follows asks for number and day alone."""
    case = annulment()
    asked = to(forwarded(house, case), CLERK)
    answer(house, asked, COORDINATOR, "Radicado, va la copia", attachments=(stamped_memo(case),))
    rest = to(answer(house, asked, CLERK, "Digitalizado"), COORDINATOR)
    assert "solo falta el número de radicación y la fecha de radicación." in flat(rest)

    answer(house, rest, COORDINATOR, "4512 del 4 de marzo")
    assert only_case(house).state is State.CLOSED
    assert only_case(house).values == WHOLE


def test_a_copy_without_a_word(house: House) -> None:
    """Asked for the filing, the copy by itself is kept, and number and day finish it without the copy."""
    case = annulment()
    (rest,) = answer(house, filing(house, case), COORDINATOR, "", attachments=(stamped_memo(case),))
    assert "falta el número de radicación y la fecha de radicación." in flat(rest)
    assert only_case(house).state is State.AWAITING_FILING

    answer(house, rest, COORDINATOR, "radicado bajo el número 87 el 4/03/2026")
    assert only_case(house).state is State.CLOSED
    assert only_case(house).values["numero_radicacion"] == "87"


def test_the_stamp_of_a_readable_copy_is_read(house: House) -> None:
    """Where the copy has text, its stamp tells number and day, and nothing is asked for."""
    case = annulment()
    content = stamped_memo_pdf(case, scanned=False, filed_number="FAC-CAL-2026-00731", filed_at=house.clock.now())
    file = File(filename="sello.pdf", media_type="application/pdf", content=content)
    answer(house, filing(house, case), COORDINATOR, "", attachments=(file,))

    assert only_case(house).state is State.CLOSED
    assert only_case(house).values == {"numero_radicacion": "FAC-CAL-2026-00731", "fecha_radicacion": "2026-03-04"}


@pytest.mark.parametrize(
    "text",
    [
        "Ya quedó radicado (No. 4512), la copia la mando mañana",
        "Radicado 4512; no me han devuelto la copia sellada",
        "Radicado hoy con el 4512. Aún no tengo la copia",
        "Se radicó con el 4512 pero todavía no me entregan la copia con el sello",
        "Ya está radicado: 4512. No he podido escanear la copia",
        "Radicado con el No. 4512, el sello lo ponen el martes",
    ],
)
def test_a_copy_that_comes_later_is_no_trouble(house: House, text: str) -> None:
    """The number is noted, the copy is asked for, and nobody is told that the filing failed."""
    (back,) = answer(house, filing(house, annulment()), COORDINATOR, text)
    assert back.recipients == ("diana.caicedo@empresa.example",)
    assert "número de radicación 4512" in flat(back)
    assert "falta adjuntar el memorando con el sello" in flat(back)
    assert only_case(house).values["numero_radicacion"] == "4512"


def test_a_paper_that_was_not_taken_is_trouble(house: House) -> None:
    """Whoever could not file gets help, whatever number they name."""
    sent = answer(house, filing(house, annulment()), COORDINATOR, "No me lo recibieron, el radicado 4512 quedó anulado")
    assert "no ha podido radicar" in flat(to(sent, SAC))


@pytest.mark.parametrize(
    "text",
    [
        "Hubo un error, no quedó radicado el 4512",
        "Disculpe, no está radicado el 4512",
        "Perdón, no fue radicado el 4 de marzo",
        "Error: no está radicado, 4512",
        "Perdón, al final no me lo recibieron; el radicado 4512 quedó sin efecto",
        "Perdón, me devolvieron el memorando, el radicado 4512 quedó anulado. Adjunto la nota de devolución",
    ],
)
@pytest.mark.parametrize("told_before", [False, True])
def test_a_denial_with_an_excuse_closes_nothing(house: House, text: str, told_before: bool) -> None:
    """Whatever number and file come with it, and whatever was told before: those who can help are told."""
    case = annulment()
    asked = filing(house, case)
    if told_before:
        answer(house, asked, COORDINATOR, "Radicado 4512 del 4/03/2026, la copia la mando mañana")
    note = replace(stamped_memo(case), filename="devolucion.pdf")
    sent = answer(house, asked, COORDINATOR, text, attachments=(note,))
    assert "no ha podido radicar" in flat(to(sent, SAC))
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize("person", [COORDINATOR, COLLEAGUE])
def test_a_denial_after_the_end_puts_no_number_in_its_place(house: House, person: str) -> None:
    """A number in words that deny the filing corrects nothing; doubts hear of it."""
    case = annulment()
    asked = filing(house, case)
    answer(house, asked, COORDINATOR, "Radicado 4512 del 4/03/2026", attachments=(stamped_memo(case),))
    sent = answer(house, asked, person, "Perdón, no quedó radicado el 4521")
    assert to(sent, SAC)
    assert only_case(house).values == WHOLE


def test_what_was_told_of_former_documents_is_asked_again(house: House) -> None:
    """A new round with other documents forgets number and day: the case does not close with the former ones."""
    case = annulment()
    asked = filing(house, case)
    approval = next(one for one in house.sent() if one.recipients == (address(MANAGER),))
    answer(house, asked, COORDINATOR, "Radicado 4512 del 4/03/2026, la copia la mando mañana")
    returned = to(answer(house, to(answer(house, approval, MANAGER, "Rechazado"), MANAGER), MANAGER, "SÍ"), COORDINATOR)
    files = (five(case, scanned=("carta_respuesta",))[ROLES.index("carta_respuesta")],)
    again = to(answer(house, returned, COORDINATOR, "van los documentos corregidos", attachments=files), MANAGER)
    assert only_case(house).values == {}

    house.clock.advance(timedelta(days=1))
    scanning = to(answer(house, again, MANAGER, "Aprobado"), CLERK)
    last = to(answer(house, scanning, CLERK, "Digitalizado"), COORDINATOR)
    assert "4512" not in flat(last)
    (rest,) = answer(house, last, COORDINATOR, "adjunto", attachments=(stamped_memo(case),))
    assert "falta el número de radicación y la fecha de radicación." in flat(rest)
    assert only_case(house).state is State.AWAITING_FILING


@pytest.mark.parametrize("text", ["Radicado 4512 el 5 de abrıl de 2026", "Radicado ²³ el ٣ de marzo", "RADİCADO 4512"])
def test_letters_and_digits_of_other_scripts_are_read_or_left(house: House, text: str) -> None:
    """No mail is set aside for the way in which its words are typed."""
    asked = filing(house, annulment())
    answer(house, asked, COORDINATOR, text)
    assert "quarantined" not in outcomes(house)
    assert only_case(house).state is State.AWAITING_FILING


def test_the_number_is_corrected_before_the_copy(house: House) -> None:
    """Whoever of the branch writes it, the corrected number takes the place of the first, which stays in history."""
    case = annulment()
    asked = filing(house, case)
    answer(house, asked, COORDINATOR, "Radicado 4512 del 4/03/2026, la copia mañana")
    (noted,) = answer(house, asked, COLLEAGUE, "Perdón, es el 4521, no el 4512")
    assert "número de radicación 4521" in flat(noted)
    answer(house, asked, COLLEAGUE, "Va la copia, radicado", attachments=(stamped_memo(case),))

    assert only_case(house).values["numero_radicacion"] == "4521"
    assert [(one.former, one.value) for one in only_case(house).corrections] == [("4512", "4521")]


@pytest.mark.parametrize("person", [COORDINATOR, COLLEAGUE])
def test_the_number_is_corrected_after_the_end(house: House, person: str) -> None:
    """So does one that comes when the case is closed, from either coordinator; doubts hear of it too."""
    case = annulment()
    asked = filing(house, case)
    answer(house, asked, COLLEAGUE, "Radicado 4512 del 4/03/2026", attachments=(stamped_memo(case),))
    sent = answer(house, asked, person, "corrijo: radicado 4521")
    assert "número de radicación 4521 en lugar de 4512" in flat(to(sent, person))
    assert to(sent, SAC)
    assert only_case(house).state is State.CLOSED
    assert only_case(house).values["numero_radicacion"] == "4521"


def test_a_day_to_come_is_asked_about(house: House) -> None:
    """A day of the near future is neither taken nor held for last year's; the right one is noted afterwards."""
    case = annulment()
    asked = filing(house, case)
    text = "Radicado 4512 del 17 de marzo"
    closed = to(answer(house, asked, COORDINATOR, text, attachments=(stamped_memo(case),)), COORDINATOR)
    assert "o es de un día que aún no llega" in flat(closed)
    answer(house, asked, COORDINATOR, "es del 4 de marzo")

    assert only_case(house).values == WHOLE


def test_a_correction_that_cannot_be_read_is_asked_about(house: House) -> None:
    """A mistyped number of the new invoice changes nothing, and its sender reads what is wanted."""
    case = annulment(request=Request.REBILL, cause="02")
    sent = ask(house, case, subject=case.subject.replace("ANULADO", "REFACTURADO"))
    asked = to(answer(house, to(answer(house, to(sent, SAC), SAC, "Aprobado"), CLERK), CLERK, "digitalizado"), SAC)
    answer(house, asked, SAC, "FECA-120099")
    (back,) = answer(house, asked, SAC, "corrijo: es la FECA 12x100")
    assert "No entendí la corrección. Responda este correo solo con el número de la nueva factura" in flat(back)
    assert "Sigue anotado: nueva factura FECA-120099." in flat(back)
    assert answer(house, asked, SAC, "Muchas gracias, quedo atenta") == ()


def test_a_denial_takes_back_the_number_that_was_told(house: House) -> None:
    """What was told of a filing that did not take place closes no case once the copy comes."""
    case = annulment()
    asked = filing(house, case)
    answer(house, asked, COORDINATOR, "Radicado con el número 4512 hoy, la copia la mando mañana")
    assert only_case(house).values["numero_radicacion"] == "4512"

    answer(house, asked, COORDINATOR, "Perdón, no quedó radicado, no me lo recibieron")
    assert only_case(house).values == {}
    answer(house, asked, COORDINATOR, "Radicado, va la copia", attachments=(stamped_memo(case),))
    assert "4512" not in only_case(house).values.values()


@pytest.mark.parametrize("readable", [True, False])
def test_the_copy_of_another_memo_is_none_of_this(house: House, readable: bool) -> None:
    """By its text, or by the number in its name; the coordinator reads which memo it is."""
    case, other = annulment(), annulment(2)
    asked = filing(house, case)
    content = stamped_memo_pdf(other, scanned=False) if readable else stamped_memo(case).content
    name = "sello.pdf" if readable else f"Memorando radicado {other.memo_number}.pdf"
    copy = File(filename=name, media_type="application/pdf", content=content)
    (back,) = answer(house, asked, COORDINATOR, "Radicado con el número 4512 hoy", attachments=(copy,))

    assert only_case(house).state is State.AWAITING_FILING
    assert f"«{copy.filename}» es de otra solicitud: dice" in flat(back)


def test_another_number_on_the_copy_is_told_with_the_end(house: House) -> None:
    """What the words say is noted; the number on the copy counts as soon as it is told."""
    case = annulment()
    content = stamped_memo_pdf(case, scanned=False, filed_number="FAC-CAL-2026-00731", filed_at=house.clock.now())
    copy = File(filename="sello.pdf", media_type="application/pdf", content=content)
    asked = filing(house, case)
    closed = to(answer(house, asked, COORDINATOR, "Radicado con el número 4512 hoy", attachments=(copy,)), COORDINATOR)
    assert "En la copia con el sello se lee el número FAC-CAL-2026-00731 y anoté 4512" in flat(closed)
    assert only_case(house).values["numero_radicacion"] == "4512"
    answer(house, closed, COORDINATOR, "Corrijo: el número es FAC-CAL-2026-00731")
    assert only_case(house).values["numero_radicacion"] == "FAC-CAL-2026-00731"


def test_the_number_on_the_copy_is_worth_no_word_where_it_is_the_one_that_was_told(house: House) -> None:
    """However it is written."""
    case = annulment()
    content = stamped_memo_pdf(case, scanned=False, filed_number="FAC-CAL-2026-00731", filed_at=house.clock.now())
    copy = File(filename="sello.pdf", media_type="application/pdf", content=content)
    text = "Radicado hoy con el FAC CAL 2026 00731"
    closed = to(answer(house, filing(house, case), COORDINATOR, text, attachments=(copy,)), COORDINATOR)
    assert "se lee el número" not in flat(closed)
    assert "anterior a la aprobación" not in flat(closed)


def test_a_filing_of_a_day_before_the_approval_is_told_with_the_end(house: House) -> None:
    """It may have been filed before; a slip of the pen is put right by an answer."""
    case = annulment()
    text = "Radicado con el número 4512 el 2 de marzo"
    asked = filing(house, case)
    closed = to(answer(house, asked, COORDINATOR, text, attachments=(stamped_memo(case),)), COORDINATOR)
    assert "es anterior a la aprobación, que fue el 04/03/2026" in flat(closed)
    answer(house, closed, COORDINATOR, "perdón, es del 4 de marzo")
    assert only_case(house).values == WHOLE
