"""What of an HTML mail its reader does not see, or sees struck out: the author did not say it to them."""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree
from lxml import html as lxml_html

_UNSEEN = frozenset(
    (
        *("script", "style", "head", "template", "noscript", "noframes", "noembed", "title", "textarea", "select"),
        *("option", "datalist", "progress", "meter", "dialog", "iframe", "object", "video", "audio", "canvas"),
        *("svg", "math", "rp", "s", "strike", "del"),
    )
)
_HIDDEN_RE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all"
    r"|(?<![\w-])font(?:-size)?:(?:0(?![.\d]*[1-9])|[0-3]?(?:\.\d+)?(?<=\d)p[xt]|0?\.[0-3]\d*r?em|\d(?:\.\d+)?%)"
    r"|opacity:0(?![.\d]*[1-9])|opacity:0?\.0|opacity:\d%|opacity\(0|zoom:0(?![.\d]*[1-9])"
    r"|(?<![\w-])(?:-webkit-text-fill-)?color:(?:transparent|#(?:[\da-f]{6}0[\da-f]|[\da-f]{3}0)(?![\da-f]))"
    r"|(?<![\w-])color:\w+\((?:(?<=a\()[^()]*,|[^()]*/)0(?:\.0\d*)?%?\)"
    r"|(?:left|right|top|bottom|text-indent):(?:-\d{3}|\d{4}|\d{3}(?:\.\d+)?(?:v[wh]|r?em|%))"
    r"|translate[xy]?\((?:[^(),]*,)?-\d{3}"
    r"|text-decoration[a-z-]{0,20}:[^;]{0,80}line-through|(?<![\w-])clip:rect\((?:0|1p)|scale[xy]?\(0[,)]"
    r"|(?<![\w-])(?:margin|inset|translate):[^;]{0,80}-\d{3}|filter:blur\(\d\d"
    r"|clip-path:(?:inset\((?:50|100)%|circle\(0)"
)
_SHOWS_AGAIN_RE = re.compile(r"(?<![\w-])(?:color|visibility|font(?:-size)?):")
_SQUEEZED_RE = re.compile(r"(?<![\w-])(?:max-|line-)?(?:height|width):(?:0(?![.\d]*[1-9])|1p[xt])")
_CUT_RE = re.compile(r"overflow(?:-[xy])?:(?:hidden|clip)")
_COLOR_RE = re.compile(r"(?<![\w-])color:([^;!]+)")
_GROUND_RE = re.compile(r"(?<![\w-])background(?:-color)?:([^;!]+)")
_SEE_THROUGH = frozenset({"", "none", "transparent", "inherit", "initial"})
_WHITE_RE = re.compile(
    r"(?:white|snow|ghostwhite)(?!\w)|#(?:fff[\da-f]?|(?:f[8-f]){3}(?:[\da-f]{2})?)(?![\da-f])"
    r"|rgba?\((?:2(?:4[89]|5\d),?){2}2(?:4[89]|5\d)|rgba?\((?:100%,?){2}100%"
    r"|hsla?\([\d.]{1,9}[a-z]{0,4},?[\d.]{1,9}%,?(?:9[89]|100)%"
)
_COMMENT_RE = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE_RE = re.compile(r"\\([\da-f]{1,6})\s?", re.IGNORECASE)
_BEFORE_SELECTORS_RE = re.compile(r"[{;]|<!--")
_NAME_RE = re.compile(r"[.#]?[\w-]+$")
_CLEAR_RE = re.compile(r"[\w-]++(?:[.#][\w-]++)?|[.#][\w-]++")
_LONGEST_NAME = 100
_LAST_LETTER = 0x10FFFF


def drop_unseen(tree: lxml_html.HtmlElement) -> bool:
    """Take what is hidden, struck out, of the colour of its ground, or no text at all out of a document.

    Args:
        tree: The document with its style sheets, which go too.

    Returns:
        Whether nobody can tell which words of it its reader sees.
    """
    hidden, shown_again = _look(tree)
    unclear = shown_again or _hides_unclearly(tree)
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()
    return unclear


