"""Settling what the tags of an answer about a deed mean beside their neighbours."""

import re

# Runs of small words inside one clause.
_SMALL = (
    r"(?:(?:clit|art|prep|to|into|se|cop|left|have|holds|already|filler|doc|all|five|perf|stays|page|x|dem|full) )*"
)
_TELL = r"(?:(?:request|plz|clit|idle|report|tell\.\w+) )+"
_TROUBLE = r"(?:lack|rest|bad_page|sin|trouble|lack\.\w+)"
# Each rewrite: what is found, what it becomes; in this order.
_NO_TROUBLE = (
    (r"awaits ", "idle "),
    # «sin páginas borrosas»
    (r"sin (?:page )?bad_page (?:page )?", "harmless "),
    # «quedó borroso, pero se lee»
    (r"(?:bad_page|spoil\.\w+) (?:comma )?readable ", "filler "),
    (r"readable ", "filler "),
    # «no hubo problema», «sin ningún contratiempo»
    (r"(?:neg|sin) (?:clit |art |have |holds |gave |neg |se |filler )*(?:snag|objection) ", "harmless "),
    # «no se me quedó ninguno»
    (rf"neg se {_SMALL}(?:left )?neg (?=$|comma)", "harmless "),
    (r"(?:harmless|clear_no) prep (?:dig|fil|hand)\.inf ", "harmless "),
    # «no tuve que repetir ninguno»
    (r"hindered (?:clit )*(?:redo\.inf (?:to |prep )*)?(?:\w+\.inf |inf )?(?:clit |to |prep |neg )*", "harmless "),
    # «no quedó hoja sin pasar», «no hay ninguno sin radicar»
    (rf"neg {_SMALL}(?:neg (?:few |num )?{_SMALL})?sin (?P<family>dig|fil)\.inf ", r"all \g<family>.part "),
    (rf"neg {_SMALL}(?:neg {_SMALL})?sin pass\.inf ", "all dig.part "),
    # «ninguno salió borroso», «no falta nada»
    (
        rf"(?:neg|nope) {_SMALL}(?:neg {_SMALL})?{_TROUBLE} (?:\w+\.inf |prep |clit |art |doc |neg |page )*",
        "harmless ",
    ),
    # «pendiente no queda nada»
    (rf"(?:lack|lack\.\w+) (?:colon )?{_SMALL}neg (?:{_SMALL}neg )?(?=$|comma|colon|and)", "harmless "),
    (rf"neg {_SMALL}neg (?=left|stays|cop)", "neg "),
    # «no hubo fila»
    (r"neg have waiting ", "harmless "),
    # «no me devolvieron nada»
    (r"neg (?:clit )*refuse\.he neg (?=$|comma|colon)", "harmless "),
    # «me confirma si falta algo más»
    (rf"{_TELL}if (?:clit )*(?:lack|ifneeded) (?:x |harmless )*(?=$|comma)", "idle "),
    # «no te avisé», «si alguno no se lee me avisa»
    (r"neg (?:clit )*(?:gone )?tell\.\w+ ", "harmless "),
    (r"if (?:(?!comma|colon|dig\.|fil\.|hand\.)\S+ )*?tell\.\w+ (?:request |plz )?(?=$|comma|thanks)", "idle "),
)
_COUNTS_AND_TIMES = (
    # «el 9 de marzo», «del 4 de marzo de 2026»
    (r"(?:art|prep) (?:num|few|five) prep valid (?:(?:prep )?num )?", "day "),
    # «van tres»
    (r"van (?:few|num|five) (?=$|comma|prep)", "short_count "),
    (r"van ", "attach "),
    # «5 de 5» and «3 de 5»
    (r"five prep five ", "full "),
    (r"(?:num|few) prep (?:clit )?(?:num|few|five) (?!prep num)", "short_count "),
    (r"(?:num|few) (?:doc|page) prep (?:clit )?(?:five|num) ", "short_count "),
    # «dos hojas por pasar»
    (r"by (?:clit )?(?:dig|fil|hand|pass|redo|fin)\.inf ", "lack "),
    # «hoy en la tarde»
    (r"now_at_last (?:to |into |by |prep |clit |art )*later ", "now_at_last "),
    # «a las 9», «a las 8:15»
    (r"(?:to clit|time) (?:num|few|five|id) (?:colon (?:num|id|few|five) )?", "time "),
    (r"num colon num ", "time "),
    # «luego de tres intentos quedó …» happened, «luego de la firma queda …» will.
    (r"cond (?:(?:few|num|x|clit|art|prep|page) )+(?=left |se (?:dig|fil)\.he)", "past "),
    # «radicado el lunes», without a verb, was.
    (
        r"(?P<deed>(?:^|comma )(?:clit |art |already |yes |all |doc )*\w+\.part (?:(?!comma)\S+ )*?)weekday ",
        r"\g<deed>day ",
    ),
)
_OVER = (
    # «ya los pase por el escáner y los guarde», without accents
    (r"(?P<before>already (?:clit )*)(?P<verb>pass|put)\.subj ", r"\g<before>\g<verb>.did "),
    (
        r"(?P<before>already (?:clit )*(?:pass|put)\.did (?:(?!comma)\S+ )*?and (?:clit )*)dig\.subj ",
        r"\g<before>dig.did ",
    ),
    # «me tocó repetirla» was trouble, «volví a escanear» is done.
    (r"had_to (?:clit )*redo\.inf ", "spoil.he "),
    (r"redo\.(?:did|we|he) to (?=\w+\.inf)", "try.did "),
    # «la factura que estaba torcida», «los había subido»
    (r"that gone (?:be\.part |cop )?(?:bad_page |lack |x |neg )?", ""),
    (r"(?:undo )?(?:clit )*gone (?:dig|fil|hand)\.part ", "gone "),
    # «los originales se los regresé a Lina», «me devolvieron la copia sellada»
    (r"originals (?:(?!comma|colon|neg)\S+ )*?refuse\.(?:did|we|now) ", "originals idle "),
    (r"refuse\.(?:he|they) (?:clit )*(?=stamp|page)", "gave "),
)
_ASIDES = (
    # «tentativamente subidos»
    (r"manner (?=(?:clit |se |left |stays |cop |already )*(?:dig|fil|hand|fin)\.)", "hedge "),
    (r"(?P<deed>(?:dig|fil|hand|fin)\.\w+ )manner ", r"\g<deed>hedge "),
    (r"manner ", "filler "),
    (r"idle (?:(?!comma|colon|but|neg|that|lack|bad_page|partial)\S+ )*", "idle "),
    (r"thanks (?:x|cap|name) (?=comma|$)", "thanks "),
    # «disculpe la foto tan oscura», «disculpen que hasta ahora les cuente»
    (r"sorry that (?:(?!comma|colon|but|neg|lack)\S+ )*", "idle "),
    (
        r"sorry (?:by |clit |prep )*(?:x|page|attach|doc|spoil\.\w+) (?:(?!comma|colon|but|neg|lack|still)\S+ )*",
        "idle ",
    ),
    # «tal como lo pidió, …»
    (r"as (?:(?!comma|neg|lack)\S+ )*(?=comma)", "filler "),
    # «según el instructivo»
    (r"report (?:clit |art |dem )*norm ", "filler "),
    # «según imagen que adjunto»
    (r"report (?:clit |art )*(?P<proof>attach|stamp|page|send\.now) (?:that )?", r"\g<proof> "),
    # «la pasé a la de Pasto»
    (r"to other ", "to x "),
)
_LATER = r"(?:later|weekday)"
_ONWARDS = r"(?:(?!comma|colon|and)\S+ )*?"
_SENT = r"(?:attach|send\.(?:now|did|we|part)|dig\.(?:part|did|we))"
_RESTS_THERE = r"(?=$|comma|colon|and|dig\.|into|place|thanks)"
_REST = (
    # «el resto va mañana», «mañana van los otros»
    (rf"(?P<before>{_LATER} {_ONWARDS})rest ", r"\g<before>lack "),
    (rf"rest (?={_ONWARDS}{_LATER})", "lack "),
    # «va el resto», «adjunto los que faltan», «digitalizado el faltante»
    (
        rf"(?P<before>{_SENT} (?:(?:clit|art|doc|page|num|few|into|to) )*)rest {_RESTS_THERE}",
        r"\g<before>all ",
    ),
    # «estos son los que faltan»; «digitalizado, el resto»
    (r"(?P<before>^|comma )doc cop rest (?=$|comma)", r"\g<before>attach all "),
    (r"(?P<before>^|comma )rest (?=$|comma|attach)", r"\g<before>filler "),
    (r"rest ", "lack "),
)
_NOUNS = (
    # «carga realizada»
    (r"dig\.third (?=fin\.part|set)", "dig.noun "),
    # «se pide en ventanilla»
    (r"se demand ", "ought "),
    # «para dar esto por digitalizado»
    (r"(?:x|deem) (?:clit |doc )*by (?:dig|fil)\.part ", "would "),
    # «el sello es del martes»
    (r"belongs (?=weekday|day|now_at_last|time)", "cop prep "),
    # «fecha de recibido»
    (r"(?P<before>prep |into )got ", r"\g<before>stamp "),
    # «ya tiene número, el 5567»
    (r"comma (?=(?:cop |art )*(?:num|id) )", ""),
    # «el radicado es el 6654», «lo digitalizado»
    (r"(?P<before>(?:clit|art|prep|to|your|mine|dem) )(?P<family>fil|dig)\.part ", r"\g<before>\g<family>.thing "),
)
_REWRITES = tuple(
    (re.compile(rf"(?<!\S){find}"), after)
    for find, after in (*_NO_TROUBLE, *_COUNTS_AND_TIMES, *_OVER, *_ASIDES, *_REST, *_NOUNS)
)
_REASON = re.compile(r"(?<!\S)because (?:(?!comma|colon|but|so|yet|and (?:clit|neg|already|now_at_last))\S+ )*")
_CONCESSION = re.compile(r"(?<!\S)though (?:(?!comma|colon|but|yet)\S+ )*(?=comma)")
# «pese a que se fue la luz dejé todo cargado»
_LEADING_CONCESSION = re.compile(r"^though (?:(?!comma|colon|but|yet)\S+ )*?(?=left all |(?:dig|fil)\.(?:did|we) )")


def settle_deed(tags: str) -> str:
    """Rewrite what depends on its neighbours: double negations, counts, times, excuses, reasons, nouns.

    Args:
        tags: The tags of one sentence as the lexicon of deeds gives them, each followed by a space.
    """
    for find, after in _REWRITES:
        tags = find.sub(after, tags)
    return _CONCESSION.sub("gone ", _LEADING_CONCESSION.sub("", _REASON.sub("why ", tags)))
