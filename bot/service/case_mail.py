"""A mail in the thread of a case: what its author means by it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.core.case import Case, Question, Request
from bot.core.company import DOUBTS_ROLE
from bot.core.decide import Situation
from bot.core.decide.foretelling import filing_step
from bot.core.decide.papers import mistaken_proofs
from bot.core.decide.supplying import BEFORE_APPROVAL
from bot.core.decide.withdrawing import speaks_for_branch
from bot.core.identifiers import identifier_key
from bot.core.intent import Answer, Comment, Filing, Intent, Open, Stage, Supply, Verdict, Wish, Withdraw
from bot.core.process import Ask, Process, State, Step
from bot.intake.documents.roles import named_in
from bot.intake.reply import NewText, new_text
from bot.intake.verdict import (
    Judgement,
    announced_invoice,
    corrects,
    filing,
    invoice_number,
    is_courtesy,
    is_covering_note,
    is_promise,
    judge,
    judge_change,
    judge_filing,
    judge_withdrawal,
    stamp,
    wishes,
    without_number,
)
from bot.service.app import App
from bot.service.dossier import Dossier, facts_of, invoice_of, received, sort_out, sort_scans
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import decided, finished
from bot.service.request_mail import open_new
from bot.service.situation import process_of, situation_of
from bot.service.stray_mail import may_open
from bot.service.thread import Thread, texts_sent

FILED_UNDER = "numero_radicacion"


def is_party(person: str, case: Case, thread: Thread, app: App, today: date) -> bool:
    """Whether a mail of this person can belong to the case: a number in a subject alone admits nobody."""
    company = app.rules.company
    return (
        person == case.requester
        or thread.carrier is not None
        or any(request.person == person for request in case.requests)
        or company.coordinates(person, case.branch, today)
        or person in company.holders(DOUBTS_ROLE, case.branch)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One mail of a party in its case: what a reader must know to say what it means."""

    incoming: Incoming
    thread: Thread
    words: NewText
    case: Case
    situation: Situation

    @property
    def asked(self) -> Request | None:
        """The request that it answers: the one whose secret it carries, else the last one asked of its author."""
        carried = self.case.request(self.thread.carrier) if self.thread.carrier else None
        own = [request for request in self.case.requests if request.person == self.incoming.author]
        waiting = [request for request in own if request.is_open]
        return carried or next(reversed(waiting or own), None)


def converse(incoming: Incoming, thread: Thread, case: Case, app: App) -> Record:
    """What a mail of a party does to the case."""
    process = process_of(case, app)
    words = new_text(incoming.mail, app.language.forms, texts_sent(thread, incoming.author, app))
    spoken = app.language.documents
    if _scans(incoming.author, case, process):
        documents = sort_scans(incoming.documents(), process, spoken, case)
    else:
        named = named_in(words.text, spoken, surely=True) if words.separable else ()
        documents = sort_out(incoming.documents(), process, spoken, case, named)
    dossier = received(documents, incoming.mail.digest)
    other = _another_request(incoming, case, process, dossier, app)
    if other is not None:
        return open_new(incoming, process, other, dossier, app)
    situation = situation_of(incoming, case, dossier, app)
    turn = Turn(incoming=incoming, thread=thread, words=words, case=case, situation=situation)
    return finished(incoming, decided(app, situation, case, _recognise(turn, app)))


def _scans(person: str, case: Case, process: Process) -> bool:
    """Whether somebody was asked to scan."""
    asked = (process.step(request.step) for request in case.requests if request.person == person)
    return any(step.stage is Stage.DIGITIZATION for step in asked)


def _another_request(incoming: Incoming, case: Case, process: Process, dossier: Dossier, app: App) -> Open | None:
    """A full new set about another invoice is another case, whatever thread it came in."""
    brought = {piece.role for piece in dossier.received}
    invoice = invoice_of(facts_of(process, dossier.documents))
    whole = all(rule.name in brought for rule in process.required)
    own_invoice = invoice_of(case.facts)
    if not whole or not invoice or not own_invoice or invoice == own_invoice:
        return None
    if not may_open(incoming, process, app) or not incoming.proof.passed:
        return None
    told = incoming.subject.fields if incoming.subject.process else {}
    city = told.get("ciudad", case.city)
    branch = app.rules.company.branch_serving(city)
    client = facts_of(process, dossier.documents).get("cliente")
    return Open(
        **incoming.spoken(incoming.mail.text),
        keyword=incoming.subject.keyword or case.keyword,
        client=str(client or told.get("cliente") or case.client),
        city=city,
        branch=branch.name if branch else case.branch,
        subject=incoming.mail.subject,
        linked=case.number,
    )


