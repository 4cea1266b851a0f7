"""Errands and offers beside a decision: what somebody is told to say or send, what the writer would do if asked.

Rewrites as in :mod:`bot.intake.verdict.neighbours`, made first; and what they share with the asides.
"""

# What may stand in an aside: nothing that bears on the request or its papers, and no way back.
LOADED = (
    r"app|rej|go\.|exec|neg|nope|sin|if|cond|when|wish|lack|wrong|hold|think|repair|act|cancel|partial|other|objection"
    r"|still|trouble|hedge|deleg|paper|memo|stamp|undo|ought|first|earlier|need|return|unable|money|percent|free|vobo|know"
)
STARTS = r"(?P<before>^|comma |and )"
# What is to be done may only be to tell or to send: an unknown verb could undo the decision.
TELL_SOMEBODY = (
    r"(?:comma )?(?:filler |that |clit |se )*(?:tell\.\w+|task|attach|dig\.\w+) "
    rf"(?:(?!{LOADED}|comma|and )\S+ )*(?:comma thanks )?(?=$)"
)
_SAY_SO = r"(?:comma )?(?:report|tell\.subj) that (?:(?!app\.(?!did)|rej|neg|if|when|cond|act|hold)\S+ )*(?=$)"
ERRANDS = (
    # «si hace falta, firmo el físico el lunes»; «si hace falta la carta, …» is a condition.
    (
        STARTS,
        (
            r"ifneeded (?:mine (?:repair\.third|x) (?:prep (?:clit )*\S+ )?)?(?:comma )?(?:self |later )*"
            r"(?:~clit )*(?:offer|repair\.now|tell\.now|attach) (?:(?!app|rej|neg|if|cond|act|hold|comma)\S+ )*"
            r"(?=$|comma)"
        ),
        r"\g<before>harmless ",
    ),
    ("", r"ifneeded (?=mine |(?:~clit )|art |~doc|paper|memo|x|that )", "if lack "),
    ("", r"ifneeded ", "cond "),
    ("", r"offer ", "x "),
    # «que no se les pase enviarla antes del 30»
    (
        "^",
        (
            r"reminder (?:(?!app|rej|act|if|wish|when|cond|hold|lack|comma)\S+ )*"
            r"(?:cond prep (?:clit )*(?:num|x|valid) )?(?:prep valid )?(?=$|comma)"
        ),
        "harmless ",
    ),
    ("", r"reminder ", "neg "),
    # «no sin antes agradecerles el esmero, aprobado»
    ("", r"beforehand (?:(?!app|rej|neg|if|act|repair|task)\S+ )*(?=$|colon|comma)", "harmless "),
    ("", r"beforehand ", "cond "),
    # «y si preguntan, digan que fue decisión mía»
    (
        "",
        rf"harmless {_SAY_SO}",
        "harmless ",
    ),
    (r"(?P<before>and )", rf"if (?:clit |se )*x {_SAY_SO}", r"\g<before>harmless "),
    # «y cuando llegue la nueva me la mandan»
    (r"(?P<before>and )", rf"when wish (?:clit )*x {TELL_SOMEBODY}", r"\g<before>harmless "),
    # «con los soportes que enviaron»
    ("", r"with (?:clit )*(?:paper|memo|~doc) given ", "know "),
    ("", r"given ", "valid "),
)
