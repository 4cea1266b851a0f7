"""A mail in the thread of a case: what its author means by it."""

from datetime import date

from bot.core.case import Case
from bot.core.company import DOUBTS_ROLE
from bot.core.decide.foretelling import filing_step
from bot.core.decide.supplying import BEFORE_APPROVAL, rests_on_reading
from bot.core.decide.withdrawing import is_known, speaks_for_branch
from bot.core.intent import (
    FILING_NUMBER,
    Comment,
    Elsewhere,
    Filing,
    GoOn,
    Inquire,
    Intent,
    Stage,
    Supply,
    Verdict,
    Wish,
    Withdraw,
)
from bot.core.process import Ask, Process, State
from bot.core.request import Question, Request
from bot.intake.documents.sorting.roles import named_in
from bot.intake.reply import NewText, new_text
from bot.intake.verdict import (
    asks_how_it_goes,
    asks_to_wait,
    beyond_signature,
    corrects,
    judge_filing,
    says_attached,
    wants_it_after_all,
    wishes,
    without_number,
)
from bot.service.addressees import direct_to, is_aside
from bot.service.answer_mail import is_polite, names_of, new_invoice_key, promises, read_answer, read_filing
from bot.service.app import App
from bot.service.beside import note_of
from bot.service.dossier import identifiers_of, received, sort_out, sort_scans
from bot.service.early_filing import filed_early, without_copies
from bot.service.elsewhere import asked_of_another, other_case
from bot.service.incoming import Incoming
from bot.service.other_request import other_request
from bot.service.ports import Record
from bot.service.recording import decided, finished
from bot.service.retitling import retitled
from bot.service.situation import process_of, situation_of
from bot.service.thread import Thread, texts_sent
from bot.service.turn import Turn

CONTESTS = frozenset({Wish.MISREAD, Wish.NO_BETTER, Wish.RECONSIDER})
"""What the words of a branch may say of documents that were misread."""


def is_party(person: str, case: Case, thread: Thread, app: App, today: date) -> bool:
    """Whether a mail of this person can belong to the case: a number in a subject alone admits nobody."""
    company = app.rules.company
    return (
        person == case.requester
        or thread.carrier is not None
        or any(request.person == person for request in case.requests)
        or company.coordinates(person, case.branch, today)
        or person in company.holders(DOUBTS_ROLE, case.branch)
        or _was_told(person, case, thread, app)
    )


def _was_told(person: str, case: Case, thread: Thread, app: App) -> bool:
    """Whether somebody of the roster answers a mail about the case that we sent them, such as a call for help."""
    if app.rules.company.person(person) is None:
        return False
    answered = (mail for one in thread.answered if (mail := app.ledger.outbound(one)))
    return any(mail.case == case.number and person in (*mail.send.to, *mail.send.cc) for mail in answered)


def converse(incoming: Incoming, thread: Thread, case: Case, app: App) -> Record:
    """What a mail of a party does to the case."""
    process = process_of(case, app)
    words = _words(incoming, thread, case, app)
    spoken = app.language.documents
    if _scans(incoming.author, case, process):
        documents = sort_scans(incoming.documents(), process, spoken, case)
    else:
        named = named_in(words.text, spoken, surely=True) if words.separable else ()
        documents = sort_out(incoming.documents(), process, spoken, case, named)
        other = other_request(incoming, documents, words.text, case, app)
        if other is not None:
            return other
    early = filed_early(incoming, documents, words, case, app)
    dossier = received(without_copies(documents, case, process) if early else documents, incoming.mail.digest)
    own = words.text if words.separable else ""
    title = retitled(incoming, case, app, own)
    situation = situation_of(incoming, case, dossier, app, title=title, words=own)
    turn = Turn(incoming=incoming, thread=thread, words=words, case=case, situation=situation, early=early)
    return finished(incoming, decided(app, situation, case, _recognise(turn, app)))


def _words(incoming: Incoming, thread: Thread, case: Case, app: App) -> NewText:
    """What its author wrote; no yes may ignore what stands below their name and is no signature."""
    found = new_text(incoming.mail, app.language.forms, texts_sent(thread, incoming.author, app))
    return found.beside(beyond_signature(found.below, app.language.lexicon, identifiers_of(case), names_of(case, app)))


def _scans(person: str, case: Case, process: Process) -> bool:
    """Whether somebody was asked to scan."""
    asked = (process.step(request.step) for request in case.requests if request.person == person)
    return any(step.stage is Stage.DIGITIZATION for step in asked)


