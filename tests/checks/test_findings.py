"""Every check: a request that makes it speak, and one close to it that does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from string import Formatter

import pytest
from ruamel.yaml import YAML

from bot.checks import KNOWN_CHECKS, run_checks
from bot.core.document import Damage, Document, Ink, Read, Seal, Signatory, TextSource
from bot.core.finding import Severity
from bot.core.known import Elsewhere, Known
from bot.core.process import CheckRule, ParamValue
from tests.checks.documents import (
    INVOICE,
    KNOWN,
    LETTER,
    LOG,
    MEMO,
    PDF,
    PROCESS,
    REPLY,
    TEMPLATES,
    WORDS,
    document,
    electronic,
    entry,
    findings,
    request,
    rows,
    scan,
    scanned,
    without,
)

MESSAGES: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(TEMPLATES / "messages.es.yaml")
SENTENCES = MESSAGES["findings"]


@dataclass(frozen=True, kw_only=True)
class Given:
    """A request with what is known of it and the parameters of the check."""

    files: tuple[Document, ...]
    known: Known = KNOWN
    params: Mapping[str, ParamValue] = field(default_factory=dict)

    def found(self, code: str) -> list[str]:
        """Sentences of the findings of this code."""
        found = findings(self.files, self.known, {code: self.params})
        return [SENTENCES[code].format(**finding.data) for finding in found if finding.code == code]


def given(*changed: Document, absent: tuple[str, ...] = (), **params: ParamValue) -> Given:
    """The correct request with some documents changed, and parameters."""
    return Given(files=request(*changed, absent=absent), params=params)


def knowing(*changed: Document, **known: object) -> Given:
    """The correct request with some documents and something known changed."""
    return Given(files=request(*changed), known=replace(KNOWN, **known))


def damaged(role: str, damage: Damage) -> Document:
    """A file that could not be opened."""
    return replace(scan(role), damage=damage)


def blurred(file: Document) -> Document:
    """A scan of which the engine was unsure."""
    assert file.scan is not None
    return replace(file, scan=replace(file.scan, confidence=0.5))


def cut(file: Document) -> Document:
    """A scan of which a side is missing."""
    assert file.scan is not None
    return replace(file, scan=replace(file.scan, cut=(1,)))


def either(confidence: float) -> Document:
    """The client's letter, which could nearly as well be the reply."""
    return replace(document(LETTER), likeness={LETTER: 0.5, REPLY: 0.45}, confidence=confidence)


def blank(role: str, who: Signatory) -> Document:
    """A document with nothing where somebody signs."""
    return replace(document(role), ink={who: Ink.BLANK})


def inked(role: str, who: Signatory) -> Document:
    """A document with something where somebody signs."""
    return replace(document(role), ink={who: Ink.INK})


def unread() -> Document:
    """A picture of nobody knows what, which may be the signed copy of anything."""
    return replace(scan(LETTER), role=None, filename="IMG-20260514.jpg", sha256="unread")


def stranger(filename: str, likeness: Mapping[str, float], text: str = "x") -> Document:
    """A readable PDF without a role."""
    return replace(document(INVOICE), filename=filename, sha256=filename, role=None, likeness=likeness, text=text)


def memo_about(invoice: str) -> Document:
    """A second memo, about this invoice."""
    memo = document(MEMO, factura_original=invoice)
    return replace(memo, filename="otro.xlsx", sha256="otro", role=None, likeness={MEMO: 0.9})


def log(*entries: tuple[date | None, str | None, str | None]) -> Document:
    """The log with these entries."""
    return replace(without(document(LOG), "total_declarado"), rows=rows(*entries))


def log_saying(detail: str, outcome: str = "Sí") -> Document:
    """The log with one more entry."""
    correct = document(LOG)
    more = entry(5, date(2026, 5, 14), detail, outcome)
    return replace(without(correct, "total_declarado"), rows=(*correct.rows, more))


