"""What of an HTML mail its reader does not see, or sees struck out: the author did not say it to them."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

_UNSEEN = frozenset(
    ("script", "style", "head", "template", "noscript", "title", "textarea", "select", "option", "s", "strike", "del")
)
_HIDDEN_RE = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|font-size:0(?![.\d]*[1-9])|font-size:(?:0?\.\d+|1)p[xt]"
    r"|opacity:0(?![.\d]*[1-9])|opacity:0?\.0|(?<![\w-])color:transparent|(?:left|text-indent):-\d{3}"
    r"|text-decoration[\w-]*:[^;]*line-through|(?<![\w-])clip:rect\(0|clip-path:inset\((?:50|100)%|scale\(0\)"
)
_SQUEEZED_RE = re.compile(r"(?<![\w-])(?:max-)?(?:height|width):0(?![.\d]*[1-9])")
_COLOR_RE = re.compile(r"(?<![\w-])color:([^;]+)")
_GROUND_RE = re.compile(r"background(?:-color)?:([^;]+)")
_WHITE_RE = re.compile(r"(?:white|#fff(?:fff)?(?![\da-f])|rgba?\(255,255,255)")
_WHITE = frozenset({"white", "#fff", "#ffffff"})
_COMMENT_RE = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE_RE = re.compile(r"\\([\da-f]{1,6})\s?", re.IGNORECASE)
_RULE_RE = re.compile(r"([^{}]{1,1000})\{([^{}]{1,4000})\}")
_NAME_RE = re.compile(r"\w*([.#][\w-]+)")
_LAST_LETTER = 0x10FFFF
_MAX_ANCESTORS = 20


def drop_unseen(tree: lxml_html.HtmlElement) -> None:
    """Take what is hidden, struck out, white on white, or no text at all out of a document."""
    names = frozenset(_hidden_names(tree))
    hides = cache(_hides)  # every cell of a table has the same style
    hidden = [
        element
        for element in tree.iter(etree.Element)
        if element.tag in _UNSEEN
        or "hidden" in element.attrib
        or (names and _is_named(element, names))
        or _is_styled_away(element, hides)
    ]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _hidden_names(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Classes (``.name``) and ids (``#name``) that a style sheet of the mail hides."""
    for sheet in tree.iter("style"):
        for selectors, body in _RULE_RE.findall(_COMMENT_RE.sub("", sheet.text or "")):
            if _hides(_plain(body)):
                yield from (found[1] for one in selectors.split(",") if (found := _NAME_RE.fullmatch(one.strip())))


def _is_named(element: lxml_html.HtmlElement, names: frozenset[str]) -> bool:
    own = (*(f".{one}" for one in element.get("class", "").split()), f"#{element.get('id', '')}")
    return not names.isdisjoint(own)


def _is_styled_away(element: lxml_html.HtmlElement, hides: Callable[[str], bool]) -> bool:
    style = _plain(element.get("style", ""))
    return hides(style) or _is_white_on_white(element, style)


def _plain(style: str) -> str:
    """A style as browsers understand it: no comments, escapes or blanks, small letters."""
    text = _ESCAPE_RE.sub(_letter, _COMMENT_RE.sub("", style)) if "\\" in style or "/*" in style else style
    return "".join(text.lower().split())


def _letter(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), _LAST_LETTER))


def _hides(style: str) -> bool:
    if not style:
        return False
    color, ground = _COLOR_RE.search(style), _GROUND_RE.search(style)
    return bool(
        _HIDDEN_RE.search(style)
        or ("overflow:hidden" in style and _SQUEEZED_RE.search(style))
        or (color and ground and color[1] == ground[1])
    )


def _is_white_on_white(element: lxml_html.HtmlElement, style: str) -> bool:
    color = _COLOR_RE.search(style)
    if not ((color and _WHITE_RE.match(color[1])) or element.get("color", "").lower() in _WHITE):
        return False
    around = (element, *islice(element.iterancestors(), _MAX_ANCESTORS))
    return not any("background" in each.get("style", "").lower() or each.get("bgcolor") for each in around)
