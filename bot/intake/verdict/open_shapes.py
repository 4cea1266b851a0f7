"""What leaves an approval open although its sentence holds a deciding verb.

Tags and shapes for :func:`bot.intake.verdict.grammar.has`; each group carries the reason that is reported.
"""

CONDITIONS = ("if", "cond", "needs", "hope", "when", "purpose", "wish")
DOUBTS = ("hedge", "report", "irony", "unsure", "or", "wh", "bad")
NOT_NOW = ("had", "would", "hold", "still", "undo", "past")
IN_PART = ("partial", "lack", "objection", "sum")
OF_OTHERS = ("third_say", "deleg", "other")

LEAVES_OPEN = (*CONDITIONS, *DOUBTS, *NOT_NOW, *IN_PART, *OF_OTHERS)
"""Tags that leave a decision in the same sentence open, wherever they stand."""

GERUND_OF_PAPERS = "(ger|(repair|think|tell|fil|go|exec).ger) <the> (~doc|paper|memo|stamp|thing|valid|repair.third)"
"""«corrigiendo el valor», «llegando la carta»: beside a decision it is a condition."""

# A time said apart: «…, a las cinco», «en diez minutos, …», «…, llegando».
MOMENTS = (
    "~prep <the> num <end>",
    "~prep <the> num x <end>",
    "~prep dem prep <the> num <end>",
    "~art num <end>",
    "later art later <end>",
    "later <the> num <end>",
    "prep art who prep later <end>",
    "ger <end>",
)
# «…, el flete queda igual», «…, la mora no se anula»: a part of what is asked for is left as it is.
KEPT = (
    "<to> <the> x <adverb> (stays|left|go.(third|they)) <end>",
    "<to> <the> x <adverb> (stays|left|go.(third|they)) yet",
    "<to> <the> x se (stays|left)",
    "<to> <the> charge <adverb> neg (se|clit|give|exec.*|go.*|inf)",
    "<to> <the> charge <named> neg <end>",
    "<to> <the> x <clause> partial",
)
WITHOUT_A_PART = ("sin <the> charge", "sin <the> (exec.inf|inf) <the> charge")
_OTHER_THINGS = "(x|attach|task|hush|stamp|place|mention|paper|dig.noun|fil.noun|trouble)"
OPEN_SHAPES = {
    # «aprobado no, ...», «no, aprobado»
    "negation_after": ("<app> <direct> neg",),
    "no_then_yes": ("<start> neg comma <app>", "neg comma <link> <app>"),
    "but": ("<app> <any> but",),
    # «mañana lo apruebo», «será aprobada», «aprobada y luego ...», «está por ser aprobada»
    "past": ("app.did <clause> prep valid",),
    "future": (
        "already think.now and",
        *(f"<app> <any> comma {moment}" for moment in MOMENTS),
        *(f"<start> <lead> {moment.replace('<end>', 'comma <any> <app>')}" for moment in MOMENTS),
        "<start> <lead> ~art num <link> app.(now|we)",
        "<any> later <any> <app>",
        "<app> <clause> later",
        "<app> <clause> comma <lead> later <late> <end>",
        "<app> <any> comma <lead> later prep <the> (x|later) <end>",
        "<app> and later",
        "<app> <any> comma <the> valid later",
        "<app> <any> will that",
        "<app> <any> clit x later",
        "be.(fut|would|was) <link> <app>",
        "prep cop app.part",
        # «en cinco minutos», «a las cinco», «el 15»
        "app.(now|we) ~prep num x",
        "~clit app.(now|we) ~prep <the> num",
        "app.(now|we) ~prep dem prep <the> num",
        "~clit app.(now|we) ~art num",
        "<app> <any> comma <clause> x <clause> and <the> give <end>",
        "think.(now|we|fut)",
        "tell.(we|fut)",
    ),
    "obligation": ("<any> (ought|will) <any> app.*",),
    # «por qué apruebo»
    "question": ("<start> <lead> merit <link> <app>", "<app> <any> comma <lead> merit (neg|clit|x|valid)"),
    "request": ("your (app.noun|vobo|app.part)", "plz <clause> <app>"),
    "echo": ("slash",),
    # «el formato aprobado», «la casilla aprobar», «prueba aprobada»
    "mention": (
        "mention <any> app.*",
        "app.* <bare> mention",
        "prep app.part",
        "who app.part",
        "(x|cap|valid|inf|hush) app.part",
    ),
    "reported": (
        "(tell.*|report) <clause> yes <app>",
        "<start> <lead> report <the> (mention|place|attach) comma app.part",
        "that <link> <app>",
        "<app> <any> comma <clause> (report|tell.was) <to> mine x",
        "<app> <any> comma mine x <the> report",
        "tell.they <end>",
        "<app> <clause> comma (tell.(third|he)|report|ought|x) (clit|art) (who|client) <end>",
        "seem <adverb> <end>",
    ),
    # «gerencia aprobó», «aprobado por Marta», «Aprobado: Comité», «de acuerdo con cartera»
    "third_party": (
        "<app> <any> think.third <the> (who|name|cap)",
        "<app> <any> comma clit repair.third <the> (who|name)",
        "<app> <any> comma (name|cap) clit repair.third",
        "who <the> (app.now|app.did)",
        "(who|name) perf app.part",
        "(who|name) perf cop app.part",
    ),
    "agent": (
        "perf <link> app.part <clause> who",
        "app.part by (mine|your) (x|filler)",
        # «autorizada por mi jefe», who may be called so too
        "app.part by filler comma",
        "app.part by filler <end>",
        "app.part by clit filler <end>",
        "app.part by clit filler comma",
        "<app> prep (who|name)",
        "<app> prep clit who",
        "<app> colon (who|name|cap)",
    ),
    "agreement": (
        "app.(now|we) ~prep (mine|your) (x|filler)",
        "app.now ~prep clit filler",
        "app.now prep who",
        "app.now who",
        "<app> clit who",
    ),
    "amount": (
        "<app> by (num|id)",
        "<app> <clause> percent",
        "<app> (prep|clit|filler|num) money",
        "<app> money",
        "<app> num x",
    ),
    "partial": (
        *(f"<app> <any> comma <lead> {kept}" for kept in KEPT),
        *WITHOUT_A_PART,
        "<app> <any> comma <the> ~doc clit (have|hold|left|think.(we|now|fut)|tell.we)",
        "num <adverb> app.part",
        "<app> <any> <to> <the> percent <end>",
        "<app> num <end>",
        "<app> <the> num (x|hush)",
        "<app> <link> num prep",
        # «…, mora sigue», «…, dos meses», «apruebo anular la mora»
        "<app> <any> comma <clause> charge <clause> (x|cop|stays|yet) <end>",
        "<app> <any> comma num x <end>",
        "<app> ~act <clause> charge",
        "<app> ~act <the> num",
        "<app> <any> comma x prep <the> valid <end>",
    ),
    # «apruebo la devolución», «autorizo consulta»: something else is approved.
    "other_act": (
        "<app> <the> rej.(noun|inf)",
        "<app> (for|prep) <the> (task|tell.inf|inf|repair.inf|think.inf|dig.inf|fil.inf)",
        "<app> <bare> for (task|tell.inf|inf|repair.inf|think.inf|dig.inf|fil.inf)",
        "<app> <adverb> <the> (inf|tell.inf|repair.inf|dig.inf|fil.inf)",
        "<app> think.*",
        "app.(now|we) <the> snag",
        "clear prep <the> paper",
        "<app> <adverb> (clit|art|dem|your|mine|prep) <the> (nope|hold|still|done|got|rej.*)",
        "<app> (nope|hush)",
        "<start> <lead> rej.inf app.part",
        "<app> <any> comma (trouble|though|wrong|cancel.(subj|third|inf|part)) <end>",
        "<app> <adverb> <the> that",
    ),
    # «mal aprobado»
    "wrong": (
        "<start> wrong <app>",
        "<app> wrong <end>",
        # «anúlenla, el memorando quedó mal»
        "<app> <any> comma <the> (memo|~paper) (left|cop) <adverb> wrong",
    ),
    # «jajaja, aprobado»
    "laugh": ("laugh <lead> <app>", "<app> <clause> <lead> laugh"),
    "forget": ("<app> <any> forget",),
    # «aprobado, corrijan la fecha»
    "repair": (
        "<app> <any> (repair|rej|think).(subj|inf|they|order)",
        "<app> <clause> repair.*",
        "repair.(subj|they|order) <any> <app>",
    ),
    # «mándenme la carta y lo apruebo», «firmada la carta, se aprueba», «aprobado, necesito la carta»
    "first": (
        "(plz|task|attach|return) <any> and <link> <app>",
        "<start> <lead> (x|cap) <any> and <link> <app>",
        "comma <lead> (x|cap) <clause> and <link> <app>",
        "(repair|tell|think|go|fil|dig|exec).(subj|order|they|third|you|inf) <any> and <clause> <app>",
        "task <any> <app>",
        "<start> repair.part <clause> comma <link> <app>",
        "<start> repair.part <clause> <app>",
        "<app> <any> comma repair.part (clit|art|dem)",
        "(repair|tell|think|go|fil|dig|exec|app|rej|be).subj <clause> <app>",
        "<app> <any> that <the> (app|rej|think|repair).subj",
        "<app> <any> ought <link> (doc|who|stamp|repair.third)",
    ),
    # «llegando la carta», «al corregir», «de no haber pagos», «con la carta»: it may be a condition.
    "circumstance": (
        "ger",
        "(app|rej|be).ger",
        "<start> ~prep inf",
        "<start> ~prep cop",
        "<start> ~prep (repair|exec|fil|go|tell).inf",
        "<start> prep neg (inf|can|would|have)",
        "comma prep neg (inf|can|would|have)",
        "<app> <clause> with",
        "<app> <any> comma with <the> (doc|stamp|x|who|repair.part)",
        "<start> <lead> with <clause> comma <link> <app>",
        "<start> <lead> (repair|fil|exec|go).ger <clause> comma <link> <app>",
        "<start> <lead> (repair|fil|exec|go).ger <clause> <app>",
        "<start> <lead> prep clit num comma <link> <app>",
        "<app> and repair.part prep",
        "<app> <any> with <the> (free|vobo|app.noun) prep <the> (who|name|cap)",
        f"<app> <any> comma <the> {GERUND_OF_PAPERS}",
    ),
    # What is approved is something that nobody listed, or somebody else's.
    "other_matter": (
        "<start> <lead> <the> ~paper (colon|cop|left) <adverb> app.part",
        "<start> <lead> <the> ~paper prep <the> (who|name|filler|x|doc) (colon|cop|left) <adverb> app.part",
        "<start> <lead> <the> ~paper app.part <end>",
        "<start> <lead> <the> ~paper prep <the> (who|name|filler|x|doc) app.part <end>",
        # «aprobado, viaje a Cali», «Presupuesto: aprobado»
        "<app> (comma|colon) <adverb> <the> matter <named> <end>",
        "<app> (comma|colon) <adverb> <the> charge <end>",
        "<app> (comma|colon) (dem|your|mine|x) matter <named> <end>",
        "<start> <lead> <the> matter <named> (comma|colon) app.part",
        "<app> topic <the> x",
        f"<app> <adverb> (clit|dem|num|your|mine) <adverb> {_OTHER_THINGS}",
        "<app> <any> comma <the> paper ~prep <the> client <end>",
        "<app> <any> comma dem cop other",
        "<app> comma ~clit prep <the> (weekday|filler|x|name|who) <named> <end>",
        "<app> comma topic <the> (filler|x|name|who) <named> <end>",
        "app.part ~prep topic",
        "app.part art <end>",
        "<app> x",
        "<app> prep <the> x",
        "<app> <the> thing prep <the> (x|who)",
        "<app> topic <the> name",
        "own app.part",
        "(inf|x) app.now",
        "<start> <lead> (clit|art|topic) <the> x <link> <app>",
        "<start> (clit|art|topic) <the> x comma <link> <app>",
        "<start> <lead> (clit|art) x prep <the> x <app>",
        "<start> <lead> (clit|art) x <bare> (cop|left|stays) <adverb> app.part",
        "<start> <lead> (clit|art) x comma app.part",
        "<start> <lead> (clit|art) x prep <the> (x|name) comma app.part",
        "need",
        "art x clit app.(now|we)",
        "art x <clause> cop app.part",
        "<start> <lead> x (cop|left|done|give) app.part",
        "<app> <any> comma (~prep|with|for|sin|ger|wh) <clause> (x|cap)",
    ),
}
