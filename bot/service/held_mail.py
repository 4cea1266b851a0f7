"""The answer to "is this person of the branch?": a held mail goes on, or is turned down."""

from bot.core.account import Outcome
from bot.core.company import DOUBTS_ROLE
from bot.core.effects import Send
from bot.core.intent import Stage, Verdict
from bot.intake.reply import new_text
from bot.intake.verdict import judge
from bot.service.app import App
from bot.service.incoming import Incoming
from bot.service.ports import Record
from bot.service.recording import finished, mails_about
from bot.service.thread import Thread, hold_key, texts_sent


def vouch(incoming: Incoming, thread: Thread, held: int, app: App) -> Record:
    """What those to whom doubts go say of a stranger of the house; anything but a clear yes or no is asked again."""
    receipt = app.ledger.receipt(held)
    asked = incoming.author in app.rules.company.holders(DOUBTS_ROLE, "")
    if receipt is None or receipt.outcome is not Outcome.HELD or not asked or not incoming.proof.passed:
        return finished(incoming, reason="vouch:no_effect")
    words = new_text(incoming.mail, app.language.forms, texts_sent(thread, incoming.author, app))
    judgement = judge(words.text, Stage.CONFIRMATION, app.language.lexicon)
    if words.separable and judgement.verdict is Verdict.APPROVE:
        return finished(incoming, Record(releases={held: incoming.author}, now=incoming.now), reason="vouch:yes")
    if words.separable and judgement.verdict is Verdict.REJECT:
        return finished(incoming, Record(drops=(held,), now=incoming.now), reason="vouch:no")
    again = Send(
        template="aclaracion_identidad",
        to=(incoming.author,),
        context={"words": words.text},
        request=hold_key(held),
    )
    return finished(incoming, mails_about(incoming, again), reason="vouch:unclear")
