"""The verdict on an answer about what was decided already: is a decision taken back, is a request withdrawn."""

from bot.core.intent import Stage, Verdict, Wish
from bot.intake.verdict.confirmation import only_agrees
from bot.intake.verdict.frame import answer_of
from bot.intake.verdict.grammar import has, has_any
from bot.intake.verdict.judge import Judgement, judge
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import says
from bot.intake.verdict.tagging import sentences
from bot.intake.verdict.wishes import keeps_decision, leaves_it_so, wishes
from bot.intake.verdict.words import clean, fold

_FAMILIES_OF_DECISIONS = {"app": Verdict.APPROVE, "rej": Verdict.REJECT}
_GOING_ON = frozenset({"exec", "go"})


def judge_change(
    text: str,
    target: Verdict,
    lexicon: Lexicon,
    own: frozenset[str] = frozenset(),
    names: frozenset[str] | None = None,
) -> Judgement:
    """Say whether somebody takes a decision back, asked for yes or no; never raises.

    A bare yes changes it, and a bare no or words that keep it («se mantiene», «déjelo como estaba») do not. Where the
    words name a decision too, that must point the same way: «no, rechazado» and «no la anulen» say both of an
    approval. A yes beside anything else changes nothing: «sí, que quede así» means a no. A decision alone («aprobado»,
    «no la apruebo») answers only where it would bring the other one: there it can mean nothing else.

    Args:
        text: What the person wrote.
        target: The decision that a yes would bring.
        lexicon: The words.
        own: Identifiers of the case, as for :func:`judge`.
        names: Names of the case, as there.
    """
    said = judge(text, Stage.CONFIRMATION, lexicon, own, names)
    if said.verdict is Verdict.REJECT and leaves_it_so(text, lexicon):
        return said
    decided = judge(text, Stage.APPROVAL, lexicon, own, names)
    keeps = said.reason != "doubt" and keeps_decision(text, lexicon)
    means = {said.verdict} - {Verdict.UNCLEAR} | ({Verdict.REJECT} if keeps else set())
    named = _decision(decided)
    alone = said.reason == "talk" and target is Verdict.APPROVE
    if named is target and _refuses_anew(said, text, lexicon):
        means = {Verdict.APPROVE}
    elif named and (means or alone):
        means.add(Verdict.APPROVE if named is target else Verdict.REJECT)
    current = Verdict.REJECT if target is Verdict.APPROVE else Verdict.APPROVE
    fitting = {target} if Verdict.APPROVE in means else {current} if keeps else set[Verdict]()
    if len(means) != 1 or (named is None and not _mentioned(text, lexicon) <= fitting):
        reason = "contradiction" if means else said.reason
        return _unclear(said, reason)
    is_named = named is target or target in _mentioned(text, lexicon)
    if Verdict.APPROVE in means and not _changes(text, lexicon, is_named=is_named):
        return _unclear(said, "contradiction")
    return Judgement(verdict=means.pop(), words=said.words, reason="change")


def judge_change_by_word(
    text: str,
    target: Verdict,
    lexicon: Lexicon,
    own: frozenset[str] = frozenset(),
    names: frozenset[str] | None = None,
) -> Judgement:
    """The same where the word of the decision was asked for: nothing but that word changes it; never raises."""
    words = answer_of(clean(text), lexicon).strip()
    named = _decision(judge(text, Stage.APPROVAL, lexicon, own, names))
    said = judge(text, Stage.CONFIRMATION, lexicon, own, names)
    if named is target and (target in _mentioned(text, lexicon) or _refuses_anew(said, text, lexicon)):
        return Judgement(verdict=Verdict.APPROVE, words=words, reason="change")
    if named not in (None, target):
        return Judgement(verdict=Verdict.REJECT, words=words, reason="kept")
    changed = judge_change(text, target, lexicon, own, names)
    return changed if changed.verdict is Verdict.REJECT else _unclear(changed, "no_word")


