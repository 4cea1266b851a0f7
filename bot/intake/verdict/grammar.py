"""The pattern language: patterns over the tags of one sentence, shared by the three questions.

Every tag of a sentence is followed by one space, so a pattern names whole tags.
"""

import re
from functools import lru_cache

# What a negation reaches across to its verb: particles, helping verbs, what the request is called.
_LINK = (
    r"already|art|clit|dem|act|thing|paper|memo|may|se|self|mine|and|prep|with|by|filler|valid|merit"
    r"|left|have|cop|stays|be\.fut|perf|can|will|give|own|ready|doc|name|id|num"
)
# What a negation does not reach across.
_STOPS = "that|if|wh|but|yet|so|comma|colon|hedge|report|mention|unable|think|tell|hold|though|cond|when|neg|lack|snag|objection"
# Forms of a verb with which the writer decides: «aprobado», «apruebo», «aprobamos», «aprobé», «apruébase».
_DECIDING = "part|now|we|did|order"


# A tag that stands for its near relatives too wherever a pattern names it.
_RELATIVES = {"clit": "clit|art", "prep": "prep|with|by|for", "doc": "doc|dem|thing|act|paper|memo", "can": "can|may",
    "later": "later|weekday",
    "cop": "cop|stays",
    "who": "who|courier"}
_RELATED = re.compile(rf"(?<![\w.<])(?:{'|'.join(_RELATIVES)})(?![\w.])")


_WORD = re.compile(r"(?<!\S)(?!comma |colon )\S+ ")


def widened(text: str, group: str = "{}") -> str:
    """Let the tags of a pattern stand for their near relatives too, each choice put into ``group``."""
    return _RELATED.sub(lambda match: group.format(_RELATIVES[match.group()]), text)


@lru_cache(maxsize=1024)
def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern over tags: ``<link>`` stands for any run of words that a negation reaches across.

    ``app.(part|now)`` names tags as they are; blanks stand between tags; ``<app>`` and ``<rej>`` are a deciding form
    of a verb, ``<the>`` any articles and pronouns; ``<any>`` is any run of tags, ``<clause>`` one without a comma.
    """
    written = widened(text).replace(".", r"\.").replace(r"\.*", r"\.\w+")
    spaced = "".join(f"(?:{part}) " if not part.startswith("<") else part for part in written.split())
    full = (
        spaced.replace("<app>", rf"app\.(?:{_DECIDING}) ")
        .replace("<rej>", rf"rej\.(?:{_DECIDING}) ")
        .replace("<the>", "(?:(?:clit|art) )*")
        .replace("<link>", f"(?:(?:{_LINK}) )*")
        .replace("<near>", f"(?:(?:{_LINK}|x|that) ){{0,4}}")
        .replace("<reach>", rf"(?:(?!(?:{_STOPS})\b)\S+ ){{0,6}}")
        .replace("<have>", r"(?:(?:have|neg|merit|wh|snag|clit|can) )*")
        .replace("<polite>", r"(?:(?:plz|filler|clit) )*")
        .replace("<any>", r"(?:\S+ )*")
        .replace("<clause>", r"(?:(?!comma|colon|but|yet|so|slash|and)\S+ )*")
        .replace("<prep>", r"(?:(?:prep|for|with|by) )*")
        .replace("<whom>", r"(?:(?:art|clit|who|x|filler|se|name|cap|already) )*")
        .replace("<call>", r"(?:(?:mine|filler|name|who|self) )*")
        .replace("<bare>", r"(?:(?!(?:doc|dem|act|thing|paper|memo|id|comma|colon|but|yet|so|slash|and) )\S+ )*")
        .replace("<direct>", r"(?:(?!that |with |because |why )\S+ )*")
        .replace("<late>", r"(?:(?:x|filler|weekday|later|clit|and) )*")
        .replace("<aux>", r"(?:(?:clit|se|perf|already|filler|can|will|neg|self) )*")
        .replace("<idle>", r"(?:(?!wish|if|app|lack)\S+ )*")
        .replace("<adverb>", r"(?:(?:filler|already|self) )*")
        .replace("<lead>", r"(?:(?:comma|colon|but|yet|so|and|filler|yes|already|thanks|name|clit) )*")
        .replace("<start>", "^")
        .replace("<end>", "$")
    )
    return re.compile(rf"(?<!\S){full}")


def has(tags: str, text: str) -> bool:
    """Whether a pattern stands anywhere in the tags."""
    return pattern(text).search(tags) is not None


def blank(tags: str, text: str, by: str = "void") -> str:
    """Replace every tag inside each match of a pattern, but for the marks that part a sentence."""
    return pattern(text).sub(lambda match: _WORD.sub(f"{by} ", match.group()), tags)


def only(tags: str, allowed: str) -> bool:
    """Whether nothing but allowed tags (``one|other``) stand in the sentence."""
    return set(tags.split()) <= set(widened(allowed).split("|"))
