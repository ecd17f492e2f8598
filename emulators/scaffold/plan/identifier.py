"""How a new vendor makes its ids: as the document shows them."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from emulators.scaffold.plan.sample import sample

if TYPE_CHECKING:
    from emulators.scaffold.plan.resource import ResourcePlan

_HEX = re.compile(r"(.*?[_-])?([0-9a-f]{6,40})")
_ANY = re.compile(r"([A-Za-z]+[_-])([A-Za-z0-9]{4,40})")


@dataclass(frozen=True)
class IdentifierForm:
    """A number, a UUID, or hexadecimal digits behind a prefix; or what the client says."""

    kind: Literal["integer", "uuid", "hex", "client"]
    prefix: str = ""
    length: int = 0

    def source(self) -> str:
        """Returns the expression that makes one in an effect."""
        if self.kind == "integer":
            return "int(call.ids.digits(9))"
        if self.kind == "uuid":
            return "call.ids.uuid4()"
        return f'f"{self.prefix}{{call.ids.hex({self.length})}}"' if self.prefix else f"call.ids.hex({self.length})"

    def value(self, number: int) -> Any:
        """Returns one of this form for the demo world."""
        if self.kind == "integer":
            return 100_000 + number
        if self.kind == "uuid":
            return str(uuid.UUID(int=number, version=4))
        return f"{self.prefix}{number:0{self.length}x}" if self.kind == "hex" else f"demo-{number}"


def form_of(resource: ResourcePlan) -> IdentifierForm:
    """Returns the form of a resource's key."""
    shown = sample(resource.key_schema, resource.key)
    if resource.is_named_by_client:
        return IdentifierForm("client")
    if resource.key_schema.kind == "integer":
        return IdentifierForm("integer")
    match = _HEX.fullmatch(str(shown)) or _ANY.fullmatch(str(shown))
    if match and resource.key_schema.limits.get("format") != "uuid" and resource.key in resource.item.properties:
        prefix = re.sub(r"[^A-Za-z0-9_-]", "", match[1] or "")
        return IdentifierForm("hex", prefix, len(match[2]))
    return IdentifierForm("uuid")
