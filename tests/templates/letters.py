"""Every mail that goes out, by name: those about a case as ``react`` makes them, the others as the service does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.core.case import EXTRA, Piece
from bot.core.company import Company, Deputy
from bot.core.document import ASSUMED, Read
from bot.core.effects import Context, Send
from bot.core.finding import Finding, Severity
from bot.core.intent import Filing, Proof, Stage, Verdict, Wish
from bot.core.process import Receipts, ReceiptWhen
from bot.core.subject import Title
from tests.company import (
    CARLOS,
    DIANA,
    GLORIA,
    HERNANDO,
    JAIRO,
    LUZ,
    OSCAR,
    SUPPORT,
    YULIANA,
    annulment,
    company,
    generic,
)
from tests.templates.conversation import FACTS, Conversation, all_pieces, piece

REASONS = "No se aprueba. La factura ya está paga según cartera\ny el cliente no la rechazó, solo pidió copia."
VIRUS = "«factura.pdf.exe»: Win.Test.EICAR_HDB-1"
SCANNER_AWAY = "The virus scanner at localhost:3310 is away: Connection refused; is clamd running there?"
UNPROVED = Proof(passed=False, by="spf", domain="")
ERRORS = (
    Finding(code="document.missing", severity=Severity.ERROR, document="carta_cliente"),
    Finding(
        code="invoice.value_mismatch",
        severity=Severity.ERROR,
        document="memorando",
        file="memorando_cali.xlsx",
        place="F17",
        data={"memo": "$ 5.075.500", "invoice": "$ 5.057.500"},
        by_reading=True,
    ),
)
WARNINGS = (
    Finding(
        code="log.memo_mismatch",
        severity=Severity.WARNING,
        document="informe_gestiones",
        file="gestiones.xlsx",
        place="F4",
        data={"log": "CAL-0141-2026", "memo": "CAL-0147-2026"},
    ),
    Finding(code="document.not_read", severity=Severity.WARNING, document="carta_cliente", file="carta.pdf"),
)
READ = Finding(
    code="scan.read",
    severity=Severity.INFO,
    document="carta_respuesta",
    data={"documento": "la carta de respuesta", "leido": "factura FECA-104582, NIT 999.012.345-2, costos $ 85.000"},
)
LIGHTER = ["factura_original.pdf", "carta_cliente.jpg"]
"""Documents that did not fit as they came."""

UNSIGNED = Finding(
    code="reply.signature_unconfirmed",
    severity=Severity.WARNING,
    document="carta_respuesta",
    data={"visto": "en el lugar de la firma se ve un trazo o un sello"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail and the process whose templates word it."""

    process: str
    send: Send


def letters() -> dict[str, Letter]:
    """All of them; a name is the template's, with what is special about the mail behind a hyphen."""
    found: dict[str, Letter] = {}
    for make in (
        _incomplete,
        _approval,
        _beside,
        _not_of_the_branch,
        _rounds,
        _undone,
        _doubts,
        _after_approval,
        _withdrawals,
        _turned,
        _passing,
    ):
        found |= make()
    return found | _base_only() | _outside_cases()


def _annulment(*sends: tuple[str, Send]) -> dict[str, Letter]:
    return {name: Letter(process="anulacion", send=send) for name, send in sends}


def _sent(talk: Conversation, template: str) -> Send:
    return next(send for send in reversed(talk.sent) if send.template == template)


def _talk(**changes: object) -> Conversation:
    return Conversation(process=annulment(), **changes)  # type: ignore[arg-type]  # test data by name


def _without(person: str) -> Company:
    roster = company()
    return replace(roster, people=tuple(one for one in roster.people if one.email != person))


def _incomplete() -> dict[str, Letter]:
    talk = _talk(findings=(*ERRORS, *WARNINGS))
    (incomplete,) = talk.open(*all_pieces(annulment())[:4])
    (ended,) = talk.tick("silence")
    return _annulment(("incompleta", incomplete), ("no_continuada", ended)) | _waiting()


def _waiting() -> dict[str, Letter]:
    """A request that its author wants to wait."""
    talk = _talk(facts={**FACTS, "tipo": ("anulacion",)}, findings=WARNINGS)
    (waits,) = talk.open(note="Por favor no tramitar hasta que yo confirme el valor.", waits=True)
    (how,) = talk.inquire(DIANA)
    (other,) = talk.inquire(HERNANDO)
    (nothing,) = talk.supply(DIANA, piece("memorando"))
    (ended,) = talk.tick("silence")
    (closed,) = talk.inquire(DIANA)
    _, asked = talk.go_on(DIANA, "Ya confirmé: pueden seguir.")
    return _annulment(
        ("en_espera", waits),
        ("en_que_va-en_espera", how),
        ("en_que_va-en_espera-otra_persona", other),
        ("sin_efecto-en_espera", nothing),
        ("no_continuada-en_espera", ended),
        ("en_que_va-en_espera-cerrada", closed),
        ("pide_aprobacion.aprobacion-tras_espera", asked),
    )