def _recognise(turn: Turn, app: App) -> Intent:
    """Answer, documents, withdrawal or remark: told by who was asked what, then by what came, then by the words."""
    words, lexicon = turn.words, app.language.lexicon
    spoken = turn.incoming.spoken(words.text)
    wished = wishes(words.text, lexicon) if words.separable else frozenset[Wish]()
    for_branch = speaks_for_branch(turn.situation, turn.case, turn.incoming.author)
    if for_branch and Wish.WITHDRAW in wished and not turn.situation.received:
        return Withdraw(**spoken)
    supplies = bool(turn.situation.received or turn.situation.unplaced) or Wish.RECONSIDER in wished
    mending = supplies and for_branch and _mends(turn)
    if turn.asked is not None and not mending and not _came_in_copy(turn, turn.asked):
        return _answer(turn, turn.asked, wished, app)
    filed = _filed_unasked(turn, app) if for_branch else None
    if supplies or filed:
        reconsider = Wish.RECONSIDER in wished
        return Supply(**spoken, reconsider=reconsider, carrier=turn.thread.carrier, filed=filed)
    return Comment(**spoken, courtesy=_is_courtesy(turn, app), no_better=Wish.NO_BETTER in wished)


def _mends(turn: Turn) -> bool:
    """Whether what the branch sends now can only mend the request: it is not approved, and nothing else is asked."""
    if turn.case.state is State.RETURNED:
        return True
    unapproved = turn.case.state is State.INCOMPLETE or turn.case.state in BEFORE_APPROVAL
    return unapproved and turn.asked is not None and not turn.asked.is_open


def _is_courtesy(turn: Turn, app: App) -> bool:
    people = tuple(person.name for person in app.rules.company.people)
    return is_courtesy(turn.words.text, app.language.lexicon, people)


def _filed_unasked(turn: Turn, app: App) -> Filing | None:
    """Number and day, where the words say that it is filed before, or beside, the one who is asked about it."""
    lexicon, text, copy_came = app.language.lexicon, turn.words.text, bool(turn.situation.received)
    waits = turn.case.state in (State.AWAITING_DIGITIZATION, State.AWAITING_FILING)
    if not waits or not turn.words.separable:
        return None
    rest, own = without_number(text, lexicon), _identifiers(turn.case) | _new(turn, app)
    said = judge_filing(rest, lexicon, own, copy_came=copy_came)
    step = filing_step(turn.situation, turn.case)
    told = _filing(turn, step, app) if step else Filing()
    is_begun = FILED_UNDER in turn.case.values
    is_filed = said.verdict is Verdict.DONE and (copy_came or told.number or (told.day and is_begun))
    return told if is_filed or (told.number and is_begun and corrects(text, lexicon)) else None


def _came_in_copy(turn: Turn, asked: Request) -> bool:
    """Whether a coordinator answers a mail that asks somebody else for work, and only informs them.

    A request to approve is no such mail: whoever answers that means to decide.
    """
    person = turn.incoming.author
    if turn.case.own_request(asked, person) or not speaks_for_branch(turn.situation, turn.case, person):
        return False
    return asked.question is Question.STEP and turn.situation.process.step(asked.step).ask is not Ask.APPROVE


def _answer(turn: Turn, asked: Request, wished: frozenset[Wish], app: App) -> Intent:
    lexicon, text = app.language.lexicon, turn.words.text
    step = turn.situation.process.step(asked.step)
    stage = step.stage if asked.question is Question.STEP else Stage.CONFIRMATION
    own = _identifiers(turn.case)
    judgement = _judged(turn, asked, stage, app)
    spoken = turn.incoming.spoken(text)
    brought = turn.situation.received or turn.situation.unplaced or turn.situation.broken
    if not brought and _needs_no_answer(turn, asked, stage, judgement, app):
        return Comment(**spoken, courtesy=True)
    return Answer(
        **spoken,
        carrier=turn.thread.carrier,
        verdict=judgement.verdict,
        words=judgement.words,
        bare=judgement.bare and turn.words.separable,
        separable=turn.words.separable,
        wishes=wished,
        value=invoice_number(text, lexicon, own) if step.ask is Ask.VALUE else None,
        documents=named_in(judgement.words, app.language.documents) or named_in(text, app.language.documents),
        filing=_filing(turn, step, app) if stage is Stage.FILING else Filing(),
        corrects=corrects(text, lexicon),
        attaches=is_covering_note(text, lexicon),
        new_invoice=_new_invoice(turn, app) if stage is Stage.FILING else "",
    )


