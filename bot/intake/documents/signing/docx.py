"""A letter that came as a Word document: where nothing is drawn in it, nobody signed."""

from collections.abc import Mapping
from zipfile import BadZipFile, ZipFile

from bot.core.document import Ink, Signatory
from bot.intake.documents.pages.lines import lines_of
from bot.intake.documents.signing.ink import blank_places, lacks_box
from bot.intake.documents.words import DocumentWords

_BODY = "word/document.xml"
_SEAL = "_xmlsignatures/"
_DRAWN = (b"<w:drawing", b"<w:pict", b"<w:object", b"AlternateContent", b"<w:contentPart")
_MOST_BYTES = 8 << 20


def ink_in_docx(archive: ZipFile | None, text: str, reader: str, words: DocumentWords) -> Mapping[str, Ink]:
    """Which places of signatures are plainly blank; with a picture or a digital signature in it, nobody can tell.

    Args:
        archive: The document's parts.
        text: Of the letter.
        reader: Which reader read it.
        words: What the documents' words mean.
    """
    if archive is None or _may_be_signed(archive):
        return {}
    lines = lines_of(text)
    nobody = {Signatory.CLIENT: Ink.BLANK} if reader == "reply" and lacks_box(lines, words) else {}
    return nobody | blank_places(lines, reader, words)


def _may_be_signed(archive: ZipFile) -> bool:
    try:
        if any(name.startswith(_SEAL) for name in archive.namelist()) or archive.getinfo(_BODY).file_size > _MOST_BYTES:
            return True
        body = archive.read(_BODY)
    except (KeyError, OSError, ValueError, BadZipFile):
        return True
    return any(sign in body for sign in _DRAWN)
