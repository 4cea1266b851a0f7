"""A company and its annulment process as values, in the shape that the rules give them."""

from datetime import date, time

from bot.core.calendar import Calendar, Term, Unit
from bot.core.company import Billing, Branch, Company, Deputy, Person
from bot.core.finding import Severity
from bot.core.intent import Stage
from bot.core.process import (
    Action,
    ActionKind,
    Ask,
    CheckRule,
    Condition,
    DocumentRule,
    Escalation,
    FileKind,
    Operator,
    Process,
    Receipts,
    ReceiptWhen,
    State,
    Step,
)
from bot.core.subject import Keyword, SubjectField, SubjectRule

DIANA, JAIRO = "diana.valencia@empresa.example", "jairo.carabali@empresa.example"
HERNANDO = "hernando.gomez@empresa.example"
GLORIA, CARLOS = "gloria.buitrago@empresa.example", "carlos.echeverry@empresa.example"
LUZ, OSCAR = "luz.hincapie@empresa.example", "oscar.rojas@empresa.example"
YULIANA, SUPPORT = "yuliana.mosquera@empresa.example", "soporte@empresa.example"

ROSTER = {
    DIANA: ("Diana Carolina Valencia Lucumí", "coordinador_seccional"),
    JAIRO: ("Jairo Andrés Carabalí Ruiz", "coordinador_seccional"),
    HERNANDO: ("Hernando Gómez Cárdenas", "coordinador_seccional"),
    GLORIA: ("Gloria Inés Buitrago Salazar", "jefe_sac"),
    LUZ: ("Luz Adriana Hincapié Toro", "coordinador_sac"),
    OSCAR: ("Óscar Fernando Rojas Peña", "coordinador_sac"),
    YULIANA: ("Yuliana Andrea Mosquera Cruz", "auxiliar_scanner"),
    CARLOS: ("Carlos Alberto Echeverry Duque", "gerencia"),
    SUPPORT: ("Mesa de Ayuda", "soporte"),
}
REBILLS = Condition(operator=Operator.INCLUDES, field="tipo", values=("refacturacion",))
ANNULS = Condition(operator=Operator.INCLUDES, field="tipo", values=("anulacion",))


def business_days(count: int) -> Term:
    """A term of the rules."""
    return Term(count=count, unit=Unit.BUSINESS_DAYS)


def company(*, deputies: tuple[Deputy, ...] = ()) -> Company:
    """Two branches, one of which bills through the head office."""
    return Company(
        name="Servicios Integrales del Pacífico S.A.S.",
        domains=("empresa.example",),
        country="CO",
        people=tuple(Person(name=name, email=email, roles=frozenset({role})) for email, (name, role) in ROSTER.items()),
        branches=(
            Branch(name="Cali", serves=("Cali", "Palmira"), coordinators=(DIANA, JAIRO), billing=Billing.LOCAL),
            Branch(name="Bogotá", serves=("Bogotá", "Tunja"), coordinators=(HERNANDO,), billing=Billing.CENTRAL),
        ),
        deputies=deputies,
        calendar=Calendar(
            timezone="America/Bogota",
            opens=time(8),
            closes=time(17),
            saturday=False,
            holidays=frozenset({date(2026, 3, 23)}),
        ),
    )


def annulment() -> Process:
    """The annulment process with its six steps; nobody reads back what was decided."""
    return Process(
        name="anulacion",
        title="Anulación y refacturación",
        prefix="AN",
        subject=SubjectRule(
            process="anulacion",
            keywords=(Keyword(text="ANULADO", value="ANULADO"),),
            fields=(SubjectField(name="cliente"), SubjectField(name="ciudad", catalogue="branches.serves")),
        ),
        fits={"ANULADO": ("anulacion", "anulacion+refacturacion")},
        opened_by=("coordinador_seccional",),
        documents=(
            DocumentRule(name="memorando", title="el memorando", kind=FileKind.XLSX),
            DocumentRule(name="factura_original", title="la factura original", kind=FileKind.PDF),
            DocumentRule(name="carta_cliente", title="la carta del cliente", kind=FileKind.PDF),
            DocumentRule(name="carta_respuesta", title="la carta de respuesta", kind=FileKind.PDF),
            DocumentRule(name="informe_gestiones", title="el informe de gestiones", kind=FileKind.XLSX),
        ),
        checks=(CheckRule(code="document.missing", severity=Severity.ERROR),),
        steps=_steps(),
        silence=business_days(10),
        digest="0" * 64,
        receipts=Receipts(when=ReceiptWhen.NEVER),
    )


