"""Asides around a decision: contingencies of later times, notices, what happened to other things, who else decides.

Rewrites as in :mod:`bot.intake.verdict.neighbours`, made before all of those.
"""

from bot.intake.verdict.errands import ERRANDS, LOADED, STARTS, TELL_SOMEBODY

_ABOUT = r"(?:(?:prep|by|with) (?:clit )*(?:x|~doc|client|who) )*"
_QUIET = rf"(?:(?!{LOADED})\S+ )*"
_ISSUED = rf"(?:(?!{LOADED}|comma|and )\S+ ){{0,4}}?"
_NOTICED = rf"(?:(?!{LOADED}|~doc|client|who)\S+ )*"
_FILED_REASON = rf"(?:(?!slash|yes|set|{LOADED.replace('|wrong', '')})\S+ )+"
_BEGINS = r"(?P<before>^|comma |but |and )"
_STOPS = r"(?=$|comma|and)"
# «… nunca se autorizaron», of something that nobody listed.
_SUBJECT = (
    r"(?:filler )*(?:clit |dem )+(?:num that )?x "
    r"(?:(?!app|rej|~doc|act|memo|neg|if|when|cond|self|mine|but|comma|that (?:clit )*neg)\S+ )*?"
)
_HAPPENED = r"(?:se |cop |perf |left |clit |already )*(?:app|rej)\.(?:he|part) "
_GOES_ON = r"(?:(?!app|rej|~doc|act|memo|comma|if|when|cond|and|but|yes)\S+ )*"
_OUTSIDER = r"(?:clit )+(?:x |name |cap |who |client |courier )+"
_AND_DECIDES = r"(?=(?:comma|and|but) (?:\S+ )*(?:app\.(?:part|now|we)|own mine (?:app\.noun|vobo)) )"
_ARGUMENT = r"(?:x|merit|snag|objection) (?:(?!app|rej|~doc|act|memo|neg|comma|but|and)\S+ )*"
_BUT_GRANTS_IT = (
    r"(?=(?:comma |but )+(?:(?:clit |left )*(?:~doc|act) (?:clit |cop |left |stays |yes )*app\.(?:part|now) "
    r"|app\.(?:now|we) clit (?:~doc|act) ))"
)
_GRANTS = r"app\.\w+|yes|set|vobo|free|nod|okay|go\.\w+|exec\.\w+"
_GRANTING = rf"(?:own|give|deem|perform|{_GRANTS})"
_IS_THERE = "(?:have|own|left|stays|know)"
_BEFORE_DECIDING = r"(?=(?:app|rej)\.inf (?:$|comma|clit|~doc|and|prep))"
_REFUSED_AFTER_ALL = r"(?=comma (?:\S+ )*(?:rej|neg app|nope|neg|short))"

