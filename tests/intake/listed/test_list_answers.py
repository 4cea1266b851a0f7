"""Answers to a list of cases, in the words of those who write them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.intent import Stage, Verdict
from bot.intake.listed import Doubt, Entry, read_list_answer
from bot.intake.verdict import Lexicon, judge, undoes
from bot.intake.verdict.lexicon import load_lexicon

LIST = tuple(
    Entry(number=number, case=f"AN-2026-{case:06d}", client=client)
    for number, (case, client) in enumerate(
        [
            (12, "Panadería Trigal S.A.S."),
            (15, "Hotel Sol del Caribe Ltda."),
            (123, "Clínica San Rafael S.A."),
            (124, "Transportes Quebracho S.A.S."),
            (130, "Colegio Los Andes"),
        ],
        1,
    )
)
PEOPLE = ("Diana Marcela Caicedo Lucumí", "Martha Lucía Ospina Rendón")
YES, NO = Verdict.APPROVE, Verdict.REJECT


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The lexicon that the project ships."""
    return load_lexicon(Path(__file__).parents[3] / "templates" / "lexicon.es.yaml")


def says(words: str, lexicon: Lexicon) -> Verdict:
    """What words say by themselves to a question for approval."""
    return NO if undoes(words, lexicon) else judge(words, Stage.APPROVAL, lexicon).verdict


def read(text: str, lexicon: Lexicon, entries: tuple[Entry, ...] = LIST) -> dict[int, Verdict] | str:
    """What is said of each entry, or why nobody can tell."""
    told = read_list_answer(text, entries, partial(says, lexicon=lexicon), lexicon, PEOPLE)
    if isinstance(told, Doubt):
        return told.reason
    return {number: says(one.words, lexicon) for one in told for number in sorted(one.numbers)}


def these(*numbers: int) -> Callable[[Verdict], dict[int, Verdict]]:
    """These entries with one verdict."""
    return lambda verdict: dict.fromkeys(numbers, verdict)


ALL = these(1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aprobados todos", ALL(YES)),
        ("Aprobados todos, gracias.", ALL(YES)),
        ("ok todos", ALL(YES)),
        ("Aprobadas las cinco", ALL(YES)),
        ("Aprobados los 5", ALL(YES)),
        ("De acuerdo con todas las anulaciones", ALL(YES)),
        ("Buen día Diana, todas aprobadas por favor continuar", ALL(YES)),
        ("Aprobados todos. Procedan por favor.", ALL(YES)),
        ("Aprobados todos los casos de la lista.\nSaludos,\nMartha Ospina", ALL(YES)),
        ("rechazados todos, la fecha del 5 de julio no coincide", ALL(NO)),
        ("aprobados salvo AN-2026-000123", these(1, 2, 4, 5)(YES)),
        ("Todos aprobados excepto el 4", these(1, 2, 3, 5)(YES)),
        ("apruebo todo menos el 3", these(1, 2, 4, 5)(YES)),
        ("rechazado el 2 y el 5: falta la carta", these(2, 5)(NO)),
        ("Aprobados 1, 3 y 4", these(1, 3, 4)(YES)),
        ("apruebo del 1 al 3", these(1, 2, 3)(YES)),
        ("Autorizo las solicitudes 1 a 3.", these(1, 2, 3)(YES)),
        ("apruebo la primera y la tercera", these(1, 3)(YES)),
        ("apruebo la nro. 2 y la # 3", these(2, 3)(YES)),
        ("Apruebo los casos AN-2026-12 y AN-2026-15", these(1, 2)(YES)),
        ("aprobado el de Panadería Trigal y el de Hotel Sol del Caribe", these(1, 2)(YES)),
        ("No apruebo el 3 ni el 4", these(3, 4)(NO)),
        ("Sí a los casos 1 y 2, no al 3", these(1, 2)(YES) | these(3)(NO)),
        ("1 ok, 2 no, 3 sí", these(1, 3)(YES) | these(2)(NO)),
        ("1-aprobado 2-rechazado 3-aprobado", these(1, 3)(YES) | these(2)(NO)),
        ("1. Aprobado\n2. Rechazado: falta la carta\n3. Aprobado", these(1, 3)(YES) | these(2)(NO)),
        ("Apruebo el 1 y rechazo el 2, falta el acta. Los demás aprobados.", these(1, 3, 4, 5)(YES) | these(2)(NO)),
        ("Rechazado el 2. Falta la carta. Los otros aprobados.", these(1, 3, 4, 5)(YES) | these(2)(NO)),
        ("Aprobados:\n1\n3\nRechazados:\n2", these(1, 3)(YES) | these(2)(NO)),
        ("Caso 1: aprobado. Caso 2: no aprobado, el valor no cuadra.", these(1)(YES) | these(2)(NO)),
        (
            "Aprobado el de Hotel Sol del Caribe; Colegio Los Andes rechazado por falta de carta",
            these(2)(YES) | these(5)(NO),
        ),
        (
            "Aprobados todos menos el 2 y el 3.\nEl 2 no lo apruebo porque el valor no coincide.",
            these(1, 4, 5)(YES) | these(2)(NO),
        ),
        ("apruebo 1, 3, no 2", these(1, 3)(YES) | these(2)(NO)),
        ("DESHACER el 2", these(2)(NO)),
    ],
)
def test_each_entry_gets_what_is_said_of_it(text: str, expected: dict[int, Verdict], lexicon: Lexicon) -> None:
    """And no other entry anything."""
    assert read(text, lexicon) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Aprobado", "which"),
        ("Aprobados", "which"),
        ("Aprobado el 9", "which"),
        ("Aprobados los 2", "which"),
        ("Aprobadas las tres", "which"),
        ("Ambos aprobados", "which"),
        ("Aprobado AN-2026-000012. AN-2026-000999 rechazado", "which"),
        ("Aprobados todos. Mentira, no.", "which"),
        ("No apruebo ninguno", "which"),
        ("aprobados todos: pero el 5 no", "both"),
        ("Aprobados todos. El 2 no.", "both"),
        ("no apruebo todas", "what"),
        ("No se autorizan todas las anulaciones", "what"),
        ("no, rechazo todas", ALL(NO)),
        ("Aprobadas todas si ya tienen la carta", "what"),
        ("Todas quedan aprobadas a partir del 5", "what"),
        ("Martha aprobó todas", "what"),
        ("aprobadas todas menos dos", "what"),
        ("apruebo el 1, el 2 no", "what"),
        ("Aprobado el 1, 2, 3 y el 4 no", "what"),
        ("Aprobados 1 y 2 (pendiente el 3)", "what"),
        ("El 3 lo miro mañana, los demás aprobados", "what"),
        ("¿El 2 qué es? Los demás aprobados", "what"),
        ("Apruebo todos si la carta llega", "what"),
        ("Aprobados todos siempre y cuando lleguen los originales", "what"),
        ("Aprobados todos los que tengan carta", "what"),
        ("Aprobados todos excepto los que no tengan carta", "what"),
        ("No aprobados todos, solo el 2", "what"),
        ("no todos están bien", "what"),
        ("Aprobados 1,2,3 y 4 pero el 4 con costos", "what"),
        ("Mañana reviso el 2. Aprobados 1 y 3", "what"),
        ("2 y 5", "what"),
    ],
)
def test_what_is_not_certain_says_nothing(text: str, why: str, lexicon: Lexicon) -> None:
    """Not even of the entries that are clear."""
    assert read(text, lexicon) == why


