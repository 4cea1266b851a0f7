"""What stands around the answer and is not the answer: quoted lines, signature, notices, telephone footers."""

import re

from bot.intake.verdict.lexicon import Lexicon
from bot.intake.verdict.speaking import orders_work, speaks
from bot.intake.verdict.tagging import OPENING, sentences
from bot.intake.verdict.words import fold

_WORD = re.compile(r"[^\W_]+")
_CONTINUES = re.compile(r"\n(?=[a-zñáéíóú(,;])")
_ENDED = re.compile(r"[.!?:;…]\s*$")
_NOTICE_HITS = 2
_LONGEST_SIGNATURE_LINE = 14
_LONGEST_NAME = 7
_LONGEST_FOOTER = 60
_NAME_TAGS = frozenset(
    (
        *("name", "cap", "art", "inf", "already", "left", "prep", "mine", "x", "valid", "filler", "clit", "num", "id"),
        *("fil.noun", "dig.noun", "comma", "who", "hush", "doc", "attach", "stamp", "and", "slash", "colon", "task"),
        *("go.third", "quoted", "stop", "done", "initials", "part", "like", "ruling"),
        *("manner", "sir", "don"),
    )
)


def answer_of(text: str, lexicon: Lexicon) -> str:
    """Return a cleaned text without quoted lines, notices, footers and signature, wrapped lines joined."""
    lines = [line.strip() for line in text.split("\n") if not line.lstrip().startswith((">", "|"))]
    kept = [line for line in lines if not _is_frame(line, lexicon)]
    return _speak(_joined(_unsigned(kept, lexicon)), lexicon)


def _is_frame(line: str, lexicon: Lexicon) -> bool:
    return _is_notice(line, lexicon) or _is_phone_footer(line, lexicon)


def _is_notice(line: str, lexicon: Lexicon) -> bool:
    folded = fold(line)
    hits = sum(phrase in folded for phrase in lexicon.frame.notices)
    return hits >= _NOTICE_HITS and not orders_work(line, lexicon)


def _is_phone_footer(line: str, lexicon: Lexicon) -> bool:
    folded = fold(line)
    opening = max(filter(folded.startswith, lexicon.frame.phone), key=len, default="")
    return bool(opening) and len(folded) < _LONGEST_FOOTER and not speaks(folded.removeprefix(opening), lexicon)


def _unsigned(lines: list[str], lexicon: Lexicon) -> list[str]:
    """From the signature on, only lines that look like more than a signature stay."""
    start = _signature_start(lines, lexicon)
    after = [line for line in lines[start:] if line and not _is_signature_line(line, lexicon)]
    return lines[:start] + after


def _signature_start(lines: list[str], lexicon: Lexicon) -> int:
    for index, line in enumerate(lines):
        if not line:
            continue
        following = next((later for later in lines[index + 1 :] if later), "")
        begun = any(lines[:index])
        if begun and fold(line).strip(" ,.-") in lexicon.frame.closings:
            return index
        if _has_role(following, lexicon) and _is_name(line, lexicon):
            return index
        if line.strip("-_ ") == "" and begun:
            return index
    return len(lines)


def _is_signature_line(line: str, lexicon: Lexicon) -> bool:
    short = len(line.split()) <= _LONGEST_SIGNATURE_LINE
    closing = fold(line).strip(" ,.-") in lexicon.frame.closings
    return closing or (
        short
        and (
            (_has_role(line, lexicon) and not speaks(line, lexicon))
            or _is_name(line, lexicon)
            or _is_contact(line, lexicon)
            or _is_motto(line)
        )
    )


def _has_role(line: str, lexicon: Lexicon) -> bool:
    folded = fold(line)
    words = set(_WORD.findall(folded))
    return any(role in words if role.isalpha() else role in folded for role in lexicon.frame.roles)


def _is_name(line: str, lexicon: Lexicon) -> bool:
    words = line.split()
    called = line.rstrip().endswith((":", ","))
    if called or not 1 <= len(words) <= _LONGEST_NAME or not line[:1].isupper():
        return False
    capitals = sum(word[:1].isupper() for word in words)
    return "?" not in line and capitals * 2 >= len(words) and _only_names(line, lexicon)


def _is_contact(line: str, lexicon: Lexicon) -> bool:
    """Say whether a line is an address or a telephone: «Cra 8 # 14-22, Ibagué», «T. 601 555 0100»."""
    return any(letter.isdigit() for letter in line) and _only_names(line, lexicon)


def _only_names(line: str, lexicon: Lexicon) -> bool:
    return {tag for sentence in sentences(line, lexicon) for tag in sentence.tags.split()} <= _NAME_TAGS


def _is_motto(line: str) -> bool:
    return line.startswith(("#", *OPENING))


def _joined(lines: list[str]) -> str:
    """Lines that a mail program wrapped become one again; blank lines keep separating."""
    text = "\n".join(lines)
    parts = _CONTINUES.split(text)
    joints = ["\n" if _ENDED.search(part[-3:]) else " " for part in parts]
    return "".join(part + joint for part, joint in zip(parts, [*joints[:-1], ""], strict=True))


def _speak(text: str, lexicon: Lexicon) -> str:
    """Dictated marks («coma», «punto») become marks, in a text that has none of its own."""
    spoken = lexicon.frame.spoken
    if any(mark in text for mark in ".,;!?") or not any(word in text.lower() for word in spoken):
        return text
    for word in sorted(spoken, key=len, reverse=True):
        text = re.sub(rf"(?i)\s*\b{word}\b", spoken[word], text)
    return text
