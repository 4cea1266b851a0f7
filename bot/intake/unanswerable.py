"""Is this the mail of a machine? Such mail decides nothing and is never answered (RFC 3834).

A machine is known by what only machines do, never by what its text is about: a person who answers or forwards an
automatic mail stays a person. ``X-Auto-Response-Suppress`` alone therefore proves nothing, people's mail
programs set it too, nor do the phrases of an absence: "I am on vacation, but I approve" is an answer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.core.mail import Mail
from bot.intake.header import parameters
from bot.intake.mail_forms import MailForms, fold

OWN_HEADER = "X-Tramita"
"""On every mail that we send."""

_AUTO_HEADERS = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Reply",
    "X-Autoresponse",
    "X-Mail-Autoreply",
    "X-Auto-Response",
)
_LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post", "List-Help", "Mailing-List", "X-Mailing-List")
_TAG_RE = re.compile(r"(?:\s*\[[^\[\]]{0,40}\]){1,4}\s*")
_METHOD_RE = re.compile(
    rb"^METHOD:\s*(?:REPLY|REQUEST|CANCEL|COUNTER|DECLINECOUNTER|REFRESH|ADD)\b", re.IGNORECASE | re.MULTILINE
)
_BODY_START = 1_500


class AutomaticKind(StrEnum):
    """What kind of machine wrote."""

    AUTO_REPLY = "auto_reply"
    NOTICE = "notice"
    """A receipt or a calendar's answer, which says nothing of an absence."""

    BOUNCE = "bounce"
    BULK = "bulk"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """Why a mail is never answered.

    Attributes:
        kind: What kind of machine wrote it.
        reason: The sign by which it was known, a short English code.
    """

    kind: AutomaticKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMail:
    """How our own mail is known when it comes back.

    Attributes:
        addresses: Our mailboxes, lower-cased.
        message_id: Matches the whole of a ``Message-ID`` that we wrote, without angle brackets; ``None`` where
            only addresses and our header tell.
    """

    addresses: frozenset[str]
    message_id: re.Pattern[str] | None = None

    def is_ours(self, address: str) -> bool:
        """Whether an address is one of our mailboxes, with or without a plus tag."""
        local, _, domain = address.partition("@")
        return f"{local.partition('+')[0]}@{domain}" in self.addresses or address in self.addresses

    def wrote(self, message_id: str | None) -> bool:
        """Whether we wrote a mail with this id."""
        return bool(message_id and self.message_id and self.message_id.fullmatch(message_id))


def unanswerable(mail: Mail, forms: MailForms, own: OwnMail) -> Automatic | None:
    """Tell whether a machine wrote a mail.

    Args:
        mail: The mail.
        forms: The words of mail programs and servers.
        own: How our own mail is known.

    Returns:
        The first sign found, in the order of the tests below; ``None`` for a person.
    """
    for kind, test in _TESTS:
        if reason := test(mail, forms, own):
            return Automatic(kind=kind, reason=reason)
    return None


def _report(mail: Mail, _forms: MailForms, _own: OwnMail) -> str:
    if report_type(mail) == "delivery-status" or has_delivery_status(mail):
        return "delivery_status"
    return "failed_recipients" if mail.all("X-Failed-Recipients") else ""


def _own_mail(mail: Mail, _forms: MailForms, own: OwnMail) -> str:
    if mail.all(OWN_HEADER):
        return "own_header"
    if own.wrote(mail.message_id):
        return "own_message_id"
    return "own_address" if any(own.is_ours(sender.email) for sender in mail.sender) else ""


def _returned(mail: Mail, forms: MailForms, _own: OwnMail) -> str:
    if mail.all("X-MS-Exchange-Message-Is-Ndr"):
        return "exchange_ndr"
    if any(sender.email.partition("@")[0] in forms.robots for sender in mail.sender):
        return "mail_server"
    subject = bare_subject(mail)
    if not (forms.subjects["bounce"].match(subject) or forms.subjects["delay"].match(subject)):
        return ""
    silent = null_return_path(mail) or not mail.thread_ids or forms.bodies["bounce"].search(_start(mail))
    return "bounce_subject" if silent else ""