def _approval() -> dict[str, Letter]:
    plain = _talk(facts={**FACTS, "tipo": ("anulacion",), "cobro_costos": False, "valor_costos": None})
    received, asked = plain.open()
    warned = _talk(findings=WARNINGS)
    _, asked_scanned = _talk(findings=(READ,)).open()
    received_warned, asked_warned = warned.open(*all_pieces(annulment(), "carta_cliente", "factura_original"))
    warned.answer(GLORIA, Verdict.APPROVE, "Revisados los soportes, aprobado.")
    only_new = _talk(facts={**FACTS, "tipo": ("refacturacion",)})
    only_new.open()
    costs = _talk(findings=(UNSIGNED,))
    received_unsigned, *_ = costs.open()
    costs.answer(LUZ, Verdict.REJECT, "No veo la firma por ninguna parte.")
    confirmed = _talk(findings=(UNSIGNED,))
    confirmed.open()
    (asked_signed,) = confirmed.answer(LUZ, Verdict.APPROVE, "Sí, está firmada por el representante legal.")
    doubted = _talk(findings=(UNSIGNED,))
    doubted.open()
    doubted.answer(OSCAR, Verdict.REJECT, "NO, esa firma no es del representante legal.")
    no_letter, overruled, asked_doubted = doubted.answer(LUZ, Verdict.APPROVE, "Sí, está firmada.")
    denied, _ = confirmed.answer(OSCAR, Verdict.REJECT, "NO, esa firma no es del representante legal.")
    affirmed, _ = confirmed.answer(OSCAR, Verdict.APPROVE, "Perdón, sí la vi, es otra página.")
    deputies = (Deputy(principal=GLORIA, substitute=CARLOS, first=date(2026, 3, 1), last=date(2026, 3, 30)),)
    away = _talk(company=company())
    away.open()
    away.company = company(deputies=deputies)
    (to_deputy,) = away.absent(GLORIA)
    stands_in = _talk(company=company(deputies=deputies))
    _, from_the_start = stands_in.open()
    stands_in.company = company()
    to_principal, *_ = stands_in.tick("remind")
    loose = _talk()
    loose.open()
    (again,) = loose.answer(GLORIA, Verdict.APPROVE, "Aprobado", carrier=None)
    return _annulment(
        ("acuse", received),
        ("acuse-con_avisos", received_warned),
        ("acuse-espera_firma", received_unsigned),
        ("pide_aprobacion.aprobacion", asked),
        ("pide_aprobacion.aprobacion-con_avisos", asked_warned),
        ("pide_aprobacion.aprobacion-con_escaneos", asked_scanned),
        ("pide_aprobacion.aprobacion-firma_confirmada", asked_signed),
        ("pide_aprobacion.aprobacion-copias_livianas", replace(asked, context={**asked.context, "lighter": LIGHTER})),
        ("pide_aprobacion.aprobacion-reemplazo", to_deputy),
        ("pide_aprobacion.aprobacion-reemplazo_desde_el_principio", from_the_start),
        ("pide_aprobacion.aprobacion-de_regreso", to_principal),
        ("pide_aprobacion.aprobacion-otra_vez", again),
        ("pide_aprobacion.refacturacion", _sent(warned, "pide_aprobacion.refacturacion")),
        ("pide_aprobacion.refacturacion-sola", _sent(only_new, "pide_aprobacion.refacturacion")),
        ("pide_confirmacion.firma", _sent(costs, "pide_confirmacion.firma")),
        ("no_confirmada.firma", _sent(costs, "no_confirmada.firma")),
        ("pide_aprobacion.aprobacion-firma_en_duda", asked_doubted),
        ("confirmada.firma-a_quien_pidio", no_letter),
        ("confirmada.firma", overruled),
        ("comentario-firma_negada", denied),
        ("comentario-firma_al_fin_vista", affirmed),
    )


def _beside() -> dict[str, Letter]:
    """What is written beside the documents, files that are none of them, and a subject that is put right."""
    contract, chat = _extra("Contrato marco.pdf", 1), _extra("Chat con el cliente.pdf", 2)
    note = "La factura de febrero también sale doble; esa la pido aparte.\nCualquier duda me llaman."
    talk = _talk()
    _, asked = talk.open(note=note, extras=(contract, chat))
    passed, received = talk.bring(DIANA, "Va el correo en que el cliente la devuelve.", _extra("Correo.pdf", 3))
    title = Title(keyword="ANULADO", client="Distribuidora El Roble S.A.S.", city="Cali")
    (retitled,) = talk.retitle(DIANA, title)
    refused = _talk()
    refused.open()
    refused.answer(GLORIA, Verdict.REJECT, REASONS)
    _, asked_again = refused.bring(DIANA, "Doctora, este es el contrato que pidió.", _extra("Otrosí.pdf", 4))
    approved = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    approved.opened(Stage.DIGITIZATION)
    sandra, told = "sandra.ruiz@empresa.example", "Digitalizado, reemplazo a Yuliana."
    unknown, unrecognised = approved.comment(sandra, told)
    unknown_files, _ = approved.comment(sandra, told, files=("Memorando.pdf", "Carta.pdf"))
    read = piece("memorando", 2)
    fields = {"valor_factura": Read(value=Decimal(5_075_500), source="5.075.500")}
    other = replace(read, document=replace(read.document, fields=fields))
    approved.facts = {**approved.facts, "valor_factura": Decimal(5_075_500)}
    approved.findings = ERRORS[1:]
    (not_as_approved,) = approved.supply(DIANA, other)
    lacking = _talk(findings=ERRORS)
    lacking.open()
    (kept,) = lacking.bring(DIANA, "", contract)
    return _annulment(
        ("pide_aprobacion.aprobacion-con_otros_archivos", asked),
        ("pide_aprobacion.aprobacion-otro_archivo_despues", asked_again),
        ("adicional", passed),
        ("pasado-archivo", received),
        ("pasado-archivo_guardado", kept),
        ("asunto_corregido", retitled),
        ("desconocido", unknown),
        ("desconocido-con_archivos", unknown_files),
        ("no_reconocido", unrecognised),
        ("sin_efecto-not_as_approved", not_as_approved),
    )


def _extra(filename: str, version: int) -> Piece:
    one = piece(EXTRA, version, read=False)
    return replace(one, document=replace(one.document, filename=filename, role=None))


