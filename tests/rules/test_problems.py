"""What is wrong in one place of otherwise good rules: where it is said, and with which cure."""

from collections.abc import Callable

import pytest

from bot.errors import Problem

Problems = Callable[[str], tuple[Problem, ...]]
Edit = Callable[..., str]

KINDS_OF_PROBLEM = [
    # (old, new, key, phrase): one value or key
    ("  country: CO", "  country: CL", "company.country", "se admite: CO, AR"),
    ("  country: CO\n", "", "company.country", "falta esta clave. Por ejemplo: country: CO"),
    ("  country: CO", "  country:", "company.country", "está vacía"),
    ("  country: CO", "  contry: CO", "company.contry", "¿Quiso decir «country»?"),
    ("America/Bogota", "America/Bogotá", "company.timezone", "zona horaria"),
    ("America/Bogota", "../../etc/passwd", "company.timezone", "zona horaria"),
    ("domains: [empresa.example]", "domains: empresa.example", "company.domains", "aquí va una lista"),
    ("domains: [empresa.example]", "domains: [empresa]", "company.domains.0", "no tiene la forma"),
    ("domains: [empresa.example]", "domains: []", "company.domains", "por lo menos 1"),
    ("  saturday: false", "  saturday: talvez", "calendar.saturday", "no es true ni false"),
    ('"08:00-17:00"', "17:00-08:00", "calendar.hours", "horario"),
    ('"08:00-17:00"', "8-17", "calendar.hours", "horario"),
    ("2026-12-24", "24/12/2026", "calendar.holidays.add.0", "con la forma 2026-07-31"),
    ("2026-12-24", "2026-12-42", "calendar.holidays.add.0", "que exista"),
    ("mails_per_person: 6", "mails_per_person: seis", "limits.mails_per_person", "no es un número entero"),
    ("mails_per_person: 6", "mails_per_person: 0", "limits.mails_per_person", "lo mínimo es 1"),
    ("catalogs:", "virus_scanner: {}\ncatalogs:", "virus_scanner.address", "falta esta clave"),
    ("catalogs:", "virus_scanner: {address: clamd}\ncatalogs:", "virus_scanner.address", "use unix:/ruta"),
    ("catalogs:", 'virus_scanner: {address: "clamd:99999"}\ncatalogs:', "virus_scanner.address", "use unix:/ruta"),
    ("authentication: none", "authentication: {authserv_id: }", "mailboxes.0.authentication", "falta de qué se fía"),
    ("authentication: none", "authentication: {}", "mailboxes.0.authentication", "falta de qué se fía"),
    ("authentication: none", "authentication:", "mailboxes.0.authentication", "está vacía"),
    ("authentication: none", "authentication: no", "mailboxes.0.authentication", "se admite: none"),
    ("    authentication: none\n", "", "mailboxes.0.authentication", "authentication: none"),
    ("    kind: maildir\n", "    kind: maildri\n", "mailboxes.0.kind", "¿Quiso decir «maildir»?"),
    ("    kind: maildir\n", "", "mailboxes.0.kind", "falta esta clave"),
    ("send: {kind: maildir,", "send: {kind: sntp,", "mailboxes.0.send.kind", "se admite: smtp, maildir"),
    ("roles: [auxiliar_scanner]", "roles: [Auxiliar]", "people.3.roles.0", "no tiene la forma"),
    ("address: oscar.rojas@empresa.example", "address: oscar.rojas", "people.2.address", "no tiene la forma"),
    ("{name: San Andrés, aliases:", "{name: San Andrés, alias:", "branches.3.serves.5.alias", "«aliases»"),
    ("[Cali, Yumbo,", "[[Cali], Yumbo,", "branches.0.serves.0", "no tiene la forma que va aquí"),
    ("    prefix: AN ", "    prefix: an ", "processes.anulacion.prefix", "no tiene la forma"),
    ("silence: 10 business days", "silence: diez días", "processes.anulacion.silence", "días hábiles"),
    ("silence: 10 business days", "silence: 0 days", "processes.anulacion.silence", "plazo no se entiende"),
    ("  anulacion:\n    title", "  Anulación:\n    title", "processes.Anulación", "no tiene la forma"),
    (
        "memorando: {title: el memorando, kind: xlsx}",
        "memorando: {title: el memorando, kind: xls}",
        "processes.anulacion.documents.memorando.kind",
        "¿Quiso decir «xlsx»?",
    ),
    (
        "{months: 5}",
        "{severity: warn}",
        "processes.anulacion.checks.49.invoice.too_old.severity",
        "¿Quiso decir «warning»?",
    ),
    ("state: espera_firma", "state: cerrada", "processes.anulacion.steps.0.state", "espera_firma, espera_aprobacion"),
    ("stage: filing", "stage: radicacion", "processes.anulacion.steps.5.stage", "approval, digitization, filing"),
    ("{register: Anulado}", "{registro: Anulado}", "processes.anulacion.steps.3.on_enter.1.registro", "«register»"),
    ("[forward_documents,", "[forward_document,", "processes.anulacion.steps.3.on_enter.0", "«forward_documents»"),
    ("    blocks: false", "    bloks: false", "processes.anulacion.steps.4.bloks", "¿Quiso decir «blocks»?"),
    # What does not fit together
    ("roles: [soporte]", "roles: [gerencia]", "people", "«soporte», que el programa necesita"),
    (
        "roles: [auxiliar_scanner]",
        "roles: [auxiliar_scaner]",
        "processes.anulacion.steps.3.who.0",
        "¿Quiso decir «auxiliar_scaner»?",
    ),
    (
        "6 business days, to: coordinador_sac",
        "6 business days, to: gerente",
        "processes.anulacion.steps.5.escalate.to",
        "nadie tiene el cargo",
    ),
    (
        "opened_by: [coordinador_seccional]",
        "opened_by: [coordinador]",
        "processes.anulacion.opened_by.0",
        "nadie tiene el cargo",
    ),
    (
        "roles: [auxiliar_scanner]",
        "roles: [auxiliar_scanner, coordinador_seccional]",
        "people.3.roles.1",
        "ninguna seccional la nombra",
    ),
    (
        "address: oscar.rojas@empresa.example",
        "address: Luz.Hincapie@empresa.example",
        "people.2.address",
        "ya está en la línea",
    ),
    ("  - name: Medellín", "  - name: Cali", "branches.1.name", "ya está en la línea"),
    ("[Medellín, Pereira,", "[Medellín, POPAYAN,", "branches.1.serves.1", "una sola seccional"),
    ("aliases: [San Andrés Isla,", "aliases: [Tunja,", "branches.3.serves.5.aliases.0", "una sola seccional"),
    (
        "to: carlos.echeverry@empresa.example,",
        "to: carlos.echeverri@empresa.example,",
        "deputies.0.to",
        "«carlos.echeverry@empresa.example»",
    ),
    ("to: carlos.echeverry@empresa.example,", "to: Martha.Ospina@empresa.example,", "deputies.0.to", "a sí mismo"),
    ("until: 2026-07-15", "until: 2026-06-15", "deputies.0.until", "antes de empezar"),
    (
        "{name: Juan Esteban Zuluaga Giraldo, address: juan.zuluaga@empresa.example}",
        "{name: Juan Zuluaga, address: Diana.Caicedo@empresa.example}",
        "branches.1.coordinators.0.name",
        "es «Diana Marcela Caicedo Lucumí» en la línea",
    ),
    (
        "domains: [empresa.example]",
        "domains: [enpresa.example]",
        "company.domains.0",
        "¿Quiso decir «empresa.example»?",
    ),
    (
        "path: storage/maildir/enviados",
        "path: ./storage/maildir/anulaciones/",
        "mailboxes.0.send.path",
        "volvería a entrar",
    ),
    (
        "  - address: anulaciones@empresa.example\n    kind",
        "  - address: soporte@empresa.example\n    kind",
        "mailboxes.0.address",
        "dirección de una persona",
    ),
    (
        "ANULACION, REFACTURADO, REFACTURACION]",
        "Anulación, anulado, REFACTURADO, REFACTURACION]",
        "processes.anulacion.subject.keywords.2",
        "ya está en la línea",
    ),
    (
        "      ANULADO: [anulacion",
        "      ANULADA: [anulacion",
        "processes.anulacion.fits.ANULADA",
        "¿Quiso decir «ANULADO»?",
    ),
    (
        "fields: [cliente, {ciudad: branches.serves}]",
        "fields: [{ciudad: branches.serves}, cliente]",
        "processes.anulacion.subject.fields",
        "primero un campo libre",
    ),
    (
        "Medellín: [FEMD]",
        "Medelín: [FEMD]",
        "processes.anulacion.checks.42.invoice.prefix_other_branch.prefixes.Medelín",
        "¿Quiso decir «Medellín»?",
    ),
    (
        "      - memo.addressee_wrong\n",
        "      - memo.addressee_wrong: {roles: [gerensia]}\n",
        "processes.anulacion.checks.21.memo.addressee_wrong.roles.0",
        "nadie tiene el cargo",
    ),
    ("- log.empty\n", "- log.emty\n", "processes.anulacion.checks.77", "¿Quiso decir «log.empty»?"),
    ("- log.empty\n", "- log.empty\n      - log.empty\n", "processes.anulacion.checks.78", "ya está en la línea"),
    (
        "      - reply.signature_unconfirmed\n",
        "",
        "processes.anulacion.steps.0.when.finding",
        "ninguna revisión de este proceso",
    ),
    (
        "when: {finding: reply.signature_unconfirmed}",
        "when: {finding: log.empty, field: tipo, is: x}",
        "processes.anulacion.steps.0.when",
        "una sola de estas",
    ),
    (
        "when: {finding: reply.signature_unconfirmed}",
        "when: {field: tipo}",
        "processes.anulacion.steps.0.when",
        "una sola de estas",
    ),
    (
        "when: {finding: reply.signature_unconfirmed}",
        "when: {field: tpo, is: x}",
        "processes.anulacion.steps.0.when.field",
        "¿Quiso decir «tipo»?",
    ),
    (
        "      - name: refacturacion\n",
        "      - name: aprobacion\n",
        "processes.anulacion.steps.2.name",
        "ya está en la línea",
    ),
    ("        field: nueva_factura\n", "", "processes.anulacion.steps.4", "agregue `field`"),
    (
        "        stage: filing\n",
        "        stage: filing\n        field: x\n",
        "processes.anulacion.steps.5.field",
        "solo va con `ask: value`",
    ),
    (
        "        stage: filing\n",
        "        stage: filing\n        on_refused: return\n",
        "processes.anulacion.steps.5.on_refused",
        "solo va con `ask: approve`",
    ),
    ("[memorando_sellado]", "[memorand]", "processes.anulacion.steps.5.expects.0", "¿Quiso decir «memorando»?"),
]


