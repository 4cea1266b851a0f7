"""What the words of a Spanish answer say: yes, no, done, not done, or unclear; and what values it gives."""

from bot.intake.verdict.confirmation import is_courtesy, is_promise
from bot.intake.verdict.filing import corrects, filing, is_covering_note
from bot.intake.verdict.judge import Judgement, judge, judge_change, judge_filing, judge_withdrawal
from bot.intake.verdict.lexicon import Lexicon, load_lexicon
from bot.intake.verdict.stamp import stamp
from bot.intake.verdict.unnumbered import without_number
from bot.intake.verdict.values import announced_invoice, invoice_number, wishes

__all__ = [
    "Judgement",
    "Lexicon",
    "announced_invoice",
    "corrects",
    "filing",
    "invoice_number",
    "is_courtesy",
    "is_covering_note",
    "is_promise",
    "judge",
    "judge_change",
    "judge_filing",
    "judge_withdrawal",
    "load_lexicon",
    "stamp",
    "wishes",
    "without_number",
]
