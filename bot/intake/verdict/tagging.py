"""Tokens to tagged items: every word or phrase with its trade in the sentence, and the sentences they form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.intake.verdict.lexicon import Lexicon, begins
from bot.intake.verdict.names import named_matter
from bot.intake.verdict.word_tags import UNKNOWN, known_tag, tag_of
from bot.intake.verdict.words import Token, fold, key, tokens

_MARKS = {
    **dict.fromkeys((",", ";", "(", ")", "—", "\u2013", "-"), "comma"),
    **dict.fromkeys(("/", "|"), "slash"),
    **dict.fromkeys((".", "!", "…"), "stop"),
    ":": "colon",
    "?": "ask",
    "¿": "asks",
    "¡": "start",
    "\n": "line",
}
# Opening quotation marks and what closes them.
OPENING = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'", "`": "`"}  # noqa: RUF001 - people use them all
_LONGEST_QUOTE = 40
_ABBREVIATED = 2
_NUMBER_OR_NO = "no"
_LONGEST_COUNT = 3
_DECISIONS = ("app.", "rej.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A word, phrase, number or mark with its tag and its place in the text."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Items up to a full stop, question mark or line end.

    Attributes:
        tags: The tags, each followed by a space, which is what the grammar's patterns read.
        words: The sentence as it was written.
        question: Whether it asks.
        unknown: Words that the lexicon does not know, folded.
    """

    tags: str
    words: str
    question: bool
    unknown: tuple[str, ...] = ()


