"""Declares one vendor or carrier. A vendor's folder holds the values of this declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlsplit

from emulators.core.media import json_document
from emulators.core.schema import field_provenance, secret_fields

if TYPE_CHECKING:
    from emulators.core.auth import Principal
    from emulators.core.call import Call
    from emulators.core.http import Reply, Request
    from emulators.core.operation import Operation
    from emulators.core.problem import Problem, Refusal
    from emulators.core.provenance import Provenance
    from emulators.core.refusals import Refusals
    from emulators.core.settings import Setting
    from emulators.core.store import Row, Table
    from emulators.core.telephony import Telephony
    from emulators.core.world import World


NUMBERS = frozenset({"number", "numbers", "phonenumber"})
"""Property names of telephone numbers, in lower case and without underscores."""


class Envelope(Protocol):
    """Draws every reply of one emulator: a module with these two functions. `call.status` and `refusal.status` are the
    statuses to answer with."""

    def success(self, call: Call, operation: Operation, result: Any, /) -> Reply:
        """Returns the reply to a request that was carried out; `result` is what the operation's effect returned."""
        ...

    def refusal(self, call: Call, refusal: Refusal, /) -> Reply:
        """Returns the reply to a request that was refused."""
        ...


@dataclass(frozen=True, eq=False)
class Emulator:
    """One vendor or carrier. `server` is its real base URL; operations' paths start at that URL's host.

    `problems` lists those that no operation declares, such as the refusals of `authenticate`. `normalize_path` rewrites a
    path before it is routed, where several spellings are known to be one. `telephony` is what only a carrier has.
    """

    name: str
    kind: Literal["vendor", "carrier"]
    server: str
    operations: tuple[Operation, ...]
    authenticate: Callable[[Call], Principal]
    envelope: Envelope
    refusals: Refusals
    tables: tuple[Table, ...]
    seed: Mapping[Table, tuple[Row, ...]]
    world: World
    settings: tuple[Setting[Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    credential_headers: tuple[str, ...] = ("authorization",)
    decode: Callable[[Operation, Request], Any] = json_document
    normalize_path: Callable[[str], str] = str
    telephony: Telephony | None = None
    not_emulated: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Checks the rows of the demo world.

        Raises:
            UnknownColumn: a row names a column that its table does not have.
        """
        for table, rows in self.seed.items():
            for row in rows:
                table.check(row)

    @property
    def base_path(self) -> str:
        """The path of the real base URL, which a client keeps when it swaps the host."""
        return urlsplit(self.server).path

    @cached_property
    def secrets(self) -> frozenset[str]:
        """The names of fields, columns and headers whose values are masked wherever they are shown."""
        bodies = [operation.body for operation in self.operations if operation.body]
        columns = [table.secret for table in self.tables]
        return frozenset(self.credential_headers).union(*map(secret_fields, bodies), *columns)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Telephone numbers to try things with: those that a carrier's accounts own, and for a vendor ten like the one in its
        sample request, which is the first."""
        method, path, body = self.world.sample
        fields = (each.number for each in self.operations if (each.method, each.path) == (method, path))
        number = (body or {}).get(next(fields, ""))
        if number is None:
            known = self.world.known.items()
            return tuple(each for name, values in known if name.lower().replace("_", "") in NUMBERS for each in values)
        return tuple(dict.fromkeys([number, *(f"{number[:-1]}{digit}" for digit in range(10))]))

    def behaviours(self) -> Iterator[tuple[str, Provenance]]:
        """Yields every operation, rule, problem, field and setting of this emulator, described in words, with its
        provenance."""
        for operation in self.operations:
            yield f"{operation.method} {operation.path}", operation.provenance
            yield from ((rule.problem.message, rule.problem.provenance) for rule in operation.rules)
            yield from ((each.message, each.provenance) for each in (*operation.raises, *operation.invalid.values()))
            yield from ((f"requires {', '.join(row.fields)}", row.provenance) for row in operation.requires)
            for schema in (operation.params, operation.query, operation.body):
                yield from field_provenance(schema) if schema else ()
        yield from ((problem.message, problem.provenance) for problem in self._pipeline_problems())
        yield from ((f"setting {setting.name}", setting.provenance) for setting in self.settings)

    def _pipeline_problems(self) -> Iterator[Problem]:
        yield from (getattr(self.refusals, field.name) for field in fields(self.refusals))
        yield from self.problems
