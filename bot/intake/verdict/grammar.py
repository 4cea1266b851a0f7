"""The clause grammar: patterns over the tags of one sentence, shared by the three questions.

Every tag of a sentence is followed by one space, so a pattern names whole tags.
"""

import re
from functools import lru_cache

_LINK = "clit|se|cop|perf|can|self|will|filler|also|doc|and|name|id|num|ready"


@lru_cache(maxsize=256)
def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern over tags: ``<link>`` stands for any run of words that a negation reaches across.

    ``app.(part|now)`` names tags as they are; blanks stand between tags; ``<any>`` is any run of tags and
    ``<clause>`` any run of tags without a comma.
    """
    written = text.replace(".", r"\.").replace(r"\.*", r"\.\w+")
    spaced = "".join(f"(?:{part}) " if not part.startswith("<") else part for part in written.split())
    full = (
        spaced.replace("<link>", f"(?:(?:{_LINK}) )*")
        .replace("<any>", r"(?:\S+ )*")
        .replace("<clause>", r"(?:(?!comma|colon|but|yet|so|slash)\S+ )*")
        .replace("<start>", "^")
        .replace("<end>", "$")
    )
    return re.compile(rf"(?<!\S){full}")


def has(tags: str, text: str) -> bool:
    """Whether a pattern stands anywhere in the tags."""
    return pattern(text).search(tags) is not None


def blank(tags: str, text: str, by: str = "void") -> str:
    """Replace every tag inside each match of a pattern."""
    return pattern(text).sub(lambda match: f"{by} " * match.group().count(" "), tags)


def only(tags: str, allowed: frozenset[str]) -> bool:
    """Whether nothing but allowed tags stand in the sentence."""
    return set(tags.split()) <= allowed


def settle(tags: str) -> str:
    """Rewrite what depends on its neighbours: ``si``, reasons, concessions, names that are called, attributes."""
    for before, find, after in _REWRITES:
        tags = re.sub(rf"(?<!\S){before}{find}", after, tags)
    tags = _REASON.sub(_why, tags)
    return _CONCESSION.sub(_why, tags)


_SI = r"(?P<before>^|(?:and|comma|that|colon|filler|thanks) )"
_REWRITES = (
    # «si» without its accent is yes when nothing hangs on it ...
    (_SI, r"if (?=$|comma|stop|thanks|filler (?:comma|$)|yes|neg $)", r"\g<before>yes "),
    # ... or when the decision follows at once and ends the sentence ...
    (_SI, r"if (?=(?:clit |se )*app\.(?:now|part|did|third) (?:clit |doc |filler )*$)", r"\g<before>filler "),
    # ... or when it stresses what was already looked at: «si la revise y …».
    ("", r"if (?:clit )*(?:think\.(?:subj|did)|know) ", "filler filler "),
    # Somebody who is called by name is not spoken of.
    (r"(?P<before>^|comma )", r"(?:who |name )+(?=comma|$)", r"\g<before>filler "),
)
_OPEN_TAGS = frozenset({"if", "cond", "partial", "hold", "hedge", "lack", "comma", "but", "bad", "quoted"})
_REASON = re.compile(r"(?<!\S)because (?:(?!so |yet |comma app|comma self|comma cop|comma filler cop|comma filler se|comma rej|comma se |comma clit |comma neg |and neg |and app|and rej)\S+ )*")
_CONCESSION = re.compile(r"(?<!\S)though (?:(?!comma|yet)\S+ )*")


def _why(match: re.Match[str]) -> str:
    """What is only a reason decides nothing, but a condition inside it still counts."""
    return "".join(f"{tag if tag in _OPEN_TAGS else 'why'} " for tag in match.group().split())
