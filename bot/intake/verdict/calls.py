"""Who is called and what they are told: «ok, doctora», «si don Carlos», «aprobalo», «hágalo de nuevo».

Rewrites as in :mod:`bot.intake.verdict.neighbours`, made before all of those.
"""

from bot.intake.verdict.retagged import LED

_AGREED = r"(?:yes|set|nod|okay|(?:go|exec)\.\w+|app\.(?:now|part|we|did|bid))"
_CALLED = r"(?:mine )?(?:filler )*(?:sir (?:(?:sir|don|name|cap|filler|mine) )*|don (?:(?:name|cap|x) )+)"
_NOTHING_ELSE = r"(?=(?:(?:filler|clit|~doc|act|memo|already|comma|thanks|yes|set|okay|harmless|gladly) )*$)"
CALLS = (
    # «listo jefe», «apruebo, don Carlos»; «ok jefe comercial» may tell who agreed.
    (
        rf"(?P<before>{_AGREED} (?:(?:clit|~doc|filler|plz) )*(?:comma )?)",
        rf"{_CALLED}(?=$|comma)",
        r"\g<before>filler ",
    ),
    # «si don Carlos», «si por favor», with a forgotten accent
    (LED, rf"if (?:plz |filler )*{_CALLED}(?=$|comma (?!that )|yes |app\.(?:now|part) )", r"\g<before>yes "),
    (LED, rf"if (?=(?:plz |filler |name |cap )+(?:{_CALLED})?(?:$|comma thanks ))", r"\g<before>yes "),
    (
        LED,
        r"if (?:plz |filler )+(?=(?:go|exec)\.(?:subj|order) (?:thanks |comma |filler |~doc |act )*$)",
        r"\g<before>yes ",
    ),
    # «hola doctora, ok», «no jefe»
    (r"(?P<before>^(?:thanks |neg |nope ))", rf"{_CALLED}(?=$|comma)", r"\g<before>filler "),
    # «que le den trámite»
    ("^", r"that (?=go\.subj $)", ""),
    # «déjenla aprobada»
    ("", r"leaveit (?=(?:app|rej)\.part )", ""),
    ("", r"leaveit (?=$|comma|for|prep)", "hold "),
    ("", r"leaveit ", "x "),
    # «recházala»
    ("", r"rej\.bid ", "rej.subj "),
    # «aprobalo», «apruébenla»; «apruébala tú», «aprobala, Nelson» leave it to somebody else.
    (LED, rf"app\.bid {_NOTHING_ELSE}", r"\g<before>yes "),
    ("", r"app\.bid ", "app.subj "),
    ("", r"thou ", "filler "),
    # «hágalo de nuevo», «sí, háganlo otra vez» want it done over.
    (r"(?P<before>^(?:(?!app|rej)\S+ )*(?:yes|set) (?:~doc |dem )?)", r"anew ", r"\g<before>hold "),
    # «anularlo y sacarlo de nuevo»
    (r"(?P<before>(?:act|exec\.inf) (?:clit |~doc )*)", r"and (?:x|inf) (?:clit )*anew ", r"\g<before>doc "),
    ("", r"anew ", "filler "),
    # «mandale, dale»; «mándale la carta»
    ("", r"shoot (?=(?:clit|dem|mine|your) )", "task "),
    ("", r"shoot ", "yes "),
    # «considere aprobada la solicitud»; «considere la aprobación»
    ("", r"ponder (?=(?:clit |~doc |act )*app\.part )", "deem "),
    ("", r"ponder ", "x "),
    # «dela por aprobada»; «ya pues, apruebo»
    (r"(?P<before>^|comma |and |yes |plz )", r"prep ~clit by (?=app\.part)", r"\g<before>deem "),
    ("^", r"already well (?:comma )?", ""),
    # «Bosque Alto»; «el retiro del servicio», but «lo retiro», «el retiro de la solicitud»
    (r"(?P<before>(?:name|cap) )", r"halt (?=$|comma|and|prep)", r"\g<before>name "),
    ("", r"halt ", "hold "),
    (r"(?P<before>(?:art|prep) )", r"pull (?!prep (?:clit )*(?:doc|mine|app|vobo))", r"\g<before>x "),
    ("", r"pull ", "hold "),
    # «ya miré la carta y el memo, si cuadra»
    (r"(?P<before>^(?:(?!app|go\.|exec|yes|set)\S+ )+comma )", r"if (?=fits $)", r"\g<before>yes "),
    # «apenas estoy leyendo el correo» tells what goes on.
    ("", r"~cond (?=cop ger )", "filler "),
    # «las tres aprobadas» are all; «tres aprobadas» are some.
    ("^", r"~clit num (?=app\.part (?:$|comma))", ""),
    # «el valor que figura en el memorando»
    (
        r"(?P<before>(?:id|num|money|valid) )",
        r"that (?:report|x) (?:prep )?(?:clit |dem )*(?:memo|paper|~doc) ",
        r"\g<before>",
    ),
    # «sí, la leí, y no»
    (
        "^",
        r"yes (?:(?:comma|and|clit|already|filler) )*know (?:(?:clit|doc|filler|prep) )*(?:comma )?(?:and|but) neg $",
        "nope ",
    ),
    # «mi recomendación sería negarla»
    ("", r"mine counsel (?:cop|ought|would|stays) (?:that )?", "advise "),
    ("", r"counsel ", "x "),
    # «no me deja el cliente otra salida que negarla»
    (
        "",
        (
            r"(?:^(?:clit )*(?:who|x|name|cap) )?(?:trouble|neg (?:clit )*\S+) (?:(?:clit|who|x|name) )*"
            r"(?:other|filler) (?:way (?:that|but) (?=app|rej)|mention (?:that|but) (?=rej))"
            r"(?=\w+\.inf (?:$|comma|clit|~doc|and|prep))"
        ),
        "must ",
    ),
    # «eso ahora lo ve Mónica», «yo ya no firmo anulaciones»
    (
        LED,
        r"dem (?:soonish |already )*clit (?:x|(?:app|repair|think|tell)\.third) (?:art )?(?:name|who) ",
        r"\g<before>deleg ",
    ),
    ("", r"self already neg (?:app|repair)\.now (?:~doc|act) (?=$|comma)", "deleg "),
    # «a la brevedad lo autorizo», «lo apruebo cuanto antes» promise; «tramitar cuanto antes» is urgent.
    ("", r"promptly (?=(?:comma )?(?:~clit |se )*app\.(?:now|we))", "later "),
    (r"(?P<before>~clit app\.(?:now|we) )", r"promptly ", r"\g<before>later "),
    ("", r"promptly ", "harmless "),
    # «aprobado; si falta algo me dicen», but «cuando esté lista me avisan y la apruebo»
    (r"(?P<before>app\.(?:part|now|we|did) (?:\S+ )*?comma )", r"noticed (?=$|comma |thanks )", r"\g<before>harmless "),
    ("^", r"noticed $", "harmless "),
    ("", r"noticed ", "when report "),
    # «siga, la escucho»
    (LED.replace("yes|", "yes|set|go\\.subj|"), r"listens ", r"\g<before>hold "),
    ("", r"listens ", "tell.subj "),
    # «listo, quedo atenta»
    (
        r"(?P<before>^(?:(?:yes|set|nod|okay|filler|thanks|name|comma) )*)",
        r"awaits (?=$|comma thanks|thanks)",
        r"\g<before>told ",
    ),
    ("", r"awaits ", "harmless "),
)
