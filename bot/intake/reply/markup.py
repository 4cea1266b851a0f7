"""HTML answers as plain ones: quoted blocks get quote marks, then the same layout rules read both."""

import quotequail
from lxml import etree
from lxml import html as lxml_html

from bot.intake.html import html_text, html_tree, tree_text

_OPEN, _CLOSE = "\ue000", "\ue001"
_MAX_HTML = 50_000
"""Characters that the second opinion may read: quotequail takes seconds for more."""

_MAX_LABELS = 300
"""Texts with a colon that the second opinion may read: for each of them quotequail reads all that follow."""


def marked_text(html: str) -> str:
    """Render HTML with ``> `` before every line of a quoted block.

    Args:
        html: The body.

    Returns:
        Its text.
    """
    tree = html_tree(html.replace(_OPEN, "").replace(_CLOSE, ""))
    if tree is None:
        return ""
    for block in list(tree.iter("blockquote")):
        if next(block.iterancestors("blockquote"), None) is None:
            _fence(block)
    inside = False
    lines: list[str] = []
    for line in tree_text(tree).split("\n"):
        opens, closes = line.rfind(_OPEN), line.rfind(_CLOSE)
        text = line.replace(_OPEN, "").replace(_CLOSE, "")
        if opens >= 0 or closes >= 0:
            inside = opens > closes
        lines.append(f"> {text}" if inside and (opens < 0) else text)
    return "\n".join(lines)


def _fence(block: lxml_html.HtmlElement) -> None:
    """Put a line with a private sign before and behind a block's content."""
    opening, closing = lxml_html.Element("div"), lxml_html.Element("div")
    opening.text, closing.text = _OPEN, _CLOSE
    opening.tail, block.text = block.text, None
    block.insert(0, opening)
    block.append(closing)


def unquoted_text(html: str) -> str | None:
    """What stands outside the quoted mail in the opinion of quotequail, which knows layouts of many programs.

    Args:
        html: The body.

    Returns:
        The text above and below the quoted mail, or ``None`` where it sees no quote.
    """
    start = html[:_MAX_HTML]
    try:
        texts = lxml_html.document_fromstring(start).itertext()
        found = quotequail.unwrap_html(start) if sum(":" in text for text in texts) <= _MAX_LABELS else None
    except (etree.LxmlError, ValueError, RecursionError, AttributeError, IndexError):
        return None
    if not found:
        return None
    return "\n\n".join(html_text(found[key]) for key in ("html_top", "html_bottom") if key in found)
