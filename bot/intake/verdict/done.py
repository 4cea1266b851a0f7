"""Reading an answer to "is it scanned?" or "is it filed?"."""

from bot.intake.verdict.grammar import blank, has, only
from bot.intake.verdict.settle import settle
from bot.intake.verdict.tagging import Sentence

_POLITE = (
    "filler|already|art|prep|with|by|mine|valid|comma|colon|clit|se|and|self|doc|id|num|cop|harmless|okay|task|attach|yes|set"
    "|done|why|perf|place|left|plz|thanks"
)

# «Listo el radicado», «quedó con radicado 5521»: the noun says the deed.
_FILED = ("(set|yes|done) clit fil.part", "left with fil.part (num|id)")


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
    if not has(tags, f"({family}.(we|now)|stays {family}.part|be.*|will)"):
        tags = tags.replace("weekday ", "filler ")
    done, blanked = _deed(tags, family)
    for kind, reason, shape in _rules(family):
        if has(blanked, shape) or (kind == "open" and has(tags, shape)):
            return kind, reason
    if done:
        doubt = next((reason for reason, shape in _doubts(family) if has(blanked, shape)), None)
        return ("open", doubt) if doubt else ("done", "explicit")
    return ("open", "undecided") if has(tags, f"({family}.*|app.*|got)") else ("talk", "talk")


def _rules(family: str) -> tuple[tuple[str, str, str], ...]:
    """What a sentence says before it is asked whether the deed is done, the first that fits: kind, reason, pattern."""
    return (
        ("open", "conditional", "(if|deleg|undo)"),
        ("open", "undecided", "neg hedge"),
        ("open", "undecided", "neg perf know"),
        ("open", "future", f"{family}.fut"),
        ("open", "handed", f"{family}.(did|part|he|we) <clause> prep <the> courier"),
        ("open", "postscript", "ps"),
        ("open", "reported", f"report <any> {family}.(they|he|part)"),
        ("not_done", "trouble", "(lack|trouble|partial|still|objection|rej.(they|he|third|part))"),
        ("not_done", "negated", "neg|nope|sin"),
        ("open", "redo", "redo"),
        ("open", "undecided", "unsure|wh|when|cond|purpose|will|hedge|report|ought|or|would|hold|irony"),
        ("open", "other", f"(x|cap) {family}.part"),
        ("open", "other", f"{family}.(part|did|we) clit x"),
        ("open", "undecided", "think.(inf|subj)"),
    )


def _doubts(family: str) -> tuple[tuple[str, str], ...]:
    """What leaves a deed open that the sentence calls done."""
    return (
        ("future", "be.(fut|would|was)"),
        ("future", f"{family}.part <any> prep {family}.inf"),
        ("other", "other"),
        ("doubt", "but|later|bad|had|got"),
    )


def _deed(tags: str, family: str) -> tuple[bool, str]:
    """Whether the sentence says that the deed is done, and its tags without what says so."""
    blanked = blank(tags, f"neg <link> {family}.*", "neg")
    shapes = [
        f"{family}.(part|did|we)",
        f"se clit {family}.(he|now)",
        f"se {family}.(he|now)",
        f"perf {family}.part",
        f"already clit {family}.subj",
        f"<start> clit {family}.he",
        f"already clit {family}.he",
        f"already {family}.subj",
        f"(done|set) <any> {family}.noun",
        f"done prep {family}.inf",
        f"just {family}.inf",
        "<start> already <end>",
        f"{family}.noun <any> (done|set|valid)",
    ]
    if family == "fil":
        shapes += [
            "(fil.part|done|valid|got|x) <clause> desk",
            "attach <any> stamp",
            "stamp <any> attach",
            "took",
            *_FILED,
        ]
        if not any(has(blanked, shape) for shape in _FILED):
            blanked = blank(blanked, "(prep|clit|ought|attach|plz|mine) fil.part", "noun")
    else:
        shapes += ["(done|left) <any> place", "attach <any> dig.noun"]
    done = any(has(blanked, shape) for shape in shapes)
    if not done and only(tags, _POLITE) and not has(tags, "plz"):
        done = has(tags, "done") or (has(tags, "set") and not has(tags, "thanks"))
    return done, blanked
