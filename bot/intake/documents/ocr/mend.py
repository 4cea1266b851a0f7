"""Misreadings that the page itself gives away, put right before anything is looked up in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.intake.documents.ocr.pieces import PageLine, Piece
from bot.intake.documents.text import plain
from bot.intake.documents.words import Phrases

_NO_WORD = re.compile(r"[€«»£&][:;.]?|[áé8][:;]")
_SELDOM_A_WORD = re.compile(r"[$68áéae]:?")
"""What Tesseract's Spanish model, which hardly knows the sign, reads for a lone ``&``."""

_STROKE_AHEAD = re.compile(r"[-\u2010-\u2015]\w*\d\w*[.,]?")
_STROKE_BEHIND = re.compile(r"\w+[-\u2010-\u2015]")
_SURE, _SURE_OF_FEW, _FEW = 0.6, 0.85, 2
_SHORT_WORD = 4  # letters


def is_scrawl(pieces: Sequence[Piece]) -> bool:
    """Whether it is more likely a speck, a rule or a signature that was taken for letters."""
    letters = sum(map(str.isalnum, PageLine(tuple(pieces)).text))
    surest = max(piece.confidence for piece in pieces)
    if letters <= _FEW:
        return not letters or surest < _SURE_OF_FEW
    return surest < _SURE and letters <= _SHORT_WORD * len(pieces)


def mended(lines: Iterable[PageLine], company_endings: Phrases) -> tuple[PageLine, ...]:
    """The lines with numbers in one piece and with the ``&`` of companies' names."""
    return tuple(PageLine(_with_ampersands(_joined(line.pieces), company_endings)) for line in lines)


def _joined(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A number that was torn apart at a hyphen: ``2026 -00340``."""
    joined = list(pieces[:1])
    for piece in pieces[1:]:
        before = joined[-1]
        if _are_torn(before.text, piece.text):
            confidence = min(before.confidence, piece.confidence)
            joined[-1] = replace(
                before, text=before.text + piece.text, confidence=confidence, right=max(before.right, piece.right)
            )
        else:
            joined.append(piece)
    return tuple(joined)


def _are_torn(one: str, other: str) -> bool:
    if _STROKE_AHEAD.fullmatch(other):
        return one[-1:].isalnum()
    return _STROKE_BEHIND.fullmatch(one) is not None and other[:1].isdigit()


def _with_ampersands(pieces: tuple[Piece, ...], company_endings: Phrases) -> tuple[Piece, ...]:
    """A lone sign between two words is the ``&`` that joins them."""
    return tuple(
        replace(piece, text="&", confidence=pieces[index + 1].confidence)
        if 0 < index < len(pieces) - 1 and _joins(piece.text, pieces[index + 1].text, company_endings)
        else piece
        for index, piece in enumerate(pieces)
    )


def _joins(sign: str, following: str, company_endings: Phrases) -> bool:
    if _NO_WORD.fullmatch(sign):
        return following[:1].isalpha()
    return _SELDOM_A_WORD.fullmatch(sign) is not None and company_endings.opens(plain(following))
