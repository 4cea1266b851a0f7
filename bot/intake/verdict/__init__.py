"""What the words of a Spanish answer say: yes, no, done, not done, or unclear; and what values it gives."""

from bot.intake.verdict.afterthought import leaves_it_approved
from bot.intake.verdict.answers import answer_to_read
from bot.intake.verdict.below import beyond_signature
from bot.intake.verdict.changes import judge_change, judge_change_by_word, judge_withdrawal
from bot.intake.verdict.confirmation import is_confirmed, is_courtesy, is_promise, says_only_not_yet, undoes
from bot.intake.verdict.elsewhere import (
    bills_anew,
    charges_costs,
    decides_several,
    only_entitles,
    speaks_of_another,
    waives_costs,
)
from bot.intake.verdict.filing import corrects, filing, is_covering_note
from bot.intake.verdict.going_on import asks_to_wait, wants_it_after_all
from bot.intake.verdict.granted import InvoiceDays, grants_another_time
from bot.intake.verdict.identifiers import names_another_amount
from bot.intake.verdict.in_part import says_in_part, says_rest, says_whole, without_workbooks
from bot.intake.verdict.inquiry import asks_how_it_goes
from bot.intake.verdict.judge import Judgement, judge, judge_filing, put_off
from bot.intake.verdict.lexicon import Lexicon, load_lexicon
from bot.intake.verdict.mandate import without_mandate
from bot.intake.verdict.names import foreign_names, names_another_matter, words_of
from bot.intake.verdict.notes import noted, says_attached
from bot.intake.verdict.own_facts import OwnFacts, calls_it_valid, without_own_facts
from bot.intake.verdict.stamp import stamp
from bot.intake.verdict.unnumbered import without_number
from bot.intake.verdict.values import (
    announced_invoice,
    invoice_candidates,
    invoice_number,
    no_new_invoice,
)
from bot.intake.verdict.wishes import named_words, wishes

__all__ = [
    "InvoiceDays",
    "Judgement",
    "Lexicon",
    "OwnFacts",
    "announced_invoice",
    "answer_to_read",
    "asks_how_it_goes",
    "asks_to_wait",
    "beyond_signature",
    "bills_anew",
    "calls_it_valid",
    "charges_costs",
    "corrects",
    "decides_several",
    "filing",
    "foreign_names",
    "grants_another_time",
    "invoice_candidates",
    "invoice_number",
    "is_confirmed",
    "is_courtesy",
    "is_covering_note",
    "is_promise",
    "judge",
    "judge_change",
    "judge_change_by_word",
    "judge_filing",
    "judge_withdrawal",
    "leaves_it_approved",
    "load_lexicon",
    "named_words",
    "names_another_amount",
    "names_another_matter",
    "no_new_invoice",
    "noted",
    "only_entitles",
    "put_off",
    "says_attached",
    "says_in_part",
    "says_only_not_yet",
    "says_rest",
    "says_whole",
    "speaks_of_another",
    "stamp",
    "undoes",
    "waives_costs",
    "wants_it_after_all",
    "wishes",
    "without_mandate",
    "without_number",
    "without_own_facts",
    "without_workbooks",
    "words_of",
]
