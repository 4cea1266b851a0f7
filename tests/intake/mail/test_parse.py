"""Raw bytes become a mail, whatever they are."""

import hashlib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import compat32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.mail import Address
from bot.intake import mime
from bot.intake.header import MAX_NAME
from bot.intake.html import MAX_HTML
from bot.intake.mime import MAX_DEPTH, MAX_HEADERS, MAX_PARTS, split_head
from bot.intake.parse import MAX_SUBJECT, parse, part_bytes
from tests.intake.hostile_files import FILES

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 20


def plain(body: bytes, content_type: bytes = b"text/plain", headers: bytes = b"") -> bytes:
    """A mail of one part."""
    return b"From: ana@modelo.example\nContent-Type: " + content_type + b"\n" + headers + b"\n" + body


def mixed(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    """A multipart mail."""
    inner = b"".join(b"--lim\n" + part + b"\n" for part in parts)
    return plain(inner + b"--lim--\n", b"multipart/" + kind + b"; boundary=lim")


def request() -> bytes:
    """A mail with text, HTML, a logo and two documents."""
    message = EmailMessage()
    message["From"] = "Ñandú Gómez <ana@modelo.example>"
    message["To"] = "anulaciones@modelo.example"
    message["Subject"] = "ANULADO-Peña Ñuñez-BOGOTÁ"
    message["Date"] = "Wed, 4 Mar 2026 10:15:00 -0500"
    message["Message-ID"] = "<uno@modelo.example>"
    message.set_content("Adjunto los soportes.\n")
    message.add_alternative('<p>Adjunto los soportes.</p><img src="cid:logo@x">', subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<logo@x>")  # type: ignore[union-attr]
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="carta año.pdf")
    message.add_attachment(b"PK\x03\x04", maintype="application", subtype="octet-stream", filename="memo.xlsx")
    return message.as_bytes()


def test_an_ordinary_request_is_read_whole() -> None:
    """Every value of a well-formed mail is found."""
    mail = parse(request())
    assert mail.sender == (Address(name="Ñandú Gómez", email="ana@modelo.example"),)
    assert (mail.subject, mail.message_id) == ("ANULADO-Peña Ñuñez-BOGOTÁ", "uno@modelo.example")
    assert mail.date is not None
    assert mail.date.astimezone(UTC) == datetime(2026, 3, 4, 15, 15, tzinfo=UTC)
    assert (mail.text.strip(), mail.rendered, mail.defects) == ("Adjunto los soportes.", False, ())
    assert [(a.filename, a.declared_type, a.inline) for a in mail.attachments] == [
        ("", "image/png", True),
        ("carta año.pdf", "application/pdf", False),
        ("memo.xlsx", "application/octet-stream", False),
    ]


def test_a_part_is_found_again_by_its_address() -> None:
    """``part_bytes`` gives the same bytes as the attachment held."""
    raw = request()
    for attachment in parse(raw).attachments:
        assert part_bytes(raw, attachment.part) == attachment.content
        assert hashlib.sha256(attachment.content).hexdigest() == attachment.sha256


def test_an_unknown_part_is_an_error() -> None:
    """An address that the mail does not have is told."""
    with pytest.raises(IndexError, match="no part 9"):
        part_bytes(request(), 9)


@pytest.mark.parametrize(
    ("declared", "data", "text"),
    [
        (b"iso-8859-1", "Vámonos".encode("latin-1"), "Vámonos"),
        (b"iso-8859-1", "“Sí” – 3 €".encode("cp1252"), "“Sí” – 3 €"),
        (b"iso-8859-1", "Anulación".encode(), "Anulación"),
        (b"us-ascii", "Anulación".encode(), "Anulación"),
        (b"us-ascii", "Anulación".encode("cp1252"), "Anulación"),
        (b"utf-8", "Anulación".encode("latin-1"), "Anulación"),
        (b"windows-1258", "Xin ch\xe0o".encode("latin-1"), "Xin chào"),
        (b"x-unknown-8bit", "Anulación".encode("cp1252"), "Anulación"),
        (b"base64", "Anulación".encode(), "Anulación"),
        (b"idna", "Anulación".encode(), "Anulación"),
        (b"iso-8859-15", b"3 \xa4", "3 €"),
        (b"utf-16le", "Sí".encode("utf-16le"), "Sí"),
        (b'"utf-8"', "Sí".encode(), "Sí"),
    ],
)
def test_text_is_read_where_the_charset_is_wrong(declared: bytes, data: bytes, text: str) -> None:
    """What the bytes look like decides where the declared charset cannot be right."""
    assert parse(plain(data, b"text/plain; charset=" + declared)).text == text


def test_an_encoded_word_split_in_a_character_is_mended() -> None:
    """Adjacent words of one charset are joined before they are decoded."""
    raw = plain(b"x", headers=b"Subject: =?utf-8?B?Q2Fzw7M=?=\n =?utf-8?Q?_A=C3?=\n =?utf-8?Q?=B1o?= fin\n")
    assert parse(raw).subject == "Casó Año fin"


def test_eight_bit_headers_are_read() -> None:
    """Raw Latin bytes in a header are text, and noted."""
    mail = parse(b"From: Jos\xe9 <jose@modelo.example>\nSubject: Anulaci\xf3n\nCc: Pe\xf1a <p@modelo.example>\n\nx")
    assert (mail.subject, mail.sender[0].name, mail.cc[0].email) == ("Anulación", "José", "p@modelo.example")
    assert "header.8bit:subject" in mail.defects


@pytest.mark.parametrize("name", ["From", "To", "Subject", "Date", "Message-ID", "Content-Type"])
def test_duplicate_headers_are_defects(name: str) -> None:
    """A header that must stand once is reported when it stands twice."""
    raw = f"{name}: a@b.example\n{name.upper()}: c@d.example\n\nx".encode()
    assert f"header.duplicate:{name.lower()}" in parse(raw).defects


def test_two_senders_are_no_author() -> None:
    """Two From headers, or two addresses in one, leave the author open."""
    assert parse(b"From: a@b.example\nFrom: c@d.example\n\nx").author is None
    assert parse(b"From: Jefe <jefe@b.example> <c@d.example>\n\nx").author is None
    assert parse(b"From: jefe@b.example: c@d.example;\n\nx").author is None
    assert parse(b"From: jefe@b.example c@d.example\n\nx").author is None
    assert parse(b"From: <jefe@b.example> c@d.example\n\nx").author is None
    assert parse(b'From: "<jefe@b.example> c@d.example\n\nx').author is None
    assert parse(b"From: <c@d.example, <jefe@b.example>\n\nx").author is None
    assert parse(b"From: a < b <jefe@b.example>\n\nx").author == "jefe@b.example"


@pytest.mark.parametrize(
    ("value", "email", "name"),
    [
        ('"Ospina, Martha" <M@X.example>', "m@x.example", "Ospina, Martha"),
        ("m@x.example (Martha)", "m@x.example", "Martha"),
        ("=?utf-8?q?Evil_=3Cboss=40x.example=3E?= <m@x.example>", "m@x.example", "Evil <boss@x.example>"),
        ("boss@x.example <m@x.example>", "m@x.example", "boss@x.example"),
        ("grupo: m@x.example;", "m@x.example", ""),
        ("MAILER-DAEMON (Mail Delivery System)", "mailer-daemon", "Mail Delivery System"),
        ("Mail System <MAILER-DAEMON>", "mailer-daemon", "Mail System"),
        ("a@b@x.example", "a@b@x.example", ""),
        ("(boss@x.example) m@x.example", "m@x.example", "boss@x.example"),
        ("((a) <boss@x.example>) m@x.example", "m@x.example", "a"),
        ('"<boss@x.example>" m@x.example', "m@x.example", ""),
        ('"boss@x.example, <boss@x.example>" <m@x.example>', "m@x.example", "boss@x.example,"),
        ("m@x.example . evil.example", "m@x.example.evil.example", ""),
        ("m@x(boss@x.example).example", "m@x.example", "boss@x.example"),
        ("=?utf-8?q?Ana=1B=5B2J_Gil=00?= <m@x.example>", "m@x.example", "Ana[2J Gil"),
    ],
)
def test_the_address_is_what_stands_in_angle_brackets(value: str, email: str, name: str) -> None:
    """Display names and encoded words never make an address."""
    assert parse(f"From: {value}\n\nx".encode()).sender == (Address(name=name, email=email),)


@pytest.mark.parametrize("value", ["undisclosed-recipients:;", "Ana Gil", "", "<>", ",,;", '"m@x.example"@y.example'])
def test_no_address_is_no_mailbox(value: str) -> None:
    """A name alone, or nothing, is nobody."""
    assert parse(f"To: {value}\n\nx".encode()).to == ()


def test_absent_headers_are_none() -> None:
    """A mail without id, date, subject or body is a mail."""
    mail = parse(b"From: a@b.example\n\n")
    assert (mail.message_id, mail.date, mail.subject, mail.text, mail.attachments) == (None, None, "", "", ())
    assert {"header.missing:date", "header.missing:message-id"} <= set(mail.defects)


@pytest.mark.parametrize("value", ["ayer", "Mon, 99 Foo 2026", "1 Jan 2026 10:00 +9999", "9" * 300, "="])
def test_an_unreadable_date_is_a_defect(value: str) -> None:
    """A date nobody can read is ``None`` and noted."""
    mail = parse(f"Date: {value}\n\n".encode())
    assert mail.date is None
    assert "header.unreadable:date" in mail.defects


def test_a_date_without_zone_is_utc() -> None:
    """Where the zone is unknown ("-0000") the moment is aware all the same."""
    mail = parse(b"Date: Wed, 4 Mar 2026 10:15:00 -0000\n\n")
    assert mail.date is not None
    assert mail.date.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b"attachment; filename*=us-ascii''carta%F6.pdf", "cartaö.pdf"),
        (b"attachment; filename*0*=utf-8''a%C3; filename*1*=%B1o; filename*2=.pdf", "año.pdf"),
        (b'attachment; filename="=?iso-8859-1?Q?a=F1o.pdf?="', "año.pdf"),
        ("attachment; filename=año.pdf".encode("latin-1"), "año.pdf"),
        (b'attachment; filename="Debit aviso; 04.04.pdf"', "Debit aviso; 04.04.pdf"),
        (b'attachment; filename="memo\xe2\x80\xaexslx.exe"', "memoxslx.exe"),
        (b'attachment; filename="' + b"m" * 5_000 + b'.xlsx"', "m" * (MAX_NAME - 5) + ".xlsx"),
        (b"attachment", ""),
    ],
)
def test_file_names_are_decoded(disposition: bytes, name: str) -> None:
    """Every way to write a file name is read, and none is needed."""
    raw = mixed(b"\nhola", b"Content-Type: application/pdf\nContent-Disposition: " + disposition + b"\n\n%PDF")
    assert [a.filename for a in parse(raw).attachments] == [name]


