"""Words that decide nothing, and that whoever decides should have read before."""

from bot.core import events as e
from bot.core.case import Case
from bot.core.decide.owing import stuck_at
from bot.core.decide.situation import Situation
from bot.core.decide.withdrawing import is_known, speaks_for_branch
from bot.core.events import TurnedReason
from bot.core.intent import Answer, Comment, Supply, Verdict
from bot.core.request import Question


def comment(situation: Situation, case: Case, intent: Comment) -> e.Commented:
    """A remark is kept; of those who are known it weighs with whoever decides."""
    return e.Commented(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        courtesy=intent.courtesy,
        weighs=not intent.courtesy and is_known(situation, case, intent.person),
        aside=intent.aside,
        direct_to=intent.direct_to,
        no_better=intent.no_better and speaks_for_branch(situation, case, intent.person),
        goes_on=intent.goes_on,
        files=intent.files,
        words=intent.text,
    )


def objects(situation: Situation, case: Case, intent: Answer, reason: TurnedReason) -> bool:
    """Whether somebody who is not asked says anything but yes where others are: that is for these to read."""
    others_decide = reason in (TurnedReason.OWN_REQUEST, TurnedReason.NOT_ASKED)
    agrees = intent.separable and intent.verdict in (Verdict.APPROVE, Verdict.DONE)
    return others_decide and not agrees and is_known(situation, case, intent.person)


def insists(situation: Situation, case: Case, intent: Supply) -> bool:
    """Whether words that bring nothing new answer somebody who said no: «sí está firmada, por favor revisen»."""
    asked = {request.step for request in case.open_requests if request.question is Question.STEP}
    return bool(intent.text.strip()) and any(stuck_at(situation, case, step) for step in asked)


def objected(situation: Situation, intent: Answer | Supply) -> e.Commented:
    """Such words as a remark."""
    return e.Commented(
        at=situation.now,
        by=intent.person,
        mail=intent.mail,
        courtesy=False,
        weighs=True,
        direct_to=intent.direct_to if isinstance(intent, Answer) else (),
        words=intent.text,
    )


def crossed(case: Case, intent: Answer) -> bool:
    """Whether a decision was written before its author could read what somebody else wrote about the case."""
    since = intent.read_until
    return since is not None and any(one.at > since and one.person != intent.person for one in case.remarks)
