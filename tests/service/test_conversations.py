"""Whole mails in, whole mails out: the annulment process as its people live it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.process import State
from bot.testing import automatic, mails
from bot.testing.case_facts import Request
from bot.testing.documents import File, five, stamped_memo
from bot.testing.house import House
from tests.service.people import (
    CLERK,
    COLLEAGUE,
    COORDINATOR,
    MANAGER,
    OUTSIDER,
    SAC,
    SUPPORT,
    address,
    annulment,
    answer,
    ask,
    inbox,
    only_case,
    outcomes,
    to,
    write,
)


def test_from_request_to_closed(house: House) -> None:
    """A correct request is approved, digitised, filed and closed by plain answers from four mail programs."""
    case = annulment()
    sent = ask(house, case)
    forwarded = to(answer(house, to(sent, MANAGER), MANAGER, "Aprobado, gracias.", client="outlook"), CLERK)
    assert only_case(house).register == "Anulado"
    filing = to(answer(house, forwarded, CLERK, "Listo, documentos digitalizados.", client="iphone"), COORDINATOR)
    text = "Radicado hoy con el No. 2026-00457, adjunto la copia con sello."
    answer(house, filing, COORDINATOR, text, client="gmail", attachments=(stamped_memo(case),))

    closed = only_case(house)
    assert closed.state is State.CLOSED
    assert closed.values["numero_radicacion"] == "2026-00457"
    assert [
        len([s for s in house.sent() if address(who) in s.recipients]) for who in (COORDINATOR, MANAGER, CLERK)
    ] == [
        4,
        1,
        1,
    ]
    assert inbox(house) == 0


def test_documents_travel_unharmed(house: House) -> None:
    """The approver and the clerk get the five documents byte for byte as they came."""
    case = annulment()
    files = five(case)
    request = to(ask(house, case, files=files), MANAGER)

    assert sorted(a.content for a in request.mail.attachments) == sorted(file.content for file in files)


def test_documents_of_one_name_are_told_apart(house: House) -> None:
    """Five files that are all called alike go out under the names of what they are."""
    alike = [replace(file, filename=f"documento{Path(file.filename).suffix}") for file in five(annulment(), scanned=())]
    request = to(ask(house, annulment(), files=alike), MANAGER)
    names = [file.filename for file in request.mail.attachments]
    assert len(set(names)) == len(names) == 5


def test_missing_document_supplied_by_reply(house: House) -> None:
    """An incomplete request lists what lacks; the reply with that piece completes the same case."""
    case = annulment()
    files = five(case, without=("carta_cliente",))
    back = to(ask(house, case, files=files), COORDINATOR)
    assert only_case(house).state is State.INCOMPLETE
    assert "carta del cliente" in back.mail.text

    (letter,) = (file for file in five(case) if file not in files)
    sent = answer(house, back, COORDINATOR, "Adjunto la carta.", attachments=(letter,))
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert to(sent, MANAGER)


def test_missing_document_in_a_new_mail(house: House) -> None:
    """A new mail with the same subject and the missing piece completes the case as well."""
    case = annulment()
    files = five(case, without=("informe_gestiones",))
    ask(house, case, files=files)
    (log,) = (file for file in five(case) if file not in files)
    write(house, COORDINATOR, case.subject, "Adjunto el informe que faltaba.", log)

    assert only_case(house).state is State.AWAITING_APPROVAL


def test_unread_scan_in_place_of_the_invoice(house: House) -> None:
    """A nameless scan that fills the last gap is told to the approver as what it is: an assumption."""
    case = annulment()
    files = five(case, without=("factura_original",))
    (letter,) = (file for file in files if file not in five(case, without=("factura_original", "carta_cliente")))
    request = to(ask(house, case, files=(*files, replace(letter, filename="Escaneo0001.pdf"))), MANAGER)

    assert "Escaneo0001.pdf" in request.mail.text
    assert "era lo que quedaba" in " ".join(request.mail.text.split())


def test_second_page_in_place_of_the_invoice(house: House) -> None:
    """A second page of the letter does not pass for the invoice that was forgotten."""
    case = annulment()
    files = five(case, without=("factura_original",))
    (letter,) = (file for file in files if file not in five(case, without=("factura_original", "carta_cliente")))
    page = replace(letter, filename="Carta cliente hoja 2.pdf", content=letter.content + b"\n%2")
    back = to(ask(house, case, files=(*files, page)), COORDINATOR)

    assert only_case(house).state is State.INCOMPLETE
    assert "Falta la factura original" in " ".join(back.mail.text.split())


def test_same_mail_twice(house: House) -> None:
    """The same mail delivered twice is one case, and both copies are settled."""
    raw = mails.request(annulment(), date=house.clock.now()).raw()
    first = house.receive(raw)
    second = house.receive(raw)

    assert len(first) == 2
    assert second == ()
    assert outcomes(house) == ["handled", "copy"]
    assert inbox(house) == 0
    assert only_case(house)


def test_same_request_again(house: House) -> None:
    """The same documents in a new mail make no second case; their sender is told which one it is."""
    case = annulment()
    ask(house, case)
    house.clock.advance(timedelta(hours=2))
    again = to(ask(house, case, text="Reenvío la solicitud."), COORDINATOR)

    assert "AN-2026-000001" in again.mail.text
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_same_invoice_from_a_colleague(house: House) -> None:
    """The same invoice from another coordinator is no second case; they are told which one it is."""
    ask(house, annulment())
    house.clock.advance(timedelta(hours=2))
    told = to(ask(house, annulment(), sender=COLLEAGUE), COLLEAGUE)

    assert "AN-2026-000001" in told.mail.text
    assert only_case(house)


def test_two_invoices_are_two_cases(house: House) -> None:
    """Different invoices of the same branch are different cases with consecutive numbers."""
    ask(house, annulment(0))
    ask(house, annulment(4))

    assert [case.number for case in house.cases()] == ["AN-2026-000001", "AN-2026-000002"]


def test_new_set_in_an_old_thread(house: House) -> None:
    """A full new set for another invoice, sent as an answer in an old thread, is a new case linked to the old one."""
    acknowledged = to(ask(house, annulment(0)), COORDINATOR)
    other = annulment(4)
    answer(house, acknowledged, COORDINATOR, "Otra solicitud.", attachments=five(other))

    first, second = house.cases()
    assert second.linked == (first.number,)
    assert second.facts["factura_original"] == other.invoice_number


def test_subject_near_miss(house: House) -> None:
    """A known coordinator with a wrong subject gets one mail with the right form; no case is opened."""
    case = annulment()
    helped = to(ask(house, case, subject=f"ANULADO {case.client} CALI"), COORDINATOR)

    assert f"ANULADO-{case.client}" in helped.mail.text
    assert house.cases() == ()


@pytest.mark.parametrize(("written", "asked"), [("CALY", "¿Quiso escribir Cali?"), ("CARTAGO", ""), ("CALDAS", "")])
def test_only_cities_of_the_own_branch_are_suggested(house: House, written: str, asked: str) -> None:
    """A coordinator is asked about no city of another branch, and about none that only lies near what was written."""
    helped = to(ask(house, annulment(), subject=f"ANULADO-Cine Luz-{written}"), COORDINATOR)

    assert "".join(line for line in helped.mail.text.splitlines() if "Quiso escribir" in line) == asked


def test_outsider_gets_no_answer(house: House) -> None:
    """An outsider's mail is left untouched and unanswered, and listed the next morning."""
    assert ask(house, annulment(), sender=OUTSIDER) == ()
    assert inbox(house) == 1

    house.clock.advance(timedelta(hours=23))
    sent = house.receive()
    assert address(OUTSIDER) in to(sent, SAC).mail.text