def test_an_inline_pdf_is_a_document() -> None:
    """Apple Mail declares documents inline, between two pieces of text."""
    pdf = b'Content-Type: application/pdf; name="a.pdf"\nContent-Disposition: inline; filename="a.pdf"\n\n%PDF'
    mail = parse(mixed(b"\nantes", pdf, b"\ndespues"))
    assert mail.text == "antes\ndespues"
    assert [(a.filename, a.inline, a.part) for a in mail.attachments] == [("a.pdf", False, 1)]


def test_a_forwarded_mail_is_walked_into() -> None:
    """Its documents are parts; its text is not the text of the mail that carries it."""
    inner = b"Content-Type: message/rfc822\n\nMessage-ID: <dos@x.example>\nSubject: viejo\n" + mixed(
        b"\nAPROBADO", b"Content-Type: application/pdf; name=c.pdf\n\n%PDF"
    ).replace(b"lim", b"otro")
    mail = parse(mixed(b"\nVer adjunto", inner))
    assert mail.text == "Ver adjunto"
    assert [(a.declared_type, a.nesting) for a in mail.attachments] == [
        ("text/rfc822-headers", 1),
        ("text/plain", 1),
        ("application/pdf", 1),
    ]
    assert b"<dos@x.example>" in mail.attachments[0].content


