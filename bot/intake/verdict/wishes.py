"""What a free answer asks for, or leaves as it is, besides its verdict."""

import re
from collections.abc import Iterable, Iterator

from bot.core.intent import Wish
from bot.intake.verdict.answers import answer_to_read, folded_sentences
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of, says
from bot.intake.verdict.words import fold

_CLAUSE = re.compile(r"[,:()]")
_NAMED_APART = re.compile(r"[\n.,;:()]")
_CLAUSE_ENDS = r"(?=[,:()]|$)"
_DENIED_REACH = 3
_OBJECT_REACH = 4


def wishes(text: str, lexicon: Lexicon) -> frozenset[Wish]:
    """Return what a sender asks for.

    To annul *the invoice* is what the process is about; a withdrawal speaks of the request itself or desists, and is
    neither asked nor doubted nor only the reason of the request: it cannot be undone.
    """
    found: set[Wish] = set()
    sentences = folded_sentences(text, lexicon)
    unsure = any(says(sentence, lexicon.lists["withdraw_doubts"]) for sentence in sentences)
    for sentence in sentences:
        if _asks(sentence, "reconsider", lexicon):
            found.add(Wish.RECONSIDER)
        if _needs_copy(sentence, lexicon):
            found.add(Wish.BETTER_COPY)
        if not sentence.endswith("?") and _asks(sentence, "lacking", lexicon):
            found.add(Wish.LACKING)
        if not sentence.endswith("?") and any(True for _ in _places(sentence, "no_better", lexicon)):
            found.add(Wish.NO_BETTER)
        if not (unsure or sentence.endswith("?")) and _withdraws(sentence, lexicon):
            found.add(Wish.WITHDRAW)
    if _says_misread(sentences, lexicon):
        found.add(Wish.MISREAD)
    return frozenset(found)