def _not_of_the_branch() -> dict[str, Letter]:
    """The requests of a coordinator of another branch, and of a stranger whom somebody vouched for."""
    elsewhere = Finding(
        code="subject.other_branch",
        severity=Severity.INFO,
        data={"remitente": "Jairo Andrés Carabalí Ruiz", "seccional": "Cali", "ciudad": "Tunja"},
    )
    bogota = {"city": "Tunja", "branch": "Bogotá", "facts": {**FACTS, "tipo": ("anulacion",)}}
    other = _talk(requester=JAIRO, findings=(elsewhere,), **bogota)
    stranger = _talk(requester="pedro.gomez@empresa.example", name="Pedro Luis Gómez", vouched_by=LUZ, **bogota)
    asked = ("pide_aprobacion.aprobacion", "documentos_aprobados", "pide_confirmacion.radicacion", "pide_retiro")
    for talk in (other, stranger):
        talk.opened(Stage.FILING)
        talk.withdraw(talk.requester, "El cliente desistió, por favor retirar.")
    return _annulment(
        *((f"{name}-de_otra_seccional", _sent(other, name)) for name in asked),
        *((f"{name}-de_un_desconocido", _sent(stranger, name)) for name in asked),
    )


def _rounds() -> dict[str, Letter]:
    talk = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    talk.open()
    (returned,) = talk.answer(GLORIA, Verdict.REJECT, REASONS)
    received, asked = talk.supply(DIANA, piece("carta_respuesta", 2), piece("memorando", 2))
    (returned_with,) = talk.answer(GLORIA, Verdict.REJECT, "Ver adjunto.", attached=(_extra("Observaciones.docx", 3),))
    same = _talk()
    same.open()
    same.answer(GLORIA, Verdict.REJECT, REASONS)
    received_plea, reconsider = same.supply(DIANA, reconsider=True)
    changed = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    changed.opened(Stage.DIGITIZATION)
    key = changed.case.requests[0].key if changed.case else ""
    (remark,) = changed.answer(GLORIA, Verdict.UNCLEAR, "Yuliana, dele prioridad.", carrier=key)
    (no_word,) = changed.answer(GLORIA, Verdict.UNCLEAR, "Sí.", carrier=changed.case.requests[-1].key)
    (reversal,) = changed.answer(GLORIA, Verdict.REJECT, "Mejor no, rechazado.", carrier=key)
    (unclear,) = changed.answer(GLORIA, Verdict.UNCLEAR, "Déjelo así.")
    (waited,) = changed.tick("hold")
    changed.answer(GLORIA, Verdict.APPROVE, "Sí, se rechaza.")
    (late,) = changed.answer(YULIANA, Verdict.DONE, "Digitalizado.")
    changed.supply(DIANA, piece("memorando", 2))
    (later,) = changed.answer(YULIANA, Verdict.DONE, "Digitalizado.")
    ended = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    ended.opened(Stage.FILING)
    decided = ended.case.requests[0].key if ended.case else ""
    ended.answer(GLORIA, Verdict.UNCLEAR, "Espere, creo que no va.", carrier=decided, stops=True)
    ended.answer(DIANA, Verdict.DONE, "Radicado 4512 hoy.", received=(piece("memorando_sellado"),))
    ended.tick("hold")
    second = _talk()
    second.open()
    second.answer(GLORIA, Verdict.APPROVE, "Aprobado")
    second.answer(second.case.open_requests[0].person if second.case else "", Verdict.REJECT, REASONS)
    return _annulment(
        ("devuelta", returned),
        ("devuelta-con_archivo", returned_with),
        ("acuse-segunda_vez", received),
        ("acuse-reconsiderar", received_plea),
        ("pide_aprobacion.aprobacion-segunda_vez", asked),
        ("pide_aprobacion.aprobacion-reconsiderar", reconsider),
        ("pide_cambio", reversal),
        ("pide_cambio-comentario", remark),
        ("pide_cambio-sin_respuesta", waited),
        ("pide_cambio-sin_respuesta-cerrado", _sent(ended, "pide_cambio")),
        ("aclaracion-cambio", unclear),
        ("aclaracion-cambio-comentario", no_word),
        ("sin_efecto-already_decided-al_digitalizar", late),
        ("sin_efecto-older_round-al_digitalizar", later),
        ("devuelta-cambio", _sent(changed, "devuelta")),
        ("detener-cambio", _sent(changed, "detener")),
        ("detener", _sent(second, "detener")),
    )


def _undone() -> dict[str, Letter]:
    """What is read back to whoever decided, and what they undo with a word."""
    read_back = replace(annulment(), receipts=Receipts(when=ReceiptWhen.ALWAYS))
    facts = {**FACTS, "tipo": ("anulacion",)}
    refused, approved = (Conversation(process=read_back, facts=facts) for _ in range(2))
    refused.open()
    refused.answer(GLORIA, Verdict.REJECT, REASONS)
    not_after_all = refused.answer(GLORIA, Verdict.UNCLEAR, "DESHACER", wishes=frozenset({Wish.UNDO}))
    approved.opened(Stage.DIGITIZATION)
    key = approved.case.requests[0].key if approved.case else ""
    stopped = approved.answer(GLORIA, Verdict.UNCLEAR, "DESHACER", carrier=key, wishes=frozenset({Wish.UNDO}))
    both = Conversation(process=read_back)
    both.open()
    both.answer(GLORIA, Verdict.APPROVE, "Aprobado.")
    filed = Conversation(process=read_back, facts=facts)
    filed.opened(Stage.FILING)
    filing = filed.case.open_requests[-1] if filed.case else None
    assert filing is not None
    decided = filed.case.requests[0].key if filed.case else ""
    filed.answer(filing.person, Verdict.DONE, "Radicado 4512 de hoy.", filing=Filing(number="4512"))
    too_late, *_ = filed.answer(GLORIA, Verdict.UNCLEAR, "DESHACER", carrier=decided, wishes=frozenset({Wish.UNDO}))
    return _annulment(
        ("recibo-rechazo", _sent(refused, "recibo")),
        ("recibo-aprobacion", _sent(approved, "recibo")),
        ("recibo-primera_de_dos", _sent(both, "recibo")),
        ("deshecha-rechazo", next(one for one in not_after_all if one.template == "deshecha")),
        ("deshecha-aprobacion", next(one for one in stopped if one.template == "deshecha")),
        ("pide_aprobacion.aprobacion-deshecha", _sent(approved, "pide_aprobacion.aprobacion")),
        ("sin_efecto-filed", too_late),
    )


