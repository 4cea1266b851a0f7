"""The documents of a case as events bring them: the current set, what came beside it, and what came later."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core import events as e
from bot.core.case import Case, Piece
from bot.core.mail import unique


def with_documents(case: Case, event: e.DocumentsReceived) -> Case:
    """The documents and what came beside them; a file that is a document now is no extra any more."""
    changed = unique((*case.changed, *(piece.role for piece in event.pieces))) if case.round > 1 else ()
    placed = {digest for piece in event.pieces for digest in piece.digests}
    return replace(
        case,
        pieces=merge(case.pieces, map(_placed, event.pieces)),
        extras=tuple(one for one in _with_extras(case, event.extras).extras if one.sha256 not in placed),
        changed=changed,
        notes=unique(note for note in (*case.notes, event.note) if note),
        waits=case.waits if event.waits is None else event.waits,
        asked_again=_still_asked(case, event.pieces),
    )


def _with_extras(case: Case, extras: tuple[Piece, ...]) -> Case:
    by_content = {piece.sha256: piece for piece in (*case.extras, *map(_placed, extras))}
    return replace(case, extras=tuple(by_content.values()))


def with_papers(case: Case, event: e.PapersAdded) -> Case:
    """Papers that change nothing in the set of documents."""
    if event.kind is e.PaperKind.EXTRA:
        return _with_extras(case, event.pieces)
    placed = tuple(map(_placed, event.pieces))
    scans = placed if event.kind is e.PaperKind.SCAN else ()
    signed = placed if event.kind is e.PaperKind.SIGNED else ()
    better = placed if event.kind is e.PaperKind.BETTER_COPY else ()
    return replace(
        case,
        papers=(*case.papers, *placed),
        scans=(*case.scans, *scans),
        signed=(*case.signed, *signed),
        asked_again=_still_asked(case, better),
    )


def with_part(case: Case, event: e.PartTold) -> Case:
    """What came for a step that is not done yet, and the values with it."""
    placed = tuple(map(_placed, event.pieces))
    return replace(
        case,
        papers=(*case.papers, *placed),
        kept=(*case.kept, *placed),
        values={**case.values, **event.values},
    )


def _still_asked(case: Case, came: Iterable[Piece]) -> tuple[str, ...]:
    here = {piece.role for piece in came}
    return tuple(role for role in case.asked_again if role not in here)


def _placed(piece: Piece) -> Piece:
    """As the case holds it: what was read in it stays in the event, and what counts of that is in ``facts``."""
    return replace(piece, document=replace(piece.document, fields={}, likeness={}))


def merge(pieces: Iterable[Piece], newer: Iterable[Piece]) -> tuple[Piece, ...]:
    """One piece per role, the newer one where both hold it."""
    return tuple({piece.role: piece for piece in (*pieces, *newer)}.values())
