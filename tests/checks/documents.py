"""A correct request of five documents, built by hand, and ways to change one thing in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from bot.checks import KNOWN_CHECKS, run_checks
from bot.checks.words import CheckWords
from bot.core.calendar import Calendar, Term, Unit
from bot.core.company import Billing, Branch, Company, Person
from bot.core.document import Document, FieldValue, Read, Scan, TextSource
from bot.core.finding import Finding
from bot.core.known import Elsewhere, Known
from bot.core.money import written
from bot.core.process import CheckRule, DocumentRule, FileKind, ParamValue, Process
from bot.core.subject import Keyword, SubjectField, SubjectRule
from bot.intake.check_words import load_check_words

TEMPLATES = Path(__file__).parents[2] / "templates"
WORDS: CheckWords = load_check_words(TEMPLATES / "checks.es.yaml", "CO")

MEMO = "memorando"
INVOICE = "factura_original"
EINVOICE = "factura_electronica"
LETTER = "carta_cliente"
REPLY = "carta_respuesta"
LOG = "informe_gestiones"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"

COORDINATOR = "diana.rios@empresa.example"
MANAGER = "elena.prado@empresa.example"

Fields = Mapping[str, FieldValue | Read]

FIELDS: Mapping[str, Fields] = {
    MEMO: {
        "numero_memorando": "CAL-0212-2026",
        "fecha": date(2026, 5, 14),
        "ciudad": "Cali",
        "de": "Diana Paola Ríos Lenis",
        "para": "Elena Prado Vélez",
        "cliente": "Lavandería La Espuma S.A.S.",
        "nit": "999.055.201-5",
        "contrato": "CAL-2025-00044",
        "factura_original": "FECA-200310",
        "fecha_factura": date(2026, 4, 10),
        "periodo": "2026-04-01/2026-04-30",
        "valor_factura": Decimal(1_190_000),
        "subtotal": Decimal(1_000_000),
        "iva": Decimal(190_000),
        "tipo": ("anulacion", "refacturacion"),
        "causal": "06",
        "motivo": "El cliente pidió otro plan después de facturado.",
        "cobro_costos": True,
        "valor_costos": Decimal(60_000),
        "nueva_factura": None,
        "fecha_nueva_factura": None,
        "valor_nueva_factura": Decimal(952_000),
        "diferencia": Decimal(238_000),
        "observaciones": "La factura no ha sido pagada.",
    },
    INVOICE: {
        "factura": "FECA-200310",
        "fecha": date(2026, 4, 10),
        "vencimiento": date(2026, 5, 11),
        "cliente": "Lavandería La Espuma S.A.S.",
        "nit": "999.055.201-5",
        "contrato": "CAL-2025-00044",
        "ciudad": "Cali",
        "periodo": "2026-04-01/2026-04-30",
        "subtotal": Decimal(1_000_000),
        "iva": Decimal(190_000),
        "total": Decimal(1_190_000),
        "valor_en_letras": Decimal(1_190_000),
        "tipo_documento": "original",
    },
    LETTER: {
        "fecha": date(2026, 4, 20),
        "cliente": "Lavandería La Espuma S.A.S.",
        "nit": "999.055.201-5",
        "contrato": "CAL-2025-00044",
        "factura": "FECA-200310",
        "valor_factura": Decimal(1_190_000),
        "pide": ("anulacion", "refacturacion"),
        "firmada_por": "Rubén Darío Ochoa Mejía",
        "cargo_firmante": "Representante legal",
        "radicado": "R-CAL-2026-00551",
        "fecha_recibido": date(2026, 4, 21),
    },
    REPLY: {
        "numero": "C-CAL-2026-0399",
        "fecha": date(2026, 5, 8),
        "ciudad": "Cali",
        "cliente": "Lavandería La Espuma S.A.S.",
        "nit": "999.055.201-5",
        "contrato": "CAL-2025-00044",
        "factura": "FECA-200310",
        "valor_factura": Decimal(1_190_000),
        "valor_nueva_factura": Decimal(952_000),
        "cobro_costos": True,
        "valor_costos": Decimal(60_000),
        "decision": "accede",
        "responde_carta_del": date(2026, 4, 20),
        "responde_radicado": "R-CAL-2026-00551",
        "firmada_por_cliente": "Rubén Darío Ochoa Mejía",
        "fecha_firma_cliente": date(2026, 5, 12),
    },
    LOG: {
        "cliente": "Lavandería La Espuma S.A.S.",
        "nit": "999.055.201-5",
        "contrato": "CAL-2025-00044",
        "ciudad": "Cali",
        "memorando": "CAL-0212-2026",
        "factura": "FECA-200310",
        "total_declarado": 4,
    },
}

TEXTS: Mapping[str, str] = {
    LETTER: "Solicitamos anular la factura FECA-200310 y facturar de nuevo. A la fecha no ha sido pagada.",
    REPLY: "La empresa accede a anular la factura FECA-200310, con costos administrativos por $ 60.000.",
}

ENTRIES: tuple[tuple[date, str, str], ...] = (
    (date(2026, 4, 21), "El cliente radica carta con la solicitud de anulación.", "Carta recibida"),
    (date(2026, 5, 6), "Se le explica que hay costos administrativos por $ 60.000.", "Cliente de acuerdo"),
    (date(2026, 5, 8), "Se envía carta de respuesta para firma.", "Enviada"),
    (date(2026, 5, 13), "Se elabora el memorando.", "Pendiente de aprobación"),
)

FILES: Mapping[str, tuple[str, str, TextSource]] = {
    MEMO: ("memorando.xlsx", XLSX, TextSource.CELLS),
    INVOICE: ("factura.pdf", PDF, TextSource.TEXT),
    LETTER: ("carta_cliente.pdf", PDF, TextSource.TEXT),
    REPLY: ("carta_respuesta.pdf", PDF, TextSource.TEXT),
    LOG: ("informe.xlsx", XLSX, TextSource.CELLS),
}

PROCESS = Process(
    name="anulacion",
    title="Anulación",
    prefix="AN",
    subject=SubjectRule(
        process="anulacion",
        keywords=(Keyword(text="ANULADO", value="ANULADO"), Keyword(text="REFACTURADO", value="REFACTURADO")),
        fields=(SubjectField(name="cliente"), SubjectField(name="ciudad", catalogue="branches.serves")),
    ),
    fits={
        "ANULADO": ("anulacion", "anulacion+refacturacion"),
        "REFACTURADO": ("refacturacion", "anulacion+refacturacion"),
    },
    opened_by=("coordinador_seccional",),
    documents=(
        DocumentRule(name=MEMO, title="el memorando", kind=FileKind.XLSX),
        DocumentRule(name=INVOICE, title="la factura original", kind=FileKind.PDF),
        DocumentRule(name=LETTER, title="la carta del cliente", kind=FileKind.PDF),
        DocumentRule(name=REPLY, title="la carta de respuesta", kind=FileKind.PDF),
        DocumentRule(name=LOG, title="el informe de gestiones", kind=FileKind.XLSX),
    ),
    checks=tuple(CheckRule(code=code) for code in sorted(KNOWN_CHECKS)),
    steps=(),
    silence=Term(count=10, unit=Unit.BUSINESS_DAYS),
    digest="",
)

COMPANY = Company(
    name="Empresa",
    domains=("empresa.example",),
    country="CO",
    people=(
        Person(name="Diana Paola Ríos Lenis", email=COORDINATOR, roles=frozenset({"coordinador_seccional"})),
        Person(name="Elena Prado Vélez", email=MANAGER, roles=frozenset({"jefe_sac"})),
    ),
    branches=(
        Branch(name="Cali", serves=("Cali", "Yumbo"), coordinators=(COORDINATOR,), billing=Billing.LOCAL),
        Branch(name="Cartagena", serves=("Cartagena",), coordinators=(), billing=Billing.CENTRAL),
    ),
    deputies=(),
    calendar=Calendar(
        timezone="America/Bogota",
        opens=time(8),
        closes=time(17),
        saturday=False,
        holidays=frozenset({date(2026, 5, 1)}),
    ),
)

KNOWN = Known(
    process=PROCESS,
    company=COMPANY,
    keyword="ANULADO",
    client="Lavandería La Espuma",
    city="Cali",
    branch="Cali",
    sender=COORDINATOR,
    sent_on=date(2026, 5, 15),
    elsewhere=Elsewhere(),
)


def read(value: FieldValue, source: str = "", cell: str = "") -> Read:
    """A value as a reader gives it."""
    return Read(value=value, source=source or _written(value), cell=cell)


def _written(value: FieldValue) -> str:
    if isinstance(value, Decimal):
        return written(value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def entry(number: int, day: date | None, detail: str | None, outcome: str | None) -> Mapping[str, Read]:
    """One row of the log."""
    values: Mapping[str, FieldValue] = {
        "numero": number,
        "fecha": day,
        "detalle": detail,
        "responsable": "Ana Ruiz",
        "resultado": outcome,
    }
    return {name: read(value, cell=f"{name[0].upper()}{number + 7}") for name, value in values.items()}


def rows(*entries: tuple[date | None, str | None, str | None]) -> tuple[Mapping[str, Read], ...]:
    """Rows of the log, numbered from 1."""
    return tuple(entry(number, *each) for number, each in enumerate(entries, start=1))


def document(role: str, **changed: FieldValue | Read) -> Document:
    """The correct document of a role, with some fields changed."""
    filename, media_type, source = FILES[role]
    fields = {**FIELDS[role], **changed}
    return Document(
        filename=filename,
        media_type=media_type,
        size=1000,
        sha256=role,
        role=role,
        confidence=1.0,
        likeness={role: 1.0},
        text_source=source,
        fields={name: value if isinstance(value, Read) else read(value, cell="B5") for name, value in fields.items()},
        rows=rows(*ENTRIES) if role == LOG else (),
        text=TEXTS.get(role, ""),
    )


def without(file: Document, *names: str) -> Document:
    """The document as a form that has no such fields."""
    return replace(file, fields={name: value for name, value in file.fields.items() if name not in names})


def scan(role: str) -> Document:
    """The document as a picture that nobody read."""
    return replace(
        document(role), text_source=TextSource.NONE, fields={}, rows=(), text="", likeness={}, media_type=PDF
    )


def scanned(role: str, **changed: FieldValue | Read) -> Document:
    """The document as a picture that an engine has read, with some values changed."""
    read = document(role, **changed)
    fields = {name: replace(one, page=1, confidence=min(one.confidence, 0.9)) for name, one in read.fields.items()}
    how = Scan(engine="typist", confidence=0.9, pages=(1,))
    return replace(read, text_source=TextSource.OCR, scan=how, fields=fields, text="", media_type=PDF)


def electronic(**changed: FieldValue) -> Document:
    """The XML of the correct invoice, with some values changed."""
    printed = document(INVOICE, **changed)
    names = {"role": EINVOICE, "filename": "fv.xml", "sha256": EINVOICE, "likeness": {EINVOICE: 1.0}}
    return replace(printed, **names, text_source=TextSource.XML, media_type="application/xml", pages=None)  # type: ignore[arg-type]


def request(*changed: Document, absent: tuple[str, ...] = ()) -> tuple[Document, ...]:
    """The correct five, some replaced and some left out; a file without one of their roles is added."""
    replaced = {file.role: file for file in changed if file.role}
    five = (replaced.get(role, document(role)) for role in FILES if role not in absent)
    return (*five, *(file for file in changed if file.role not in FILES))


def findings(
    documents: tuple[Document, ...],
    known: Known = KNOWN,
    params: Mapping[str, Mapping[str, ParamValue]] | None = None,
) -> tuple[Finding, ...]:
    """What all checks find."""
    rules = tuple(replace(rule, params=(params or {}).get(rule.code, {})) for rule in PROCESS.checks)
    return run_checks(replace(PROCESS, checks=rules), documents, known, WORDS).findings
