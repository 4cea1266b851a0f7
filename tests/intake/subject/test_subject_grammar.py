"""What the grammar reads in subjects as people write them."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.core.finding import Severity
from bot.core.subject import City, Keyword, SubjectField, SubjectReading, SubjectRule
from bot.intake.subject import SubjectGrammar
from bot.intake.subject_words import SubjectWords

RECORDS = [
    json.loads(line) for line in (Path(__file__).parent / "subjects.jsonl").read_text(encoding="utf-8").splitlines()
]


def problems(reading: SubjectReading) -> list[str]:
    """Codes of the problems without their common beginning."""
    return [problem.code.removeprefix("subject.") for problem in reading.problems]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record['why']}: {record['subject']}"[:80])
def test_reads_what_a_person_would(grammar: SubjectGrammar, record: dict[str, Any]) -> None:
    """Every subject of our own set gives the process, client, city and problems that a person reads in it."""
    reading = grammar.read(record["subject"])
    assert (
        reading.process,
        reading.fields.get("cliente"),
        reading.fields.get("ciudad"),
        problems(reading),
    ) == (record["process"], record["client"], record["city"], record["problems"])


@pytest.mark.parametrize(
    ("subject", "keyword"),
    [
        ("ANULADO-Cine Luz-PASTO", "ANULADO"),
        ("anulación-Cine Luz-PASTO", "ANULACION"),
        ("Refacturacion-Cine Luz-PASTO", "REFACTURACION"),
        ("REFACTRADO-Cine Luz-PASTO", "REFACTURADO"),
        ("CIRCULAR-Cine Luz-PASTO", None),
    ],
)
def test_keyword_is_spelled_as_in_the_rules(grammar: SubjectGrammar, subject: str, keyword: str | None) -> None:
    """However it was written, the keyword comes back in the spelling of the rules."""
    assert grammar.read(subject).keyword == keyword


def test_several_texts_may_mean_one_keyword(words: SubjectWords) -> None:
    """A keyword's value, not its text, is what the case keeps and what the right form shows."""
    fields = (SubjectField(name="cliente"), SubjectField(name="ciudad", catalogue="cities"))
    keywords = (Keyword(text="ANULADO", value="ANULADO"), Keyword(text="BAJA", value="ANULADO"))
    rules = (SubjectRule(process="anulacion", keywords=keywords, fields=fields),)
    reading = SubjectGrammar(rules, (City(name="Cali", branch="Cali"),), "CO", (), words).read("Baja Cine Luz-CALI")
    assert reading.keyword == "ANULADO"
    assert reading.problems[0].data["right_form"] == "ANULADO-Cine Luz-CALI"


@pytest.mark.parametrize(
    ("subject", "is_reply"),
    [
        ("ANULADO-Cine Luz-PASTO", False),
        ("RE: ANULADO-Cine Luz-PASTO", True),
        ("[EXTERNO] Rv: [AN-2026-1] ANULADO-Cine Luz-PASTO", True),
        ("URGENTE RV: ANULADO-Cine Luz-PASTO", True),
        ("Re: almuerzo", True),
        ("Regalo: almuerzo", False),
        ("REFACTURADO-Cine Luz-PASTO", False),
    ],
)
def test_sees_answers(grammar: SubjectGrammar, subject: str, is_reply: bool) -> None:
    """A prefix of answers or forwards is seen wherever it stands before the request, and nothing else is one."""
    assert grammar.read(subject).is_reply is is_reply


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [
        ("RE: [AN-2026-000123] ANULADO-Cine Luz-PASTO", ("AN-2026-000123",)),
        ("RE: Solicitud [an-2026-7]", ("AN-2026-000007",)),
        ("[AN-2026-1] RE: [AN-2026-000001] y [AN-2025-1234567]", ("AN-2026-000001", "AN-2025-1234567")),
        ("RE: [AN–2026–12]", ("AN-2026-000012",)),
        (f"[AN-2026-{'0' * 500}12]", ("AN-2026-000012",)),
        ("RE: [PQ-2026-000123]", ()),
        ("AN-2026-000123", ("AN-2026-000123",)),
        ("RE: caso AN 2026 123", ("AN-2026-000123",)),
        ("ANULADO-Cine Luz-PASTO AN-2026-000123", ()),
        ("RE: [AN-26-000123] [AN-2026-]", ()),
    ],
)
def test_finds_our_case_numbers(grammar: SubjectGrammar, subject: str, numbers: tuple[str, ...]) -> None:
    """Our numbers come back in six digits, each once; without brackets only where the subject asks for nothing."""
    assert grammar.read(subject).case_numbers == numbers


def test_case_numbers_need_a_prefix(words: SubjectWords) -> None:
    """Where the rules declare no prefix, nothing is a case number."""
    grammar = SubjectGrammar((), (), "CO", (), words)
    assert grammar.read("RE: [AN-2026-000123] [-2026-000123]").case_numbers == ()


def test_other_processes_are_nothing_until_declared(grammar: SubjectGrammar, wide_grammar: SubjectGrammar) -> None:
    """The same subject opens a declared process and is nothing of ours otherwise."""
    subject = "QUEJA-Cine Luz-PASTO"
    assert grammar.read(subject) == SubjectReading()
    assert wide_grammar.read(subject).process == "queja"