def _doubts() -> dict[str, Letter]:
    found: dict[str, Send] = {}
    for stage in (Stage.APPROVAL, Stage.DIGITIZATION, Stage.FILING):
        talk = _talk()
        talk.opened(stage)
        request = talk.case.open_requests[0] if talk.case else None
        assert request is not None
        (send,) = talk.answer(request.person, Verdict.UNCLEAR, "¿Ya lo vio cartera?", carrier=request.key)
        found[f"aclaracion-{stage}"] = send
    talk = _talk()
    talk.open()
    (later,) = talk.answer(GLORIA, Verdict.UNCLEAR, "Mañana la reviso.", postpones=True)
    lost = frozenset({Wish.BETTER_COPY})
    (again,) = talk.answer(GLORIA, Verdict.UNCLEAR, "No me llegaron los adjuntos.", wishes=lost)
    talk = _talk()
    talk.open()
    for _ in range(3):
        doubt, *_ = talk.answer(GLORIA, Verdict.UNCLEAR, "Ahí miramos.")
    asked = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    asked.opened(Stage.DIGITIZATION)
    asked.withdraw(DIANA, "El cliente desistió, por favor retirar.")
    clerk = _talk().opened(Stage.DIGITIZATION)
    for _ in range(3):
        clerk.answer(YULIANA, Verdict.UNCLEAR, "Ahí miramos.")
    (clarified,) = asked.answer(GLORIA, Verdict.UNCLEAR, "Mmm.")
    letters = (
        ("aclaracion-aplazada", later),
        ("pide_aprobacion.aprobacion-no_llegaron", again),
        ("duda", doubt),
        ("aclaracion-retiro", clarified),
    )
    return _annulment(*found.items(), *letters, *_help(talk, clerk))


def _help(deciding: Conversation, scanning: Conversation) -> tuple[tuple[str, Send], ...]:
    return ("ayuda", _sent(deciding, "ayuda")), ("ayuda-digitalizacion", _sent(scanning, "ayuda"))


def _after_approval() -> dict[str, Letter]:
    talk = _talk()
    talk.opened(Stage.DIGITIZATION)
    approved = _sent(talk, "documentos_aprobados")
    (illegible,) = talk.answer(
        YULIANA,
        Verdict.NOT_DONE,
        "La carta del cliente no se lee.",
        carrier=approved.request,
        wishes=frozenset({Wish.BETTER_COPY}),
    )
    (better,) = talk.supply(DIANA, piece("carta_cliente", 2))
    (lacking,) = talk.answer(
        YULIANA,
        Verdict.DONE,
        "Digitalizado.",
        carrier=approved.request,
        received=(piece("memorando", 3), piece("factura_original", 3)),
    )
    read = {"factura": Read(value="FEBQ-20991", source="FEBQ-20991")}
    foreign = piece("factura_original", 4)
    foreign = replace(foreign, document=replace(foreign.document, filename="factura.pdf", fields=read))
    (of_another,) = talk.answer(YULIANA, Verdict.DONE, "Va.", carrier=approved.request, received=(foreign,))
    rest = tuple(piece(role, 3) for role in ("carta_cliente", "carta_respuesta", "informe_gestiones"))
    talk.answer(YULIANA, Verdict.DONE, "Digitalizado.", carrier=approved.request, received=rest)
    (without_copy,) = talk.answer(DIANA, Verdict.DONE, "Radicado.")
    (other_paper,) = talk.answer(DIANA, Verdict.DONE, "Radicado.", received=(piece("factura_original"),))
    refused, still_open = talk.answer(DIANA, Verdict.NOT_DONE, "No me lo recibieron, falta un sello.")
    (noted,) = talk.answer(OSCAR, Verdict.UNCLEAR, "Sale con la FECA-104733.", value="FECA-104733")
    (misread,) = talk.answer(OSCAR, Verdict.UNCLEAR, "Perdón, es la FECA-10x34.", corrects=True)
    (corrected,) = talk.answer(OSCAR, Verdict.UNCLEAR, "Perdón, es la FECA-104734.", value="FECA-104734")
    (closed,) = talk.answer(
        DIANA,
        Verdict.DONE,
        "Radicado con el número 2026-3391.",
        received=(piece("memorando_sellado"),),
        filing=Filing(number="2026-3391", day=date(2026, 3, 12)),
    )
    _, corrected_late = talk.answer(OSCAR, Verdict.UNCLEAR, "No, es la FECA-104735.", value="FECA-104735")
    early = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    early.opened(Stage.DIGITIZATION)
    told = Filing(number="2026-3391", day=date(2026, 3, 12))
    (in_part,) = early.file(DIANA, "Ya lo radiqué, mañana mando la copia.", Filing(number="2026-3391"))
    (whole,) = early.file(DIANA, "Radicado, va la copia.", told, piece("memorando_sellado", read=False))
    copy_first = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    copy_first.opened(Stage.DIGITIZATION)
    copy_first.file(DIANA, "Radicado.", Filing(), piece("memorando_sellado", read=False))
    (numberless,) = copy_first.answer(YULIANA, Verdict.DONE, "Digitalizado.")
    mute = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    mute.opened(Stage.FILING)
    scan = piece("memorando_sellado", read=False)
    (only_copy,) = mute.answer(DIANA, Verdict.UNCLEAR, "", received=(scan,), attaches=True)
    scans = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    scans.opened(Stage.DIGITIZATION)
    blank = piece("memorando", 5, read=False)
    blank = replace(blank, document=replace(blank.document, filename="SCAN0001.pdf", confidence=ASSUMED))
    (unread,) = scans.answer(YULIANA, Verdict.DONE, "Digitalizado.", received=(blank,))
    clerk_away = Deputy(principal=YULIANA, substitute=OSCAR, first=date(2026, 3, 1), last=date(2026, 3, 30))
    replaced = _talk(facts={**FACTS, "tipo": ("anulacion",)}, company=company(deputies=(clerk_away,)))
    replaced.opened(Stage.DIGITIZATION)
    central = _talk(city="Bogotá", branch="Bogotá", requester=HERNANDO, facts={**FACTS, "tipo": ("anulacion",)})
    central.opened(Stage.FILING)
    return _annulment(
        ("documentos_aprobados", approved),
        ("documentos_aprobados-reemplazo", _sent(replaced, "documentos_aprobados")),
        ("no_confirmada.digitalizacion", illegible),
        ("reescaneo", better),
        ("falta.digitalizacion", lacking),
        ("falta.digitalizacion-de_otro", of_another),
        ("falta.digitalizacion-sin_texto", unread),
        ("pide_dato.nueva_factura", _sent(talk, "pide_dato.nueva_factura")),
        ("pide_confirmacion.radicacion", _sent(talk, "pide_confirmacion.radicacion")),
        ("pide_confirmacion.radicacion-central", _sent(central, "pide_confirmacion.radicacion")),
        ("pide_confirmacion.radicacion-lo_que_falta", numberless),
        ("guardado", in_part),
        ("guardado-completo", whole),
        ("guardado-sin_palabras", only_copy),
        ("falta.radicacion", without_copy),
        ("falta.radicacion-otro_documento", other_paper),
        ("no_confirmada.radicacion", refused),
        ("anotado", noted),
        ("aclaracion-correccion", misread),
        ("anotado-corregido", corrected),
        ("anotado-corregido_al_cierre", corrected_late),
        ("sigue_pendiente", still_open),
        ("cerrada", closed),
    )