@pytest.mark.parametrize(("old", "new", "key", "phrase"), KINDS_OF_PROBLEM)
def test_one_fault_is_one_problem_with_its_cure(
    edit: Edit, problems: Problems, *, old: str, new: str, key: str, phrase: str
) -> None:
    """The one thing that is wrong is said once, under its key, with what would be right."""
    text = edit((old, new))
    found = [problem for problem in problems(text) if problem.key == key and phrase in problem.message]
    assert len(found) == 1
    written = key.rpartition(".")[2]
    if written in new:
        at = edit().index(old) + new.index(written)
        assert found[0].line == text[:at].count("\n") + 1


def test_all_problems_come_at_once_in_the_order_of_the_file(edit: Edit, problems: Problems) -> None:
    """Wrong values, unknown keys and parts that do not fit together are told in one go."""
    found = problems(
        edit(
            ("  country: CO", "  country: CL"),
            ("[Medellín, Pereira,", "[Medellín, Cali,"),
            ("  saturday: false", "  saturday: false\n  sunday: true\n  hours: x"),
            ("- log.empty\n", "- log.emty\n"),
            ("state: espera_firma", "state: cerrada"),
        )
    )
    assert [problem.key for problem in found] == [
        "company.country",
        "branches.1.serves.1",
        "calendar.sunday",
        "calendar.hours",
        "processes.anulacion.checks.77",
        "processes.anulacion.steps.0.state",
    ]
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


