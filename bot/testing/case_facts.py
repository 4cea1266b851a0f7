"""The facts that all documents and mails of one invented case share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.testing.prose import dashed_date, long_date, money, short_date
from bot.testing.words import words


class Request(StrEnum):
    """What a memo asks for; the values are those of the rules' field ``tipo`` joined by ``_y_``."""

    ANNUL = "anulacion"
    REBILL = "refacturacion"
    BOTH = "anulacion_y_refacturacion"

    @property
    def annuls(self) -> bool:
        """Whether the invoice is to be annulled."""
        return self is not Request.REBILL

    @property
    def rebills(self) -> bool:
        """Whether a new invoice is to be issued."""
        return self is not Request.ANNUL


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of a case; ``email`` is empty for the client's people."""

    name: str
    position: str
    email: str = ""
    feminine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Everything that the documents of one case agree on. Money in pesos, days local to Colombia.

    Attributes:
        n: Which case of :func:`facts` it is.
        city: Of the branch, its short official name.
        city_formal: As letters begin.
        branch_code: Prefix of the memo and contract numbers.
        region: What the regional layout calls the branch's region.
        client: Full legal name.
        trade_name: The client as people write it in a subject, without the legal form.
        nit: With dots and check digit.
        units: Billed points; ``new_units`` are those of the new invoice.
        other_invoice: The valid invoice where the annulled one is its duplicate.
        noticed: The day on which the client reported the change.
        story: Which of the stories in ``data/facts.es.yaml`` is told, by its name.
        new_invoice: Number of the new invoice once there is one.
        stamped_at: When the branch received the client's letter.
        accepted_on: When the client signed the reply letter, ``None`` without costs.
        mailed_at: Aware; when the coordinator mails the request.
    """

    n: int
    city: str
    city_formal: str
    department: str
    branch_code: str
    region: str
    coordinator: Person
    assistant: str
    manager: Person
    memo_number: str
    memo_date: date
    client: str
    trade_name: str
    nit: str
    contract: str
    address: str
    phone: str
    mobile: str
    signer: Person
    signer_id: str
    contact: Person
    invoice_number: str
    invoice_date: date
    invoice_due: date
    period_start: date
    period_end: date
    other_invoice: str
    other_date: date
    units: int
    unit_price: Decimal
    subtotal: Decimal
    vat: Decimal
    total: Decimal
    noticed: date
    story: str
    request: Request
    cause: str
    admin_costs: bool
    admin_amount: Decimal | None
    new_units: int
    new_value: Decimal | None
    new_invoice: str | None
    letter_date: date
    stamped_at: datetime
    incoming_number: str
    reply_number: str
    reply_date: date
    accepted_on: date | None
    motive: str
    remarks: str
    mailed_at: datetime

    @property
    def subject(self) -> str:
        """The usual subject of the request."""
        keyword = words("mails")["keywords"][self.request.value]
        return f"{keyword}-{self.trade_name}-{self.city.upper()}"

    def told(self, name: str) -> str:
        """A sentence of the case's story, its placeholders filled."""
        return str(story(self.story)[name]).format_map(spoken(self))


def story(name: str) -> Mapping[str, Any]:
    """The story of that name.

    Raises:
        LookupError: If there is none.
    """
    for candidate in words("facts")["stories"]:
        if candidate["name"] == name:
            return dict(candidate)
    raise LookupError(f"no story in data/facts.es.yaml is called {name!r}")


def spoken(case: CaseFacts | Mapping[str, Any]) -> dict[str, str]:
    """The placeholders of all Spanish patterns, written as letters write them; ``_short`` days are in figures."""
    known = case if isinstance(case, Mapping) else {name: getattr(case, name) for name in CaseFacts.__slots__}
    texts = {name: str(value) for name, value in known.items() if isinstance(value, str | int | Person)}
    for name, value in known.items():
        if isinstance(value, Decimal):
            texts[name] = money(value)
        elif isinstance(value, date):
            texts |= {name: long_date(value), f"{name}_short": short_date(value), f"{name}_dashed": dashed_date(value)}
        elif isinstance(value, Person):
            texts |= {name: value.name, f"{name}_position": value.position}
    invoice, other = texts["invoice_number"], texts["other_invoice"]
    return texts | {
        "invoice": invoice,
        "invoice_loose": invoice.replace("-", " "),
        "other_invoice_loose": other.replace("-", " "),
        "removed": str(known["units"] - known["new_units"]),
        "city_capitals": texts["city"].upper(),
        "company": words("facts")["company"]["name"],
        "company_capitals": words("facts")["company"]["name"].upper(),
        "company_nit": words("facts")["company"]["nit"],
    }
