"""How a clause says that the deed is done, that it is not, or that it is open.

The patterns are those of :mod:`bot.intake.verdict.grammar`, with ``F`` for the family of the deed that was asked about.
Of each table the first rule that fits counts; its name is the reason that is logged.
"""

# The deed said as accomplished.
_EITHER = (
    "F.(part|did|we|he)",
    "se F.now",
    "(already|now_at_last) <the> F.subj",
    "<start> F.subj <clause> (past|time|now_at_last|day)",
    "<start> clit F.subj (past|time|now_at_last|with|day)",
    "just <the> F.inf",
    "just fin.inf <the> F.noun",
    "just fin.inf prep <the> F.inf",
    "(try|fin).(did|we|he|part) (prep|to|clit|all) <the> F.inf",
    "(try|fin).(did|we|he|part) <the> F.inf",
    "fin.(did|we|he|part) <clause> F.(noun|inf)",
    "<start> already fin.(part|did|we) <end>",
    "<start> fin.(part|did|we) <end>",
    "F.noun <clause> (fin.part|fin.he|set|full|yes)",
    "F.noun colon (full|set|fin.part|yes)",
    "set <the> (five|all)",
    "set <the> F.noun",
    # «confirmo radicación»
    "<start> <the> give <the> F.noun <end>",
    "<start> <the> give <the> F.noun (comma|colon|num|id|prep)",
    "<start> <the> give <the> F.noun <end>",
    "<start> <the> give <the> F.noun (comma|colon|num|id|prep)",
    "had_to <the> F.inf",
    "<start> (but|yet) (already|set) <adverb> <end>",
    "set <the> doc <the> (F.noun|F.thing)",
    "full <clause> F.noun",
    "<start> full F.noun",
)
_SCANNED = (
    "fin.(did|he|we) <the> scanner",
    "(pass|put).(did|part|he|we) <clause> (scanner|place|system|dig.noun|dig.part)",
    "(left|cop|set|doc|all|five|full|num|holds|stays|page) <clause> (place|system|dig.part)",
    "doc <clause> into <the> dig.noun",
    "<start> place <clause> (full|all|five)",
    "(attach|send.(now|did|we|inf|part)) <clause> (place|dig.noun|dig.part|dig.thing|full)",
    "(attach|left|send.now) <clause> (all|five)",
    "holds <clause> dig.noun",
    "dig.noun <clause> full",
    "<start> full <end>",
    "doc set <any> doc set",
)
_FILED = (
    "hand.(part|did|we|he)",
    "take.he",
    "took",
    "stamp (put|fin).part",
    "set <the> stamp",
    "(attach|send.(now|did)) <clause> (fil.thing|fil.noun)",
    "<start> <the> stamp <clause> (day|id|now_at_last|past)",
    "gave <clause> (regno|stamp|num|id|fil.thing)",
    "(regno|fil.thing) <clause> gave <clause> (num|id)",
    "(attach|send.(now|did|we|part|inf)|holds|left|cop|doc|x|set) <clause> stamp",
    "stamp <clause> (attach|send.(now|did|we|part)|left)",
    "(regno|fil.thing|fil.part) <clause> (num|id|few|five)",
    "(regno|fil.thing) <clause> colon (num|id)",
    "fil.noun colon day",
    "left with <the> (regno|num|id)",
    "with <the> (num|id) left",
    "sign.he <clause> (page|stamp)",
    "(set|fin.part|yes) clit fil.thing",
)
# What calls the deed done, for each family.
KERNELS = {"dig": (*_EITHER, *_SCANNED), "fil": (*_EITHER, *_FILED)}

