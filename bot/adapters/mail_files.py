"""Mails that lie in files: ``.eml`` files, mboxes, Maildirs and folders of ``.eml`` files, read one at a time.

An mbox is read as RFC 4155 and its dialects have it: a line ``From sender date`` after an empty line begins a mail.
Writers that quote such lines inside mails put a ``>`` before them (mboxo, mboxrd), which is taken off again.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from bot.adapters.maildir import Maildir
from bot.service.inspect import Stored

STANDARD_INPUT = "-"

_SEPARATOR = re.compile(rb"From \S.*\d{1,2}:\d{2}.*\d{4}|From \S.*\d{4}.*\d{1,2}:\d{2}")
_QUOTED_SEPARATOR = re.compile(rb"^>(>*From )", re.MULTILINE)
_MBOX_SUFFIXES = frozenset({".mbox", ".mbx"})


def stored_mails(paths: Iterable[str], stdin: BinaryIO) -> Iterator[Stored]:
    """Every mail of every path, in order; one that cannot be read is there too, with the reason."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Stored(path=path, raw=stdin.read())
        else:
            yield from _at(Path(path))


def _at(path: Path) -> Iterator[Stored]:
    if not path.is_dir():
        yield from _mbox(path) if _is_mbox(path) else (_file(path),)
    elif (path / "cur").is_dir() or (path / "new").is_dir():
        for index, file in enumerate(Maildir(path).paths()):
            yield _file(file, index)
    else:
        files = (file for file in path.iterdir() if file.suffix.lower() == ".eml" and not file.is_dir())
        yield from map(_file, sorted(files, key=lambda file: file.name))


def _file(path: Path, index: int = 0) -> Stored:
    try:
        return Stored(path=str(path), index=index, raw=path.read_bytes())
    except OSError as error:
        return Stored(path=str(path), index=index, error=str(error))


def _is_mbox(path: Path) -> bool:
    """Whether a file holds any number of mails; an ``.eml`` that was cut out of an mbox still holds one."""
    if path.suffix.lower() in _MBOX_SUFFIXES:
        return True
    if path.suffix.lower() == ".eml" or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _mbox(path: Path) -> Iterator[Stored]:
    with path.open("rb") as file:
        for index, raw in enumerate(_mails(file)):
            yield Stored(path=str(path), index=index, raw=raw)


def _mails(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The mails between separator lines; what stands before the first one is a mail too, unless it is blank."""
    mail: list[bytes] = []
    separated, after_blank = False, True
    for line in lines:
        if after_blank and _SEPARATOR.match(line):
            if separated or _holds_anything(mail):
                yield _unquoted(mail)
            mail, separated = [], True
        else:
            mail.append(line)
        after_blank = not line.strip(b"\r\n")
    if separated or _holds_anything(mail):
        yield _unquoted(mail)


def _holds_anything(mail: list[bytes]) -> bool:
    return any(line.strip() for line in mail)


def _unquoted(mail: list[bytes]) -> bytes:
    """The mail without the empty line that its writer put behind it, and without quoted separators."""
    if mail and not mail[-1].strip(b"\r\n"):
        mail = mail[:-1]
    return _QUOTED_SEPARATOR.sub(rb"\1", b"".join(mail))