IMAP = """  - address: buzon@empresa.example
    kind: imap
    host: {host}
    tls: {tls}
    secret: {secret}
    processes: [anulacion]
    authentication: {{authserv_id: mx.empresa.example}}
    send: {{kind: smtp, host: smtp.empresa.example{send}}}
"""


def _with_imap(edit: Edit, **changed: str) -> str:
    usual = {"host": "h", "tls": "implicit", "secret": "env:X", "send": ""}
    mailbox = IMAP.format(**usual | changed)
    return edit(("mailboxes:\n", "mailboxes:\n" + mailbox))


@pytest.mark.parametrize("secret", ["hunter2", "ENV:X", "env:", "file:relative", "credential:", "env:A-B", "file:"])
def test_a_literal_password_is_refused_and_never_repeated(edit: Edit, problems: Problems, secret: str) -> None:
    """The problem says where passwords go, and does not show the one that was written."""
    (problem,) = problems(_with_imap(edit, secret=f"'{secret}'"))
    assert problem.key == "mailboxes.0.secret"
    assert "nunca va la clave misma" in problem.message
    assert "hunter2" not in problem.message


def test_unprotected_connections_stay_on_this_machine(edit: Edit, problems: Problems, load: Callable) -> None:
    """Without TLS only loopback is reached, and even that is a lowered guard."""
    (problem,) = problems(_with_imap(edit, tls="none-on-loopback-only"))
    assert (problem.key, "sin TLS" in problem.message) == ("mailboxes.0.tls", True)
    for host in ("127.0.0.1", "localhost", "'::1'"):
        guards = load(_with_imap(edit, tls="none-on-loopback-only", host=host)).lowered_guards
        assert ("tls.none", "buzon@empresa.example") in [(lowered.guard, lowered.mailbox) for lowered in guards]


