"""``tramita check``: every problem with its place, and what would be done, while nothing changes."""

import json
from pathlib import Path

import pytest

from bot.core.account import Outbound
from bot.core.effects import Send
from bot.service.ports import Record
from bot.testing.clock import FrozenClock
from bot.testing.documents import File
from bot.testing.facts import facts
from bot.testing.house import open_house
from bot.testing.mails import request, with_authentication_results
from bot.testing.virus_scanner import EICAR
from tests.cli.conftest import WEDNESDAY, Tramita, contents, deliver
from tests.servers import clamd

OFFER = b"From: x@otra.example\r\nTo: anulaciones@empresa.example\r\nSubject: Oferta\r\n\r\nCompre.\r\n"


def test_every_problem_is_named_with_its_place(home: Path, process: Tramita) -> None:
    """File, line and column of two mistakes far apart, in one run; nothing else is begun."""
    rules = home / "mail_rules.yaml"
    lines = rules.read_text(encoding="utf-8").replace("country: CO", "country: XX", 1).splitlines()
    country = next(number for number, line in enumerate(lines, 1) if "country: XX" in line)
    rules.write_text("\n".join([*lines, "inventada: 1"]) + "\n", encoding="utf-8")
    ended = process(home, "check")
    assert ended.code == 2
    assert f"mail_rules.yaml:{country}:3: company.country: " in ended.err
    assert f"mail_rules.yaml:{len(lines) + 1}:1: inventada: " in ended.err
    assert not (home / "storage" / "ledger.db").exists()


def test_what_reads_scans_is_told(home: Path, tramita: Tramita) -> None:
    """Where nothing does, its cure is named, and nothing is in trouble."""
    ended = tramita(home, "check", "--offline")
    assert (ended.code, ended.err) == (0, "")
    assert "Escaneos: no se leen" in ended.out
    assert "make ocr" in ended.out


