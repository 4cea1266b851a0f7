"""Templates to words: Jinja2 in its sandbox, the process's own folder before the base one, compiled once."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.core.company import Company
from bot.core.effects import Context
from bot.core.process import Process
from bot.errors import PermanentError, SettingsError
from bot.service.ports import Rendered

BASE = "_base"


class JinjaRenderer:
    """The port ``Renderer``.

    Args:
        templates: Folder with ``_base``, the processes' folders and ``messages.es.yaml``.
        company: Today's roster, for the names of people.
        processes: For the titles of documents and steps.
    """

    def __init__(self, templates: Path, company: Company, processes: tuple[Process, ...]) -> None:
        self._company = company
        self._texts = load_messages(templates / "messages.es.yaml")
        self._processes = {process.name: process for process in processes}
        loader = FileSystemLoader(templates)
        self._plain = self._environment(loader, escape=False)
        self._html = self._environment(loader, escape=True)

    def render(self, template: str, process: str, context: Context) -> Rendered:
        """The words of one mail.

        Raises:
            PermanentError: A template is missing or broken; the text names it.
        """
        values = {**context, "process": self._processes.get(process)}
        try:
            text = self._find(self._plain, template, process, ".txt.j2").render(values)
            html = self._find(self._html, template, process, ".html.j2").render(values)
        except TemplateError as error:
            raise PermanentError(f"template {template} of {process or BASE}: {error}") from error
        subject, _, body = text.partition("\n")
        return Rendered(subject=subject.strip(), text=body.strip() + "\n", html=html)

    def _find(self, environment: ImmutableSandboxedEnvironment, name: str, process: str, suffix: str) -> Template:
        return environment.select_template([path + suffix for path in _paths(name, process)])

    def _environment(self, loader: FileSystemLoader, *, escape: bool) -> ImmutableSandboxedEnvironment:
        environment = ImmutableSandboxedEnvironment(
            loader=loader,
            autoescape=escape,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        environment.globals["company"] = self._company
        environment.globals["texts"] = self._texts
        environment.filters |= {
            "person": self._company.name_of,
            "first_name": self._first_name,
            "day": self._day,
            "sentence": self._sentence,
        }
        return environment

    def _first_name(self, email: str) -> str:
        person = self._company.person(email)
        return person.name.split()[0] if person else ""

    def _day(self, moment: str) -> str:
        """An ISO moment as people say the day: ``miércoles 4 de marzo``; its words stand in the messages."""
        local = self._company.calendar.local(datetime.fromisoformat(moment))
        weekday = self._texts["weekdays"][local.weekday()]
        return self._texts["day"].format(weekday=weekday, day=local.day, month=self._texts["months"][local.month - 1])

    def _sentence(self, finding: Mapping[str, object]) -> str:
        """The sentence of a finding with its values filled in."""
        pattern = self._texts["findings"].get(finding["code"], self._texts["findings"]["unknown"])
        data = finding["data"]
        values = {str(key): str(value) for key, value in data.items()} if isinstance(data, Mapping) else {}
        return str(pattern.format_map(_Forgiving(values)))


class _Forgiving(dict[str, str]):
    """A placeholder without its value stays readable instead of stopping the mail."""

    def __missing__(self, key: str) -> str:
        return f"({key})"


def _paths(name: str, process: str) -> Iterator[str]:
    """``pide_confirmacion.radicacion`` falls back to ``pide_confirmacion``, and each process to the base."""
    general = name.partition(".")[0]
    for folder in (process, BASE) if process else (BASE,):
        yield f"{folder}/{name}"
        if general != name:
            yield f"{folder}/{general}"


def load_messages(path: Path) -> Mapping[str, Any]:
    """The sentences and words of ``messages.es.yaml``.

    Raises:
        SettingsError: The file is missing or no YAML; the text names file and line.
    """
    try:
        texts = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise SettingsError(f"{path}: {error}") from error
    if not isinstance(texts, dict):
        raise SettingsError(f"{path}: it must hold a mapping of sections")
    return texts
