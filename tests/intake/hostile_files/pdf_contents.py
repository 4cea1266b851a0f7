"""PDFs whose pages, fonts and pictures harm."""

import struct
import zlib

from tests.intake.hostile_files.base import MEBIBYTE, attack
from tests.intake.hostile_files.pdfs import CATALOG, FONT, HELVETICA, page_of, pdf_of, shown_text, stream_of
from tests.intake.hostile_files.workbooks import LAUGHING
from tests.intake.hostile_files.zips import noise_of


def _picture(head: bytes, data: bytes, width: int = 60_000, height: int = 60_000) -> bytes:
    page = b"/Resources << /XObject << /I 5 0 R >> >>"
    size = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB " % (
        width,
        height,
    )
    return page_of(stream_of(b"q 612 0 0 792 0 0 cm /I Do Q", b""), page, stream_of(data, size + head))


@attack("pdf")
def picture_of_flate() -> bytes:
    """A picture of ten gigabytes that is packed nothing."""
    return _picture(b"/Filter /FlateDecode", zlib.compress(bytes(30 * MEBIBYTE), 9))


@attack("pdf")
def picture_of_jbig2() -> bytes:
    """A picture of JBIG2 that says it is four billion dots wide."""
    segment = struct.pack(">IBBBIIIIIBH", 0, 48, 0, 1, 19, 0xFFFFFFF0, 0xFFFFFFF0, 0, 0, 0, 0)
    return _picture(b"/Filter /JBIG2Decode", segment * 50)


@attack("pdf")
def picture_of_jpx() -> bytes:
    """A picture of JPEG 2000 with sixty thousand tiles of one dot."""
    size = struct.pack(">HHHIIIIIIIIH", 0xFF51, 41, 0, 60_000, 60_000, 0, 0, 1, 1, 0, 0, 1) + b"\x07\x01\x01"
    return _picture(b"/Filter /JPXDecode", b"\xff\x4f" + size + b"\xff\xd9")


@attack("pdf")
def picture_of_a_fax() -> bytes:
    """A fax of sixty thousand columns and as many rows, all white."""
    parms = b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>"
    return _picture(parms, b"\xff" * 10_000)


@attack("pdf")
def pictures_by_the_thousand() -> bytes:
    """A page that shows one picture half a million times."""
    page = b"/Resources << /XObject << /I 5 0 R >> >>"
    head = b"/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    return page_of(stream_of(zlib.compress(b"/I Do " * 500_000)), page, stream_of(bytes(81), head))


@attack("pdf")
def forms_in_forms() -> bytes:
    """Thirty drawings, each of which holds the next one twice."""
    drawn = (
        stream_of(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (n + 6),
        )
        for n in range(30)
    )
    return page_of(
        stream_of(b"/X Do", b""),
        b"/Resources << /XObject << /X 5 0 R >> >>",
        *drawn,
        stream_of(b"0 0 9 9 re f", b"/Subtype /Form /BBox [0 0 9 9]"),
    )


@attack("pdf")
def form_in_itself() -> bytes:
    """A drawing that holds itself."""
    own = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    return page_of(
        stream_of(b"/X Do", b""), b"/Resources << /XObject << /X 5 0 R >> >>", stream_of(b"/X Do /X Do", own)
    )


@attack("pdf")
def font_of_noise() -> bytes:
    """A font whose programme is noise, with a map of letters that names every letter for every code."""
    letters = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        + b"100 beginbfrange <0000> <ffff> <0000> endbfrange " * 2_000
    )
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R /ToUnicode 8 0 R >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>"
    return page_of(
        stream_of(shown_text([b"hola"] * 40), b""),
        FONT,
        font,
        descriptor,
        stream_of(noise_of(50_000), b""),
        stream_of(letters, b""),
    )


@attack("pdf")
def font_that_draws_itself() -> bytes:
    """A font whose letters are drawn with that font."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 "
        b"/Widths [9] /CharProcs << /a 6 0 R >> /Encoding << /Differences [97 /a] >> %s >>" % FONT
    )
    return page_of(
        stream_of(shown_text([b"aaaaaaaaaaaaaaaaaaaaaa"] * 40), b""),
        FONT,
        font,
        stream_of(b"9 0 d0 " + shown_text([b"aaaa"]), b""),
    )


@attack("pdf")
def file_in_a_file() -> bytes:
    """Files embedded in each other, ten deep, twenty copies each."""
    content = page_of(stream_of(b"", b""))
    for _ in range(6):
        names = b"".join(b"(%d) << /Type /Filespec /UF (%d.pdf) /EF << /F 5 0 R >> >>" % (n, n) for n in range(20))
        catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
        content = page_of(stream_of(b"", b""), b"", stream_of(zlib.compress(content)), catalog=catalog)
    return content


@attack("pdf")
def embedded_bomb() -> bytes:
    """Twenty embedded files that unpack to a hundred megabytes each."""
    names = b"".join(b"(%d) << /Type /Filespec /UF (%d.xml) /EF << /F 5 0 R >> >>" % (n, n) for n in range(20))
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] >> >> >>" % names
    return page_of(
        stream_of(b"", b""), b"", stream_of(zlib.compress(b"<?xml" + bytes(100 * MEBIBYTE), 9)), catalog=catalog
    )


@attack("pdf")
def embedded_names_of_no_alphabet() -> bytes:
    """Embedded files whose names are halves of letters, and whose tree of names is its own child."""
    names = b"(a) << /Type /Filespec /UF <FEFFD800D800> /EF << /F 5 0 R >> >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [%s] /Kids [1 0 R] >> >> >>" % names
    return page_of(stream_of(b"", b""), b"", stream_of(b"<?xml version='1.0'?><a/>", b""), catalog=catalog)


@attack("pdf")
def text_of_no_alphabet() -> bytes:
    """Words that are halves of letters, signs that turn the line around, and zero bytes."""
    codes = b"<61> <D800> <62> <202E> <63> <0000> <64> <DFFF0041> <65> <FFFE>"
    letters = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 5 beginbfchar %s endbfchar endcmap" % codes
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return page_of(stream_of(shown_text([b"Senores abcde memorando"] * 40), b""), FONT, font, stream_of(letters, b""))


@attack("pdf")
def scripts() -> bytes:
    """Runs programmes, scripts and mails itself when it is opened."""
    launch = b"/Next << /S /Launch /F (sh) /Next << /S /URI /URI (http://127.0.0.1:9/) >> >>"
    action = b"/OpenAction << /S /JavaScript /JS (while\\(1\\)\\{app.alert\\(1\\)\\}) %s >>" % launch
    return page_of(
        stream_of(shown_text([b"Senores"] * 9), b""),
        FONT,
        HELVETICA,
        catalog=b"<< /Type /Catalog /Pages 2 0 R %s >>" % action,
    )


@attack("pdf")
def form_of_xml() -> bytes:
    """A form of XFA whose XML laughs a billion times and asks a server."""
    xfa = f'{LAUGHING}<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><script>while(1);</script>&l11;</template></xdp:xdp>'
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA 5 0 R >> >>"
    return page_of(stream_of(b"", b""), b"", stream_of(xfa.encode(), b""), catalog=catalog)


@attack("pdf")
def fields_by_the_thousand() -> bytes:
    """A form of five thousand fields on one page."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (hola) /Rect [0 0 9 9] /P 3 0 R >>"
    numbers = b" ".join(b"%d 0 R" % n for n in range(5, 5_005))
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] >> >>" % numbers
    return page_of(stream_of(b"", b""), b"/Annots [%s]" % numbers, *([field] * 5_000), catalog=catalog)


