"""Cases without end: the n-th is realistic, valid, and distinct from all others."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from stdnum.co import nit as colombian_nit

from bot.testing.case_facts import CaseFacts, Person, Request, spoken, story
from bot.testing.words import words

__all__ = ["BOGOTA", "CaseFacts", "Person", "Request", "facts", "next_business_day"]

BOGOTA = ZoneInfo("America/Bogota")
FIRST_MEMO = date(2026, 3, 2)
MEMO_DAYS = 14
VAT = Decimal("0.19")
PESO = Decimal(1)
CASES = 10**6
FIRST_NIT, NIT_STRIDE = 104_729, 7919  # coprime to CASES: all cases have distinct tax ids
PRICES = tuple(Decimal(price) for price in (425_000, 318_700, 96_450, 1_284_000, 57_900, 742_350))
ADMIN_AMOUNTS = (Decimal(85_000), Decimal(120_000), Decimal(64_500))
SATURDAY = 5
HELPERS = frozenset({"invoice_prefix", "dial"})

Known = Mapping[str, Any]


def facts(n: int, **overrides: object) -> CaseFacts:
    """The ``n``-th case: realistic, valid, and distinct in every number from the others.

    What is not overridden follows what is: another ``memo_date`` moves all days, ``admin_costs=True`` tells a
    story with costs, another ``subtotal`` changes the total. Overrides are taken as they are, wrong ones too.

    Raises:
        TypeError: If an override is not a field of :class:`CaseFacts`.
        ValueError: If ``n`` is not between 0 and 999,999.
    """
    if not 0 <= n < CASES:
        raise ValueError(f"there are {CASES} cases, from 0; there is no case {n}")
    known: dict[str, Any] = {"n": n} | overrides
    for step in (_branch, _client, _story_told, _days, _numbers, _amounts, _words):
        known = step(n, known) | known
    return CaseFacts(**{name: known[name] for name in known.keys() - HELPERS})


def next_business_day(day: date, steps: int = 1) -> date:
    """The day ``steps`` working days later (earlier if negative), Monday to Friday; holidays are not known here."""
    step = timedelta(days=1 if steps > 0 else -1)
    for _ in range(abs(steps)):
        day += step
        while day.weekday() >= SATURDAY:
            day += step
    return day


def _branch(n: int, known: Known) -> dict[str, Any]:
    branches = words("facts")["branches"]
    named = (branch for branch in branches if branch["city"] == known.get("city"))
    branch = next(named, branches[n % len(branches)])
    return {
        "city": branch["city"],
        "city_formal": branch["formal"],
        "department": branch["department"],
        "branch_code": branch["code"],
        "region": branch["region"],
        "invoice_prefix": branch["prefix"],
        "dial": branch["dial"],
        "coordinator": Person(**branch["coordinator"]),
        "assistant": branch["assistant"],
        "manager": Person(**words("facts")["manager"]),
    }


def _client(n: int, known: Known) -> dict[str, Any]:
    raw = words("facts")
    kinds, surnames, zones = raw["kinds"], raw["surnames"], raw["zones"]
    round_, kind = divmod(n, len(kinds))
    zone, surname = divmod(round_, len(surnames))
    name = f"{kinds[kind]} {surnames[(surname + kind * 7) % len(surnames)]}{zones[zone % len(zones)]}"
    premises = raw["premises"][n % len(raw["premises"])]
    digits = f"999{(n * NIT_STRIDE + FIRST_NIT) % CASES:06d}"
    check = colombian_nit.calc_check_digit(digits)
    signer = raw["signers"][n % len(raw["signers"])]
    contact = raw["contacts"][n % len(raw["contacts"])]
    return {
        "client": f"{name} {raw['legal_forms'][n % len(raw['legal_forms'])]}",
        "trade_name": known.get("client", name),
        "nit": f"{digits[:3]}.{digits[3:6]}.{digits[6:]}-{check}",
        "address": f"Calle 900 # {n % 90 + 1}-{n % 70 + 10} {premises}, {known['city']}",
        "phone": f"{known['dial']} 555 {n % 9000 + 1000:04d}",
        "mobile": f"300 555 {n * 7 % 9000 + 1000:04d}",
        "signer": Person(position=raw["signer_position"], **signer),
        "signer_id": f"99.{910 + n % 80}.{n * 37 % 900 + 100}",
        "contact": Person(name=contact, position=raw["contact_position"]),
    }


def _story_told(n: int, known: Known) -> dict[str, Any]:
    told = story(known["story"]) if "story" in known else _chosen(n, known)
    units = 5 + n % 17
    return {
        "story": told["name"],
        "cause": told["cause"],
        "request": Request(told["request"]),
        "admin_costs": told["costs"],
        "units": units,
        "new_units": units - 2 - n % 3 if told["fewer_units"] else units,
    }


def _chosen(n: int, known: Known) -> Mapping[str, Any]:
    """The n-th of the stories that agree with what was asked for; a cause that fits none is only printed."""
    asked = {"cause": "cause", "request": "request", "costs": "admin_costs"}
    wanted = {trait: known[field] for trait, field in asked.items() if field in known}
    fitting = _fitting(wanted) or _fitting({trait: wanted[trait] for trait in wanted if trait != "cause"})
    return fitting[n // len(words("facts")["branches"]) % len(fitting)]


def _fitting(wanted: Known) -> list[Mapping[str, Any]]:
    return [tale for tale in words("facts")["stories"] if all(tale[trait] == value for trait, value in wanted.items())]


def _days(n: int, known: Known) -> dict[str, Any]:
    """Backwards from the memo: signature, reply, stamp, letter, invoice, and the notice before the billed month."""
    memo = known.get("memo_date", next_business_day(FIRST_MEMO, n % MEMO_DAYS))
    reply = next_business_day(memo, -1)
    stamp = next_business_day(reply, -5)
    letter = next_business_day(stamp, -1)
    invoice = known.get("invoice_date", next_business_day(letter, -4))
    start = invoice.replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    at = time(8 + n % 9, n * 13 % 60)
    return {
        "memo_date": memo,
        "accepted_on": memo if known["admin_costs"] else None,
        "reply_date": reply,
        "stamped_at": datetime.combine(stamp, at, BOGOTA),
        "letter_date": letter,
        "invoice_date": invoice,
        "invoice_due": invoice + timedelta(days=30),
        "period_start": start,
        "period_end": end,
        "other_date": invoice - timedelta(days=2),
        "noticed": start - timedelta(days=4),
        "mailed_at": datetime.combine(memo, time(16, n % 60), BOGOTA),
    }


def _numbers(n: int, known: Known) -> dict[str, Any]:
    code, year = known["branch_code"], known["memo_date"].year
    return {
        "memo_number": f"{code}-{n + 200:04d}-{year}",
        "contract": f"{code}-{2021 + n % 5}-{n * 3 % 90000 + 400:05d}",
        "invoice_number": f"{known['invoice_prefix']}-{110_000 + n}",
        "other_invoice": f"{known['invoice_prefix']}-{109_000 - n % 8000}",
        "incoming_number": f"R-{code}-{year}-{n + 300:05d}",
        "reply_number": f"C-{code}-{year}-{n + 250:04d}",
        "new_invoice": None,
    }


def _amounts(n: int, known: Known) -> dict[str, Any]:
    price = known.get("unit_price", PRICES[n % len(PRICES)])
    subtotal = known.get("subtotal", price * known["units"])
    vat = known.get("vat", _pesos(subtotal * VAT))
    new_subtotal = price * known["new_units"]
    return {
        "unit_price": price,
        "subtotal": subtotal,
        "vat": vat,
        "total": subtotal + vat,
        "admin_amount": ADMIN_AMOUNTS[n % len(ADMIN_AMOUNTS)] if known["admin_costs"] else None,
        "new_value": new_subtotal + _pesos(new_subtotal * VAT) if known["request"].rebills else None,
    }


def _words(_: int, known: Known) -> dict[str, Any]:
    texts = spoken(known)
    remarks = words("facts")["remarks"]["with_costs" if known["admin_costs"] else "without_costs"]
    return {
        "motive": str(story(known["story"])["motive"]).format_map(texts),
        "remarks": str(remarks).format_map(texts),
    }


def _pesos(amount: Decimal) -> Decimal:
    return amount.quantize(PESO, ROUND_HALF_UP)
