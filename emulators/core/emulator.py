"""The declarations an emulator consists of. A vendor's folder is these, filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlsplit

from emulators.core.media import json_document
from emulators.core.schema import field_provenance, secret_fields

if TYPE_CHECKING:
    from emulators.core.auth import Principal
    from emulators.core.call import Call
    from emulators.core.carrier import Carrier
    from emulators.core.http import Reply, Request
    from emulators.core.inbound_call import InboundCall
    from emulators.core.namespaces import Namespace
    from emulators.core.problem import Problem, Refusal
    from emulators.core.provenance import Provenance
    from emulators.core.schema import Document
    from emulators.core.settings import Setting
    from emulators.core.store import Row, Table

Language = Literal["shell", "python", "node"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that must hold, and the problem when it does not. Rules read; they never write."""

    holds: Callable[[Call], bool]
    problem: Problem


def must(problem: Problem) -> Callable[[Callable[[Call], bool]], Rule]:
    """Declares a predicate, named for the condition that must hold, as a rule refused with `problem`."""
    return lambda holds: Rule(holds, problem)


def _always(_document: Mapping[str, Any], _settings: Mapping[str, Any]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Required:
    """Body fields that are required when a condition on the body as sent, or on the settings, is met."""

    fields: tuple[str, ...]
    provenance: Provenance
    when: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] = _always


class Success(Protocol):
    """Draws the reply to a request that was done."""

    def __call__(self, call: Call, operation: Operation, result: Any, /) -> Reply: ...


class Envelope(Protocol):
    """The one place that draws replies: a module with these two functions."""

    def success(self, call: Call, operation: Operation, result: Any, /) -> Reply: ...

    def refusal(self, call: Call, refusal: Refusal, /) -> Reply: ...


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One endpoint. `effect` is the only thing that writes; what it returns goes to the envelope.

    `number` names the body field that holds a telephone number, on which magic numbers act. `raises` lists the problems
    that the effect itself may raise. `message` is the vendor's success message, for its envelope.
    """

    method: str
    path: str
    effect: Callable[[Call], Any]
    provenance: Provenance
    params: type[Document] | None = None
    query: type[Document] | None = None
    body: type[Document] | None = None
    requires: tuple[Required, ...] = ()
    permission: str = ""
    rules: tuple[Rule, ...] = ()
    raises: tuple[Problem, ...] = ()
    status: int | Setting = 200
    message: str = ""
    number: str = ""
    success: Success | None = None

    def status_in(self, call: Call) -> int:
        """The success status: the page's, or the setting's where no page prints one."""
        return self.status if isinstance(self.status, int) else int(call.settings[self.status.name])


@dataclass(frozen=True, slots=True)
class Refusals:
    """What the pipeline itself refuses, in this emulator's own words and statuses."""

    no_route: Problem
    no_method: Problem
    too_large: Problem
    media_type: Problem
    malformed: Problem
    invalid: Problem
    forbidden: Problem
    fault: Problem


@dataclass(frozen=True, slots=True)
class Credential:
    """Headers that open the demo world, and what they stand for."""

    headers: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """The demo world of one emulator, as a client needs to know it. The first credential opens everything.

    `known` lists, by the property names of the wire, values that exist; `foreign` values that belong to somebody else.
    `sample` is a request body that works in this world, for the operation of the same method and path.
    """

    credentials: tuple[Credential, ...]
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sample: tuple[str, str, Mapping[str, Any] | None] = ("GET", "/", None)


@dataclass(frozen=True, eq=False)
class Emulator:
    """One vendor or carrier. `server` is its real base URL; operations' paths start at that URL's host.

    `normalize_path` rewrites a path before it is routed, where several spellings are known to be one.
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
    settings: tuple[Setting, ...] = ()
    problems: tuple[Problem, ...] = ()
    credential_headers: tuple[str, ...] = ("authorization",)
    decode: Callable[[Operation, Request], Any] = json_document
    normalize_path: Callable[[str], str] = str
    carrier: Callable[[Namespace], Carrier] | None = None
    remote: Callable[[str], Carrier] | None = None
    """Of a carrier: the same, asked over HTTP at a URL that takes the place of `server`."""
    ring: Callable[[Namespace, str, str], InboundCall | None] | None = None
    """Of a carrier: what a call to one number from another makes it do, or None where nobody here owns the number."""
    sdk: Mapping[Language, str] = field(default_factory=dict)
    """Of a carrier: what points its official SDKs here, up to a first read. `{url}` is what takes the place of `server`."""
    not_emulated: tuple[str, ...] = ()

    @property
    def base_path(self) -> str:
        """The path of the real base URL: what a client keeps when it swaps the host."""
        return urlsplit(self.server).path

    @cached_property
    def secrets(self) -> frozenset[str]:
        """Names of fields and columns whose values are masked wherever they are shown."""
        bodies = [operation.body for operation in self.operations if operation.body]
        return frozenset().union(*map(secret_fields, bodies), *(table.secret for table in self.tables))

    def behaviours(self) -> Iterator[tuple[str, Provenance]]:
        """Everything this emulator does that a page might or might not say, and how each is known."""
        for operation in self.operations:
            yield f"{operation.method} {operation.path}", operation.provenance
            yield from ((rule.problem.message, rule.problem.provenance) for rule in operation.rules)
            yield from ((problem.message, problem.provenance) for problem in operation.raises)
            yield from ((f"requires {', '.join(row.fields)}", row.provenance) for row in operation.requires)
            for schema in (operation.params, operation.query, operation.body):
                yield from field_provenance(schema) if schema else ()
        yield from ((problem.message, problem.provenance) for problem in self._pipeline_problems())
        yield from ((f"setting {setting.name}", setting.provenance) for setting in self.settings)

    def _pipeline_problems(self) -> Iterator[Problem]:
        yield from (getattr(self.refusals, name) for name in Refusals.__slots__)
        yield from self.problems
