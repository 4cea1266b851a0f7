"""Documents that come with few words, or late, are never dropped; words about something else decide nothing."""

from dataclasses import replace

from bot.core.process import State
from bot.testing.documents import five, stamped_memo
from bot.testing.house import House
from bot.testing.prose import money
from tests.service.people import CLERK, COORDINATOR, MANAGER, address, annulment, answer, ask, only_case, to


def test_a_correction_after_the_filing_was_asked_for_is_kept(house: House) -> None:
    """Whoever was asked to file once, and then to mend the request, mends it."""
    case = annulment()
    other = replace(case, invoice_number="FECA-110099")
    approval = to(ask(house, case), MANAGER)
    forwarded = to(answer(house, approval, MANAGER, "Aprobado"), CLERK)
    answer(house, forwarded, CLERK, "Digitalizado")
    asked = to(answer(house, approval, MANAGER, "Perdón, rechazado: hay un error en la factura"), MANAGER)
    back = to(answer(house, asked, MANAGER, "SÍ, rechazado"), COORDINATOR)
    wrong = to(answer(house, back, COORDINATOR, "Va corregida", attachments=(five(other)[1],)), COORDINATOR)
    assert only_case(house).state is State.INCOMPLETE

    sent = answer(house, wrong, COORDINATOR, "Ahora sí, la correcta", attachments=(five(case)[1],))

    assert only_case(house).state is State.AWAITING_APPROVAL
    assert to(sent, MANAGER)


def test_thanks_with_a_file_are_no_mere_thanks(house: House) -> None:
    """Polite words after everything was done do not hide what came with them."""
    case = annulment()
    approval = to(ask(house, case), MANAGER)
    forwarded = to(answer(house, approval, MANAGER, "Aprobado"), CLERK)
    filing = to(answer(house, forwarded, CLERK, "Digitalizado"), COORDINATOR)
    answer(house, filing, COORDINATOR, "Radicado 4512 el 4/03/2026", attachments=(stamped_memo(case),))
    assert only_case(house).state is State.CLOSED

    again = replace(stamped_memo(case), filename="sellado nuevo.pdf", content=stamped_memo(case).content + b"\n")
    assert answer(house, filing, COORDINATOR, "Gracias", attachments=(again,)) != ()


def test_an_approval_of_another_amount_is_asked_again(house: House) -> None:
    """Whoever approves an amount that the case does not have is asked which they mean."""
    case = annulment()
    request = to(ask(house, case), MANAGER)
    (again,) = answer(house, request, MANAGER, "Aprobado por valor de $ 1.200.000")
    assert again.recipients == (address(MANAGER),)

    answer(house, request, MANAGER, f"Aprobado por valor de {money(case.total)}")
    assert [one.approved for one in only_case(house).decisions] == [True]


def test_an_approval_of_another_invoice_is_asked_again(house: House) -> None:
    """A bare number that is not the case's is another invoice's."""
    request = to(ask(house, annulment()), MANAGER)
    (again,) = answer(house, request, MANAGER, "Apruebo la anulacion de la 110001")

    assert again.recipients == (address(MANAGER),)
    assert only_case(house).decisions == ()
