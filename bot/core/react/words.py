"""What every mail about a case can say: its facts as JSON values, its documents as enclosures."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from bot.core.case import Case, Decision, Piece, Remark
from bot.core.document import FieldValue
from bot.core.effects import Enclosure, Send
from bot.core.finding import Finding
from bot.core.mail import unique
from bot.core.money import written


def base(case: Case) -> dict[str, object]:
    """What any mail about the case may name; ``waiting`` are those who were asked ``awaits`` and have not answered."""
    asked = [request for request in case.open_requests if request.notified]
    return {
        "case": case.number,
        "state": str(case.state),
        "outcome": case.outcome,
        "round": case.round,
        "client": case.client_named,
        "client_in_subject": case.client,
        "city": case.city,
        "branch": case.branch,
        "keyword": case.keyword,
        "subject": case.subject,
        "requester": case.requester,
        "requester_name": case.requester_name,
        "vouched_by": case.vouched_by,
        "facts": {name: fact(value) for name, value in case.facts.items()},
        "values": dict(case.values),
        "findings": [finding(one) for one in case.findings],
        "documents": [document(piece) for piece in case.pieces],
        "decisions": [decision(one) for one in case.standing],
        "undone": decision(case.decisions[-1]) if case.decisions and case.decisions[-1].undone else None,
        "confirmations": [decision(one) for one in case.confirmations],
        "denials": [decision(one) for one in case.denials],
        "kept": [document(piece) for piece in case.kept],
        "changed": list(case.changed),
        "waits": case.only_waits,
        "notes": list(case.notes),
        "signed": [document(piece) for piece in case.signed],
        "remarks": [remark(one) for one in case.remarks],
        "extras": [document(piece) for piece in case.extras],
        "waiting": list(unique(request.person for request in asked)),
        "awaits": list(unique(request.step for request in asked)),
    }


def fact(value: FieldValue) -> object:
    """A fact as people write it: money with its sign, days as ``dd/mm/yyyy``; yes or no and lists stay as they are."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return list(value) if isinstance(value, tuple) else str(value)


def finding(one: Finding) -> dict[str, object]:
    """A finding for the template that finds its sentence."""
    return {
        "code": one.code,
        "severity": str(one.severity),
        "document": one.document,
        "file": one.file,
        "place": one.place,
        "by_reading": one.by_reading,
        "contested": one.contested,
        "data": dict(one.data),
    }


def document(piece: Piece) -> dict[str, object]:
    """A document as the approver sees it listed."""
    return {
        "role": piece.role,
        "file": piece.filename,
        "pages": piece.document.pages,
        "read": piece.was_read,
    }


def decision(one: Decision) -> dict[str, object]:
    """A decision on record, or a confirmation."""
    return {
        "step": one.step,
        "round": one.round,
        "person": one.person,
        "approved": one.approved,
        "words": one.words,
        "proof": one.proof,
        "at": one.at.isoformat(),
    }


def remark(one: Remark) -> dict[str, object]:
    """What somebody wrote about the case."""
    return {"person": one.person, "words": one.words, "at": one.at.isoformat()}


def enclosures(pieces: Iterable[Piece]) -> tuple[Enclosure, ...]:
    """The files of the pieces as attachments, each once and named by its roles, so that no two are alike."""
    files: dict[tuple[str, int, str, str], list[Piece]] = {}
    for piece in pieces:
        files.setdefault((piece.mail, piece.document.part, piece.document.file, piece.sha256), []).append(piece)
    named = ((inside[0], "+".join(piece.role for piece in inside)) for inside in files.values())
    return tuple(enclosure for piece, name in named for enclosure in _sheets(piece, name))


def numbered(case: Case, extras: Iterable[Piece]) -> tuple[Enclosure, ...]:
    """Files that are none of the documents as attachments, numbered as they came to the case."""
    numbers = {piece.sha256: number for number, piece in enumerate(case.extras, 1)}
    return tuple(_enclosure(piece, f"{piece.role}_{numbers[piece.sha256]}") for piece in extras)


def _sheets(piece: Piece, name: str) -> Iterator[Enclosure]:
    """The file of a document, or all of them, numbered, where it goes on in others."""
    sheets = piece.document.sheets
    yield _enclosure(piece, f"{name}_1" if sheets else name)
    for number, sheet in enumerate(sheets, start=2):
        yield Enclosure(
            mail=piece.mail,
            part=sheet.part,
            filename=attached_name(f"{name}_{number}", sheet.filename),
            media_type=sheet.media_type,
            size=sheet.size,
            member=sheet.member,
        )


def counted(pieces: Iterable[Piece], name: str) -> tuple[Enclosure, ...]:
    """The pieces as attachments of one name with numbers."""
    return tuple(_enclosure(piece, f"{name}_{number}") for number, piece in enumerate(pieces, 1))


def _enclosure(piece: Piece, name: str) -> Enclosure:
    return Enclosure(
        mail=piece.mail,
        part=piece.document.part,
        filename=attached_name(name, piece.filename),
        media_type=piece.document.media_type,
        size=piece.document.size,
        member=piece.document.file,
    )


def attached_name(role: str, came_as: str) -> str:
    """What a document is called in our mails: by its role, with the ending that it came with."""
    return role + PurePosixPath(came_as).suffix.lower()


def requester_mail(case: Case, template: str, **more: object) -> Send:
    """A mail to whoever asked."""
    return Send(template=template, to=(case.requester,), context=with_more(case, more))


def with_more(case: Case, more: Mapping[str, object]) -> dict[str, object]:
    """The base and what one mail says besides."""
    return {**base(case), **more}
