"""Words that say something only beside certain neighbours, such as «como» or «pues», settled before all else.

Each rewrite: what stands before and stays, what is found, what it becomes. Where none of a word's rewrites fits, its
last one makes it what it is elsewhere.
"""

LED = r"(?P<before>^(?:(?:filler|yes|thanks|name|comma|so|and) )*)"
_CLAUSE = r"(?P<before>^|comma |so |and )"
_NOT_DECIDING = r"(?:(?!app|rej|comma)\S+ )*"
_ANSWERS = r"app|rej|neg|nope|yes|go\.|exec|set|vobo|free|clear|okay|short|cop|self|act"

RETAGGED = (
    # «pues devuelto» begins, «pues la DIAN ya la anuló» gives a reason.
    (r"(?P<before>^(?:(?:nod|yes|filler|already|thanks|comma) )*)", r"well (?:comma )?", r"\g<before>"),
    ("", r"well ", "because "),
    # «toda vez que se corrija» is a condition, «toda vez que se corrigió» a reason.
    ("", r"because (?:clit |art |se |neg |doc |who )*(?:wish|\w+\.subj) ", "cond "),
    ("", r"(?:slash )+$", ""),
    # «esta jefatura emite concepto favorable», «mi aprobación a esa solicitud»
    ("", r"self x (?=app\.now)", "self "),
    ("^", r"mine (?:app\.noun|vobo) prep (?:clit |dem )*(?=(?:~doc|act) (?:$|comma))", "app.now "),
    # «las solicitudes se aprueban en el sistema» is the custom.
    ("^", r"clit doc se app\.they (?=prep)", "mention prep "),
    # «Decisión: la tomo con gerencia» is none yet.
    ("", rf"ruling (?=colon (?:(?!{_ANSWERS})\S+ )+$)", "still "),
    ("", r"ruling ", "filler "),
    # «como aparezcan abonos, …» is a condition, «como jefe» is none.
    ("", r"like (?:neg )?(?:clit |se )*(?:wish|would|task|attach|\w+\.subj) ", "cond "),
    ("", r"like ", "filler "),
    # «por lo que se niega» concludes, «por lo que pasó» gives a reason.
    ("", r"whereby (?=(?:clit |se |neg |self |left |stays |ought )*(?:app|rej)\.)", "so "),
    ("", r"whereby ", "because "),
    # «esta jefatura resuelve denegarla»
    ("", r"self rules (?=app\.inf|rej\.inf|neg app\.inf|neg rej\.inf)", "self perform "),
    ("", r"rules ", "think.third "),
    # «no es que me guste, pero sí», «no hay motivo para decir que no»
    ("^", r"neg (?:cop that|thus) (?:(?!app|rej|if|cond|comma|but)\S+ )*(?:comma )?but ", "filler "),
    (
        "^",
        (
            r"neg (?:cop that|thus) (?:(?!app|rej|if|cond|comma|but)\S+ )*comma (?:thus|cop that) "
            r"(?=(?:\S+ )*(?:app|rej|act|exec))"
        ),
        "filler ",
    ),
    (
        "",
        r"neg (?:clit |have |neg )*merit (?:for |that )*(?:(?:inf|tell\.inf) (?:nope|that neg)|neg (?:app\.inf|act)) ",
        "okay ",
    ),
    (
        "",
        r"neg (?:clit )*(?:(?:will |can |ought )?(?:inf|tell\.inf) )?(?:nope|that neg) (?=colon|comma|prep|$)",
        "okay ",
    ),
    # «autorizada. Me recuerdan mañana firmar el original»
    ("^", r"remind (?:(?!app|rej|exec|go\.|act|if|cond|when|comma)\S+ )*(?=$|comma)", "harmless "),
    ("", r"remind ", "tell.they "),
    # «sin que existan pendientes»
    ("", r"sin that (?:wish|\w+\.subj) (?:(?:clit|x|prep|lack|snag|objection|doc|valid|neg) )*", "harmless "),
    # «no me tienen que explicar tanto, autorizado»
    ("^", r"neg (?:clit )*ought (?:(?!app|rej|comma|act|exec|go)\S+ )*(?=comma)", "harmless "),
    # «sí, doña Amparo»; «sí, con todo»
    (r"(?P<before>(?:yes|set|go\.\w+|exec\.\w+) )", r"who name (?=comma|$)", r"\g<before>filler "),
    ("", r"comma yet (?=$)", ""),
    # «apruebo, y de paso revisen por qué pasó», «ya la aprobé, miren a ver si les aparece»
    (r"(?P<before>comma (?:and )?(?:filler )*)", r"think\.(?:subj|order) merit (?:\S+ )*", r"\g<before>harmless "),
    (
        r"(?P<before>comma )",
        r"think\.(?:subj|order) prep think\.inf if (?:(?!app|rej|neg)\S+ )*(?=$)",
        r"\g<before>harmless ",
    ),
    # «en nombre de la gerencia»
    ("", r"onbehalf (?:clit |art |your |mine )*(?:who |name |cap )+", "filler "),
    ("", r"onbehalf ", "prep "),
    # «aprobado, antes de que cierre el mes», but «antes del cierre la apruebo»
    (r"(?P<before>\S+ )", r"(?:comma )?deadline (?:(?!app|rej|neg|if|cond)\S+ )*(?=$)", r"\g<before>harmless "),
    ("", r"deadline ", "cond "),
    ("", r"motive ", "x "),
    # «mañana les confirmo», «lo confirmo más tarde»
    ("", r"later (?:clit |se )*give ", "later think.fut "),
    ("", r"give (?:clit )*later ", "think.fut later "),
    # «ya revise los papeles», without its accent
    ("", r"already (?:clit )*think\.subj (?=clit|art|doc|dem|paper|with)", "already know "),
    # «este mes ya van cuatro casos»
    ("", r"van num (?=x )", "filler "),
    # «aunque no he visto los soportes»
    ("", r"though (?=neg (?:clit |perf )*(?:got|know|unable|think))", "hold "),
    # «R/ No»
    ("^", r"(?:filler|x|cap|initials) slash (?=neg|yes|rej)", ""),
    # «ya les devuelvo el memorando firmado»
    ("", r"rej\.(?:now|we|did) (?:clit |art )*(?:doc|memo) repair\.part ", "attach "),
    ("", r"go\.subj harmless with (?=dem|clit doc|doc)", "go.subj "),
    # «no sin la carta»
    (r"(?P<before>comma |but )", r"neg sin ", r"\g<before>cond "),
    # «no veo cómo no aprobarla»
    ("", r"neg (?:clit )*have yes (?=app\.inf|act)", "okay "),
    # «según la cláusula octava» is no hearsay; nor is what the writer thinks.
    ("", r"report (?:clit |art |dem )*norm (?:x |num )?", "filler "),
    ("", r"norm ", "x "),
    ("", r"report self ", "filler "),
    # «ni cartera ni yo estamos de acuerdo»
    ("", r"neg (?:clit )?who neg self ", "self neg "),
    # «la rechacé ayer y me sostengo», but «la versión anterior la devolví»
    ("", r"(?:past )?rej\.(?:did|we) (?:(?!app|rej)\S+ )*?firm ", "rej.now "),
    ("", r"firm ", "x "),
    (
        "^",
        (
            r"(?:(?!comma|app|rej)\S+ )*(?:past|former|weekday) (?:(?!comma|app)\S+ )*?rej\.(?:did|we|he) "
            r"(?:(?!comma|app|rej)\S+ )*(?=comma (?:\S+ )*app)"
        ),
        "past ",
    ),
    # «La primera versión la devolví. Esta está completa: aprobada.»
    ("^", r"(?:(?!comma|app|rej)\S+ )*former (?:(?!comma|app)\S+ )*?rej\.(?:did|we|he) (?:(?!app|rej)\S+ )*$", "past "),
    # «observaciones: s/o»
    ("", r"snag colon (?:x|filler|prep|neg|sin) slash \S+ ", "okay "),
    # «aprobada, eso sí, a la próxima con tiempo»
    ("", r"(?:comma )?but (?:comma )?next (?:(?!app|rej|if|cond)\S+ )*(?=$)", ""),
    # «la rechazada fue la anterior; esta la autorizo»
    (
        "^",
        (
            r"clit rej\.part cop (?:(?!comma|app)\S+ )*?(?:past|former|weekday|other) (?:(?!comma|app)\S+ )*"
            r"(?=comma (?:\S+ )*app)"
        ),
        "past ",
    ),
    ("", r"former ", "x "),
    # What the client accepts or refuses is no decision.
    ("", r"client (?:x |filler )?(?:neg )?(?:clit |se )*(?:app|rej)\.(?:he|third|they) ", "who x "),
    # «terminada la revisión, …» tells what was done; «hecha la corrección, …», «puesta la firma, …» what must be.
    (_CLAUSE, r"(?:done|part|got|set) (?:clit |art |dem )+review ", r"\g<before>know "),
    ("", r"review ", "x "),
    (
        _CLAUSE,
        rf"(?:done|part|set|(?:dig|fil|exec)\.part) (?:clit |art |dem )+(?={_NOT_DECIDING}comma )",
        r"\g<before>cond ",
    ),
    (
        _CLAUSE,
        rf"(?:know|think\.part) (?:clit |art |dem )+{_NOT_DECIDING}(?<!valid )by (?:clit )*who (?=comma)",
        r"\g<before>cond ",
    ),
    # «la encuentro ajustada»
    ("", r"clit have (?:repair\.part|part) ", "clit know "),
    ("^", r"part ", "cap "),
    ("", r"part ", "x "),
    # «Que se anule.» orders; «sí a la anulación», «no a esa solicitud» decide.
    (LED, r"that (?:se |clit )*exec\.subj (?=$|comma|colon|and|doc|clit doc)", r"\g<before>app.now "),
    (LED, r"yes (?:prep )+(?:clit |dem |cop )*(?:~doc|act|memo) (?=$|comma|and)", r"\g<before>app.now doc "),
    (
        r"(?P<before>^|comma |and |but )",
        r"neg (?:~prep )+(?:clit |dem |cop )*(?:doc|memo) (?=$|comma|and)",
        r"\g<before>rej.now doc ",
    ),
    (LED, r"that neg (?=$|comma)", r"\g<before>nope "),
    # «sí, me avisas cuando llegues» speaks of something else, «ok, me avisan cuando tengan la carta» waits for it.
    (
        r"(?P<before>^(?:(?:yes|set|filler|thanks|name|comma) )*(?:yes|set) (?:comma )?)",
        (
            r"(?:clit )*(?:tell\.\w+|report) (?:\S+ )*?(?:when|soon|cond) (?:\S+ )*?"
            r"(?:x|paper|memo|attach|stamp|valid|repair\.\w+) (?:\S+ )*"
        ),
        r"\g<before>told ",
    ),
    # «Aprueba (SI/NO): SI»
    ("", r"comma (?:if|yes) slash neg comma (?=colon)", ""),
    ("", r"(?:if|yes) slash neg (?=colon)", ""),
    # «disculpa, Marcela, pero no»
    ("^", r"sorry (?:comma )?(?:(?:name|who|filler|cap) )+(?=comma)", "filler "),
    ("^", r"sorry (?=comma but )", "filler "),
    # «quisiera poder decir aprobado»
    ("", r"will (?:inf )+app\.part ", "x "),
    ("", r"for think\.inf (?:merit|wh) ", "harmless "),
    ("", r"clit doc rej\.part (?=se )", "mention "),
    # «de acuerdo con la política de cartera»
    ("", r"harmless (?:(?:clit )*x )?prep (?:clit )?who ", "harmless "),
    # «frenen esa anulación, no va»
    (
        "^",
        r"hold (?:dem |clit |x |filler )*(?:(?:doc|memo) )?comma (?=(?:dem |clit )*(?:rej|neg|short))",
        "harmless comma ",
    ),
)
