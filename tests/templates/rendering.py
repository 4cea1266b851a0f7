"""The real templates with the tests' own sentences for findings, so that a snapshot changes only with its template."""

from pathlib import Path

from ruamel.yaml import YAML

from bot.adapters.render_jinja import JinjaRenderer
from tests.company import annulment, company, generic

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
HERE = Path(__file__).parent
MESSAGES = "messages.es.yaml"


def renderer(scratch: Path) -> JinjaRenderer:
    """A renderer over the repository's templates, laid out in an empty folder."""
    for folder in (path for path in TEMPLATES.iterdir() if path.is_dir()):
        (scratch / folder.name).symlink_to(folder)
    yaml = YAML(typ="safe")
    messages = yaml.load(TEMPLATES / MESSAGES) | {"findings": yaml.load(HERE / "findings.es.yaml")}
    yaml.dump(messages, scratch / MESSAGES)
    return JinjaRenderer(scratch, company(), (annulment(), generic()))
