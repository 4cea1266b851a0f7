"""Reading an answer to "is it scanned?" or "is it filed?": its clauses, weighed in their order."""

import re
from collections.abc import Sequence

from bot.intake.verdict.deed import Clause, State, read_clause
from bot.intake.verdict.deed_clauses import clauses
from bot.intake.verdict.deed_settle import settle_deed
from bot.intake.verdict.grammar import has, only
from bot.intake.verdict.tagging import Sentence

# An answer of nothing but such words says that all is done if one of its sentences has a pattern of ``_SAYS_SO``.
_POLITE = (
    "filler|already|art|to|with|by|mine|valid|comma|colon|clit|se|and|self|doc|all|full|five|id|num|cop|harmless|awaits|okay"
    "|clear_no|yes|set|why|perf|place|left|name|idle|day|time|now_at_last|fin.part|fin.did|fin.we|thanks|nod|who|cap"
)
_SAYS_SO = ("set", "fin.(part|did|we)", "<start> already <end>", "<start> yes <call> comma already <end>")
# «Listo, quedo atenta»: understood, and nothing done yet; «ya quedó, quedo atenta» is.
_ONE_WORD = re.compile(r"\W*\w+\W*,")
_WAITS = "<start> (set|yes) <call> comma awaits <end>"
_SMALL_QUESTION = "harmless|idle|filler|thanks|and"
# «¿Falta algo más?»
_ASKS_WHAT_LACKS = "<start> (lack|ifneeded) (harmless|x|filler) <end>"
# «Radicado 5521, entregado a Nubia»: beside the deed, who took it.
_HANDED_OVER = "handed_over"


def read_done(found: tuple[Sentence, ...], family: str) -> tuple[str, str, str]:
    """Return ``done``, ``not_done`` or ``unclear``, the rule that decided, and the words.

    Args:
        found: The sentences of the answer, tagged by the lexicon of deeds.
        family: ``dig`` or ``fil``: the verbs of the deed that was asked about.
    """
    if _is_bare_yes(found):
        return "done", "bare", found[0].words
    read = [clause for sentence in found for clause in _clauses(sentence, family)]
    return _weighed([clause for clause in read if clause.state is not State.TALK])


def _clauses(sentence: Sentence, family: str) -> list[Clause]:
    if sentence.question and (only(sentence.tags, _SMALL_QUESTION) or has(sentence.tags, _ASKS_WHAT_LACKS)):
        return []
    if sentence.question:
        return [Clause(state=State.OPEN, reason="question", mends=False, turns=False, words=sentence.words)]
    return [read_clause(tags, family, sentence.words) for tags in clauses(settle_deed(sentence.tags))]


def _is_bare_yes(found: tuple[Sentence, ...]) -> bool:
    tags = "".join(sentence.tags for sentence in found)
    courteous = not any(sentence.question for sentence in found) and only(tags, _POLITE)
    waits = any(has(sentence.tags, _WAITS) and _ONE_WORD.match(sentence.words) for sentence in found)
    return courteous and not waits and any(has(sentence.tags, shape) for sentence in found for shape in _SAYS_SO)


def _weighed(read: Sequence[Clause]) -> tuple[str, str, str]:
    done = [index for index, clause in enumerate(read) if clause.state is State.DONE]
    in_the_way = [clause for index, clause in enumerate(read) if _stands(clause, read[:index], read[index + 1 :])]
    opened = [c for c in read if c.state is State.OPEN and not (done and c.reason == _HANDED_OVER)]
    if done and not opened and not in_the_way:
        return "done", read[done[-1]].reason, read[done[-1]].words
    if in_the_way and _asks_back(opened, in_the_way):
        return _unclear(opened[0])
    if in_the_way:
        clause = in_the_way[0]
        if done and clause.state is not State.STANDS and read.index(in_the_way[-1]) < done[-1]:
            return "unclear", "contradiction", clause.words
        return "not_done", clause.reason, clause.words
    return _unclear(opened[0]) if opened else ("unclear", "no_decision", "")


def _stands(clause: Clause, before: Sequence[Clause], after: Sequence[Clause]) -> bool:
    """Whether trouble still stands after all that was said."""
    done_later = [other for other in after if other.state is State.DONE]
    if clause.state is State.FAILED:
        return not any(other.mends or other.turns for other in done_later)
    if clause.state is State.GONE:
        done_before = any(other.state is State.DONE for other in before)
        return not done_later and (not done_before or clause.turns)
    return clause.state is State.STANDS


def _asks_back(opened: Sequence[Clause], in_the_way: Sequence[Clause]) -> bool:
    """Whether the writer asks, or sends us to somebody else without saying that something still stands in the way."""
    standing = any(clause.state is State.STANDS for clause in in_the_way)
    return any(clause.reason == "question" or (clause.reason == "delegated" and not standing) for clause in opened)


def _unclear(clause: Clause) -> tuple[str, str, str]:
    return "unclear", clause.reason, clause.words
