"""A cursor through a document, which follows `$ref` and knows the basis and the cite of every value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from emulators.harness.document.json_pointer import escape, look_up, unescape
from emulators.harness.model.clause import Basis, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.harness.document.document import Pointer, YamlDocument
    from emulators.harness.errors import ContractError


@dataclass(frozen=True, eq=False, repr=False)
class Node:
    """One value of a document. Where it was a `$ref`, `value` is what the reference names, overlaid with the
    reference's siblings.

    `above` is the node from which it was reached; bases and cites are inherited from there.
    """

    document: YamlDocument
    pointer: Pointer
    value: Any
    above: Node | None

    @classmethod
    def root(cls, document: YamlDocument) -> Node:
        """Returns the node of the whole document."""
        return cls(document, (), document.value, None)

    def child(self, key: str | int) -> Node | None:
        """Returns the node under a key or an index, or None where there is none. Each is made once, as schemas are
        walked many times."""
        name = str(key)
        if name not in self._children:
            self._children[name] = self._child(name)
        return self._children[name]

    @cached_property
    def _children(self) -> dict[str, Node | None]:
        return {}

    def _child(self, name: str) -> Node | None:
        if isinstance(self.value, dict) and name in self.value:
            return self._step(name, self.value[name])
        if isinstance(self.value, list) and name.isdecimal() and int(name) < len(self.value):
            return self._step(name, self.value[int(name)])
        return None

    def _step(self, name: str, value: Any) -> Node:
        return Node(self.document, (*self._home(name), name), value, self).dereferenced()

    def _home(self, name: str) -> Pointer:
        """Returns the pointer of the child `name` in the document: beside the reference, if it is a sibling of a
        `$ref`."""
        beside = self._siblings.get(name)
        return beside if beside is not None else self.pointer

    @cached_property
    def _siblings(self) -> Mapping[str, Pointer]:
        return {}

    def dereferenced(self) -> Node:
        """Returns this node with its `$ref` resolved, however many follow one another.

        Raises:
            ContractError: a reference names nothing, leads out of the document, or leads back to itself.
        """
        node, seen = self, {self.pointer}
        while isinstance(node.value, dict) and isinstance(reference := node.value.get("$ref"), str):
            target = _named(self.document, reference, asked_by=node.pointer)
            if target.pointer in seen:
                raise self.document.error(self.pointer, f"the reference {reference} leads back to itself")
            seen.add(target.pointer)
            node = _Joined(self.document, target.pointer, _overlaid(target, node), self.above, node)
        return node

    def with_keywords(self, more: Mapping[str, Any]) -> Node:
        """Returns this node with other keywords in place of its own."""
        return Node(self.document, self.pointer, {**self.value, **more}, self.above)

    def get(self, key: str, default: Any = None) -> Any:
        """Returns the plain value under a key."""
        return self.value.get(key, default) if isinstance(self.value, dict) else default

    def dig(self, *keys: str | int) -> Node | None:
        """Returns the node that several keys lead to, or None where one of them is missing."""
        node: Node | None = self
        for key in keys:
            node = node.child(key) if node else None
        return node

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yields key and node of each child of a mapping or a list."""
        keys = (
            self.value
            if isinstance(self.value, dict)
            else range(len(self.value) if isinstance(self.value, list) else 0)
        )
        for key in keys:
            node = self.child(key)
            if node is not None:
                yield str(key), node

    def below(self, key: str) -> Iterator[tuple[str, Node]]:
        """Yields key and node of each child of the child `key`; nothing where there is no such child."""
        node = self.child(key)
        return node.items() if node else iter(())

    def examples(self) -> Iterator[tuple[str, Node]]:
        """Yields the named examples of a media type or a parameter: `examples`, then `x-examples`, which other tools do
        not read."""
        yield from self.below("examples")
        yield from self.below("x-examples")

    def basis(self, keyword: str = "") -> Basis:
        """Returns the basis of this node, or of one keyword of it: its own `x-basis`, or that of the nearest node
        above. It is no stronger than an `x-basis` beside a reference through which the node was reached.

        Raises:
            ContractError: an `x-basis` is not one of the four words.
        """
        return Basis.weakest(self._own_basis(keyword), self._strongest)

    @cached_property
    def _strongest(self) -> Basis:
        return self.above._strongest if self.above else Basis.DOCUMENTED  # noqa: SLF001 (the same class)

    def _own_basis(self, keyword: str) -> Basis:
        word = self.get("x-basis")
        if isinstance(word, dict):
            rest = word.get("*", word.get("type"))
            word = word.get(keyword, rest) or max(word.values(), key=lambda each: self._as_basis(each).rank)
        if word is not None:
            return self._as_basis(word)
        return self.above.basis(keyword) if self.above else Basis.ASSUMED

    def cite(self, keyword: str = "") -> str:
        """Returns the words of the vendor's page for this node, or for one keyword of it, inherited as the basis is."""
        word = self.get("x-cite")
        if isinstance(word, dict):
            word = word.get(keyword) or "; ".join(str(each) for each in word.values())
        if word is not None:
            return str(word)
        return self.above.cite(keyword) if self.above else ""

    def _as_basis(self, word: Any) -> Basis:
        try:
            return Basis(word)
        except ValueError:
            raise self.document.error(self.pointer, f"x-basis is not one of {', '.join(Basis)}: {word!r}") from None

    def clause(self, text: str, keyword: str = "") -> Clause:
        """Returns this node, or one keyword of it, as a clause, which `text` describes in a few words."""
        place = (*self._home(keyword), keyword) if keyword and keyword in (self.value or {}) else self.pointer
        return Clause(
            file=str(self.document.path),
            line=self.document.line(place),
            pointer="#/" + "/".join(escape(token) for token in place),
            basis=self.basis(keyword),
            cite=self.cite(keyword),
            text=text,
        )

    def error(self, message: str) -> ContractError:
        """Returns an error about this node; its message starts with `file:line`."""
        return self.document.error(self.pointer, message)


@dataclass(frozen=True, eq=False, repr=False)
class _Joined(Node):
    """A node that a `$ref` names, overlaid with the siblings of the reference."""

    reference: Node

    @cached_property
    def _strongest(self) -> Basis:
        word = self.reference.get("x-basis")
        above = self.above._strongest if self.above else Basis.DOCUMENTED  # noqa: SLF001 (the same class)
        return Basis.weakest(above, self._as_basis(word)) if isinstance(word, str) else above

    @cached_property
    def _siblings(self) -> Mapping[str, Pointer]:
        inherited = {name: self.reference._home(name) for name in self.reference._siblings}  # noqa: SLF001 (the same class)
        return inherited | {name: self.reference.pointer for name in self.reference.value if name != "$ref"}


def _overlaid(target: Node, reference: Node) -> Any:
    siblings = {name: value for name, value in reference.value.items() if name != "$ref"}
    return {**target.value, **siblings} if siblings and isinstance(target.value, dict) else target.value


def _named(document: YamlDocument, reference: str, asked_by: Pointer) -> Node:
    """Returns the node that a local reference (`#/components/...`) names.

    Raises:
        ContractError: it names nothing.
    """
    if not reference.startswith("#/"):
        raise document.error(asked_by, f"{reference!r} is not a reference into this document")
    try:
        value = look_up(document.value, reference)
    except KeyError:
        raise document.error(asked_by, f"{reference} names nothing") from None
    return Node(document, tuple(unescape(token) for token in reference[2:].split("/")), value, None)
