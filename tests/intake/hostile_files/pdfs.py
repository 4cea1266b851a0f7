"""PDFs whose structure lies."""

import zlib
from collections.abc import Iterable

from tests.intake.hostile_files.base import MEBIBYTE, attack


def pdf_of(*objects: bytes, trailer: bytes = b"/Root 1 0 R", table: bool = True) -> bytes:
    """Objects, numbered from 1, with an honest table of them or none at all."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    if not table:
        return bytes(body) + b"trailer << %s >>\n%%%%EOF" % trailer
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(body) + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)


def stream_of(data: bytes, head: bytes = b"/Filter /FlateDecode") -> bytes:
    """A stream of bytes as they are."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), head, data)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


_TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>"


FONT = b"/Resources << /Font << /F 5 0 R >> >>"


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page_of(contents: bytes, page: bytes = b"", *more: bytes, catalog: bytes = CATALOG, trailer: bytes = b"") -> bytes:
    """A file of one page with these contents."""
    return pdf_of(catalog, _TREE, _PAGE % page, contents, *more, trailer=b"/Root 1 0 R " + trailer)


def shown_text(lines: Iterable[bytes]) -> bytes:
    """What shows these lines on a page."""
    return b"BT /F 10 Tf 50 750 Td 12 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"


@attack("pdf")
def objects_in_a_circle() -> bytes:
    """Objects that are references to each other, where a page should be."""
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"4 0 R", b"3 0 R")


@attack("pdf")
def pages_in_a_circle() -> bytes:
    """A tree of pages that is its own child."""
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 3 >>")


@attack("pdf")
def pages_doubled_thirty_times() -> bytes:
    """A tree of pages in which every branch is twice the next: a billion leaves."""
    branches = (
        b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count %d >>" % (n + 3, n + 3, 2 ** (30 - n)) for n in range(30)
    )
    return pdf_of(CATALOG, *branches, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


@attack("pdf")
def a_million_pages() -> bytes:
    """A million times the same page."""
    kids = b"3 0 R " * 1_000_000
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % kids, _PAGE % b"", stream_of(b"", b""))


@attack("pdf")
def pages_that_are_counted_only() -> bytes:
    """Says that it has two billion pages."""
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", _PAGE % b"", stream_of(b"", b""))


@attack("pdf")
def deep_pages() -> bytes:
    """A tree of pages a hundred thousand levels deep."""
    levels = (b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(30_000))
    return pdf_of(CATALOG, *levels, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


@attack("pdf")
def page_of_a_mile() -> bytes:
    """A page of a billion points, with text on it."""
    box = b"/MediaBox [0 0 1000000000 1000000000]"
    return page_of(stream_of(shown_text([b"Senores clientes"] * 30), b""), box + FONT, HELVETICA)


@attack("pdf")
def page_of_nothing() -> bytes:
    """Pages of no size, of a negative one, and of one that is no number."""
    boxes = (b"[0 0 0 0]", b"[9 9 -9 -9]", b"[0 0 (a) /b]", b"[0 0 1e38 1e38]", b"[]", b"[0 0 1e-30 1e-30]")
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(len(boxes)))
    pages = (b"<< /Type /Page /Parent 2 0 R /MediaBox %s >>" % box for box in boxes)
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(boxes)), *pages)


@attack("pdf")
def flate_bomb() -> bytes:
    """Contents that unpack to four hundred megabytes of nothing."""
    return page_of(
        stream_of(zlib.compress(zlib.compress(bytes(400 * MEBIBYTE), 1), 9), b"/Filter [/FlateDecode /FlateDecode]")
    )


@attack("pdf")
def text_without_end() -> bytes:
    """A page of two million words."""
    data = zlib.compress(shown_text([b"Senores del cliente"] * 300_000), 9)
    return page_of(stream_of(data), FONT, HELVETICA)


@attack("pdf")
def filters_in_a_chain() -> bytes:
    """Two hundred filters, one after the other."""
    chain = b"/ASCIIHexDecode " * 100 + b"/RunLengthDecode " * 50 + b"/LZWDecode " * 50
    return page_of(stream_of(b"00" * 100_000, b"/Filter [%s]" % chain))


@attack("pdf")
def tables_in_a_circle() -> bytes:
    """A table of objects whose predecessor is itself."""
    plain = page_of(stream_of(b"", b""))
    start = plain.rindex(b"xref\n0")
    return plain.replace(b"trailer << ", b"trailer << /Prev %d /XRefStm %d " % (start, start))


@attack("pdf")
def table_that_lies() -> bytes:
    """A table of objects that leads everywhere but to them."""
    return page_of(stream_of(b"", b"")).replace(b" 00000 n", b" 00001 n").replace(b"startxref\n", b"startxref\n9999999")


@attack("pdf")
def table_of_everything() -> bytes:
    """Says that it has four billion objects."""
    return (
        page_of(stream_of(b"", b""))
        .replace(b"xref\n0 ", b"xref\n0 4294967295\n0 ")
        .replace(b"/Size ", b"/Size 99999999")
    )


@attack("pdf")
def no_table() -> bytes:
    """Two hundred thousand objects and no table, so that all of them are looked for."""
    return pdf_of(CATALOG, _TREE, _PAGE % b"", *([b"<< >>"] * 200_000), table=False)
