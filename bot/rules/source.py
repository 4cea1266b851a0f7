"""YAML text to plain data that remembers where each thing was written.

Every scalar stays the text that was written, or ``None``: ``05`` is not 5 and ``no`` is not false until a model says
so, which spares the rules all surprises of YAML's own guesses. Anchors and foreign tags have no place in rules.
"""

import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from bot.errors import Problem, RulesError
from bot.rules.wording import wording

SIZE_LIMIT = 512 * 1024
"""Bytes; a longer file is not a set of rules, and would take minutes to read."""

Path = tuple[str | int, ...]
Data = dict[str, "Data"] | list["Data"] | str | None

_YAML_TAG = "tag:yaml.org,2002:"
_TAGS = frozenset(
    _YAML_TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a file says.

    Attributes:
        file: As it was named.
        data: The whole file as mappings, lists, texts and ``None``.
        places: Line and column, from 1, of each key and list item by its path.
        problems: What is wrong with the writing alone: repeated keys, anchors, foreign tags.
    """

    file: str
    data: Data
    places: Mapping[Path, tuple[int, int]]
    problems: tuple[Problem, ...] = ()

    def problem(self, path: Path, code: str, **data: str) -> Problem:
        """A problem at a path, or at the nearest thing around it that was written."""
        line, column = next(self.places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.places)
        key = ".".join(map(str, path))
        return Problem(
            file=self.file, line=line, column=column, key=key or wording().whole, message=wording().problem(code, data)
        )

    def find(self, pattern: str, under: Path = ()) -> Iterator[tuple[Path, str]]:
        """Every text whose path under another one matches, for example ``people.*.roles.*``; ``*`` is any part."""
        return ((path, node) for path, node in self.nodes(pattern, under) if isinstance(node, str))

    def nodes(self, pattern: str, under: Path = ()) -> Iterator[tuple[Path, Data]]:
        """Everything whose path under another one matches."""
        found = [(under, self._at(under))]
        for part in pattern.split("."):
            found = [
                ((*path, key), child) for path, node in found for key, child in _children(node) if part in ("*", key)
            ]
        return iter(found)

    def _at(self, path: Path) -> Data:
        node = self.data
        for part in path:
            node = dict(_children(node))[part]
        return node

    def written(self, loc: Path) -> Path:
        """The path of a model's error as it was written: parts that only the model knows are left out."""
        path: Path = ()
        for part in loc:
            if (*path, part) in self.places:
                path = (*path, part)
        return path


def _children(node: Data) -> Iterator[tuple[str | int, Data]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from enumerate(node)


def read_source(text: str, file: str) -> Source:
    """Reads YAML text.

    Raises:
        RulesError: It cannot be read as YAML at all; the one problem says where reading stopped.
    """
    blank = Source(file=file, data=None, places={(): (1, 1)})
    if len(text) > SIZE_LIMIT:
        raise RulesError((blank.problem((), "too_large"),))
    try:
        root = _compose(text)
        reader = _Reader(file=file)
        data = reader.read(root, ()) if root else None
    except RecursionError:
        raise RulesError((blank.problem((), "too_deep"),)) from None
    except YAMLError as error:
        line, column = _position(error, text)
        stopped = Source(file=file, data=None, places={(): (line, column)})
        raise RulesError((stopped.problem((), wording().syntax_code(str(error))),)) from None
    return Source(file=file, data=data, places=reader.places, problems=tuple(reader.problems))


def _compose(text: str) -> Node | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an anchor used twice is reported as an anchor
        return cast("Node | None", YAML(typ="safe", pure=True).compose(text))


def _position(error: YAMLError, text: str) -> tuple[int, int]:
    if isinstance(error, ReaderError):
        before = text[: error.position]
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


@dataclass(kw_only=True)
class _Reader:
    """Walks the nodes once; a node met twice is an alias and is not followed."""

    file: str
    places: dict[Path, tuple[int, int]] = field(default_factory=lambda: {(): (1, 1)})
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def read(self, node: Node, path: Path) -> Data:
        if id(node) in self.seen:
            self._report(node, path, "alias")
            return None
        self.seen.add(id(node))
        if str(node.tag) not in _TAGS:
            self._report(node, path, "foreign_tag")
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._placed(child, child, (*path, index)) for index, child in enumerate(node.value)]
        return None if str(node.tag) == _YAML_TAG + "null" else _text(node)

    def _mapping(self, node: MappingNode, path: Path) -> Data:
        result: dict[str, Data] = {}
        for key_node, value in node.value:
            key = _text(key_node) if isinstance(key_node, ScalarNode) else None
            if key is None:
                self._report(key_node, path, "key_not_text")
            elif key in result:
                self._report(key_node, (*path, key), "duplicate_key", first=str(self.places[*path, key][0]))
            else:
                result[key] = self._placed(key_node, value, (*path, key))
        return result

    def _placed(self, at: Node, node: Node, path: Path) -> Data:
        self.places[path] = _mark(at)
        return self.read(node, path)

    def _report(self, node: Node, path: Path, code: str, **data: str) -> None:
        here = Source(file=self.file, data=None, places={(): _mark(node)})
        self.problems.append(here.problem(path, code, **data))


def _mark(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _text(node: Node) -> str:
    return unicodedata.normalize("NFC", str(node.value))
