"""Remarks and stamps that people put on the pages of a PDF: drawn there, but no part of a page's own text."""

from collections.abc import Iterator
from ctypes import c_ushort
from itertools import islice

import pypdfium2
from pypdfium2 import raw

_WORDED = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP})
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_MOST = 200
_LONGEST = 4000  # bytes


def with_notes(document: pypdfium2.PdfDocument, index: int) -> tuple[pypdfium2.PdfPage, tuple[str, ...]]:
    """A page with its remarks and stamps among what is printed on it, as it is whenever it is opened from then on.

    Returns:
        The page, and the words of its remarks, which not every program draws that wrote them.
    """
    page = document[index]
    notes = tuple(_notes(page))
    if notes:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[index]
    return page, tuple(filter(None, notes))


def _notes(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The words of each remark and stamp that is shown; of a stamp, which is a drawing, none."""
    for number in islice(range(raw.FPDFPage_GetAnnotCount(page)), _MOST):
        note = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind in _WORDED and not raw.FPDFAnnot_GetFlags(note) & _HIDDEN:
            yield _contents(note) if kind == raw.FPDF_ANNOT_FREETEXT else ""
        raw.FPDFPage_CloseAnnot(note)


def _contents(note: raw.FPDF_ANNOTATION) -> str:
    written = (c_ushort * (_LONGEST // 2))()
    size = raw.FPDFAnnot_GetStringValue(note, b"Contents", written, _LONGEST)
    return bytes(written)[: min(size, _LONGEST)].decode("utf-16-le", "replace").rstrip("\x00").replace("\r", "\n")
