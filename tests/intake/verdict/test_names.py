"""Proper names beside a decision: the case's own, another's, or all that is known of the matter."""

import pytest

from bot.core.intent import Stage, Verdict
from bot.intake.verdict.judge import judge, judge_filing
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.names import words_of

_OWN = words_of("Textiles Nogal S.A.S.", "Yopal", "Orinoquía", "Luz Adriana Hincapié Toro")
_OF_THE_CASE = (
    "Les dejo aprobado lo de Textiles Nogal",
    "Sí para lo de Textiles Nogal.",
    "Aprobada la de Yopal",
    "Apruebo lo del cliente Nogal",
    "Tienen vía libre con la de Textiles Nogal",
    "Va aprobado lo de doña Luz Adriana",
    "Aprobada la anulación de Textiles Nogal",
    "Apruebo anular la Factura de Venta",
)
_OF_ANOTHER = (
    "Les dejo aprobado lo de Panificadora Trigal",
    "Sí para lo de Textiles Umbría.",
    "Aprobada la de Neiva",
    "Apruebo lo del cliente Trigal",
    "Apruebo lo de Nogal y Trigal",
    "Aprobada la anulación de Panificadora Trigal",
    "Lo de Panificadora Trigal va rechazado",
    "Revisé lo de Panificadora Trigal. Aprobado.",
)
_NO_YES = (
    "Aprobado lo de Textiles Nogal, lo de Panificadora Trigal no",
    "Apruebo solo lo de Textiles Nogal",
    "Aprobado lo de Textiles Nogal si firma",
    "Lo de Textiles Nogal lo miro mañana",
    "Marcela aprobó lo de Textiles Nogal",
    "Les Dejo Aprobado Lo De Textiles Nogal Pero Espere",
    "Aprobado lo de Textiles Nogal; lo de ustedes lo veo el lunes",
    "La de Textiles Nogal quedó aprobada. Esta no la he visto.",
    "APRUEBO LO DE TEXTILES NOGAL, NO",
)


@pytest.mark.parametrize("text", _OF_THE_CASE)
def test_a_name_of_the_case_is_the_matter(text: str, lexicon: Lexicon) -> None:
    """Client, city or people of the case, whole or in part, say what is approved."""
    assert judge(text, Stage.APPROVAL, lexicon, names=_OWN).verdict is Verdict.APPROVE


@pytest.mark.parametrize("text", _OF_ANOTHER)
def test_a_name_of_another_matter_decides_nothing(text: str, lexicon: Lexicon) -> None:
    """A yes or a no about somebody else is asked again."""
    judgement = judge(text, Stage.APPROVAL, lexicon, names=_OWN)
    assert (judgement.verdict, judgement.reason) == (Verdict.UNCLEAR, "other_case")


def test_a_name_is_the_matter_where_nothing_is_known_of_the_case(lexicon: Lexicon) -> None:
    """«Lo de Panificadora Trigal» is taken as it is; one word alone may be any matter of that city."""
    assert judge("Apruebo lo de Panificadora Trigal", Stage.APPROVAL, lexicon).verdict is Verdict.APPROVE
    assert judge("Apruebo lo de Yopal", Stage.APPROVAL, lexicon).verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("names", [None, _OWN])
@pytest.mark.parametrize("text", _NO_YES)
def test_a_name_makes_no_yes_of_what_is_none(text: str, names: frozenset[str] | None, lexicon: Lexicon) -> None:
    """Limits, conditions, another time and another speaker count beside a name as without one."""
    assert judge(text, Stage.APPROVAL, lexicon, names=names).verdict is not Verdict.APPROVE


def test_what_was_filed_of_another_client_is_not_filed_here(lexicon: Lexicon) -> None:
    """The same holds for a deed."""
    filed = {
        client: judge_filing(f"Radicado lo de {client}", lexicon, frozenset(), _OWN, copy_came=True).verdict
        for client in ("Textiles Nogal", "Panificadora Trigal")
    }
    assert filed == {"Textiles Nogal": Verdict.DONE, "Panificadora Trigal": Verdict.UNCLEAR}