def _withdrawals() -> dict[str, Letter]:
    early = _talk()
    early.open()
    mine, to_approver = early.withdraw(DIANA, "El cliente desistió, por favor retirar.")
    late = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    late.opened(Stage.DIGITIZATION)
    asked, told, paused_requester, paused = late.withdraw(JAIRO, "El cliente desistió, por favor retirar.")
    (insisted,) = late.withdraw(JAIRO, "Ya pedí que la retiraran.")
    held = late.comment(DIANA, "El cliente está conforme.")[-1]
    late.tick("withdrawal")
    (above, _) = late.tick("withdrawal")
    resumed, denied, _, answered = late.answer(GLORIA, Verdict.REJECT, "No, ya se avisó al cliente.")
    (passed_on,) = early.comment(DIANA, "No, sí la necesitamos.")[1:]
    *_, open_yet = late.comment(DIANA, "El cliente está conforme.")
    late.withdraw(JAIRO, "Insisto, retírenla.")
    again, for_all, for_me, *_ = late.go_on(DIANA, "No la retiren.")
    second = _talk(facts={**FACTS, "tipo": ("anulacion", "refacturacion")})
    second.open()
    second.answer(GLORIA, Verdict.APPROVE, "Aprobado.")
    second.withdraw(DIANA, "Ya no.")
    (documents,) = second.supply(JAIRO, piece("memorando", 2))
    approves_again = second.answer(GLORIA, Verdict.REJECT, "No.")[0]
    return _annulment(
        ("retirada-a_quien_pidio", mine),
        ("retirada", to_approver),
        ("pide_retiro", asked),
        ("retiro_preguntado", told),
        ("retiro_preguntado-otra_vez", insisted),
        ("en_pausa", paused),
        ("en_pausa-a_quien_pidio", paused_requester),
        ("pide_retiro-a_quien_esta_por_encima", above),
        ("retiro_negado", denied),
        ("retiro_negado-a_quien_se_pregunto", answered),
        ("retiro_negado-sigan", for_all),
        ("retiro_negado-sigan-a_quien_pidio", for_me),
        ("retiro_preguntado-con_documentos", documents),
        ("pide_confirmacion.digitalizacion-de_nuevo", resumed),
        ("pide_confirmacion.digitalizacion-sigan", again),
        ("pide_aprobacion.refacturacion-de_nuevo", approves_again),
        ("pasado-detenido", held),
        ("pasado-retirada", passed_on),
        ("pasado-a_quien_pidio", open_yet),
    )


def _once_closed(send: Send) -> Send:
    return replace(send, context={**send.context, "state": "cerrada"})


