"""Files embedded in a PDF (ISO 32000-1, 7.11.4), where some issuers put the electronic invoice that they print."""

from collections.abc import Iterator

import pypdfium2

from bot.core.document import EMBEDDED

_MOST = 20  # files in one PDF


def embedded_files(content: bytes) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each of the first files in a PDF; none where it does not open."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ()
    try:
        return tuple(_files(document))
    finally:
        document.close()


def _files(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, bytes]]:
    """In their order; one that cannot be had is empty, so that the others keep their place."""
    for index in range(min(document.count_attachments(), _MOST)):
        attachment = document.get_attachment(index)
        try:
            content = bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            content = b""
        yield _name(attachment), content


def _name(attachment: pypdfium2.PdfAttachment) -> str:
    """What it is called, or nothing where that is in no alphabet."""
    try:
        return str(attachment.get_name())
    except UnicodeDecodeError:
        return ""


def embedded_bytes(content: bytes, address: str) -> bytes | None:
    """The file at an address inside a PDF, see :class:`bot.core.document.Document`; ``None`` if nothing is there."""
    files, position = embedded_files(content), int(address.removeprefix(EMBEDDED))
    return files[position][1] if position < len(files) else None
