"""Finds the resources that the paths of a document name, and what each operation does to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from emulators.scaffold.names import field_name, fold, singular, snake
from emulators.scaffold.openapi.operation import parameter
from emulators.scaffold.openapi.schema import OpenApiSchema
from emulators.scaffold.plan.answer import item_place, list_place, schema_at
from emulators.scaffold.plan.resource import ResourcePlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from emulators.scaffold.openapi.operation import OpenApiOperation
    from emulators.scaffold.plan.resource import Act


def collection(segments: Sequence[str], index: int) -> str:
    """Returns the path before the segment with this index."""
    return "/" + "/".join(segments[:index])


def distinct(operations: Sequence[OpenApiOperation]) -> list[OpenApiOperation]:
    """Returns the operations with one name for the parameter after each collection, which no other collection's
    parameter has."""
    names: dict[tuple[str, ...], list[str]] = {}
    for operation in operations:
        for place, name in _parameters(operation.segments):
            names.setdefault(place, []).append(name)
    chosen = {place: field_name(min(found, key=lambda name: fold(name) == "id")) for place, found in names.items()}
    for wordy in (1, None):
        counts = Counter(chosen.values())
        for place, found in names.items():
            if counts[chosen[place]] > 1:
                chosen[place] = _name_after(place, min(found, key=lambda each: fold(each) == "id"), wordy)
    return [replace(each, path="/" + "/".join(_rename(each.segments, chosen))) for each in operations]


def _name_after(place: tuple[str, ...], name: str, count: int | None) -> str:
    """Returns a parameter's name behind the last words before it, or behind all of them."""
    before = [singular(word) for word in place if word]
    return field_name(snake(" ".join([*(before[-count:] if count else before), name])))


def _parameters(segments: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yields each parameter of a path: the words before it, an empty one for a parameter, and its name."""
    words = tuple("" if parameter(segment) else segment for segment in segments)
    yield from ((words[:index], parameter(segment)) for index, segment in enumerate(segments) if parameter(segment))


def _rename(segments: Sequence[str], names: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    places = (place for place, _ in _parameters(segments))
    return (f"{{{names[next(places)]}}}" if parameter(segment) else segment for segment in segments)


def resources(operations: Sequence[OpenApiOperation]) -> list[ResourcePlan]:
    """Returns the resources that the paths name, outermost first, each with its operations. Other operations are about
    nothing that is stored."""
    found: dict[str, ResourcePlan] = {}
    for operation in operations:
        _add_named(found, operation.segments)
    for operation in operations:
        _add_collection(found, operation, operations)
    for operation in operations:
        act, resource = act_of(operation, found)
        if resource is not None:
            resource.acts.append((act, operation))
    for resource in found.values():
        resource.sent = _sent(resource)
        resource.item = _item(resource)
    return list(found.values())


def _add_named(found: dict[str, ResourcePlan], segments: list[str]) -> None:
    """Adds the resource that a parameter names."""
    parent = None
    for index, segment in enumerate(segments):
        if parameter(segment):
            parent = _add(found, collection(segments, index), parameter(segment), parent)


def _add_collection(
    found: dict[str, ResourcePlan], operation: OpenApiOperation, known: Sequence[OpenApiOperation]
) -> None:
    """Adds a resource that is made and listed, but has no path of its own."""
    listed = {
        each.path for each in known if each.method == "GET" and each.answer and list_place(each.answer) is not None
    }
    if operation.method == "POST" and operation.body and operation.path in listed and operation.path not in found:
        _add(found, operation.path, "", _owner(found, operation.segments))


def _add(found: dict[str, ResourcePlan], path: str, param: str, parent: ResourcePlan | None) -> ResourcePlan:
    if path not in found:
        spoken = [singular(each) for each in path.strip("/").split("/") if not parameter(each)]
        taken = {snake(each.word) for each in found.values()}
        words = [" ".join(spoken[-count:]) for count in range(1, len(spoken) + 1)]
        word = next((each for each in words if snake(each) not in taken), f"{words[-1]} {len(found)}")
        found[path] = ResourcePlan(path, word, param, parent)
    return found[path]


def _owner(found: Mapping[str, ResourcePlan], segments: list[str]) -> ResourcePlan | None:
    """Returns what the innermost parameter of a path names."""
    named = [index for index, segment in enumerate(segments) if parameter(segment)]
    return found[collection(segments, named[-1])] if named else None


def act_of(operation: OpenApiOperation, found: Mapping[str, ResourcePlan]) -> tuple[Act, ResourcePlan | None]:
    """Returns what an operation does, and to which kind of thing."""
    here, owner = found.get(operation.path), _owner(found, operation.segments)
    if here is not None and operation.method == "POST" and operation.body:
        return "create", here
    if here is not None and operation.method == "GET" and operation.answer and list_place(operation.answer) is not None:
        return "list", here
    if owner is None:
        return "answer", None
    if operation.method == "DELETE" and operation.path == f"{owner.path}/{{{owner.param}}}":
        return "delete", owner
    return ("update" if operation.body else "read"), owner


def _sent(resource: ResourcePlan) -> dict[str, OpenApiSchema]:
    """Returns what is said of one where it is made or changed as a whole; a name of two meanings is left out."""
    found: dict[str, OpenApiSchema] = {}
    own = (resource.path, f"{resource.path}/{{{resource.param}}}")
    bodies = [
        each.body for act, each in resource.acts if each.body and act in ("create", "update") and each.path in own
    ]
    for body in bodies:
        for name, schema in body.properties.items():
            found.setdefault(name, schema)
    return {
        name: each
        for name, each in found.items()
        if {body.properties[name].kind for body in bodies if name in body.properties} == {each.kind}
    }


def _item(resource: ResourcePlan) -> OpenApiSchema:
    """Returns how answers show one: the answer to the request that makes it, or else to one that reads it."""
    names = {*resource.sent, resource.param, "id", "_id"}
    for wanted in ("create", "read", "update", "list"):
        for act, operation in resource.acts:
            if act == wanted and operation.answer:
                place = list_place(operation.answer) if act == "list" else item_place(operation.answer, names)
                shown = schema_at(operation.answer, place) if place is not None else OpenApiSchema()
                if shown.properties:
                    return shown
    return OpenApiSchema()
