"""Reads the fields of a body's, a query's or a path's schema, and finds values that they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.core.emulator import Emulator
    from emulators.core.operation import Operation

Where = tuple[str | int, ...]
"""The way to a value in a document: names of objects, places in lists."""


def parts(annotation: Any) -> Iterator[Any]:
    """Yields an annotation and every annotation in it."""
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


def models(annotation: Any) -> list[type[BaseModel]]:
    """Returns the schemas of objects in an annotation."""
    return [part for part in parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)]


def names(schemas: list[type[BaseModel]]) -> list[str]:
    """Returns the names of all fields of these schemas, as they are written on the wire."""
    return [field.alias or name for schema in schemas for name, field in schema.model_fields.items()]


def schemas_at(schema: type[BaseModel] | None, where: Where) -> list[type[BaseModel]]:
    """Returns the schemas of the objects at a place; none where no object belongs there."""
    found = [schema] if schema else []
    for step in where:
        if isinstance(step, str):
            found = [inner for each in found for inner in models(_annotation(each, step))]
    return found


def annotation_at(schema: type[BaseModel] | None, where: Where) -> Any:
    """Returns the annotation of the field at a place, or None."""
    named = [step for step in where if isinstance(step, str)]
    owners = schemas_at(schema, tuple(named[:-1]))
    return next((found for each in owners if (found := _annotation(each, named[-1])) is not None), None)


def _annotation(schema: type[BaseModel], name: str) -> Any:
    field = schema.model_fields.get(name) or next(
        (each for each in schema.model_fields.values() if each.alias == name), None
    )
    return field.rebuild_annotation() if field else None


def choices(annotation: Any) -> list[Any]:
    """Returns the values of an enumeration, or none for any other annotation."""
    return [value for part in parts(annotation) if get_origin(part) is Literal for value in get_args(part)]


def plausible(emulator: Emulator, operation: Operation, name: str, annotation: Any) -> Any:
    """Returns a value for a field: the sample request's, one that exists in the demo world, or any of the field's type."""
    known = sample(emulator, operation).get(name) or next(iter(known_values(emulator, name)), None)
    if known is not None:
        return known
    if name == operation.number and emulator.numbers:
        return emulator.numbers[0]
    listed = choices(annotation)
    return listed[0] if listed else _of_type(emulator, operation, name, annotation)


def _of_type(emulator: Emulator, operation: Operation, name: str, annotation: Any) -> Any:
    """Returns a value of a type: of an object the fields that are required, of a list one item."""
    kinds: dict[Any, Any] = {bool: True, str: "example", int: 1, float: 1.0, dict: {}}
    for part in parts(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            required = {key: field for key, field in part.model_fields.items() if field.is_required()}
            return {
                field.alias or key: plausible(emulator, operation, key, field.rebuild_annotation())
                for key, field in required.items()
            }
        if get_origin(part) is list:
            return [plausible(emulator, operation, name, get_args(part)[0])]
        kind = get_origin(part) or part
        if kind in kinds:
            return kinds[kind]
    return "example"


def sample(emulator: Emulator, operation: Operation) -> Mapping[str, Any]:
    """Returns the body of the demo world's sample request, where that is a request to this operation."""
    method, path, body = emulator.world.sample
    return (body or {}) if (method, path) == (operation.method, operation.path) else {}


def known_values(emulator: Emulator, name: str) -> tuple[str, ...]:
    """Returns the values of a property that exist in the demo world, whatever the case of its name."""
    return next((values for known, values in emulator.world.known.items() if fold(known) == fold(name)), ())


def fold(name: str) -> str:
    """Returns a name without the difference of camelCase, snake_case and kebab-case."""
    return name.lower().replace("_", "").replace("-", "")
