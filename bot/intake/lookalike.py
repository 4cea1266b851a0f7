"""Domains that look like the company's own and are not, as those are who want a stranger taken for a colleague.

A domain imitates another whose letters it only draws otherwise (with those of another script, or ``rn`` for ``m``),
that it differs from by a slip, whose name it bears under another ending, or that it wears before its own.
"""

import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

_ACE = "xn--"
_LONG, _SHORT = 8, 5  # letters of a name from which two slips, or one, make it look alike
_BLURRED = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("5", "s"))
_SLIPS = {_LONG: 2, _SHORT: 1}


def imitated(domain: str, own: Iterable[str]) -> str:
    """The own domain that another one imitates; ``""`` where it imitates none, or is an own one or below it.

    Args:
        domain: Of an address, in lower case, as Unicode or in its ASCII form.
        own: The company's domains, in lower case.
    """
    own = tuple(own)
    if not domain or any(domain == each or domain.endswith(f".{each}") for each in own):
        return ""
    drawn = _as_drawn(domain)
    return next((each for each in own if _imitates(drawn, each)), "")


def _imitates(drawn: str, own: str) -> bool:
    if f"{own}." in drawn or drawn == own or drawn.endswith(f".{own}"):
        return True
    name = own.partition(".")[0]
    labels = [label for label in drawn.split(".")[:-1] if label]
    allowed = next((slips for length, slips in _SLIPS.items() if len(name) >= length), -1)
    return any(_is_alike(label, name, allowed) for label in labels)


def _is_alike(label: str, name: str, allowed: int) -> bool:
    if allowed < 0:
        return False
    worn = len(name) >= _LONG and name in label.split("-")
    pairs = ((label, name), (_blurred(label), _blurred(name)))
    return worn or any(DamerauLevenshtein.distance(*pair, score_cutoff=allowed) <= allowed for pair in pairs)


def _blurred(label: str) -> str:
    """The label as it looks from afar."""
    for seen, as_ in _BLURRED:
        label = label.replace(seen, as_)
    return label


def _as_drawn(domain: str) -> str:
    """The domain in the plain letters that its own look like."""
    labels = (_decoded(label) for label in domain.split("."))
    return ".".join(label if label.isascii() else "".join(map(_plain, label)) for label in labels)


def _decoded(label: str) -> str:
    if not label.startswith(_ACE):
        return label
    try:
        return label.removeprefix(_ACE).encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _plain(letter: str) -> str:
    """The plain letter that one looks like, by its base or by Unicode's table of confusables; itself where none is."""
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFKD", letter)[0].lower()
    if base.isascii():
        return base
    from confusable_homoglyphs.confusables import confusables_data  # noqa: PLC0415 - a large table, seldom asked for

    alike = (str(one["c"]).lower() for one in confusables_data.get(letter, ()))
    return next((one for one in alike if one.isascii() and one.isalnum()), letter)
