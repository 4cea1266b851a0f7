"""The pattern language: patterns over the tags of one sentence, shared by the three questions.

Every tag of a sentence is followed by one space, so a pattern names whole tags.
"""

import re
from functools import lru_cache

# A tag that stands for its near relatives too wherever a pattern names it; ``~doc`` is ``doc`` alone.
_RELATIVES = {
    "clit": "clit|art",
    "prep": "prep|with|by|for",
    "doc": "doc|dem|thing|act|paper|memo",
    "can": "can|may",
    "cond": "cond|after|first",
    "later": "later|weekday",
    "cop": "cop|stays",
    "who": "who|courier|client|sir|don",
    "x": "x|matter|charge",
    "ought": "ought|advise",
    "know": "know|fits|checked",
}
_RELATED = re.compile(rf"(?<![\w.<~])(?:{'|'.join(_RELATIVES)})(?![\w.])")
# Forms of a verb with which the writer decides: «aprobado», «apruebo», «aprobamos», «aprobé», «apruébase».
_DECIDING = "part|now|we|did|order"
# What a negation reaches across to its verb: particles, helping verbs, what the request is called.
_LINK = (
    r"already|art|clit|dem|act|thing|paper|memo|may|se|self|mine|and|prep|with|by|filler|valid|merit"
    r"|left|have|cop|stays|be\.fut|perf|can|will|give|own|ready|doc|name|id|num"
)
# What a negation does not reach across.
_STOPS = (
    "that|if|wh|but|yet|so|comma|colon|hedge|report|mention|unable|think|tell|hold|though|cond|when|neg|lack"
    "|snag|objection"
)
_PARTS = "comma|colon|but|yet|so|slash|and"
# What the names in angle brackets stand for: mostly runs of tags, as long as possible.
_RUNS = {
    "app": rf"app\.(?:{_DECIDING}) ",
    "rej": rf"rej\.(?:{_DECIDING}) ",
    "start": "^",
    "end": "$",
    "any": r"(?:\S+ )*",
    "clause": rf"(?:(?!{_PARTS})\S+ )*",
    # A clause up to what the decision is about; a run that enters no relative or causal clause.
    "bare": rf"(?:(?!(?:doc|dem|act|thing|paper|memo|id|{_PARTS}) )\S+ )*",
    "direct": r"(?:(?!that |with |because |why )\S+ )*",
    # How a clause may begin before it comes to the point; words between a verb and its object.
    "lead": r"(?:(?:comma|colon|but|yet|so|and|filler|yes|already|thanks|name|clit) )*",
    "adverb": r"(?:(?:filler|already|self) )*",
    "the": r"(?:(?:clit|art) )*",
    "to": r"(?:(?:prep|for|with|by) )*",
    "polite": r"(?:(?:plz|filler|clit) )*",
    "mine": r"(?:(?:mine|filler|name|self) )*",
    "call": r"(?:(?:mine|filler|name|who|sir|don|client|self) )*",
    "whom": r"(?:(?:art|clit|who|sir|don|client|x|filler|se|name|cap|already) )*",
    # What stands between a negation, or a subject, and its verb.
    "link": rf"(?:(?:{_LINK}) )*",
    "near": rf"(?:(?:{_LINK}|x|that) ){{0,4}}",
    "reach": rf"(?:(?!(?:{_STOPS})\b)\S+ ){{0,6}}",
    "have": r"(?:(?:have|neg|merit|wh|snag|clit|can) )*",
    "aux": r"(?:(?:clit|se|perf|already|filler|can|will|neg|self) )*",
    # Words that name something and say nothing of it.
    "named": (
        r"(?:(?:x|matter|charge|paper|client|name|cap|prep|by|for|with|art|clit|weekday|id|num|valid|mine|your|and) )*"
    ),
    "late": r"(?:(?:x|filler|weekday|later|clit|and) )*",
    # What may surround an order to present a refused request again.
    "resend": r"(?:(?!app\.(?!noun)|go\.|exec\.|yes|set|act )\S+ )*",
    "idle": r"(?:(?!wish|if|app|lack)\S+ )*",
    "heard": r"(?:(?!cond|after|first|act |hold|lack|deleg)\S+ )*",
    # What somebody may be told without any harm to the decision.
    "told": (
        r"(?:(?!wish|if|when|cond|app|lack|first|earlier|act|hold|exec|go\.|think|rej|repair|deleg"
        r"|with (?:clit |art )*(?:who|sir|don))\S+ )*"
    ),
}
_RUN = re.compile(r"<(\w+)>")
_WORD = re.compile(r"(?<!\S)(?!comma |colon )\S+ ")


def widened(text: str, group: str = "{}") -> str:
    """Let the tags of a pattern stand for their near relatives too, each choice put into ``group``."""
    return _RELATED.sub(lambda match: group.format(_RELATIVES[match.group()]), text).replace("~", "")


@lru_cache(maxsize=1024)
def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern over tags, its parts with blanks between.

    A part names tags as they are (``neg``, ``app.(part|now)``, ``go.*``) or a run of :data:`_RUNS` (``<link>``).
    """
    written = widened(text).replace(".", r"\.").replace(r"\.*", r"\.\w+")
    parts = (part if part.startswith("<") else f"(?:{part}) " for part in written.split())
    return re.compile(rf"(?<!\S){_RUN.sub(lambda run: _RUNS[run[1]], ''.join(parts))}")


def has(tags: str, text: str) -> bool:
    """Whether a pattern stands anywhere in the tags."""
    return pattern(text).search(tags) is not None


def has_any(tags: str, shapes: tuple[str, ...]) -> bool:
    """Whether one of several patterns stands anywhere in the tags."""
    return any(has(tags, shape) for shape in shapes)


def blank(tags: str, text: str, by: str = "void") -> str:
    """Replace every tag inside each match of a pattern, but for the marks that part a sentence."""
    return pattern(text).sub(lambda match: _WORD.sub(f"{by} ", match.group()), tags)


def only(tags: str, allowed: str) -> bool:
    """Whether nothing but allowed tags (``one|other``) stand in the sentence."""
    return set(tags.split()) <= set(widened(allowed).split("|"))
