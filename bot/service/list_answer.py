"""An answer to a list: every entry that it names is decided, each as in its own mail, or none is and it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.core import events as e
from bot.core.account import Outbound
from bot.core.effects import Send
from bot.core.intent import Answer, Stage, Verdict, Wish
from bot.intake.listed import Doubt, Entry, Told, read_list_answer
from bot.intake.reply import NewText, new_text
from bot.intake.verdict import Lexicon, is_courtesy, judge, undoes
from bot.service.agenda import Item, answer_with_list, listed_in
from bot.service.answer_mail import read_answer
from bot.service.app import App
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import decided, finished, mails_about
from bot.service.situation import NOTHING_RECEIVED, situation_of
from bot.service.thread import Thread, texts_sent
from bot.service.turn import Turn

RECEIPT = "recibo"
"""The mail that reads one decision back; a list that was answered is read back as one."""

_BECAME: Mapping[type[e.Event], str] = {
    e.Approved: "approved",
    e.Refused: "refused",
    e.DecisionUndone: "undone",
    e.StepDone: "done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    """An answer with the list that it answers."""

    incoming: Incoming
    thread: Thread
    words: NewText
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """What is said of one entry, as the answer that it would be in its own mail."""

    item: Item
    turn: Turn
    answer: Answer


def answer_to_list(incoming: Incoming, thread: Thread, listing: Outbound, app: App) -> Record:
    """What an answer to a list of ours does: only its addressee decides with it, and files go with their own mails."""
    owner = listing.send.to[0]
    if incoming.author != owner:
        return _not_theirs(incoming, owner, app)
    if not incoming.proof.passed:
        return _unproved(incoming)
    words = new_text(incoming.mail, app.language.forms, texts_sent(thread, incoming.author, app))
    answered = _Answered(incoming=incoming, thread=thread, words=words, items=listed_in(listing))
    lexicon = app.language.lexicon
    decides = _says(words.text, answered.items, lexicon) is not Verdict.UNCLEAR
    if is_courtesy(words.text, lexicon, app.rules.company.names) and not decides:
        return finished(incoming, reason="list:thanks")
    choices = _choices(answered, app)
    if isinstance(choices, Doubt):
        return _asked_again(answered, choices, app)
    return _decide(answered, choices, app)


def _choices(answered: _Answered, app: App) -> tuple[_Choice, ...] | Doubt:
    """What is said of each entry that is named, all of it certain; or why nothing is."""
    words, items, lexicon = answered.words, answered.items, app.language.lexicon
    if answered.incoming.documents():
        return Doubt(reason="files", words=words.text)
    entries = tuple(Entry(number=one.number, case=one.case, client=one.client) for one in items if one.number)
    if not words.separable or not entries:
        return Doubt(reason="what", words=words.text)
    judged = partial(_says, items=items, lexicon=lexicon)
    told = read_list_answer(words.text, entries, judged, lexicon, app.rules.company.names)
    if isinstance(told, Doubt):
        return told
    choices: list[_Choice] = []
    for one in told:
        for item in (item for item in items if item.number in one.numbers):
            choice = _choice(answered, item, one, app)
            if choice is None:
                return Doubt(reason="what", words=one.words)
            choices.append(choice)
    return tuple(choices)


def _says(words: str, items: Sequence[Item], lexicon: Lexicon) -> Verdict:
    """What words say to the questions of the list; it may hold decisions and scans."""
    if undoes(words, lexicon):
        return Verdict.REJECT
    stages = {Stage.APPROVAL if one.approves else Stage.DIGITIZATION for one in items if one.number}
    found = {judge(words, stage, lexicon).verdict for stage in stages} - {Verdict.UNCLEAR}
    return found.pop() if len(found) == 1 else Verdict.UNCLEAR


def _choice(answered: _Answered, item: Item, told: Told, app: App) -> _Choice | None:
    """What words mean in the thread of one entry's case; ``None`` where they decide nothing there."""
    case = app.ledger.case(item.case)
    asked = case.request(item.request) if case else None
    if case is None or asked is None:
        return None
    turn = Turn(
        incoming=answered.incoming,
        thread=replace(answered.thread, case=case, carrier=item.request),
        words=replace(answered.words, text=told.words),
        case=case,
        situation=situation_of(answered.incoming, case, NOTHING_RECEIVED, app, words=told.words),
        early=False,
    )
    said = read_answer(turn, asked, frozenset(), app)
    if not isinstance(said, Answer) or not said.separable:
        return None
    is_clear = said.verdict is not Verdict.UNCLEAR or Wish.UNDO in said.wishes
    return _Choice(item=item, turn=turn, answer=said) if is_clear else None


def _decide(answered: _Answered, choices: Sequence[_Choice], app: App) -> Record:
    """One transaction over all cases; each one's people get their mails as ever, its author one for all."""
    records: list[Record] = []
    became: dict[str, str] = {}
    for one in choices:
        record = decided(app, one.turn.situation, one.turn.case, one.answer)
        ends = (_BECAME[type(event)] for event in record.events if type(event) in _BECAME)
        became[str(one.item.number)] = next(ends, "other")
        records.append(replace(record, sends=tuple(out for out in record.sends if out.send.template != RECEIPT)))
    told = _listed_again(answered, app, template="lista_entendida", became=became)
    return finished(answered.incoming, replace(told, beside=tuple(records)), reason="list:decided")


def _asked_again(answered: _Answered, doubt: Doubt, app: App) -> Record:
    told = _listed_again(answered, app, template="lista_dudosa", why=doubt.reason, words=doubt.words)
    return finished(answered.incoming, told, reason=f"list:{doubt.reason}")


def _listed_again(answered: _Answered, app: App, *, template: str, **more: object) -> Record:
    """The list once more, under its numbers, so that an answer to this mail is one to the list."""
    settled = [one.number for one in answered.items if one.number and not _waits(one, app)]
    return answer_with_list(answered.incoming, answered.items, app, template=template, settled=settled, **more)


def _waits(item: Item, app: App) -> bool:
    """Whether an entry waited still when the answer came."""
    case = app.ledger.case(item.case)
    asked = case.request(item.request) if case else None
    return asked is not None and asked.is_open


def _not_theirs(incoming: Incoming, owner: str, app: App) -> Record:
    """Somebody else's answer decides nothing; whoever belongs to the company is told whose list it was."""
    if app.rules.company.person(incoming.author) is None or not incoming.proof.passed:
        return finished(incoming, reason="list:stranger")
    send = Send(template="lista_sin_efecto", to=(incoming.author,), context={"owner": owner, "proof": ""})
    return finished(incoming, mails_about(incoming, send), reason="list:not_theirs")


def _unproved(incoming: Incoming) -> Record:
    """Whose mail nobody vouches for decides nothing; the one whose list it is hears of it at their own address."""
    send = Send(
        template="lista_sin_efecto",
        to=(incoming.author,),
        context={"owner": incoming.author, "proof": incoming.proof.by},
    )
    return finished(incoming, mails_about(incoming, send), reason="list:unproved")
