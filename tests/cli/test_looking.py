"""``case``, ``quarantine`` and ``register``: what is on record, and the few things a person may change."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.testing.clock import FrozenClock
from bot.testing.documents import stamped_memo
from bot.testing.facts import facts
from bot.testing.house import open_house
from tests.cli.conftest import WEDNESDAY, Tramita, contents
from tests.service.people import CLERK, COORDINATOR, MANAGER, NEWCOMER, annulment, answer, ask, to

CASE = "AN-2026-000001"


def test_cases_are_listed(lived_in: Path, tramita: Tramita) -> None:
    """With the moment as the company's clocks show it."""
    before = contents(lived_in)
    ended = tramita(lived_in, "case", "list", "--open")
    assert ended.code == 0
    header, line = ended.out.splitlines()
    assert header.split() == ["Caso", "Estado", "Cliente", "Ciudad", "Abierto"]
    assert line.startswith(CASE)
    assert line.endswith("18/03/2026 10:00")
    assert contents(lived_in) == before


def test_a_case_is_told_whole(lived_in: Path, process: Tramita) -> None:
    """What happened, who did it, the documents, the findings as sentences, the mails and the deadlines."""
    ended = process(lived_in, "case", "show", CASE.lower())
    assert ended.code == 0
    assert f"{facts(1).coordinator.name}: abre la solicitud por correo" in ended.out
    assert "se pregunta por la confirmación de la firma del cliente a Luz Adriana Hincapié Toro" in ended.out
    assert "factura_original: FACTURA" in ended.out
    assert "[advertencia] Se cobran costos administrativos" in ended.out
    assert "enviado 18/03/2026 10:00 para Luz Adriana Hincapié Toro: pide confirmacion, «[AN-2026-000001] " in ended.out
    assert "20/03/2026 17:00  recordatorio" in ended.out
    assert f"18/03/2026 10:00  de {facts(1).coordinator.name}: «" in ended.out


def test_what_came_later_is_no_second_document(tmp_path: Path, tramita: Tramita) -> None:
    """A stamped copy is told as what it was sent as, and days that answers gave are written as people write them."""
    case = annulment()
    with open_house(tmp_path, FrozenClock(WEDNESDAY)) as house:
        forwarded = to(answer(house, to(ask(house, case), MANAGER), MANAGER, "Aprobado."), CLERK)
        filing = to(answer(house, forwarded, CLERK, "Digitalizado."), COORDINATOR)
        text = "Radicado con el No. 2026-00457 el 18 de marzo de 2026, va la copia"
        answer(house, filing, COORDINATOR, text, attachments=(stamped_memo(case),))
    ended = tramita(tmp_path, "case", "show", CASE)
    assert ended.out.count("\n  memorando: ") == 1
    assert "\n  comprobante de memorando: " in ended.out
    assert "\n  Fecha de radicación: 18/03/2026\n" in ended.out
    assert "2026-03-18" not in ended.out


def test_a_second_look_is_told_with_its_reasons(tmp_path: Path, tramita: Tramita) -> None:
    """The round that a plea begins is told with its words, and that no document changed."""
    with open_house(tmp_path, FrozenClock(WEDNESDAY)) as house:
        back = to(answer(house, to(ask(house, annulment()), MANAGER), MANAGER, "Rechazado."), COORDINATOR)
        answer(house, back, COORDINATOR, "Favor reconsiderar: los costos son los del contrato.")
    ended = tramita(tmp_path, "case", "show", CASE)
    begun = ended.out.partition("empieza la ronda 2; ")[2].splitlines()
    assert begun[0] == "los documentos son los mismos"
    assert begun[1].strip() == "«Favor reconsiderar: los costos son los del contrato.»"


def test_programs_get_all_of_a_case(lived_in: Path, tramita: Tramita) -> None:
    """Its state, each event with its kind, and the mails."""
    ended = tramita(lived_in, "case", "show", CASE, "--json")
    told = json.loads(ended.out)
    assert told["case"]["number"] == CASE
    assert told["events"][0]["kind"] == "Opened"
    assert len(told["events"]) == told["case"]["version"]
    assert told["received"][0]["sender"] == facts(1).coordinator.email
    assert {letter["state"] for letter in told["sent"]} == {"sent"}


