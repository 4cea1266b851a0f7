"""Reading an answer to "is it scanned?" or "is it filed?"."""

from bot.intake.verdict.grammar import blank, has, only, settle
from bot.intake.verdict.tagging import Sentence

_POLITE = frozenset(
    "filler already art prep mine valid comma colon clit se and self doc id num cop harmless okay task attach yes set done why perf place left"
    " plz thanks".split()
)


def read_done(found: tuple[Sentence, ...], family: str) -> tuple[str, str, str]:
    """Return ``done``, ``not_done`` or ``unclear``, the rule that decided, and the words.

    Args:
        found: The sentences of the answer.
        family: ``dig`` or ``fil``: the verbs of the deed that was asked about.
    """
    kinds = [(*_sentence(sentence, family), sentence.words) for sentence in found]
    said = {kind for kind, _, _ in kinds}
    for wanted in ("open", "not_done", "done"):
        if wanted in said:
            _, reason, words = next(kind for kind in kinds if kind[0] == wanted)
            if wanted == "open":
                return "unclear", reason, words
            if {"done", "not_done"} <= said and reason == "negated":
                return "unclear", "contradiction", words
            return wanted, reason, words
    return "unclear", "no_decision", ""


def _sentence(sentence: Sentence, family: str) -> tuple[str, str]:
    tags = settle(sentence.tags)
    if sentence.question:
        return "open", "question"
    done, blanked = _deed(tags, family)
    if has(tags, "if|deleg"):
        return "open", "conditional"
    if has(blanked, "lack|trouble|partial|still|objection|rej.(they|he|third|part)"):
        return "not_done", "trouble"
    if has(tags, f"neg <link> {family}.*") or has(tags, f"sin <link> {family}.(inf|noun)") or has(blanked, "neg|nope|sin"):
        return "not_done", "negated"
    for tag in ("unsure", "wh", "when", "cond", "will", "hedge", "report", "ought", "or", "would", "hold", "irony"):
        if has(tags, tag):
            return "open", tag
    if has(tags, "think.(inf|subj)") or has(tags, f"{family}.(part|did|we) clit x"):
        return "open", "other"
    if done and (has(tags, "be.(fut|would|was)") or has(tags, f"prep {family}.inf")):
        return "open", "future"
    if done and has(tags, "other|but|later|bad|unsure|had|got"):
        return "open", "other" if has(tags, "other") else "doubt"
    if done:
        return "done", "explicit"
    if has(tags, f"{family}.*|app.*|got"):
        return "open", "undecided"
    return "talk", "talk"


def _deed(tags: str, family: str) -> tuple[bool, str]:
    """Whether the sentence says that the deed is done, and its tags without what says so."""
    blanked = blank(tags, f"neg <link> {family}.*", "neg")
    shapes = [
        f"{family}.(part|did|we)",
        f"se clit {family}.(he|now)",
        f"se {family}.(he|now)",
        f"perf {family}.part",
        f"already clit {family}.subj",
        f"already {family}.subj",
        f"(done|set) <any> {family}.noun",
        f"{family}.noun <any> (done|set|valid)",
    ]
    if family == "fil":
        shapes += ["attach <any> stamp", "stamp <any> attach", "took", "(set|yes|done) clit fil.part"]
        if not has(blanked, "(set|yes|done) clit fil.part"):
            blanked = blank(blanked, "(prep|clit|ought|attach|plz|mine) fil.part", "noun")
    else:
        shapes += ["(done|left) <any> place", "attach <any> dig.noun"]
    done = any(has(blanked, shape) for shape in shapes)
    if not done and only(tags, _POLITE) and not has(tags, "plz"):
        done = has(tags, "(done|set)") and not has(tags, "thanks")
    return done, blanked
