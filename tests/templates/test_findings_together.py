"""Findings of one cause are one sentence, with every document that disagrees and every place."""

import string
from typing import Any

import pytest

from bot.adapters.render_findings import MOST_ALIKE, Together
from bot.adapters.render_words import Wording, load_messages
from tests.company import annulment, company
from tests.templates.rendering import TEMPLATES

TEXTS = load_messages(TEMPLATES / "messages.es.yaml")
MEMO, INVOICE, LOG = "memorando", "factura_original", "informe_gestiones"


@pytest.fixture
def together() -> Together:
    """With the real sentences."""
    return Together(Wording(TEXTS, company(), annulment()))


def found(code: str, document: str, place: str, **data: str) -> dict[str, Any]:
    """A finding as mails get it."""
    return {"code": code, "document": document, "file": f"{document}.x", "place": place, "data": data}


def test_one_slip_is_one_sentence(together: Together) -> None:
    """What the invoice, the client's letter and the log hold against the memo's number is told once."""
    findings = [
        found("invoice.number_mismatch", MEMO, "B16", factura_memo="F-1", factura_doc="F-2"),
        found("memo.field_empty", MEMO, "B4", campo="la fecha"),
        found("letter.invoice_mismatch", "carta_cliente", "1", factura_memo="F-1", factura_carta="f-2"),
        found("log.header_mismatch", LOG, "", campo="el número de la factura", dato_memo="F-1", dato_informe="F-3"),
    ]
    first, second = together.told(findings)
    assert first == (
        "El número de la factura no es el mismo en todos los documentos: en el memorando es F-1, en la factura "
        "original y la carta del cliente es F-2 y en el informe de gestiones es F-3; por favor corrija donde no sea. "
        "Dónde está: memorando.x, celda B16; carta_cliente.x, página 1; informe_gestiones.x."
    )
    assert second.startswith("En el memorando falta diligenciar la fecha.")


def test_documents_that_a_finding_lists_are_kept(together: Together) -> None:
    """A finding that speaks for several documents is joined by those of another one, in one list."""
    (told,) = together.told(
        [
            found(
                "contract.mismatch",
                MEMO,
                "F12",
                contrato_memo="C-1",
                contrato_doc="C-2",
                documento="la factura original y la carta del cliente",
            ),
            found("log.header_mismatch", LOG, "B5", campo="el número de contrato", dato_memo="C-1", dato_informe="C-2"),
        ]
    )
    assert "en la factura original, la carta del cliente y el informe de gestiones es C-2" in told


def test_different_causes_stay_apart(together: Together) -> None:
    """Two values of the memo, and a finding that stands alone, are told as they always were."""
    findings = [
        found("invoice.number_mismatch", MEMO, "B16", factura_memo="F-1", factura_doc="F-2"),
        found("log.header_mismatch", LOG, "B5", campo="el número de contrato", dato_memo="C-1", dato_informe="C-2"),
    ]
    wording = Wording(TEXTS, company(), annulment())
    assert together.told(findings) == [wording.told(one) for one in findings]
    assert together.told([]) == []


def test_the_names_are_those_of_the_findings() -> None:
    """Each name under which a value is looked for stands in the finding's own sentence, and each document exists."""
    assert TEXTS["contradictions"]["of"]
    for code, rule in TEXTS["contradictions"]["of"].items():
        names = {name for _, name, _, _ in string.Formatter().parse(TEXTS["findings"][code]) if name}
        wanted = {rule["memo"], rule["other"], rule.get("documents")} - {None}
        wanted |= {name for _, name, _, _ in string.Formatter().parse(rule["what"]) if name}
        assert wanted <= names, code
        assert ("documents" in rule) != (rule.get("document") in TEXTS["documents"]), code


def test_hundreds_of_one_kind_are_counted(together: Together) -> None:
    """Other findings are told one by one, wherever they stand among these."""
    damaged = [{**found("document.unreadable", "", ""), "file": f"{number}.pdf"} for number in range(3 * MOST_ALIKE)]
    *told, last = together.told([*damaged, found("memo.field_empty", MEMO, "B4", campo="la fecha")])
    assert len(told) == MOST_ALIKE + 1
    assert told[-1].startswith("En el memorando falta diligenciar la fecha.")
    assert last == f"Y {2 * MOST_ALIKE} observaciones más como las anteriores."
