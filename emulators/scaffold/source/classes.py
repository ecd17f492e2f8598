"""Writes the request schemas of a new vendor as pydantic classes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from emulators.harness.model.absent import NOTHING
from emulators.scaffold.names import field_name, pascal
from emulators.scaffold.openapi.keywords import LARGEST
from emulators.scaffold.source.imports import KNOWN
from emulators.scaffold.source.literal import CallExpression, Name, assign, source, subscription

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulators.scaffold.openapi.schema import OpenApiSchema

IN_JSON = {
    "string": "Text",
    "integer": "Integer",
    "number": "Number",
    "boolean": "Flag",
    "any": "Any",
    "object": "dict[str, Any]",
}
IN_TEXT = {**IN_JSON, "integer": "Decimal"}
"""The types of values in a body, and of those in a path or a query."""
LONG = 45
"""A type that takes more than so many characters gets a name of its own."""


@dataclass
class Classes:
    """Collects classes, and the types that they name, in the order in which they are to be written."""

    cite: Callable[[str], str]
    written: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    types: dict[str, str] = field(default_factory=lambda: dict(IN_JSON))

    def render(self) -> str:
        """Returns all that was collected as source."""
        text = ""
        for each, following in zip(self.written, [*self.written[1:], ""], strict=False):
            space = "\n\n\n" if self._is_class(each) or self._is_class(following) else "\n"
            text += each + (space if following else "")
        return text

    def _is_class(self, text: str) -> bool:
        return text.startswith("class ")

    def document(self, name: str, about: str, schema: OpenApiSchema, where: str) -> str:
        """Writes the class of an object, after those that it consists of, and returns its name."""
        name = self._named(name)
        fields = [
            self._field(name, each, inner, where, required=each in schema.required)
            for each, inner in schema.properties.items()
        ]
        self.written.append(
            "\n".join([f"class {name}(Document):", f'    """{about}"""', *(["", *fields] if fields else [])])
        )
        return name

    def _named(self, wanted: str) -> str:
        made = pascal(wanted, self.taken | KNOWN)
        self.taken.add(made)
        return made

    def _field(self, owner: str, name: str, schema: OpenApiSchema, where: str, *, required: bool) -> str:
        attribute = field_name(name)
        marks: list[Any] = []
        if attribute != name:
            marks.append(CallExpression("Field", (), {"alias": name}))
        if schema.secret:
            marks.append(Name("Secret"))
        words = schema.description or f"{where}, {name}"
        marks.append(CallExpression("assumed", (self.cite(words),)))
        annotation = subscription("Annotated", self._optional(owner, name, schema, required=required), *marks)
        default = default_of(schema)
        value = "" if required else f" = {source(None if default is NOTHING else default)}"
        return f"    {attribute}: {source(annotation, 4, len(attribute) + 2 + len(value))}{value}"

    def _optional(self, owner: str, name: str, schema: OpenApiSchema, *, required: bool) -> Any:
        kind = self._type(owner, name, schema)
        if schema.kind == "any":
            return kind
        if schema.nullable:
            return Name(f"{source(kind)} | None")
        if required:
            return kind
        return subscription("Omissible", kind)

    def _type(self, owner: str, name: str, schema: OpenApiSchema) -> Any:
        """Returns the type of a value that is not null; a long one gets a name before the class."""
        made = self._plain(owner, name, schema)
        if isinstance(made, Name) or len(source(made, -1000)) <= LONG:
            return made
        alias = self._named(f"{owner} {name}")
        self.written.append(assign(alias, made))
        return Name(alias)

    def _plain(self, owner: str, name: str, schema: OpenApiSchema) -> Any:
        limits = schema.limits
        if schema.kind == "object" and schema.properties:
            return Name(self.document(f"{owner} {name}", f"`{name}` of `{owner}`.", without_defaults(schema), name))
        if schema.kind == "array":
            return _limit(self._list(owner, name, schema.items), _length(limits, "minItems", "maxItems"))
        if "enum" in limits:
            return subscription("Literal", *limits["enum"])
        if limits.get("format") == "uuid":
            return Name("Uuid")
        if (limits.get("minimum"), limits.get("maximum")) == (-LARGEST, LARGEST):
            return self._whole()
        checks = _length(limits, "minLength", "maxLength") + _interval(limits)
        if "pattern" in limits:
            checks.append(CallExpression("Field", (), {"pattern": limits["pattern"]}))
        return _limit(Name(self.types[schema.kind]), checks)

    def _list(self, owner: str, name: str, items: OpenApiSchema | None) -> Any:
        if items is None or items.kind == "any":
            return Name("list[Any]")
        inner = self._type(owner, f"{name} item", items)
        return subscription("list", Name(f"{source(inner)} | None") if items.nullable else inner)

    def _whole(self) -> Any:
        """Returns the type of an integer without limits of its own, which has those of JSON's parsers."""
        kind = self.types["integer"]
        named = f"Any{kind}"
        if named not in self.taken:
            self.taken.add(named)
            limits = _limit(Name(kind), [CallExpression("Interval", (), {"ge": -LARGEST, "le": LARGEST})])
            self.written.append(f'{assign(named, limits)}\n"""One that every parser of JSON reads as it is written."""')
        return Name(named)


def _limit(kind: Any, checks: list[CallExpression]) -> Any:
    return subscription("Annotated", kind, *checks) if checks else kind


def without_defaults(schema: OpenApiSchema) -> OpenApiSchema:
    """Returns the object's schema without the defaults of its properties."""
    return replace(
        schema, properties={name: replace(each, default=NOTHING) for name, each in schema.properties.items()}
    )


def default_of(schema: OpenApiSchema) -> Any:
    """Returns the default that leaving a property out stands for: a text, a number or a boolean that the schema admits."""
    plain = isinstance(schema.default, str | int | float) and schema.kind not in ("any", "array", "object")
    return schema.default if plain and schema.admits(schema.default) else NOTHING


def _length(limits: Any, least: str, most: str) -> list[CallExpression]:
    if most in limits:
        return [CallExpression("Len", (limits.get(least, 0), limits[most]))]
    return [CallExpression("MinLen", (limits[least],))] if limits.get(least) else []


def _interval(limits: Any) -> list[CallExpression]:
    named = {short: limits[long] for short, long in (("ge", "minimum"), ("le", "maximum")) if long in limits}
    return [CallExpression("Interval", (), named)] if named else []
