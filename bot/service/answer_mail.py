"""What a mail says that answers a question of ours: a verdict, values, documents."""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case
from bot.core.decide.papers import mistaken_proofs
from bot.core.identifiers import identifier_key
from bot.core.intent import (
    FILING_NUMBER,
    NEW_INVOICE,
    Answer,
    Comment,
    Filing,
    Intent,
    Stage,
    Verdict,
    Wish,
)
from bot.core.process import Ask, Step
from bot.core.request import Question, Request
from bot.intake.documents.sorting.roles import named_in, says_signed
from bot.intake.verdict import (
    Judgement,
    announced_invoice,
    answer_to_read,
    corrects,
    decides_several,
    filing,
    invoice_number,
    is_confirmed,
    is_courtesy,
    is_covering_note,
    is_promise,
    judge,
    judge_change,
    judge_change_by_word,
    judge_filing,
    judge_withdrawal,
    leaves_it_approved,
    names_another_matter,
    no_new_invoice,
    only_entitles,
    put_off,
    says_in_part,
    says_only_not_yet,
    says_rest,
    says_whole,
    stamp,
    undoes,
    without_mandate,
    without_number,
    without_own_facts,
    without_workbooks,
    words_of,
)
from bot.service.addressees import direct_to, is_aside
from bot.service.app import App
from bot.service.approved import differs_from_memo, own_facts
from bot.service.dossier import identifiers_of, new_invoice_in
from bot.service.stamped_copy import beside_stamp
from bot.service.thread import subjects_sent
from bot.service.turn import Turn


def read_answer(turn: Turn, asked: Request, wished: frozenset[Wish], app: App) -> Intent:
    """What somebody says who was asked; mere thanks for what is over are a remark."""
    lexicon, text = app.language.lexicon, turn.words.text
    step = turn.situation.process.step(asked.step)
    stage = step.stage if asked.question is Question.STEP else Stage.CONFIRMATION
    own = identifiers_of(turn.case)
    judgement = _judged(turn, asked, stage, app)
    is_foreign = judgement.is_of_another or _names_another(turn, app)
    certain = turn.words.allows(judgement.verdict)
    spoken = turn.incoming.spoken(text if certain else "\n\n".join(filter(None, (text, turn.words.asides))))
    brought = turn.situation.received or turn.situation.unplaced or turn.situation.broken
    if not brought and _needs_no_answer(turn, asked, stage, judgement, app):
        return Comment(**spoken, courtesy=True)
    if not brought and _is_said_aside(turn, asked, judgement, app):
        return Comment(**spoken, aside=True, direct_to=direct_to(turn.incoming, app))
    done = turn.words.allows(Verdict.DONE)
    asked_before = asked.question is not Question.STEP or not asked.is_open
    return Answer(
        **spoken,
        carrier=turn.thread.carrier,
        verdict=judgement.verdict,
        words=judgement.words,
        separable=certain,
        wishes=wished | {Wish.UNDO} if certain and undoes(text, lexicon) else wished,
        value=_told_or_attached(turn, step, app) if step.ask is Ask.VALUE and done and not is_foreign else None,
        documents=_named(judgement.words, turn, app) or _named(text, turn, app),
        filing=read_filing(turn, step, app) if stage is Stage.FILING and done and not is_foreign else Filing(),
        corrects=corrects(text, lexicon) and not (judgement.is_contradictory or is_foreign),
        new_invoice=_new_invoice(turn, app) if stage is Stage.FILING else "",
        postpones=judgement.postpones,
        signs=says_signed((text, *(one.filename for one in turn.situation.attached)), app.language.documents),
        in_part=stage is Stage.DIGITIZATION and (says_in_part(text, lexicon) or says_rest(text, lexicon)),
        explains=done and not says_only_not_yet(text, lexicon, app.rules.company.names),
        whole=(judgement.verdict is Verdict.DONE or judgement.is_undecided) and says_whole(text, lexicon),
        read_until=_read_until(turn, app),
        direct_to=direct_to(turn.incoming, app),
        attaches=done and is_covering_note(text, lexicon),
        stops=asked_before and not (certain and leaves_it_approved(text, lexicon, own, names_of(turn.case, app))),
    )


def _told_or_attached(turn: Turn, step: Step, app: App) -> str | None:
    """The number of an invoice in the words, or that there will be none; else of the one that came with them."""
    text, lexicon = turn.words.text, app.language.lexicon
    told = invoice_number(text, lexicon, identifiers_of(turn.case))
    if told is None and NEW_INVOICE in step.fields:
        told = no_new_invoice(text, lexicon)
    return told or (new_invoice_in(turn.incoming.documents(), turn.case) if turn.words.separable else None)


