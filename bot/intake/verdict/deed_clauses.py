"""The clauses of an answer about a deed: what depends on its neighbours settled, then cut where a new one begins."""

import re

# Runs of small words inside one clause.
_SMALL = r"(?:(?:clit|art|prep|to|into|se|cop|left|have|holds|already|filler|doc|all|five|perf|stays|page|x|dem|full) )*"
_REWRITES = tuple(
    (re.compile(rf"(?<!\S){find}"), after)
    for find, after in (
        # «no hubo problema», «sin ningún contratiempo»
        (r"(?:neg|sin) (?:clit |art |have |holds |gave |neg |se |filler )*(?:snag|objection) ", "harmless "),
        (rf"neg se {_SMALL}(?:left )?neg (?=$|comma)", "harmless "),
        (r"(?:harmless|clear_no) prep (?:dig|fil|hand)\.inf ", "harmless "),
        # «no tuve que repetir ninguno»
        (r"hindered (?:clit )*(?:redo\.inf (?:to |prep )*)?(?:\w+\.inf |inf )?(?:clit |to |prep |neg )*", "harmless "),
        # «no quedó hoja sin pasar», «no hay ninguno sin radicar»
        (rf"neg {_SMALL}(?:neg {_SMALL})?sin (?P<f>dig|fil)\.inf ", r"all \g<f>.part "),
        (rf"neg {_SMALL}(?:neg {_SMALL})?sin pass\.inf ", "all dig.part "),
        # Two negations: «no quedó hoja sin pasar», «ninguno salió borroso», «no falta nada», «pendiente no queda nada».
        (rf"(?:neg|nope) {_SMALL}(?:neg {_SMALL})?(?:lack|bad_page|sin|trouble|lack\.\w+) (?:\w+\.inf |prep |clit |art |doc |neg |page )*", "harmless "),
        (rf"(?:lack|lack\.\w+) (?:colon )?{_SMALL}neg (?:{_SMALL}neg )?(?=$|comma|colon|and)", "harmless "),
        (rf"neg {_SMALL}neg (?=left|stays|cop)", "neg "),
        # A day of the month: «el 9 de marzo», «del 4»
        (r"(?:art|prep) (?:num|few|five) prep valid (?:(?:prep )?num )?", "day "),
        # «5 de 5» and «3 de 5»
        (r"five prep five ", "full "),
        (r"(?:num|few) prep (?:clit )?(?:num|few|five) (?!prep num)", "short_count "),
        (r"(?:num|few) (?:doc|page) prep (?:clit )?five ", "short_count "),
        (r"money ", "short_count "),
        # «dos hojas por pasar»
        (r"by (?:clit )?(?:dig|fil|hand|pass|redo|fin)\.inf ", "lack "),
        # What had to be done again was: «me tocó repetirla».
        (r"had_to (?:clit )*redo\.inf ", "spoil.he "),
        (r"now_at_last (?:to |into |by |prep |clit |art )*later ", "now_at_last "),
        # Time of day: «a las 9», «a las 8:15»
        (r"(?:to clit|time) (?:num|few|five|id) (?:colon (?:num|id|few|five) )?", "time "),
        (r"num colon num ", "time "),
        # «volví a escanear» is done again; «vuelvo a» is still to come.
        (r"redo\.(?:did|we|he) to (?=\w+\.inf)", "try.did "),
        # «para poder dar esto por digitalizado»
        (r"(?:x|deem) (?:clit |doc )*by (?:dig|fil)\.part ", "would "),
        # «la mañana», «las tardes» are no tomorrow.
        (r"idle (?:(?!comma|colon|but|neg|that)\S+ )*", "idle "),
        # «lo de Panadería Trigal» is the case that was asked about.
        (r"thanks (?:x|cap|name) (?=comma|$)", "thanks "),
        # What is asked for as a rule: «se pide en ventanilla».
        (r"se demand ", "ought "),
        (r"(?P<by>prep |into )got ", r"\g<by>stamp "),
        # «no te avisé», «si algo no se lee me avisa»
        (r"neg (?:clit )*(?:gone )?tell\.\w+ ", "harmless "),
        (r"if (?:(?!comma|colon|dig\.|fil\.|hand\.)\S+ )*?tell\.\w+ (?:request |plz )?(?=$|comma|thanks)", "idle "),
        # «los originales se los regresé a Lina»
        (r"paper (?:(?!comma|colon|neg)\S+ )*?refuse\.(?:did|we|now) ", "paper idle "),
        (r"sorry that (?:(?!comma|colon|but|neg|lack)\S+ )*", "idle "),
        # «ya tiene número, el 5567»
        (r"comma (?=(?:cop |art )*(?:num|id) )", ""),
        # An excuse: «disculpe la foto tan oscura»
        (r"sorry (?:by |clit |art |prep )*(?:x|page|attach|doc|spoil\.\w+) (?:(?!comma|colon|but|neg|lack|still)\S+ )*", "idle "),
        # What was so and is over: «la factura que estaba torcida», «los había subido»
        (r"that gone (?:be\.part |cop )?(?:bad_page |lack |x |neg )?", ""),
        (r"(?:undo )?(?P<who>(?:clit )*)gone (?:dig|fil|hand)\.part ", "gone "),
        (r"report (?:clit |art )*(?P<proof>attach|stamp|page|send\.now) (?:that )?", r"\g<proof> "),
        (r"to other ", "to x "),
        # What is known as noun: «el radicado es el 6654», «de lo digitalizado».
        (r"(?P<by>(?:clit|art|prep|to|your|mine|dem) )(?P<f>fil|dig)\.part ", r"\g<by>\g<f>.thing "),
    )
)
_REASON = re.compile(r"(?<!\S)because (?:(?!comma|colon|but|so|yet|and (?:clit|neg|already|now_at_last))\S+ )*")
_THOUGH = re.compile(r"(?<!\S)though (?:(?!comma|colon|but|yet)\S+ )*(?=comma)")
_CUT = re.compile(
    r"(?:comma|slash|colon(?! (?:num|id|few|five|full|set|yes|short_count|cap|name|day|fin|clit (?:num|id)|attach))) (?:and )?|(?<!\S)(?=(?:but|yet|so) )|(?<!\S)and (?!\w+\.(?:part|inf|noun|thing)|clit \w+\.subj|doc|page|stamp|clit doc)"
)


def clauses(tags: str) -> tuple[str, ...]:
    """Return the clauses of one sentence, as tags each followed by a space, reasons and early concessions blanked.

    Args:
        tags: The tags of the sentence as the lexicon of deeds gives them.
    """
    for find, after in _REWRITES:
        tags = find.sub(after, tags)
    tags = _REASON.sub("why ", tags)
    tags = _THOUGH.sub("gone ", tags)
    return tuple(clause for clause in _CUT.split(tags) if clause)