def _recognise(turn: Turn, app: App) -> Intent:
    """Answer, documents, withdrawal or remark: told by who was asked what, then by what came, then by the words."""
    words, lexicon = turn.words, app.language.lexicon
    spoken = turn.incoming.spoken(words.text)
    if not is_known(turn.situation, turn.case, turn.incoming.author):
        files = tuple(one.filename for one in turn.incoming.documents() if one.filename)
        return Comment(**spoken, courtesy=not files and is_polite(turn, app), files=files)
    wished = wishes(words.text, lexicon) if words.separable else frozenset[Wish]()
    if _asks_how_it_goes(turn, app):
        return Inquire(**spoken)
    for_branch = speaks_for_branch(turn.situation, turn.case, turn.incoming.author)
    if for_branch and not turn.situation.received:
        changed = _changed_mind(turn, wished, app)
        if changed is not None:
            return changed
    brings = turn.situation.received or turn.situation.unplaced or (for_branch and turn.situation.extras)
    supplies = bool(brings) or Wish.RECONSIDER in wished or (for_branch and turn.situation.title is not None)
    contests = for_branch and not CONTESTS.isdisjoint(wished) and rests_on_reading(turn.situation)
    supplies = supplies or contests
    mending = supplies and for_branch and _mends(turn)
    remarks = _answers_no_question(turn) and not supplies
    if turn.asked is not None and not (mending or remarks or _came_in_copy(turn, turn.asked)):
        return read_answer(turn, turn.asked, wished, app)
    filed = (Filing() if turn.early else _filed_unasked(turn, app)) if for_branch else None
    if supplies or filed is not None:
        reconsider = Wish.RECONSIDER in wished
        note = note_of(words.text, turn.situation.facts, app, turn.case.subject, turn.case.requester_name)
        waits = _waits(turn, app)
        return Supply(
            **spoken,
            reconsider=reconsider,
            carrier=turn.thread.carrier,
            filed=filed,
            note=note,
            waits=waits,
            contests=contests,
        )
    awaited = turn.case.wanted or turn.case.state in (State.RETURNED, State.AWAITING_DIGITIZATION)
    if for_branch and awaited and says_attached(words.text, lexicon) and Wish.NO_BETTER not in wished:
        return Supply(**spoken, carrier=turn.thread.carrier)
    patient = for_branch and promises(turn, app)
    return Comment(
        **spoken,
        courtesy=patient or is_polite(turn, app),
        aside=is_aside(turn.incoming, app),
        direct_to=direct_to(turn.incoming, app),
        no_better=Wish.NO_BETTER in wished,
        goes_on=for_branch and _had_asked_to_wait(turn, app) and _wants_it(turn, app),
    )


def _asks_how_it_goes(turn: Turn, app: App) -> bool:
    """Whether a mail only asks how the case is getting on."""
    brought = turn.situation.received or turn.situation.unplaced or turn.situation.extras or turn.situation.broken
    if brought or not turn.words.separable:
        return False
    lexicon = app.language.lexicon
    return asks_how_it_goes(turn.words.text, lexicon, identifiers_of(turn.case), names_of(turn.case, app))


def _changed_mind(turn: Turn, wished: frozenset[Wish], app: App) -> Intent | None:
    """A withdrawal, one that is taken back, or either of another case, which words of a second look may be too."""
    spoken = turn.incoming.spoken(turn.words.text)
    waits = turn.case.waits and turn.case.state in (State.INCOMPLETE, State.CLOSED)
    stopped = waits or bool(turn.case.withdrawal)
    if stopped and _wants_it(turn, app):
        return asked_of_another(turn, app) or GoOn(**spoken)
    if Wish.WITHDRAW in wished:
        return asked_of_another(turn, app) or Withdraw(**spoken)
    if Wish.RECONSIDER in wished and (other := other_case(turn, app)):
        return Elsewhere(**spoken, number=other)
    return None


def _waits(turn: Turn, app: App) -> bool | None:
    """Whether words beside documents ask to wait with the case, or no longer to; ``None`` where they say neither."""
    if not turn.words.separable:
        return None
    if asks_to_wait(turn.words.text, app.language.lexicon):
        return True
    return False if _wants_it(turn, app) else None


def _had_asked_to_wait(turn: Turn, app: App) -> bool:
    """Whether its author had written that it should wait, which was passed on and stopped nothing."""
    mine = (one.words for one in turn.case.remarks if one.person == turn.incoming.author)
    return any(asks_to_wait(words, app.language.lexicon) for words in mine)


def _wants_it(turn: Turn, app: App) -> bool:
    """Whether the words say that the request is wanted, after all."""
    own, names = identifiers_of(turn.case), names_of(turn.case, app)
    return turn.words.separable and wants_it_after_all(turn.words.text, app.language.lexicon, own, names)


def _mends(turn: Turn) -> bool:
    """Whether what the branch sends now can only mend the request: it is not approved, and nothing else is asked."""
    if turn.case.state is State.RETURNED:
        return True
    unapproved = turn.case.state is State.INCOMPLETE or turn.case.state in BEFORE_APPROVAL
    return unapproved and turn.asked is not None and not turn.asked.is_open


def _answers_no_question(turn: Turn) -> bool:
    """Whether somebody who is told to wait for the answer about a withdrawal writes without answering what they owe."""
    asked = {request.person for request in turn.case.withdrawal}
    return bool(asked) and turn.thread.carrier is None and turn.incoming.author not in asked


def _filed_unasked(turn: Turn, app: App) -> Filing | None:
    """Number and day, where the words say that it is filed before, or beside, the one who is asked about it."""
    lexicon, text, copy_came = app.language.lexicon, turn.words.text, bool(turn.situation.received)
    waits = turn.case.state in (State.AWAITING_DIGITIZATION, State.AWAITING_FILING)
    if not waits or not turn.words.separable:
        return None
    rest, own = without_number(text, lexicon), identifiers_of(turn.case) | new_invoice_key(turn, app)
    said = judge_filing(rest, lexicon, own, names_of(turn.case, app), copy_came=copy_came)
    step = filing_step(turn.situation, turn.case)
    told = read_filing(turn, step, app) if step else Filing()
    is_begun = FILING_NUMBER in turn.case.values
    is_filed = said.verdict is Verdict.DONE and (copy_came or told.number or (told.day and is_begun))
    mends = said.verdict is Verdict.UNCLEAR and not said.is_of_another and corrects(text, lexicon)
    is_mended = mends and told.number and is_begun
    return told if is_filed or is_mended else None


def _came_in_copy(turn: Turn, asked: Request) -> bool:
    """Whether a coordinator answers a mail that asks somebody else for work, and only informs them.

    A request to approve is no such mail: whoever answers that means to decide.
    """
    person = turn.incoming.author
    if turn.case.own_request(asked, person) or not speaks_for_branch(turn.situation, turn.case, person):
        return False
    return asked.question is Question.STEP and turn.situation.process.step(asked.step).ask is not Ask.APPROVE