_OF_LATER_TIMES = (
    # «si el cliente reclama, me lo pasan», «cuando salga la nueva avisen»
    (_BEGINS, rf"(?:if|when) {_QUIET}fuss {_ABOUT}{TELL_SOMEBODY}", r"\g<before>harmless "),
    (
        STARTS,
        rf"(?:filler )*(?:when|~cond) (?:valid (?:clit )*x |{_QUIET}issued ){_ISSUED}{TELL_SOMEBODY}",
        r"\g<before>harmless ",
    ),
    ("", r"fuss ", "x "),
    ("", r"issued ", "x "),
    # «pero te aviso que es la última»; «aprobado, eso sí: me le llaman la atención»
    (r"(?P<before>comma )?", rf"but (?:filler |colon |comma )*notice {_NOTICED}(?=$)", "harmless "),
    ("", r"notice ", "filler "),
    ("", r"but (?:comma |colon )*(?=scold)", ""),
    # «para que no repitan la orden»
    ("", r"purpose neg (?:clit |se )*(?=x )", "harmless "),
    # «ahora la apruebo», «regreso y la apruebo» promise; «la regreso» refuses.
    ("", r"soonish (?=(?:~clit |se )+app\.now)", "later "),
    ("", r"soonish ", "filler "),
    ("", r"(?:se )?(?:~clit )+back (?=$|comma|colon|prep|by|and|because|sin|neg|filler|purpose)", "rej.now "),
    ("^", r"back (?=clit (?:doc|memo) (?:(?:prep|because|sin|comma|colon) (?:(?!app)\S+ )*)?$)", "rej.now "),
    ("", r"back (?=(?:prep (?:clit )*\S+ )?and )", "later "),
    ("", r"back ", "hush "),
)
_OF_OTHER_THINGS = (
    # «la factura que la interventoría no aceptó», «el sistema de la DIAN la rechazó; …»
    (
        r"(?P<before>(?:~doc|act|id) )",
        (
            r"that (?:~clit |art )*(?:x|who|client|name|cap) (?:prep (?:clit )*\S+ )?(?:neg )?(?:~clit )*"
            r"(?:app|rej)\.(?:he|third|they) "
        ),
        r"\g<before>why ",
    ),
    (
        "^",
        r"(?:clit )*mention prep (?:clit )*(?:who|name|cap) (?:~clit )*rej\.he (?:(?!app|rej|neg|if)\S+ )*(?=comma)",
        "why ",
    ),
    # «la tarifa fue aprobada por la CREG», «Jurídica dio concepto favorable y yo apruebo»
    ("^", r"(?:clit )*x cop app\.part by (?:clit )*(?:name|cap|initials|who|client) ", "why "),
    (
        "^",
        r"(?:clit )*who (?:clit )*(?:x|give) app\.now (?=(?:and|comma) (?:self )?(?:clit )*app\.(?:now|part) )",
        "why ",
    ),
    ("^", r"(?:clit )*who third_say (?:(?!app|rej|neg|if|comma)\S+ )*(?=(?:and|comma) self app\.now )", "why "),
    # «descarto lo que dijo auditoría; aprobado», «revoco mi rechazo del lunes y la apruebo»
    (
        "^",
        (
            r"rej\.now (?:report|that report) (?:clit )*(?:who|name|cap|client|x) (?:prep (?:clit )*\S+ )?"
            r"(?=(?:comma |and |but )+(?:\S+ )*app\.(?:part|now) )"
        ),
        "why ",
    ),
    (
        "^",
        (
            r"hold (?:mine |clit )*(?:rej\.(?:now|noun|part)|nope) (?:(?!app|rej|neg|if|cond|comma|and)\S+ )*"
            r"(?=(?:and|comma) (?:\S+ )*app\.(?:now|part) )"
        ),
        "filler ",
    ),
    # «anular, sí»: and what else was asked for?
    ("^", r"(?:exec\.inf|act) (?:comma )?yes (?=$)", "hold "),
    # «no hubo traslado»
    ("", r"neg have deleg (?=$|comma|and|prep)", "why "),
    # «los recargos nunca se autorizaron», «la mercancía se devolvió al cliente»
    (STARTS, rf"{_SUBJECT}neg {_HAPPENED}{_GOES_ON}{_STOPS}", r"\g<before>why "),
    (STARTS, rf"(?:clit |dem )+(?:x|filler|dig\.noun) se rej\.he {_GOES_ON}{_STOPS}", r"\g<before>why "),
    # «el cliente no debe nada»
    (STARTS, r"(?:clit )*client neg ought neg (?=$|comma)", r"\g<before>why "),
    # «verificado que el cambio quedó inscrito antes de la emisión, …»
    (
        r"(?P<before>^|comma |and )",
        r"know that (?:(?!app|rej|if|when|wish|neg|lack|hold|still|comma|\w+\.subj)\S+ )*(?=comma)",
        r"\g<before>know ",
    ),
    # «rechazada por el cliente, devuelta por el correo y aprobada por mí»
    ("", rf"(?:~doc )?rej\.part by {_OUTSIDER}{_AND_DECIDES}", "why "),
    # «rechazo la excusa, pero apruebo la anulación», «la objeción la rechazo; la anulación la apruebo»
    ("^", rf"rej\.now (?:clit )+{_ARGUMENT}{_BUT_GRANTS_IT}", "why "),
    ("^", rf"(?:clit )+{_ARGUMENT}clit rej\.now {_BUT_GRANTS_IT}", "why "),
    ("^", rf"that (?:rej|neg app)\.now cop (?:clit |art )+(?:paper |{_ARGUMENT}){_GOES_ON}{_BUT_GRANTS_IT}", "why "),
    # «la del Colegio Mayor va aprobada», «procedan con la del hotel», but «los del archivo ya saben»
    ("", r"ofthe (?:who )?(?=name |cap )", "other "),
    (
        r"(?P<before>(?:^|(?:yes|app\.\w+|go\.\w+|exec\.\w+) (?:with |prep )?))",
        r"ofthe (?:x|who) ",
        r"\g<before>other x ",
    ),
    ("", r"ofthe ", "clit prep "),
    # «las tres del memorando»
    (r"(?P<before>app\.\w+ (?:clit |art )+)", r"num prep (?=memo |dem memo |clit memo )", r"\g<before>"),
    # «ya aprobé una, esta no la he visto»: «esta», not «está»
    (r"(?P<before>(?:comma|and|but) )", r"cop (?=neg (?:~clit )+(?!~clit|x|app\.(?:now|we) ))", r"\g<before>hold "),
    # «letrero de documento no autorizado»
    ("", r"mention (?:prep |clit |~doc |x )*neg (?:app|rej)\.part ", "mention "),
)
_OF_OTHER_PEOPLE = (
    # «La EPS no la aprueba»
    (
        r"(?P<before>^(?:clit )*(?:cap|name|initials|x) )",
        r"neg (?:~clit )+app\.(?:third|they|he) ",
        r"\g<before>third_say ",
    ),
    # «ya no apruebo yo», «no las firmo yo sino el ingeniero», «a mí ya no me toca»
    ("", r"already neg (?:clit )*\S+ self ", "deleg "),
    ("", r"neg (?:clit )*\S+ self (?=but (?:clit )*(?:who|name|cap|x))", "deleg "),
    ("", r"prep self already neg (?:clit )*ought ", "deleg "),
    # «el representante no firmo», without its accent
    ("", r"(?:who|client) neg (?:repair|app)\.now (?=$|comma)", "lack "),
    # «aprobamos desde la dirección»
    (
        r"(?P<before>app\.(?:we|now) )",
        r"since (?:clit )*(?:who|name|cap) (?:who |name |cap |prep |x )*(?=$|comma)",
        r"\g<before>",
    ),
    ("", r"since ", "prep "),
    # «sí, mi ñero»
    (r"(?P<before>(?:yes|set) comma )", r"mine x (?=$|comma)", r"\g<before>filler "),
    # «hágale, mi don», «sin que nadie reclame»
    (r"(?P<before>^(?:yes|set|go\.\w+|app\.(?:part|now)) (?:comma )?)", r"mine who (?=$|comma)", r"\g<before>filler "),
    ("", r"sin that report (?:neg |clit |se )*(?:\w+\.subj|mention|x) ", "harmless "),
)
_OF_THE_DECISION = (
    # «luego de la reunión con facturación, les cuento que ha quedado aprobado»; «después de la visita lo apruebo»
    (
        "^",
        rf"after (?:(?!{LOADED}|comma)\S+ )*(?=comma (?:filler |clit )*perf (?:cop |left |stays )*app\.part )",
        "why ",
    ),
    # «fue autorizada esta mañana por mi, procedan»
    (
        r"(?P<before>^(?:(?:clit )*doc )?)",
        r"(?:already )?cop app\.part (?:past )?by (?:mine|self) (?=$|comma (?:yes|(?:go|exec)\.subj) )",
        r"\g<before>app.now ",
    ),
    # «no hay razón para seguir demorándola: autorizada»
    (
        "",
        r"neg (?:clit )*have (?:neg )?merit (?:for )*(?:go\.inf )?x (?=(?:colon|comma) (?:clit |cop )*(?:app|rej)\.)",
        "harmless ",
    ),
    # «dejo sin efecto mi visto bueno de esta mañana: queda rechazada»
    (
        "^",
        (
            r"(?:undo|hold) (?:mine |clit )*(?:vobo|app\.noun|free) (?:(?!app|rej|neg|if|cond|comma|and|colon)\S+ )*"
            r"(?=(?:and|comma|colon) (?:\S+ )*rej\.(?:now|part) )"
        ),
        "undo ",
    ),
    # «las tres van aprobadas»; «tres van aprobadas» counts.
    (r"(?P<before>clit num )", r"van (?=app\.part|rej\.part)", r"\g<before>stays "),
    # «ya tienen una nota aprobada sobre esa factura»
    ("", r"(?:own|have) (?:art|num|clit) doc app\.part ", "have art doc valid "),
    # «política vigente: anulación no autorizada en 30 días se archiva»
    ("^", r"mention valid colon doc (?:\S+ )*", "mention "),
    # «no, tranquila, aprobada»
    ("^", r"(?:neg comma )*calm comma (?:(?:filler|name|who) comma )*(?=(?:~clit )*app\.(?:now|part))", ""),
    ("", r"calm ", "filler "),
    # «a pesar de que llegó tarde la apruebo»
    (
        r"(?P<before>^though (?:(?!comma|app|rej|neg|but|yet|if|cond|when|self|who)\S+ ){2,}?)",
        r"(?=(?:~clit )+app\.now (?:$|comma))",
        r"\g<before>comma ",
    ),
    # «con toda la convicción, apruebo», «dele con toda»; «con la carta» is a condition.
    (
        "",
        (
            r"with (?:clit |x |filler |valid |mine |your |doc |gladly )*gladly (?:filler )?(?:(?:and|prep) gladly )?"
            r"(?=$|comma|colon|and|app)"
        ),
        "filler ",
    ),
    ("", r"gladly ", "x "),
    # «ya les dije que no y no cambio de opinión»
    (
        "",
        (
            r"(?:already |~clit |cop |filler )*(?:(?:had|report|tell\.\w+) (?:filler )*(?:that )?)?"
            r"(?:nope|neg) (?:and |comma )+firm "
        ),
        "rej.now ",
    ),
    # «tienen autorización para continuar»
    ("^", r"(?:already )?own app\.noun for (?=go\.inf|act|exec\.inf)", "app.now "),
    # «lo encuentro procedente»
    (r"(?P<before>^|comma |self )", r"(?:filler )*~clit have (?=ready (?:$|comma|and))", r"\g<before>"),
    # «donde dije aprobado léase rechazado»; «cancelo mi visto bueno de ayer, esa no va»
    ("^", r"erratum (?=(?:comma |filler )*rej\.part)", ""),
    ("", r"erratum ", "undo app.part "),
    # «fe de erratas: donde puse rechazado debe decir autorizado»
    ("^", r"(?:undo colon )?misprint (?:comma )?(?:filler |ought inf )*(?=app\.part $)", ""),
    ("", r"misprint ", "rej.part "),
    ("", rf"hold (?:mine |clit )*(?:vobo|app\.noun) (?:prep past )?{_REFUSED_AFTER_ALL}", "filler "),
    # «con mi visto bueno, anulen», «con VoBo mío»
    ("^", r"with mine (?:vobo|app\.noun|free) (?=(?:exec|go)\.)", "app.now comma "),
    ("^", r"with (?:clit )*(?:vobo|free) mine (?=$|comma|colon|prep)", "app.now "),
    # «la presente es mi autorización», «que se apruebe», «visada y aprobada»
    ("^", r"(?:clit filler|dem x) cop mine (?:app\.noun|vobo|free) ", "app.now "),
    ("^", r"that se app\.subj (?=$|comma|clit ~doc)", "app.now "),
    ("^", r"part and (?=app\.part)", ""),
    # «por mí, dale», «que proceda»
    ("^", r"by self (?:comma )?(?=yes|set|go\.subj)", "filler "),
    ("^", r"that (?:se )?go\.subj (?=$)", "yes "),
    # «si la apruebo, ya mire los soportes»
    (
        "^",
        r"if (?=(?:~clit )*app\.now comma already (?:filler|know|think\.subj) (?:clit )*(?:doc|paper|memo) )",
        "yes ",
    ),
    # «no ni loco»; «no corresponde lo solicitado»; «me la devuelve y me la cobra» is an order.
    ("^", r"neg nope (?=$|comma)", "nope "),
    ("", r"short ~doc (?=$|comma|because|colon)", "rej.now "),
    ("^", r"~clit ~clit rej\.(?:third|they) (?=$|comma|and)", "rej.now "),
)
_OF_MANNER = (
    # «tentativamente aprobado», «sí, verbalmente»: an adverb that nobody listed as harmless may weaken a yes.
    (
        "",
        rf"manner (?=(?:comma )?(?:~clit |se |cop |left |stays |self )*(?:own|give|deem|perform|{_GRANTS}))",
        "hedge ",
    ),
    (rf"(?P<before>(?:{_GRANTS}) (?:clit |~doc |act |mine )*)", r"manner ", r"\g<before>hedge "),
    (
        rf"(?P<before>(?:{_GRANTS}) (?:clit |~doc |act |mine )*comma )",
        r"manner (?=$|comma|and|but)",
        r"\g<before>hedge ",
    ),
    ("^", r"(?:but |and )?manner (?:prep (?:clit )*\S+ )?(?=$)", "hedge "),
    ("", r"manner ", "filler "),
    # «no tengo más camino que autorizarla», «no queda otro camino que aprobarla»
    (
        "",
        rf"neg (?:clit )*{_IS_THERE} (?:filler |other |clit )*way (?:that|but|prep) {_BEFORE_DECIDING}",
        "must ",
    ),
    ("", r"way ", "x "),
)
_OF_FORMS = (
    # «s/ memo»
    ("", r"ess slash (?=memo|~doc)", "filler "),
    # «Aprobado por: ______»: a line for somebody to fill in
    ("", r"(?:app|rej)\.part by colon (?=$)", "mention "),
    # «s/ obs», «s/o», «(S/N): S»
    ("", r"snag colon ess slash \S+ ", "okay "),
    ("", r"ess slash (?:snag|or) ", "clear "),
    ("", r"comma ess slash neg comma (?=colon)", ""),
    (r"(?P<before>^app\.third colon )", r"ess (?=$)", r"\g<before>yes "),
    ("", r"ess ", "cap "),
    # «Aprobado / NIT errado / F. Zuluaga»
    (
        "^",
        rf"app\.part slash (?P<why>{_FILED_REASON})slash (?=(?:name |cap |filler )+$)",
        r"app.part comma \g<why>comma ",
    ),
    # «3- Motivo: tarifa equivocada»
    ("^", r"num comma valid colon ", "because "),
)
ASIDES = (*_OF_MANNER, *ERRANDS, *_OF_LATER_TIMES, *_OF_OTHER_THINGS, *_OF_OTHER_PEOPLE, *_OF_THE_DECISION, *_OF_FORMS)
