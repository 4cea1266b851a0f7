"""What the words of a Spanish answer say: yes, no, done, not done, or unclear; and what values it gives."""

from bot.intake.verdict.confirmation import is_courtesy
from bot.intake.verdict.filing import corrects, filing, is_covering_note
from bot.intake.verdict.judge import Judgement, judge, judge_change, judge_filing, judge_withdrawal
from bot.intake.verdict.lexicon import Lexicon, load_lexicon
from bot.intake.verdict.stamp import stamp
from bot.intake.verdict.values import announced_invoice, invoice_number, named_words, wishes

__all__ = [
    "Judgement",
    "Lexicon",
    "announced_invoice",
    "corrects",
    "filing",
    "invoice_number",
    "is_courtesy",
    "is_covering_note",
    "judge",
    "judge_change",
    "judge_filing",
    "judge_withdrawal",
    "load_lexicon",
    "named_words",
    "stamp",
    "wishes",
]