def _steps() -> tuple[Step, ...]:
    signature = Condition(operator=Operator.FOUND, values=("reply.signature_unconfirmed",))
    return (
        Step(
            name="firma",
            state=State.AWAITING_SIGNATURE,
            ask=Ask.CONFIRM,
            stage=Stage.CONFIRMATION,
            who=("coordinador_sac",),
            when=(signature,),
            remind=business_days(2),
        ),
        Step(
            name="aprobacion",
            state=State.AWAITING_APPROVAL,
            ask=Ask.APPROVE,
            stage=Stage.APPROVAL,
            who=("jefe_sac",),
            when=(ANNULS,),
            remind=business_days(2),
            escalate=Escalation(after=business_days(4), role="gerencia"),
        ),
        Step(
            name="refacturacion",
            state=State.AWAITING_APPROVAL,
            ask=Ask.APPROVE,
            stage=Stage.APPROVAL,
            who=("coordinador_sac",),
            when=(REBILLS,),
            remind=business_days(2),
        ),
        Step(
            name="digitalizacion",
            state=State.AWAITING_DIGITIZATION,
            ask=Ask.CONFIRM,
            stage=Stage.DIGITIZATION,
            who=("auxiliar_scanner",),
            on_enter=(Action(kind=ActionKind.FORWARD_DOCUMENTS), Action(kind=ActionKind.REGISTER, value="Anulado")),
            remind=business_days(1),
        ),
        Step(
            name="nueva_factura",
            state=State.AWAITING_FILING,
            ask=Ask.VALUE,
            stage=Stage.APPROVAL,
            who=("coordinador_sac",),
            when=(REBILLS,),
            blocks=False,
            fields=("nueva_factura",),
            remind=business_days(3),
        ),
        Step(
            name="radicacion",
            state=State.AWAITING_FILING,
            ask=Ask.CONFIRM,
            stage=Stage.FILING,
            who=("coordinador_seccional",),
            expects=("memorando_sellado",),
            fields=("numero_radicacion", "fecha_radicacion"),
            remind=business_days(3),
        ),
    )


def generic() -> Process:
    """A process with templates of the base folder only, and steps of its own names."""
    return Process(
        name="ajustes",
        title="Ajustes de consumo",
        prefix="AJ",
        subject=SubjectRule(
            process="ajustes",
            keywords=(Keyword(text="AJUSTE", value="AJUSTE"),),
            fields=(SubjectField(name="cliente"), SubjectField(name="ciudad", catalogue="branches.serves")),
        ),
        fits={},
        opened_by=("coordinador_seccional",),
        documents=(DocumentRule(name="acta", title="el acta de la visita", kind=FileKind.PDF),),
        checks=(),
        steps=(
            Step(
                name="revision_previa",
                state=State.AWAITING_SIGNATURE,
                ask=Ask.CONFIRM,
                stage=Stage.APPROVAL,
                who=("coordinador_sac",),
            ),
            Step(
                name="visto_bueno",
                state=State.AWAITING_APPROVAL,
                ask=Ask.APPROVE,
                stage=Stage.APPROVAL,
                who=("jefe_sac",),
            ),
            Step(
                name="archivo",
                state=State.AWAITING_DIGITIZATION,
                ask=Ask.CONFIRM,
                stage=Stage.DIGITIZATION,
                who=("auxiliar_scanner",),
                on_enter=(Action(kind=ActionKind.FORWARD_DOCUMENTS),),
            ),
            Step(
                name="medidor",
                state=State.AWAITING_FILING,
                ask=Ask.VALUE,
                stage=Stage.APPROVAL,
                who=("coordinador_sac",),
                blocks=False,
                fields=("medidor",),
            ),
            Step(
                name="entrega",
                state=State.AWAITING_FILING,
                ask=Ask.CONFIRM,
                stage=Stage.FILING,
                who=("coordinador_seccional",),
            ),
        ),
        silence=business_days(10),
        digest="1" * 64,
        receipts=Receipts(when=ReceiptWhen.NEVER),
    )
