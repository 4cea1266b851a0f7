"""What of a sentence bears on the decision in it; the rest is background, where unknown words do no harm."""

import re

from bot.intake.verdict.grammar import has

_SEGMENT = re.compile(r"(?:(?:comma|colon|but|yet|so) )+(?:(?!(?:comma|colon|but|yet|so) )\S+ )*|(?:(?!(?:comma|colon|but|yet|so) )\S+ )+")
_TURNS = re.compile(r"(?:comma )*(?:but|yet|so) ")

# What stands before the decision bears on it if it sets a condition or a time, asks for something that comes first,
# speaks of somebody else's word, or governs the decision.
_BEFORE = (
    "(if|cond|when|purpose|wish|deleg|hold|later|will|ought|irony|bad|quoted|mention|or|third_say|slash)",
    "(app|rej|be|repair).subj",
    "<start> <lead> (report|hedge|partial|other|topic|with|still|ger)",
    "<start> <lead> prep neg (inf|can|would|have)",
    "<start> <lead> prep (inf|tell.inf|repair.inf|fil.inf|exec.inf|go.inf|think.inf)",
    "<start> <lead> (x|cap|plz|task|attach|return) <any> and",
    "<start> <lead> (repair|tell|think|go|fil|dig|exec).(subj|order|they|third|you|inf)",
    "<start> <lead> (plz|task|return|wish|neg <end>)",
    "<start> <lead> repair.part",
    "(lack|report|hedge|seem|would|be.fut|be.would|purpose) <end>",
    "that <end>",
    "<start> <lead> lack",
    "<start> <lead> neg ger",
    "<start> <lead> laugh",
    "laugh <end>",
    "unrefused",
)
# If the sentence turns («pero», «así que») before the decision, only this of what stood before still counts.
_DESPITE = ("(if|cond|when|hold|deleg)",)
# What follows the decision.
_AFTER = (
    "(if|cond|when|purpose|wish|deleg|hold|still|lack|ought|hedge|unsure|undo|other|partial|bad|irony|or|objection|quoted|slash|third_say|report|needs)",
    "(but|yet)",
    "<start> <lead> later <later> <end>",
    "later <clause> (app|think|go|exec|rej|repair|tell).(now|we|fut|third|inf)",
    "(app|think|go|exec|rej|repair|tell).(now|we|fut|third|inf) <clause> later",
    "neg <link> (app|exec|go|dig|fil|rej|repair|think|yes|set|vobo|free|have|can|may|know).*",
    "neg <end>",
    "neg <link> (yes|set|vobo|free|have|know|neg|harmless)",
    "(repair|rej|think).(subj|inf|they|order)",
    "<start> <lead> (prep|with|sin|ger|wh) <clause> (x|cap)",
    "<start> <lead> with",
    "<start> <lead> laugh",
    "unrefused",
    "<start> <lead> dem neg",
    "neg <the> doc",
    "<start> colon <the> (who|name|cap) <end>",
    "(app|rej).ger",
    "think.(now|we|fut)",
    "tell.(we|fut)",
    "prep neg (inf|can|would|have)",
)
# Advice for other times and wishes: «y para la próxima …», «y ojalá …».
_IDLE = ("next", "hope <idle> <end>")


def bearing(tags: str, kernels: tuple[str, ...]) -> str:
    """Return the tags of a sentence without the segments that leave its decision as it is.

    Args:
        tags: Settled tags of the sentence.
        kernels: Patterns of what decides in it.
    """
    segments = segments_of(tags)
    deciding = [index for index, segment in enumerate(segments) if any(has(segment, kernel) for kernel in kernels)]
    if not deciding:
        return tags
    first, last = deciding[0], deciding[-1]
    turn = max((index for index in range(1, first + 1) if _TURNS.match(segments[index])), default=0)
    return "".join(
        [segment for segment in segments[:turn] if _any(segment, _DESPITE)]
        + [segment for segment in segments[turn:first] if _any(segment, _BEFORE)]
        + segments[first : last + 1]
        + [segment for segment in segments[last + 1 :] if _any(segment, _AFTER) and not _any(segment, _IDLE)]
    )


def segments_of(tags: str) -> list[str]:
    """Cut the tags of a sentence at its commas, colons and turns («pero», «así que»), each kept with what follows."""
    return _SEGMENT.findall(tags)


def _any(segment: str, shapes: tuple[str, ...]) -> bool:
    return any(has(segment, shape) for shape in shapes)
