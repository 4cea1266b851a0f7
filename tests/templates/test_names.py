"""Every mail that the program can send has its template, and no template waits for a mail that nobody sends."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.company import annulment
from tests.templates.letters import LETTERS_BY_HAND
from tests.templates.rendering import ROOT, TEMPLATES

SOURCES = (*(ROOT / "bot" / "core" / "react").glob("*.py"), *(ROOT / "bot" / "service").glob("*.py"))
BASE = {path.stem for path in (TEMPLATES / "_base").glob("*.j2")}
MAILS = {name for name in BASE if not name.startswith("_")}
PARTS = {name for name in BASE if name.startswith("_")}
OWN = {path.stem for path in (TEMPLATES / "anulacion").glob("*.j2")}
FORMS = ("_text", "_html")


def sent_names() -> set[str]:
    """Names of templates in the code, without what follows their point."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    found = {name for tree in trees for node in ast.walk(tree) for value in _values(node) for name in _texts(value)}
    return {name.partition(".")[0] for name in found}


def _values(node: ast.AST) -> Iterator[ast.expr]:
    """Where a template is named: a keyword, a variable of that name, the table of questions, a helper's argument."""
    if isinstance(node, ast.keyword) and node.arg == "template":
        yield node.value
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        if node.targets[0].id == "template":
            yield node.value
        elif node.targets[0].id == "TEMPLATES" and isinstance(node.value, ast.Dict):
            yield from node.value.values
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "requester_mail":
        yield node.args[1]


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
    elif isinstance(value, ast.JoinedStr):
        yield from (part for part in map(_constant, value.values[:1]) if part)
    elif text := _constant(value):
        yield text


def _constant(value: ast.expr) -> str:
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def test_every_mail_has_its_template_and_every_template_its_mail() -> None:
    """A process without a folder of its own can send everything, and nothing lies there unused."""
    assert sent_names() == MAILS


def test_a_process_words_only_mails_that_exist() -> None:
    """What stands in a process's folder replaces a base template, for all steps or for one of the process."""
    steps = {step.name for step in annulment().steps}
    for name in (name for name in OWN if not name.startswith("_")):
        general, _, step = name.partition(".")
        assert general in MAILS
        assert step in {"", *steps}


def test_every_part_is_used() -> None:
    """Common parts are there because a mail, or a form, includes or extends them."""
    used = {name for folder in ("_base", "anulacion", *FORMS) for name in _named_in(folder)}
    assert {name.removesuffix(".j2") for name in used} == PARTS | {"layout"} | {
        name for name in OWN if name.startswith("_")
    }


def test_both_forms_offer_the_same() -> None:
    """A template works as text exactly if it works as HTML."""
    macros = [{macro.name for macro in _parsed(TEMPLATES / form / "form.j2").find_all(nodes.Macro)} for form in FORMS]
    assert macros[0] == macros[1]


@pytest.mark.parametrize(
    "template",
    ["pide_identidad", "aclaracion_identidad", "asunto", "espera_identidad", "ajenos", "sin_caso", "no_puede_pedir"],
)
def test_mails_made_by_hand_hold_what_the_service_gives(template: str) -> None:
    """Contexts that tests write themselves name exactly the keys in the code."""
    found = [keys for path in SOURCES for keys in _contexts(path, template)]
    assert found == [LETTERS_BY_HAND[template]]


def _contexts(path: Path, template: str) -> Iterator[set[str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Send":
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            context = given.get("context")
            whole = isinstance(context, ast.Dict) and None not in context.keys
            if whole and isinstance(context, ast.Dict) and template in _texts(given["template"]):
                yield {_constant(key) for key in context.keys if key is not None}


def _named_in(folder: str) -> Iterator[str]:
    for path in (TEMPLATES / folder).glob("*.j2"):
        for node in _parsed(path).find_all((nodes.Include, nodes.Extends, nodes.FromImport)):
            assert isinstance(node.template, nodes.Const)
            yield node.template.value


def _parsed(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
