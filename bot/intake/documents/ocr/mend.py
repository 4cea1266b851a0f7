"""Misreadings that the page itself gives away, put right before anything is looked up in it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz.distance import OSA

from bot.intake.documents.placed.pieces import PageLine, Piece
from bot.intake.documents.placed.scrawl import abbreviation
from bot.intake.documents.text import fold, plain
from bot.intake.documents.words import DocumentWords, Phrases

_NO_WORD = re.compile(r"[€«»£&][:;.]?|[áé84][:;]")
_SELDOM_A_WORD = re.compile(r"[$68áéae]:?")
"""What Tesseract's Spanish model, which hardly knows the sign, reads for a lone ``&``."""

_STROKE_AHEAD = re.compile(r"[-\u2010-\u2015]\w*\d\w*[.,]?")
_STROKE_BEHIND = re.compile(r"\w+[-\u2010-\u2015]")
_POINT_AHEAD = re.compile(r"(?:[.,]\d{3})+(?:[.,]\d{2})?")
_EIGHT = re.compile(r"(?<=\d)&(?=\d)")
_DOUBLED = re.compile(r"(?<=\d)[.,]{2,}(?=\d)")
_RAISED = re.compile(r"(?<!\S)N(?:\.[*%?'\"2\u2018-\u201f]|[*%?'\"\u2018-\u201f]{1,2})(?=[.:]?(?!\S))")
_RAISED_TWO = "N2"
_TAX_ID = re.compile(r"\b\d{1,3}(?:[.,]\d{3})+-\d\b")  # no amount has a hyphen behind it
_DIGITS_LIKE_LETTERS = str.maketrans("1890", "ibbo")
_SLIPS = 2
_LONG_WORD = 7  # letters: none that differs by two of them is another word of office letters


def in_one_writing(piece: Piece) -> Piece:
    """A number whose separators are of one kind, as nobody but an engine mixes or doubles them: ``999,012.345-2``.

    The raised letter of ``N°``, which engines take for a star or a two, is one, and so is the ``I`` of ``C.U.I.T.``,
    which they take for a stroke.
    """
    text = _RAISED.sub("N°", _DOUBLED.sub(lambda found: found[0][0], _EIGHT.sub("8", piece.text)))
    text = abbreviation(text) or text
    return replace(piece, text=_TAX_ID.sub(lambda found: found[0].replace(",", "."), text))


def mended(lines: Iterable[PageLine], words: DocumentWords) -> tuple[PageLine, ...]:
    """The lines with numbers in one piece, with the ``&`` of companies' names, and with the word of a stamp."""
    whole = (_joined(line.pieces) for line in lines)
    joined = (PageLine(_with_ampersands(pieces, words.company_endings)) for pieces in whole)
    return tuple(_stamped(line, words.phrases["received"]) for line in joined)


def _joined(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A number torn apart at a hyphen or a point: ``2026 -00340``, ``1 .390.800``; before one, ``N2`` is ``N°``."""
    joined = list(pieces[:1])
    for piece in pieces[1:]:
        before = joined[-1]
        if before.text == _RAISED_TWO and _has_digit(piece.text):
            joined[-1] = before = replace(before, text="N°")
        if _are_torn(before.text, piece.text):
            confidence = min(before.confidence, piece.confidence)
            joined[-1] = replace(
                before, text=before.text + piece.text, confidence=confidence, right=max(before.right, piece.right)
            )
        else:
            joined.append(piece)
    return tuple(joined)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _stamped(line: PageLine, received: Phrases) -> PageLine:
    """A line that is one word, or one and a day, and nearly that of a received stamp, which lies crooked, is that."""
    first, *others = line.pieces
    written, _, rest = line.text.partition(" ")
    word = fold(written).translate(_DIGITS_LIKE_LETTERS)
    if any(map(str.isalpha, rest)) or len(word) < _LONG_WORD or received.whole(fold(written)):
        return line
    nearest = min(received.terms, key=lambda term: OSA.distance(word, term))
    if OSA.distance(word, nearest) > _SLIPS:
        return line
    return PageLine((replace(first, text=first.text.replace(written, nearest.upper(), 1)), *others))


def _are_torn(one: str, other: str) -> bool:
    if _STROKE_AHEAD.fullmatch(other):
        return one[-1:].isalnum()
    if _POINT_AHEAD.fullmatch(other):
        return one[-1:].isdigit()
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
