"""What somebody attached to their approval: a signed copy of what they approve, or something that may change it."""

from bot.core import events as e
from bot.core.case import Case, Piece
from bot.core.decide.papers import changed_facts, is_page, of_another, opens, other_memo
from bot.core.decide.situation import Situation
from bot.core.events import Mistaken
from bot.core.intent import Answer


def puzzling(situation: Situation, case: Case, intent: Answer) -> tuple[Mistaken, ...]:
    """The files with which a yes may mean something else than what was asked: all but signed copies of it."""
    signed = _signed_copies(situation, case, intent)
    files = (one for one in situation.attached if one not in signed)
    found = (
        Mistaken(
            file=one.filename,
            role=one.document.role or "",
            other=of_another(situation, one, case) or other_memo(one, case),
        )
        for one in files
    )
    return tuple(dict.fromkeys(found))


def signed_in(situation: Situation, case: Case, intent: Answer) -> tuple[e.PapersAdded, ...]:
    """Signed copies are kept, and go with the documents."""
    pieces = _signed_copies(situation, case, intent)
    added = e.PapersAdded(
        at=situation.now, by=intent.person, mail=intent.mail, kind=e.PaperKind.SIGNED, pieces=pieces, note=intent.text
    )
    return (added,) if pieces else ()


def _signed_copies(situation: Situation, case: Case, intent: Answer) -> tuple[Piece, ...]:
    """Of what is signed on paper, pages that say what was asked about, or that nobody could read and are called signed.

    On paper is signed what a step expects with a stamp: ``memorando``, of which it wants ``memorando_sellado``.
    """
    if changed_facts(situation, case):
        return ()
    stamped = [name for step in situation.process.steps for name in step.expects]
    on_paper = {rule.name for rule in situation.process.documents if any(one.startswith(rule.name) for one in stamped)}

    def is_copy(piece: Piece) -> bool:
        if not is_page(piece) or not opens(piece) or other_memo(piece, case):
            return False
        if not piece.was_read:
            return intent.signs
        return piece.role in on_paper and bool(piece.document.fields) and not of_another(situation, piece, case)

    return tuple(piece for piece in situation.attached if is_copy(piece))
