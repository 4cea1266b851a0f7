"""Templates to words: Jinja2 in its sandbox, one template for both bodies, the process's own before the base one.

A mail is written once, as ``acuse.j2``; two more folders say what a paragraph, a table or a list looks like, as plain
text (``_text``) and as HTML (``_html``). So the two bodies cannot say different things, and a translator or a clerk who
edits a mail never sees a tag.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any
from unicodedata import category

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.adapters import render_flow
from bot.adapters.render_findings import Together
from bot.adapters.render_words import Wording, load_messages
from bot.core.company import Company
from bot.core.effects import Context
from bot.core.process import Process
from bot.errors import PermanentError, SettingsError
from bot.service.ports import Rendered

BASE = "_base"
MULTILINE = frozenset({"words", "reason", "error"})
"""Keys of the context that hold somebody's own words or a traceback, whose line breaks are kept."""

UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories that no mail of ours prints: controls, marks that turn the direction of writing, lone halves."""


class JinjaRenderer:
    """The port ``Renderer``.

    Args:
        templates: Folder with ``_base``, ``_text``, ``_html``, the processes' folders and ``messages.es.yaml``.
        company: Today's roster, for the names of people.
        processes: For the titles of documents.

    Raises:
        SettingsError: The messages or the two forms are missing or broken; the text names the file.
    """

    def __init__(self, templates: Path, company: Company, processes: tuple[Process, ...]) -> None:
        self._folder = templates
        self._found: dict[tuple[str, str], tuple[Template, Template]] = {}
        texts = load_messages(templates / "messages.es.yaml")
        known: dict[str, Process | None] = {"": None, **{process.name: process for process in processes}}
        wordings = {name: Wording(texts, company, process) for name, process in known.items()}
        try:
            self._text = {name: _text_environment(templates, wording) for name, wording in wordings.items()}
            self._html = {name: _html_environment(templates, wording) for name, wording in wordings.items()}
        except TemplateError as error:
            raise SettingsError(f"{templates}: {type(error).__name__}: {error}") from error

    def render(self, template: str, process: str, context: Context) -> Rendered:
        """The words of one mail. ``pide_confirmacion.radicacion`` falls back to ``pide_confirmacion``.

        Raises:
            PermanentError: A template is missing or broken; the text names it.
        """
        values = clean(context)
        try:
            as_text, as_html = self._forms_of(template, process)
            text, html = as_text.render(values), as_html.render(values)
        except TemplateError as error:
            raise PermanentError(f"template {template} of {process or BASE}: {error}") from error
        subject, _, body = text.lstrip("\n").partition("\n")
        return Rendered(subject=subject, text=body.strip() + "\n", html=html.strip().replace("$ ", "$&nbsp;") + "\n")

    def _forms_of(self, template: str, process: str) -> tuple[Template, Template]:
        """Looked for on disk only once."""
        if (template, process) not in self._found:
            names = [f"{name}.j2" for name in (template, template.partition(".")[0])]
            forms = self._text[process].select_template(names), self._html[process].select_template(names)
            self._found[template, process] = forms
        return self._found[template, process]

    def problems(self) -> Iterator[str]:
        """What is wrong with the wording of each template, whether or not a mail needs it today."""
        for path in sorted(self._folder.rglob("*.j2")):
            try:
                self._text[""].parse(path.read_text(encoding="utf-8"))
            except TemplateSyntaxError as error:
                yield f"{path}:{error.lineno}: {error.message}"
            except (OSError, UnicodeDecodeError) as error:
                yield f"{path}: {error}"


def clean(values: Mapping[str, object]) -> dict[str, object]:
    """The context with every text on one line and without unseen characters, so that nobody's name changes a mail."""
    return {key: _clean(value, keep_lines=key in MULTILINE) for key, value in values.items()}


def _clean(value: object, *, keep_lines: bool) -> object:
    if isinstance(value, str):
        if value.isprintable():
            return value.strip() if keep_lines else " ".join(value.split())
        lines = (_visible(line) for line in value.split("\n"))
        return "\n".join(lines).strip("\n") if keep_lines else " ".join(" ".join(lines).split())
    if isinstance(value, list | tuple):
        return [_clean(item, keep_lines=keep_lines) for item in value]
    if isinstance(value, Mapping):
        return clean(value)
    return value


def _visible(line: str) -> str:
    if line.isprintable():
        return line.strip()
    return "".join(" " if character == "\t" else character for character in line if _is_seen(character)).strip()


def _is_seen(character: str) -> bool:
    return character == "\t" or category(character) not in UNSEEN


def _text_environment(templates: Path, wording: Wording) -> ImmutableSandboxedEnvironment:
    environment = _environment(templates, "_text", wording)
    environment.filters |= {"flow": render_flow.flow_text, "hang": render_flow.hang}
    return _with_forms(environment)


def _html_environment(templates: Path, wording: Wording) -> ImmutableSandboxedEnvironment:
    environment = _environment(templates, "_html", wording)
    environment.filters |= {"flow": render_flow.flow_html, "lines": render_flow.lines}
    return _with_forms(environment)


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that knows its templates by their names: a mail is put together from some ten, twice."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as the base takes them
        super().__init__(**options)
        self._known: dict[str, Template] = {}
        self._safe: dict[tuple[type, str], bool] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the base's name
    ) -> Template:
        """A template; none has a name of its own for another's sake, nor globals of its own."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        if name not in self._known:
            self._known[name] = super().get_template(name, parent)
        return self._known[name]

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """As the sandbox says, which looks at nothing but the type and the name: asked once for both."""
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


def _environment(templates: Path, form: str, wording: Wording) -> ImmutableSandboxedEnvironment:
    own = [wording.process.name] if wording.process else []
    environment = _Environment(
        loader=FileSystemLoader([templates / folder for folder in (*own, BASE, form)]),
        autoescape=form == "_html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.globals |= {"company": wording.company, "process": wording.process}
    environment.filters |= {
        **wording.filters(),
        "one_line": render_flow.one_line,
        "told_together": Together(wording).told,
        "told_to_decide": Together(wording).told_to_decide,
    }
    return environment


def _with_forms(environment: ImmutableSandboxedEnvironment) -> ImmutableSandboxedEnvironment:
    """Gives every template the macros of its form: ``form.table``, ``form.items``, ``form.quote`` and so on."""
    environment.globals["form"] = environment.get_template("form.j2").module
    return environment