def _is_said_aside(turn: Turn, asked: Request, judgement: Judgement, app: App) -> bool:
    """Whether words that answer nothing were for colleagues: «Diana, ¿por qué…?», to her, and to us in copy."""
    open_step = asked.is_open and asked.question is Question.STEP
    return open_step and judgement.verdict is Verdict.UNCLEAR and is_aside(turn.incoming, app)


def _read_until(turn: Turn, app: App) -> datetime:
    """Until when its author had read our mails: those that it answers, and those that were there when it was written.

    A clock that is ahead of ours, or none, counts as ours.
    """
    incoming = turn.incoming
    answered = (app.ledger.outbound(one) for one in turn.thread.answered)
    written = min(incoming.mail.date or incoming.now, incoming.now)
    return max((written, *(mail.created_at for mail in answered if mail)))


def _needs_no_answer(turn: Turn, asked: Request, stage: Stage, judgement: Judgement, app: App) -> bool:
    """Whether the words only thank, or take up work that takes its time; a decision is asked for until it comes."""
    if asked.by_word or not asked.is_open or turn.case.own_request(asked, turn.incoming.author) is None:
        return is_polite(turn, app)
    asks_value = turn.situation.process.step(asked.step).ask is Ask.VALUE
    takes_time = asks_value or stage in (Stage.DIGITIZATION, Stage.FILING)
    works = takes_time and turn.words.separable and bool(turn.words.text.strip())
    return works and judgement.verdict is Verdict.UNCLEAR and promises(turn, app)


def _named(text: str, turn: Turn, app: App) -> tuple[str, ...]:
    """The documents of the process that words name."""
    process = turn.situation.process
    return tuple(name for name in named_in(text, app.language.documents) if process.document(name))


def _judged(turn: Turn, asked: Request, stage: Stage, app: App) -> Judgement:
    lexicon, text, own = app.language.lexicon, turn.words.text, identifiers_of(turn.case)
    names = names_of(turn.case, app)
    if asked.question is Question.REVERSAL:
        target = Verdict.REJECT if turn.case.to_reverse(asked).approved else Verdict.APPROVE
        read_change = judge_change_by_word if asked.by_word else judge_change
        return read_change(text, target, lexicon, own, names)
    if asked.question is Question.WITHDRAWAL:
        return judge_withdrawal(text, lexicon, own, names)
    if stage is Stage.FILING:
        rest, copy_came = without_number(text, lexicon), bool(turn.situation.received or turn.situation.broken)
        said = judge_filing(rest, lexicon, own | new_invoice_key(turn, app), names, copy_came=copy_came)
        return said if rest == text else replace(said, words=text)
    if stage is Stage.DIGITIZATION:
        said = judge(without_workbooks(text, lexicon), stage, lexicon, own, names)
        return put_off(said) if said.verdict is Verdict.DONE and says_in_part(text, lexicon) else said
    if stage is Stage.CONFIRMATION:
        said = judge(text, stage, lexicon, own, names)
        if said.verdict is Verdict.APPROVE and not is_confirmed(text, lexicon, names, _signers(turn.case)):
            return replace(said, verdict=Verdict.UNCLEAR, reason="not_seen")
        return said
    decided = without_own_facts(without_mandate(text, _principals(turn, app), lexicon), own_facts(turn.case), lexicon)
    judgement = judge(decided, stage, lexicon, own | new_invoice_key(turn, app), names)
    judgement = judgement if decided == text else replace(judgement, words=text)
    if judgement.verdict is Verdict.APPROVE and (reason := _approves_other(text, turn, app)):
        return replace(judgement, verdict=Verdict.UNCLEAR, reason=reason)
    if _asks_one_thing(turn.case) and decides_several(text, lexicon):
        return replace(judgement, verdict=Verdict.UNCLEAR, reason="several")
    return judgement


def _approves_other(text: str, turn: Turn, app: App) -> str:
    """Why an approval is of something else than what the memo asks for, or ``""``."""
    differs = differs_from_memo(text, turn.case, app.language.lexicon)
    return differs or ("subject" if _subject_says_else(turn, app) else "")


