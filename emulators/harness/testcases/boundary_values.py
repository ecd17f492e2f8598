"""Makes the smallest and the largest value of a schema, with placeholders where only the target knows a good one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import ABSENT
from emulators.harness.schema import regex
from emulators.harness.schema.alternatives import alternatives, fields, required
from emulators.harness.schema.branches import Branch, belongs, branches
from emulators.harness.schema.validation import Schema
from emulators.harness.testcases.phone_numbers import fictional
from emulators.harness.testcases.placeholders import Fresh, InventedSecret, Known, Template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.document.node import Node

FORMATS = {
    "uuid": "3b241101-e2bb-4255-8caf-4136c566a962",
    "date-time": "2025-01-01T00:00:00Z",
    "date": "2025-01-01",
    "email": "nobody@example.com",
    "uri": "https://example.com/hook",
    "hostname": "sip.example.com",
    "ipv4": "192.0.2.10",
    "ipv6": "2001:db8::10",
}
KINDS = {
    "uuid": FORMATS["uuid"],
    "object-id": "64e5f1234567abcdef123456",
    "host": "sip.example.com",
    "pin": "246810",
}
SHOWN = fictional(0)
"""The number that stands for a fresh one while a form is validated beforehand."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a value is written out: only what is required, or the whole."""

    whole: bool


MINIMAL, MAXIMAL = Size(whole=False), Size(whole=True)


def boundary_value(schema: Node, name: str, size: Size) -> Template:
    """Returns a value that a schema admits: as little as it requires, or everything that it names.

    Raises:
        ContractError: no string could be made; the schema needs an example.
    """
    if "const" in schema.value:
        return schema.get("const")
    if schema.get("enum"):
        return schema.get("enum")[0]
    first = schema.dig("oneOf", 0) or schema.dig("anyOf", 0)
    if first is not None and "type" not in schema.value and not alternatives(schema):
        return boundary_value(first, name, size)
    maker = {"object": _object, "array": _array, "integer": _number, "number": _number, "string": text}.get(
        kind(schema)
    )
    if maker is not None:
        return maker(schema, name, size)
    return {"boolean": False, "": {"note": f"any {name}"}}.get(kind(schema))


def kind(schema: Node) -> str:
    """Returns the type of a schema, the first that is not null where it has several, or an empty text."""
    word = schema.get("type")
    words = [each for each in word if each != "null"] if isinstance(word, list) else [word]
    if words and words[0]:
        return str(words[0])
    if fields(schema):
        return "object"
    return "string" if {"minLength", "maxLength", "pattern", "format"} & set(schema.value) else ""


def _object(schema: Node, _name: str, size: Size) -> Template:
    return body(schema, branches(schema)[0], size)


def body(schema: Node, branch: Branch, size: Size) -> dict[str, Template]:
    """Returns an object of one branch: its required properties, or all that have a meaning in it."""
    known = branch.fields(schema)
    names = _counted([name for name in known if _wanted(name, known[name], schema, branch, size)], known, schema)
    made = {name: boundary_value(known[name], name, size) for name in names if name not in branch.choices}
    made = {name: _optional(value) if not _needed(name, schema, branch) else value for name, value in made.items()}
    made |= dict(discriminating(branch, size))
    return {name: made[name] for name in known if name in made}


def _counted(names: list[str], known: Mapping[str, Node], schema: Node) -> list[str]:
    """Returns as many of the names as the schema wants properties."""
    spare = [name for name in known if name not in names]
    missing = max(int(schema.get("minProperties") or 0) - len(names), 0)
    return [*names, *spare[:missing]][: schema.get("maxProperties")]


def _optional(value: Template) -> Template:
    return replace(value, optional=True) if isinstance(value, Known) else value


def _needed(name: str, schema: Node, branch: Branch) -> bool:
    return name in required(schema) or name in branch.required


def _wanted(name: str, node: Node, schema: Node, branch: Branch, size: Size) -> bool:
    if _needed(name, schema, branch):
        return True
    return size.whole and belongs(branch, name, node) is True


