"""What a mail means for a case, before anybody decides whether its author may."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

FILING_NUMBER = "numero_radicacion"
"""The field of a step, and of the register, that holds the number under which a memo was filed."""

NEW_INVOICE = "nueva_factura"
"""The field of a step, and of the register, that holds the number of the invoice that replaces another."""

FILING_DAY = "fecha_radicacion"
STAMPED_NUMBER = "numero_en_la_copia"
"""Beside the number that the words tell of a filing, another one that its stamped copy seems to bear."""

"""The field of its day."""


class Verdict(StrEnum):
    """What the words of an answer say. ``UNCLEAR`` is asked again, never guessed."""

    APPROVE = "approve"
    REJECT = "reject"
    DONE = "done"
    NOT_DONE = "not_done"
    UNCLEAR = "unclear"


class Stage(StrEnum):
    """Which question an answer answers: may this be done, was it scanned, was it filed, or plainly yes or no."""

    APPROVAL = "approval"
    DIGITIZATION = "digitization"
    FILING = "filing"
    CONFIRMATION = "confirmation"


class Wish(StrEnum):
    """What somebody asks of the case besides answering; ``UNDO`` what they decided.

    ``BETTER_COPY``: a document did not come or cannot be read. ``LACKING``: one is not there, for whatever reason.
    ``NO_BETTER``, asked for the former, is no wish: there is no other. Nor is ``MISREAD``: the document is right.
    """

    WITHDRAW = "withdraw"
    RECONSIDER = "reconsider"
    BETTER_COPY = "better_copy"
    LACKING = "lacking"
    NO_BETTER = "no_better"
    MISREAD = "misread"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How it was established that a mail comes from the address in its ``From``.

    Attributes:
        passed: Whether that is enough to decide with.
        by: ``authentication-results``, ``none`` (the rules ask for no proof), or what refused it.
        domain: The domain that vouches, or ``""``.
    """

    passed: bool
    by: str
    domain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Number and day under which a memo was filed, as far as the words tell.

    Where none was given, ``unnumbered``, the number says so in words. ``stamped`` is another one that the copy shows.
    """

    number: str | None = None
    day: date | None = None
    unnumbered: bool = False
    stamped: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What every intent that came by mail carries.

    Attributes:
        person: Address of the author, from ``From``.
        proof: Whether the author is who they say.
        mail: Digest of the raw mail, which addresses the evidence.
        message_id: Of the mail, or ``""``.
        text: The author's own words.
    """

    person: str
    proof: Proof
    mail: str
    message_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Spoken):
    """Opens a case, by its subject.

    Attributes:
        keyword: As the rules write it.
        client: As the person wrote it.
        city: Canonical.
        branch: The branch that serves the city.
        subject: The whole subject without prefixes.
        linked: The case in whose thread this new one came, or ``""``.
        note: What the words say besides that documents come along, or ``""``.
        waits: Whether they ask to wait with it.
        name: How an author whom somebody vouched for calls themselves, or ``""``.
        vouched_by: Who did, or ``""``.
    """

    keyword: str
    client: str
    city: str
    branch: str
    subject: str
    linked: str = ""
    note: str = ""
    waits: bool = False
    name: str = ""
    vouched_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Spoken):
    """Answers a question that we asked, or tries to.

    Attributes:
        carrier: Key of the request whose secret the mail carries, or ``None`` without any.
        verdict: What the words say for the stage of that request.
        words: The clause that says so, as written.
        separable: Whether the author's words could be told apart from what we wrote.
        wishes: What else the author asks.
        value: A number given for a step that asks for one, or ``None``.
        filing: Number and day of a filing, where told.
        corrects: Whether the words put right what was told before, or may mean to.
        attaches: Whether the words say nothing but that something comes with them, or nothing at all.
        stops: Whether they may take back an approval given before: all but courtesies, wishes and tasks may.
        documents: Roles of the documents that the words name, the plainest first.
        new_invoice: The number that the words give of the new invoice, where something else was asked.
        in_part: Whether they speak of one of several mails that together are all: «primera parte», «los otros dos».
        whole: Whether they say that all there is to scan is there: «los cinco en un solo PDF», «los otros son Excel».
        signs: Whether they, or a file's name, say that what comes with them is signed.
        postpones: Whether they decide nothing, but promise to: «mañana la reviso».
        explains: Whether words that it is not done say more than that: «ya no estoy en digitalización».
        read_until: Until when its author can have read what others wrote, or ``None`` where nobody knows.
        direct_to: Who got it from its author.
    """

    carrier: str | None
    verdict: Verdict
    words: str
    separable: bool = True
    wishes: frozenset[Wish] = frozenset()
    value: str | None = None
    filing: Filing = Filing()
    corrects: bool = False
    attaches: bool = False
    stops: bool = False
    documents: tuple[str, ...] = ()
    new_invoice: str = ""
    postpones: bool = False
    in_part: bool = False
    whole: bool = False
    signs: bool = False
    explains: bool = False
    read_until: datetime | None = None
    direct_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply(Spoken):
    """Brings documents, asks to look again at a returned request, or tells what nobody asked yet.

    Attributes:
        reconsider: Whether a second look is asked for.
        carrier: Key of the request whose secret the mail carries, or ``None`` without any.
        filed: Number and day, where the words say that the memo is filed.
        note: What the words say besides that documents come along, or ``""``.
        waits: Whether they ask to wait with the case, or no longer to; ``None`` where they say neither.
        contests: Whether the words say that documents are right and were misread, or that there are no better ones.
    """

    reconsider: bool = False
    carrier: str | None = None
    filed: Filing | None = None
    note: str = ""
    waits: bool | None = None
    contests: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Spoken):
    """Takes the request back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoOn(Spoken):
    """Wants the request after all, which was to wait, or of which somebody is asked whether it is withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere(Spoken):
    """Asks something of another case, or brings documents of one, in the thread of this one.

    Attributes:
        number: Of the other case or, with documents, of their invoice; ``""`` where nobody knows.
        documents: Whether documents came with it.
    """

    number: str
    documents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Spoken):
    """Says something that decides nothing; it is kept with the case.

    Attributes:
        courtesy: Whether it only thanks or acknowledges; anything else is shown to those who decide, and to those to
            whom doubts go.
        aside: Whether it was said to colleagues, and we only got a copy.
        direct_to: Who got it from its author.
        no_better: Whether it says that there is no other copy of a document.
        goes_on: Whether it takes back that the case should wait, which had stopped nothing.
        files: Names of files of somebody whom nobody knows, which go to nobody.
    """

    courtesy: bool = False
    aside: bool = False
    direct_to: tuple[str, ...] = ()
    no_better: bool = False
    goes_on: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquire(Spoken):
    """Asks how the case is getting on, and says nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Spoken):
    """Asks again, in a mail of its own, for what a case is already about.

    Attributes:
        vouched_by: Who vouched for an author whom the roster does not know, or ``""``.
    """

    vouched_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """An out-of-office of somebody who was asked; it decides nothing, but their deputy is asked."""

    person: str
    until: date | None
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A mail of ours did not reach somebody for good."""

    person: str
    effect: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A deadline of the case is due."""

    deadline: str


Intent = Open | Answer | Supply | Withdraw | GoOn | Elsewhere | Comment | Inquire | Repeat | Absent | Undelivered | Tick