def _turned() -> dict[str, Letter]:
    talk = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    talk.open()
    assert talk.case is not None
    first = talk.case.requests[0].key
    found = [
        ("sin_efecto-not_asked", talk.answer(CARLOS, Verdict.APPROVE, "Aprobado", carrier=first)),
        ("sin_efecto-own_request", talk.answer(DIANA, Verdict.APPROVE, "Aprobado", carrier=first)),
        ("sin_efecto-not_authenticated", talk.answer(GLORIA, Verdict.APPROVE, "Aprobado", proof=UNPROVED)),
        ("sin_efecto-nothing_new", talk.supply(DIANA, piece("memorando"))),
        ("sin_efecto-which_document", talk.supply(DIANA, unplaced=("CamScanner.pdf",))),
        ("sin_efecto-which_document-varios", talk.supply(DIANA, unplaced=("IMG_01.jpg", "IMG_02.jpg"))),
        ("sin_efecto-other_case", talk.elsewhere(DIANA, "Retiro la de Clínica Los Andes.", "AN-2026-000124")),
        ("sin_efecto-other_case-desconocido", talk.elsewhere(DIANA, "Retiro la otra.", "")),
        ("sin_efecto-other_documents", talk.elsewhere(DIANA, "Va la factura.", "FECA-104999", documents=True)),
        ("repetida", talk.repeat(DIANA)),
        ("repetida-otra_persona", talk.repeat(HERNANDO)),
        ("repetida-terminada", [_once_closed(send) for send in talk.repeat(HERNANDO)]),
        ("en_que_va", talk.inquire(DIANA)),
        ("pide_aprobacion.aprobacion-en_que_va", talk.inquire(GLORIA)),
        ("en_que_va-terminada", [_once_closed(send) for send in talk.inquire(DIANA)]),
        ("comentario", talk.comment(JAIRO, "El cliente pregunta para cuándo.")[:1]),
        ("advertencia", talk.comment(JAIRO, "El cliente pregunta para cuándo.")[1:2]),
        ("pasado", talk.comment(JAIRO, "El cliente pregunta para cuándo.")[2:]),
    ]
    found.append(("sin_efecto-too_early", talk.file(DIANA, "Ya lo radiqué con el 4512.", Filing(number="4512"))))
    talk.supply(DIANA, piece("memorando", 2))
    found.append(("sin_efecto-older_round", talk.answer(GLORIA, Verdict.APPROVE, "Aprobado", carrier=first)))
    talk.on_to(Stage.DIGITIZATION)
    found.append(("sin_efecto-no_carrier", talk.answer(GLORIA, Verdict.APPROVE, "Aprobado", carrier=None)))
    talk.withdraw(DIANA, "Ya no.")
    talk.answer(GLORIA, Verdict.APPROVE, "Sí.")
    found.append(("en_que_va-retirada", talk.inquire(DIANA)))
    found.append(("sin_efecto-withdrawn", talk.supply(DIANA, piece("memorando", 3))))
    found.append(("sin_efecto-other_case-retirada", talk.elsewhere(DIANA, "Era la otra.", "AN-2026-000124")))
    decided = _talk(
        facts={**FACTS, "tipo": ("anulacion",)},
        company=company(
            deputies=(Deputy(principal=GLORIA, substitute=CARLOS, first=date(2026, 3, 1), last=date(2026, 3, 30)),)
        ),
    )
    decided.opened(Stage.DIGITIZATION)
    found.append(("sin_efecto-already_decided", decided.answer(CARLOS, Verdict.REJECT, "Rechazado")))
    ended = _talk(findings=ERRORS)
    ended.open()
    found.append(("repetida-incompleta", ended.repeat(DIANA)))
    found.append(("en_que_va-incompleta", ended.inquire(DIANA)))
    found.append(("en_que_va-incompleta-otra_persona", ended.inquire(HERNANDO)))
    ended.tick("silence")
    found.append(("repetida-no_continuada", ended.repeat(DIANA)))
    found.append(("en_que_va-no_continuada", ended.inquire(DIANA)))
    found.append(("sin_efecto-closed", ended.answer(DIANA, Verdict.APPROVE, "Ok", carrier=None)))
    back = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    back.open()
    assert back.case is not None
    back.answer(GLORIA, Verdict.REJECT, "No procede: falta el contrato.", carrier=back.case.requests[0].key)
    found.append(("repetida-devuelta", back.repeat(DIANA)))
    found.append(("en_que_va-devuelta", back.inquire(DIANA)))
    found.append(("en_que_va-devuelta-otra_persona", back.inquire(HERNANDO)))
    over = _talk(facts={**FACTS, "tipo": ("anulacion",)}).opened(Stage.FILING)
    over.answer(DIANA, Verdict.DONE, "Radicado.", received=(piece("memorando_sellado"),), filing=Filing())
    assert over.case is not None
    asked = next(request.key for request in over.case.requests if request.person == GLORIA)
    refused = over.answer(GLORIA, Verdict.REJECT, "No apruebo, el cliente ya pagó.", carrier=asked)
    found.append(("comentario-objecion", refused[1:]))
    return _annulment(*((name, send) for name, (send,) in found))


def _passing() -> dict[str, Letter]:
    talk = _talk()
    talk.open()
    (reminder,) = talk.tick("remind")
    (escalated,) = talk.tick("escalate")
    manager_away = Deputy(principal=GLORIA, substitute=CARLOS, first=date(2026, 3, 1), last=date(2026, 3, 5))
    both = _talk(company=company(deputies=(manager_away,)))
    both.open()
    both.tick("remind")
    both.tick("escalate")
    to_whom, *_ = talk.undelivered(GLORIA)
    scanning = _talk()
    scanning.opened(Stage.DIGITIZATION)
    (to_clerk,) = scanning.tick("remind")
    filing = _talk(facts={**FACTS, "tipo": ("anulacion",)})
    filing.opened(Stage.FILING)
    (to_coordinator,) = filing.tick("remind")
    lonely = _talk(requester=GLORIA, facts={**FACTS, "tipo": ("anulacion",)})
    acknowledged, review = lonely.open()
    stuck = _talk(company=_without(OSCAR), requester=LUZ)
    stuck.open()
    told, _ = stuck.answer(GLORIA, Verdict.APPROVE, "Aprobado.")
    return _annulment(
        ("recordatorio", reminder),
        ("recordatorio-digitalizacion", to_clerk),
        ("recordatorio-radicacion", to_coordinator),
        ("escalamiento", escalated),
        ("escalamiento-a_quien_reemplaza", _sent(both, "escalamiento")),
        ("rebote", to_whom),
        ("revision", review),
        ("acuse-sin_responsable", acknowledged),
        ("sin_responsable", told),
    )


