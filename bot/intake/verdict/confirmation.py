"""Yes or no to a question of ours, such as "did you see the signature?", and words of mere courtesy.

A yes may bring its proof along ("sí, vi la firma"), and a no may be said without the word ("no está firmada"). Words
that approve or refuse something are no answer to such a question: whoever is asked to confirm a change and writes
"rechazado" may mean either.
"""

import re
from functools import lru_cache

from bot.core.intent import Verdict
from bot.intake.verdict.frame import answer_of
from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.phrases import any_of, words_in
from bot.intake.verdict.words import clean, fold

_LONGEST = 2_000
_WORD = re.compile(r"[^\W_]+")
# «Sí, la vi», «si, la tiene», «si la vi»: a yes, and no condition as «si la firma aparece» is.
_AFFIRMED = re.compile(
    r"(?i)\bsí\b|\bsi\b(?=\s*[,.;:!\n])"
    r"|\bsi\b(?=\s+(?:la|lo|las|los)\s+(?:vi\b|vimos\b|(?:veo|tengo|tiene|trae)\W*$))"
)
_QUESTION = re.compile(r"[?¿]")
_CLAUSE = re.compile(r"[^,.;:\n]+")


def confirmation(text: str, lexicon: Lexicon) -> tuple[Verdict, str]:
    """What an answer says to a yes-or-no question, and why: ``APPROVE`` is yes, ``REJECT`` is no."""
    answer = answer_of(clean(text), lexicon).strip() if len(text) <= _LONGEST else ""
    said = _spaced(answer)
    in_doubt = _spaced(_AFFIRMED.sub(" ", answer))
    if not said.strip():
        return Verdict.UNCLEAR, "empty"
    if _QUESTION.search(answer) or _found(in_doubt, "confirm_doubts", lexicon):
        return Verdict.UNCLEAR, "doubt"
    yes, no = _found(said, "confirm_yes", lexicon), _found(said, "confirm_no", lexicon)
    proof, denied = _found(said, "confirm_proofs", lexicon), _found(said, "denials", lexicon)
    if (yes or proof) and not denied:
        return Verdict.APPROVE, "yes"
    if not yes and (no or (proof and denied)):
        return (Verdict.REJECT, "no") if proof or _denies(answer, lexicon) else (Verdict.UNCLEAR, "no_of_what")
    return Verdict.UNCLEAR, "mixed" if yes or no else "talk"


def _denies(answer: str, lexicon: Lexicon) -> bool:
    """Whether a no stands by itself, or is about what was to be seen: «no entiendo», «no abre» are about neither."""
    alone = words_in(lexicon.lists["confirm_no"]) | words_in(lexicon.lists["courtesies"])
    clauses = (_WORD.findall(clause) for clause in _CLAUSE.findall(fold(answer)))
    return _found(_spaced(answer), "looked_for", lexicon) or any(alone.issuperset(words) for words in clauses if words)


def is_confirmed(text: str, lexicon: Lexicon, names: frozenset[str], signers: frozenset[str] = frozenset()) -> bool:
    """Whether a yes says nothing but what the person themselves saw, so that it holds: «sí, la vi», «está firmada».

    «Sí, según Diana», «sí, firmó el portero» and «confirmo recibido» are asked about again.

    Args:
        text: What the person wrote, which says yes.
        lexicon: The words; only those of ``confirm_beside`` and courtesies may stand beside the yes.
        names: Folded words of the case's names, which may stand anywhere but beside a signature: whose is it?
        signers: Folded words of the names that stand where the client signs, which may.
    """
    lists = lexicon.lists
    known = words_in(lists["confirm_yes"]) | words_in(lists["confirm_beside"]) | words_in(lists["courtesies"])
    answer = fold(answer_of(clean(text), lexicon))
    if _found(_spaced(answer), "confirm_hearsay", lexicon):
        return False
    if _signer(lists["confirm_signed_by"], lists["confirm_staff"]).search(_spaced(answer)):
        return False
    clauses = (frozenset(_WORD.findall(clause)) for clause in _CLAUSE.findall(answer))
    signs = words_in(lists["confirm_signature"])
    return all(words <= (known | (signers if words & signs else names)) for words in clauses)


def is_courtesy(text: str, lexicon: Lexicon, people: tuple[str, ...] = ()) -> bool:
    """Whether a text only greets, thanks or acknowledges, so that nobody waits for an answer to it.

    Args:
        text: What the person wrote.
        lexicon: The words.
        people: Names of those who may be called in it: «gracias, Diana».
    """
    return _says_only(text, words_in(lexicon.lists["courtesies"]) | words_in(people), lexicon)


def undoes(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says nothing but that what was decided shall be undone: «DESHACER, por favor»."""
    lists = lexicon.lists
    known = words_in(lists["courtesies"]) | words_in(lists["undo_decision"]) | words_in(lists["undo_beside"])
    named = any_of(lists["undo_decision"]).search(fold(text)) is not None
    return named and "?" not in text and _says_only(text, known, lexicon)


def is_promise(text: str, lexicon: Lexicon, people: tuple[str, ...] = ()) -> bool:
    """Whether a text only acknowledges, or says that what was asked will be done: «ok, ya lo hago».

    Args:
        text: What the person wrote.
        lexicon: The words.
        people: Names of those who may be called in it, as for :func:`is_courtesy`.
    """
    lists = lexicon.lists
    polite = words_in(lists["courtesies"]) | words_in(lists["promises"]) | words_in(people)
    return _says_only(text, polite, lexicon, beside=lists["promised"])


def says_only_not_yet(text: str, lexicon: Lexicon, people: tuple[str, ...] = ()) -> bool:
    """Whether a text says that work is not done, and nothing but that and when it will be: «todavía no, mañana».

    Args:
        text: What the person wrote.
        lexicon: The words.
        people: Names of those who may be called in it, as for :func:`is_courtesy`.
    """
    lists = lexicon.lists
    plain = words_in(lists["courtesies"]) | words_in(lists["promises"]) | words_in(lists["not_yet"])
    return _says_only(text, plain | words_in(people), lexicon, beside=lists["promised"])


def _says_only(text: str, polite: frozenset[str], lexicon: Lexicon, beside: tuple[str, ...] = ()) -> bool:
    answer = answer_of(clean(text), lexicon) if len(text) <= _LONGEST else text
    if _QUESTION.search(answer):
        return False
    rest = any_of(beside).sub(" ", fold(answer)) if beside else fold(answer)
    return all(word in polite for word in _WORD.findall(rest))


def only_agrees(text: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a text holds nothing but a yes, courtesies and the words of a list."""
    lists = lexicon.lists
    agreeing = words_in(lists["confirm_yes"]) | words_in(lists["courtesies"]) | words_in(lists[name])
    return agreeing.issuperset(_WORD.findall(fold(answer_of(clean(text), lexicon))))


def _spaced(answer: str) -> str:
    return f" {' '.join(_WORD.findall(fold(answer)))} "


def _found(said: str, name: str, lexicon: Lexicon) -> bool:
    return any(phrase in said for phrase in _phrases(lexicon.lists[name]))


@lru_cache(maxsize=4)
def _signer(signed: tuple[str, ...], staff: tuple[str, ...]) -> re.Pattern[str]:
    """«La firmó nuestro coordinador»: one of ours is no client."""
    return re.compile(rf"{any_of(signed).pattern} (?:\w+ ){{0,3}}{any_of(staff).pattern}")


@lru_cache(maxsize=16)
def _phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_spaced, phrases))
