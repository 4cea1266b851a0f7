"""Reading one sentence as an answer to "do you approve?"."""

from bot.intake.verdict.grammar import blank, has, only, pattern, settle
from bot.intake.verdict.reading import Kind, Reading
from bot.intake.verdict.tagging import Sentence
from bot.intake.verdict.undecided import POLITE, undecided

_FORMS = "app.(part|now|we|did|order)"
_REFUSED = "rej.(part|now|we|did|order)"
# What another sentence may leave open without softening a refusal.
STILL_A_NO = frozenset(
    ("lack", "repair", "negation", "objection", "partial", "bad", "irony", "neg", "other", "conditional", "undecided")
)
# Tags that leave a decision in the same sentence open, wherever they stand.
_LEAVES_OPEN = (
    *("if", "cond", "hedge", "report", "had", "would", "irony", "partial", "lack", "hold", "still", "undo", "or"),
    *("objection", "bad", "third_say", "deleg", "other", "unsure", "wh", "past", "when", "purpose", "wish"),
)
# «Aprobado, ¿cierto?» takes the decision back with at most so many words.
_TAG_QUESTION = 2
# Tags that leave a refusal open.
_SOFTENS = ("if", "cond", "hedge", "deleg", "still", "report", "would", "or", "hold", "will", "be.(fut|would)")


def read(sentence: Sentence) -> Reading:
    """Say what one sentence contributes to an approval."""
    tags = settle(sentence.tags)
    kind, reason = _asks(tags) if sentence.question else _says(tags)
    return Reading(kind=kind, reason=reason, words=sentence.words)


def _asks(tags: str) -> tuple[Kind, str]:
    if has(tags, "(app|rej|exec|go).* "):
        return Kind.QUESTION, "decision_question"
    if only(tags, "x|cap|filler|yes|neg|set") and len(tags.split()) <= _TAG_QUESTION:
        return Kind.QUESTION, "tag_question"
    if only(tags, f"{POLITE}|cop|wh|when|cond|still|x") and not has(tags, "attach|know"):
        return Kind.QUESTION, "small_question"
    return Kind.QUESTION, "question"


def _says(tags: str) -> tuple[Kind, str]:
    tags = _without_attributes(tags)
    if has(tags, "<start> mention app.part or rej.part"):
        return Kind.QUESTION, "decision_question"
    if labelled := _labelled(tags):
        return labelled
    refused, tags = _take_refusals(tags)
    approved = _approves(tags)
    if refused and approved:
        corrected = has(tags, "undo <any> app.* <any> refused <any> <end>") or has(
            tags, "app.* <any> undo <any> refused <any> <end>"
        )
        return (Kind.NO, "corrected") if corrected and not has(tags, "hold") else (Kind.OPEN, "contradiction")
    if refused and has(blank(tags, "refused clit vobo"), "vobo"):
        return Kind.OPEN, "contradiction"
    if refused:
        return _refusal(tags)
    if approved:
        return _approval(tags)
    return undecided(tags)


def _labelled(tags: str) -> tuple[Kind, str] | None:
    """A line such as «Aprueba anular: SI», copied from the question and filled in."""
    if _label(tags, "yes"):
        return Kind.YES, "labelled"
    if _label(tags, "neg|nope"):
        return Kind.NO, "labelled"
    return None


def _label(tags: str, answer: str) -> bool:
    words = tags.split()
    colon = words.index("colon") if "colon" in words[1:] else len(words)
    label, said, rest = words[:colon], words[colon + 1 : colon + 2], words[colon + 2 :]
    known = label and (label[0].startswith("app.") or label[0] == "vobo") and set(label[1:]) <= {"exec.inf", "doc", "filler", "id", "clit"}
    ends = not rest or (answer != "yes" and rest[0] in {"comma", "because"}) or rest == ["comma", "thanks"]
    return bool(known and said and said[0] in answer.split("|") and ends)


def _without_attributes(tags: str) -> str:
    """«la factura rechazada por la DIAN» after the decision describes the invoice and decides nothing."""
    for earlier in (f"{_FORMS}", f"{_REFUSED}", "se app.third", "se rej.third"):
        while True:
            shorter = _blank_attribute(tags, earlier)
            if shorter == tags:
                break
            tags = shorter
    return blank(tags, "rej.now clit (objection|snag)")


def _blank_attribute(tags: str, earlier: str) -> str:
    match = pattern(f"{earlier} <clause> (doc|id|num|name)").search(tags)
    if not match:
        return tags
    rest = tags[match.end() :]
    found = pattern("<start> (neg|filler|clit|lack)").match(rest)
    start = found.end() if found else 0
    follows = pattern("(app|rej).part").match(rest, start)
    if not follows:
        return tags
    return tags[: match.end()] + "void " * rest[: follows.end()].count(" ") + rest[follows.end() :]


