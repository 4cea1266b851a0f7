"""The rules told back to people."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.rules.explain import explain
from bot.rules.values import Rules
from bot.rules.wording import sentences

WEDNESDAY = datetime(2026, 3, 18, 15, tzinfo=UTC)
Edit = Callable[..., str]
Load = Callable[[str], Rules]


def _told(rules: Rules) -> list[str]:
    return list(explain(rules, sentences(), WEDNESDAY))


def _line(rules: Rules, start: str) -> str:
    (line,) = [line for line in _told(rules) if line.startswith(start)]
    return line


def test_lowered_guards_come_first_and_aloud(rules: Rules) -> None:
    """Whoever reads only one line reads that nobody checks who writes."""
    assert _told(rules)[0].startswith("ATENCIÓN: en anulaciones@empresa.example nadie comprueba quién escribe")


@pytest.mark.parametrize(
    ("rule", "start", "cure"),
    [
        ("{microsoft365: true}", "ATENCIÓN: en anulaciones@empresa.example vale un Authentication-Results", "365"),
        (
            "{internal_mark: {header: X-Casa, value: si}}",
            "ATENCIÓN: en anulaciones@empresa.example se cree que es de la casa todo correo con el encabezado X-Casa",
            "afuera",
        ),
    ],
)
def test_what_rests_on_a_server_s_habits_is_said_aloud(
    edit: Edit, load: Load, rule: str, start: str, cure: str
) -> None:
    """A header that anybody could write is safe with one server only, and the rules cannot know which it is."""
    (line, *_) = _told(load(edit(("authentication: none", f"authentication: {rule}"))))
    assert line.startswith(start)
    assert cure in line


def test_what_a_server_of_its_own_or_a_signature_proves_needs_no_warning(edit: Edit, load: Load) -> None:
    """Both together, too."""
    rule = "authentication: {authserv_id: mx.empresa.example, dkim: true}"
    assert load(edit(("authentication: none", rule))).lowered_guards == ()


def test_every_step_is_a_numbered_sentence_with_its_people(rules: Rules) -> None:
    """A step says who is asked what, and when it applies."""
    steps = [line for line in _told(rules) if line.startswith("Paso ")]
    assert len(steps) == len(rules.processes[0].steps)
    assert "se pide a jefe_sac (Martha Lucía Ospina Rendón) que apruebe o rechace" in steps[1]
    assert "solo si «tipo» incluye anulacion" in steps[1]
    assert "se pregunta a coordinador_sac" in steps[4]


def test_deadlines_show_their_arithmetic(rules: Rules) -> None:
    """Four business days from a Wednesday before a Monday holiday, with the days that do not count."""
    assert (
        "Contado desde hoy miércoles 18 de marzo, vence el miércoles 25 de marzo a las 17:00, "
        "sin contar fines de semana ni el lunes 23 de marzo." in _line(rules, "Paso 2")
    )


def test_who_may_open_and_how(rules: Rules) -> None:
    """The subject is shown as it is written, with every keyword and every document."""
    assert "ANULADO-cliente-ciudad" in _line(rules, "El asunto")
    assert "ANULADO, ANULACION, REFACTURADO o REFACTURACION" in _line(rules, "El asunto")
    assert "el informe de gestiones (xlsx)" in _line(rules, "Hay que adjuntar")
    assert "coordinador_seccional (de cualquier seccional)" in _line(rules, "Lo puede abrir")


def test_what_may_be_left_out_of_rules_is_left_out_of_sentences(edit: Edit, load: Load) -> None:
    """Other comparisons, calendar terms, severities, Saturdays and TLS have their sentences too."""
    smtp = "send: {kind: smtp, host: localhost, tls: none-on-loopback-only}"
    rules = load(
        edit(
            ("when: {finding: reply.signature_unconfirmed}", "when: {field: valor_factura, at_least: 5.000.000}"),
            ("{months: 5}", "{severity: info, months: 5}"),
            ("silence: 10 business days", "silence: 1 día"),
            ("saturday: false", "saturday: true"),
            ("send: {kind: maildir, path: storage/maildir/enviados}", smtp),
        )
    )
    told = "\n".join(_told(rules))
    assert "«valor_factura» es $ 5.000.000 o más" in told
    assert "invoice.too_old (solo se anota)" in told
    assert "se cierra si pasan 1 día sin noticias" in told
    assert "de lunes a sábado" in told
    assert "se conecta sin TLS" in told


def test_every_sentence_pattern_is_used_and_known(rules: Rules) -> None:
    """No place in a sentence is left unfilled."""
    assert not [line for line in _told(rules) if "{" in line or "}" in line]