def _hides_unclearly(tree: lxml_html.HtmlElement) -> bool:
    """Whether some words are folded away, or a style sheet hides by more than one name, or gives the page's colour.

    Only a browser knows where the colour of the page ends.
    """
    return (
        next(tree.iter("details"), None) is not None
        or not all(map(_CLEAR_RE.fullmatch, _hiding_selectors(tree)))
        or any(_is_lost(_ink(style), _ground(style) or "white") for _, style in _rules(tree))
    )


def _look(tree: lxml_html.HtmlElement) -> tuple[list[lxml_html.HtmlElement], bool]:
    """The elements that are hidden, and whether one within them may show itself again."""
    endings = (_NAME_RE.search(selector[-_LONGEST_NAME:]) for selector in _hiding_selectors(tree))
    names = frozenset(found.group() for found in endings if found)
    plain, hides = cache(_plain), cache(_hides)  # every cell of a table has the same style
    grounds: dict[lxml_html.HtmlElement | None, str] = {}
    hidden: list[lxml_html.HtmlElement] = []
    faded: set[lxml_html.HtmlElement | None] = set()
    shown_again = False
    for element in tree.iter(etree.Element):
        style, parent = plain(element.get("style", "")), element.getparent()
        ground = grounds[element] = _ground(style, element.get("bgcolor", "")) or grounds.get(parent, "white")
        gone = element.tag in _UNSEEN or "hidden" in element.attrib or "display:none" in style
        if parent in faded and not gone:
            faded.add(element)
            shown_again |= "color" in element.attrib or bool(_SHOWS_AGAIN_RE.search(style))
        lost = _is_lost(_ink(style, element.get("color", "")), ground)
        if gone or lost or _is_named(element, names) or hides(style):
            hidden.append(element)
            if not gone:
                faded.add(element)
    return hidden, shown_again


def _hiding_selectors(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """By which a style sheet hides classes (``.name``), ids (``#name``) and elements."""
    for head, style in _rules(tree):
        if _hides(style):
            yield from map(str.strip, _BEFORE_SELECTORS_RE.split(head)[-1].split(","))


def _rules(tree: lxml_html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What stands before the style of every rule, and the style, wherever the document has its style sheets."""
    for sheet in tree.iter("style"):
        for rule in _COMMENT_RE.sub("", sheet.text or "").split("}"):
            head, _, style = rule.rpartition("{")
            yield head, _plain(style)


def _is_named(element: lxml_html.HtmlElement, names: frozenset[str]) -> bool:
    if not names:
        return False
    own = (element.tag, *(f".{one}" for one in element.get("class", "").split()), f"#{element.get('id', '')}")
    return not names.isdisjoint(own)


def _plain(style: str) -> str:
    """A style as browsers understand it: no comments, escapes or blanks, small letters."""
    text = _ESCAPE_RE.sub(_letter, _COMMENT_RE.sub("", style)) if "\\" in style or "/*" in style else style
    return "".join(text.lower().split())


def _letter(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), _LAST_LETTER))


def _hides(style: str) -> bool:
    return bool(style) and bool(
        _HIDDEN_RE.search(style) or (_CUT_RE.search(style) and _SQUEEZED_RE.search(style)) or _is_its_own_ground(style)
    )


def _is_its_own_ground(style: str) -> bool:
    color, ground = _COLOR_RE.search(style), _GROUND_RE.search(style)
    return bool(color and ground and color[1] == ground[1] and ground[1] not in _SEE_THROUGH)


def _ground(style: str, otherwise: str = "") -> str:
    """The colour behind an element, or ``""`` where what is behind it is seen through."""
    found = _GROUND_RE.search(style)
    ground = found[1] if found else otherwise.strip().lower()
    return "" if ground in _SEE_THROUGH else ground


def _ink(style: str, otherwise: str = "") -> str:
    found = _COLOR_RE.search(style)
    return found[1] if found else otherwise.strip().lower()


def _is_lost(ink: str, ground: str) -> bool:
    """Whether words are of the colour that is behind them."""
    return bool(ink) and (ink == ground or bool(_WHITE_RE.match(ink) and _WHITE_RE.match(ground)))
