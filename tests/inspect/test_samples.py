"""The samples, where they are at hand, through the real command: nothing is lost between its parts."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.intake.words import fold
from bot.testing.documents import PDF, XLSX, File
from tests.inspect.mails import SAMPLES, answer, in_folder, inspected, mail

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")

SUBJECT_CODES = {"city_unknown", "city_missing", "client_missing", "format", "keyword_typo"}
SHARE_OF_SUBJECTS = 0.98
SHARE_OF_VERDICTS = 0.98
NAMES = {"cliente", "de", "para"}


def records(*names: str) -> list[dict[str, Any]]:
    """All lines of some sample files."""
    lines = [line for name in names for line in (SAMPLES / name).read_text(encoding="utf-8").split("\n") if line]
    return [json.loads(line) for line in lines]


def by_name(objects: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The objects by the names of their files, without the suffix."""
    return {Path(found["path"]).stem: found for found in objects}


def one_line(text: str) -> str:
    """Words apart by single spaces, also where they were apart by hard ones."""
    return " ".join(text.split())


def test_subjects_are_understood(tmp_path: Path) -> None:
    """Process, client, city and problem of nearly all subjects whose process the example rules have."""
    wanted = [record for record in records("subjects.jsonl", "subjects_more.jsonl") if _is_declared(record)]
    found = by_name(inspected(in_folder(tmp_path, {record["id"]: mail(record["subject"]) for record in wanted})))
    right = [_is_right(record, found[record["id"]]) for record in wanted]
    assert len(found) == len(wanted)
    assert sum(right) >= SHARE_OF_SUBJECTS * len(wanted)


def test_nothing_opens_that_should_not(tmp_path: Path) -> None:
    """No subject without process and problem makes a request."""
    none = [record for record in records("subjects.jsonl", "subjects_more.jsonl") if record["process"] is None]
    found = inspected(in_folder(tmp_path, {record["id"]: mail(record["subject"]) for record in none}))
    assert len(found) == len(none)
    assert [one["subject"] for one in found if one["kind"] == "request" or one["intent"] == "open"] == []


@pytest.mark.parametrize("stage", ["approval", "digitization", "filing"])
def test_verdicts_survive_the_mail(stage: str, tmp_path: Path) -> None:
    """What was typed in an answer gives an accepted verdict, and never the opposite of what was meant."""
    wanted = [one for one in records("verdicts.jsonl", "verdicts_more.jsonl") if one["stage"] == stage]
    mails = {record["id"]: answer(record["text"]) for record in wanted}
    found = by_name(inspected("--stage", stage, in_folder(tmp_path, mails)))
    wrong = [record for record in wanted if found[record["id"]]["verdict"] not in record["accept"]]
    assert {found[record["id"]]["kind"] for record in wanted} == {"reply"}
    assert len(wrong) <= (1 - SHARE_OF_VERDICTS) * len(wanted)
    assert [record["id"] for record in wrong if found[record["id"]]["verdict"] in {"approve", "done"}] == []


def test_replies_of_all_programs() -> None:
    """Kind, new text and verdict of whole mails as people's programs write them."""
    expected = records("replies/expected.jsonl")
    found = {Path(one["path"]).name: one for one in inspected(str(SAMPLES / "replies"))}
    assert list(found) == sorted(record["file"] for record in expected)
    for record in expected:
        one = found[record["file"]]
        assert (record["file"], one["kind"]) == (record["file"], record["kind"])
        assert one["verdict"] in (record["accept"] or [None])
        if not record["auto"]:
            signed = f"{record['new_text']}\n{record['signature'] or ''}"
            assert one_line(one["new_text"]) in {one_line(record["new_text"]), one_line(signed)}


def test_a_whole_request() -> None:
    """The sample documents in one mail get their roles and values, and nothing in them is an error."""
    names = {
        "memorando.xlsx": "memorando",
        "factura.pdf": "factura_original",
        "carta_cliente.pdf": "carta_cliente",
        "carta_respuesta.pdf": "carta_respuesta",
        "informe_gestiones.xlsx": "informe_gestiones",
    }
    folder = SAMPLES / "documents"
    files = tuple(
        File(filename=name, media_type=PDF if name.endswith("pdf") else XLSX, content=(folder / name).read_bytes())
        for name in names
    )
    (found,) = inspected("-", stdin=mail("ANULADO-Distribuidora El Roble-CALI", files=files))
    assert {one["filename"]: one["role"] for one in found["documents"]} == names
    assert [one for one in found["findings"] if one["severity"] == "error"] == []
    expected = json.loads((folder / "valores_esperados.json").read_text(encoding="utf-8"))
    for document in found["documents"]:
        if document["text_source"] != "none":
            for name, value in expected[document["filename"]].items():
                assert _same(name, document["fields"].get(name), value), (document["filename"], name)


def _is_declared(record: dict[str, Any]) -> bool:
    return record["process"] in {"anulacion", "refacturacion", None}


def _is_right(record: dict[str, Any], found: dict[str, Any]) -> bool:
    process = record["process"] and "anulacion"
    codes = {one["code"].partition(".")[2] for one in found["findings"]} & SUBJECT_CODES
    understood = (found["process"], found["fields"].get("cliente"), found["fields"].get("ciudad"))
    problem = codes == set() if record["problem"] is None else record["problem"] in codes
    return understood == (process, record["client"], record["city"]) and problem


def _same(name: str, read: object, expected: object) -> bool:
    if name in NAMES:
        ours, theirs = (re.sub(r"\b(?:s a s|sas|ltda)\b", "", fold(str(one))).split() for one in (read, expected))
        return bool(ours) and ours[0] == theirs[0]
    if isinstance(expected, int) and not isinstance(expected, bool) and isinstance(read, str):
        return Decimal(read) == expected
    if isinstance(expected, str) and isinstance(read, str):
        return read.casefold() == expected.casefold()  # names stand in capitals on paper
    return read == expected