def _automatic_header(mail: Mail, _forms: MailForms, _own: OwnMail) -> str:
    submitted = fold(parameters(mail.first("Auto-Submitted") or "no")[0])
    if submitted.split(" ")[0].split("(")[0] not in {"no", ""}:
        return "auto_submitted"
    if any(mail.all(name) for name in _AUTO_HEADERS):
        return "autoreply_header"
    if _precedence(mail) in {"auto_reply", "auto-reply"}:
        return "precedence_auto_reply"
    if mail.author and mail.author in (mail.first("X-MS-Exchange-Inbox-Rules-Loop") or "").lower():
        return "inbox_rule"  # of its author; a rule of somebody between them and us makes no machine of them
    return "null_return_path" if null_return_path(mail) else ""


def _receipt(mail: Mail, forms: MailForms, _own: OwnMail) -> str:
    if mail.content_type == "multipart/report":
        return f"report_{report_type(mail) or 'unknown'}"
    return "receipt_subject" if forms.subjects["receipt"].match(bare_subject(mail)) else ""


def _calendar(mail: Mail, forms: MailForms, _own: OwnMail) -> str:
    if "calendarmessage" in (mail.first("Content-Class") or "").lower() or any(
        part.declared_type == "text/calendar" and not part.nesting and _METHOD_RE.search(part.content)
        for part in mail.attachments
    ):
        return "calendar_method"
    wordless = not mail.thread_ids or not mail.text.strip()
    return "calendar_subject" if wordless and forms.subjects["calendar"].match(bare_subject(mail)) else ""


def _absent(mail: Mail, forms: MailForms, _own: OwnMail) -> str:
    if forms.subjects["auto_reply"].match(bare_subject(mail)):
        return "absence_subject"
    hushed = mail.all("X-Auto-Response-Suppress") or _from_nobody(mail, forms)
    return "absence_body" if hushed and forms.bodies["auto_reply"].search(_start(mail)) else ""


def _bulk(mail: Mail, forms: MailForms, own: OwnMail) -> str:
    """Mass mail.

    Nobody who writes by hand is ``bulk`` or ``junk``, or writes from a no-reply address. A person's mail may come
    through a list: it counts as theirs if it answers us, or if it is addressed to us and the list is one to which
    people post; newsletters are addressed to us too, but are no such list.
    """
    if _precedence(mail) in {"bulk", "junk"}:
        return "precedence_bulk"
    if _from_nobody(mail, forms):
        return "noreply_address"
    if _precedence(mail) != "list" and not any(mail.all(name) for name in _LIST_HEADERS):
        return ""
    if any(own.wrote(message_id) for message_id in mail.thread_ids):
        return ""
    addressed = any(own.is_ours(box.email) for box in (*mail.to, *mail.cc))
    return "" if addressed and (mail.all("List-Post") or not mail.all("List-Unsubscribe")) else "mailing_list"


def report_type(mail: Mail) -> str:
    """The type of a ``multipart/report`` (RFC 6522), or ``""``."""
    if mail.content_type != "multipart/report":
        return ""
    return parameters(mail.first("Content-Type") or "")[1].get("report-type", "").lower()


def has_delivery_status(mail: Mail) -> bool:
    """Whether the mail itself, not one that it forwards, carries a delivery status (RFC 3464)."""
    return any(
        part.declared_type in {"message/delivery-status", "message/global-delivery-status"} and not part.nesting
        for part in mail.attachments
    )


def null_return_path(mail: Mail) -> bool:
    """Whether the envelope says that nobody waits for an answer (RFC 5321, 4.5.5)."""
    path = mail.first("Return-Path")
    return path is not None and "".join(path.split()) == "<>"


def bare_subject(mail: Mail) -> str:
    """The folded subject without tags in brackets that gateways put before it; reply prefixes stay."""
    return fold(_TAG_RE.sub("", mail.subject, count=1) if _TAG_RE.match(mail.subject) else mail.subject)


def _precedence(mail: Mail) -> str:
    return fold(mail.first("Precedence") or "")


def _from_nobody(mail: Mail, forms: MailForms) -> bool:
    return any(forms.noreply.search(fold(sender.email.partition("@")[0])) for sender in mail.sender)


def _start(mail: Mail) -> str:
    return fold(mail.text[:_BODY_START])


_Test = Callable[[Mail, MailForms, OwnMail], str]

_TESTS: tuple[tuple[AutomaticKind, _Test], ...] = (
    (AutomaticKind.BOUNCE, _report),
    (AutomaticKind.OWN, _own_mail),
    (AutomaticKind.BOUNCE, _returned),
    (AutomaticKind.NOTICE, _receipt),
    (AutomaticKind.NOTICE, _calendar),
    (AutomaticKind.AUTO_REPLY, _automatic_header),
    (AutomaticKind.AUTO_REPLY, _absent),
    (AutomaticKind.BULK, _bulk),
)
