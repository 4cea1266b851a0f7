"""What was taken for letters and is none: specks, rules, signatures."""

import re
from collections.abc import Sequence

from bot.intake.documents.placed.pieces import PageLine, Piece

_ABBREVIATION = re.compile(r"(?:[A-Z1l!|][.,]){3,}[A-Z]?[.:]*")
_LIKE_I = re.compile(r"[1l!|](?=[.,])")
_SURE, _SURE_OF_FEW, _FEW = 0.6, 0.85, 2
_SHORT_WORD = 4  # letters


def is_scrawl(pieces: Sequence[Piece]) -> bool:
    """Whether it is more likely a speck, a rule or a signature that was taken for letters."""
    text = PageLine(tuple(pieces)).text
    letters = sum(map(str.isalnum, text))
    surest = max(piece.confidence for piece in pieces)
    longest = letters if any(map(str.isdigit, text)) else max(sum(map(str.isalpha, word)) for word in text.split())
    if longest <= _FEW:
        return not letters or surest < _SURE_OF_FEW
    if any(abbreviation(piece.text) for piece in pieces):
        return False
    return surest < _SURE and letters <= _SHORT_WORD * len(pieces)


def abbreviation(text: str) -> str:
    """Letters with a stop behind each, ``C.U.!.T.:`` as ``C.U.I.T.:``; ``""`` for anything else."""
    is_one = _ABBREVIATION.fullmatch(text) and sum(map(str.isupper, text)) > 1
    return _LIKE_I.sub("I", text).replace(",", ".") if is_one else ""