def test_incomprehensible_answer(house: House) -> None:
    """A question instead of a decision is asked again in one line."""
    request = to(ask(house, annulment()), MANAGER)
    (again,) = answer(house, request, MANAGER, "¿El cliente sí firmó la carta?")

    assert again.recipients == (address(MANAGER),)
    assert only_case(house).state is State.AWAITING_APPROVAL


@pytest.mark.parametrize("words", ["Mañana la reviso", "Hoy no puedo aprobar, en la tarde la miro y le cuento"])
def test_an_answer_that_is_put_off(house: House, words: str) -> None:
    """Whoever promises an answer reads that it is awaited, not that they were not understood."""
    (again,) = answer(house, to(ask(house, annulment()), MANAGER), MANAGER, words)
    assert "De acuerdo, quedo pendiente de su decisión." in again.mail.text
    assert "No entendí" not in again.mail.text
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_refused_and_resubmitted(house: House) -> None:
    """A refusal goes back with its reasons; corrected documents go to the approver with the earlier refusal shown."""
    case = annulment()
    request = to(ask(house, case), MANAGER)
    back = to(answer(house, request, MANAGER, "Rechazado. El motivo no está claro."), COORDINATOR)
    assert "El motivo no está claro" in back.mail.text

    corrected = five(annulment(motive="Factura duplicada del mismo período"))
    memo = next(file for file in corrected if "emo" in file.filename)
    sent = answer(house, back, COORDINATOR, "La factura no está paga, va corregido.", attachments=(memo,))
    assert "El motivo no está claro" in to(sent, MANAGER).mail.text
    assert "La factura no está paga" in to(sent, MANAGER).mail.text
    assert only_case(house).round == 2