def _take_refusals(tags: str) -> tuple[bool, str]:
    """Whether the sentence refuses, and its tags with every refusal and every denied refusal blanked."""
    tags = blank(tags, "prep rej.part neg", "unrefused")
    tags = blank(tags, "neg <link> rej.* neg (comma|colon)", "unrefused")
    tags = blank(tags, "neg <link> rej.*", "unrefused")
    tags = blank(tags, "rej.* neg (comma|colon)", "unrefused")
    tags = blank(tags, "neg prep rej.*", "unrefused")
    tags = blank(tags, "neg cop that <any>", "cond")
    if (
        has(tags, "neg <have> neg <link> app.*")
        or has(tags, "(x|cap) neg app.part")
        or (has(tags, "unrefused") and has(tags, "neg <link> app.*"))
    ):
        return False, blank(tags, "neg <any>", "cond")
    refused = False
    for shape in (
        "neg <link> app.(part|now|we|did|inf|noun|third|he|fut|order|would)",
        "neg <near> app.(part|now|we|inf|noun)",
        "nope <link> app.*",
        "neg <link> (go|exec).*",
        "neg that app.inf",
        "neg <have> app.inf",
        "neg clit app.subj",
        "(vobo|app.noun|free) neg <link> own",
        "mine (vobo|app.noun|free) neg",
        "neg <link> repair.(now|we)",
        "neg <link> merit <link> (app.inf|app.noun|exec.inf|go.inf|doc)",
        "neg <link> ready",
        "neg <link> (vobo|free)",
        "sin <link> (app.inf|app.noun|app.part|vobo|free|go.inf)",
        "rej.(part|now|we|did|order)",
        "must rej.inf",
        "se clit rej.third",
        "se rej.third",
        "se rej.he",
        "self rej.third",
        "<start> rej.noun",
        "return",
    ):
        emptied = blank(tags, shape, "refused")
        refused = refused or emptied != tags
        tags = emptied
    for shape in (f"{_FORMS} neg comma", f"{_FORMS} neg <end>"):
        emptied = blank(tags, shape, "refused")
        refused = refused or emptied != tags
        tags = emptied
    return refused, tags


def _approves(tags: str) -> bool:
    return any(
        has(tags, shape)
        for shape in (
            _FORMS,
            "se app.third",
            "se clit app.third",
            "se app.he",
            "self app.third",
            "self <link> app.third",
            "clear",
            "must app.inf",
        )
    )


def _refusal(tags: str) -> tuple[Kind, str]:
    tags = blank(tags, "refused <clause> (comma|and|purpose) <polite> (task|return|repair.*|attach) <any>", "refused")
    for tag in _SOFTENS:
        if has(tags, tag):
            return Kind.OPEN, f"refusal_{tag}"
    if has(tags, "who <link> refused"):
        return Kind.OPEN, "third_party"
    if has(tags, "refused <any> (but|yet) <any> (yes|go.*|vobo|exec.*)") or has(tags, "refused comma (yes|go.subj) <end>"):
        return Kind.OPEN, "contradiction"
    if has(tags, "neg") and has(tags, "unrefused"):
        return Kind.OPEN, "contradiction"
    if has(tags, "<start> other <any> refused"):
        return Kind.OPEN, "other_matter"
    return Kind.NO, "corrected" if has(tags, "undo") else "negated"


def _approval(tags: str) -> tuple[Kind, str]:
    conditioned = has(tags, "scold <any> (if|cond|when|hold|lack|app.*|repair.*)")
    bare = tags if conditioned else blank(tags, "scold <any>")
    for tag in _LEAVES_OPEN:
        if has(bare, tag):
            return Kind.OPEN, tag
    for shape, reason in _OPEN_SHAPES:
        if has(bare, shape):
            return Kind.OPEN, reason
    if _depends(bare):
        return Kind.OPEN, "circumstance"
    if has(bare, f"(x|cap) <any> {_FORMS}") and not _concludes(bare):
        return Kind.OPEN, "unknown_before"
    return Kind.YES, "concluded" if has(tags, "<start> so") else "explicit"


