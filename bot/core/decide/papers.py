"""What came with an answer after the approval: whether it is what was asked for, and what is still missing."""

from bot.core.case import Case, Mistaken, Piece
from bot.core.decide.situation import Situation
from bot.core.document import Damage, TextSource
from bot.core.process import Step

RECOGNISED = 0.5
"""How much a text must look like a document before it is taken for it against its sender's word."""


def mistaken_proofs(situation: Situation, case: Case, step: Step) -> tuple[Mistaken, ...]:
    """Files that cannot be what a step expects, each with what it is instead.

    What is expected is one of the documents, printed, stamped and scanned: ``memorando_sellado`` is a page that reads
    as ``memorando``, or that nobody could read.
    """
    on_record = {piece.sha256: piece.role for piece in case.pieces}
    files = tuple(
        Mistaken(file=piece.filename, role=on_record.get(piece.sha256) or _looks_like(piece))
        for piece in situation.received
        if piece.sha256 in on_record or not _may_be(piece, step)
    )
    return files if len(files) == len(situation.received) else ()


def _may_be(piece: Piece, step: Step) -> bool:
    document = piece.document
    if document.text_source is TextSource.CELLS or document.damage not in (None, Damage.TOO_COMPLEX):
        return False
    likest = _looks_like(piece)
    return not likest or any(name.startswith(likest) for name in step.expects)


def _looks_like(piece: Piece) -> str:
    """The document that a file is by its own words, or ``""``."""
    likeness = piece.document.likeness
    role = max(likeness, key=lambda name: likeness[name], default="")
    return role if role and likeness[role] >= RECOGNISED else ""