def numbered(*numbers: int) -> Document:
    """The log with entries of these numbers."""
    correct = without(document(LOG), "total_declarado")
    day = date(2026, 5, 2)
    return replace(correct, rows=tuple(entry(n, day, "Carta recibida y respuesta enviada", "Sí") for n in numbers))


def letter_saying(text: str) -> Document:
    """The client's letter with this text."""
    return replace(document(LETTER), text=text)


ELSEWHERE = Elsewhere(invoice_open_case="AN-2026-000007", invoice_annulled_by="AN-2025-000031", memo_used_by="Otro")
DAY = date(2026, 5, 2)

PURCHASE_ORDER = document(MEMO, motivo="El cliente cambió la orden de compra después de facturado.")

CASES: Mapping[str, tuple[Given, Given]] = {
    "document.missing": (given(absent=(LETTER,)), given(scan(LETTER))),
    "document.wrong": (
        given(stranger("foto.pdf", {LETTER: 0.1}), absent=(LETTER,)),
        given(stranger("foto.pdf", {LETTER: 0.1})),
    ),
    "document.duplicated": (
        given(stranger("otra.pdf", {INVOICE: 0.9})),
        given(replace(stranger("copia.pdf", {INVOICE: 0.9}), sha256=INVOICE)),
    ),
    "document.other_request": (given(memo_about("FECA-200777")), given(memo_about("FECA-200310"))),
    "document.unreadable": (given(damaged(LETTER, Damage.UNREADABLE)), given(damaged(LETTER, Damage.PASSWORD))),
    "document.password": (given(damaged(MEMO, Damage.PASSWORD)), given(damaged(MEMO, Damage.UNREADABLE))),
    "document.too_complex": (given(damaged(LOG, Damage.TOO_COMPLEX)), given(damaged(LOG, Damage.PASSWORD))),
    "document.packed": (given(damaged(LOG, Damage.PACKED)), given(damaged(LOG, Damage.TOO_COMPLEX))),
    "document.not_read": (given(scan(LETTER)), given(damaged(LETTER, Damage.PASSWORD))),
    "scan.illegible": (
        given(blurred(scanned(INVOICE, total=None))),
        given(scanned(INVOICE, total=None), blurred(scanned(REPLY))),
    ),
    "scan.cut": (given(cut(scanned(LETTER))), given(scanned(LETTER))),
    "letter.reason_mismatch": (
        given(PURCHASE_ORDER, letter_saying("La factura está duplicada: el período ya nos lo cobraron dos veces.")),
        given(PURCHASE_ORDER, letter_saying("Se cobró dos veces, y con otra orden de compra.")),
    ),
    "scan.unverified_value": (
        given(scanned(LETTER, factura="FECA-2O0310")),
        given(scanned(LETTER, factura="FECA-200310")),
    ),
    "scan.read": (given(replace(document(LETTER), text_source=TextSource.OCR)), given(document(LETTER))),
    "document.assumed": (given(replace(scan(LETTER), confidence=0.25)), given(scan(LETTER))),
    "document.doubtful": (
        given(either(0.5), absent=(REPLY,)),
        given(either(0.5)),
    ),
    "document.date_ambiguous": (
        given(document(REPLY, fecha=Read(value=date(2026, 5, 4), source="4-5-26"))),
        given(document(REPLY, fecha=Read(value=date(2026, 5, 4), source="04/05/2026"))),
    ),
    "memo.not_excel": (given(replace(document(MEMO), media_type=PDF)), given(document(MEMO))),
    "ledger.not_consulted": (knowing(elsewhere=None), knowing(elsewhere=ELSEWHERE)),
    "subject.client_mismatch": (knowing(client="Ferretería El Clavo"), knowing(client="LA ESPUMA")),
    "subject.city_mismatch": (knowing(city="Cartagena"), knowing(city="Yumbo")),
    "subject.keyword_mismatch": (
        given(document(MEMO, tipo=("refacturacion",))),
        given(document(MEMO, tipo=("refacturacion", "anulacion"))),
    ),
    "subject.other_branch": (knowing(branch="Cartagena", city="Cartagena"), knowing(city="Yumbo")),
    "memo.field_empty": (given(document(MEMO, motivo=None)), given(without(document(MEMO), "causal"))),
    "memo.field_unclear": (
        given(document(MEMO, fecha_factura=Read(value=None, source="30/02/2026"))),
        given(document(MEMO, fecha_factura=Read(value=None, source="N/A"))),
    ),
    "memo.number_format": (
        given(document(MEMO, numero_memorando="0212")),
        given(document(MEMO, numero_memorando="V-0212"), forms=("A-0000",)),
    ),
    "memo.number_repeated": (knowing(elsewhere=ELSEWHERE), knowing(elsewhere=Elsewhere(invoice_open_case="AN-1"))),
    "memo.sender_mismatch": (
        given(document(MEMO, de="Jairo Andrés Carabalí")),
        given(document(MEMO, de="DIANA P. RIOS")),
    ),
    "memo.addressee_wrong": (
        given(document(MEMO, para="Gerencia General")),
        given(document(MEMO, para="Jefe de Servicio al Cliente")),
    ),
    "memo.type_unclear": (given(document(MEMO, tipo=None)), given(damaged(MEMO, Damage.PASSWORD))),
    "memo.cause_cost_mismatch": (
        given(document(MEMO, causal="02")),
        given(document(MEMO, causal="02", cobro_costos=False)),
    ),
    "memo.date_future": (
        given(document(MEMO, fecha=date(2026, 5, 16))),
        given(document(MEMO, fecha=date(2026, 5, 15))),
    ),
    "memo.before_letter": (
        given(document(MEMO, fecha=date(2026, 4, 19))),
        given(document(MEMO, fecha=date(2026, 4, 20))),
    ),
    "admin_cost.unclear": (
        given(document(MEMO, cobro_costos=None)),
        given(document(MEMO, cobro_costos=False, valor_costos=None)),
    ),
    "admin_cost.value_missing": (
        given(document(MEMO, valor_costos=None)),
        given(document(MEMO, cobro_costos=False, valor_costos=None)),
    ),
    "admin_cost.value_unexpected": (
        given(document(MEMO, cobro_costos=False)),
        given(document(MEMO, cobro_costos=False, valor_costos=Decimal(0))),
    ),
    "client.name_mismatch": (
        given(document(INVOICE, cliente="Lavandería La Espumita S.A.S.")),
        given(document(INVOICE, cliente="LAVANDERIA LA ESPUMA LTDA")),
    ),
    "client.name_variant": (
        given(document(REPLY, cliente="LAVANDERIA LA ESPUMA")),
        given(document(REPLY, cliente="Lavandería La  Espuma S.A.S.")),
    ),
    "nit.mismatch": (given(document(LETTER, nit="999.055.210-5")), given(document(LETTER, nit="999055201"))),
    "nit.check_digit": (given(document(INVOICE, nit="999.055.201-7")), given(document(INVOICE, nit="999.055.201"))),
    "contract.mismatch": (
        given(document(REPLY, contrato="CAL-2025-0044")),
        given(document(REPLY, contrato="cal 2025 00044")),
    ),
    "city.mismatch": (given(document(LOG, ciudad="Cartagena")), given(document(INVOICE, ciudad="Santiago de Cali"))),
    "invoice.number_mismatch": (
        given(document(INVOICE, factura="FECA-200301")),
        given(document(INVOICE, factura="feca 00200310")),
    ),
    "invoice.date_mismatch": (
        given(document(MEMO, fecha_factura=date(2026, 4, 11))),
        given(document(MEMO, fecha_factura=date(2026, 5, 11))),
    ),
    "invoice.date_is_due_date": (
        given(document(MEMO, fecha_factura=date(2026, 5, 11))),
        given(document(INVOICE, vencimiento=date(2026, 4, 10))),
    ),
    "invoice.value_mismatch": (
        given(document(MEMO, valor_factura=Decimal("1190000.01"))),
        given(document(MEMO, valor_factura=Decimal(1_000_000))),
    ),
    "invoice.value_before_tax": (
        given(document(MEMO, valor_factura=Decimal(1_000_000))),
        given(document(INVOICE, subtotal=Decimal(1_190_000), iva=Decimal(0))),
    ),
    "invoice.partial": (
        given(document(MEMO, valor_factura=Decimal(500_000), motivo="Se anula parcialmente la factura.")),
        given(document(MEMO, valor_factura=Decimal(500_000), motivo="No es una anulación parcial.")),
    ),
    "invoice.tax_arithmetic": (
        given(document(INVOICE, iva=Decimal(190_001))),
        given(document(MEMO, valor_factura=Decimal(1_000_000))),
    ),
    "invoice.words_mismatch": (
        given(document(INVOICE, valor_en_letras=Decimal(1_900_000))),
        given(without(document(INVOICE), "valor_en_letras")),
    ),
    "invoice.prefix_other_branch": (
        given(prefixes={"Cali": ("FEVA",), "Cartagena": ("FECA",)}),
        given(prefixes={"CALI": ("FECA",), "Cartagena": ("FECA", "FECT")}),
    ),
    "invoice.period_mismatch": (
        given(document(MEMO, periodo="2026-03-01/2026-03-31")),
        given(without(document(MEMO), "periodo")),
    ),
    "invoice.not_original": (
        given(document(INVOICE, tipo_documento="nota_credito")),
        given(without(document(INVOICE), "tipo_documento")),
    ),
    "invoice.xml_mismatch": (given(electronic(total=Decimal(1_000_000))), given(electronic())),
    "invoice.already_annulled": (
        knowing(elsewhere=ELSEWHERE),
        knowing(elsewhere=Elsewhere(invoice_open_case="AN-2026-000007")),
    ),
    "invoice.other_case_open": (
        knowing(elsewhere=ELSEWHERE),
        knowing(elsewhere=Elsewhere(invoice_annulled_by="AN-2025-000031")),
    ),
    "invoice.too_old": (
        knowing(document(LETTER, fecha_recibido=date(2026, 9, 11)), sent_on=date(2026, 9, 30)),
        knowing(document(LETTER, fecha_recibido=date(2026, 9, 10)), sent_on=date(2026, 9, 30)),
    ),
    "invoice.paid": (
        given(letter_saying("La factura FECA-200310 ya fue pagada.")),
        given(letter_saying("La factura FECA-200310 no\nha sido pagada. La factura FECA-100001 ya fue pagada.")),
    ),
    "invoice.said_annulled": (
        given(log_saying("Facturación informa que la factura ya había sido anulada con la nota crédito NC-3345.")),
        given(log_saying("Solicita que sea anulada. La factura FECA-100001 ya fue anulada.")),
    ),
    "invoice.maybe_paid": (
        given(letter_saying("La factura FECA-200310 fue cancelada el 3 de marzo.")),
        given(letter_saying("El servicio fue cancelado. La factura FECA-100001 fue cancelada en enero.")),
    ),
    "invoice.accepted": (
        given(log_saying("Consta aceptación expresa.")),
        given(log_saying("No hay aceptación expresa de la factura.")),
    ),
    "new_invoice.same_number": (
        given(document(MEMO, nueva_factura="FECA 200310")),
        given(document(MEMO, nueva_factura="FECA-200311")),
    ),
    "new_invoice.value_missing": (
        given(document(MEMO, valor_nueva_factura=None)),
        given(document(MEMO, valor_nueva_factura=None, tipo=("anulacion",))),
    ),
    "new_invoice.unexpected": (
        given(document(MEMO, tipo=("anulacion",))),
        given(document(MEMO, tipo=("anulacion",), valor_nueva_factura=None)),
    ),
    "new_invoice.value_mismatch": (
        given(document(REPLY, valor_nueva_factura=Decimal(952_001))),
        given(without(document(REPLY), "valor_nueva_factura")),
    ),
    "new_invoice.value_above_original": (
        given(document(MEMO, valor_nueva_factura=Decimal(1_190_001))),
        given(document(MEMO, valor_nueva_factura=Decimal(1_190_000))),
    ),
    "new_invoice.date_before_original": (
        given(document(MEMO, fecha_nueva_factura=date(2026, 4, 9))),
        given(document(MEMO, fecha_nueva_factura=date(2026, 4, 10))),
    ),
    "new_invoice.difference_arithmetic": (
        given(document(MEMO, diferencia=Decimal(238_001))),
        given(document(MEMO, diferencia=Decimal(-238_000))),
    ),
    "letter.invoice_mismatch": (
        given(replace(document(LETTER, factura="FECA-200130"), text="Reclamo por la factura FECA-200130.")),
        given(document(LETTER, factura="FECA-200130")),
    ),
    "letter.request_mismatch": (
        given(document(LETTER, pide=("anulacion",))),
        given(document(LETTER, pide=("refacturacion",))),
    ),
    "letter.request_unclear": (
        given(replace(document(LETTER), text="Quisiera saber si es posible anular la factura FECA-200310.")),
        given(replace(document(LETTER), text="Quisiera saber por qué. Solicito anular la factura FECA-200310.")),
    ),
    "letter.value_mismatch": (
        given(document(LETTER, valor_factura=Decimal(1_109_000))),
        given(without(document(LETTER), "valor_factura")),
    ),
    "letter.signer_no_authority": (
        given(document(LETTER, cargo_firmante="Auxiliar contable")),
        given(document(LETTER, cargo_firmante="Gerente general")),
    ),
    "letter.no_stamp": (given(without(document(LETTER), "radicado", "fecha_recibido")), given(scan(LETTER))),
    "letter.before_invoice": (
        given(document(LETTER, fecha=date(2026, 4, 9))),
        given(document(LETTER, fecha=date(2026, 4, 10))),
    ),
    "letter.stamp_before_date": (
        given(document(LETTER, fecha_recibido=date(2026, 4, 19))),
        given(document(LETTER, fecha_recibido=date(2026, 4, 20))),
    ),
    "reply.signature_unconfirmed": (
        given(scan(REPLY)),
        given(document(MEMO, cobro_costos=False, valor_costos=None)),
    ),
    "letter.unsigned": (given(blank(LETTER, Signatory.CLIENT)), given(blank(LETTER, Signatory.CLIENT), unread())),
    "memo.unsigned": (given(blank(MEMO, Signatory.COMPANY)), given(inked(MEMO, Signatory.COMPANY))),
    "reply.unsigned_company": (
        given(blank(REPLY, Signatory.COMPANY)),
        given(blank(REPLY, Signatory.COMPANY), replace(unread(), role=REPLY, filename="firmada.pdf")),
    ),
    "reply.not_signed_by_client": (
        given(blank(REPLY, Signatory.CLIENT)),
        given(blank(REPLY, Signatory.CLIENT), document(MEMO, cobro_costos=False, valor_costos=None)),
    ),
    "document.seal_broken": (
        given(replace(document(LETTER), seals=(Seal(signer="Rubén Ochoa", intact=True, whole=False),))),
        given(replace(document(LETTER), seals=(Seal(), Seal(signer="Rubén Ochoa", intact=True, whole=True)))),
    ),
    "reply.signer_differs": (
        given(document(REPLY, firmada_por_cliente="Sandra Milena Ochoa")),
        given(document(REPLY, firmada_por_cliente="RUBEN OCHOA MEJIA")),
    ),
    "reply.signature_undated": (
        given(document(REPLY, fecha_firma_cliente=None)),
        given(without(document(REPLY), "fecha_firma_cliente")),
    ),
    "reply.invoice_mismatch": (
        given(replace(document(REPLY, factura="FECA-200130"), text="Se anula la factura FECA-200130.")),
        given(document(REPLY, factura="200310")),
    ),
    "reply.admin_cost_mismatch": (
        given(document(REPLY, valor_costos=Decimal(65_000))),
        given(without(document(REPLY), "valor_costos", "cobro_costos")),
    ),
    "reply.decision_contrary": (given(document(REPLY, decision="niega")), given(without(document(REPLY), "decision"))),
    "reply.decision_partial": (
        given(document(REPLY, decision="parcial")),
        given(document(REPLY, decision="accede")),
    ),
    "reply.undecided": (
        given(document(REPLY, decision="aplaza")),
        given(document(REPLY, decision="accede")),
    ),
    "document.value_absent": (
        given(replace(without(document(INVOICE), "total"), text="Total de la factura FECA-200310 al final.")),
        given(replace(without(document(INVOICE), "total"), text="Factura FECA-200310. Suma: 1,190,000.")),
    ),
    "reply.reference_mismatch": (
        given(document(REPLY, responde_radicado="R-CAL-2026-00515")),
        given(document(REPLY, responde_carta_del=date(2026, 4, 21))),
    ),
    "reply.before_letter": (
        given(document(REPLY, fecha=date(2026, 4, 19))),
        given(document(REPLY, fecha=date(2026, 4, 20))),
    ),
    "reply.signed_before_sent": (
        given(document(REPLY, fecha_firma_cliente=date(2026, 5, 7))),
        given(document(REPLY, fecha_firma_cliente=date(2026, 5, 8))),
    ),
    "reply.after_memo": (
        given(document(REPLY, fecha_firma_cliente=date(2026, 5, 15))),
        given(document(REPLY, fecha_firma_cliente=date(2026, 5, 14))),
    ),
    "reply.late": (
        given(document(REPLY, fecha=date(2026, 5, 14))),
        given(document(REPLY, fecha=date(2026, 5, 13))),
    ),
    "log.empty": (given(log()), given(replace(log(), text_source=TextSource.TEXT))),
    "log.header_mismatch": (
        given(document(LOG, factura="FECA-200301")),
        given(document(LOG, cliente="LAVANDERIA LA ESPUMA SAS", factura="200310")),
    ),
    "log.memo_mismatch": (
        given(document(LOG, memorando="CAL-0221-2026")),
        given(document(LOG, memorando="CAL 0212 2026")),
    ),
    "log.number_gap": (given(numbered(1, 2, 4, 5)), given(numbered(1, 2, 3))),
    "log.dates_disordered": (
        given(log((DAY, "Carta recibida", "Sí"), (date(2026, 5, 1), "Respuesta enviada", "Sí"))),
        given(log((DAY, "Carta recibida", "Sí"), (DAY, "Respuesta enviada", "Sí"))),
    ),
    "log.date_future": (
        given(log((date(2026, 5, 16), "Carta recibida", "Sí"))),
        given(log((date(2026, 5, 15), "Carta recibida", "Sí"))),
    ),
    "log.field_empty": (
        given(log((DAY, "Carta recibida", None))),
        given(replace(log(), rows=tuple({k: v for k, v in row.items() if k != "resultado"} for row in log().rows))),
    ),
    "log.letter_not_logged": (
        given(log((DAY, "Se envía carta de respuesta", "Enviada"))),
        given(log((DAY, "Llega por correo la reclamación", "Sí"), (DAY, "Se notifica la respuesta", "Sí"))),
    ),
    "log.acceptance_not_logged": (
        given(log((DAY, "El cliente no acepta los costos", "Pendiente"))),
        given(log((DAY, "Devuelve la carta firmada", "Acepta el cobro de los costos"))),
    ),
    "log.amount_mismatch": (
        given(log_saying("Acepta los costos administrativos por $ 65.000, IVA incluido.")),
        given(log_saying("Acepta los costos. La nueva factura es por $ 952.000.")),
    ),
    "log.client_withdrew": (
        given(log_saying("El cliente llama y desiste de la solicitud.")),
        given(log_saying("El cliente no desiste. Desistió del servicio en marzo.")),
    ),
    "log.total_mismatch": (given(document(LOG, total_declarado=5)), given(without(document(LOG), "total_declarado"))),
}