def test_a_case_that_does_not_exist_is_said(lived_in: Path, tramita: Tramita) -> None:
    """In one line, with what to do."""
    ended = tramita(lived_in, "case", "show", "AN-1999-000009")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "No hay ningún caso AN-1999-000009. Los que hay: tramita case list\n"


def test_an_empty_installation_has_nothing_to_show(home: Path, tramita: Tramita) -> None:
    """And looking at it writes nothing."""
    before = contents(home)
    assert tramita(home, "case", "list").out == "No hay casos.\n"
    assert tramita(home, "register", "show").out == "La tabla está vacía.\n"
    assert contents(home) == before


def test_quarantine_tells_why(lived_in: Path, tramita: Tramita) -> None:
    """And what to do about it, and where the whole mail lies."""
    (mail,) = json.loads(tramita(lived_in, "quarantine", "list", "--json").out)
    number = str(mail["receipt"]["id"])
    assert (mail["sender"], mail["why"]) == (facts(2).coordinator.email, "author:duplicate:sender")
    shown = tramita(lived_in, "quarantine", "show", number)
    reason, cure, place = shown.out.splitlines()
    assert reason == "no se comprobó quién lo escribió (el correo trae más de una vez el encabezado sender)"
    assert f"tramita quarantine retry {number}" in cure
    assert Path(place.removeprefix("Correo entero: ")).read_bytes().startswith(b"Sender: a@")


def test_a_mail_that_is_held_is_listed(tmp_path: Path, tramita: Tramita) -> None:
    """It waits for people, who are asked: it can be looked at, and neither be tried again nor dropped."""
    with open_house(tmp_path, FrozenClock(WEDNESDAY)) as house:
        ask(house, annulment(), sender=NEWCOMER)
    listed = " ".join(tramita(tmp_path, "quarantine", "list").out.split())
    assert "paola.rincon@empresa.example" in listed
    shown = tramita(tmp_path, "quarantine", "show", "1").out.splitlines()
    assert shown[0] == "espera que el coordinador de SAC responda si su autor es de la seccional"
    assert tramita(tmp_path, "quarantine", "drop", "1", "--yes").code == 1


def test_a_mail_in_quarantine_is_tried_again_or_dropped(own_lived_in: Path, tramita: Tramita, process: Tramita) -> None:
    """Dropping asks first, so that a program without ``--yes`` drops nothing; what is dropped is not there any more."""
    assert tramita(own_lived_in, "quarantine", "retry", "2").out.startswith("El correo 2 se tramita de nuevo")
    assert json.loads(process(own_lived_in, "poll", "--json").out)["handled"] == 1
    kept = tramita(own_lived_in, "quarantine", "drop", "2")
    assert (kept.code, kept.err) == (1, "")
    assert kept.out.splitlines() == ["¿Descartar el correo 2? [s/N] ", "No se hizo nada: el correo 2 sigue apartado."]
    assert tramita(own_lived_in, "quarantine", "drop", "2", "--yes").code == 0
    again = tramita(own_lived_in, "quarantine", "drop", "2", "--yes")
    assert again.code == 1
    assert again.err.startswith("El correo 2 no está apartado.")


@pytest.mark.parametrize(("typed", "dropped"), [("s", True), ("Sí", True), ("y", True), ("n", False), ("", False)])
def test_a_yes_in_spanish_drops_a_mail(own_lived_in: Path, tramita: Tramita, typed: str, *, dropped: bool) -> None:
    """A bare line, or anything but a yes, keeps it and says that nothing was done."""
    ended = tramita(own_lived_in, "quarantine", "drop", "2", typed=f"{typed}\n")
    assert ended.out.startswith("¿Descartar el correo 2? [s/N] ")
    assert (ended.code == 0, "queda descartado" in ended.out) == (dropped, dropped)
    assert ("No se hizo nada" in ended.out) is not dropped


