"""Finds the import statements that a module needs, by reading its source."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from emulators.scaffold.source.literal import WIDTH, Name, source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_CORE = {
    "auth": ("BEARER", "ApiKey", "Basic", "Principal"),
    "call": ("Call",),
    "clock": ("milliseconds", "seconds"),
    "emulator": ("Emulator",),
    "http": ("Reply",),
    "operation": ("Operation",),
    "problem": ("Problem", "Refusal"),
    "provenance": ("assumed",),
    "refusals": ("Refusals",),
    "rule": ("must",),
    "schema": ("Decimal", "Document", "Flag", "Integer", "Number", "Omissible", "Secret", "Text", "Uuid"),
    "settings": ("Setting",),
    "store": ("Row", "Table", "Taken"),
    "world": ("Credential", "World"),
}
_OTHERS = {
    "typing": ("TYPE_CHECKING", "Annotated", "Any", "Literal"),
    "collections.abc": ("Callable",),
    "annotated_types": ("Interval", "Len", "MinLen"),
    "pydantic": ("Field",),
}
KNOWN = {name for names in (*_CORE.values(), *_OTHERS.values()) for name in names}
"""The names that are imported wherever they are used."""
MODULES = ("auth", "envelope", "operations", "problems", "rules", "schema", "seed", "settings", "tables")
"""The modules of a vendor's package."""


def with_imports(text: str, package: str, *, lazy: bool = True) -> str:
    """Returns the module, which begins with its docstring, with its imports added.

    Where it is `lazy`, annotations are not evaluated: what only they name is imported for type checkers.
    """
    tree = ast.parse(text)
    defined = {name for node in tree.body for name in _defined(node)}
    at_runtime, annotated = _used(tree, lazy=lazy)
    typed = annotated - at_runtime - defined
    wanted = (at_runtime - defined) | ({"TYPE_CHECKING"} if typed & _origins(package).keys() else set())
    blocks = [_statements(wanted, package, 0)]
    if "TYPE_CHECKING" in wanted:
        blocks = ["from __future__ import annotations", *blocks, "if TYPE_CHECKING:\n" + _statements(typed, package, 4)]
    docstring, _, rest = text.partition('"""\n')
    body = rest.lstrip("\n")
    space = "\n\n\n" if body.startswith(("@", "def ", "class ")) else "\n\n"
    return "\n\n".join([f'{docstring}"""', *filter(None, blocks)]) + (space + body if body else "\n")


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    for target in (
        node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    ):
        if isinstance(target, ast.Name):
            yield target.id


def _used(tree: ast.Module, *, lazy: bool) -> tuple[set[str], set[str]]:
    """Returns the names that are read when the module runs, and those that annotations hold."""
    annotations = [node for each in ast.walk(tree) for node in _annotations(each)] if lazy else []
    inside = {id(node) for annotation in annotations for node in ast.walk(annotation)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return {node.id for node in names if id(node) not in inside}, {node.id for node in names if id(node) in inside}


def _annotations(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.FunctionDef):
        return [node.returns] if node.returns else []
    annotation = getattr(node, "annotation", None)
    return [annotation] if isinstance(node, ast.arg | ast.AnnAssign) and annotation else []


def _origins(package: str) -> dict[str, str]:
    """Returns where each known name comes from."""
    found = {name: f"emulators.core.{module}" for module, names in _CORE.items() for name in names}
    found |= {name: module for module, names in _OTHERS.items() for name in names}
    return found | dict.fromkeys(MODULES, package) | {"CREDENTIALS": f"{package}.tables"}


def _statements(names: Collection[str], package: str, margin: int) -> str:
    """Returns `from MODULE import ...` for these names: the standard library's, other people's, the package's own."""
    origins, found = _origins(package), dict[str, list[str]]()
    for name in sorted(names & origins.keys(), key=_rank):
        found.setdefault(origins[name], []).append(name)
    groups: dict[int, list[str]] = {}
    for module in sorted(found):
        groups.setdefault(_group(module, package), []).append(_statement(module, found[module], margin))
    return "\n\n".join("\n".join(groups[group]) for group in sorted(groups))


def _group(module: str, package: str) -> int:
    own, top = package.partition(".")[0], module.partition(".")[0]
    return 0 if top in sys.stdlib_module_names else 2 if top == own else 1


def _statement(module: str, names: list[str], margin: int) -> str:
    start = f"{' ' * margin}from {module} import "
    flat = ", ".join(names)
    return start + (flat if len(start) + len(flat) <= WIDTH else source(tuple(map(Name, names)), margin, WIDTH))


def _rank(name: str) -> tuple[int, str]:
    """Returns the place of a name in an import: constants, then classes, then the rest."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2), name