def test_every_check_has_a_case() -> None:
    """No check is left without a request that makes it speak."""
    assert set(CASES) == KNOWN_CHECKS


@pytest.mark.parametrize("code", sorted(CASES))
def test_speaks(code: str) -> None:
    """The fault is found, once."""
    assert len(CASES[code][0].found(code)) == 1


@pytest.mark.parametrize("code", sorted(CASES))
def test_near_miss(code: str) -> None:
    """A request close to a fault, but without it, is left alone."""
    assert CASES[code][1].found(code) == []


def test_every_check_has_a_sentence() -> None:
    """There is a sentence for every check, and one for whatever has none."""
    assert set(SENTENCES) >= KNOWN_CHECKS | {"unknown"}


def test_severities_and_documents_have_names() -> None:
    """Every severity and every document of the process can be named."""
    assert set(MESSAGES["severities"]) == set(Severity)
    assert set(MESSAGES["documents"]) >= {rule.name for rule in KNOWN.process.documents}


@pytest.mark.parametrize("code", sorted(KNOWN_CHECKS))
def test_article_is_never_contracted(code: str) -> None:
    """A document's name brings its article, which ``de`` and ``a`` would swallow: ``de el memorando`` is no Spanish."""
    words = SENTENCES[code].split()
    assert not any(one in {"de", "a"} and other.startswith("{documento") for one, other in pairwise(words))


