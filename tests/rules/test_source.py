"""YAML as it is written: places, and everything that cannot be read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.errors import Problem, RulesError
from bot.rules.load import load_rules
from bot.rules.source import read_source
from bot.rules.vocabulary import Vocabulary

Problems = Callable[[str], tuple[Problem, ...]]
TODAY = date(2026, 3, 4)


def test_scalars_stay_as_written() -> None:
    """Nothing is guessed: codes keep their zeros, words are not truth values, only an empty value is none."""
    source = read_source("a: 05\nb: no\nc: 08:30\nd: 1e3\ne: '~'\nf: ~\ng:\nh: [2026-07-01]\n01: x", "r.yaml")
    assert source.data == {
        "a": "05",
        "b": "no",
        "c": "08:30",
        "d": "1e3",
        "e": "~",
        "f": None,
        "g": None,
        "h": ["2026-07-01"],
        "01": "x",
    }


def test_every_key_and_item_has_its_place() -> None:
    """Lines and columns count from one, in blocks and in one-line mappings alike."""
    source = read_source("a:\n  - {b: 1, c: 2}\n  - d\n", "r.yaml")
    assert source.places["a",] == (1, 1)
    assert source.places["a", 0, "c"] == (2, 12)
    assert source.places["a", 1] == (3, 5)


def test_accents_are_composed() -> None:
    """A file saved with split accents says the same as any other."""
    assert read_source("a: Bogota\u0301", "r.yaml").data == {"a": "Bogotá"}


@pytest.mark.parametrize(
    ("text", "line", "column", "phrase"),
    [
        ("company:\n\tname: X\n", 2, 1, "tabulación"),
        ("company: {name: X\nbranches: 1\n", 2, 9, "se abre y no se cierra"),
        ("company: 'X' Y\n", 1, 14, "YAML está mal escrito"),
        ("company: 'X\n", 2, 1, "se abre y no se cierra"),
        ("a: b: c\n", 1, 5, "sobran dos puntos"),
        ("a: @b\n", 1, 4, "entre comillas"),
        ("a: *b\n", 1, 4, "asterisco"),
        ("a: 1\n---\nb: 2\n", 2, 1, "otro documento"),
        ("a: 1\nb: \x07\n", 2, 4, "signo invisible"),
        ("[" * 5000, 1, 1, "demasiados niveles"),
        ("a: " + "x" * 600_000, 1, 1, "demasiado grande"),
        ("", 1, 1, "vacío"),
        ("# nada\n", 1, 1, "vacío"),
        ("~\n", 1, 1, "vacío"),
        ("- a\n", 1, 1, "bloque de claves y valores"),
        ("hola\n", 1, 1, "bloque de claves y valores"),
    ],
)
def test_what_cannot_be_read_is_one_problem(problems: Problems, text: str, line: int, column: int, phrase: str) -> None:
    """Reading stops at a place with the cure, and never with a traceback."""
    (problem,) = problems(text)
    assert (problem.line, problem.column) == (line, column)
    assert phrase in problem.message


def test_repeated_keys_are_all_reported(problems: Problems, edit: Callable[..., str]) -> None:
    """YAML readers silently keep the last of two; here each repetition says where the first one stands."""
    found = problems(edit(("  saturday: false\n", "  saturday: false\n  saturday: true\n  hours: x\n")))
    assert [problem.key for problem in found] == ["calendar.saturday", "calendar.hours"]
    assert all("ya está en la línea" in problem.message for problem in found)


def test_a_bomb_of_references_does_no_harm(problems: Problems) -> None:
    """Nested references that would unfold to a billion items are refused one by one, unfolded never."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    found = problems(bomb)
    assert sum("anclas y referencias" in problem.message for problem in found) == 39 * 9


def test_a_reference_to_itself_does_no_harm(problems: Problems) -> None:
    """A list that contains itself is a problem, not an endless walk."""
    assert any("anclas y referencias" in problem.message for problem in problems("company: &c [*c]\n"))


def test_merged_mappings_are_refused(problems: Problems, edit: Callable[..., str]) -> None:
    """What a reader of the file would not see written is not in the rules."""
    found = problems(edit(("  saturday: false\n", "  saturday: false\n  <<: {hours: x}\n")))
    assert [problem.key for problem in found] == ["calendar.<<"]


def test_foreign_tags_are_refused(problems: Problems, edit: Callable[..., str]) -> None:
    """A tag that asks for an object of some language is a problem and nothing more."""
    found = problems(edit(("  saturday: false\n", "  saturday: !!python/object/apply:os.system [ls]\n")))
    assert any("marcas de YAML" in problem.message for problem in found)


def test_keys_are_texts(problems: Problems, edit: Callable[..., str]) -> None:
    """A list as a key is a problem at its place."""
    found = problems(edit(("  saturday: false\n", "  saturday: false\n  ? [a, b]\n  : c\n")))
    assert [problem.message for problem in found] == [
        "la clave debe ser un texto sencillo, no una lista ni otro bloque."
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(
    edit: Callable[..., str], load: Callable[[str], object]
) -> None:
    """What Windows editors write loads as well."""
    load("\ufeff" + edit().replace("\n", "\r\n"))


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """A missing file, or a folder in its place, says what it is and how to get one, in Spanish only."""
    for path, said in ((tmp_path / "none.yaml", "no existe el archivo"), (tmp_path, "no es un archivo")):
        with pytest.raises(RulesError, match=rf"{said}[^()]*tramita init"):
            load_rules(path, vocabulary, TODAY)


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """Latin-1 bytes are found on their line."""
    path = tmp_path / "mail_rules.yaml"
    path.write_bytes("company:\n  name: Anulación\n".encode("latin-1"))
    with pytest.raises(RulesError) as caught:
        load_rules(path, vocabulary, TODAY)
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert "UTF-8" in problem.message


def test_a_problem_is_one_line_with_its_place(problems: Problems) -> None:
    """Editors can jump to a problem, and the whole error is one line for each."""
    (problem,) = problems("a: b: c\n")
    assert str(problem).startswith(f"{problem.file}:1:5: ")
    assert str(RulesError((problem, problem))).count("\n") == 1
