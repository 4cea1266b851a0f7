"""HTML as the text that its reader saw: what is hidden stays hidden, table columns stay apart."""

import re
from itertools import islice

from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from lxml import etree
from lxml import html as lxml_html

MAX_HTML = 200_000
"""Characters that are rendered: the worst markup takes 40 ms per 10,000."""

_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "title"})
_CONTROL_RE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_HIDDEN_RE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|font-size\s*:\s*(?:0?\.\d+|1)\s*p[xt]|opacity\s*:\s*0?\.0|(?<![\w-])color\s*:\s*transparent|(?:left|text-indent)\s*:\s*-\d{3}",
    re.IGNORECASE,
)
_WHITE_RE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:white|#fff(?:fff)?(?![\da-f])|rgba?\(\s*255\s*,\s*255\s*,\s*255)", re.IGNORECASE
)
_WHITE = frozenset({"white", "#fff", "#ffffff"})
_MAX_ANCESTORS = 20
_MAX_TABLE = 10_000_000
_CONFIG = ParserConfig(css=CSS_PROFILES["strict"].copy(), display_images=False)


def html_text(html: str) -> str:
    """Render HTML to text.

    Args:
        html: A document or a fragment, however broken; only the first ``MAX_HTML`` characters are read.

    Returns:
        The visible text; where the markup defeats the renderer, what is left without tags. Never raises.
    """
    tree = html_tree(html)
    return "" if tree is None else tree_text(tree)


def html_tree(html: str) -> lxml_html.HtmlElement | None:
    """The document without what its reader does not see, or ``None`` where there is nothing."""
    text = _CONTROL_RE.sub("", html[:MAX_HTML])
    if not text.strip():
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    _drop_unseen(tree)
    return tree


def _drop_unseen(tree: lxml_html.HtmlElement) -> None:
    hidden = [
        element
        for element in tree.iter(etree.Element)
        if element.tag in _UNSEEN
        or "hidden" in element.attrib
        or _HIDDEN_RE.search(element.get("style", ""))
        or _is_white_on_white(element)
    ]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _is_white_on_white(element: lxml_html.HtmlElement) -> bool:
    if not (_WHITE_RE.search(element.get("style", "")) or element.get("color", "").lower() in _WHITE):
        return False
    around = (element, *islice(element.iterancestors(), _MAX_ANCESTORS))
    return not any("background" in each.get("style", "").lower() or each.get("bgcolor") for each in around)


def tree_text(tree: lxml_html.HtmlElement) -> str:
    """Render a tree to text; deep nesting is flattened rather than refused."""
    if _table_characters(tree) > _MAX_TABLE:
        for element in tree.iter("table", "tr", "td", "th"):
            element.tag = "div"
    try:
        return str(Inscriptis(tree, _CONFIG).get_text())
    except RecursionError:
        return str(tree.text_content())


def _table_characters(tree: lxml_html.HtmlElement) -> int:
    """At most how many characters the tables take when every cell is as wide as the widest."""
    widest = max((len(cell.text_content()) for cell in tree.iter("td", "th")), default=0)
    return widest * sum(1 for _ in tree.iter("td", "th"))