def _needs_no_answer(turn: Turn, asked: Request, stage: Stage, judgement: Judgement, app: App) -> bool:
    """Whether the words only thank, or take up work that takes its time; a decision is asked for until it comes."""
    if not asked.is_open:
        return _is_courtesy(turn, app)
    works = stage in (Stage.DIGITIZATION, Stage.FILING) and turn.words.separable and bool(turn.words.text.strip())
    return works and judgement.verdict is Verdict.UNCLEAR and is_promise(turn.words.text, app.language.lexicon)


def _judged(turn: Turn, asked: Request, stage: Stage, app: App) -> Judgement:
    lexicon, text, own = app.language.lexicon, turn.words.text, _identifiers(turn.case)
    if asked.question is Question.REVERSAL:
        return judge_change(text, _target(turn.case, asked), lexicon, own)
    if asked.question is Question.WITHDRAWAL:
        return judge_withdrawal(text, lexicon, own)
    if stage is Stage.FILING:
        copy_came = bool(turn.situation.received or turn.situation.broken)
        said = judge_filing(without_number(text, lexicon), lexicon, own | _new(turn, app), copy_came=copy_came)
        return said if text == without_number(text, lexicon) else replace(said, words=text)
    return judge(text, stage, lexicon, own | _new(turn, app) if stage is Stage.APPROVAL else own)


def _new_invoice(turn: Turn, app: App) -> str:
    """The number that the words give of the new invoice, or ``""``."""
    told = announced_invoice(turn.words.text, app.language.lexicon, _identifiers(turn.case)) if _replaces(turn) else ""
    return told or ""


def _new(turn: Turn, app: App) -> frozenset[str]:
    """The same as identifiers compare."""
    number = identifier_key(_new_invoice(turn, app))
    return frozenset({number} if number else ())


def _replaces(turn: Turn) -> bool:
    """Whether the number of a new invoice is wanted in this case, so that an approver who names one means no other."""
    wanting = (step for step in turn.situation.process.steps if step.ask is Ask.VALUE)
    return any(all(one.holds(turn.case.facts, turn.case.codes) for one in step.when) for step in wanting)


def _filing(turn: Turn, step: Step, app: App) -> Filing:
    """Number and day as the words tell them, else as the one copy that came has them in its text."""
    lexicon, today, others = app.language.lexicon, turn.situation.today, _others(turn.case) | _new(turn, app)
    rest = without_number(turn.words.text, lexicon)
    told = filing(rest, lexicon, today, others)
    files = turn.incoming.documents()
    if len(files) == 1 and turn.situation.received and not mistaken_proofs(turn.situation, turn.case, step):
        stamped = stamp(files[0].text, lexicon, today, others)
        told = Filing(number=told.number or stamped.number, day=told.day or stamped.day)
    if told.number or rest == turn.words.text or FILED_UNDER in turn.case.values:
        return told
    return replace(told, number=lexicon.lists["filing_as_unnumbered"][0], unnumbered=True)


def _target(case: Case, asked: Request) -> Verdict:
    """The decision that a yes would bring, where somebody is asked whether they take theirs back."""
    mine = next(one for one in reversed(case.decisions) if (one.step, one.round) == (asked.step, asked.round))
    return Verdict.REJECT if mine.approved else Verdict.APPROVE


def _others(case: Case) -> frozenset[str]:
    """The same without the number of filing, which may be told again."""
    return _identifiers(case) - {identifier_key(case.values.get(FILED_UNDER, ""))}


def _identifiers(case: Case) -> frozenset[str]:
    """Every number that a mail about this case may name without speaking of another one."""
    named = ("factura_original", "factura", "numero_memorando", "contrato", "nit", "radicado", "numero")
    facts = (str(case.facts[name]) for name in named if case.facts.get(name))
    return frozenset(identifier_key(text) for text in (case.number, *facts, *case.values.values()))
