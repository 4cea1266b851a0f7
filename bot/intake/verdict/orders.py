"""Orders to go on («anulen», «procedan con la anulación», «pueden anular»): who decides and gives one, approves."""

import re

from bot.intake.verdict.grammar import widened

_GROUP = "(?:{})"
_LEAD = (
    "comma|colon|but|yet|so|and|filler|yes|already|thanks|name|who|plz|clit|set|self|why|okay|clear|harmless|nod|know"
)
_ORDER = (
    r"(?:(?:exec|go)\.(?:subj|order)|exec\.(?:you|third)|se (?:clit )*exec\.third"
    r"|may (?:filler )*(?:doc|(?:go|exec)\.(?:inf|ger)))"
)
_OBJECT = (
    r"clit|doc|prep|topic|who|name|id|num|filler|already|harmless|valid|mine|self|soon|thanks|yes|why|money|plz"
    r"|exec\.inf"
)
_ORDERED = re.compile(
    widened(
        rf"(?P<before>^|(?:comma|colon|but|yet|so|and|why) )(?P<lead>(?:(?:{_LEAD}) )*){_ORDER} "
        rf"(?!(?:clit |dem )*(?:memo|paper) )(?P<object>(?:(?:{_OBJECT}) )*)"
        r"(?P<because>that |(?=$|comma |colon |and ))",
        _GROUP,
    )
)


def ordered(tags: str) -> str:
    """Return settled tags in which every order to go on with what was asked stands as ``app.now``, as it decides."""
    return _ORDERED.sub(_approves, tags)


def _approves(match: re.Match[str]) -> str:
    lead, because = match["lead"].replace("plz ", "filler "), "filler " if match["because"] else ""
    return f"{match['before']}{lead}app.now {match['object']}{because}"
