"""Small mails for the dry run, and the real command that reads them."""

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bot.testing.documents import File
from bot.testing.mails import MailBuilder

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
COORDINATOR = "Diana Marcela Caicedo <diana.caicedo@empresa.example>"
APPROVER = "Martha Ospina <martha.ospina@empresa.example>"
MAILBOX = "anulaciones@empresa.example"
DATE = datetime(2026, 3, 4, 10, 15, tzinfo=timezone(timedelta(hours=-5)))


def mail(
    subject: str,
    text: str = "Adjunto los documentos.",
    sender: str = COORDINATOR,
    files: tuple[File, ...] = (),
    headers: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A mail to the shared mailbox."""
    builder = MailBuilder(
        sender=sender, to=(MAILBOX,), subject=subject, date=DATE, text=text, attachments=files, headers=headers
    )
    return builder.raw()


def answer(text: str, sender: str = APPROVER, files: tuple[File, ...] = ()) -> bytes:
    """A plain answer to a question of ours."""
    builder = MailBuilder(
        sender=sender,
        to=(MAILBOX,),
        subject="Re: [AN-2026-000123] Solicitud de aprobación",
        date=DATE,
        text=text,
        attachments=files,
        in_reply_to="an-2026-000123.1.k1abcdefghij@empresa.example",
    )
    return builder.raw()


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The command as people start it, from the project's folder."""
    command = [sys.executable, "-m", "bot", "inspect", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, check=False, timeout=600)


def inspected(*arguments: str, stdin: bytes = b"") -> list[dict[str, Any]]:
    """The objects that the command prints."""
    done = run("--json", *arguments, stdin=stdin)
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def in_folder(folder: Path, mails: dict[str, bytes]) -> str:
    """The mails as files of a folder, by name."""
    for name, raw in mails.items():
        (folder / f"{name}.eml").write_bytes(raw)
    return str(folder)