def test_html_is_rendered_where_no_plain_part_speaks() -> None:
    """An empty plain alternative does not hide the HTML; a plain footer does not either."""
    html = b"Content-Type: text/html\n\n<p>Se aprueba</p>"
    assert parse(mixed(b"\n ", html, kind=b"alternative")).text.strip() == "Se aprueba"
    assert parse(mixed(html, b"\n-- lista")).text.split() == ["Se", "aprueba", "--", "lista"]
    assert parse(mixed(b"\nplano", html, kind=b"alternative")).text == "plano"


def test_many_html_bodies_are_rendered_as_far_as_one_would_be() -> None:
    """A mail of a thousand HTML bodies takes no more time than one of the longest."""
    page = b"Content-Type: text/html\n\n<p>" + b"a" * (MAX_HTML // 4)
    text = parse(mixed(*[page] * 9)).text
    assert text.count("a") in range(MAX_HTML - 100, MAX_HTML)


def test_flowed_text_is_joined() -> None:
    """Soft breaks go, quote marks and the signature's delimiter stay."""
    raw = plain(b"uno \ndos\n>> tres \n>> cuatro\n> cinco\n-- \nAna\n", b"text/plain; format=flowed")
    assert parse(raw).text == "uno dos\n>> tres cuatro\n> cinco\n-- \nAna"


def test_broken_base64_is_decoded_as_far_as_possible() -> None:
    """Foreign characters and a torn end cost only themselves."""
    raw = plain(b"SG9sYSBx*dWUgdGF", b"application/pdf", b"Content-Transfer-Encoding: base64\n")
    mail = parse(raw)
    assert mail.attachments[0].content.startswith(b"Hola que t")
    assert "base64.broken" in mail.defects


def test_a_multipart_without_its_boundary_is_text() -> None:
    """What cannot be split is read as it stands."""
    mail = parse(plain(b"Aprobado", b"multipart/mixed"))
    assert mail.text == "Aprobado"
    assert "multipart.no_boundary" in mail.defects


def test_an_unterminated_multipart_keeps_its_last_part() -> None:
    """A mail torn in transport loses nothing that came."""
    raw = mixed(b"\nuno", b"\ndos").replace(b"--lim--\n", b"")
    assert parse(raw).text.split() == ["uno", "dos"]


def test_lone_carriage_returns_end_lines() -> None:
    """A mail of an old Mac is read."""
    assert parse(b"Subject: hola\r\rAprobado\rya").text == "Aprobado\nya"


def test_an_mbox_line_is_skipped() -> None:
    """The separator of an mbox is no header."""
    assert parse(b"From ana@x Wed Mar  4 10:15:00 2026\nSubject: hola\n\nx").subject == "hola"


def test_hostile_structure_is_cut_off() -> None:
    """Nesting, parts and headers end at their limits, with a defect."""
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3 * MAX_DEPTH))
    assert "nesting.too_deep" in parse(nested + b"\nhola").defects
    many = parse(mixed(*[b"Content-Type: image/png\n\nx"] * (MAX_PARTS + 5)))
    assert len(many.attachments) <= MAX_PARTS
    assert "parts.too_many" in many.defects
    headers = parse(b"X-A: b\n" * (MAX_HEADERS + 5) + b"\nhola")
    assert len(headers.headers) == MAX_HEADERS
    assert (headers.text, "headers.too_many" in headers.defects) == ("hola", True)


