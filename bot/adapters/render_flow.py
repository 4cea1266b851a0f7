"""Running text: what stands between two blank lines of a template is a paragraph, unless it is laid out already.

Laid out is, as plain text, what begins with two spaces, and as HTML what begins with a tag. Values cannot pretend to
be either: as HTML they are escaped, and as text they only ever stand inside a sentence.
"""

import re
from typing import TypeVar

from markupsafe import Markup, escape

Words = TypeVar("Words", str, Markup)

WIDTH = 76
"""Of a line of plain text: quoted-printable breaks after 76 characters, and so no program breaks it a second time."""

BLANK_LINES = re.compile(r"\n[ \t]*\n")
PARAGRAPH = '<p style="margin:0 0 14px 0">'


def flow_text(body: str) -> str:
    """The paragraphs wrapped, one blank line between them."""
    return "\n\n".join(chunk if chunk.startswith("  ") else hang(chunk) for chunk in _chunks(body))


def flow_html(body: Markup) -> Markup:
    """The paragraphs marked up."""
    chunks = (str(chunk) for chunk in _chunks(body))
    marked = "\n".join(c if c.startswith("<") else f"{PARAGRAPH}{one_line(c)}</p>" for c in chunks)
    return Markup(marked)  # noqa: S704 - escaped by its template, value by value


def hang(text: str, lead: str = "", indent: int = 0) -> str:
    """The text wrapped behind a lead such as ``  1. ``, later lines indented; words and amounts are never broken."""
    first, *words = one_line(text).replace("$ ", "$\N{NO-BREAK SPACE}").split(" ")
    lines, line = [], lead + first
    for word in words:
        if len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = " " * indent + word
        else:
            line = f"{line} {word}"
    return "\n".join((*lines, line)).replace("\N{NO-BREAK SPACE}", " ").rstrip()


def one_line(text: Words) -> Words:
    """The text with single spaces and no line breaks; what was escaped stays so."""
    return type(text)(" ".join(text.split()))


def lines(text: str) -> Markup:
    """A text of several lines as HTML."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _chunks(body: str) -> list[str]:
    return [chunk.strip("\n").rstrip() for chunk in BLANK_LINES.split(body) if chunk.strip()]
