"""What a delivery report says: which of our mails, to whom, and whether it is over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.mail import Attachment, Mail, unique
from bot.intake.header import message_ids
from bot.intake.mail_forms import MailForms
from bot.intake.mime import FORWARDED_HEADERS, first_header, split_head
from bot.intake.unanswerable import AutomaticKind, OwnMail, bare_subject, has_delivery_status, unanswerable

_ADDRESS_RE = re.compile(r"[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_STATUS_RE = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_REPLY_CODE_RE = re.compile(r"\b([45])\d\d[ -]")
_ID_LINE_RE = re.compile(r"^\s*Message-ID\s*:\s*(<[^<>\s]{1,995}>)", re.IGNORECASE | re.MULTILINE)
_BLANK_LINES_RE = re.compile(rb"\r?\n(?:[ \t]*\r?\n)+")
_FAILURES = frozenset({"failed", "delayed"})
_MAX_TEXT = 20_000
_MAX_RECIPIENTS = 100


class Failure(StrEnum):
    """What became of the mail: given up, given up for a passing reason, or still tried."""

    PERMANENT = "permanent"
    TRANSIENT = "transient"
    DELAYED = "delayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A mail that did not arrive.

    Attributes:
        message_id: Of the mail that we sent, or ``None`` where the report does not say.
        recipients: Whom it did not reach, lower-cased.
        failure: What became of it.
        status: Enhanced status code (RFC 3463), or ``""``.
        diagnostic: What the other server said, on one line, or ``""``.
    """

    message_id: str | None
    recipients: tuple[str, ...]
    failure: Failure
    status: str
    diagnostic: str


def bounced(mail: Mail, forms: MailForms, own: OwnMail) -> Bounce | None:
    """Read a delivery report: RFC 3464 where it follows it, else what its words allow.

    Args:
        mail: Any mail.
        forms: The words of mail servers.
        own: How our own mail is known; our addresses are never failed recipients of a report in free form.

    Returns:
        What it says, or ``None`` where it is no report of a failure.
    """
    why = unanswerable(mail, forms, own)
    if why is None or why.kind is not AutomaticKind.BOUNCE:
        return None
    return _by_standard(mail) if has_delivery_status(mail) else _by_words(mail, forms, own)


def _by_standard(mail: Mail) -> Bounce | None:
    failed = [fields for fields in _recipient_fields(mail) if fields.get("action", "").lower() in _FAILURES]
    if not failed:
        return None
    status = failed[0].get("status", "")
    addresses = (_address(fields) for fields in failed)
    return Bounce(
        message_id=_original_id(mail),
        recipients=unique(filter(None, addresses))[:_MAX_RECIPIENTS],
        failure=_failure(status, delayed=all(fields["action"].lower() == "delayed" for fields in failed)),
        status=status.split(" ")[0],
        diagnostic=failed[0].get("diagnostic-code", "").partition(";")[2].strip(),
    )


def _recipient_fields(mail: Mail) -> Iterator[Mapping[str, str]]:
    """The groups of fields, one a recipient; the first group is about the whole mail and has no action."""
    for part in mail.attachments:
        if part.declared_type.endswith("delivery-status") and not part.nesting:
            for block in _BLANK_LINES_RE.split(part.content.strip()):
                headers = split_head((block, 0, len(block)), [])[0]
                yield {name.lower(): first_header(headers, name.lower()) for name, _ in headers}


def _address(fields: Mapping[str, str]) -> str:
    recipient = fields.get("original-recipient") or fields.get("final-recipient", "")
    found = _ADDRESS_RE.search(recipient.rpartition(";")[2])
    return found.group().lower() if found else ""


def _failure(status: str, *, delayed: bool) -> Failure:
    if delayed:
        return Failure.DELAYED
    return Failure.TRANSIENT if status.startswith("4") else Failure.PERMANENT


def _by_words(mail: Mail, forms: MailForms, own: OwnMail) -> Bounce:
    text = mail.text[:_MAX_TEXT]
    named = ", ".join(mail.all("X-Failed-Recipients"))
    strangers = (
        address
        for address in map(str.lower, _ADDRESS_RE.findall(named or text))
        if not own.is_ours(address) and address.partition("@")[0] not in forms.robots
    )
    status = _STATUS_RE.search(text)
    code = status or _REPLY_CODE_RE.search(text)
    return Bounce(
        message_id=_original_id(mail),
        recipients=unique(address for address in strangers if not own.wrote(address))[:_MAX_RECIPIENTS],
        failure=_failure(
            code.group(1) if code else "", delayed=bool(forms.subjects["delay"].match(bare_subject(mail)))
        ),
        status=status.group() if status else "",
        diagnostic=_line_around(text, code.start()) if code else "",
    )


def _line_around(text: str, position: int) -> str:
    return text[text.rfind("\n", 0, position) + 1 :].partition("\n")[0].strip()


def _original_id(mail: Mail) -> str | None:
    """From the headers that came along, else from the text, else from what the report answers."""
    for part in mail.attachments:
        if part.declared_type in {FORWARDED_HEADERS, "message/rfc822-headers"} and (found := _id_in(part)):
            return found
    quoted = _ID_LINE_RE.search(mail.text[:_MAX_TEXT])
    return next(iter(message_ids(quoted.group(1)) if quoted else mail.thread_ids), None)


def _id_in(part: Attachment) -> str | None:
    headers = split_head((part.content, 0, len(part.content)), [])[0]
    return next(iter(message_ids(first_header(headers, "message-id"))), None)
