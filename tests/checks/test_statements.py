"""What texts state, and what they only deny, suppose or say of something else."""

from pathlib import Path

import pytest

from bot.checks.statements import states
from bot.errors import SettingsError
from bot.intake.check_words import load_check_words
from tests.checks.documents import WORDS

INVOICE = "FECA-200310"


@pytest.mark.parametrize(
    "text",
    [
        "La factura FECA-200310 ya fue pagada.",
        "La factura No. FECA 200310 fue pagada el 3 de mayo.",
        "Manifiesta que ya se pagó la factura por PSE.",
        "No está de acuerdo porque ya pagó la factura.",
        "LA FACTURA SE ENCUENTRA PAGADA",
        "Pidió anularla, pero ya la pagamos.",
    ],
)
def test_paid(text: str) -> None:
    """A plain statement counts, however the number is written."""
    assert states(text, WORDS.claims["paid"], WORDS.logic, INVOICE)


@pytest.mark.parametrize(
    "text",
    [
        "La factura no ha sido pagada.",
        "Factura sin pagar.",
        "La factura FECA-200310 a la fecha no se encuentra pagada.",
        "Factura pagada: NO",
        "Si ya fue pagada, favor informar.",
        "Una vez la factura esté pagada se archiva.",
        "La factura FECA-100777 ya fue pagada.",
        "Objeto la factura FECA-200310. Revisé la factura FECA-100777, pagada el 3 de mayo.",
        "Objeto la factura FECA-200310 vistas las facturas FECA-100777, pagada el 3 de mayo, y FECA-200310",
        "La factura anterior ya fue pagada.",
        "No se trata de la factura FECA-100777, que ya fue pagada en su momento.",
        "Los costos ya fueron pagados; ya pagó los costos administrativos.",
        "No hay soporte de pago.",
        "Solicita que se anule la factura y se le confirme.",
        "",
    ],
)
def test_not_paid(text: str) -> None:
    """A denial, a supposition, another invoice or the costs are no payment of this invoice."""
    assert not states(text, WORDS.claims["paid"], WORDS.logic, INVOICE)


@pytest.mark.parametrize(
    "text",
    [
        "El cliente desistió de la solicitud.",
        "Retira la solicitud por escrito.",
        "Ya no desea anular la factura.",
        "Dice que ya no sigue con el reclamo y que dejen la factura así.",
        "No va a seguir con la petición.",
    ],
)
def test_withdrew(text: str) -> None:
    """A client gives a request up in several ways."""
    assert states(text, WORDS.claims["withdrew"], WORDS.logic)


@pytest.mark.parametrize(
    "text",
    [
        "El cliente no desiste.",
        "Se le pregunta si desiste y dice que no.",
        "El cliente desistió del servicio.",
        "Ya no sigue con el servicio desde marzo.",
        "El caso sigue con la solicitud de costos.",
    ],
)
def test_did_not_withdraw(text: str) -> None:
    """Denying it, being asked, or leaving the service is no withdrawal of the request."""
    assert not states(text, WORDS.claims["withdrew"], WORDS.logic)


def test_words_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing, broken or incomplete file of words is said at once, with its name."""
    broken = tmp_path / "checks.es.yaml"
    for content in (None, "names: [", "names: {}"):
        if content is not None:
            broken.write_text(content, encoding="utf-8")
        with pytest.raises(SettingsError, match=r"checks\.es\.yaml"):
            load_check_words(broken, "CO")
