"""Mail that no person wrote for us: absences, bounces, calendar answers; and forwarded mail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from typing import Any, Literal

from bot.testing.documents import File
from bot.testing.mails import EOL, MailBuilder
from bot.testing.prose import long_date
from bot.testing.quoting import Original, read_original
from bot.testing.words import words

SOON, LATER = timedelta(seconds=6), timedelta(hours=2)
SERVER = "mx01.{domain}"

CalendarAnswer = Literal["accepted", "declined", "tentative"]


def out_of_office(to_raw: bytes, **changes: object) -> bytes:
    """The absence notice of the first addressee (RFC 3834); ``changes`` are fields of :class:`MailBuilder`."""
    original = read_original(to_raw)
    said = words("mails")["out_of_office"]
    fields: dict[str, Any] = {
        "subject": said["subject"].format(subject=original.subject),
        "text": said["text"],
        "return_path": "",
        "headers": (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")),
    }
    return MailBuilder(**(_answering(original, after=SOON) | fields | changes)).raw()


def bounce(of_raw: bytes, *, status: str = "5.2.2", recipient: str | None = None, **changes: object) -> bytes:
    """The report (RFC 3464) that a mail could not be delivered.

    Args:
        of_raw: The mail that came back; it is enclosed whole.
        status: Enhanced status code, one of those in ``data/mails.es.yaml``.
        recipient: Who could not be reached; by default the first addressee.
        changes: Fields of :class:`MailBuilder` that differ.
    """
    original = read_original(of_raw)
    said = words("mails")["bounce"]
    failed = recipient or original.to_email
    server = SERVER.format(domain=failed.rpartition("@")[2])
    fields: dict[str, Any] = {
        "sender": f"postmaster@{failed.rpartition('@')[2]}",
        "to": (original.email,),
        "subject": said["subject"].format(subject=original.subject),
        "text": said["text"].format(recipient=failed, reason=said["reasons"][status], server=server),
        "return_path": "",
        "headers": (("Auto-Submitted", "auto-replied"),),
        "parts": (_status(failed, status, server), _enclosed(of_raw)),
        "subtype": "report",
    }
    return MailBuilder(**(_answering(original, after=SOON) | fields | changes)).raw()


def calendar_answer(to_raw: bytes, answer: CalendarAnswer = "declined", **changes: object) -> bytes:
    """The answer to an invitation that a calendar sends by itself (RFC 5546); it decides nothing."""
    original = read_original(to_raw)
    said = words("mails")["calendar"][answer]
    fields: dict[str, Any] = {
        "subject": said["prefix"] + original.subject,
        "text": "",
        "headers": (("Content-Class", "urn:content-classes:calendarmessage"),),
        "parts": (_calendar(original, said["status"]),),
        "subtype": "alternative",
    }
    return MailBuilder(**(_answering(original, after=LATER) | fields | changes)).raw()


def forward(
    raw: bytes, *, sender: str, to: str, text: str = "", attached: bool = False, date: datetime | None = None
) -> bytes:
    """A mail passed on, with its files.

    Args:
        raw: The mail.
        sender: Who passes it on.
        to: To whom.
        text: What is written above.
        attached: Enclose the mail whole (``message/rfc822``) instead of quoting it.
        date: By default two hours after the mail.
    """
    original = read_original(raw)
    said = words("mails")
    quoted = said["forward"].format(
        text=text,
        sender=f"{original.name} <{original.email}>",
        date=long_date(original.sent),
        subject=original.subject,
        to=original.to,
        original=original.text,
    )
    mail = MailBuilder(
        sender=sender,
        to=(to,),
        subject=said["forward_prefix"] + original.subject,
        date=date or original.sent + LATER,
        text=text if attached else quoted,
        references=(*original.references, original.message_id),
    )
    if attached:
        return replace(mail, parts=(_enclosed(raw),)).raw()
    return replace(mail, attachments=_files(raw)).raw()


def _answering(original: Original, *, after: timedelta) -> dict[str, Any]:
    return {
        "sender": original.to,
        "to": (original.reply_to,),
        "date": original.sent + after,
        "in_reply_to": original.message_id,
        "references": (*original.references, original.message_id),
    }


def _status(recipient: str, status: str, server: str) -> EmailMessage:
    per_message, per_recipient = EmailMessage(policy=SMTP), EmailMessage(policy=SMTP)
    per_message["Reporting-MTA"] = f"dns; {server}"
    per_recipient["Final-Recipient"] = f"rfc822; {recipient}"
    per_recipient["Action"] = "failed"
    per_recipient["Status"] = status
    per_recipient["Diagnostic-Code"] = f"smtp; 554 {status}"
    report = EmailMessage(policy=SMTP)
    report["Content-Type"] = "message/delivery-status"
    report.set_payload([per_message, per_recipient])
    return report


def _enclosed(raw: bytes) -> EmailMessage:
    part = EmailMessage(policy=SMTP)
    part.set_content(message_from_bytes(raw, _class=EmailMessage, policy=SMTP))
    return part


def _calendar(original: Original, status: str) -> EmailMessage:
    stamp = original.sent.astimezone(UTC)
    attendee = Address(original.to_name, addr_spec=original.to_email)
    lines = (
        "BEGIN:VCALENDAR",
        "METHOD:REPLY",
        "PRODID:Microsoft Exchange Server 2010",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        f"ATTENDEE;PARTSTAT={status};CN={attendee.display_name}:mailto:{attendee.addr_spec}",
        f"UID:{original.message_id}",
        f"SUMMARY:{original.subject}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    part = EmailMessage(policy=SMTP)
    part.set_content(EOL.join(lines), subtype="calendar", cte="base64", params={"method": "REPLY"})
    return part


def _files(raw: bytes) -> tuple[File, ...]:
    message = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
    return tuple(_file(part) for part in message.iter_attachments())


def _file(part: MIMEPart) -> File:
    payload = part.get_payload(decode=True)
    return File(
        filename=part.get_filename() or "",
        media_type=part.get_content_type(),
        content=payload if isinstance(payload, bytes) else part.as_bytes(),
    )