@attack("pdf")
def field_in_a_circle() -> bytes:
    """Fields of a form that are each other's parents and children."""
    one = b"<< /Subtype /Widget /FT /Tx /T (a) /Parent 6 0 R /Kids [6 0 R] /Rect [0 0 9 9] >>"
    other = b"<< /Subtype /Widget /FT /Btn /T (b) /Parent 5 0 R /Kids [5 0 R] /Rect [0 0 9 9] >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R 6 0 R] /NeedAppearances true >> >>"
    return page_of(stream_of(b"", b""), b"/Annots [5 0 R 6 0 R]", one, other, catalog=catalog)


def _locked(owner: bytes, user: bytes, more: bytes = b"/V 1 /R 2") -> bytes:
    encrypt = b"/Encrypt << /Filter /Standard %s /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        more,
        owner.hex().encode(),
        user.hex().encode(),
    )
    return page_of(stream_of(shown_text([b"hola"]), b""), FONT, HELVETICA, trailer=encrypt)


@attack("pdf")
def locked_with_a_password() -> bytes:
    """Encrypted with a password that nobody knows."""
    return _locked(bytes(32), b"\x01" * 32)


@attack("pdf")
def locked_by_an_unknown_method() -> bytes:
    """Encrypted by methods that do not exist, with keys of no length."""
    return _locked(b"", b"", b"/V 99 /R 99 /Length 0 /StmF /X /StrF /Y /CF << >>")


@attack("pdf")
def locked_with_endless_rounds() -> bytes:
    """Encrypted by revision six, whose password is hashed again and again."""
    return _locked(
        b"\x02" * 48,
        b"\x03" * 48,
        b"/V 5 /R 6 /Length 256 /OE <00> /UE <00> /Perms <00> /StmF /S /StrF /S /CF << /S << /CFM /AESV3 >> >>",
    )


@attack("pdf")
def signature_that_lies() -> bytes:
    """Signatures over bytes before the beginning, behind the end, and of two billion."""
    ranges = (b"[-1 -1 -1 -1]", b"[0 2147483647 2147483647 2147483647]", b"[0 0 0 0]", b"[9 9]", b"[/a (b) 1.5 null]")
    fields = b" ".join(b"%d 0 R" % n for n in range(5, 5 + len(ranges)))
    values = (
        b"<< /FT /Sig /T (s) /V << /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange %s /Contents <3080> >> >>"
        % one
        for one in ranges
    )
    return page_of(
        stream_of(b"", b""),
        b"",
        *values,
        catalog=b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [%s] >> >>" % fields,
    )


@attack("pdf")
def signatures_by_the_thousand() -> bytes:
    """Five thousand signatures of nested brackets."""
    nested = b"\x30\x80" * 2_000
    value = (
        b"<< /FT /Sig /T (s) /V << /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 9 9 9] /Contents <%s> >> >>"
        % nested.hex().encode()
    )
    fields = b" ".join(b"5 0 R" for _ in range(5_000))
    return page_of(
        stream_of(b"", b""),
        b"",
        value,
        catalog=b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [%s] >> >>" % fields,
    )


@attack("pdf")
def arrays_in_arrays() -> bytes:
    """Two hundred thousand brackets in each other."""
    return pdf_of(CATALOG, b"[" * 200_000 + b"]" * 200_000, table=False)


@attack("pdf")
def objects_in_a_stream_of_themselves() -> bytes:
    """A stream of objects that holds itself and a million others."""
    inner = stream_of(
        zlib.compress(b"5 0 " * 100_000), b"/Type /ObjStm /N 1000000 /First 8 /Extends 5 0 R /Filter /FlateDecode"
    )
    return page_of(stream_of(b"", b""), b"", inner)


@attack("pdf")
def head_alone() -> bytes:
    """Nothing but its first line."""
    return b"%PDF-1.7\n"
