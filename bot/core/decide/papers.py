"""What came after the approval: whether it is what was asked for and approved, and what is still missing."""

import re

from bot.core.case import Case, Piece
from bot.core.decide.situation import Situation
from bot.core.document import ASSUMED, CERTAIN, Damage, FieldValue, TextSource
from bot.core.events import Mistaken
from bot.core.finding import Finding, Severity
from bot.core.identifiers import MEMO_FACT, identifier_key, invoice_key
from bot.core.intent import Answer, Stage
from bot.core.misreading import is_cut, is_misreading
from bot.core.process import Step

DECIDED_ON = (
    "tipo",
    "causal",
    "factura_original",
    "factura",
    "nit",
    "contrato",
    MEMO_FACT,
    "valor_factura",
    "valor_nueva_factura",
    "cobro_costos",
    "valor_costos",
)
"""Facts that an approval rests on; everything else may be worded anew."""


def mistaken_proofs(situation: Situation, case: Case, step: Step) -> tuple[Mistaken, ...]:
    """Files that cannot be what a step expects, each with what it is instead.

    What is expected is one of the documents, printed, stamped and scanned: ``memorando_sellado`` is a page that reads
    as ``memorando``, or that nobody could read.
    """
    on_record = {piece.sha256: piece.role for piece in case.pieces}
    found = ((piece, of_another(situation, piece, case) or other_memo(piece, case)) for piece in situation.received)
    files = tuple(
        Mistaken(
            file=piece.filename,
            role=on_record.get(piece.sha256) or _looks_like(piece),
            other=other,
            strange=piece.sha256 in situation.strange,
        )
        for piece, other in found
        if other or piece.sha256 in on_record or not _may_be(situation, piece, step)
    )
    return (*files, *_broken(situation)) if len(files) == len(situation.received) else ()


def _may_be(situation: Situation, piece: Piece, step: Step) -> bool:
    if piece.document.text_source is TextSource.CELLS or not opens(piece):
        return False
    likest = _looks_like(piece)
    if not likest:
        return piece.sha256 not in situation.strange
    return any(name.startswith(likest) for name in step.expects)


def other_memo(piece: Piece, case: Case) -> str:
    """The number of another memo that a page says, or bears in its name, or ``""``."""
    own = str(case.facts.get(MEMO_FACT) or "")
    if not own:
        return ""
    shape = re.sub(r"\d+", r"\\d+", re.escape(own))
    told = [str(piece.document.value(MEMO_FACT) or ""), *re.findall(shape, piece.filename, re.IGNORECASE)]
    numbers = {identifier_key(one): one for one in told if one}
    is_own = identifier_key(own) in numbers or any(_may_be_misread(piece, one, own) for one in numbers.values())
    return "" if is_own else next(iter(numbers.values()), "")


def _may_be_misread(piece: Piece, read: str, own: str) -> bool:
    """Whether an engine may have taken one number for another."""
    return piece.document.scan is not None and (is_misreading(read, own) or is_cut(read, own))


def opens(piece: Piece) -> bool:
    """Whether nothing but its size kept a file from being read."""
    return piece.document.damage in (None, Damage.TOO_COMPLEX)


def _looks_like(piece: Piece) -> str:
    """The document that a file is by its own words, or ``""``."""
    likeness = piece.document.likeness
    role = max(likeness, key=lambda name: likeness[name], default="")
    return role if role and likeness[role] >= CERTAIN else ""


def own_scans(situation: Situation, case: Case) -> tuple[Piece, ...]:
    """The files of an answer that open, are not plainly about something else, and are none that we sent."""
    new = tuple(piece for piece in _new_files(situation, case) if opens(piece))
    readable = [piece for piece in new if piece.was_read]
    if readable and all(of_another(situation, piece, case) for piece in readable):
        return ()
    return tuple(piece for piece in new if not of_another(situation, piece, case))


def compared_scans(situation: Situation, case: Case, *, in_part: bool) -> tuple[Piece, ...]:
    """What an answer brings of the scans: beside them, or as one of several mails, also what comes back as it was sent.

    By itself that is only what a mail program attaches to an answer.
    """
    if not (in_part or brings_files(situation, case) or case.scans):
        return ()
    sent = {digest for piece in case.pieces for digest in piece.digests}
    own = own_scans(situation, case)
    return (*own, *(piece for piece in situation.received if piece.sha256 in sent and piece not in own))


def brings_files(situation: Situation, case: Case) -> bool:
    """Whether an answer brings anything that we did not send ourselves."""
    return bool(_new_files(situation, case) or situation.broken)


def _new_files(situation: Situation, case: Case) -> tuple[Piece, ...]:
    sent = {digest for piece in (*case.pieces, *case.papers) for digest in piece.digests}
    ours = sent - {piece.sha256 for piece in case.scans}
    return tuple(piece for piece in situation.received if piece.sha256 not in ours)


def mistaken_scans(situation: Situation, case: Case) -> tuple[Mistaken, ...]:
    """The files of an answer that say another invoice or another client, or do not open."""
    found = ((piece, of_another(situation, piece, case)) for piece in situation.received)
    others = (Mistaken(file=piece.filename, role=piece.role, other=other) for piece, other in found if other)
    damaged = (Mistaken(file=piece.filename, role="") for piece in situation.received if not opens(piece))
    return (*others, *damaged, *_broken(situation))


