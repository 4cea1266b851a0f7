"""The n-th case is realistic, valid and distinct, and what is overridden carries the rest along."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.co import nit

from bot.testing.case_facts import Request, story
from bot.testing.facts import FIRST_MEMO, VAT, facts, next_business_day
from bot.testing.words import words

ANY_CASE = st.integers(min_value=0, max_value=999_999)


@given(ANY_CASE)
def test_tax_ids_are_invented_and_valid(n: int) -> None:
    """Every tax id begins with 999 and its check digit computes."""
    case = facts(n)
    assert case.nit.startswith("999.")
    assert nit.is_valid(case.nit)


@given(ANY_CASE)
def test_amounts_add_up(n: int) -> None:
    """Subtotal and VAT make the total, in whole pesos, and a smaller new invoice where points were dropped."""
    case = facts(n)
    assert case.subtotal + case.vat == case.total
    assert abs(case.vat - case.subtotal * VAT) <= Decimal("0.5")
    assert case.total == case.total.to_integral_value()
    assert (case.new_value is not None) == case.request.rebills
    if case.new_value is not None:
        assert (case.new_value < case.total) == (case.new_units < case.units)


@given(ANY_CASE)
def test_days_run_in_the_order_of_the_process(n: int) -> None:
    """Notice, invoice, letter, stamp, reply, signature, memo and mail follow each other."""
    case = facts(n)
    days = [case.noticed, case.invoice_date, case.letter_date, case.stamped_at.date(), case.reply_date]
    days += [case.accepted_on or case.memo_date, case.memo_date, case.mailed_at.date()]
    assert days == sorted(days)
    assert case.period_start <= case.invoice_date <= case.period_end
    assert case.mailed_at.utcoffset() == case.stamped_at.utcoffset() == timedelta(hours=-5)


@given(ANY_CASE)
def test_costs_belong_to_causes_05_and_06(n: int) -> None:
    """Costs are charged for the client's own late changes only, with an amount and the client's signature."""
    case = facts(n)
    assert case.admin_costs == (case.cause in {"05", "06"})
    assert (case.admin_amount is not None) == (case.accepted_on is not None) == case.admin_costs


def test_a_thousand_cases_are_distinct() -> None:
    """No two of the first 3,000 cases share a client, tax id, memo, invoice or incoming number."""
    cases = [facts(n) for n in range(3000)]
    for name in ("client", "trade_name", "nit", "memo_number", "invoice_number", "incoming_number", "reply_number"):
        assert len({getattr(case, name) for case in cases}) == len(cases), name


def test_the_first_cases_cover_everything() -> None:
    """All four branches, all kinds of request, and both answers to costs come early."""
    cases = [facts(n) for n in range(32)]
    assert {case.city for case in cases} == {"Cali", "Medellín", "Bogotá", "Barranquilla"}
    assert {case.request for case in cases} == set(Request)
    assert {case.story for case in cases} == {tale["name"] for tale in words("facts")["stories"]}
    assert any("-" in case.trade_name for case in cases)


def test_the_same_case_is_the_same() -> None:
    """A case depends on its number and overrides alone."""
    assert facts(7, city="Cali") == facts(7, city="Cali")


def test_another_memo_date_moves_all_days() -> None:
    """The story keeps its pace when the memo is written on another day."""
    usual, moved = facts(0), facts(0, memo_date=FIRST_MEMO + timedelta(days=28))
    assert moved.letter_date - usual.letter_date == timedelta(days=28)
    assert moved.mailed_at - usual.mailed_at == timedelta(days=28)


@pytest.mark.parametrize("costs", [True, False])
@pytest.mark.parametrize("request_kind", list(Request))
def test_a_story_is_chosen_that_fits(request_kind: Request, costs: bool) -> None:
    """Every kind of request, with and without costs, gets a story in which it happens."""
    for n in range(8):
        case = facts(n, request=request_kind, admin_costs=costs)
        told = story(case.story)
        assert (told["request"], told["costs"]) == (request_kind, costs)
        assert ("$" in case.told("because")) == costs
        assert ("anular" in case.told("asked")) == request_kind.annuls


def test_a_contradicting_cause_is_only_printed() -> None:
    """A duplicate with costs is a mistake that a check must find; the letters still tell one story."""
    case = facts(0, cause="01", admin_costs=True)
    assert (case.cause, case.admin_costs, story(case.story)["costs"]) == ("01", True, True)


def test_a_story_can_be_named() -> None:
    """By its name; an unknown one is an error."""
    case = facts(0, story="duplicada", request=Request.BOTH)
    assert (case.cause, case.request, case.admin_costs) == ("01", Request.BOTH, False)
    with pytest.raises(LookupError, match="dragones"):
        facts(0, story="dragones")


def test_derived_values_follow_overrides() -> None:
    """Another subtotal changes the tax and the total, another city the numbers, another client the subject."""
    case = facts(0, subtotal=Decimal(1_000_000), city="Medellín", client="Óptica Á & Hijos Ltda.")
    assert (case.vat, case.total) == (Decimal(190_000), Decimal(1_190_000))
    assert case.memo_number.startswith("MED-")
    assert case.invoice_number.startswith("FEMD-")
    assert case.subject == "ANULADO-Óptica Á & Hijos Ltda.-MEDELLÍN"


def test_wrong_values_are_taken_as_they_are() -> None:
    """A test may break one fact; the others stay."""
    case = facts(0, total=Decimal(1), nit="999.000.000-0")
    assert (case.total, case.nit, case.subtotal) == (Decimal(1), "999.000.000-0", facts(0).subtotal)


def test_nonsense_is_refused() -> None:
    """An unknown field or a number out of range is an error of the test that gives it."""
    with pytest.raises(TypeError, match="colour"):
        facts(0, colour="red")
    with pytest.raises(ValueError, match="no case -1"):
        facts(-1)


def test_the_subject_names_what_is_asked() -> None:
    """An annulment is ANULADO, a mere re-invoicing REFACTURADO."""
    assert facts(0, request=Request.BOTH).subject.startswith("ANULADO-")
    assert facts(0, request=Request.REBILL).subject.startswith("REFACTURADO-")


def test_weekends_are_skipped() -> None:
    """The working day after a Friday is Monday, and before a Monday Friday."""
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    assert next_business_day(friday) == monday
    assert next_business_day(monday, -1) == friday
    assert next_business_day(monday, 0) == monday
