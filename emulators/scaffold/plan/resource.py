"""The things that the paths of a document name: what is kept of them, and how one is told from another."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from emulators.scaffold.names import fold, plural, snake
from emulators.scaffold.openapi.schema import OpenApiSchema, fits
from emulators.scaffold.plan.sample import number_kind, sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emulators.scaffold.openapi.operation import OpenApiOperation

Act = Literal["create", "list", "read", "update", "delete", "answer"]
TENANT = "tenant"
"""The column that says whose a row is."""
_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TAKEN = frozenset({"self", "table", "where", "rowid", "oid", "_rowid_", TENANT})
"""Names that the store uses itself."""


@dataclass(eq=False)
class ResourcePlan:
    """One kind of thing, at one path; `word` is what it is called, `param` the parameter that names one.

    `item` is how answers show one, `sent` what requests say that make or change one. `handle` points, in the answer to the
    request that makes one, at what it is called from then on; it is None where no answer says so.
    """

    path: str
    word: str
    param: str
    parent: ResourcePlan | None
    acts: list[tuple[Act, OpenApiOperation]] = field(default_factory=list)
    item: OpenApiSchema = field(default_factory=OpenApiSchema)
    sent: dict[str, OpenApiSchema] = field(default_factory=dict)
    handle: str | None = None

    @property
    def name(self) -> str:
        """`phone_number`."""
        return snake(self.word)

    @property
    def names(self) -> str:
        """`phone_numbers`."""
        return snake(plural(self.word))

    @property
    def create(self) -> OpenApiOperation | None:
        """The operation that makes one."""
        return next((operation for act, operation in self.acts if act == "create"), None)

    @property
    def key(self) -> str:
        """The column that tells one from another: a property that is called like an id, or `id` of our own."""
        wanted = [fold(self.param), "id", fold(f"{self.word}id"), "sid", "uuid"]
        known = dict(self.item.properties)
        if self.create and self.create.body and self.param in self.create.body.properties:
            known.setdefault(self.param, self.create.body.properties[self.param])
        ranked = [
            (wanted.index(fold(name)), name)
            for name, schema in known.items()
            if fold(name) in wanted and schema.kind in ("string", "integer") and not schema.nullable
        ]
        return next((name for _, name in sorted(ranked) if is_column(name)), "id")

    @property
    def key_schema(self) -> OpenApiSchema:
        """The schema of the key."""
        return self.item.properties.get(self.key) or self.sent.get(self.key) or OpenApiSchema("string")

    @property
    def is_named_by_client(self) -> bool:
        """Whether the request that makes one says what its key is, in a text that can be made anew for every request."""
        body = self.create.body if self.create else None
        if body is None or self.key not in body.required or not self._shows_as_said(self.key):
            return False
        said = body.properties[self.key]
        return said.kind == "string" and (number_kind(self.key, said) != "" or said.limits.keys() <= {"minLength"})

    @property
    def columns(self) -> Mapping[str, OpenApiSchema]:
        """What is kept of one: its key, what answers show, and what else requests say."""
        known = {self.key: self.key_schema, **self.owners, **self.sent, **self.item.properties, **self.owners}
        unique: dict[str, str] = {}
        for name in known:
            if is_column(name):
                unique.setdefault(name.lower(), name)
        return {name: known[name] for name in unique.values()}

    @property
    def new(self) -> dict[str, Any]:
        """What one is like of which nothing was said: as the document shows it, and nothing where that may be."""
        shown = {name: schema for name, schema in self.columns.items() if name in self.item.properties}
        return {
            name: None if schema.nullable and self.keeps(name) else sample(schema, name)
            for name, schema in shown.items()
        }

    @property
    def number(self) -> str:
        """The column with a telephone number that two cannot share; empty where the document refuses no second one."""
        body = self.create.body if self.create and 409 in self.create.refusals else None
        said = body.properties if body else {}
        return next((name for name in said if number_kind(name, said[name]) and self.keeps(name)), "")

    @property
    def unique(self) -> str:
        """What a request that makes one says and no second one may say."""
        return self.key if self.is_named_by_client else self.number

    def keeps(self, name: str) -> bool:
        """Returns whether what requests say under this name is kept, and shown as it was said."""
        return self.is_named_by_client if name == self.key else self._shows_as_said(name)

    def _shows_as_said(self, name: str) -> bool:
        bodies = [operation.body.properties for _, operation in self.acts if operation.body]
        said = [body[name] for body in bodies if name in body]
        shown = self.item.properties.get(name)
        if name not in self.columns or (shown is None and name not in self.sent):
            return False
        return bool(said) and (shown is None or all(fits(each, shown) for each in said))

    @property
    def owners(self) -> dict[str, OpenApiSchema]:
        """The columns that say which things one belongs to, by the parameters that name those."""
        return {each.column: each.key_schema for each in self.above() if each is not self}

    @property
    def column(self) -> str:
        """The column, of what belongs to this, that names it."""
        return self.param if is_column(self.param) and fold(self.param) != "id" else f"{self.name}_id"

    def above(self) -> Iterator[ResourcePlan]:
        """Yields what it belongs to, outermost first, and itself."""
        if self.parent:
            yield from self.parent.above()
        yield self


def is_column(name: str) -> bool:
    """Returns whether a property can be a column, and a keyword argument, under its own name."""
    return bool(_COLUMN.fullmatch(name)) and not keyword.iskeyword(name) and name.lower() not in _TAKEN