def _broken(situation: Situation) -> tuple[Mistaken, ...]:
    return tuple(Mistaken(file=name, role="") for name in situation.broken)


def missing_scans(situation: Situation, case: Case, step: Step, intent: Answer) -> tuple[str, ...]:
    """Documents that a clerk's scans lack, over all answers to this step.

    Scans in one file are told apart by nobody, so that many pages count as all, unless some of them are of another
    request. Without a single scan there is nothing
    to compare: many a clerk keeps the scans elsewhere. Workbooks are digital already, for whoever says that it is all.
    """
    brought = compared_scans(situation, case, in_part=intent.in_part)
    if step.stage is not Stage.DIGITIZATION or not (brought or case.scans or brings_files(situation, case)):
        return ()
    found = (*case.scans, *brought)
    scans = {(piece.sha256, piece.document.member): piece for piece in found}.values()
    workbooks = {piece.role for piece in case.pieces if piece.document.text_source is TextSource.CELLS}
    wanted = [rule.name for rule in situation.process.required if not (intent.whole and rule.name in workbooks)]
    counted = [piece for piece in scans if not intent.whole or piece.role in wanted or is_guessed(piece)]
    others = any(of_another(situation, piece, case) for piece in _new_files(situation, case))
    if not others and max(sum(piece.document.pages or 1 for piece in counted), len(counted)) >= len(wanted):
        return ()
    here = {piece.role for piece in scans if not is_guessed(piece)}
    lacking = [name for name in wanted if name not in here]
    guessed = sum(map(is_guessed, scans))
    papers_here = guessed == sum(name not in workbooks for name in lacking)
    return tuple(name for name in lacking if not papers_here or name in workbooks)


def is_guessed(piece: Piece) -> bool:
    """Whether nobody could read a scan, and its name does not tell what it is either."""
    return not piece.was_read and piece.document.confidence <= ASSUMED


def brings_new_scans(situation: Situation, case: Case) -> bool:
    """Whether an answer brings scans besides those that came before."""
    before = {piece.sha256 for piece in case.scans}
    new = (piece for piece in _new_files(situation, case) if piece.sha256 not in before)
    return bool(situation.broken) or any(True for _ in new)


def is_page(piece: Piece) -> bool:
    """Whether a file is something that was scanned, photographed or printed."""
    return piece.document.pages is not None or piece.document.media_type.startswith("image/")


def of_another(situation: Situation, piece: Piece, case: Case) -> str:
    """The number of the invoice or the client that a file names, where it is not the case's."""
    if not piece.was_read:
        return ""
    invoice, client = str(case.facts.get("factura_original") or ""), str(case.facts.get("nit") or "")
    other = str(piece.document.value("factura_original") or piece.document.value("factura") or "")
    nit = str(piece.document.value("nit") or "")
    own, theirs = identifier_key(client), identifier_key(nit)
    is_other_invoice = bool(invoice and other) and invoice_key(other) != invoice_key(invoice)
    is_other_client = not (own.startswith(theirs) or theirs.startswith(own))  # with and without the check digit
    if piece.document.scan is not None:
        if piece.sha256 not in situation.strange:
            return ""
        return _of_another_as_read(other if is_other_invoice else "", nit if is_other_client else "", piece, case)
    return other if is_other_invoice else nit if is_other_client else ""


def _of_another_as_read(invoice: str, client: str, piece: Piece, case: Case) -> str:
    """The same of what an engine read: only where nothing in it is of the case, nor may be that, misread."""
    told = {"factura_original": invoice, "nit": client}
    misread = any(other and _may_be_misread(piece, other, str(case.facts[name])) for name, other in told.items())
    named = {"factura_original": ("factura_original", "factura"), "nit": ("nit",)}
    own = any(not told[name] and any(map(piece.document.value, fields)) for name, fields in named.items())
    return "" if misread or own else invoice or client


def differs_from_approved(situation: Situation, case: Case, pieces: tuple[Piece, ...]) -> bool:
    """Whether copies that came after the approval say something else than what was approved, or do not open."""
    damaged = any(not opens(piece) for piece in pieces)
    return damaged or bool(new_errors(situation, case)) or bool(changed_facts(situation, case))


def new_errors(situation: Situation, case: Case) -> tuple[Finding, ...]:
    """What is wrong with documents that came and could be read, and was not with those on record."""
    roles = {piece.role for piece in situation.received if piece.was_read}
    found = (one for one in situation.report.findings if one.severity is Severity.ERROR and one.document in roles)
    return tuple(one for one in found if one.code not in case.codes)


def changed_facts(situation: Situation, case: Case) -> tuple[str, ...]:
    """Names of facts that were approved and that documents which came tell otherwise."""
    told = {name for piece in situation.received for name in piece.document.fields}
    return tuple(
        name for name in DECIDED_ON if name in told and _differs(case.facts.get(name), situation.facts.get(name))
    )


def _differs(approved: FieldValue, now: FieldValue) -> bool:
    if approved is None or now is None:
        return False
    if isinstance(approved, str) and isinstance(now, str):
        return identifier_key(approved) != identifier_key(now)
    return approved != now
