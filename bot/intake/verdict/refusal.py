"""Finding refusals in a sentence, and what leaves one open."""

from bot.intake.verdict.grammar import blank, has, has_any
from bot.intake.verdict.reading import Kind
from bot.intake.verdict.scope import segments_of

# What another sentence may leave open without softening a refusal.
STILL_A_NO = frozenset(
    (
        *("lack", "repair", "negation", "no", "objection", "partial", "bad", "irony", "other", "wrong", "hedge"),
        *("conditional", "undecided", "third_party", "first", "circumstance", "reopens"),
    )
)
# Tags that leave a refusal in the same sentence open.
_SOFTENS = ("if", "~cond", "hedge", "deleg", "still", "report", "would", "or", "hold", "will", "be.(fut|would)")
# Segments of the sentence in which those tags count: anywhere, before the refusal, after it.
_IN_SCOPE = ("refused", "<start> (but|yet)", "<start> comma (but|yet)", "(hold|still|deleg)")
_GOVERNS = (*_IN_SCOPE, "<start> <lead> (if|when|cond|hedge|report|deleg)")
_RETURNS = (
    *_IN_SCOPE,
    "<start> <lead> (if|when|cond|hedge) <any> (app|go|exec|think).*",
    "<start> <lead> (if|when|cond|hedge) <any> (yes|set|~clit)",
)
_NOT_REFUSED = (
    ("neg <link> go.* ger", "harmless"),
    ("prep rej.part neg", "unrefused"),
    ("neg <link> rej.* neg (comma|colon)", "unrefused"),
    ("neg <link> rej.*", "unrefused"),
    ("rej.* neg (comma|colon)", "unrefused"),
    ("neg prep rej.*", "unrefused"),
    ("doc neg app.part se", "mention"),
    # «niego el argumento», «el listado de rechazadas», «la cotización la rechacé»
    ("rej.(now|we) (clit|art) merit", "void"),
    ("(x|attach|place|paper) ~prep rej.part", "mention"),
    ("advise <link> neg <link> app.(inf|subj)", "hedge"),
    ("rej.(did|we|now) (clit|art) matter", "other"),
    ("rej.did (clit|art) ~x", "other"),
    ("neg nope <any>", "unrefused"),
    ("neg cop that <clause> comma but", "but"),
    ("neg cop that <any>", "cond"),
)
# Without one of these nothing is refused.
_DENIES = "(neg|nope|sin|return|rej.*)"
_TWICE_DENIED = (
    "<app> neg <clause> <lead> <rej> neg <end>",
    "<rej> neg <clause> <lead> <app> neg <end>",
    "unrefused <lead> <app> neg <end>",
    "neg <have> neg <link> app.*",
    "(x|cap) neg app.part",
)
_REFUSES = (
    # «no apruebo», «no la puedo aprobar», «sin aprobar», «no hay mérito para anular»
    "neg <link> app.(part|now|we|did|inf|noun|third|he|fut|order|would)",
    "neg <near> app.(part|now|we|inf|noun)",
    "neg <reach> app.(part|now|we|inf|noun)",
    "neg <reach> (act|exec.inf|go.inf)",
    "neg <reach> deem <link> (app.noun|vobo|free|yes)",
    "nope <link> app.*",
    # «esa factura se queda como está»
    "<start> <lead> (clit|dem) ~doc nope <end>",
    "comma (clit|dem) ~doc nope <end>",
    "nope <link> repair.(now|inf)",
    "neg that app.inf",
    "neg <have> app.inf",
    "neg app.subj",
    "neg clit app.subj",
    "<start> neg have merit <end>",
    # «aprobada no la doy», «visto bueno no hay»
    "(app.part|app.noun|vobo) neg <the> (give|have)",
    "neg <link> merit <link> (app.inf|app.noun|exec.inf|go.inf|doc)",
    "sin <link> (app.inf|app.noun|app.part|vobo|free|go.inf)",
    "<app> neg cop neg will cop",
    "<app> neg (cop|perf|be.*)",
    "<start> app.part neg <the> can inf",
    "<start> <lead> app.inf neg (can|ready|merit)",
    # «Negativo por mi lado», «ok, y la respuesta es no: ...»
    "<start> <lead> nope <call> (comma|colon|by)",
    "<start> <lead> nope <call> <end>",
    "inf nope <end>",
    # «no tengo más remedio que decir que no», «mucho me gustaría, pero es no», «aprobar esto es imposible»
    "must nope <end>",
    "but cop neg <end>",
    "<start> <lead> app.inf (dem|~doc) cop neg <end>",
    "<start> <lead> app.inf filler neg <end>",
    "colon neg <end>",
    "neg with mine (repair.third|app.noun|vobo)",
    "ought nope",
    "(comma|colon|and|so|but) <lead> nope (comma|colon|by)",
    "(comma|colon|and|so|but) <lead> <mine> nope <end>",
    # «no la vamos a anular», «imposible dar el ok»
    "neg <link> (will|can|ought|merit) <link> (act|exec.inf|go.inf)",
    "neg <link> act",
    "<start> <lead> act neg comma",
    "<start> <lead> act neg <end>",
    "dem neg <end>",
    "dem neg comma",
    # «autorizarla, no»
    "<start> <lead> app.inf neg <end>",
    "<start> <lead> app.inf comma neg <end>",
    "<start> <lead> app.inf (dem|doc) comma neg <end>",
    "comma app.inf comma neg <end>",
    "neg deem <the> (vobo|app.noun|free|yes)",
    # «no procede», «no es viable», «no la firmo»
    "neg <link> (go|exec|cancel).(now|we|third|they|subj|inf|order|fut|you|ger|part|would)",
    "neg <link> ready",
    "neg <link> repair.(now|we|inf)",
    "sin repair.inf",
    # «lo devuelvo sin anular», «así que no», «firmada, sí; aprobada, no»
    "sin <link> (act|exec.inf)",
    "so <lead> that neg <end>",
    "so neg <end>",
    "yes comma app.part comma neg <end>",
    # «no tiene mi visto bueno», «mi visto bueno no lo tienen»
    "neg <link> (vobo|free)",
    "(vobo|app.noun|free) neg <link> own",
    "(vobo|app.noun|free) neg <link> inf",
    "refused neg <the> will inf",
    "mine (vobo|app.noun|free) neg",
    # «rechazo», «se rechaza», «esta jefatura niega», «vuelvan a enviar»
    "<rej>",
    "must rej.inf",
    "~ought <the> rej.inf",
    "se <the> rej.third",
    "se rej.he",
    "self rej.third",
    "<start> rej.noun",
    "(comma|so|and|colon) rej.(subj|order) <the> doc",
    "(comma|so|and|colon) rej.(subj|order) <the> <end>",
    "<start> <lead> rej.(subj|order) <the> (prep|doc|wh)",
    "<start> <lead> rej.(subj|order) <the> <end>",
    "<start> <lead> rej.(subj|order) <the> comma",
    "return",
    # «aprobado no»
    "<app> neg comma",
    "<app> neg <end>",
)
_CONTRADICTED = (
    "refused <any> (but|yet) <any> (yes|go.*|vobo|exec.*)",
    "refused comma (yes|go.subj) <end>",
    "num comma yes num comma refused",
    "refused <clause> comma <the> doc (yes|if) <end>",
)
# «cartera rechaza», «el que no aprueba es cartera»
_OF_OTHERS = (
    "who <aux> refused",
    "who <aux> own refused",
    "<start> (clit|art) that refused <clause> cop <the> (who|name)",
)
# «el contrato de aseo queda rechazado», «la carpeta se llama RECHAZADOS»
_OF_OTHER_THINGS = (
    "<start> <lead> (clit|art) x <bare> (cop|left|stays) <adverb> refused",
    "(place|mention|x) se tell.third refused",
    "mention refused",
    "cop <the> doc refused",
    "refused ~prep valid <end>",
    "refused topic <any> comma partial",
    # «no apruebo la compra del escáner»
    "refused <the> matter <end>",
    "refused <the> matter comma",
    "refused <the> matter prep <the> (x|hush|name|cap)",
)
# «No se aprueba; si llega la carta, radíquenla otra vez»
_AGAIN = "comma (if|when|cond) <resend> (fil.(subj|order|they)|return) <resend> <end>"
_INSTRUCTION = "refused <clause> (comma|and|purpose) <polite> (task|return|repair.*|attach) <any>"