def test_the_virus_scanner_is_told(home: Path, tramita: Tramita, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its version where it answers, with what it would find; where it does not, that is trouble, mails still shown."""
    rules = home / "mail_rules.yaml"
    text = rules.read_text("utf-8")
    deliver(home, request(facts(1), files=(File(filename="a.pdf", media_type="application/pdf", content=EICAR),)).raw())
    with clamd.start(tmp_path_factory.mktemp("clamd")) as scanner:
        rules.write_text(f'{text}\nvirus_scanner: {{address: "{scanner.unix}"}}\n', "utf-8")
        ended = tramita(home, "check")
        assert (ended.code, ended.err) == (0, "")
        assert "Antivirus: ClamAV 1." in ended.out
        assert "virus en «a.pdf»: Eicar-Test-Signature" in ended.out
    ended = tramita(home, "check")
    assert ended.code == 1
    assert f"Antivirus: The virus scanner at {scanner.unix} is away" in ended.err
    assert facts(1).subject in ended.out


def test_a_mailbox_that_is_not_there_is_trouble(home: Path, tramita: Tramita) -> None:
    """A misspelt path is no empty mailbox: check and poll name the folder and how to make it."""
    rules = home / "mail_rules.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("path: storage/maildir/anulaciones", "path: anulacoines"), "utf-8"
    )
    for command in ("check", "poll"):
        ended = tramita(home, command)
        assert ended.code == 1
        assert f"la carpeta {home / 'anulacoines'} no existe" in ended.err


def test_mail_of_a_mailbox_that_left_the_rules_is_trouble(own_lived_in: Path, tramita: Tramita) -> None:
    """Its address is named, with the cure, as long as a mail of ours waits to leave from it."""
    with open_house(own_lived_in, FrozenClock(WEDNESDAY)) as house:
        send = Send(template="alerta", to=("soporte@empresa.example",), alarm=True)
        waiting = Outbound(id="r-9.9", case="", mailbox="viejo@empresa.example", send=send, created_at=WEDNESDAY)
        house.app.ledger.record(Record(sends=(waiting,), now=WEDNESDAY))
    ended = tramita(own_lived_in, "check")
    assert ended.code == 1
    assert "las reglas ya no tienen el buzón viejo@empresa.example" in ended.err


def test_broken_files_beside_the_rules_are_named(home: Path, tramita: Tramita) -> None:
    """A template that no mail needs today, and keys that anybody can read, are found before they do harm."""
    assert tramita(home, "init", "casa").code == 0
    house = home / "casa"
    template = house / "templates" / "_base" / "retirada.j2"
    template.write_text("{% block subject %}Hola\n{% if %}", encoding="utf-8")
    keys = house / "storage" / "keys"
    keys.write_text(f"k1 {'ab' * 32}\n")
    keys.chmod(0o644)
    ended = tramita(house, "check", "--offline")
    assert ended.code == 2
    assert f"{template}:2: " in ended.err
    assert "chmod 600" in ended.err


def test_it_says_what_would_be_done_and_changes_nothing(home: Path, process: Tramita) -> None:
    """A first look at a mailbox: not even the ledger's file is made."""
    deliver(home, request(facts(1)).raw())
    deliver(home, OFFER)
    before = contents(home)
    ended = process(home, "check")
    assert (ended.code, ended.err) == (0, "")
    assert "correos: 2, sin tramitar: 2" in ended.out
    assert f"abriría el caso AN-2026-000001: «{facts(1).subject}»" in ended.out
    assert "no es nuestro, se deja donde está: «Oferta», de x@otra.example" in ended.out
    assert "ATENCIÓN: en anulaciones@empresa.example nadie comprueba quién escribe" in ended.out
    assert contents(home) == before


def test_a_ledger_in_use_is_only_looked_at(own_lived_in: Path, tramita: Tramita) -> None:
    """An answer is told from a request, and no file in the installation changes."""
    deliver(own_lived_in, request(facts(1), subject=f"RE: [AN-2026-000001] {facts(1).subject}", files=()).raw())
    before = contents(own_lived_in)
    ended = tramita(own_lived_in, "check", "--json")
    assert ended.code == 0
    found = json.loads(ended.out)
    (mailbox,) = found["mailboxes"]
    assert [(mail["fate"], mail["case"]) for mail in mailbox["survey"]["mails"]] == [("belongs", "AN-2026-000001")]
    assert found["ledger"]["open_cases"] == 1
    assert contents(own_lived_in) == before


def test_what_cannot_be_reached_is_named(home: Path, tramita: Tramita) -> None:
    """A mailbox that is no folder and a ledger that is no database: both are told, and the way out is still tried."""
    storage = home / "storage"
    (storage / "maildir" / "anulaciones" / "new").rmdir()
    (storage / "maildir" / "anulaciones" / "new").write_text("no es una carpeta")
    (storage / "ledger.db").write_text("no es un libro" * 100)
    ended = tramita(home, "check")
    assert ended.code == 1
    assert "Buzón anulaciones@empresa.example (maildir): " in ended.err
    assert "ledger.db. " in ended.err
    assert "Salida de anulaciones@empresa.example (maildir): responde." in ended.out


def test_the_rules_are_told_as_sentences(home: Path, tramita: Tramita) -> None:
    """With every step of the process."""
    ended = tramita(home, "check", "--offline", "--explain")
    assert ended.code == 0
    assert "Paso 2, aprobacion (estado espera_aprobacion)" in ended.out


def test_a_wrong_authserv_id_is_summed_up(home: Path, tramita: Tramita) -> None:
    """Mails of one server's results under another's name in the rules: the server that was found is named once."""
    rules = home / "mail_rules.yaml"
    named = "authentication: {authserv_id: mx.empresa.example}\n    send: {kind: maildir"
    text = rules.read_text("utf-8").replace("authentication: none\n    send: {kind: maildir", named)
    rules.write_text(text, "utf-8")
    deliver(home, request(facts(1)).raw())
    deliver(home, with_authentication_results(request(facts(2)).raw(), "MX2.empresa.example"))
    deliver(home, with_authentication_results(request(facts(3)).raw(), "MX.empresa.example"))
    ended = tramita(home, "check")
    assert ended.code == 0
    assert "1 de 3 correos vienen sin Authentication-Results" in ended.out
    assert "1 de 3 correos traen Authentication-Results de mx2.empresa.example" in ended.out
