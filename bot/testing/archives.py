"""Files that hold others, as people and their programs send them."""

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pypdf import PdfReader, PdfWriter

from bot.testing.documents import PDF, File

_TNEF_SIGNATURE = 0x223E9F78
_ATTACHMENT_LEVEL = 2
_RENDERING, _TITLE, _DATA = 0x00069002, 0x00018010, 0x0006800F


def zipped(files: Iterable[File], filename: str = "documentos.zip", *, folder: str = "Documentos") -> File:
    """The files in one ZIP, in a folder, as Windows packs a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir(folder)
        for file in files:
            archive.writestr(zipfile.ZipInfo(f"{folder}/{file.filename}"), file.content)
    return File(filename=filename, media_type="application/x-zip-compressed", content=packed.getvalue())


def one_pdf(files: Iterable[File], filename: str = "documentos.pdf") -> File:
    """The pages of PDFs in one, as a scanner or a program to join them makes it."""
    together = PdfWriter()
    for file in files:
        together.append(PdfReader(io.BytesIO(file.content)))
    saved = io.BytesIO()
    together.write(saved)
    return File(filename=filename, media_type=PDF, content=saved.getvalue())


def with_embedded(pdf: File, *files: File) -> File:
    """A PDF that carries other files, as some issuers' invoices do."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf.content))
    for file in files:
        writer.add_attachment(file.filename, file.content)
    saved = io.BytesIO()
    writer.write(saved)
    return replace(pdf, content=saved.getvalue())


def winmail(files: Iterable[File]) -> File:
    """The files as Outlook sends them in rich text (MS-OXTNEF 2.1.3)."""
    head = struct.pack("<IH", _TNEF_SIGNATURE, 1)
    body = b"".join(attribute for file in files for attribute in _attributes(file))
    return File(filename="winmail.dat", media_type="application/ms-tnef", content=head + body)


def _attributes(file: File) -> Iterator[bytes]:
    for name, data in (
        (_RENDERING, bytes(14)),
        (_TITLE, file.filename.encode() + b"\x00"),
        (_DATA, file.content),
    ):
        yield struct.pack("<BII", _ATTACHMENT_LEVEL, name, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def mail_as_file(raw: bytes, filename: str = "solicitud.eml") -> File:
    """A whole mail that somebody saved and attached as a file of no known type."""
    return File(filename=filename, media_type="application/octet-stream", content=raw)