def test_dates_are_compared_only_where_both_exist(edit: Edit, problems: Problems) -> None:
    """A first day that is no date is one problem, not also a period that ends before it begins."""
    (problem,) = problems(edit(("from: 2026-07-01", "from: 31/07/2026")))
    assert problem.key == "deputies.0.from"


def test_a_stranger_is_not_taken_for_a_colleague(edit: Edit, problems: Problems) -> None:
    """Addresses of one company all end alike: only what stands before the @ makes them similar."""
    found = problems(edit(("to: carlos.echeverry@empresa.example,", "to: xyz.abc@empresa.example,")))
    assert [(one.key, "¿Quiso decir" in one.message) for one in found] == [("deputies.0.to", False)]


def test_what_is_wrong_with_the_whole_file_names_the_file(problems: Problems) -> None:
    """Writing that is no YAML has no key."""
    (problem,) = problems("company: [")
    assert problem.key == "archivo"


def test_a_user_needs_a_secret(edit: Edit, problems: Problems) -> None:
    """Whoever logs in to send needs a password from somewhere."""
    (problem,) = problems(_with_imap(edit, send=", user: x"))
    assert problem.key == "mailboxes.0.send.user"


def test_mailbox_and_process_name_each_other(edit: Edit, problems: Problems) -> None:
    """A mailbox of an unknown process, and a process without mailbox, are both problems."""
    old = "    processes: [anulacion]\n    # Adónde"
    found = problems(edit((old, old.replace("anulacion", "anulacoin"))))
    assert [problem.key for problem in found] == ["mailboxes.0.processes.0", "processes.anulacion"]
    assert "¿Quiso decir «anulacion»?" in found[0].message


def test_nobody_approves_their_own_request(edit: Edit, problems: Problems) -> None:
    """If the only approver may also open a case, somebody else is needed; two approvers are enough."""
    alone = ("roles: [jefe_sac]", "roles: [jefe_sac, pide]")
    opener = ("opened_by: [coordinador_seccional]", "opened_by: [coordinador_seccional, pide]")
    (problem,) = problems(edit(alone, opener))
    assert problem.key == "processes.anulacion.steps.1.who"
    assert "martha.ospina@empresa.example" in problem.message


def test_a_coordinator_who_approves_is_nobodys_only_approver(edit: Edit, problems: Problems) -> None:
    """The only coordinator of a branch who is the only approver could not get an approval."""
    found = problems(
        edit(
            (
                "  - {name: Juan Esteban Zuluaga Giraldo, address: juan.zuluaga@",
                "  - {name: Martha Lucía Ospina Rendón, address: martha.ospina@",
            )
        )
    )
    assert [problem.key for problem in found] == ["processes.anulacion.steps.1.who"]


def test_two_approvers_cover_for_each_other(edit: Edit, load: Callable) -> None:
    """A role with two holders needs nobody else."""
    load(
        edit(
            ("roles: [jefe_sac]", "roles: [jefe_sac, pide]"),
            ("roles: [gerencia]", "roles: [gerencia, jefe_sac]"),
            ("opened_by: [coordinador_seccional]", "opened_by: [coordinador_seccional, pide]"),
        )
    )
