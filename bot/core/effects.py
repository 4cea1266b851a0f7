"""Consequences as data: the mails to send. Everything else (register, deadlines) is derived from the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Context = Mapping[str, object]
"""What a template needs: JSON values only, already decided; wording and formatting belong to the template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A document to attach: part ``part`` of the raw mail with digest ``mail``, under a file name of ours.

    Where that part is an archive, ``member`` says where the document lies in it.
    """

    mail: str
    part: int
    filename: str
    media_type: str
    size: int
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """One mail to send.

    Attributes:
        template: Name of the template, for example ``solicitud_aprobacion``.
        to: Addresses.
        cc: Addresses.
        context: What the template needs.
        enclosures: What to attach.
        request: Key of the request that an answer to this mail answers, or ``""``.
        alarm: Whether it goes to technical support outside the budgets.
    """

    template: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    context: Context = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    request: str = ""
    alarm: bool = False
