"""What is wrong in ``templates/lexicon.es.yaml``, every problem with its line, for whoever edits the words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bot.errors import Problem
from bot.settings import bundled

_LISTS = ("closings", "phone", "notices", "roles", "abbreviations", "glued")
_PAIRS = ("spoken", "split", "short")
_TEXTS = ("bad_emoji", "tick")
_BLOCKS = ("endings", "verbs", "words", "deeds", "frame", "shapes", "plain", "lists")
_STEMS = "stems"
_PLAIN_LISTS = ("verbs", "told", "things")

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Makes the problems of one file."""

    path: Path

    def say(self, code: str, place: _Place, key: str, **data: object) -> Problem:
        """Return one problem.

        Args:
            code: Which sentence of ``lexicon_problems.es.yaml``.
            place: Line and column, counted from 0.
            key: Dotted path of the key.
            data: What the sentence names.
        """
        line, column = place
        message = _wording()[code].format(**data)
        return Problem(file=str(self.path), line=line + 1, column=column + 1, key=key, message=message)


def problems_of(document: CommentedMap, path: Path) -> Iterator[Problem]:
    """Yield every problem of a lexicon that was read from ``path``."""
    report = Reporter(path=path)
    for name in _BLOCKS:
        if name not in document:
            yield report.say("missing", (0, 0), name)
    if "slips" not in document:
        yield report.say("missing", (0, 0), "slips")
    else:
        yield from _slips(document, report)
    for name, check in _CHECKS:
        if name in document:
            yield from _block(document, name, "", report) or check(document, report)


def _block(parent: CommentedMap, name: str, prefix: str, report: Reporter) -> tuple[Problem, ...]:
    if isinstance(parent[name], CommentedMap):
        return ()
    return (report.say("block", parent.lc.key(name), f"{prefix}{name}"),)


def _list(parent: CommentedMap, name: str, prefix: str, report: Reporter) -> Iterator[Problem]:
    """A key must hold a list of texts."""
    items, key = parent[name], f"{prefix}{name}"
    if not isinstance(items, CommentedSeq):
        yield report.say("list", parent.lc.key(name), key)
        return
    for index, item in enumerate(items):
        if not isinstance(item, str) or not item.strip():
            yield report.say("word", items.lc.item(index), key, given=repr(item))


def _lists(name: str, document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    for key in document[name]:
        yield from _list(document[name], key, f"{name}.", report)


def _endings(document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    for group in document["endings"]:
        yield from _block(document["endings"], group, "endings.", report) or _lists(group, document["endings"], report)


def _verbs(document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    verbs, endings = document["verbs"], document.get("endings")
    for family in verbs:
        if broken := _block(verbs, family, "verbs.", report):
            yield from broken
            continue
        for infinitive in verbs[family]:
            yield from _verb(verbs[family], infinitive, endings if isinstance(endings, Mapping) else {}, report)


def _verb(
    family: CommentedMap, infinitive: str, endings: Mapping[str, Mapping[str, object]], report: Reporter
) -> Iterator[Problem]:
    key = f"verbs.{infinitive}"
    if broken := _block(family, infinitive, "verbs.", report):
        yield from broken
        return
    group = endings.get(infinitive[-2:])
    if not isinstance(group, Mapping):
        yield report.say("infinitive", family.lc.key(infinitive), key, given=infinitive, allowed=_named(endings))
        return
    forms = family[infinitive]
    if _STEMS not in forms:
        yield report.say("missing", family.lc.key(infinitive), f"{key}.{_STEMS}")
    for form in forms:
        if form != _STEMS and form not in group:
            yield report.say("form", forms.lc.key(form), f"{key}.{form}", given=form, allowed=_named(group))
        yield from _list(forms, form, f"{key}.", report)


def _words(document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    """Every tag a list of words, and no word under two tags: the second would never count."""
    yield from _lists("words", document, report)
    first: dict[str, str] = {}
    for tag, items in document["words"].items():
        for index, item in enumerate(items if isinstance(items, CommentedSeq) else ()):
            place = items.lc.item(index)
            word = str(item).lower()
            if word in first:
                yield report.say("twice", place, f"words.{tag}", given=word, first=first[word])
            first.setdefault(word, f"words.{tag}:{place[0] + 1}")


def _deeds(document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    """The words of deeds have the shape of the others; their verbs bend by the same endings."""
    block = document["deeds"]
    for name, check in (("verbs", _verbs), ("words", _words)):
        if name not in block:
            yield report.say("missing", document.lc.key("deeds"), f"deeds.{name}")
        else:
            part = CommentedMap({**block, "endings": document.get("endings")})
            yield from _block(block, name, "deeds.", report) or check(part, report)


def _frame(document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    frame = document["frame"]
    for name in (*_LISTS, *_PAIRS, *_TEXTS):
        if name not in frame:
            yield report.say("missing", document.lc.key("frame"), f"frame.{name}")
        elif name in _LISTS:
            yield from _list(frame, name, "frame.", report)
        elif name in _PAIRS:
            yield from _block(frame, name, "frame.", report)
        elif not isinstance(frame[name], str):
            yield report.say("text", frame.lc.key(name), f"frame.{name}", given=repr(frame[name]))


def _slips(document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    yield from _list(document, "slips", "", report)
    families = document["verbs"].values() if isinstance(document.get("verbs"), CommentedMap) else ()
    known = {name for family in families if isinstance(family, Mapping) for name in family}
    for index, name in enumerate(document["slips"] if isinstance(document["slips"], CommentedSeq) else ()):
        if name not in known:
            yield report.say("verb", document["slips"].lc.item(index), "slips", given=name)


def _plain(document: CommentedMap, report: Reporter) -> Iterator[Problem]:
    block = document["plain"]
    for name in ("words", "inflected", *_PLAIN_LISTS):
        if name not in block:
            yield report.say("missing", document.lc.key("plain"), f"plain.{name}")
        elif name in _PLAIN_LISTS:
            yield from _list(block, name, "plain.", report)
    if "words" in block:
        yield from _block(block, "words", "plain.", report) or _lists("words", block, report)
    for index, name in enumerate(block.get("things", ())):
        if name not in block.get("words", ()):
            yield report.say("group", block["things"].lc.item(index), "plain.things", given=name)


def _named(names: Iterable[str]) -> str:
    return ", ".join(names)


_CHECKS = (
    ("endings", _endings),
    ("verbs", _verbs),
    ("words", _words),
    ("deeds", _deeds),
    ("frame", _frame),
    ("shapes", lambda document, report: _lists("shapes", document, report)),
    ("plain", _plain),
    ("lists", lambda document, report: _lists("lists", document, report)),
)


@cache
def _wording() -> Mapping[str, str]:
    """How problems are said, from ``templates/lexicon_problems.es.yaml``."""
    text = (bundled("templates") / "lexicon_problems.es.yaml").read_text(encoding="utf-8")
    return dict(YAML(typ="safe").load(text))
