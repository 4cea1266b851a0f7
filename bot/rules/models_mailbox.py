"""What the file may say about a mailbox: where its mail lies, what proves an author, how answers leave."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.rules.scalars import BY_SHAPE, MAPPING, TEXT, Address, Name, Secret, Size, Strict, Text, fault
from bot.rules.values import Tls

Port = Annotated[int, Field(ge=1, le=65535)]


class ServerModel(Strict):
    """Where to connect and as whom."""

    host: Text = Field(description="Name or address of the server.")
    port: Port | None = Field(default=None, description="TCP port; else the usual one.")
    tls: Tls = Field(default=Tls.IMPLICIT, description="How the connection is protected; always verified.")
    cafile: Text | None = Field(default=None, description="Certificates to trust instead of the system's.")
    user: Text | None = Field(default=None, description="Whom to log in as; else the mailbox's address.")


class FoldersModel(Strict):
    """Where mails are moved once they are finished; what is not named stays where it lies."""

    handled: Text | None = Field(default=None, description="Mails that belong to a case.")
    copy_: Text | None = Field(default=None, alias="copy", description="Copies of a mail that was handled.")
    automatic: Text | None = Field(default=None, description="Out-of-office mails, receipts, delivery reports.")
    quarantined: Text | None = Field(default=None, description="Mails that could not be handled.")
    dropped: Text | None = Field(default=None, description="Mails that an operator turned down.")


class InternalMarkModel(Strict):
    """What our own server writes into mail of its own users only."""

    header: Text = Field(description="Name of the header; the server has to take it off all other mail.")
    value: Text = Field(description="What it says in mail of its own users.")


class AuthenticationModel(Strict):
    """What proves who wrote a mail: the first of these that says so."""

    authserv_id: Text | None = Field(
        default=None, description="The name our own mail server writes into Authentication-Results."
    )
    microsoft365: bool = Field(
        default=False, description="Whether results without such a name count, as Microsoft 365 writes them."
    )
    internal_mark: InternalMarkModel | None = Field(
        default=None, description="A header that our own server writes into mail of its own users only."
    )
    dkim: bool = Field(default=False, description="Whether DKIM signatures are verified here; needs DNS.")

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if not (self.authserv_id or self.microsoft365 or self.internal_mark or self.dkim):
            raise fault("no_proof")
        return self


class _SendModel(Strict):
    plus_addressing: bool = Field(default=False, description="Whether box+anything@domain reaches the mailbox.")
    size_limit: Size | None = Field(default=None, description="Largest mail to send; else what the server says.")


class SmtpModel(ServerModel, _SendModel):
    """Mails leave through an SMTP server."""

    kind: Literal["smtp"] = Field(description="How mails leave.")
    tls: Tls = Field(default=Tls.STARTTLS, description="How the connection is protected; always verified.")
    secret: Secret | None = Field(default=None, description="Where the password lies; none: no login.")


class MaildirSendModel(_SendModel):
    """Mails are put into a Maildir."""

    kind: Literal["maildir"] = Field(description="How mails leave.")
    path: Text = Field(description="Folder of the Maildir.")


class _MailboxModel(Strict):
    address: Address = Field(description="Its mail address; answers leave from it.")
    processes: list[Name] = Field(min_length=1, description="Processes that its mails may open.")
    folders: FoldersModel = Field(default=FoldersModel(), description="Where mails are moved, by outcome.")
    authentication: Annotated[Annotated[AuthenticationModel, MAPPING] | Annotated[Literal["none"], TEXT], BY_SHAPE] = (
        Field(description="What proves an author; none accepts every From and is said aloud.")
    )
    send: Annotated[SmtpModel | MaildirSendModel, Field(discriminator="kind")] = Field(description="How mails leave.")


class ImapModel(_MailboxModel, ServerModel):
    """A folder of an IMAP account."""

    kind: Literal["imap"] = Field(description="Where its mail lies.")
    secret: Secret = Field(description="Where the password lies: env:X, file:/path or credential:name.")
    folder: Text = Field(default="INBOX", description="The folder that is read.")


class MaildirModel(_MailboxModel):
    """A Maildir."""

    kind: Literal["maildir"] = Field(description="Where its mail lies.")
    path: Text = Field(description="Folder of the Maildir.")


MailboxModel = Annotated[ImapModel | MaildirModel, Field(discriminator="kind")]