def take_refusals(tags: str) -> tuple[bool, str]:
    """Return whether a sentence refuses, and its tags with every refusal and every denied refusal blanked."""
    if not has(tags, _DENIES):
        return False, tags
    for shape, by in _NOT_REFUSED:
        tags = blank(tags, shape, by)
    denied_again = has(tags, "unrefused") and has(tags, "neg <link> app.*")
    if denied_again or has_any(tags, _TWICE_DENIED):
        return False, blank(tags, "neg <any>", "cond")
    for shape in _REFUSES:
        tags = blank(tags, shape, "refused")
    return has(tags, "refused"), tags


def read_refusal(tags: str) -> tuple[Kind, str]:
    """Say what a sentence contributes that refuses, its tags as :func:`take_refusals` returned them."""
    tags = blank(blank(tags, _INSTRUCTION, "refused"), _AGAIN, "refused")
    scoped = _scoped(segments_of(tags))
    for tag in _SOFTENS:
        if has(scoped, tag):
            return Kind.OPEN, f"refusal_{tag}"
    if has_any(tags, _OF_OTHERS):
        return Kind.OPEN, "third_party"
    if has_any(tags, _OF_OTHER_THINGS):
        return Kind.OPEN, "other_matter"
    if has_any(tags, _CONTRADICTED) or (has(tags, "neg") and has(tags, "unrefused")):
        return Kind.OPEN, "contradiction"
    if has(tags, "<start> other <any> refused"):
        return Kind.OPEN, "other_matter"
    return Kind.NO, "corrected" if has(tags, "undo") else "negated"


def _scoped(segments: list[str]) -> str:
    """The segments that may soften a refusal: its own, a condition before it, a way back to a yes after it."""
    first = next((index for index, segment in enumerate(segments) if has(segment, "refused")), 0)
    shapes = [_GOVERNS] * first + [_RETURNS] * (len(segments) - first)
    return "".join(segment for segment, wanted in zip(segments, shapes, strict=True) if has_any(segment, wanted))