_OPEN_SHAPES = (
    (f"{_FORMS} <any> neg", "negation_after"),
    (f"<start> neg comma {_FORMS}", "no_then_yes"),
    (f"neg comma <link> {_FORMS}", "no_then_yes"),
    (f"{_FORMS} <any> but", "but"),
    (f"<any> later <any> {_FORMS}", "future"),
    (f"{_FORMS} <clause> later", "future"),
    ("<any> (ought|will) <any> app.*", "obligation"),
    ("slash", "echo"),
    ("mention <any> app.*", "mention"),
    ("app.* <clause> mention", "mention"),
    ("who (app.now|app.did)", "third_party"),
    ("who clit (app.now|app.did)", "third_party"),
    ("(who|name) perf app.part", "third_party"),
    ("(who|name) perf cop app.part", "third_party"),
    (f"{_FORMS} topic (name|who|x)", "other_matter"),
    (f"{_FORMS} topic clit (name|who|x)", "other_matter"),
    ("perf <link> app.part <clause> who", "agent"),
    (f"{_FORMS} <any> (repair|rej|think).(subj|inf|they|order)", "repair"),
    (f"{_FORMS} (prep|clit|filler|num) money", "amount"),
    (f"{_FORMS} money", "amount"),
    (f"{_FORMS} num x", "amount"),
    (f"{_FORMS} <clause> repair.*", "repair"),
    ("your (app.noun|vobo|app.part)", "request"),
    ("prep app.part", "mention"),
    (f"that <link> {_FORMS}", "reported"),
    (f"be.(fut|would|was) <link> {_FORMS}", "future"),
    ("prep cop app.part", "future"),
    (f"{_FORMS} <link> num prep", "partial"),
    ("think.(now|we|fut)", "future"),
    ("tell.(we|fut)", "future"),
    ("app.now prep who", "agreement"),
    ("app.now who", "agreement"),
    (f"{_FORMS} clit who", "agreement"),
    (f"{_FORMS} colon (who|name|cap)", "agent"),
    (f"{_FORMS} think.*", "other_act"),
    (f"{_FORMS} and later", "future"),
    (f"{_FORMS} <any> ought <link> (doc|who|stamp|repair.third)", "first"),
    # «firmada la carta, se aprueba», «al corregir, aprobado».
    (f"<start> repair.part <clause> comma <link> {_FORMS}", "first"),
    ("<start> prep (repair|exec|fil|go|tell).inf", "circumstance"),
    # «mándenme la carta y lo apruebo»: an order first, the approval after it.
    (f"(x|cap|plz|task|attach|return) <any> and <link> {_FORMS}", "first"),
    (f"(repair|tell|think|go|fil|dig|exec).(subj|order|they|third|you|inf) <any> and <link> {_FORMS}", "first"),
    ("<start> prep neg (inf|can|would|have)", "circumstance"),
    ("comma prep neg (inf|can|would|have)", "circumstance"),
    ("ger", "circumstance"),
    ("rej.ger", "circumstance"),
    ("app.ger", "circumstance"),
    ("<start> prep inf", "circumstance"),
    # «aprobado con la carta», «con la carta, aprobado»: what comes with it may be a condition.
    (f"{_FORMS} <clause> with", "circumstance"),
    (f"<start> with <clause> comma <link> {_FORMS}", "circumstance"),
    (f"{_FORMS} comma with clit (doc|stamp|x|who|repair.part)", "circumstance"),
    (f"{_FORMS} comma with (doc|stamp|x|who|repair.part)", "circumstance"),
    (f"{_FORMS} and repair.part prep", "circumstance"),
    (f"{_FORMS} comma later <end>", "future"),
    (f"{_FORMS} clit rej.(noun|inf)", "other_act"),
    (f"{_FORMS} rej.(noun|inf)", "other_act"),
    ("who app.part", "mention"),
    ("plz <clause> app.(part|now|we|did|order)", "request"),
    ("(x|cap|valid|inf|hush) app.part", "mention"),
    (f"{_FORMS} <clause> (x|cap)", "other_matter"),
    (f"(x|cap) <clause> {_FORMS}", "other_matter"),
    (f"{_FORMS} prep (who|name)", "agent"),
    (f"{_FORMS} prep clit who", "agent"),
    (f"{_FORMS} <clause> that", "other_act"),
    # A closed world: words that nobody listed may carry a condition where conditions stand.
    (f"{_FORMS} <any> comma (prep|with|by|sin|ger|wh|that wh) <clause> (x|cap)", "unknown_after"),
)


def _concludes(tags: str) -> bool:
    """Whether what stands before the decision is what was looked at, or the ground that it follows from."""
    return has(tags, "<start> <polite> know") or has(tags, f"so <link> {_FORMS}")


def _depends(tags: str) -> bool:
    """Whether a circumstance leads the deciding clause: «con la carta firmada lo apruebo», «a las 4 la apruebo»."""
    led = pattern(f"prep <clause> {_FORMS}").search(tags)
    if not led:
        return False
    before = tags[: led.start()].split()
    leads = not before or before[-1] in {"comma", "colon", "and", "so"}
    return leads and not pattern("prep (self|mine|doc|topic)").match(tags, led.start())
