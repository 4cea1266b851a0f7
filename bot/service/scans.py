"""The documents of a mail, whether they have text or are pictures of pages that OCR has to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.document import Document, is_unread_scan
from bot.core.mail import Attachment
from bot.errors import TramitaError
from bot.service.ports import Readers, Reading, Scans

MOST_UNPACKED = 64 << 20
"""Bytes of scans that are taken out of the archives of one mail and held at once; further ones stay unread."""

MOST_BEGUN = 16 << 20
"""Bytes of the scans of one mail that are held while other mails are decided; larger ones are read in their turn."""

MOST_TAKEN_OUT = 100
"""Scans in archives of one mail, each of which is found by opening its archive anew; further ones stay unread."""

Place = tuple[int, str]
"""Where a file lies: part of the mail, and address in it."""


class ScansUnreadError(TramitaError):
    """A mail brings scans that nobody has read yet, and whoever handles it has no time for that."""


class KeptScans:
    """Scans of which only what was read before can be had, for whoever must not keep others waiting.

    Args:
        scans: Who reads them.
    """

    def __init__(self, scans: Scans) -> None:
        self._scans = scans
        self.engines = scans.engines
        self.kept = scans.kept

    def begin(self, files: Sequence[Attachment]) -> None:
        """Left to who reads them."""

    def read(self, files: Sequence[Attachment]) -> tuple[tuple[Document, ...], ...]:
        """Never.

        Raises:
            ScansUnreadError: Always.
        """
        raise ScansUnreadError(f"{len(files)} scans are to be read")

    def forget(self, before: datetime) -> None:
        """Left to who reads them."""

    def close(self) -> None:
        """Who reads them goes on."""


@dataclass(frozen=True, slots=True)
class WholeReading:
    """The files of a mail on their way through the readers, and then, if there are scans among them, through OCR."""

    files: Sequence[Attachment]
    reading: Reading
    readers: Readers
    scans: Scans

    def result(self) -> tuple[Document, ...]:
        """One document per file in order, each followed by those inside it; waits until they are read.

        Raises:
            ScansUnreadError: There are scans, and no time for them now.
            TransientError: Scans cannot be read now.
        """
        documents = self.as_they_are()
        return _in_place(documents, self._read(documents)) if self.scans.engines else documents

    def as_they_are(self) -> tuple[Document, ...]:
        """The same with scans that nobody reads; never raises."""
        return self.reading.result()

    def begin(self) -> None:
        """Has its scans read while other mails are decided."""
        if self.scans.engines:
            lacking = [one for one in _unread(self.as_they_are()).values() if self.scans.kept(one) is None]
            if sum(one.size for one in lacking) <= MOST_BEGUN:
                self.scans.begin(self._files(lacking))

    def _read(self, documents: Sequence[Document]) -> dict[Place, tuple[Document, ...]]:
        """What is in the files with scans among them; nothing of one that cannot be had any more."""
        unread = _unread(documents)
        kept = {place: found for place, one in unread.items() if (found := self.scans.kept(one))}
        lacking = [one for place, one in unread.items() if place not in kept]
        if lacking and isinstance(self.scans, KeptScans):
            raise ScansUnreadError(f"{len(lacking)} scans are to be read")
        files = self._files(lacking)
        read = self.scans.read(files) if files else ()
        return kept | {(file.part, file.member): found for file, found in zip(files, read, strict=True)}

    def _files(self, scans: Iterable[Document]) -> list[Attachment]:
        return [file for file in map(self._file, _within_reach(scans)) if file is not None]

    def _file(self, scan: Document) -> Attachment | None:
        """The file that a scan is, or that it is some pages of, with its bytes."""
        part = next(file for file in self.files if file.part == scan.part)
        content = self.readers.member(part.content, scan.file) if scan.file else part.content
        if content is None:
            return None
        return Attachment(
            part=scan.part,
            filename=scan.filename,
            declared_type=scan.media_type,
            content=content,
            sha256=scan.sha256,
            content_id="",
            inline=False,
            member=scan.file,
        )


def _unread(documents: Iterable[Document]) -> dict[Place, Document]:
    return {_place(one): one for one in documents if is_unread_scan(one)}


def _within_reach(scans: Iterable[Document]) -> Iterator[Document]:
    """Those that are attached themselves, and those in archives as far as all of these can be held."""
    size, count = 0, 0
    for scan in scans:
        if not scan.file:
            yield scan
        elif count < MOST_TAKEN_OUT and size + scan.size <= MOST_UNPACKED:
            size, count = size + scan.size, count + 1
            yield scan


def start_reading(files: Sequence[Attachment], readers: Readers, scans: Scans) -> WholeReading:
    """Hands files to the readers and returns at once."""
    return WholeReading(files, readers.start(files), readers, scans)


def _place(document: Document) -> Place:
    return document.part, document.file


def _in_place(documents: Iterable[Document], read: Mapping[Place, Sequence[Document]]) -> tuple[Document, ...]:
    """The documents, those of files that were read in the place of what was known of these before."""
    found: list[Document] = []
    placed: set[Place] = set()
    for document in documents:
        place = _place(document)
        if place not in read:
            found.append(document)
        elif place not in placed:
            placed.add(place)
            found += (replace(one, seals=document.seals) for one in read[place])  # verified by whoever knows the roots
    return tuple(found)
