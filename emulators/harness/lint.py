"""Checks that contracts keep the conventions of `contracts/README.md`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from emulators.harness.contract.examples import Example, read_examples
from emulators.harness.document.extensions import unknown_extensions
from emulators.harness.document.json_pointer import look_up
from emulators.harness.errors import ContractError
from emulators.harness.model.absent import NOTHING
from emulators.harness.model.clause import Basis
from emulators.harness.nearest import meant
from emulators.harness.schema.branches import branches
from emulators.harness.schema.conditions import rows
from emulators.harness.schema.traversal import nested_schemas
from emulators.harness.schema.validation import schemas
from emulators.harness.testcases.boundary_values import MAXIMAL, MINIMAL, body
from emulators.harness.testcases.derive import derive_cases
from emulators.harness.testcases.placeholders import with_stand_ins
from emulators.harness.testcases.prerequisites import bindings, with_prerequisites

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation
    from emulators.harness.document.node import Node

CAUSES = frozenset(
    [
        "ok",
        "invalid",
        "missing",
        "malformed",
        "media_type",
        "too_large",
        "unauthenticated",
        "forbidden",
        "no_tenant",
        "wrong_tenant",
        "duplicate",
        "unknown",
        "foreign",
        "upstream",
        "state",
        "limited",
        "failed",
    ]
)
ABOUT_A_NAME = frozenset({"invalid", "unknown", "foreign"})
KINDS = frozenset({"e164", "digits", "host", "pin", "object-id", "uuid"})
LIMITS = frozenset(
    [
        "required",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "enum",
        "const",
        "minimum",
        "maximum",
        "default",
        "minItems",
        "maxItems",
    ]
)


def lint(contract: Contract) -> list[str]:
    """Returns everything in a contract that breaks the conventions, one `file:line: message` each; an empty list where
    nothing does."""
    found: list[str] = []
    try:
        found += map(str, _complaints(contract))
    except ContractError as error:
        found.append(str(error))
    return list(dict.fromkeys(found))


def _complaints(contract: Contract) -> Iterator[ContractError]:
    yield from unknown_extensions(contract.document)
    for operation in contract.operations:
        yield from _operation(operation)
        yield from _causes(operation)
        yield from _bodies(operation)
        yield from _shown(operation)
    examples = read_examples(contract)
    for example in examples.values():
        yield from _example(examples, example)
    yield from _strays(contract, examples)
    derive_cases(contract)


def _known(node: Node, what: str) -> Iterator[ContractError]:
    """Yields an error for a node that does not say its own basis, and where it comes from."""
    if not node.get("x-basis") or not node.get("x-cite"):
        yield node.error(f"{what} needs x-basis and x-cite")
    else:
        node.basis()


def _operation(operation: ContractOperation) -> Iterator[ContractError]:
    for parameter in operation.parameters:
        yield from _known(parameter.node, f"the parameter {parameter.name}")
    for response in operation.responses:
        yield from _known(response.node, f"the response {response.status} of {operation.label}")
        for _, media in response.node.below("content"):
            schema = media.child("schema")
            if schema is not None:
                yield from _known(schema, "the schema of a response")
    if not operation.responses:
        yield operation.node.error(f"{operation.label} has no responses")


def _causes(operation: ContractOperation) -> Iterator[ContractError]:
    for response in operation.responses:
        if not response.causes:
            yield response.node.error("the response names no cause (x-when)")
        for name, cause in response.causes.items():
            yield from _cause(name, cause.node, operation.value_names)
            if cause.node.get("basis") not in list(Basis) or not cause.node.get("cite"):
                yield cause.node.error(f"the cause {name} needs a basis and a cite")


def _cause(name: str, node: Node, names: Collection[str]) -> Iterator[ContractError]:
    """Yields an error for a cause that is no known word, or that lacks a name or has one against the rules
    (`invalid.NAME`, `unknown.NAME`)."""
    kind, dot, about = name.partition(".")
    if kind not in CAUSES:
        yield node.error(f"{name} is no cause{meant(kind, CAUSES)}")
    elif dot and kind not in ABOUT_A_NAME:
        yield node.error(f"the cause {kind} takes no name, and here it has {about!r}")
    elif dot and about not in names:
        yield node.error(f"{name}: the request has no {about!r}{meant(about, names)}")
    elif not dot and kind in ABOUT_A_NAME - {"invalid"}:
        yield node.error(f"the cause {kind} needs a name: {kind}.NAME")


def _bodies(operation: ContractOperation) -> Iterator[ContractError]:
    schema = operation.body
    if schema is None:
        return
    for node in nested_schemas(schema.node):
        yield from _schema(node)
    names = {row.get("x-branch") for row in rows(schema.node)}
    for node in nested_schemas(schema.node):
        for home in node.get("x-home") or ():
            if home not in names:
                yield node.error(f"x-home names no branch: {home!r}")
    for branch in branches(schema.node):
        for size in (MINIMAL, MAXIMAL):
            made = with_stand_ins(body(schema.node, branch, size))
            for violation in schema.violations(made):
                yield schema.node.error(f"no body could be made for the branch {branch.name}: {violation.message}")


def _shown(operation: ContractOperation) -> Iterator[ContractError]:
    """Yields an error for each example of a parameter, a request or an answer that its schema refuses, among those that
    other tools read."""
    shown = [(parameter.node, parameter.schema) for parameter in operation.parameters]
    for owner in (operation.node.child("requestBody"), *(response.node for response in operation.responses)):
        if owner is not None:
            described = schemas(owner)
            shown += [(media, described[name]) for name, media in owner.below("content") if name in described]
    for node, schema in shown:
        for name, example in node.below("examples"):
            for violation in schema.violations(example.get("value")):
                yield example.error(
                    f"the example {name} is not of its schema: {violation.message}; put it into x-examples"
                )


def _schema(node: Node) -> Iterator[ContractError]:
    if node.get("x-kind") is not None and node.get("x-kind") not in KINDS:
        yield node.error(f"there is no x-kind {node.get('x-kind')!r}{meant(str(node.get('x-kind')), KINDS)}")
    if isinstance(node.get("x-basis"), dict):
        for basis in node.get("x-basis").values():
            if basis not in list(Basis):
                yield node.error(f"x-basis is not one of {', '.join(Basis)}: {basis!r}")
    if LIMITS & set(node.value if isinstance(node.value, dict) else ()) and not node.cite():
        yield node.error("a limit needs a basis and a cite, its own or of a node above it")


def _example(examples: Mapping[str, Example], example: Example) -> Iterator[ContractError]:
    order = with_prerequisites(examples, example)
    for name, bound in bindings(example, order).items():
        origin = order[bound.step]
        if not _answers(origin, bound.pointer):
            yield example.node.error(f"x-bind takes {name} from {bound.pointer}, which {origin.id} does not answer")
        if name not in example.operation.value_names:
            yield example.node.error(f"x-bind gives {name}, which the request does not have")
    schema = example.operation.body
    if (
        schema is not None
        and example.body is NOTHING
        and example.operation.body_required
        and example.response.is_success
    ):
        yield example.node.error(f"{example.id} has no request of its name")
    if schema is not None and example.body is not NOTHING and example.response.is_success and not example.profile:
        for violation in schema.violations(example.body):
            yield example.node.error(f"the request of {example.id} is not a good one: {violation.message}")
    answer = example.response.schemas.get(example.media_type)
    if example.is_partial and example.expected is not NOTHING and answer is not None:
        for violation in answer.violations(example.expected):
            if violation.keyword != "required":
                yield example.node.error(f"the answer of {example.id} is not of its schema: {violation.message}")


def _answers(example: Example, pointer: str) -> bool:
    """Returns whether the printed answer of an example, or the schema of such answers, has a value at a pointer."""
    try:
        return look_up(example.expected, pointer) is not NOTHING
    except KeyError:
        schema = example.response.schema
        return schema is not None and schema.declares(pointer) is not None


def _strays(contract: Contract, examples: Mapping[str, Example]) -> Iterator[ContractError]:
    """Yields an error for request examples that no response has, and for names that are used twice."""
    for operation in contract.operations:
        answered = [example.name for example in examples.values() if example.operation is operation]
        for name, node in operation.examples():
            if name not in answered:
                yield node.error(f"the request {name} has no response of its name")
        names = [name for response in operation.responses for _, name, _ in response.examples()]
        for name, count in Counter(names).items():
            if count > 1:
                yield operation.node.error(f"{operation.label} has {count} responses named {name}")
