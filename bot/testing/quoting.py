"""What mail programs do to the mail that they quote: HTML flattened to text, lines wrapped and marked."""

import html as html_escapes
import re
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from html import escape

from bot.testing.facts import BOGOTA

HIDDEN = re.compile(r"<(head|style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)
CELLS = re.compile(r"</t[dh]>\s*<t[dh]\b[^>]*>", re.IGNORECASE)
ROWS = re.compile(r"</tr>\s*<tr\b[^>]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
BLOCK = re.compile(r"</(p|div|table|h[1-6]|ul|li)>\s*", re.IGNORECASE)
BOLD = re.compile(r"</?(b|strong)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """How a program writes HTML as text: what separates cells and rows, what marks bold, where lines wrap."""

    cell: str
    row: str
    bold: str = ""
    width: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The mail that is answered, as a program shows it above the quote. ``html`` is the inside of its body."""

    name: str
    email: str
    to: str
    to_name: str
    to_email: str
    subject: str
    sent: datetime
    message_id: str
    references: tuple[str, ...]
    reply_to: str
    text: str
    html: str


def read_original(raw: bytes, flat: Flat | None = None) -> Original:
    """Read the mail to be answered; ``flat`` says how its HTML is quoted as text, else its own text is."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    name, email = parseaddr(str(message["From"]))
    to = str(message["To"])
    to_name, to_email = parseaddr(to)
    plain, html = _content(message, "plain"), _content(message, "html")
    inside = inner(html) if html else "\n".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line)
    return Original(
        name=name or email,
        email=email,
        to=to,
        to_name=to_name or to_email,
        to_email=to_email,
        subject=str(message["Subject"]),
        sent=message["Date"].datetime.astimezone(BOGOTA),
        message_id=str(message["Message-ID"]).strip("<>"),
        references=tuple(reference.strip("<>") for reference in str(message.get("References", "")).split()),
        reply_to=str(message.get("Reply-To", message["From"])),
        text=wrapped(flattened(html, flat) if html and flat else plain.strip(), flat.width if flat else None),
        html=inside,
    )


def inner(html: str) -> str:
    """What stands between the body's tags."""
    found = BODY.search(html)
    return (found.group(1) if found else HIDDEN.sub("", html)).strip()


def flattened(html: str, flat: Flat) -> str:
    """The text that a program makes of HTML for its plain alternative."""
    text = re.sub(r"\s*\n\s*", " ", HIDDEN.sub("", html))
    text = ROWS.sub(flat.row, CELLS.sub(flat.cell, text))
    text = BLOCK.sub("\n\n", BREAK.sub("\n", text))
    text = TAG.sub("", BOLD.sub(flat.bold, text))
    text = html_escapes.unescape(text).replace("\xa0", " ")
    lines = (line.strip(" ") for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def wrapped(text: str, width: int | None) -> str:
    """Lines cut at a width, as programs do that still write for terminals; ``None`` leaves them."""
    if width is None:
        return text
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, replace_whitespace=False, expand_tabs=False)) for line in text.splitlines()
    )


def quoted(text: str, blank: str = ">") -> str:
    """Each line behind a mark; ``blank`` is what an empty line becomes."""
    return "\n".join(f"> {line}" if line else blank for line in text.splitlines())


def _content(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()).replace("\r\n", "\n") if isinstance(part, EmailMessage) else ""