def test_refused_and_reconsidered(house: House) -> None:
    """Whoever refused reads why they should look again; the receipt claims no documents; the row is under way again."""
    request = to(ask(house, annulment()), MANAGER)
    back = to(answer(house, request, MANAGER, "Rechazado. El motivo no está claro."), COORDINATOR)

    sent = answer(house, back, COORDINATOR, "Favor reconsiderar: los costos son los del contrato.")
    assert "los costos son los del contrato" in to(sent, MANAGER).mail.text
    assert "Recibí lo nuevo" not in to(sent, COORDINATOR).mail.text
    assert (only_case(house).round, only_case(house).register) == (2, "En trámite")


def test_nothing_is_forwarded_while_an_approver_reconsiders(house: House) -> None:
    """The second approval waits for whoever was asked whether they take the first one back."""
    request = to(ask(house, annulment(request=Request.BOTH, cause="02")), MANAGER)
    second = to(answer(house, request, MANAGER, "Aprobado"), SAC)
    question = to(answer(house, request, MANAGER, "Perdón, mejor no, rechazado"), MANAGER)
    assert answer(house, second, SAC, "Aprobado") == ()

    sent = answer(house, question, MANAGER, "NO, déjelo así")
    assert len(to(sent, CLERK).mail.attachments) == 5


def test_somebody_else_approves(house: House) -> None:
    """Whoever was forwarded the request cannot approve it; nobody outside the house gets a mail."""
    request = to(ask(house, annulment()), MANAGER)
    for person in (CLERK, OUTSIDER):
        sent = answer(house, request, person, "Aprobado")
        assert {one for mail in sent for one in mail.recipients}.isdisjoint({address(MANAGER), address(OUTSIDER)})
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_own_request_is_not_approved(house: House) -> None:
    """The requester's own yes decides nothing."""
    request = to(ask(house, annulment()), MANAGER)
    told = to(answer(house, request, COORDINATOR, "Aprobado"), COORDINATOR)

    assert told.mail.author == "anulaciones@empresa.example"
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_approval_without_the_secret(house: House) -> None:
    """A yes in a mail of its own, with nothing but the number, gets the request again."""
    ask(house, annulment())
    again = to(write(house, MANAGER, "Re: [AN-2026-000001]", "Aprobado"), MANAGER)

    assert len(again.mail.attachments) == 5
    assert only_case(house).state is State.AWAITING_APPROVAL


def test_phone_that_drops_references(house: House) -> None:
    """The secret in the quoted last line is enough when a phone drops the reply headers."""
    request = to(ask(house, annulment()), MANAGER)
    answer(house, request, MANAGER, "Aprobado", client="iphone", in_reply_to=None, references=())

    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_secret_in_foreign_letters(house: House) -> None:
    """A word like a secret, but for a letter that only looks like one of the alphabet, is none and stops nothing."""
    ask(house, annulment())
    (key,) = house.app.keyring.keys
    like = f"Aprobado\n\nRef. {key}-abcde\u017f2345 {key}-\u0131\u0130bcde2345"
    again = to(write(house, MANAGER, "Re: [AN-2026-000001]", like), MANAGER)

    assert len(again.mail.attachments) == 5
    assert outcomes(house) == ["handled", "handled"]


def test_secret_under_the_number_of_another_case(house: House) -> None:
    """An answer to one case whose subject names another one decides neither."""
    first = to(ask(house, annulment(0)), MANAGER)
    ask(house, annulment(4))
    answer(house, first, MANAGER, "Aprobado", subject="RE: [AN-2026-000002] Solicitud")

    assert [case.state for case in house.cases()] == [State.AWAITING_APPROVAL] * 2


