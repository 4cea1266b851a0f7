"""What the whole run gives: order, severities, silence about a correct request."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks import CHECKS, run_checks
from bot.core.document import Document, TextSource
from bot.core.finding import Severity
from bot.core.process import CheckRule
from tests.checks.documents import (
    ENTRIES,
    FIELDS,
    INVOICE,
    KNOWN,
    LETTER,
    LOG,
    MEMO,
    PROCESS,
    REPLY,
    WORDS,
    document,
    findings,
    read,
    request,
    rows,
    scan,
    without,
)

BY_SEVERITY = {
    Severity.ERROR: """
        document.missing document.wrong document.unreadable document.password document.too_complex
        document.packed subject.keyword_mismatch memo.field_empty memo.field_unclear memo.number_repeated
        memo.type_unclear memo.before_letter admin_cost.unclear admin_cost.value_missing client.name_mismatch
        nit.mismatch contract.mismatch invoice.number_mismatch invoice.date_mismatch invoice.value_mismatch
        invoice.value_before_tax invoice.already_annulled invoice.other_case_open invoice.paid invoice.said_annulled
        new_invoice.same_number new_invoice.value_missing new_invoice.value_mismatch letter.invoice_mismatch
        letter.request_mismatch reply.invoice_mismatch reply.admin_cost_mismatch reply.decision_contrary
        reply.before_letter reply.not_signed_by_client log.empty log.header_mismatch log.client_withdrew
        scan.illegible""",
    Severity.WARNING: """
        document.duplicated document.seal_broken letter.unsigned memo.unsigned reply.unsigned_company
        document.other_request document.not_read document.assumed memo.not_excel
        document.doubtful letter.reason_mismatch scan.cut scan.unverified_value subject.client_mismatch
        subject.city_mismatch memo.number_format memo.sender_mismatch memo.addressee_wrong memo.cause_cost_mismatch
        memo.date_future admin_cost.value_unexpected nit.check_digit city.mismatch invoice.date_is_due_date
        invoice.tax_arithmetic invoice.xml_mismatch
        invoice.prefix_other_branch invoice.period_mismatch invoice.not_original invoice.too_old invoice.accepted
        invoice.partial new_invoice.unexpected new_invoice.value_above_original new_invoice.date_before_original
        letter.signer_no_authority letter.value_mismatch letter.no_stamp letter.before_invoice
        letter.stamp_before_date reply.signature_unconfirmed reply.signer_differs reply.reference_mismatch
        letter.request_unclear invoice.maybe_paid reply.decision_partial reply.undecided document.value_absent
        reply.signed_before_sent reply.after_memo log.memo_mismatch log.number_gap log.dates_disordered
        log.date_future log.field_empty log.letter_not_logged log.acceptance_not_logged log.amount_mismatch""",
    Severity.INFO: """
        document.date_ambiguous scan.read ledger.not_consulted subject.other_branch client.name_variant
        invoice.words_mismatch new_invoice.difference_arithmetic reply.signature_undated reply.late
        log.total_mismatch""",
}


def test_severities() -> None:
    """Every check weighs what the business decided."""
    expected = {code: severity for severity, codes in BY_SEVERITY.items() for code in codes.split()}
    assert {code: check.severity for code, check in CHECKS.items()} == expected


def codes(*changed: Document, absent: tuple[str, ...] = ()) -> list[str]:
    """Codes of what is found in the correct request with some documents changed."""
    return [finding.code for finding in findings(request(*changed, absent=absent))]


def test_correct_request() -> None:
    """A correct request asks only for the one thing that no machine can see: the client's signature."""
    assert codes() == ["reply.signature_unconfirmed"]


def test_correct_request_without_costs() -> None:
    """Without costs nothing at all is found."""
    memo = document(MEMO, cobro_costos=False, valor_costos=None, causal="02")
    reply = replace(without(document(REPLY), "cobro_costos", "valor_costos"), text="Se anula la factura FECA-200310.")
    log = replace(without(document(LOG), "total_declarado"), rows=rows(ENTRIES[0], *ENTRIES[2:]))
    assert codes(memo, reply, log) == []


@pytest.mark.parametrize("role", [INVOICE, LETTER, REPLY])
def test_scan_is_told_as_not_read(role: str) -> None:
    """What could not be read differs from nothing; it is only said that nobody read it."""
    assert sorted(codes(scan(role))) == ["document.not_read", "reply.signature_unconfirmed"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (document(MEMO, valor_factura=Decimal(1_000_000)), "invoice.value_before_tax"),
        (document(MEMO, valor_factura=Decimal(1_109_000)), "invoice.value_mismatch"),
        (document(MEMO, fecha_factura=date(2026, 5, 11)), "invoice.date_is_due_date"),
        (document(MEMO, fecha_factura=date(2026, 4, 9)), "invoice.date_mismatch"),
        (document(INVOICE, cliente="Ferretería El Clavo S.A.S."), "client.name_mismatch"),
        (document(LOG, cliente="Ferretería El Clavo S.A.S."), "log.header_mismatch"),
        (document(REPLY, valor_costos=Decimal(65_000)), "reply.admin_cost_mismatch"),
        (document(LETTER, nit="999.055.202-5"), "nit.mismatch"),
        (document(MEMO, nit="999.055.301-5"), "nit.mismatch"),
        (document(MEMO, nit="999.055.201-9"), "nit.check_digit"),
    ],
)
def test_one_fault_is_told_once(changed: Document, code: str) -> None:
    """One fault in one document is one finding, however many comparisons it spoils."""
    # The memo's own difference no longer subtracts: that is an info about another sum.
    told = [found for found in codes(changed) if found != "new_invoice.difference_arithmetic"]
    assert sorted(told) == sorted([code, "reply.signature_unconfirmed"])