def discriminating(branch: Branch, size: Size) -> list[tuple[str, Any]]:
    """Returns the values that lead into a branch; those that may be left out only where the body is to be whole."""
    chosen = [
        (name, ABSENT if branch.omissible(name) and not size.whole else branch.explicit(name))
        for name in branch.choices
    ]
    return [(name, value) for name, value in chosen if value is not ABSENT]


def _array(schema: Node, name: str, size: Size) -> Template:
    count = max(int(schema.get("minItems") or 0), 1 if size.whole else 0)
    item = schema.child("items")
    if schema.get("x-known") and item is not None:
        return [Known(name, plain_text(item, name), optional=True) for _ in range(count)]
    return [boundary_value(item, name, size) for _ in range(count)] if item is not None else []


def _number(schema: Node, _name: str, _size: Size) -> Template:
    if "default" in schema.value:
        return schema.get("default")
    lowest = schema.get("minimum")
    if lowest is None and schema.get("exclusiveMinimum") is not None:
        lowest = schema.get("exclusiveMinimum") + 1
    highest = schema.get("maximum")
    return lowest if lowest is not None else min(1, highest) if highest is not None else 1


def text(schema: Node, name: str, _size: Size = MINIMAL) -> Template:
    """Returns a string: a placeholder where the schema marks it as known, unique or secret, and plain otherwise."""
    plain = plain_text(schema, name)
    if schema.get("x-known"):
        return Known(name, plain)
    if schema.get("x-unique") or schema.get("x-kind") in ("e164", "digits"):
        return Fresh(name, plain, kind=str(schema.get("x-kind", "")), owned=bool(schema.get("x-owned")))
    return InventedSecret(name, plain) if schema.get("x-secret") else plain


def plain_text(schema: Node, name: str, length: int | None = None) -> str:
    """Returns a string that the schema admits, of `length` characters where that is given.

    Raises:
        ContractError: no string could be made; the schema needs an example.
    """
    if length is None:
        for candidate in _candidates(schema, name):
            if admits_text(schema, candidate):
                return candidate
        raise schema.error(f"no string could be made for {name}; give it an example")
    return _of_length(schema, name, length)


def _candidates(schema: Node, name: str) -> list[str]:
    shown = [example for example in schema.get("examples") or () if isinstance(example, str)]
    numbers = {"e164": SHOWN, "digits": SHOWN[1:]}
    kinds = [
        table[key]
        for table, key in (
            (numbers, schema.get("x-kind")),
            (KINDS, schema.get("x-kind")),
            (FORMATS, schema.get("format")),
        )
        if key in table
    ]
    made = regex.matching_text(schema.get("pattern")) if schema.get("pattern") else None
    least, most = int(schema.get("minLength") or 0), int(schema.get("maxLength") or 4096)
    stem = f"secret-{name}-of-a-test" if schema.get("x-secret") else f"a {name}"
    padded = stem[:most].ljust(least, "x")
    if made is not None and not least <= len(made) <= most:
        made = regex.matching_text(schema.get("pattern"), least)
    return [*kinds, *shown, *([made] if made is not None else []), padded]


def _of_length(schema: Node, name: str, length: int) -> str:
    if schema.get("pattern"):
        made = regex.matching_text(schema.get("pattern"), length)
        if made is not None:
            return made
    if schema.get("x-kind") == "host":
        return host(length)
    if schema.get("x-kind") in ("pin", "digits"):
        return ("2468013579" * (length // 10 + 1))[:length]
    if schema.get("x-kind") == "e164":
        return (SHOWN + "0123456789" * (length // 10 + 1))[:length]
    return ((f"{name}-" if length > len(name) else "") + "x" * length)[:length]


def host(length: int) -> str:
    """Returns a host name of exactly `length` characters with labels of at most 63."""
    if length <= 63:
        return "h" * length
    ending = ".example.com"
    labels = ("h" * 62 + ".") * (length // 63 + 1)
    stem = labels[: length - len(ending)]
    return (stem[:-1] + "h" if stem.endswith(".") else stem) + ending


def admits_text(schema: Node, candidate: str) -> bool:
    """Returns whether the schema admits a string, its format included."""
    return Schema(schema).admits(candidate)
