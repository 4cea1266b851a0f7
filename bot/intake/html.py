"""HTML as the text that its reader saw: what is hidden stays hidden, table columns stay apart."""

import re
from dataclasses import dataclass
from itertools import islice

from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from lxml import etree
from lxml import html as lxml_html

from bot.intake.unseen import drop_unseen

MAX_HTML = 200_000
"""Characters that are rendered: the worst markup takes 40 ms per 10,000."""

MAX_ELEMENTS = 10_000
"""Elements that are rendered: a page of nothing but line breaks takes a second per 40,000."""

_CONTROL_RE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_EMOJI_RE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\u200d\ufe0f]{1,8}")
"""Pictures of which mail programs make images; whoever reads the mail sees them."""

_MAX_CELLS = 5_000
_MAX_TABLE = 10_000_000
_CONFIG = ParserConfig(css=CSS_PROFILES["strict"].copy(), display_images=False)
_BLOCKS = (
    "br",
    "hr",
    "table",
    "tr",
    "td",
    "th",
    *(tag for tag, style in _CONFIG.css.items() if style.display is Display.block),
)
"""Elements that begin and end a line or a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BareText:
    """What HTML says, without its layout.

    Attributes:
        text: The words that it shows, in their order.
        unclear: Whether nobody can tell which of its words it shows.
    """

    text: str
    unclear: bool


def html_text(html: str) -> str:
    """Render HTML to text.

    Args:
        html: A document or a fragment, however broken; only the first ``MAX_HTML`` characters are read.

    Returns:
        The visible text; where the markup defeats the renderer, what is left without tags. Never raises.
    """
    tree = html_tree(html)
    return "" if tree is None else tree_text(tree)


def bare_text(html: str) -> BareText:
    """The words that HTML shows; without the layout, which takes most of the time to render."""
    tree = _document(html)
    if tree is None:
        return BareText(text="", unclear=False)
    unclear = drop_unseen(tree)
    for element in tree.iter(*_BLOCKS):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return BareText(text="".join(tree.itertext()), unclear=unclear)


def html_tree(html: str) -> lxml_html.HtmlElement | None:
    """The document without what its reader does not see, or ``None`` where there is nothing."""
    tree = _document(html)
    if tree is not None:
        drop_unseen(tree)
    return tree


def _document(html: str) -> lxml_html.HtmlElement | None:
    text = _CONTROL_RE.sub("", html[:MAX_HTML])
    if not text.strip():
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    for image in tree.iter("img"):
        if _EMOJI_RE.fullmatch(alternative := image.get("alt", "")):
            image.tail = f"{alternative}{image.tail or ''}"
    for element in list(islice(tree.iter(etree.Element), MAX_ELEMENTS, None)):
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    return tree


def tree_text(tree: lxml_html.HtmlElement) -> str:
    """Render a tree to text; deep nesting is flattened rather than refused."""
    if _is_too_wide(tree):
        for element in tree.iter("table", "tr", "td", "th"):
            element.tag = "div"
    try:
        return str(Inscriptis(tree, _CONFIG).get_text())
    except RecursionError:
        return str(tree.text_content())


def _is_too_wide(tree: lxml_html.HtmlElement) -> bool:
    """Whether its tables have more cells than a page, or would be too large with every cell as wide as the widest."""
    cells = sum(1 for _ in tree.iter("td", "th"))
    widest = max((len(cell.text_content()) for cell in tree.iter("td", "th")), default=0) if cells <= _MAX_CELLS else 0
    return cells > _MAX_CELLS or widest * cells > _MAX_TABLE
