"""Declares one endpoint of an emulator."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from emulators.core.call import Call
    from emulators.core.http import Reply
    from emulators.core.problem import Problem
    from emulators.core.provenance import Provenance
    from emulators.core.rule import Required, Rule
    from emulators.core.schema import Document
    from emulators.core.settings import Setting


PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


class Success(Protocol):
    """Draws the reply to a request that was carried out. `result` is what the operation's effect returned."""

    def __call__(self, call: Call, operation: Operation, result: Any, /) -> Reply: ...


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One endpoint. `effect` is the only thing that writes; what it returns goes to the envelope.

    `path` begins at the emulator's host; its `{parameters}` are fields of `params`. `name` is unique in its emulator and
    is what commands and faults call the operation: `import_phone_number`. Where none is given it is the effect's. `number`
    names the body field that holds a telephone number, on which magic numbers act. `invalid` has, by the field that is wrong
    or by `missing` for one that is absent, the problem that the page has for it in place of the emulator's `invalid`. `raises`
    lists the problems that the effect itself may raise. `message` is the vendor's success message, for its envelope.
    """

    method: str
    path: str
    effect: Callable[[Call], Any]
    provenance: Provenance
    params: type[Document] | None = None
    query: type[Document] | None = None
    body: type[Document] | None = None
    requires: tuple[Required, ...] = ()
    invalid: Mapping[str, Problem] = field(default_factory=dict)
    permission: str = ""
    rules: tuple[Rule, ...] = ()
    raises: tuple[Problem, ...] = ()
    status: int | Setting[int] = 200
    message: str = ""
    number: str = ""
    success: Success | None = None
    name: str = ""

    def __post_init__(self) -> None:
        """Checks the path's parameters.

        Raises:
            ValueError: a parameter of the path is no field of `params`.
        """
        typed = self.params.model_fields if self.params else {}
        untyped = [name for name in PARAMETER.findall(self.path) if name not in typed]
        if untyped:
            raise ValueError(f"{self.method} {self.path}: params has no field {', '.join(untyped)}")
        object.__setattr__(self, "name", self.name or getattr(self.effect, "__name__", ""))