def test_parts_of_nothing_are_looked_at_no_oftener_than_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail of millions of them costs what a mail of thousands does."""
    looked_at: list[mime.Span] = []

    def noted(span: mime.Span, defects: list[str]) -> tuple[mime.RawHeaders, mime.Span]:
        looked_at.append(span)
        return split_head(span, defects)

    monkeypatch.setattr(mime, "split_head", noted)
    empty = parse(FILES["parts_of_parts.eml"]())
    assert (empty.attachments, "parts.too_many" in empty.defects) == ((), True)
    assert len(looked_at) <= mime.MAX_PIECES + MAX_PARTS


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".eml")])
def test_hostile_mails_are_mails(name: str) -> None:
    """Each is read as well as it can be, with little said of what is wrong with it."""
    mail = parse(FILES[name]())
    assert len(mail.defects) < 10
    assert len(mail.attachments) <= MAX_PARTS
    assert len(mail.subject) <= MAX_SUBJECT


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"(" * 20_000 + b"\n\nx",
        b"".join(b"%s: %s\n" % (name, b"a" * 65_000) for name in (b"From", b"To", b"Cc", b"Reply-To") * 8) + b"\nx",
        b"Subject: " + b"=?a?q?" * 20_000 + b"\n\nx",
        b"Content-Type: text/plain" + b';a="' * 10_000 + b"\n\nx",
        b"Content-Type: text/html\n\n" + b"<div>" * 30_000,
        b"Content-Type: text/html\n\n" + b"<table><tr><td>" * 10_000,
        b"Content-Type: text/html; charset=utf-7\n\n\xff\xfe\x00",
    ],
    ids=["comments", "letters", "words", "quotes", "deep", "tables", "bytes"],
)
def test_known_traps_end(raw: bytes) -> None:
    """What makes other parsers recurse or take quadratic time is read as well as it can be."""
    assert parse(raw).size == len(raw)


LEAVES = st.lists(st.binary(max_size=200), min_size=1, max_size=4)


@given(LEAVES)
def test_the_parts_are_those_of_the_standard_library(contents: list[bytes]) -> None:
    """On well-formed mail the splitter by hand and the standard parser find the same bytes."""
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("hola")
    for content in contents:
        message.add_attachment(content, maintype="application", subtype="pdf", filename="a.pdf")
    raw = message.as_bytes()
    standard = [
        part.get_payload(decode=True)
        for part in BytesParser(policy=compat32).parsebytes(raw).walk()
        if part.get_content_type() == "application/pdf"
    ]
    assert [attachment.content for attachment in parse(raw).attachments] == standard


@given(st.binary(max_size=2_000))
def test_arbitrary_bytes_are_a_mail(raw: bytes) -> None:
    """No bytes at all raise."""
    assert parse(raw).digest == hashlib.sha256(raw).hexdigest()


@given(st.data())
def test_mutated_mails_are_mails(data: st.DataObject) -> None:
    """A good mail with bytes torn out and put in never raises, and its parts stay addressable."""
    raw = bytearray(request())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(raw)))
        raw[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    for attachment in parse(bytes(raw)).attachments:
        assert part_bytes(bytes(raw), attachment.part) == attachment.content


MIME_WORDS = st.sampled_from(
    b"From: |Date: |Content-Type: |multipart/mixed; boundary=a|multipart/alternative; boundary=b|--a|--b|--a--|\n|\r\n|"
    b"\n\n|message/rfc822|text/html|<p>|</blockquote>|=?utf-8?b?|?=|\xff|Content-Transfer-Encoding: base64|; charset=|"
    b"utf-16|filename*0*=|''%|<|>|\"|(".split(b"|")
)


@given(st.lists(MIME_WORDS, max_size=60).map(b"".join))
def test_words_of_mime_in_any_order_are_a_mail(raw: bytes) -> None:
    """Structure without sense never raises."""
    assert parse(raw).size == len(raw)