@pytest.mark.parametrize("code", sorted(CASES))
def test_sentence_has_its_values(code: str) -> None:
    """Every sentence uses values that its finding has."""
    wanted = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    fault = CASES[code][0]
    found = [one for one in findings(fault.files, fault.known, {code: fault.params}) if one.code == code]
    assert found
    assert all(wanted <= set(one.data) and all(one.data[name] for name in wanted) for one in found)


def test_the_electronic_invoice_beats_the_printed_one() -> None:
    """What the XML says is compared with the memo, and where the print says something else, that is a finding."""
    misread = document(INVOICE, total=Decimal(1_900_000))
    codes = {finding.code for finding in findings(request(misread, electronic()))}
    assert "invoice.xml_mismatch" in codes
    assert "invoice.value_mismatch" not in codes
    assert "invoice.value_mismatch" in {finding.code for finding in findings(request(misread))}


def test_a_scanned_invoice_is_known_by_its_xml() -> None:
    """A picture that nobody read has the values of the electronic invoice beside it."""
    other = electronic(factura="FECA-200311")
    codes = {finding.code for finding in findings(request(scan(INVOICE), other))}
    assert "invoice.number_mismatch" in codes


def test_the_xml_of_another_invoice_corrects_nothing() -> None:
    """It is named, and what the print says stands."""
    other = electronic(factura="FECA-200311", total=Decimal(1))
    codes = {finding.code for finding in findings(request(other))}
    assert codes & {"invoice.xml_mismatch", "invoice.value_mismatch", "invoice.number_mismatch"} == {
        "invoice.xml_mismatch"
    }


