"""The example rules of the repository, as values."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.calendar import Term, Unit
from bot.core.company import REQUESTER_ROLE
from bot.core.process import Action, ActionKind, Ask, Condition, Operator, State
from bot.rules.load import load_process
from bot.rules.values import Guard, Rules
from bot.rules.vocabulary import Vocabulary
from bot.testing.facts import facts

ROOT = Path(__file__).parents[2]
SERVED = {
    "Cali": "Cali Yumbo Palmira Buga Popayán Pasto",
    "Medellín": "Medellín Pereira Manizales Armenia Montería",
    "Bogotá": "Bogotá Tunja Ibagué Neiva Villavicencio Bucaramanga Cúcuta",
    "Barranquilla": "Barranquilla Cartagena Valledupar Sincelejo",
}


def test_four_branches_serve_the_cities(rules: Rules) -> None:
    """Each city belongs to the branch that people would expect."""
    for branch, cities in SERVED.items():
        for city in cities.split():
            served = rules.company.branch_serving(city)
            assert served is not None
            assert served.name == branch
    assert len(rules.company.branches) == 4


def test_every_city_of_the_samples_is_served(rules: Rules) -> None:
    """A subject that people wrote rightly names a city of the example, where the samples are at hand."""
    samples = sorted((ROOT.parent / "shared" / "samples").glob("subjects*.jsonl"))
    if not samples:
        pytest.skip("the samples are not here")
    known = {city.name for city in rules.cities}
    rows = [json.loads(line) for path in samples for line in path.read_text(encoding="utf-8").splitlines()]
    right = {row["city"] for row in rows if row["problem"] is None and row["process"]}
    assert right
    assert right <= known


def test_steps_stand_in_the_order_of_the_work(rules: Rules) -> None:
    """Signature, approvals, digitising, new invoice, filing, each with its state and question."""
    (process,) = rules.processes
    assert [(step.name, step.state, step.ask) for step in process.steps] == [
        ("firma", State.AWAITING_SIGNATURE, Ask.CONFIRM),
        ("aprobacion", State.AWAITING_APPROVAL, Ask.APPROVE),
        ("refacturacion", State.AWAITING_APPROVAL, Ask.APPROVE),
        ("digitalizacion", State.AWAITING_DIGITIZATION, Ask.CONFIRM),
        ("nueva_factura", State.AWAITING_FILING, Ask.VALUE),
        ("radicacion", State.AWAITING_FILING, Ask.CONFIRM),
    ]


def test_steps_hold_what_the_engine_needs(rules: Rules) -> None:
    """Conditions, actions, terms, fields and expected documents arrive as core values."""
    (process,) = rules.processes
    approval, digitising = process.step("aprobacion"), process.step("digitalizacion")
    assert approval.when == (Condition(operator=Operator.INCLUDES, field="tipo", values=("anulacion",)),)
    assert approval.remind == Term(count=2, unit=Unit.BUSINESS_DAYS)
    assert approval.escalate is not None
    assert (approval.escalate.after.count, approval.escalate.role) == (4, "gerencia")
    assert digitising.on_enter == (
        Action(kind=ActionKind.FORWARD_DOCUMENTS),
        Action(kind=ActionKind.REGISTER, value="Anulado"),
    )
    assert process.step("nueva_factura").fields == ("nueva_factura",)
    assert not process.step("nueva_factura").blocks
    assert process.step("radicacion").expects == ("memorando_sellado",)
    assert process.step("firma").when[0].holds({}, frozenset({"reply.signature_unconfirmed"}))


def test_keywords_fit_the_kinds_of_request(rules: Rules) -> None:
    """ANULADO fits annulments with or without re-invoicing, REFACTURADO re-invoicing with or without annulment."""
    (process,) = rules.processes
    assert process.fits["ANULADO"] == ("anulacion", "anulacion+refacturacion")
    assert process.fits["REFACTURACION"] == ("refacturacion", "anulacion+refacturacion")
    assert set(process.fits) == {keyword.text for keyword in process.subject.keywords}


def test_all_checks_that_need_no_scan_and_no_signature_run(rules: Rules, vocabulary: Vocabulary) -> None:
    """The example runs every check of the documents that a machine can answer for."""
    (process,) = rules.processes
    assert {check.code for check in process.checks} == vocabulary.checks


def test_coordinators_hold_their_role_by_their_branch(rules: Rules) -> None:
    """Whoever a branch names can be asked by name and holds the requester's role."""
    person = rules.company.person("diana.caicedo@empresa.example")
    assert person is not None
    assert person.name.startswith("Diana")
    assert person.roles == {REQUESTER_ROLE}
    assert rules.company.holders(REQUESTER_ROLE, "Medellín") == ("juan.zuluaga@empresa.example",)