def test_a_long_list_on_one_line_is_read(lexicon: Lexicon) -> None:
    """However many entries it holds."""
    many = tuple(
        Entry(number=one, case=f"AN-2026-{one:06d}", client=f"Cliente {one} de Prueba") for one in range(1, 21)
    )
    text = ", ".join(f"{one} {'no' if one == 7 else 'ok'}" for one in range(1, 21))
    assert read(text, lexicon, many) == {one: NO if one == 7 else YES for one in range(1, 21)}


def test_a_list_of_one_needs_no_number(lexicon: Lexicon) -> None:
    """Whatever is said is said of it."""
    assert read("Aprobado, gracias", lexicon, LIST[:1]) == {1: YES}


def test_both_are_two(lexicon: Lexicon) -> None:
    """«Ambos» and «las dos» name a list of two."""
    assert read("Ambos aprobados", lexicon, LIST[:2]) == {1: YES, 2: YES}
    assert read("aprobadas las dos", lexicon, LIST[:2]) == {1: YES, 2: YES}


def test_a_name_that_two_entries_share_names_neither(lexicon: Lexicon) -> None:
    """The same client twice in a list is told apart by its number only."""
    twice = (LIST[0], Entry(number=2, case="AN-2026-000015", client=LIST[0].client))
    assert read("Aprobado Panadería Trigal", lexicon, twice) == "which"


_PIECES = st.lists(
    st.sampled_from(  # words of decisions, names, joints
        [
            "aprobado",
            "rechazado",
            "apruebo",
            "no",
            "sí",
            "ok",
            "todos",
            "todas",
            "salvo",
            "menos",
            "1",
            "2",
            "3",
            "5",
            "9",
            "el",
            "la",
            "los",
            "y",
            ",",
            ".",
            ":",
            ";",
            "falta",
            "carta",
            "pero",
            "si",
            "demás",
            "AN-2026-000123",
            "Hotel",
            "Sol",
            "del",
            "Caribe",
            "pendiente",
            "mañana",
            "?",
            "\n",
            "ni",
            "del",
            "al",
            "por",
        ]
    ),
    max_size=12,
)


@given(_PIECES)
def test_any_words_have_an_outcome(pieces: list[str]) -> None:
    """A reading of entries of the list, each once and clear, or a doubt; never an error."""
    told = read(" ".join(pieces), _SHIPPED)
    assert told in ("which", "what", "both") or (isinstance(told, dict) and set(told) <= {1, 2, 3, 4, 5})


@given(_PIECES)
def test_what_is_conditional_is_never_approved(pieces: list[str]) -> None:
    """However a condition is joined to a decision on all of them."""
    told = read(f"aprobados todos si {' '.join(pieces)}", _SHIPPED)
    assert not isinstance(told, dict) or YES not in told.values()


_SHIPPED = load_lexicon(Path(__file__).parents[3] / "templates" / "lexicon.es.yaml")