# Beside such a word what is said is no statement of what was done.
DOUBTS = (
    ("asked", "(request|plz|task|wh|(pass|put|send|hand).(order|subj|you))"),
    ("thanked", "thanks_for"),
    ("thanked", "got <the> (doc|all|F.thing|F.noun|page)"),
    ("reported", "report"),
    ("undecided", "(hedge|would|wish|will|hold|irony|unsure|dunno|or|mention|doing)"),
    ("undecided", "seem that"),
    ("ought", "ought"),
    ("conditional", "(if|cond|when|purpose)"),
    ("delegated", "deleg"),
    ("handed", "hand.* <clause> courier"),
    ("handed", "(left|send.*|F.*) <clause> (to|into) <the> courier"),
    ("handed_over", "hand.* <clause> to <the> (cap|name|x)"),
    ("handed", "(hand.*|F.*|left) <clause> prep <the> F.inf"),
    ("handed", "stamp <clause> courier"),
    ("future", "be.(fut|would|was|subj|inf)"),
    ("future", "F.(fut|would|was|ger|order|they|third|you)"),
    ("future", "stays <the> F.inf"),
    ("future", "leave <clause> F.part"),
    ("future", "(later|weekday) <clause> (F.(now|third|they|part)|hand.(now|third))"),
    ("future", "stays <clause> (later|weekday|now_at_last)"),
    ("future", "(later|weekday) <clause> stays"),
    ("future", "now_at_last <clause> stays"),
    ("attribute", "doc F.part <the> (arrive.*|send.(he|they))"),
    ("other", "(other|belongs|undo)"),
    ("other", "<start> <the> (x|cap|name) F.part"),
    ("other", "<start> <the> (x|cap) (x|cap|name) F.part"),
    ("other", "F.(part|did|we) (clit|art) (x|cap)"),
    ("trouble", "but <end>"),
)
# What says nothing of the deed, whether it is denied or not.
NO_STATEMENT = (
    ("asked", "<start> (request|plz) <clause> F.(inf|subj|order)"),
    ("asked", "request if"),
    ("undecided", "(dunno|wish)"),
    ("undecided", "neg <the> hedge"),
    ("other", "neg <the> belongs"),
    ("delegated", "deleg"),
    ("conditional", "(if|cond) <any> (neg|lack)"),
    ("thanked", "<start> thanks_for <clause> (F.*|hand.*|doc|page|stamp|regno|attach|all)"),
)
# What still stands in the way, whatever else is said.
STANDING = (
    ("lacking", "(lack|lack.(third|they|ger|now)|short_count|still|partial)"),
    ("bad_copy", "bad_page"),
    ("redo", "(redo|redo.(now|inf|third|fut))"),
    ("redo", "ought <clause> (start.inf|redo.inf)"),
    ("negated", "short"),
    ("few", "five <clause> few <end>"),
    ("few", "arrive.(he|part) <the> (few|num) (doc|prep)"),
    ("few", "arrive.(he|part) <the> (few|num) <end>"),
    ("few", "dig.(did|part|we|he) <the> few doc"),
    ("few", "dig.(did|part|we|he) <the> few <end>"),
    ("negated", "nope"),
)
# What went wrong, and may have been put right since.
FAILED = (
    ("refused", "refuse.(he|part|did|they|third|we)"),
    ("refused", "(try|fin).(did|he) <clause> refuse.inf"),
    ("refused", "demand"),
    ("lacking", "lack.(he|part)"),
    ("spoiled", "snag (to|prep) <the> F.inf"),
    ("spoiled", "(spoil.(he|part|did)|trouble)"),
)
# A negated event of the past, as against a state.
HAPPENED = (
    ("negated", "(F.(did|he|we|subj)|hand.(did|he|we)|take.he|try.(did|we|he)|arrive.he|left)"),
    ("negated", "<start> neg <end>"),
)
# What takes the ground from under a whole sentence.
OVERALL = (
    ("conditional", "(if|cond|when)"),
    ("reported", "report"),
    ("undecided", "hedge"),
)
# What undoes a deed that another clause calls done, unless it is of no matter.
BESIDE = (
    ("future", "F.(now|fut|third|they|inf|subj|order|you|ger|would|was)"),
    ("asked", "(request|plz|hold|idle|need) <any> (F.*|stamp|regno)"),
    ("undecided", "doing"),
    ("other", "(other|belongs|undo)"),
    ("handed", "stamp <clause> courier"),
    ("future", "stamp clit (send.*|hand.*|x) <clause> (later|weekday)"),
    ("delegated", "<the> fin.(third|fut) <the> (name|cap|who|other) <end>"),
    ("future", "<start> <adverb> later <late> <end>"),
    ("future", "(stays|be.fut) <clause> (later|weekday)"),
    ("future", "later <clause> (full|fin.*|pass.*|start.*)"),
    ("waiting", "waiting"),
    ("ought", "(ought|hold)"),
    ("turned", "<start> (but|yet|ps)"),
)
# The same of one family only: what a courier holds is not filed yet, but it may well be scanned.
_PROOF = "(stamp|regno|fil.thing)"
_TO_BE_GIVEN = "(x|nod|(put|pass|sign|send|hand|fin|take|arrive|fil|be).(they|third|now|we|fut|order))"
BESIDE_OF = {
    "dig": (),
    "fil": (
        ("handed", "(left|holds|hand.*|send.*) <clause> courier"),
        # «Radicado, el sello lo ponen el martes»: the proof is still to come.
        ("future", f"{_PROOF} <the> {_TO_BE_GIVEN} <the> <to> <the> later"),
        ("future", f"{_PROOF} <the> {_TO_BE_GIVEN} (into|to) <the> later"),
        ("future", f"{_PROOF} <the> (put|pass|sign|send|hand|fin|take|fil).(they|third|now|we|fut|order)"),
        ("future", f"{_PROOF} <the> pass.* to put.inf"),
        ("future", f"{_PROOF} <the> tell.they"),
    ),
}
# When a deed said without a verb of the past is still to come: «escaneado mañana».
TO_COME = "later"
PAST = r"(left|perf|\w+.(did|he|we)|gone|past|now_at_last|day|weekday|time|just|took|gave)"
# When trouble was overcome.
PUT_RIGHT = "(now_at_last|already|past|weekday|day|time)"
# A clause about the papers themselves, or one that only reassures, leaves a deed as it is.
OF_PAPERS = "(originals|soon|idle)"
NO_MATTER = "(originals|soon|harmless|okay|clear_no|yes|gone)"
