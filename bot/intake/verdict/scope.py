"""What of a sentence bears on the decision in it; the rest is background, where unknown words do no harm."""

import re

from bot.intake.verdict.grammar import has_any
from bot.intake.verdict.open_shapes import GERUND_OF_PAPERS, KEPT, MOMENTS, WITHOUT_A_PART

_MARK = "(?:comma|colon|but|yet|so) "
_SEGMENT = re.compile(rf"(?:{_MARK})*(?:(?!{_MARK})\S+ )+|(?:{_MARK})+")
_TURNS = re.compile(r"(?:comma )*(?:but|yet|so) ")

# What stands before the decision bears on it if it sets a condition or a time, asks for something that comes first,
# speaks of somebody else's word, or governs the decision.
_BEFORE = (
    *(f"<start> <lead> {moment}" for moment in MOMENTS),
    *(f"<start> <lead> {kept}" for kept in KEPT),
    *WITHOUT_A_PART,
    "(if|cond|when|purpose|wish|needs|deleg|hold|will|irony|bad|quoted|or|third_say|slash|unrefused)",
    "(app|rej|be|repair).subj",
    "<start> <lead> (hedge|partial|other|topic|still|lack|laugh|later|plz|task|return)",
    "(later|neg|that|lack|report|hedge|seem|hope|would|be.fut|be.would|laugh) <end>",
    "seem that <end>",
    "<start> <lead> prep clit num <end>",
    "<start> <lead> (repair|fil|exec|go).ger",
    "<start> <lead> <the> <to> <the> other",
    "later <clause> (think|go|exec|tell).*",
    "need",
    "ought <the> (own|who|doc|stamp|think.inf|repair.inf|fil.inf|dig.inf|app.inf|tell.inf)",
    "<start> <lead> <to> <the> mention",
    "<start> <lead> report <end>",
    "<start> <lead> report <the> (who|name|cap|that|mention|place|attach)",
    "<start> <lead> ger",
    "<start> <lead> ~prep cop",
    "<start> <lead> with <the> (~doc|act|thing|paper|memo|stamp|attach|who|num|app.noun|vobo|free|x)",
    "<start> <lead> with <the> repair.(part|third)",
    "<start> <lead> with dem",
    "<start> <lead> with <the> (cap|initials)",
    "<start> that <the> (who|name|cap)",
    "<start> <lead> that <the> (who|client|name|cap|doc) (think|repair|fil|dig|tell|exec).subj",
    "<start> <lead> ~prep neg (inf|can|would|have)",
    "<start> <lead> ~prep (inf|tell.inf|repair.inf|fil.inf|exec.inf|go.inf|think.inf)",
    "<start> <lead> (x|cap|plz|task|attach|return) <any> and",
    "<start> <lead> (repair|tell|think|go|fil|dig|exec).(subj|order|they|third|you|inf)",
    "<start> <lead> repair.part",
    "<start> <lead> neg ger",
    "<start> <lead> (clit|art) x <end>",
    "<start> <lead> (clit|art) x prep <the> (x|name) <end>",
    "<start> <lead> <the> matter <named> <end>",
)
# If the sentence turns («pero», «así que») before the decision, only this of what stood before still counts.
_DESPITE = ("(if|cond|when|hold|deleg)",)
# Before a colon: whose words follow.
_SPEAKS = ("<start> <lead> (cap|name|who) <the> (x|report|tell.he|mention)",)
# What follows the decision.
_AFTER = (
    # «…, la mora aparte», «…, dos meses», «…, borrador»
    "<start> comma <clause> charge (x|cop|stays|yet) <end>",
    "<start> comma num x <end>",
    "<start> comma mention <end>",
    *(f"<start> <lead> {moment}" for moment in MOMENTS),
    *(f"<start> <lead> {kept}" for kept in KEPT),
    *WITHOUT_A_PART,
    "(if|cond|when|wish|deleg|hold|still|lack|need|needs|hedge|unsure|undo|forget|partial|bad|irony|or|objection)",
    "(quoted|slash|third_say|unrefused|but|yet)",
    "purpose <clause> (app|think|repair|rej|be).subj",
    "<start> (comma|colon) <adverb> <the> matter <named> <end>",
    "<start> (comma|colon) (dem|your|mine|x) matter <named> <end>",
    "<start> <lead> <to> <the> other",
    "ought <the> (own|who|~doc|act|thing|paper|memo|stamp|think.inf|repair.inf|fil.inf|dig.inf|app.inf)",
    "ought prep <the> (~doc|thing|paper|memo|stamp|attach)",
    "ought inf <the> (~doc|thing|paper|memo|who|stamp|attach)",
    "report <the> (who|name|cap|that|x|report)",
    "report <to> mine x",
    "tell.was <to> mine x",
    "mine x <the> report",
    "report <adverb> <end>",
    "seem <adverb> <end>",
    "that report",
    "report <the> mention",
    "<start> report (mine|tell.was)",
    "<start> <lead> (tell.(third|he)|report|ought|x|cap) (clit|art) (who|client) <end>",
    "though neg perf",
    "<start> <lead> <to> wh",
    "<start> <lead> merit (neg|clit|x|valid)",
    "<start> <lead> <to> <the> percent <end>",
    "<start> <lead> <the> valid later <end>",
    "neg <to> (cop|dem) <end>",
    "<start> <lead> with <the> (free|vobo|app.noun) prep",
    f"<start> comma <the> {GERUND_OF_PAPERS}",
    "(repair.third|valid|attach) <direct> neg <the> (own|cop|perf|repair.*|know)",
    "<start> comma report",
    "clit x later <end>",
    "will that",
    "<start> <lead> later <late> <end>",
    "<start> <lead> later prep <the> (x|later) <end>",
    "<start> comma <the> paper ~prep <the> client <end>",
    "later <clause> (app|think|go|exec|rej).(now|we|fut|third|inf)",
    "(app|think|go|exec|rej).(now|we|fut|third|inf) <clause> later",
    "will <clause> (app|think|rej|go|exec|repair).*",
    "neg <link> (app|exec|go|dig|fil|rej|repair|think|yes|set|vobo|free|have|can|may|know).*",
    "neg <end>",
    "neg <link> (yes|set|vobo|free|have|know|neg|harmless)",
    "neg <the> (doc|other|valid)",
    "<start> comma repair.part (clit|art|dem)",
    "(clit|art|dem) (x|hush|num|doc) (stays|left) <any> (later|still|hold|lack)",
    "(clit|art|dem|doc) <clause> nope <end>",
    "<start> comma <the> ~doc clit (have|hold|left|think.(we|now|fut)|tell.we)",
    "<start> <lead> dem neg",
    "doc <direct> neg <the> (own|cop|perf|repair.*)",
    "(repair|rej|think).(subj|inf|they|order)",
    "that <the> (app|think|repair|rej).subj",
    "<start> <lead> (~prep|with|for|sin|ger|wh) <clause> (x|cap)",
    "<start> <lead> (with|laugh)",
    "<start> colon <the> (who|name|cap) <end>",
    "(app|rej).ger",
    "be.* ger",
    "think.(now|we|fut)",
    "tell.fut",
    "think.third <the> (who|name|cap)",
    "<start> comma clit repair.third <the> (who|name)",
    "<start> comma (name|cap) clit repair.third",
    "<start> comma dem cop other",
    "<start> comma (trouble|though|wrong|cancel.(subj|third|inf|part)) <end>",
    "<start> comma <the> (memo|~paper) (left|cop) <adverb> wrong",
    "<start> comma ~clit prep <the> (weekday|filler|x|name|who) <named> <end>",
    "<start> comma topic <the> (filler|x|name|who) <named> <end>",
    "x <clause> and <the> give <end>",
    "prep <the> doc tell.we",
    "~prep neg (inf|can|would|have)",
)
# Advice for other times, wishes, and «si el cliente pregunta, …».
_IDLE = (
    "next",
    "<start> <lead> <the> tell.(subj|order) <told> <end>",
    "hope <idle> <end>",
    "<start> <lead> (if|when) <whom> tell.* <heard> <end>",
    "<start> <lead> (if|when) <whom> prep (task|tell.inf)",
)


