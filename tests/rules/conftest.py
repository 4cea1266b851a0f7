"""The example rules, changed in one place at a time, and what came of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.errors import Problem, RulesError
from bot.rules.load import load_rules
from bot.rules.values import Rules
from bot.rules.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "mail_rules.yaml"
TODAY = date(2026, 3, 4)

CHECKS = frozenset(
    {
        "admin_cost.unclear",
        "admin_cost.value_missing",
        "admin_cost.value_unexpected",
        "city.mismatch",
        "client.name_mismatch",
        "client.name_variant",
        "contract.mismatch",
        "document.date_ambiguous",
        "document.duplicated",
        "document.missing",
        "document.not_read",
        "document.password",
        "document.too_complex",
        "document.unreadable",
        "document.wrong",
        "invoice.accepted",
        "invoice.already_annulled",
        "invoice.date_is_due_date",
        "invoice.date_mismatch",
        "invoice.not_original",
        "invoice.number_mismatch",
        "invoice.other_case_open",
        "invoice.paid",
        "invoice.partial",
        "invoice.period_mismatch",
        "invoice.prefix_other_branch",
        "invoice.tax_arithmetic",
        "invoice.too_old",
        "invoice.value_before_tax",
        "invoice.value_mismatch",
        "invoice.words_mismatch",
        "letter.before_invoice",
        "letter.invoice_mismatch",
        "letter.no_stamp",
        "letter.reason_mismatch",
        "letter.request_mismatch",
        "letter.signer_no_authority",
        "letter.stamp_before_date",
        "letter.unsigned",
        "letter.value_mismatch",
        "log.acceptance_not_logged",
        "log.amount_mismatch",
        "log.client_withdrew",
        "log.date_future",
        "log.dates_disordered",
        "log.empty",
        "log.field_empty",
        "log.header_mismatch",
        "log.letter_not_logged",
        "log.memo_mismatch",
        "log.number_gap",
        "log.total_mismatch",
        "memo.addressee_wrong",
        "memo.before_letter",
        "memo.cause_cost_mismatch",
        "memo.date_future",
        "memo.field_empty",
        "memo.not_excel",
        "memo.number_format",
        "memo.number_repeated",
        "memo.sender_mismatch",
        "memo.type_unclear",
        "memo.unsigned",
        "new_invoice.date_before_original",
        "new_invoice.difference_arithmetic",
        "new_invoice.same_number",
        "new_invoice.unexpected",
        "new_invoice.value_above_original",
        "new_invoice.value_mismatch",
        "new_invoice.value_missing",
        "nit.check_digit",
        "nit.mismatch",
        "reply.admin_cost_mismatch",
        "reply.after_memo",
        "reply.before_letter",
        "reply.decision_contrary",
        "reply.invoice_mismatch",
        "reply.late",
        "reply.not_signed_by_client",
        "reply.reference_mismatch",
        "reply.signature_unconfirmed",
        "reply.signature_undated",
        "reply.signed_before_sent",
        "reply.signer_differs",
        "reply.unsigned_company",
        "scan.cut",
        "scan.illegible",
        "scan.unverified_value",
        "subject.city_mismatch",
        "subject.client_mismatch",
    }
)
FACTS = frozenset({"tipo", "valor_factura", "cobro_costos"})


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The codes and facts that a whole program would know."""
    return Vocabulary(checks=CHECKS, facts=FACTS)


@pytest.fixture(scope="session")
def rules(vocabulary: Vocabulary) -> Rules:
    """The repository's own rules."""
    return load_rules(EXAMPLE, vocabulary, TODAY)


@pytest.fixture
def edit() -> Callable[..., str]:
    """The example's text with some pieces replaced, each of which stands in it exactly once."""

    def edited(*replacements: tuple[str, str]) -> str:
        text = EXAMPLE.read_text(encoding="utf-8")
        for old, new in replacements:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text

    return edited


@pytest.fixture
def load(tmp_path: Path, vocabulary: Vocabulary) -> Callable[[str], Rules]:
    """Loads rules from text."""

    def loaded(text: str) -> Rules:
        path = tmp_path / "mail_rules.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        return load_rules(path, vocabulary, TODAY)

    return loaded


@pytest.fixture
def problems(load: Callable[[str], Rules]) -> Callable[[str], tuple[Problem, ...]]:
    """The problems of rules given as text; there must be some."""

    def found(text: str) -> tuple[Problem, ...]:
        with pytest.raises(RulesError) as caught:
            load(text)
        return caught.value.problems

    return found
