"""What a mail is when nobody remembers the thread: told by its headers, its subject and its words alone."""

from enum import StrEnum

from bot.core.intent import Stage, Verdict, Wish
from bot.core.mail import Mail
from bot.core.process import Process
from bot.core.subject import SubjectReading
from bot.intake.reply import NewText
from bot.intake.unanswerable import Automatic, AutomaticKind
from bot.intake.verdict.confirmation import is_courtesy
from bot.intake.verdict.judge import Judgement, judge
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.wishes import wishes


class Kind(StrEnum):
    """What a mail is to us."""

    REQUEST = "request"
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    BULK = "bulk"
    UNRECOGNISED = "unrecognised"


MACHINES = {
    AutomaticKind.AUTO_REPLY: Kind.AUTO_REPLY,
    AutomaticKind.NOTICE: Kind.AUTO_REPLY,
    AutomaticKind.OWN: Kind.AUTO_REPLY,
    AutomaticKind.BOUNCE: Kind.BOUNCE,
    AutomaticKind.BULK: Kind.BULK,
}


def kind_of(mail: Mail, subject: SubjectReading, automatic: Automatic | None) -> Kind:
    """What a mail is: a machine's by its signs, then an answer by its headers, tag or prefix, then a request."""
    if automatic is not None:
        return MACHINES[automatic.kind]
    prefixed = subject.is_reply and not subject.is_forward
    if mail.thread_ids or subject.case_numbers or prefixed:
        return Kind.REPLY
    return Kind.REQUEST if subject.process else Kind.UNRECOGNISED


def process_of_subject(subject: SubjectReading, processes: tuple[Process, ...]) -> Process | None:
    """The process that a subject asks for, else the one of the first case that it names."""
    prefixes = [number.partition("-")[0] for number in subject.case_numbers]
    for process in processes:
        if process.name == subject.process or (subject.process is None and process.prefix in prefixes[:1]):
            return process
    return None


def judged(words: NewText, stage: Stage, lexicon: Lexicon) -> Judgement:
    """What the words of an answer decide; words that cannot be told from quoted ones decide nothing."""
    said = judge(words.text, stage, lexicon)
    return said if words.allows(said.verdict) else Judgement(verdict=Verdict.UNCLEAR, words="", reason="inseparable")


def intent_of(words: NewText, judgement: Judgement, lexicon: Lexicon, *, brings_documents: bool) -> str:
    """What the author of an answer wants of the case, by the names of ``tramita inspect``."""
    wished = wishes(words.text, lexicon) if words.separable else frozenset[Wish]()
    if Wish.WITHDRAW in wished:
        return "withdraw"
    if judgement.verdict is not Verdict.UNCLEAR:
        return "answer"
    if brings_documents or Wish.RECONSIDER in wished:
        return "supply"
    return "comment" if is_courtesy(words.text, lexicon) else "answer"
