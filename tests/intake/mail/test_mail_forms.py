"""The word lists are read strictly and matched leniently."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.intake.mail_forms import MailForms, fold, load_mail_forms

ROOT = Path(__file__).parents[3]


def test_folding_forgets_capitals_accents_and_exotic_spaces() -> None:
    """What people and programs spell differently compares equal."""
    assert fold("  RESPUESTA\u00a0Automática: ") == "respuesta automatica:"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("closings:", "closing:", "closings: Field required"),
        ("robots: [", "robots: [5, ", "robots.0: Input should be a valid string"),
        ("    - [enero, ene, january, jan, janeiro]\n", "", "absence.months: must list the names of 12 months"),
        ("original: ", "original: [", "is no YAML"),
    ],
)
def test_a_broken_list_is_told(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """The error names the file, the key and what is wrong."""
    content = (ROOT / "templates" / "mail_forms.es.yaml").read_text(encoding="utf-8")
    path = tmp_path / "forms.yaml"
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_mail_forms(path)
    assert str(path) in str(caught.value)
    assert complaint in str(caught.value)


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(SettingsError, match=r"none\.yaml: cannot be read"):
        load_mail_forms(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("line", "is_footer"),
    [
        ("Enviado desde mi iPhone", True),
        ("Enviado desde mi Galaxy A54 5G", True),
        ("Obtener Outlook para iOS<https://aka.ms/o0ukef>", True),
        ("Enviado desde la seccional Cali el memorando. Aprobado", False),
        ("Enviado el memorando", False),
    ],
)
def test_footers_are_whole_lines(forms: MailForms, line: str, is_footer: bool) -> None:
    """What a phone adds is told from what a person reports."""
    assert bool(forms.footer.fullmatch(fold(line))) is is_footer