def _base_only() -> dict[str, Letter]:
    """A process without a folder of its own: what the base templates say by themselves."""
    talk = Conversation(process=generic(), facts={"fecha": date(2026, 3, 3), "motivo": "Medidor cambiado"})
    talk.open()
    for person in (LUZ, GLORIA):
        talk.answer(person, Verdict.APPROVE, "Conforme.")
    talk.answer(YULIANA, Verdict.NOT_DONE, "No abre.", wishes=frozenset({Wish.BETTER_COPY}))
    talk.answer(YULIANA, Verdict.DONE, "Listo.", received=(piece("otro"),))
    talk.answer(OSCAR, Verdict.UNCLEAR, "M-1190", value="M-1190")
    talk.answer(DIANA, Verdict.DONE, "Entregado.")
    return {f"ajustes-{send.template}": Letter(process="ajustes", send=send) for send in talk.sent}


def _outside_cases() -> dict[str, Letter]:
    stranger = "ana.ruiz@empresa.example"
    about = {"person": stranger, "name": "Ana Ruiz", "client": "Hotel Bahía"}
    asked = {**about, "city": "Cali", "subject": "ANULADO-Hotel Bahía-CALI", "keyword": "ANULADO"}
    held = {**about, "by": OSCAR}
    late = {"vouched_by": "", "number": "AN-2026-000123"}
    subject = {"subject": "ANULADO-Hotel Bahía-CALY"}
    problem = {"written": "CALY", "suggestion": "Cali, Calima", "right_form": "ANULADO-Hotel Bahía-CALI"}
    traced = 'Traceback (most recent call last):\n  File "handle.py", line 41, in handle\nValueError: bad part'
    parked = {"subject": "ANULADO-Hotel Bahía-CALI", "person": DIANA, "receipt": 512}
    unsent = {"about": "AN-2026-000123", "template": "aclaracion"}
    away = {"what": "fetch", "which": "a@empresa.example", "error": "", "since": "2026-03-04T15:15:00+00:00"}
    foreign = {"from": "ventas@proveedor.example", "at": "2026-03-04T15:15:00+00:00", "mailbox": "a@empresa.example"}
    made: tuple[tuple[str, str, tuple[str, ...], Mapping[str, object]], ...] = (
        ("pide_identidad", "", (LUZ, OSCAR), {**asked, "reminded": False}),
        ("pide_identidad", "-otra_vez", (LUZ, OSCAR), {**asked, "reminded": True}),
        ("espera_identidad", "", (stranger,), {"client": "Hotel Bahía", "asked": [LUZ, OSCAR]}),
        ("aclaracion_identidad", "", (LUZ,), {"words": "Creo que entró hace poco."}),
        ("identidad_negada", "", (stranger,), {**held, "requester": stranger, "asked": [LUZ, OSCAR]}),
        ("identidad_decidida", "-no", (LUZ, OSCAR), {**held, "decided": "no"}),
        ("identidad_decidida", "-tarde_si", (LUZ,), {**held, **late, "by": LUZ, "decided": "late_yes"}),
        (
            "identidad_decidida",
            "-tarde_no",
            (OSCAR, LUZ, GLORIA),
            {**held, **late, "decided": "late_no", "vouched_by": LUZ},
        ),
        (
            "asunto",
            "",
            (DIANA,),
            {
                **subject,
                "problems": [{"code": "subject.city_unknown", "data": problem}],
                "right_form": problem["right_form"],
                "blanks": {},
                "serves": ["Cali", "Palmira"],
            },
        ),
        (
            "asunto",
            "-sin_ciudad",
            (DIANA,),
            {
                "subject": "ANULADO-Hotel Bahía-LETICIA",
                "problems": [{"code": "subject.city_unknown", "data": {**problem, "suggestion": ""}}],
                "right_form": "ANULADO-Hotel Bahía-CIUDAD",
                "blanks": {"ciudad": "CIUDAD"},
                "serves": ["Cali", "Palmira"],
            },
        ),
        (
            "asunto",
            "-sin_forma",
            (DIANA,),
            {
                "subject": "ANULADO--",
                "problems": [
                    {"code": "subject.client_missing", "data": {"written": "", "suggestion": "", "right_form": ""}},
                    {"code": "subject.city_missing", "data": {"written": "", "suggestion": "", "right_form": ""}},
                ],
                "right_form": "",
                "blanks": {},
                "serves": [],
            },
        ),
        *(
            (
                "sin_caso",
                name,
                (person,),
                {**subject, "requester": person, "numbers": numbers, "exists": exists, "may_ask": may},
            )
            for name, person, numbers, exists, may in (
                ("", GLORIA, ["AN-2026-000999"], False, False),
                ("-sin_numero", GLORIA, [], False, False),
                ("-de_quien_puede_pedir", DIANA, [], False, True),
                ("-de_otros", GLORIA, ["AN-2026-000123"], True, False),
            )
        ),
        (
            "no_puede_pedir",
            "",
            (YULIANA, LUZ, OSCAR),
            {**subject, "keyword": "ANULADO", "client": "Hotel Bahía", "city": "Cali", "openers": [DIANA, JAIRO]},
        ),
        ("alerta", "", (SUPPORT,), {**parked, "reason": traced}),
        ("alerta", "-remitente", (SUPPORT,), {**parked, "reason": "author:authentication-results:missing"}),
        ("en_revision", "", (DIANA,), {**parked, "reason": "mail"}),
        ("en_revision", "-remitente", (DIANA,), {**parked, "reason": "author"}),
        ("alerta", "-virus", (SUPPORT,), {**parked, "reason": f"virus:{VIRUS}"}),
        ("en_revision", "-virus", (DIANA,), {**parked, "reason": "virus", "found": VIRUS}),
        ("ausente", "-antivirus", (SUPPORT,), {**away, "what": "scanner", "which": "", "error": SCANNER_AWAY}),
        ("limite", "", (SUPPORT,), {"person": DIANA, "waits": True, **unsent}),
        ("limite", "-de_fuera", (SUPPORT,), {"person": "ana@cliente.example", "waits": False, **unsent}),
        ("sin_enviar", "", (SUPPORT,), {"people": [DIANA], "error": "PermanentError('no template')", **unsent}),
        ("ausente", "", (SUPPORT,), {**away, "error": "IMAP server correo.empresa.example is away: timed out"}),
        ("ausente", "-correo", (SUPPORT,), {**away, "what": "unread", "which": "a@empresa.example:INBOX/7/12"}),
        ("ausente", "-registro", (SUPPORT,), {**away, "what": "register", "which": ""}),
        ("de_vuelta", "", (SUPPORT,), away),
        ("sin_pendientes", "", (YULIANA,), {}),
        ("instrucciones", "", (DIANA,), {"asks": True, "answers": False, "keywords": ["ANULADO"]}),
        ("instrucciones", "-de_quien_decide", (GLORIA,), {"asks": False, "answers": True, "keywords": ["ANULADO"]}),
        ("estado", "", (GLORIA,), {"asked": "", "count": 2, "cases": _STATES}),
        ("estado", "-una", (LUZ,), {"asked": "TRIGAL", "count": 1, "cases": _STATES[:1]}),
        ("estado", "-ninguna", (DIANA,), {"asked": "AN-2026-000999", "count": 0, "cases": []}),
        ("pendientes", "", (GLORIA,), {"items": [*_DECISIONS, _ELSEWHERE], "reference": "P-2026-0305000123"}),
        ("pendientes", "-digitalizacion", (YULIANA,), {"items": _SCANS, "reference": "P-2026-0305000124"}),
        (
            "lista_entendida",
            "",
            (GLORIA,),
            {
                "items": _DECISIONS,
                "reference": "P-2026-9000000017",
                "became": {"1": "approved", "2": "refused"},
                "settled": [],
            },
        ),
        (
            "lista_entendida",
            "-deshecha",
            (GLORIA,),
            {
                "items": _DECISIONS,
                "reference": "P-2026-9000000018",
                "became": {"1": "undone", "2": "other"},
                "settled": [1, 2, 3],
            },
        ),
        *(
            (
                "lista_dudosa",
                f"-{why}",
                (GLORIA,),
                {"items": _DECISIONS, "reference": "P-2026-9000000019", "why": why, "words": words, "settled": [3]},
            )
            for why, words in (
                ("which", "Aprobadas"),
                ("what", "Aprobadas todas si llega la carta"),
                ("both", "Aprobadas todas. La 2 no."),
                ("files", "Aprobadas todas, va la carta firmada."),
            )
        ),
        ("lista_sin_efecto", "", (LUZ,), {"owner": GLORIA, "proof": ""}),
        ("lista_sin_efecto", "-sin_prueba", (GLORIA,), {"owner": GLORIA, "proof": "authentication-results:missing"}),
        (
            "ajenos",
            "",
            (LUZ, OSCAR),
            {
                "mails": [
                    {**foreign, "subject": "Cotización de papelería", "reason": "outsider"},
                    {**foreign, "from": JAIRO, "subject": "Almuerzo del viernes", "reason": "subject"},
                ]
            },
        ),
    )
    return {name + mark: Letter(process="", send=_by_hand(name, to, context)) for name, mark, to, context in made}