def test_a_forged_xml_silences_nothing() -> None:
    """The print of another client's invoice is found, whatever an XML beside it says."""
    foreign = document(INVOICE, cliente="Hotel Bahía S.A.S.", nit="999.012.345-2")
    codes = {finding.code for finding in findings(request(foreign, electronic()))}
    assert {"client.name_mismatch", "nit.mismatch"} <= codes


@pytest.mark.parametrize(
    ("changed", "speaks"),
    [
        (document(LETTER, cliente=KNOWN.company.name.upper()), False),  # its stamp of receipt
        (document(INVOICE, cliente="La Espuma S.A.S."), False),  # the rest stood in another line
        (document(INVOICE, cliente="La Espuma S.A.S.", nit="999.012.345-2"), True),
        (document(INVOICE, cliente="Lavandería La Espuma del Norte S.A.S."), True),
        (document(REPLY, cliente="Rubén Darío Ochoa Mejía"), False),  # whom the letter was written by
        (document(REPLY, cliente="Rubén Darío Salas Pino"), True),
        (document(LETTER, cliente="Rubén Darío Ochoa Mejía"), True),
    ],
)
def test_what_is_no_name_of_another_client(changed: Document, *, speaks: bool) -> None:
    """Our own name, a part of the client's beside the client's id, and the signer to whom the reply goes."""
    codes = {finding.code for finding in findings(request(changed))}
    assert ("client.name_mismatch" in codes) is speaks