def sentences(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """Cut a cleaned text into sentences of tagged items."""
    found: list[Sentence] = []
    current: list[Item] = []
    asked = False
    for item in _tagged(_unglued(tokens(text), lexicon), lexicon):
        if item.tag in {"stop", "line", "ask"}:
            asked = asked or item.tag == "ask"
            if current:
                found.append(_sentence(current, text, asked))
            elif item.tag == "ask" and found:
                found[-1] = replace(found[-1], question=True)
            current, asked = [], False
        elif item.tag == "asks":
            if current:
                found.append(_sentence(current, text, asked=False))
                current = []
            asked = True
        elif item.tag != "start":
            current.append(item)
    if current:
        found.append(_sentence(current, text, asked))
    return tuple(found)


def _sentence(items: Sequence[Item], text: str, asked: bool) -> Sentence:
    return Sentence(
        tags="".join(f"{item.tag} " for item in items),
        words=text[items[0].start : items[-1].end].strip(),
        question=asked,
        unknown=tuple(fold(text[item.start : item.end]) for item in items if item.tag == UNKNOWN),
    )


def _unglued(words: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """Words written together («nose», «deacuerdo») or short («xq») become the words that they stand for."""
    return tuple(
        part
        for place, word in enumerate(words)
        for part in ((word,) if _is_initial(words, place) else _parts(word, lexicon))
    )


def _is_after(marks: str, words: Sequence[Token], place: int) -> bool:
    """Whether the marks stand before, as before what is filled into a form: «Autoriza (S/N): N. Motivo: …»."""
    return "".join(word.text for word in words[max(0, place - len(marks)) : place]) == marks


def _is_initial(words: Sequence[Token], place: int) -> bool:
    """«N. Pabón» signs; a lone «n» says no."""
    if [len(word.text) for word in words[place : place + 3]][:2] != [1, 1] or place + 3 > len(words):
        return False
    if _is_after("):", words, place):
        return False
    letter, dot, name = words[place : place + 3]
    if "".join(word.text for word in words[place : place + 6])[1::2] == "...":
        return all(word.text.isupper() for word in words[place : place + 6 : 2])
    return letter.text.isupper() and dot.text == "." and name.text.istitle() and len(name.text) > _ABBREVIATED


def _parts(word: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    whole = lexicon.frame.split.get(fold(word.text)) if word.kind == "word" else None
    if whole is None:
        return _unglued_decision(word, lexicon)
    return tuple(Token(text=part, kind="word", start=word.start, end=word.end) for part in whole.split())


def _unglued_decision(word: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    """«noaprobado» is two words, and so is all that another decision follows without a space."""
    folded = fold(word.text)
    if word.kind == "word" and folded not in lexicon.sounds:
        for first in lexicon.frame.glued:
            rest = word.text[len(first) :]
            if folded.startswith(first) and lexicon.exact.get(rest.lower(), "").startswith((*_DECISIONS, "go.")):
                cut = word.start + len(first)
                return replace(word, text=word.text[: len(first)], end=cut), replace(word, text=rest, start=cut)
    return (word,)


def _tagged(words: Sequence[Token], lexicon: Lexicon) -> Iterator[Item]:
    place = 0
    while place < len(words):
        token = words[place]
        tag, length = _read(words, place, lexicon)
        last = words[place + length - 1]
        if tag:
            yield Item(tag=tag, start=token.start, end=last.end)
        place += length


def _read(words: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[str, int]:
    """The tag that begins here (``""`` for nothing) and how many tokens it takes."""
    token = words[place]
    if token.kind == "mark":
        return _mark(words, place, lexicon)
    if token.kind in {"money", "id"}:
        return _number(token, lexicon), 1
    if named := named_matter(words, place, lexicon):
        return "doc", named.end - place
    if phrase := _phrase(words, place, lexicon):
        return phrase
    if (after := _abbreviation(words, place, lexicon)) is not None:
        return after
    return tag_of(token, lexicon, capital=place > 0 and words[place - 1].kind == "word"), 1


def _number(token: Token, lexicon: Lexicon) -> str:
    """Some numbers are words to a lexicon: ``100 %``, ``5/5``."""
    written = token.text.replace(" ", "")
    if known := lexicon.exact.get(written) or (lexicon.exact.get("%") if "%" in written else None):
        return known
    if token.kind == "money":
        return "money"
    return "num" if token.text.isdigit() and len(token.text) <= _LONGEST_COUNT else "id"


def _mark(words: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[str, int]:
    text = words[place].text
    if text in OPENING:
        closing = OPENING[text]
        inside = range(place + 1, min(place + _LONGEST_QUOTE, len(words)))
        end = next((index for index in inside if words[index].text == closing), None)
        return ("quoted", end - place + 1) if end else ("", 1)
    if text in lexicon.frame.bad_emoji:
        return "bad", 1
    if text.startswith((".", "_")):
        return "stop", 1
    return lexicon.exact.get(text) or _MARKS.get(text, ""), 1


def _phrase(words: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[str, int] | None:
    after = place + 1
    if after < len(words) and words[after].text == "." and len(words[place].text) <= _ABBREVIATED:
        after += 1
    if after >= len(words):
        return None
    for written, tag in lexicon.phrases.get(begins(words[place].text, words[after].text), ()):
        end = _follows(words, place, written)
        if end:
            return tag, end - place
    return None


def _follows(words: Sequence[Token], place: int, written: tuple[str, ...]) -> int | None:
    """Where the phrase ends if it stands here; dots inside abbreviations do not interrupt it."""
    index = place
    for position, part in enumerate(written):
        while (
            position and index < len(words) and words[index].text == "." and len(written[position - 1]) <= _ABBREVIATED
        ):
            index += 1
        if index >= len(words) or not _same(words[index], part):
            return None
        index += 1
    dotted = all(len(part) <= _ABBREVIATED for part in written) and index + 1 < len(words)
    return index + 1 if dotted and words[index].text == "." and words[index + 1].text.islower() else index


def _same(word: Token, part: str) -> bool:
    """Accents may be forgotten, but one that is written counts: «quedó» is not «quedo»."""
    accented = fold(word.text) != word.text.lower()
    return word.kind == "word" and key(word.text) == key(part) and not (accented and fold(part) == part)


def _abbreviation(words: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """An abbreviation takes its dot along, so that it does not end the sentence."""
    dotted = place + 1 < len(words) and words[place + 1].text == "."
    more = place + 2 < len(words) and (words[place + 2].kind != "mark" or words[place + 2].text == ":")
    folded = fold(words[place].text)
    filled_in = _is_after(":" if folded == _NUMBER_OR_NO else "):", words, place)
    if not (dotted and more) or filled_in:
        return None
    if len(folded) == 1 and words[place].text.isupper():
        return "name", 2
    if words[place + 2].text.istitle() and _decides(words[place + 2].text.lower(), lexicon):
        return None
    if folded in {_NUMBER_OR_NO, "nro", "num"} and words[place + 2].kind == "id":
        return "filler", 2
    if folded in lexicon.frame.abbreviations:
        return tag_of(words[place], lexicon, capital=True), 2
    return None


def _decides(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word begins a sentence of its own even after an abbreviation: «No era ese NIT. Apruebo.»."""
    return (known_tag(lower, lexicon) or "").startswith(_DECISIONS)