def test_word_that_may_mean_two_processes_means_none(words: SubjectWords) -> None:
    """A slip that is as near to one process's keyword as to another's is not guessed."""
    fields = (SubjectField(name="cliente"), SubjectField(name="ciudad", catalogue="cities"))
    rules = tuple(
        SubjectRule(process=name, keywords=(Keyword(text=name, value=name),), fields=fields)
        for name in ("PAGA", "PAGO")
    )
    grammar = SubjectGrammar(rules, (City(name="Cali", branch="Cali"),), "CO", (), words)
    assert grammar.read("PAGO-Cine Luz-CALI").process == "PAGO"
    assert grammar.read("PAGE-Cine Luz-CALI").process is None


@pytest.mark.parametrize(
    ("subject", "code", "data"),
    [
        ("ANULADO-Cine-NEVA", "city_unknown", ("NEVA", "Neiva", "ANULADO-Cine-NEIVA")),
        ("ANULADO-Cine-CALI NORTE", "city_unknown", ("CALI NORTE", "Cali", "ANULADO-Cine-CIUDAD")),
        ("ANULADO-Cine-CALI/PASTO", "city_unknown", ("CALI/PASTO", "Cali, Pasto", "ANULADO-Cine-CIUDAD")),
        ("ANULADO-Cine-TOLIMA", "city_unknown", ("TOLIMA", "Ibagué", "ANULADO-Cine-CIUDAD")),
        ("ANULADO-Cine-SAHAGUN", "city_unknown", ("SAHAGUN", "", "ANULADO-Cine-CIUDAD")),
        ("ANULADO-Cine-NEIRA", "city_unknown", ("NEIRA", "Neiva", "ANULADO-Cine-CIUDAD")),
        ("ANULADO-Cine-COMALA", "city_unknown", ("COMALA", "", "ANULADO-Cine-CIUDAD")),
        ("ANULADO-Cine", "city_missing", ("", "", "ANULADO-Cine-CIUDAD")),
        ("ANULADO-PASTO", "client_missing", ("", "", "ANULADO-nombre cliente-PASTO")),
        ("ANULADO Cine PASTO", "format", ("ANULADO Cine PASTO", "", "ANULADO-Cine-PASTO")),
        ("RE: ANULDAO-Cine-PASTO", "keyword_typo", ("ANULDAO", "", "ANULADO-Cine-PASTO")),
        ("ANULADO", "format", ("ANULADO", "", "ANULADO-nombre cliente-CIUDAD")),
    ],
)
def test_problem_says_how_to_mend_it(
    grammar: SubjectGrammar, subject: str, code: str, data: tuple[str, str, str]
) -> None:
    """Every problem is an error that names what was written, what may be meant, and the right subject."""
    (problem,) = grammar.read(subject).problems
    assert problem.code == f"subject.{code}"
    assert problem.severity is Severity.ERROR
    assert problem.data == dict(zip(("written", "suggestion", "right_form"), data, strict=True))


@pytest.mark.parametrize(
    ("subject", "blanks"),
    [
        ("ANULADO-Cine Luz-CALY", {}),
        ("ANULADO-Cine Luz", {"ciudad": "CIUDAD"}),
        ("ANULADO-Cine Luz-LETICIA", {"ciudad": "CIUDAD"}),
        ("ANULADO-CALI", {"cliente": "nombre cliente"}),
        ("ANULADO--", {"cliente": "nombre cliente", "ciudad": "CIUDAD"}),
        ("ANULADO-Ciudad Jardín-CALY", {}),
        ("ANULADO-Cine Luz-CALI", {}),
        ("Buenos días", {}),
    ],
)
def test_what_the_right_form_leaves_open(subject: str, blanks: dict[str, str], grammar: SubjectGrammar) -> None:
    """A field that was not understood stands in the right form under a name that its author must replace."""
    assert grammar.blanks(grammar.read(subject)) == blanks


def test_right_form_reads_without_a_problem(grammar: SubjectGrammar) -> None:
    """Where client and city were understood, the right form that we show is itself read as a whole request."""
    shown = 0
    for record in RECORDS:
        reading = grammar.read(record["subject"])
        if not reading.problems or len(reading.fields) < len(("cliente", "ciudad")):
            continue
        again = grammar.read(reading.problems[0].data["right_form"])
        assert (again.process, again.fields, again.problems) == (reading.process, reading.fields, ())
        shown += 1
    assert shown > 20


@pytest.mark.parametrize(
    "subject",
    [
        "x" * 10_000,
        "RE: " * 2_500,
        "ANULADO-" * 1_250,
        "ANULADO-" + "a-" * 5_000 + "CALI",
        "ANULADO-X-" + "cali " * 2_000,
        "[" * 5_000 + "]" * 5_000,
        "(" * 10_000,
        "*" * 10_000,
        "-" * 10_000,
        "\u0301" * 10_000,
        "leído: " * 1_500 + "ANULADO-X-CALI",
    ],
    ids=lambda subject: repr(subject[:12]),
)
def test_subject_that_nobody_typed_is_never_a_whole_request(grammar: SubjectGrammar, subject: str) -> None:
    """Ten kilobytes of anything are read at once, and open nothing."""
    reading = grammar.read(subject)
    assert reading.process is None or reading.problems


def test_rule_needs_a_free_field_before_the_catalogue() -> None:
    """A subject that could not be cut without guessing is refused when it is declared."""
    city = SubjectField(name="ciudad", catalogue="cities")
    for fields in ((), (city,), (city, SubjectField(name="cliente")), (SubjectField(name="a"), SubjectField(name="b"))):
        with pytest.raises(ValueError, match="pago: a subject needs"):
            SubjectRule(process="pago", keywords=(Keyword(text="PAGO", value="PAGO"),), fields=fields)
    with pytest.raises(ValueError, match="pago: a subject needs"):
        SubjectRule(process="pago", keywords=(), fields=(SubjectField(name="cliente"), city))
