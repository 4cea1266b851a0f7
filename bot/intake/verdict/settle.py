"""Settling what a tag means beside its neighbours, then what reasons and concessions leave of a sentence."""

import re

from bot.intake.verdict.grammar import widened
from bot.intake.verdict.neighbours import NEIGHBOURS

_GROUP = "(?:{})"
_INNERMOST_GROUP = re.compile(r"\([^()]*\)(?:[*+?]|\{[\d,]+\})*\??")
_WHOLE_TAG = re.compile(r"(?<![\\\w.])(?P<tag>[a-z_]+(?:\\\.[a-z]+)?) ")


def _needed(find: str) -> frozenset[str]:
    """The tags without which a rewrite has nothing to find: those outside of every choice and repetition."""
    bare, grouped = find, 1
    while grouped:
        bare, grouped = _INNERMOST_GROUP.subn("|", bare)
    return frozenset(match["tag"].replace("\\", "") for match in _WHOLE_TAG.finditer(bare))


_REWRITES = tuple(
    (_needed(widened(find, _GROUP)), re.compile(rf"(?<!\S){widened(before, _GROUP)}{widened(find, _GROUP)}"), after)
    for before, find, after in NEIGHBOURS
)
_OPEN_TAGS = frozenset(
    ("if", "cond", "wish", "would", "hedge", "partial", "lack", "hold", "bad", "but", "comma", "quoted")
)
# «porque ya pagó la otra», «porque falta el sello»: what a reason names is neither left out nor missing here.
_OPEN_IN_A_REASON = _OPEN_TAGS - {"partial", "lack"}
# «aunque no estoy de acuerdo», «aunque el valor está errado», «aunque después lo reviso»
_TAKES_BACK = re.compile(r"(?<!\S)(?:neg (?:\S+ )*?(?:app\.|yes )|wrong |objection |think\.(?:now|we|fut) )")
# Where a reason ends and the decision resumes.
_RESUMES = "neg $|so |yet |but |and neg |comma |colon |and (?:app|rej) "
_REASON = re.compile(rf"(?<!\S)because (?:(?!{_RESUMES})\S+ )*")
_CONCESSION = re.compile(r"(?<!\S)though (?:(?!comma|yet|and neg )\S+ )*(?P<before>comma )?")


def _why(match: re.Match[str]) -> str:
    """What is only a reason decides nothing, but a condition inside it still counts."""
    return "".join(f"{tag if tag in _OPEN_IN_A_REASON else 'why'} " for tag in match.group().split())


def _although(match: re.Match[str]) -> str:
    """What was so before the decision no longer counts; trouble conceded after it does."""
    if not match["before"] and _TAKES_BACK.search(match.group()):
        return "hold "
    kept, other = (frozenset({"comma"}), "why") if match["before"] else (_OPEN_TAGS | {"trouble", "first"}, "conceded")
    return "".join(f"{tag if tag in kept else other} " for tag in match.group().split())


def settle(tags: str) -> str:
    """Rewrite what depends on its neighbours: ``si``, reasons, concessions, names that are called, attributes."""
    present = set(tags.split())
    for needed, find, after in _REWRITES:
        if needed <= present:
            tags, changes = find.subn(after, tags)
            if changes:
                present = set(tags.split())
    tags = _REASON.sub(_why, tags)
    return _CONCESSION.sub(_although, tags)
