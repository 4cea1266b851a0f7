"""The command as people and programs start it."""

from pathlib import Path

import pytest

from tests.inspect.mails import ROOT, answer, in_folder, inspected, mail, run


def test_one_line_for_each_mail(tmp_path: Path) -> None:
    """In the order of names, whatever the mails are; no line is broken by what a mail holds."""
    mails = {
        "1": mail("ANULADO-Ferretería\u2028El Tornillo-CALI"),
        "2": b"",
        "3": bytes(range(256)) * 8,
        "4": answer("Aprobado.\x85\u2029Gracias"),
    }
    found = inspected(in_folder(tmp_path, mails))
    assert [Path(one["path"]).stem for one in found] == list(mails)


def test_standard_input_is_one_mail() -> None:
    """A dash reads it."""
    (found,) = inspected("-", stdin=answer("No apruebo."))
    assert (found["path"], found["index"], found["verdict"]) == ("-", 0, "reject")


def test_the_moment_can_be_given(tmp_path: Path) -> None:
    """An old archive read as of today finds its authors' deputies of today."""
    raw = answer("Aprobado.", sender="carlos.echeverry@empresa.example")
    folder = in_folder(tmp_path, {"1": raw})
    for now, expected in (("2026-07-02T10:00-05:00", []), ("2026-08-02T10:00-05:00", ["author.not_asked"])):
        (found,) = inspected("--now", now, folder)
        assert [one["code"] for one in found["findings"]] == expected


def test_a_mail_cannot_play_with_the_terminal() -> None:
    """Escape sequences and signs that turn letters around are shown, not sent; JSON escapes or keeps them."""
    raw = (
        b"From: =?utf-8?q?Ana=1B=5B2J=C2=9B2J?= <ana@modelo.example>\nSubject: Re: =?utf-8?b?4oCuaG9sYQ==?=\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n\x1b]0;Aprobado\x07\n"
        b"--b\nContent-Type: application/pdf; name*=utf-8''%1b%5b2J%E2%80%AEfdp.exe\n\n%PDF\n--b--\n"
    )
    shown = run("-", stdin=raw).stdout.decode()
    assert "Ana[2J\ufffd2J <ana@modelo.example>" in shown
    assert "[2Jfdp.exe" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_people_read_a_summary() -> None:
    """Without ``--json`` it is Spanish, and says what would happen and what is wrong."""
    done = run("-", stdin=mail("ANULADO-Ferretería El Tornillo-LETICIA"))
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "Clase: solicitud" in shown
    assert "Falta" in shown or "No llegó" in shown
    assert '{"' not in shown


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("no/such/mail.eml",), "no/such/mail.eml"),
        (("--now", "2026-03-04T10:15", "-"), "2026-03-04T10:15"),
        (("--stage", "lunch", "-"), "lunch"),
        (("--rules", "no/such/rules.yaml", "-"), "no/such/rules.yaml"),
        ((), "PATH"),
    ],
)
def test_unusable_arguments_are_named(arguments: tuple[str, ...], named: str) -> None:
    """Exit status 2, nothing on standard output, and what is wrong on standard error."""
    done = run("--json", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert named in done.stderr.decode()


def test_wrong_rules_name_file_line_and_key(tmp_path: Path) -> None:
    """As everywhere else."""
    rules = tmp_path / "rules.yaml"
    text = (ROOT / "mail_rules.yaml").read_text(encoding="utf-8")
    rules.write_text(text.replace("country: CO", "country: Colombia", 1), encoding="utf-8")
    line = text.partition("country: CO")[0].count("\n") + 1
    done = run("--json", "--rules", str(rules), "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{rules}:{line}:" in done.stderr.decode()
    assert "company.country" in done.stderr.decode()