def test_the_register_is_shown_and_exported(lived_in: Path, tmp_path: Path, tramita: Tramita) -> None:
    """The same row for people, for programs, and in a workbook."""
    shown = tramita(lived_in, "register", "show")
    assert shown.out.splitlines()[0].split()[:3] == ["Radicado", "Estado", "Etapa"]
    assert CASE in shown.out.splitlines()[1]
    (row,) = json.loads(tramita(lived_in, "register", "show", "--json").out)
    assert row["radicado"] == CASE
    workbook = tmp_path / "tabla.xlsx"
    assert tramita(lived_in, "register", "export", str(workbook)).code == 0
    assert load_workbook(workbook).worksheets[0]["A2"].value == CASE


def test_an_export_goes_where_it_can_be_found(lived_in: Path, tmp_path: Path, tramita: Tramita) -> None:
    """No folder is made for it, and no name promises another form of file."""
    for name, why in (("nada/tabla.xlsx", "nada no existe"), ("tabla.csv", ".xlsx")):
        ended = tramita(lived_in, "register", "export", str(tmp_path / name))
        assert ended.code == 2
        assert why in ended.err
    assert [*tmp_path.iterdir()] == []


def test_all_that_is_on_record_is_verified(own_lived_in: Path, tramita: Tramita) -> None:
    """What somebody removed or edited is named in words, and the command ends with 1."""
    whole = tramita(own_lived_in, "verify")
    assert (whole.code, whole.out.partition("(")[0]) == (0, "Todo está entero ")
    mail = next((own_lived_in / "storage" / "evidence").glob("??/*.eml"))
    mail.unlink()
    (book,) = (own_lived_in / "storage" / "register").glob("*.json")
    book.write_text(book.read_text(encoding="utf-8").replace('"espera_firma"', '"cerrada"'), encoding="utf-8")
    ended = tramita(own_lived_in, "verify")
    assert ended.code == 1
    assert mail.stem in ended.out
    assert "debería decir «espera_firma» y dice «cerrada»" in ended.out
    told = json.loads(tramita(own_lived_in, "verify", "--json").out)
    assert (told["cases"], len(told["faults"]), len(told["differences"])) == (1, 1, 1)


def test_a_copy_is_made_and_proved(lived_in: Path, tmp_path: Path, tramita: Tramita) -> None:
    """What is copied is looked at; a copy of a damaged installation ends with 1."""
    made = tramita(lived_in, "backup", str(tmp_path / "copy"))
    assert (made.code, made.err) == (0, "")
    assert "Todo está entero (casos: 1," in made.out
    assert tramita(tmp_path / "copy", "verify").code == 0
    assert (tmp_path / "copy" / "storage" / "keys").stat().st_mode & 0o077 == 0
    next((tmp_path / "copy" / "storage" / "evidence").glob("??/*.eml")).write_bytes(b"")
    assert tramita(tmp_path / "copy", "verify").code == 1
    within = tramita(lived_in, "backup", str(lived_in / "storage" / "copy"))
    assert (within.code, "dentro de lo que se copia" in within.err) == (2, True)


def test_an_edited_register_is_found_and_made_anew(own_lived_in: Path, tramita: Tramita) -> None:
    """Every difference by file, case and field, stray files too; after a rebuild there is none."""
    assert tramita(own_lived_in, "register", "verify").code == 0
    (book,) = (own_lived_in / "storage" / "register").glob("*.json")
    book.write_text(book.read_text(encoding="utf-8").replace('"espera_firma"', '"cerrada"'), encoding="utf-8")
    (book.parent / "anulacion-2020-01.json").write_text("{}")
    ended = tramita(own_lived_in, "register", "verify")
    assert ended.code == 1
    assert f"{book.name}: {CASE}, etapa: debería decir «espera_firma» y dice «cerrada»" in ended.out
    assert "anulacion-2020-01.json: sobra el archivo" in ended.out
    assert tramita(own_lived_in, "register", "rebuild").code == 0
    assert json.loads(tramita(own_lived_in, "register", "verify", "--json").out) == {"cases": 1, "differences": []}