def _line(number: int, client: str, step: str, **more: object) -> dict[str, object]:
    """A line of a list of what waits."""
    usual = {
        "number": number,
        "case": f"AN-2026-{122 + number:06d}",
        "request": "",
        "client": client,
        "city": "Cali",
        "step": step,
        "approves": step == "aprobacion",
        "amount": "$ 1.264.375",
        "invoice": f"FECA-10458{number}",
        "warned": False,
        "asked_at": "2026-03-04T14:00:00+00:00",
    }
    return {**usual, **more}


_DECISIONS = [
    _line(1, "Panadería Trigal S.A.S.", "aprobacion"),
    _line(2, "Hotel Bahía Ltda.", "aprobacion", warned=True),
    _line(3, "Clínica San Rafael S.A.", "aprobacion", amount="", invoice=""),
]
_STATES = [
    {
        "case": f"AN-2026-{number:06d}",
        "client": client,
        "city": "Cali",
        "state": state,
        "opened_at": "2026-03-04T14:00:00+00:00",
        "awaits": awaits,
        "waiting": waiting,
    }
    for number, client, state, awaits, waiting in (
        (123, "Panadería Trigal S.A.S.", "espera_aprobacion", ["aprobacion"], [GLORIA]),
        (124, "Hotel Bahía Ltda.", "incompleta", [], []),
    )
]
_ELSEWHERE = _line(0, "Colegio Los Andes", "nueva_factura", case="AN-2026-000099")
_SCANS = [_line(1, "Panadería Trigal S.A.S.", "digitalizacion"), _line(2, "Hotel Bahía Ltda.", "digitalizacion")]


def _by_hand(template: str, people: tuple[str, ...], context: Context) -> Send:
    """A mail to these people; what tells somebody off goes to the first of them, with the others in copy."""
    copied = people[1:] if template == "no_puede_pedir" else ()
    return Send(template=template, to=people[: len(people) - len(copied)], cc=copied, context=context)


def in_one_mail(letter: Letter, **how: object) -> Context:
    """The whole context of a mail, as it is when it leaves; by itself, from a mailbox that proves its authors."""
    alone = {"part": 1, "parts": 1, "left_out": (), "lighter": (), "unauthenticated": False}
    parties = {"to": list(letter.send.to), "cc": list(letter.send.cc), "secret": "k1-abcdefghij"}
    return {**alone, **letter.send.context, **parties, **how}


LETTERS_BY_HAND = {letter.send.template: set(letter.send.context) for letter in _outside_cases().values()}
"""Keys of the contexts that ``react`` does not make, by template."""