def test_thousands_of_references(house: House) -> None:
    """An answer is known by the nearest mails that it answers, however many ids stand behind them."""
    request = to(ask(house, annulment()), MANAGER)
    (key,) = house.app.keyring.keys
    others = tuple(f"r-{number}.1.{key}abcdefghij@x" for number in range(2_000))
    answer(house, request, MANAGER, "Aprobado", references=(*others, request.mail.message_id or ""))

    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_quoted_yes_is_not_a_yes(house: House) -> None:
    """An empty answer above our own words about approving decides nothing."""
    request = to(ask(house, annulment()), MANAGER)
    answer(house, request, MANAGER, "")

    assert only_case(house).state is State.AWAITING_APPROVAL


def test_out_of_office_decides_nothing(house: House) -> None:
    """An out-of-office full of the word "aprobado" decides nothing and is never answered."""
    request = to(ask(house, annulment()), MANAGER)
    sent = house.receive(automatic.out_of_office(request.raw, date=house.clock.now()))

    assert sent == ()
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert outcomes(house)[-1] == "automatic"


def test_a_calendar_or_a_receipt_is_no_absence(house: House) -> None:
    """Whoever accepts an invitation or opens a mail is not away: no deputy is asked, nothing is noted."""
    request = to(ask(house, annulment()), MANAGER)
    before = only_case(house)
    moment = house.clock.now()
    answers = (
        automatic.calendar_answer(request.raw, "accepted", date=moment),
        automatic.out_of_office(request.raw, subject="Leído: aprobación", text="", headers=(), date=moment),
    )

    assert house.receive(*answers) == ()
    assert outcomes(house)[1:] == ["automatic", "automatic"]
    assert only_case(house) == before


def test_bounce_raises_an_alarm(house: House) -> None:
    """A request that never arrived is told to support and to those to whom doubts go."""
    request = to(ask(house, annulment()), MANAGER)
    sent = house.receive(automatic.bounce(request.raw, date=house.clock.now()))

    assert to(sent, SUPPORT)
    assert address(MANAGER) in to(sent, SUPPORT).mail.text or "Martha" in to(sent, SUPPORT).mail.text


def test_withdrawn_by_reply(house: House) -> None:
    """The requester takes the request back by answering; the approver is told."""
    acknowledged = to(ask(house, annulment()), COORDINATOR)
    sent = answer(house, acknowledged, COORDINATOR, "Por favor retiren esta solicitud, ya no se requiere.")

    assert only_case(house).state is State.WITHDRAWN
    assert to(sent, MANAGER)


def test_withdrawn_invoice_may_be_asked_again(house: House) -> None:
    """After a withdrawal the same invoice may be asked for again, as a new case."""
    case = annulment()
    acknowledged = to(ask(house, case), COORDINATOR)
    answer(house, acknowledged, COORDINATOR, "Desistimos de la solicitud.")
    ask(house, case, text="Ahora sí.")

    assert [one.state for one in house.cases()] == [State.WITHDRAWN, State.AWAITING_APPROVAL]


def test_costs_wait_for_the_signature(house: House) -> None:
    """With administrative costs the SAC coordinator confirms the signature before the manager is asked."""
    case = annulment(admin_costs=True, cause="05")
    sent = ask(house, case)
    assert only_case(house).state is State.AWAITING_SIGNATURE

    sent = answer(house, to(sent, SAC), SAC, "Sí.")
    assert only_case(house).state is State.AWAITING_APPROVAL
    assert to(sent, MANAGER)


def test_rebilling_asks_for_the_new_number(house: House) -> None:
    """A rebilling is approved by the SAC coordinator, and closes only with the new invoice's number."""
    case = annulment(request=Request.REBILL, cause="02")
    sent = ask(house, case, subject=case.subject.replace("ANULADO", "REFACTURADO"))
    forwarded = to(answer(house, to(sent, SAC), SAC, "Aprobado"), CLERK)
    sent = answer(house, forwarded, CLERK, "digitalizado")
    answer(house, to(sent, COORDINATOR), COORDINATOR, "Radicado, va la copia", attachments=(stamped_memo(case),))
    assert only_case(house).state is State.AWAITING_FILING
    answer(house, to(sent, SAC), SAC, "sale con la 90117")

    assert only_case(house).state is State.CLOSED
    assert only_case(house).values["nueva_factura"] == "90117"