def _subject_says_else(turn: Turn, app: App) -> bool:
    """Whether its author wrote more into the subject than that it is approved: «solo la mitad», another client."""
    case = turn.case
    known = (case.subject, case.keyword, case.client, case.city, case.number)
    added = app.language.subjects.added(turn.incoming.mail.subject, known)
    if added:
        former = subjects_sent(turn.thread, turn.incoming.author, app)
        added = app.language.subjects.added(turn.incoming.mail.subject, (*known, *former))
    if only_entitles(added, turn.incoming.mail.subject, app.language.lexicon):
        return False
    said = judge(added, Stage.APPROVAL, app.language.lexicon, identifiers_of(case), names_of(case, app))
    return bool(added) and said.verdict is not Verdict.APPROVE


def _principals(turn: Turn, app: App) -> frozenset[str]:
    """The words of the names of those for whom the author stands in today."""
    company = app.rules.company
    absent = company.principals(turn.incoming.author, turn.situation.today)
    return words_of(*(company.name_of(one) for one in absent))


def _asks_one_thing(case: Case) -> bool:
    """Whether it is only annulled or only billed anew, so that «ambas» speaks of another request too."""
    kinds = case.facts.get("tipo")
    return isinstance(kinds, tuple) and len(kinds) == 1


def _new_invoice(turn: Turn, app: App) -> str:
    """The number that the words give of the new invoice, or ``""``."""
    if not _replaces(turn) or _names_another(turn, app):
        return ""
    return announced_invoice(turn.words.text, app.language.lexicon, identifiers_of(turn.case)) or ""


def _names_another(turn: Turn, app: App) -> bool:
    """Whether the words call what they tell by the name of another matter: «la de Clínica X sale con la 90117»."""
    return names_another_matter(
        answer_to_read(turn.words.text, app.language.lexicon), names_of(turn.case, app), app.language.lexicon
    )


def new_invoice_key(turn: Turn, app: App) -> frozenset[str]:
    """The same as identifiers compare."""
    number = identifier_key(_new_invoice(turn, app))
    return frozenset({number} if number else ())


def _replaces(turn: Turn) -> bool:
    """Whether the number of a new invoice is wanted in this case, so that an approver who names one means no other."""
    wanting = (step for step in turn.situation.process.steps if step.ask is Ask.VALUE)
    return any(all(one.holds(turn.case.facts, turn.case.codes) for one in step.when) for step in wanting)


def read_filing(turn: Turn, step: Step, app: App) -> Filing:
    """Number and day as the words tell them, else as the one copy that came has them in its text."""
    lexicon, today, others = app.language.lexicon, turn.situation.today, _others(turn.case) | new_invoice_key(turn, app)
    rest = without_number(turn.words.text, lexicon)
    latest = app.rules.company.calendar.next_opening(turn.incoming.now).date()
    told = filing(rest, lexicon, today, others, latest)
    files = turn.incoming.documents()
    is_copy = len(files) == 1 and bool(turn.situation.received)
    if is_copy and not mistaken_proofs(turn.situation, turn.case, step):
        told = beside_stamp(told, files[0], stamp(files[0].text, lexicon, today, others))
    if told.number or rest == turn.words.text or FILING_NUMBER in turn.case.values:
        return told
    return replace(told, number=lexicon.lists["filing_as_unnumbered"][0], unnumbered=True)


def _others(case: Case) -> frozenset[str]:
    """The same without the number of filing, which may be told again."""
    return identifiers_of(case) - {identifier_key(case.values.get(FILING_NUMBER, ""))}


def names_of(case: Case, app: App) -> frozenset[str]:
    """The words of every name that a mail about this case may use for it: client, place, people, what its memo says."""
    people = (person.name for person in app.rules.company.people)
    facts = (value for value in case.facts.values() if isinstance(value, str))
    matter = (case.client, case.subject, case.city, case.branch, case.requester_name)
    return words_of(app.rules.company.name, *matter, *people, *facts)


def _signers(case: Case) -> frozenset[str]:
    """The words of the names that stand where the client signs, but for those of whoever signs for the company."""
    signed = words_of(*(str(case.facts.get(name) or "") for name in ("firmada_por_cliente", "firmada_por", "cliente")))
    return signed - words_of(str(case.facts.get("firmada_por_empresa") or ""))


def is_polite(turn: Turn, app: App) -> bool:
    """Whether the words only thank or acknowledge, whomever they name."""
    return is_courtesy(turn.words.text, app.language.lexicon, app.rules.company.names)


def promises(turn: Turn, app: App) -> bool:
    """Whether the words only acknowledge, or say that it will be done, whomever they name."""
    return is_promise(turn.words.text, app.language.lexicon, app.rules.company.names)
