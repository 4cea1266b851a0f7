"""Fields of documents that are text, read and held against the facts that they were drawn from."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.document import FieldValue
from bot.core.mail import Attachment
from bot.intake.documents.read import read_attachment
from bot.intake.documents.words import DocumentWords
from bot.testing.case_facts import CaseFacts
from bot.testing.documents import ROLES, five
from bot.testing.facts import facts

CASES = 200
STRIDE = 41


@dataclass(slots=True)
class TextScore:
    """How many fields were asked for, and which were not read as they were drawn."""

    asked: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        right = self.asked - self.wrong.total()
        worst = dict(self.wrong.most_common(6)) or "none"
        return f"{right / self.asked:.2%} of {self.asked} fields right in {CASES} cases; wrong: {worst}"


def measure(words: DocumentWords) -> TextScore:
    """The five documents of many cases, none of them scanned."""
    score = TextScore()
    for number in range(CASES):
        case = facts(number * STRIDE)
        for role, file in zip(ROLES, five(case, scanned=()), strict=True):
            read = read_attachment(attached(file.content, file.filename), words)
            for name, value in _drawn(case)[role].items():
                score.asked += 1
                if _plain(read.value(name)) != _plain(value):
                    score.wrong[f"{role}.{name}"] += 1
    return score


def attached(content: bytes, filename: str = "documento.pdf") -> Attachment:
    """A file as the only one of a mail."""
    return Attachment(
        part=0,
        filename=filename,
        declared_type="application/octet-stream",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        content_id="",
        inline=False,
    )


def _plain(value: FieldValue) -> FieldValue:
    """Capitals aside, in which no check tells names apart."""
    return value.casefold() if isinstance(value, str) else value


def _drawn(case: CaseFacts) -> Mapping[str, Mapping[str, FieldValue]]:
    """What each document says of the case, by the names of its fields."""
    whose: dict[str, FieldValue] = {"cliente": case.client, "nit": case.nit, "contrato": case.contract}
    kinds = tuple(case.request.value.split("_y_"))
    memo, invoice, letter, reply, log = ROLES
    return {
        memo: whose
        | {
            "numero_memorando": case.memo_number,
            "fecha": case.memo_date,
            "ciudad": case.city,
            "de": case.coordinator.name,
            "para": case.manager.name,
            "factura_original": case.invoice_number,
            "fecha_factura": case.invoice_date,
            "subtotal": case.subtotal,
            "iva": case.vat,
            "valor_factura": case.total,
            "tipo": kinds,
            "causal": case.cause,
            "cobro_costos": case.admin_costs,
            "valor_costos": case.admin_amount,
            "valor_nueva_factura": case.new_value,
        },
        invoice: whose
        | {
            "factura": case.invoice_number,
            "fecha": case.invoice_date,
            "vencimiento": case.invoice_due,
            "subtotal": case.subtotal,
            "iva": case.vat,
            "total": case.total,
            "valor_en_letras": case.total,
        },
        letter: whose
        | {
            "factura": case.invoice_number,
            "fecha": case.letter_date,
            "firmada_por": case.signer.name,
            "documento_firmante": case.signer_id,
            "radicado": case.incoming_number,
            "fecha_recibido": case.stamped_at.date(),
        },
        reply: whose
        | {
            "numero": case.reply_number,
            "fecha": case.reply_date,
            "factura": case.invoice_number,
            "cobro_costos": case.admin_costs,
            "valor_costos": case.admin_amount,
            "fecha_firma_cliente": case.accepted_on,
        },
        log: whose | {"factura": case.invoice_number, "memorando": case.memo_number},
    }
