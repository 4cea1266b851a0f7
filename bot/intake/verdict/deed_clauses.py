"""Cutting a sentence about a deed into clauses, each of which says one thing."""

import re

# A colon before what it announces («Número: 4431») parts nothing, nor does «y» between things.
_ANNOUNCED = "num|id|few|five|full|set|yes|short_count|cap|name|day|fin|clit (?:num|id)|attach"
_JOINED = r"\w+\.(?:part|inf|noun|thing)|clit \w+\.subj|doc|page|stamp|regno|clit doc"
_CUT = re.compile(
    rf"(?:comma|slash|colon(?! (?:{_ANNOUNCED}))) (?:and )?"
    r"|(?<!\S)(?=(?:but|yet|so) )"
    rf"|(?<!\S)and (?!{_JOINED})"
)


def clauses(tags: str) -> tuple[str, ...]:
    """Return the clauses of a sentence, as tags each followed by a space; «pero» begins the clause that it leads.

    Args:
        tags: The settled tags of the sentence.
    """
    return tuple(clause for clause in _CUT.split(tags) if clause)
