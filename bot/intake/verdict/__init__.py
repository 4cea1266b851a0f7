"""What the words of a Spanish answer say: yes, no, done, not done, or unclear; and what values it gives."""

from bot.intake.verdict.judge import Judgement, judge
from bot.intake.verdict.lexicon import Lexicon, load_lexicon
from bot.intake.verdict.values import Filing, Wish, filing, invoice_number, wishes

__all__ = ["Filing", "Judgement", "Lexicon", "Wish", "filing", "invoice_number", "judge", "load_lexicon", "wishes"]
