"""Reads a YAML document and remembers on which line each value stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from emulators.harness.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Pointer: TypeAlias = tuple[str, ...]

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = {"tag:yaml.org,2002:bool": bool, "tag:yaml.org,2002:int": int, "tag:yaml.org,2002:float": float}


@dataclass(frozen=True, repr=False)
class YamlDocument:
    """A document as plain data, with the line of every JSON pointer in it."""

    path: Path
    value: Any
    lines: Mapping[Pointer, int]

    @classmethod
    def read(cls, path: Path) -> YamlDocument:
        """Reads a YAML file.

        Raises:
            ContractError: the file cannot be read or is not YAML; the message starts with `file:line`.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ContractError(f"{path}:1: cannot be read: {error}") from None
        return cls.parse(text, path)

    @classmethod
    def parse(cls, text: str, path: Path) -> YamlDocument:
        """Reads YAML text as if it stood in the file `path`.

        Raises:
            ContractError: the text is not YAML, is empty, or has a key twice.
        """
        try:
            tree = _LOADER(text).get_single_node()
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise ContractError(f"{path}:{line}: is not YAML: {error.problem}") from None
        except yaml.YAMLError as error:
            raise ContractError(f"{path}:1: is not YAML: {error}") from None
        if tree is None:
            raise ContractError(f"{path}:1: is empty")
        reader = _Reader(path)
        return cls(path, reader.build(tree, ()), reader.lines)

    def line(self, pointer: Pointer) -> int:
        """Returns the line of a pointer (from 1), or of the nearest value above it."""
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)

    def error(self, pointer: Pointer, message: str) -> ContractError:
        """Returns an error about the value at a pointer; its message starts with `file:line`."""
        return ContractError(f"{self.path}:{self.line(pointer)}: {message}")


@dataclass
class _Reader:
    path: Path
    lines: dict[Pointer, int] = field(default_factory=dict)

    def build(self, node: yaml.Node, pointer: Pointer) -> Any:
        self.lines.setdefault(pointer, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, pointer)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*pointer, str(index))) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, pointer: Pointer) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            name, line = key.value, key.start_mark.line + 1
            if not isinstance(name, str) or key.tag == "tag:yaml.org,2002:merge":
                raise ContractError(f"{self.path}:{line}: a key must be a plain string")
            if name in built:
                raise ContractError(f"{self.path}:{line}: the key {name!r} stands here twice")
            self.lines[*pointer, name] = line
            built[name] = self.build(value, (*pointer, name))
        return built

    def _scalar(self, node: yaml.Node) -> Any:
        if node.tag == "tag:yaml.org,2002:null":
            return None
        if node.tag in _PLAIN:
            return _LOADER("").construct_object(node)
        return node.value
