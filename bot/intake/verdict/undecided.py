"""Sentences that hold no deciding verb: a bare yes or no, politeness, talk, or something that reopens the matter.

The weak words («sí», «listo», «adelante») are read in a closed world: they decide only if nothing stands beside them
but words that are known to mean nothing.
"""

from bot.intake.verdict.grammar import has, has_any, only
from bot.intake.verdict.reading import Kind
from bot.intake.verdict.scope import reopens

POLITE = (
    "filler|already|art|prep|left|deem|by|mine|valid|topic|thanks|name|comma|colon|plz|clit|se|and|self|doc|id|num"
    "|harmless|task|attach|slash|know|quoted|why|void|clear|okay"
)
_GO_ON = "go.subj|go.third|go.inf|go.order"
_ORDERS = "exec.inf|exec.subj|exec.you|exec.third|exec.order|app.you|app.subj|app.order"
_YES_WORDS = f"{POLITE}|{_GO_ON}|{_ORDERS}|yes|set|vobo|free|ready|nod|perf|can"
_NO_WORDS = f"{POLITE}|cop|neg|nope|bad|but"

# What is merely denied («no encontré errores») leaves a decision as it is unless it is one that reopens it.
_DENIED = (Kind.DOUBT, "negation")

# Each rule: the patterns that must all stand in the sentence, those that must not, what follows, and why.
_Rule = tuple[tuple[str, ...], tuple[str, ...], Kind, str]
_BARE: tuple[_Rule, ...] = (
    (("prep <link> (yes|vobo|set)",), (), Kind.OPEN, "request"),
    (("plz vobo",), (), Kind.OPEN, "request"),
    (("vobo prep (name|who)",), (), Kind.OPEN, "request"),
    (("yes art know",), (), Kind.OPEN, "remark"),
    (("harmless prep <the> (attach|paper|stamp|~doc) yes <end>",), (), Kind.TALK, "talk"),
    (("(yes|set) comma clit attach",), (), Kind.TALK, "talk"),
    (("(vobo|free|yes) prep <the> ~paper",), (), Kind.OPEN, "other_act"),
    (("(paper|memo|valid|attach|stamp) colon yes",), (), Kind.TALK, "talk"),
    (("<start> (id|num) yes <end>",), (), Kind.WEAK_YES, "listed"),
    (("with <the> (~paper|thing|stamp|attach)",), (), Kind.OPEN, "circumstance"),
    (("with <the> (free|vobo|app.noun|yes) prep <the> (who|name|cap)",), (), Kind.OPEN, "circumstance"),
    (("comma with <the> ~doc",), (), Kind.OPEN, "circumstance"),
    (("topic <the> (name|who|cap)",), (), Kind.TALK, "talk"),
    (("go.* <the> ~paper",), (), Kind.OPEN, "other_act"),
    (("go.* prep task",), (), Kind.OPEN, "other_act"),
    (("<start> yes clit (doc|valid)",), (), Kind.OPEN, "remark"),
    (("harmless prep clit doc",), (), Kind.OPEN, "waiting"),
    (("harmless prep <the> paper",), (), Kind.OPEN, "waiting"),
    (("(yes|set) <any> ~prep clit num <end>",), (), Kind.OPEN, "future"),
    (("(yes|set) <any> ~art num <end>",), (), Kind.OPEN, "future"),
    (("<start> ~prep clit num <any> (yes|set)",), (), Kind.OPEN, "future"),
    (("<start> ~art num <any> (yes|set)",), (), Kind.OPEN, "future"),
    (("yes with <the> (name|who|cap)",), (), Kind.OPEN, "agreement"),
    (("<start> yes clit know <end>",), (), Kind.TALK, "talk"),
    (("<start> yes comma clit know <end>",), (), Kind.TALK, "talk"),
    (("<start> yes paper <end>",), (), Kind.TALK, "talk"),
    (("app.(you|subj|order)",), ("(yes|set) <any> app.*",), Kind.OPEN, "request"),
    (("(doc|valid|attach) <clause> (left|cop|seem) <adverb> (yes|nod|set)",), (), Kind.TALK, "talk"),
    ((f"(yes|set|vobo|free|{_GO_ON})",), (), Kind.WEAK_YES, "bare_yes"),
    (("<start> ready",), (), Kind.WEAK_YES, "bare_yes"),
    (("okay|nod",), (), Kind.TALK, "nod"),
)
_DECIDES = "(app.*|rej.*|exec.*|go.*|repair.*|lack|yes|neg|hold)"
# «Si hay pagos aplicados me llaman primero», «si es otro valor me avisan antes de anular»: that may take it back.
_BEARS = ("(act|other|wrong|partial|objection|perform)", "tell.* <any> cond")
# With one of these beside it, «no, …» is not yet a refusal; nor, with one of those too, is a sentence that ends in no.
_RECONSIDERS = "(app.*|go.*|exec.*|think.*|tell.*|yes|set|hold|later|will|hedge|wh|okay|unrefused)"
_QUALIFIES = "(topic|merit|report|partial|other|if|cond|lack|when|still|name|already)"
_REOPENS = ("still", "hold", "lack", "deleg", "undo")
_DOUBTS = ("hedge", "irony", "partial", "objection", "bad", "unsure", "forget", "sum")
# A charge of the invoice may stay on it, unless what is said of it is told of the past or is the reason.
_TOLD_OF_A_CHARGE = "(neg|because|motive|wrong|short|past|perf|be.was|snag)"
_REFUSES: tuple[_Rule, ...] = (
    # «no, ese consumo es real», «ya lo miré y no: …», «esta vez no»
    (("<start> <lead> (neg|nope) <adverb> (comma|colon)",), (_RECONSIDERS,), Kind.WEAK_NO, "no_with_reason"),
    (("(and|but|so) neg (comma|colon)",), (_RECONSIDERS,), Kind.WEAK_NO, "no_with_reason"),
    (("neg <end>",), (_RECONSIDERS, _QUALIFIES, "neg <clause> neg <end>"), Kind.WEAK_NO, "ends_with_no"),
    (
        ("and neg <end>",),
        ("(app.*|go.*|exec.*|yes|set|hold|later|will|hedge|wh|okay|report|if|cond)",),
        Kind.WEAK_NO,
        "ends_with_no",
    ),
    # «❌ el valor no cuadra»
    (
        ("<start> bad", "(lack|wrong|trouble|neg)"),
        ("(app.*|go.*|exec.*|yes|if|cond|when|tell.*|think.*)",),
        Kind.WEAK_NO,
        "crossed",
    ),
)
_OTHERWISE: tuple[_Rule, ...] = (
    (("<start> num comma give <end>",), (), Kind.WEAK_YES, "listed"),
    # Advice for other times, «si el cliente pregunta, …», «para que facturación …»: nothing of this case.
    (("next",), ("(app.*|rej.*|hold|if|yes)",), Kind.TALK, "talk"),
    (("<start> <lead> (if|when) <whom> tell.*",), (_DECIDES, *_BEARS), Kind.TALK, "talk"),
    (("<start> <lead> purpose",), ("(app|think|repair|rej|be).subj",), Kind.TALK, "talk"),
    (("<start> <lead> scold",), (_DECIDES, "(if|cond|when|deleg|think.*|act|return)"), Kind.TALK, "talk"),
    (("(if|cond|when|purpose|wish)", "tell.*"), (_DECIDES, "<start> but", *_BEARS), Kind.TALK, "talk"),
    (("(if|cond|when|purpose|wish)", "(app.*|go.*|exec.*|yes)"), (), Kind.OPEN, "condition_decides"),
    (("<start> (if|when) <clause> comma",), (_DECIDES, "(think.*|act|cond|cancel.*)"), Kind.DOUBT, "negation"),
    (("(if|cond|when|purpose|wish)",), (), Kind.OPEN, "conditional"),
    *_REFUSES,
    *(((tag,), (), Kind.OPEN, tag) for tag in _REOPENS),
    *(((tag,), (), Kind.DOUBT, tag) for tag in _DOUBTS),
    (("(doc|valid) <clause> wrong",), (), Kind.DOUBT, "wrong"),
    (("<start> <the> filler cop wrong",), (), Kind.DOUBT, "wrong"),
    (("<start> <the> filler wrong <end>",), (), Kind.DOUBT, "wrong"),
    # «La carta es de otro cliente.», «El valor es otro.», «Dos meses.», «La mora sigue.»
    (("(paper|memo) <clause> other",), (), Kind.DOUBT, "other"),
    (("valid <clause> cop (other|num)",), (), Kind.DOUBT, "amount"),
    (("valid colon <the> (partial|percent|num)",), (), Kind.DOUBT, "amount"),
    (("<start> num x <end>",), (), Kind.DOUBT, "amount"),
    (("<start> num prep <the> num <end>",), (), Kind.DOUBT, "amount"),
    (("<start> cop num <end>",), (), Kind.DOUBT, "amount"),
    (("<start> cop num x <end>",), (), Kind.DOUBT, "amount"),
    (("(exec.*|~act) num",), (), Kind.DOUBT, "amount"),
    (("charge",), (_TOLD_OF_A_CHARGE,), Kind.DOUBT, "partial"),
    (("snag colon <the> (paper|memo|stamp|repair.third)",), (), Kind.DOUBT, "observation"),
    # «Requisitos: carta y contrato.»
    (("<start> cap colon <the> (repair.third|paper)",), (), Kind.DOUBT, "first"),
    # «Borrador.», «Cancelado.», «Gerencia decide.», «Jurídica dice que no.», «Queda la firma del gerente.»
    (("<start> mention <end>",), (), Kind.OPEN, "mention"),
    (("dem x cop partial <the> mention <end>",), (), Kind.OPEN, "mention"),
    (("neg perf (got|know) <the> (paper|memo|attach|stamp)",), (), Kind.DOUBT, "lack"),
    (("<start> cop <the> mention <end>",), (), Kind.OPEN, "mention"),
    (("<start> cancel.*",), (), Kind.OPEN, "cancel"),
    (("<start> ~who think.third <end>",), (), Kind.OPEN, "third_party"),
    (("~who report nope",), (), Kind.OPEN, "third_party"),
    (("(cop|stays|lack) <the> repair.third prep ~who",), (), Kind.OPEN, "third_party"),
    # «Esperando la carta.», «Cartera debe validar.», «Confirmen con el cliente y procedan.»: first something else.
    (("<start> (ger|think.ger|repair.ger|tell.ger)",), (), Kind.OPEN, "circumstance"),
    (("or (yes|neg|nope)",), (), Kind.OPEN, "or"),
    (("who <clause> (ought|will)",), ("neg ought",), Kind.OPEN, "third_party"),
    (("need",), (), Kind.OPEN, "first"),
    (("ought <the> (own|doc|who|stamp|repair.third)",), (), Kind.OPEN, "first"),
    (("ought inf <the> (~doc|thing|paper|memo|who|stamp)",), (), Kind.OPEN, "first"),
    (("(think|exec|go).* <clause> later",), (), Kind.OPEN, "future"),
    (("later <clause> (think|exec|go).*",), (), Kind.OPEN, "future"),
    (("think.(subj|order|they|inf) that",), (), Kind.OPEN, "first"),
    (("<start> think.(subj|order|they) clit",), (), Kind.OPEN, "first"),
    (("think.(subj|order|they|inf) <any> (go.*|exec.*|set)",), (), Kind.OPEN, "first"),
    (("think.(subj|order|they|inf) with <the> who",), (), Kind.OPEN, "first"),
    (("(app.*|rej.*|vobo|free)",), (), Kind.DOUBT, "undecided"),
    (("that <the> se <the> repair.subj",), (), Kind.DOUBT, "repair"),
    (("repair.(subj|inf|order|they)",), (), Kind.OPEN, "repair"),
    (("neg <any> num <any> but <any> num",), (), Kind.OPEN, "amount"),
    (("neg (comma|<end>)",), (), Kind.DOUBT, "no"),
    (("doc <direct> neg <the> (own|cop|perf|repair.*)",), ("merit",), Kind.DOUBT, "lack"),
    (("neg",), ("(doc|know|attach|yes|still|go.*|exec.*)",), *_DENIED),
)


def undecided(tags: str) -> tuple[Kind, str]:
    """Say what a sentence without a deciding verb contributes, and by which rule."""
    if only(tags, _NO_WORDS) and has(tags, "neg|nope") and not has(tags, "neg cop (valid|with)"):
        return Kind.WEAK_NO, "bare_no"
    if only(tags, "cap|name|initials") and len(tags.split()) > 1:
        return Kind.NEUTRAL, "name"
    if only(tags, _YES_WORDS):
        return _first(tags, _BARE) or (Kind.NEUTRAL, "polite")
    found = _first(tags, _OTHERWISE)
    if found in {None, _DENIED} and reopens(tags):
        return Kind.DOUBT, "reopens"
    return found or (Kind.TALK, "talk")


def _first(tags: str, rules: tuple[_Rule, ...]) -> tuple[Kind, str] | None:
    for needed, barred, kind, reason in rules:
        if all(has(tags, shape) for shape in needed) and not has_any(tags, barred):
            return kind, reason
    return None