def bearing(tags: str, kernels: tuple[str, ...]) -> str:
    """Return the tags of a sentence without the segments that leave its decision as it is.

    Args:
        tags: Settled tags of the sentence.
        kernels: Patterns of what decides in it.
    """
    segments = segments_of(tags)
    deciding = [index for index, segment in enumerate(segments) if has_any(segment, kernels)]
    if not deciding:
        return tags
    first, last = deciding[0], deciding[-1]
    turn = max((index for index in range(1, first + 1) if _TURNS.match(segments[index])), default=0)
    return "".join(
        [segment for segment in segments[:turn] if has_any(segment, _DESPITE)]
        + [segment for segment in segments[turn:first] if has_any(segment, _BEFORE)]
        + _speaker(segments, first)
        + segments[first : last + 1]
        + [segment for segment in segments[last + 1 :] if _reopens(segment)]
    )


def reopens(tags: str) -> bool:
    """Whether a whole sentence would reopen a decision that was taken before it."""
    return any(_reopens(segment) for segment in segments_of(tags))


def _reopens(segment: str) -> bool:
    return has_any(segment, _AFTER) and not has_any(segment, _IDLE)


def _speaker(segments: list[str], first: int) -> list[str]:
    told = first > 0 and segments[first].startswith("colon ") and has_any(segments[first - 1], _SPEAKS)
    return ["report "] if told else []


def segments_of(tags: str) -> list[str]:
    """Cut the tags of a sentence at its commas, colons and turns («pero», «así que»), each kept with what follows."""
    return _SEGMENT.findall(tags)