def test_the_xml_of_another_client_is_found() -> None:
    """So is the XML of another client beside a picture that nobody read."""
    codes = {finding.code for finding in findings(request(scan(INVOICE), electronic(nit="999.012.345-2")))}
    assert "nit.mismatch" in codes


@pytest.mark.parametrize(
    ("changed", "seen"),
    [
        ({}, "ink_unknown"),
        ({"ink": {Signatory.CLIENT: Ink.INK}}, "ink"),
        ({"seals": (Seal(),)}, "seal_unverified"),
        ({"seals": (Seal(signer="Ana", intact=True, whole=True),)}, "seal_intact"),
        ({"seals": (Seal(signer="Ana", intact=True, whole=True, trusted=True),)}, "seal_trusted"),
        ({"seals": (Seal(signer="Ana", intact=False, whole=True),)}, "seal_broken"),
    ],
)
def test_whoever_confirms_a_signature_reads_what_was_seen(changed: Mapping[str, object], seen: str) -> None:
    """The finding that a person is asked about has the words for it."""
    files = request(replace(document(REPLY), **changed))  # type: ignore[arg-type]
    (found,) = (one for one in findings(files) if one.code == "reply.signature_unconfirmed")
    assert found.data["visto"] == WORDS.shown[seen].format(signer="Ana")