def test_general_check_takes_over() -> None:
    """Where the rules leave out the check that knows why, the general one tells the fault."""
    process = replace(
        PROCESS, checks=(CheckRule(code="invoice.value_mismatch"), CheckRule(code="invoice.date_mismatch"))
    )
    memo = document(MEMO, valor_factura=Decimal(1_000_000), fecha_factura=date(2026, 5, 11))
    report = run_checks(process, request(memo), KNOWN, WORDS)
    assert [finding.code for finding in report.findings] == ["invoice.value_mismatch", "invoice.date_mismatch"]


def test_order_and_rules_severity() -> None:
    """The worst comes first, then the order of the rules, which may also change a weight."""
    rules = (
        CheckRule(code="reply.signature_unconfirmed"),
        CheckRule(code="log.total_mismatch", severity=Severity.ERROR),
        CheckRule(code="memo.number_format"),
        CheckRule(code="document.missing"),
    )
    documents = request(document(LOG, total_declarado=9), document(MEMO, numero_memorando="7"), absent=(LETTER,))
    found = run_checks(replace(PROCESS, checks=rules), documents, KNOWN, WORDS).findings
    assert [(finding.code, finding.severity) for finding in found] == [
        ("log.total_mismatch", Severity.ERROR),
        ("document.missing", Severity.ERROR),
        ("reply.signature_unconfirmed", Severity.WARNING),
        ("memo.number_format", Severity.WARNING),
    ]


def test_finding_says_where() -> None:
    """A finding names its document, its file, its cell, and both values as people write them."""
    documents = request(document(MEMO, valor_factura=Decimal("1109000.5")))
    (found,) = (one for one in findings(documents) if one.code == "invoice.value_mismatch")
    assert (found.file, found.place) == ("memorando.xlsx", "B5")
    assert dict(found.data) == {"valor_memo": "$ 1.109.000,50", "valor_doc": "$ 1.190.000"}


def test_documents_that_agree_are_told_together() -> None:
    """A slip in the memo that four documents contradict is one finding, at the memo."""
    (found,) = (one for one in findings(request(document(MEMO, nit="999.055.301-3"))) if one.code == "nit.mismatch")
    assert found.document == MEMO
    assert found.data["documento"] == (
        "la factura original, la carta del cliente, la carta de respuesta y el informe de gestiones"
    )


def test_nothing_at_all() -> None:
    """A mail without documents lacks five of them, and nothing else is said."""
    assert codes(absent=(MEMO, INVOICE, LETTER, REPLY, LOG)) == ["document.missing"] * 5


def test_file_that_is_something_else_is_not_compared() -> None:
    """A file in the place of another is asked for again, and its numbers are not taken for that document's."""
    receipt = replace(document(INVOICE, total=Decimal(7), factura="X-1"), likeness={INVOICE: 0.1, LETTER: 0.9})
    assert codes(receipt) == ["document.wrong", "reply.signature_unconfirmed"]


def test_inline_pictures_are_no_documents() -> None:
    """A logo in the text of the mail is nothing that could be wrong or doubled."""
    logo = replace(scan(INVOICE), role=None, inline=True, filename="logo.png")
    assert codes(logo) == ["reply.signature_unconfirmed"]


def test_scanned_memo_does_not_hide_what_is_asked() -> None:
    """A memo that came as a picture stops the request, since nobody knows what it asks for."""
    found = codes(scan(MEMO))
    assert {"document.not_read", "memo.not_excel", "memo.type_unclear"} <= set(found)
    assert "memo.field_empty" not in found


def test_reply_without_a_word_of_costs() -> None:
    """Costs that the memo charges and the reply never mentions are a mismatch."""
    silent = replace(without(document(REPLY), "cobro_costos", "valor_costos"), text="Se anula la factura FECA-200310.")
    assert "reply.admin_cost_mismatch" in codes(silent)


def test_unread_log_is_not_called_empty() -> None:
    """A log of which only text was read may have entries."""
    assert "log.empty" not in codes(replace(document(LOG), rows=(), text_source=TextSource.TEXT))


@given(st.data())
def test_whatever_is_missing(data: st.DataObject) -> None:
    """Values that are absent, blank or of another type stop nothing, and no finding shows an empty value."""
    files = []
    for role in data.draw(st.sets(st.sampled_from(sorted(FIELDS))), label="roles"):
        file = document(role)
        absent = data.draw(st.sets(st.sampled_from(sorted(file.fields))), label="absent")
        odd = data.draw(st.dictionaries(st.sampled_from(sorted(file.fields)), st.sampled_from([None, 7, True])))
        fields = {**file.fields, **{name: read(value) for name, value in odd.items()}}
        files.append(without(replace(file, fields=fields), *absent))
    absent_roles = tuple(data.draw(st.sets(st.sampled_from(sorted(FIELDS))), label="absent roles"))
    for found in findings(request(*files, absent=absent_roles)):
        assert all(found.data.values()), found