def judge_withdrawal(
    text: str, lexicon: Lexicon, own: frozenset[str] = frozenset(), names: frozenset[str] | None = None
) -> Judgement:
    """Say whether somebody agrees that a request is withdrawn, asked for yes or no; never raises.

    «No sigan con ella» and «no hay problema» agree with it, though they begin with a no, and «sí, sigan con la
    anulación» does not: they are asked about again.
    """
    said = judge(text, Stage.CONFIRMATION, lexicon, own, names)
    decided = judge(text, Stage.APPROVAL, lexicon, own, names)
    agrees = decided.verdict is Verdict.APPROVE or decided.reason == "nod" or Wish.WITHDRAW in wishes(text, lexicon)
    if said.verdict is Verdict.REJECT and agrees:
        return _unclear(said, "contradiction")
    if said.verdict is Verdict.APPROVE and not _withdraws(text, lexicon):
        return _unclear(said, "contradiction")
    return said


# What a yes-or-no question hears in a refusal: a no, or nothing; «no estoy de acuerdo» may mean the change.
_NO_BESIDE = frozenset({"no", "no_of_what", "talk"})
# «No la apruebo», «mejor no aprobado», «rechazado»; «no, rechazado» and «no apruebo el cambio» may keep an approval.
_REFUSED_ANEW = ("<start> <lead> (neg|nope) <the> app.(now|part|we)", "<start> <lead> rej.(now|part|we)")


def _refuses_anew(said: Judgement, text: str, lexicon: Lexicon) -> bool:
    """Whether a text begins with the refusal itself, and speaks of no change of it."""
    if said.reason not in _NO_BESIDE:
        return False
    first = next(iter(sentences(answer_of(clean(text), lexicon), lexicon)), None)
    return first is not None and has_any(first.tags, _REFUSED_ANEW) and not has(first.tags, "(~thing|repair.*)")


def _unclear(said: Judgement, reason: str) -> Judgement:
    return Judgement(verdict=Verdict.UNCLEAR, words=said.words, reason=reason)


def _changes(text: str, lexicon: Lexicon, *, is_named: bool) -> bool:
    """Whether what stands beside a yes agrees with it, and does not keep the decision."""
    said = fold(answer_of(clean(text), lexicon))
    agrees = only_agrees(text, "change_agreed", lexicon) and not says(said, lexicon.lists["change_vague"])
    return (is_named or agrees) and not says(said, lexicon.lists["change_stays"])


def _withdraws(text: str, lexicon: Lexicon) -> bool:
    """Whether what stands beside a yes agrees with a withdrawal, or speaks of it and not of going on."""
    if only_agrees(text, "withdrawal_agreed", lexicon):
        return True
    spoken = says(fold(answer_of(clean(text), lexicon)), lexicon.lists["withdrawal_agreed"])
    return (spoken or Wish.WITHDRAW in wishes(text, lexicon)) and not _families(text, lexicon) & _GOING_ON


# What an approval judges of a mere yes or no: it names no decision.
_BARE = frozenset({"bare_yes", "bare_no", "no_with_reason"})


def _decision(decided: Judgement) -> Verdict | None:
    """The decision that the words themselves name: also «no, sigan» goes on with it."""
    if decided.reason == "no_then_yes":
        return Verdict.APPROVE
    return None if decided.verdict is Verdict.UNCLEAR or decided.reason in _BARE else decided.verdict


def _mentioned(text: str, lexicon: Lexicon) -> frozenset[Verdict]:
    """The decisions that some word speaks of, whatever the sentence makes of them."""
    families = _families(text, lexicon)
    return frozenset(verdict for family, verdict in _FAMILIES_OF_DECISIONS.items() if family in families)


def _families(text: str, lexicon: Lexicon) -> frozenset[str]:
    said = sentences(answer_of(clean(text), lexicon), lexicon)
    return frozenset(tag.partition(".")[0] for sentence in said for tag in sentence.tags.split())