def keeps_decision(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says that a decision stays as it is: «se mantiene», «déjelo como estaba»."""
    return any(
        _asks(sentence, "change_keeps", lexicon)
        for sentence in folded_sentences(text, lexicon)
        if not sentence.endswith("?")
    )


def leaves_it_so(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is a no and besides at most «déjelo así», which alone could also stop what was decided."""
    polite = set(map(fold, lexicon.lists["courtesies"]))
    clauses = [clause.split() for sentence in folded_sentences(text, lexicon) for clause in _CLAUSE.split(sentence)]
    said = [" ".join(words) for words in clauses if not polite.issuperset(words)]
    left = any_of(lexicon.lists["change_left"])
    return said[:1] == ["no"] and all(left.fullmatch(clause) for clause in said[1:])


def named_words(text: str, words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Return those of some words that a text names and does not deny in the same clause; none where it asks."""
    answer = answer_to_read(text, lexicon)
    if "?" in answer:
        return ()
    turns = any_of(lexicon.lists["clause_turns"])
    clauses = [part for clause in _NAMED_APART.split(fold(answer)) for part in turns.split(clause)]
    said = " . ".join(clause for clause in clauses if not says(clause, lexicon.lists["denials"]))
    return tuple(word for word in words if says(said, (word,)))


def _asks(sentence: str, name: str, lexicon: Lexicon) -> bool:
    return any(not _denied(sentence, place, lexicon) for place in _places(sentence, name, lexicon))


def _needs_copy(sentence: str, lexicon: Lexicon) -> bool:
    """«Está ilegible», «no me llegó», «¿me lo reenvía?»."""
    if _asks(sentence, "send_again", lexicon):
        return True
    if sentence.endswith("?"):
        return False
    unreached = any(_denied(sentence, place, lexicon) for place in _places(sentence, "reached", lexicon))
    absent = any_of(lexicon.lists["absent"], _CLAUSE_ENDS).search(sentence) is not None
    return unreached or absent or _asks(sentence, "bad_copy", lexicon)


def _says_misread(sentences: Iterable[str], lexicon: Lexicon) -> bool:
    """«El NIT está bien», «en la carta dice 58213»; not «está bien, ya lo corrijo», nor «lo demás está bien»."""
    told = [sentence for sentence in sentences if not sentence.endswith("?")]
    if any(_asks(sentence, "misread_not", lexicon) for sentence in told):
        return False
    return any(_asks(sentence, "misread", lexicon) or _is_right(sentence, lexicon) for sentence in told)


def _is_right(sentence: str, lexicon: Lexicon) -> bool:
    polite = {word for phrase in lexicon.lists["courtesies"] for word in fold(phrase).split()}
    right = (place for place in _places(sentence, "misread_of", lexicon) if not _denied(sentence, place, lexicon))
    return any(not polite.issuperset(_CLAUSE.split(sentence[:place])[-1].split()) for place in right)


def _withdraws(sentence: str, lexicon: Lexicon) -> bool:
    if _asks(sentence, "withdraw", lexicon) or any(_gives_up(clause, lexicon) for clause in _CLAUSE.split(sentence)):
        return True
    if _no_longer(sentence, lexicon) or _goes_no_further(sentence, lexicon) or _undoes(sentence, lexicon):
        return True
    objects = list(_places(sentence, "withdraw_objects", lexicon))
    return any(
        not _denied(sentence, verb, lexicon) and any(_near(sentence, verb, thing) for thing in objects)
        for verb in _places(sentence, "withdraw_verbs", lexicon)
    )


def _gives_up(clause: str, lexicon: Lexicon) -> bool:
    """«Ya no hace falta», or «cancelar» and nothing else; the service, the contract, the invoice are no request."""
    if says(clause, lexicon.lists["withdraw_reasons"]):
        return not says(clause, lexicon.lists["withdraw_others"])
    polite = set(map(fold, lexicon.lists["courtesies"]))
    said = " ".join(word for word in clause.rstrip("?").split() if word not in polite)
    return not clause.endswith("?") and any_of(lexicon.lists["withdraw_alone"]).fullmatch(said) is not None


def _no_longer(sentence: str, lexicon: Lexicon) -> bool:
    """«Ya no hay que anularla» and nothing besides; «ya no refacturen, solo anulen» asks for something else."""
    if sentence.endswith("?") or says(sentence, lexicon.lists["withdraw_contrasts"]):
        return False
    lists = ("withdraw_needless", "withdraw_modals", "withdraw_deeds", "withdraw_undone", "withdraw_ends")
    needless, modals, deeds, undone, ends = (f"(?:{any_of(lexicon.lists[name]).pattern} ?)" for name in lists)
    told = re.compile(rf"(?:\bya no {modals}{{0,4}}(?:{deeds}|{undone})|{needless}{modals}{{0,2}}{deeds}){ends}*$")
    return any(told.search(clause.rstrip(" .")) for clause in _CLAUSE.split(sentence))


def _goes_no_further(sentence: str, lexicon: Lexicon) -> bool:
    """«No radicar ni seguir», «no la anulen» and nothing else in the clause, nor anything else asked for instead."""
    if sentence.endswith("?") or says(sentence, lexicon.lists["withdraw_contrasts"]):
        return False
    steps, links, polite = (
        set(map(fold, lexicon.lists[name])) for name in ("withdraw_steps", "withdraw_stepping", "courtesies")
    )
    clauses = (set(clause.split()) for clause in _CLAUSE.split(sentence))
    return any("no" in words and words & steps and words <= steps | links | polite for words in clauses)


def _undoes(sentence: str, lexicon: Lexicon) -> bool:
    """«Cancelen esta anulación», «dejen sin efecto la anulación», and nothing else instead."""
    undo, acts = (any_of(lexicon.lists[name]).pattern for name in ("withdraw_undo", "withdraw_acts"))
    undone = re.finditer(rf"{undo} (?:por favor )?{acts}", sentence)
    contrasted = sentence.endswith("?") or says(sentence, lexicon.lists["withdraw_contrasts"])
    return not contrasted and any(not _denied(sentence, one.start(), lexicon) for one in undone)


def _near(sentence: str, verb: int, thing: int) -> bool:
    """The request is the verb's object: «anular esta solicitud», not «anular la factura de la solicitud»."""
    return verb < thing and len(sentence[verb:thing].split()) <= _OBJECT_REACH


def _places(sentence: str, name: str, lexicon: Lexicon) -> Iterator[int]:
    return (match.start() for match in any_of(lexicon.lists[name]).finditer(sentence))


def _denied(sentence: str, place: int, lexicon: Lexicon) -> bool:
    """Whether the words before, in the same clause, deny what stands at ``place``: «no falta la carta»."""
    denials = set(map(fold, lexicon.lists["denials"]))
    if sentence[place:].split(maxsplit=1)[0] in denials:
        return False
    before = _CLAUSE.split(sentence[:place])[-1].split()[-_DENIED_REACH:]
    return bool(set(before) & denials)