def test_missing_authentication_is_said_aloud(rules: Rules) -> None:
    """The demonstration mailbox asks for no proof, and the rules record it."""
    assert [(lowered.guard, lowered.mailbox) for lowered in rules.lowered_guards] == [
        (Guard.AUTHENTICATION, "anulaciones@empresa.example")
    ]


def test_a_case_can_finish_under_its_own_block(rules: Rules) -> None:
    """The block kept by digest gives the very same process again."""
    for process in rules.processes:
        assert load_process(rules.blocks[process.digest]) == process


def test_comments_and_layout_do_not_change_the_digest(
    rules: Rules, edit: Callable[..., str], load: Callable[[str], Rules]
) -> None:
    """Only what a process means decides its digest."""
    text = edit(("    prefix: AN  ", "    # otra nota\n    prefix:   AN  "), ("10 business days", "10 días hábiles"))
    assert load(text).processes[0].digest == rules.processes[0].digest


def test_a_changed_step_changes_the_digest(
    rules: Rules, edit: Callable[..., str], load: Callable[[str], Rules]
) -> None:
    """A case that began before keeps another block than one that begins now."""
    changed = load(edit(("remind: 1 business day", "remind: 2 business days")))
    assert changed.processes[0].digest != rules.processes[0].digest
    assert load_process(rules.blocks[rules.processes[0].digest]).step("digitalizacion").remind == Term(
        count=1, unit=Unit.BUSINESS_DAYS
    )


def test_the_real_mailbox_in_the_comments_loads(edit: Callable[..., str], load: Callable[[str], Rules]) -> None:
    """Uncommenting the IMAP example and dropping the demonstration mailbox gives working rules."""
    lines = edit().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  - address: anulaciones@"))
    end = next(number for number, line in enumerate(lines) if line.startswith("  # - address"))
    del lines[start:end]
    text = "\n".join(
        line.replace("  # ", "  ", 1) if line.startswith(("  # - address", "  #   ")) else line for line in lines
    )
    rules = load(text)
    (mailbox,) = rules.mailboxes
    assert mailbox.kind == "imap"
    assert mailbox.authentication.authserv_id == "mx.empresa.example"
    assert mailbox.send.plus_addressing
    assert rules.lowered_guards == ()


def test_the_invented_cases_of_the_toolbox_belong_to_the_example(rules: Rules) -> None:
    """Mails drawn by ``bot.testing`` come from people, cities and invoice prefixes that the example knows."""
    (process,) = rules.processes
    prefixes = next(check for check in process.checks if check.code == "invoice.prefix_other_branch").params["prefixes"]
    cases = [facts(n) for n in range(4)]
    assert len({case.city for case in cases}) == 4
    for case in cases:
        branch = rules.company.branch_serving(case.city)
        assert branch is not None
        assert case.coordinator.email in branch.coordinators
        assert rules.company.holders("jefe_sac", branch.name) == (case.manager.email,)
        assert prefixes[branch.name] == (case.invoice_number.partition("-")[0],)