def test_reminder_in_office_hours(house: House) -> None:
    """Nobody is reminded at night or on a weekend; on the second business day's morning the manager is."""
    ask(house, annulment())
    reminded = []
    for hours in range(24 * 6):
        house.clock.advance(timedelta(hours=1))
        if house.receive():
            reminded.append(hours)
            local = house.app.rules.company.calendar.local(house.clock.now())
            assert house.app.rules.company.calendar.is_open(house.clock.now()), local
    assert reminded


def test_broken_attachments_are_findings(house: House) -> None:
    """Files that do not open are named in the answer, and the request waits for better ones."""
    case = annulment()
    files = tuple(
        File(filename=file.filename, media_type=file.media_type, content=file.content[: len(file.content) // 2])
        for file in five(case)
    )
    back = to(ask(house, case, files=files), COORDINATOR)

    assert only_case(house).state is State.INCOMPLETE
    assert all(file.filename in back.mail.text for file in files if file.filename.endswith("xlsx"))


def test_coordinator_answers_the_copy(house: House) -> None:
    """A coordinator's word on the mail that asks the clerk is no answer to it; better copies in it go to the clerk."""
    case = annulment()
    forwarded = answer(house, to(ask(house, case), MANAGER), MANAGER, "Aprobado")[0]
    assert answer(house, forwarded, COORDINATOR, "Muchas gracias, quedo atenta.") == ()

    letter = next(file for file in five(case) if "arta" in file.filename)
    better = File(filename=letter.filename, media_type=letter.media_type, content=letter.content + b"\n%")
    sent = answer(house, forwarded, COORDINATOR, "Adjunto una copia más clara.", attachments=(better,))
    assert to(sent, CLERK)
    assert only_case(house).state is State.AWAITING_DIGITIZATION


def test_answer_to_the_help_on_subjects(house: House) -> None:
    """Answering the mail about a wrong subject, whose own subject is the right one, opens the case."""
    case = annulment()
    helped = to(ask(house, case, subject=f"ANULADO {case.client} CALI"), COORDINATOR)
    answer(house, helped, COORDINATOR, "Va de nuevo.", attachments=five(case))

    assert only_case(house).state is State.AWAITING_APPROVAL


def test_signature_in_plain_words(house: House) -> None:
    """A yes with its proof confirms the signature; a no tells the coordinator; a doubt is asked again."""
    request = to(ask(house, annulment(admin_costs=True, cause="05")), SAC)
    assert to(answer(house, request, SAC, "Sí, pero no alcanzo a ver la fecha"), SAC)
    assert to(answer(house, request, SAC, "No veo la firma del cliente en la carta"), COORDINATOR)
    assert to(answer(house, request, SAC, "Sí, confirmo que la carta está firmada por el cliente"), MANAGER)


def test_filing_number_told_later(house: House) -> None:
    """A case that closed without the number of filing takes it from a later answer."""
    case = annulment()
    forwarded = answer(house, to(ask(house, case), MANAGER), MANAGER, "Aprobado")[0]
    filing = to(answer(house, forwarded, CLERK, "Digitalizado"), COORDINATOR)
    closed = to(answer(house, filing, COORDINATOR, "Radicado", attachments=(stamped_memo(case),)), COORDINATOR)
    assert "responde este correo con ese dato" in " ".join(closed.mail.text.split())
    answer(house, filing, COORDINATOR, "El radicado es el No. 2026-00457 del 5 de marzo de 2026.")

    assert only_case(house).values == {"numero_radicacion": "2026-00457", "fecha_radicacion": "2026-03-05"}


def test_what_exceeds_the_ceiling_of_a_day_goes_out_on_the_next(house: House) -> None:
    """A busy day loses no mail: support hears of it once, and the rest leaves when the office opens again."""
    case = annulment()
    sent = ask(house, case)
    for number in range(7):
        answer(house, to(sent, COORDINATOR), COORDINATOR, f"¿Y la carta número {number} sí les sirvió?")
    today = [one for one in house.sent() if address(COORDINATOR) in one.recipients]
    alarms = [s for s in house.sent() if f"tope de correos para {address(COORDINATOR)}" in s.mail.subject]
    assert len(today) == house.app.rules.limits.mails_per_person
    assert len(alarms) == 1

    house.clock.advance(timedelta(days=1))
    house.poll()
    later = [one for one in house.sent() if address(COORDINATOR) in one.recipients]
    assert len(later) == 1 + 7
    house.clock.advance(timedelta(days=1))
    house.poll()
    assert len([one for one in house.sent() if address(COORDINATOR) in one.recipients]) == 1 + 7
