"""Whole requests whose papers somebody did not sign."""

from bot.testing.documents import five
from bot.testing.facts import facts
from bot.testing.mails import request
from bot.testing.memo import memo_xlsx
from bot.testing.pdfs import client_letter_pdf
from tests.inspect.conftest import Look

CASE = facts(0, admin_costs=True)
SIGNING = {
    "letter.unsigned",
    "memo.unsigned",
    "reply.unsigned_company",
    "reply.not_signed_by_client",
    "reply.signature_unconfirmed",
    "document.seal_broken",
}


def told(found: dict[str, object]) -> dict[str, str]:
    """Severities of what is said of signatures."""
    return {one["code"]: one["severity"] for one in found["findings"] if one["code"] in SIGNING}  # type: ignore[attr-defined]


def test_nobody_signed(look: Look) -> None:
    """Each paper is named, and only the blank acceptance of costs sends the request back."""
    unsigned = {
        "memorando": memo_xlsx(CASE, signed=False),
        "carta_cliente": client_letter_pdf(CASE, scanned=False, signed=False),
    }
    files = five(CASE, signed_by_client=False, signed_by_company=False, instead=unsigned)
    assert told(look(request(CASE, files=files).raw())) == {
        "memo.unsigned": "warning",
        "letter.unsigned": "warning",
        "reply.unsigned_company": "warning",
        "reply.not_signed_by_client": "error",
    }


def test_everybody_signed(look: Look) -> None:
    """A person is asked to confirm what was seen, and nothing else is said."""
    files = five(CASE, scanned=())
    assert told(look(request(CASE, files=files).raw())) == {"reply.signature_unconfirmed": "warning"}


def test_the_signed_copy_beside_the_blank_one_is_left_to_a_person(look: Look) -> None:
    """A picture of it that nobody read may be the acceptance: the box of the other file is not called blank."""
    blank = five(CASE, signed_by_client=False)
    (copy,) = (one for one in five(CASE, scanned=("carta_respuesta",)) if "respuesta" in one.filename.casefold())
    found = told(look(request(CASE, files=(*blank, copy)).raw()))
    assert found == {"reply.signature_unconfirmed": "warning"}