def test_a_blank_box_goes_back_and_nobody_is_asked_about_it() -> None:
    """Where the rules take the error away or make less of it, a person is asked as ever: nothing passes unseen."""
    files = request(blank(REPLY, Signatory.CLIENT))
    signing = {"reply.not_signed_by_client", "reply.signature_unconfirmed"}
    rules = {code: CheckRule(code=code) for code in sorted(signing)}
    lenient = replace(rules["reply.not_signed_by_client"], severity=Severity.WARNING)
    asked = rules["reply.signature_unconfirmed"]
    for checks, expected in (
        (tuple(rules.values()), {"reply.not_signed_by_client"}),
        ((lenient, asked), signing),
        ((asked,), {"reply.signature_unconfirmed"}),
    ):
        report = run_checks(replace(PROCESS, checks=checks), files, KNOWN, WORDS)
        assert {finding.code for finding in report.findings} == expected


@pytest.mark.parametrize(("position", "told"), [("Jefe de Servicio al Cliente", False), ("Gerente Comercial", True)])
def test_a_memo_goes_to_a_position_whoever_holds_it(position: str, told: bool) -> None:
    """A name that the roster does not know is right beside the position that it does."""
    files = request(document(MEMO, para="Adriana Bernal", cargo_para=position))
    assert ("memo.addressee_wrong" in {finding.code for finding in findings(files)}) is told
