"""What a tag means beside its neighbours: ``si``, names that are called, attributes, formulas that decide.

Each rewrite: what stands before and stays, what is found, what it becomes; in this order.
"""

from bot.intake.verdict.asides import ASIDES
from bot.intake.verdict.calls import CALLS
from bot.intake.verdict.retagged import LED, RETAGGED

_SI = r"(?P<before>^|(?:and|comma|that|colon|filler|thanks) )"
_INNOCENT = r"(?:(?!app|rej|go\.|exec|repair|think|lack|hold|neg|yes|if|cond)\S+ )*"
_TIMED = r"(?:(?!app|rej|neg|if|cond|who|hold)\S+ )*"
_TELLING = rf"(?:clit )*(?:tell\.\w+|task|report|attach) {_INNOCENT}(?:when|soon|~cond) {_TIMED}(?=$)"
_TIMED_TASK = r"\g<before>harmless "
NEIGHBOURS = (
    *CALLS,
    *ASIDES,
    *RETAGGED,
    # A capital at the beginning of a sentence may be a name: it is one beside a name or when called.
    (r"(?P<before>^|comma |thanks )", r"cap (?=$|comma|colon|name)", r"\g<before>name "),
    (r"(?P<before>(?:name|doc|who|prep|clit) )", r"cap ", r"\g<before>name "),
    # A task that is asked for politely may have its time: «favor avisarme cuando quede anulada»; and so may an order.
    (r"(?P<before>^|comma |and )", rf"plz {_TELLING}", _TIMED_TASK),
    (r"(?P<before>^|comma |and )", rf"(?:clit )?{_TELLING}", _TIMED_TASK),
    (r"(?P<before>comma )", rf"soon clit {_INNOCENT}(?=$)", _TIMED_TASK),
    ("^", rf"(?:if|when) {_TIMED.replace(')*', ')+')}(?:clit )?(?:tell\.\w+|report) $", "harmless "),
    (r"(?P<before>(?:go|exec)\.\w+ (?:clit |doc )*)", r"soon (?=$|comma |thanks )", r"\g<before>harmless "),
    ("", r"soon ", "when "),
    # «disculpen la demora», «perdón por», but «perdón, no».
    (
        "",
        r"sorry (?:by|clit|prep|that|filler) (?:neg )?(?:(?!comma|colon|app|rej|if|when|hold|but|yes|neg|se )\S+ )*",
        "filler ",
    ),
    ("", r"art sorry ", "filler "),
    ("", r"sorry ", "undo "),
    (r"(?P<before>prep )", r"art partial (?=\S)", r"\g<before>art "),
    # «tal como lo plantean», «según lo expuesto»
    ("", r"as (?:clit )*(?!if |when |that |report |app|rej|neg )\S+ ", "filler "),
    # «no va», «no aplica» refuse when nothing follows that they speak of.
    ("", r"short (?=$|comma|because|colon|clit doc|dem doc|filler comma|filler $|and )", "rej.now "),
    ("", r"short ", "neg "),
    ("", r"(?:snag|objection) colon neg (?=$|comma)", "okay "),
    ("", r"(?<!~clit )think\.(?:now|we) and (?=app\.(?:now|we))", "know and "),
    ("", r"stays (?:filler )*mine (?:app\.noun|vobo|free) ", "app.now "),
    ("^", r"thanks comma undo comma ", "thanks comma "),
    ("^", r"mine (?:x |filler )?cop yes ", "yes "),
    ("^", r"filler who (?:prep (?:x|who|doc) )*(?=app\.now)", "self "),
    ("", r"report (?=wh )", "tell.they "),
    # «anulen y me confirman», «la anulación y la de refacturación»
    ("", r"and report (?=$|comma)", "and harmless "),
    ("", r"and other (?=~doc|act)", "and "),
    ("", r"snag neg (?:clit )*have neg ", "okay "),
    # «está todo en orden»
    ("", r"(?<!~prep )cop (?:doc )?(?P<seen>know) (?=$|comma)", r"\g<seen> "),
    # «habiendo leído», «después de pensarlo»
    ("", r"having (?=know|done|think\.part|tell\.part|x prep|tell)", "know "),
    ("", r"having ", "ger "),
    # «la revisé con el contrato en la mano»
    ("", r"know (?:clit )?with (?:clit )*x (?:prep (?:clit )*x )*", "know "),
    ("", r"(?:~cond|after) (?:x )?think\.inf ", "know "),
    # «con leer la carta», «tras analizar el expediente»
    (r"(?P<before>^|comma )", r"with (?:think\.inf|know) ", r"\g<before>know "),
    # «faltan tres», «van tres»: the count is not full; «en espera» as a noun; «el recibido» is the stamp.
    ("", r"van (?=num)", "partial "),
    ("", r"van ", "x "),
    (r"(?P<before>prep )", r"hold ", r"\g<before>x "),
    (r"(?P<before>(?:prep|clit|with|attach) )", r"got ", r"\g<before>stamp "),
    (
        r"(?P<before>art |(?:^|comma )(?:filler )*(?=dig\.now (?:done|valid|set|filler)))",
        r"dig\.now ",
        r"\g<before>dig.noun ",
    ),
    ("", r"rej\.he (?:clit )*(?=stamp|attach)", "attach "),
    # «la vez pasada la devolví»
    ("", r"past (?:(?!comma|colon)\S+ )*?rej\.(?:did|we) ", "past "),
    ("", r"rej\.did (?:(?!comma|colon)\S+ )*?past ", "past "),
    # «apruebo que se anule»
    ("", r"that (?:se |clit )*exec\.subj ", "doc "),
    # «procedan con la anulación» names what to do, no condition.
    (r"(?P<before>go\.\w+ (?:filler )*)", r"with (?!(?:clit )*(?:who|name))", r"\g<before>prep "),
    # «si» without its accent is yes when nothing hangs on it ...
    (_SI, r"if (?=$|comma|stop|thanks|filler (?:comma|$)|yes|neg $)", r"\g<before>yes "),
    # ... or when the decision follows at once and ends the sentence ...
    (_SI, r"if (?=(?:clit |se )*app\.(?:now|part|did|third) (?:clit |doc |filler )*$)", r"\g<before>filler "),
    # ... or when it stresses what was already looked at: «si la revise y …».
    ("", r"if (?:clit )*(?:think\.(?:subj|did)|~know) ", "filler filler "),
    ("", r"thanks_for (?:clit |your |mine )*\S+ (?:prep (?:clit )*(?:x|paper|attach) (?=$))?", "thanks "),
    # Nobody was left out: «no se me quedó ninguno».
    ("", r"neg (?:se |clit )*left neg ", "harmless "),
    # «la factura rechazada es otra» describes.
    ("", r"doc (?:app|rej)\.part (?=cop |left )", "mention "),
    ("prep ", r"doc (?:app|rej)\.part ", "mention "),
    # What the client or an office did decides nothing here.
    ("", r"app\.part prep (?:clit )?who (?!cop )", "mention "),
    # «Devuelta a la seccional» decides, «rechazada por la DIAN» tells what happened.
    (r"(?P<before>^|(?:stays|left) )", r"rej\.part ~prep (?:clit )?who (?=$|comma|for)", r"\g<before>rej.now "),
    ("", r"rej\.part prep (?:clit )?who ", "why "),
    ("", r"cop rej\.part (?:x |filler |num )*by (?:clit )*(?:x|courier|client) ", "why "),
    ("", r"(?<!app\.part )neg mention ", "why "),
    ("", r"already tell\.we ", "filler "),
    # What somebody announces is what counts: «me permito informar que se aprueba».
    ("", r"(?:(?:perform )?tell\.(?:now|we|inf)|se tell\.third) (?:clit )?that ", "filler "),
    ("", r"prep mine (?:vobo|app\.noun|free) (?=yes|go|can)", "yes comma "),
    ("", r"cop ready ", "ready "),
    ("", r"neg (?:clit |se )*hold ", "filler "),
    ("", r"because (?=comma|$)", "filler "),
    (r"(?P<before>^|comma )", r"thus ", r"\g<before>because "),
    ("", r"thus ", "cop that "),
    # «Motivo: …»; «Valor: la mitad» is none.
    ("^", r"valid colon (?!(?:art |clit )*(?:partial|percent|sum|num|money)\b)", "because "),
    ("^", r"later colon ", ""),
    ("^", r"cop yes ", "yes "),
    ("", r"ought act (?=comma)", "harmless "),
    # «toca ver por qué» looks elsewhere.
    ("", r"ought think\.inf (?:merit|wh) ", "harmless "),
    # «la decisión como jefe es aprobar»
    ("^", r"(?:mine |clit )filler (?:(?!app|rej|neg|if|that|comma)\S+ ){0,6}?cop app\.inf ", "app.now "),
    ("^", r"think\.(?:third|subj) comma ", "filler comma "),
    ("", r"past (?:prep |by |clit )*later ", "past "),
    # «envíenme la carta antes»
    (
        r"(?P<before>(?:task|attach|return|(?:tell|repair|think)\.\w+) (?:(?!comma)\S+ )*?)",
        r"earlier ",
        r"\g<before>cond ",
    ),
    ("", r"earlier (?=comma|$)", "filler "),
    ("", r"earlier ", "cond "),
    ("", r"neg cop art neg ", "cond "),
    ("", r"(?:neg cop art yes|cop art neg) $", "nope "),
    # «ya lo apruebo» promises.
    ("", r"already (?:clit )*(?=app\.now)", "later "),
    # «se aprueba», «esta jefatura aprueba» decide like «apruebo».
    ("", r"(?:se|self) (?:clit |filler |already )*app\.(?:third|he|they) ", "app.now "),
    ("", r"(?:se|self) (?:clit |filler |already )*rej\.(?:third|he|they) ", "rej.now "),
    # «el aprobado», «lo rechazado» are things.
    ("", r"give clit rej\.now ", "rej.now "),
    ("", r"art (?:app|rej)\.(?:part|now) ", "mention "),
    ("", r"clit (?:app|rej)\.part ", "mention "),
    ("", r"prep rej\.now ", "mention "),
    ("", r"(?:had|would) (?:clit |cop )*(?:app|rej)\.part ", "had "),
    # «después de revisar los soportes» is no condition.
    ("", r"cond (?:think\.(?:inf|part)|~know|checked) ", "know "),
    ("", r"doc yes (?=valid|x|$)", "doc know "),
    ("", r"num prep num ", "partial "),
    # «hoy 12 de marzo» is a day.
    ("", r"num prep valid (?:prep )?(?:num )?", "filler "),
    ("", r"app\.noun (?:cop )?(?:give|app\.part) ", "app.now "),
    # No trouble is no negation: «no hay problema», «sin ningún inconveniente», «no tengo objeciones».
    ("", r"(?:neg|sin) (?:clit |have |own |neg |se |filler )*snag (?:neg )?", "okay "),
    ("", r"(?:neg|sin) (?:clit |have |own |neg |se |filler )*objection ", "clear "),
    # Nothing is missing: «no falta ninguno», «no quedó nada pendiente».
    (
        "",
        r"(?:neg|sin) (?:clit |have |neg |done |left |cop |se |filler |x )*(?:lack|trouble) (?:neg |doc )?",
        "harmless ",
    ),
    # Giving an approval is approving: «doy mi aval», «cuentan con mi visto bueno», «tienen vía libre».
    ("", r"(?:give|deem) (?:clit |filler |prep )*app\.part ", "app.now "),
    ("", r"deem (?:clit |filler |prep |mine )*(?:app\.noun|vobo|free) ", "app.now "),
    ("", r"(?:give|deem) (?:clit |filler |prep |mine )*(?:rej\.part|nope) ", "rej.now "),
    ("", r"(?:perform|just) (?:filler )*app\.inf ", "app.now "),
    ("", r"(?:perform|just) (?:filler )*(?:rej\.inf|neg app\.inf) ", "rej.now "),
    ("", r"give (?:clit |mine |filler |~prep )*(?:vobo|free|app\.noun|yes) ", "app.now "),
    (
        "",
        (
            r"own (?:clit |filler |mine \S+ and )?(?:mine (?:vobo|app\.noun|yes)|(?:mine )?free) "
            r"(?:with (?=(?:clit )?doc))?"
        ),
        "app.now ",
    ),
    # «doy el visto bueno para que sigan»
    (
        r"(?P<before>app\.(?:now|part|we) (?:clit |doc |dem )*)",
        r"purpose (?=(?:clit |se )*(?:go|exec)\.subj)",
        r"\g<before>filler ",
    ),
    ("^", r"with mine (?:vobo|app\.noun|free) ", "app.now "),
    (
        r"(?P<before>^(?:(?:yes|nod|set|give) )?(?:comma )?)",
        r"with (?:clit )?(?:vobo|app\.noun|free) prep self (?=$|comma)",
        "app.now ",
    ),
    # «la anulación por error en el precio»: the reason of the request.
    (r"(?P<before>(?:doc|id|num) )", r"by (?:clit )?x (?:prep (?:clit )?(?:x|doc|snag|valid) )*", r"\g<before>why "),
    ("", r"that neg (?=$)", "nope "),
    # «esta dependencia no ve impedimento y autoriza la anulación»
    (
        r"(?P<before>self (?:(?!who|name|if|when|that|app|rej|neg (?:clit )*app)\S+ ){0,9}?)",
        r"app\.third ",
        r"\g<before>app.now ",
    ),
    (
        r"(?P<before>self (?:(?!who|name|if|when|that|app|rej|neg (?:clit )*rej)\S+ ){0,9}?)",
        r"rej\.third ",
        r"\g<before>rej.now ",
    ),
    ("", r"self (?:filler )*have (?:clit )*(?:free|vobo|app\.noun) ", "app.now "),
    ("", r"self (?:filler )*(?:x|give) (?:clit |mine |your )*(?:vobo|app\.noun|free) ", "self app.now "),
    # «Vo.Bo. para anular», «cuenten con la autorización para anular»
    ("^", r"(?:vobo|free) prep self (?:(?:prep|for) )?(?=doc)", "app.now "),
    (r"(?P<before>^|comma |colon )", r"(?:vobo|free) (?:prep )+(?:clit )*(?=doc)", r"\g<before>app.now "),
    ("^", r"own (?:clit )*(?:app\.noun|vobo|free) (?=$|prep (?:clit )*doc|comma)", "app.now "),
    # Our own instruction, repeated before the answer.
    ("^", r"mention app\.part or rej\.part colon ", ""),
    ("^", r"cop art yes ", "yes "),
    (r"(?P<before>^(?:already )?)", r"own (?:clit|art) (?:vobo|free|yes|app\.noun) mine ", r"\g<before>app.now "),
    ("^", r"own clit (?:vobo|free|yes) ", "app.now "),
    # «Mi decisión: aprobar».
    ("^", r"(?:mine |filler )*(?:colon )?app\.inf $", "app.now "),
    ("^", r"(?:mine |filler )*(?:colon )?rej\.inf $", "rej.now "),
    # Initials at the end of an answer sign it.
    (r"(?P<before>(?:yes|set|vobo|app\.\w+) (?:comma )?)", r"initials (?=$)", r"\g<before>name "),
    ("", r"initials ", "cap "),
    # «hola sandra, sí», typed in small letters.
    (r"(?P<before>^thanks )", r"x (?=comma|wh|thanks|yes|app|neg)", r"\g<before>name "),
    # «hágale, que eso está bien soportado»
    (
        r"(?P<before>(?:yes|set) (?:filler |name )*)",
        r"that (?=(?:clit |art )*(?:dem|doc|memo|client|snag|paper) )",
        r"\g<before>because ",
    ),
    # Somebody who is called by name is not spoken of.
    (r"(?P<before>^|comma )", r"(?:who |name )+(?=comma|$)", r"\g<before>filler "),
    (
        r"(?P<before>(?:yes|set) (?:filler |name )*)",
        r"that (?!(?:clit |se )*(?:\w+\.subj |wish ))",
        r"\g<before>filler ",
    ),
    # «Tramiten, doctor, que ya está autorizada»: what follows is said, not reported.
    (
        r"(?P<before>(?<!~who )(?<!courier )(?<!name )(?<!report )(?<!hedge )comma )",
        r"that (?!(?:clit |se )*(?:\w+\.subj |wish ))",
        r"\g<before>filler ",
    ),
    # «no acepto las excusas, pero la anulación queda aprobada»
    (
        LED,
        (
            r"neg app\.(?:now|we) (?:clit |art )+x (?:(?!app|rej|doc|act|neg|comma)\S+ )*"
            r"(?=(?:comma )?but (?:clit )*(?:~doc|act|memo) (?:cop|left|stays) app\.part)"
        ),
        r"\g<before>why ",
    ),
    # «se niega el descuento, la anulación queda aprobada»: what is refused is something else, by its name.
    (
        LED,
        (
            r"(?:that )?rej\.(?:now|we|did) (?:cop )?(?:clit |art )+x (?:(?!app|rej|~doc|act|memo|neg|comma|and )\S+ )*"
            r"(?=(?:comma|and) (?:(?:clit |cop )*(?:~doc|act|memo) (?:cop |left |comma )?app\.(?:part|now) "
            r"|app\.now (?:clit )*(?:doc |$)))"
        ),
        r"\g<before>why ",
    ),
)
