"""What stands in each field of the memo, as each branch writes it."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from bot.testing.case_facts import CaseFacts, Person, spoken, story
from bot.testing.prose import dashed_date, long_date, money, plain_capitals
from bot.testing.words import words
from bot.testing.workbook import CellValue

Values = Mapping[str, CellValue]


def _head_office(facts: CaseFacts) -> Values:
    """Typed: days as days and money as numbers."""
    said = words("memo")["values"]["head_office"]
    raw = words("facts")
    texts = spoken(facts) | {"cause_text": raw["causes"].get(facts.cause, "").capitalize()}
    return {
        "numero_memorando": facts.memo_number,
        "fecha": facts.memo_date,
        "ciudad": facts.city.upper(),
        "de": said["from"].format_map(texts),
        "para": said["to"].format_map(texts),
        "cliente": facts.client,
        "nit": facts.nit,
        "contrato": facts.contract,
        "direccion": facts.address,
        "telefono": facts.phone,
        "factura_original": facts.invoice_number,
        "fecha_factura": facts.invoice_date,
        "periodo": said["period"].format_map(texts),
        "valor_factura": facts.total,
        "subtotal": facts.subtotal,
        "iva": facts.vat,
        "tipo": raw["requests"][facts.request.value],
        "causal": said["causal"].format_map(texts),
        "motivo": facts.motive,
        "cobro_costos": said["yes" if facts.admin_costs else "no"],
        "valor_costos": facts.admin_amount,
        "nueva_factura": facts.new_invoice or (said["pending"] if facts.request.rebills else None),
        "fecha_nueva_factura": None,
        "valor_nueva_factura": facts.new_value,
        "diferencia": None if facts.new_value is None else facts.total - facts.new_value,
        "observaciones": facts.remarks,
        "nombre_anexo_respuesta": said["reply_signed" if facts.admin_costs else "reply"],
        "anexo_factura": said["mark"],
        "anexo_carta": said["mark"],
        "anexo_respuesta": said["mark"],
        "anexo_informe": said["mark"],
        "elaboro": facts.coordinator.name,
        "aprobo": facts.manager.name,
    }


def _regional(facts: CaseFacts) -> Values:
    """All text, as somebody in a hurry types it."""
    said = words("memo")["values"]["regional"]
    texts = spoken(facts) | {
        "city_plain": plain_capitals(facts.city),
        "coordinator_plain": plain_capitals(facts.coordinator.name),
        "manager_short": _abbreviated(facts.manager),
        "honorific": said["honorifics"][facts.manager.feminine],
    }
    remarks = words("facts")["remarks_short"]["with_costs" if facts.admin_costs else "without_costs"]
    return {
        "ciudad": said["city"].format_map(texts),
        "numero_memorando": facts.memo_number.replace("-", " "),
        "fecha": long_date(facts.memo_date),
        "de": said["from"].format_map(texts),
        "para": said["to"].format_map(texts),
        "cliente": plain_capitals(facts.client).replace(".", ""),
        "nit": facts.nit.replace(".", ""),
        "contrato": facts.contract.replace("-", " "),
        "factura_original": facts.invoice_number.replace("-", " "),
        "fecha_factura": dashed_date(facts.invoice_date),
        "valor_factura": said["money"].format(amount=money(facts.total)),
        "tipo": said["kinds"].format(annuls=_cross(facts.request.annuls), rebills=_cross(facts.request.rebills)),
        "motivo": str(story(facts.story)["motive_short"]).format_map(texts),
        "cobro_costos": said["costs"].format(charged=_cross(facts.admin_costs), free=_cross(not facts.admin_costs)),
        "valor_costos": _amount(facts.admin_amount),
        "nueva_factura": facts.new_invoice or said["pending" if facts.request.rebills else "not_replaced"],
        "valor_nueva_factura": _amount(facts.new_value),
        "observaciones": remarks,
        "elaboro": plain_capitals(facts.coordinator.name),
        "aprobo": _abbreviated(facts.manager),
    }


VALUES: Mapping[str, Callable[[CaseFacts], Values]] = {"head_office": _head_office, "regional": _regional}
"""The values of each layout, by the field names of ``data/memo.es.yaml``."""


def _amount(amount: Decimal | None) -> str:
    said = words("memo")["values"]["regional"]
    return str(said["none"] if amount is None else said["money"].format(amount=money(amount)))


def _cross(marked: bool) -> str:
    return "X" if marked else " "


def _abbreviated(person: Person) -> str:
    """First name, initial, first surname in capitals; four-word names only have a surname to find."""
    names = plain_capitals(person.name).split()
    return f"{names[0]} {names[1][0]}. {names[2]}"
