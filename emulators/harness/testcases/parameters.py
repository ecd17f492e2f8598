"""Cases for values in the path and in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.model.absent import ABSENT
from emulators.harness.model.clause import Basis, with_basis
from emulators.harness.testcases import near_misses
from emulators.harness.testcases.boundary_values import MINIMAL, boundary_value, plain_text
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.identifiers import identifiers
from emulators.harness.testcases.mutations import Mutation, typed, wrong_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.testcases.case import Case


def parameters(builder: CaseBuilder) -> Iterator[Case]:
    """Yields the cases for each parameter of an operation."""
    for parameter in builder.operation.parameters:
        if parameter.location == "path":
            yield from _in_path(builder, parameter)
        elif parameter.location == "query":
            yield from _in_query(builder, parameter)


def _in_path(builder: CaseBuilder, parameter: Parameter) -> Iterator[Case]:
    name, node = parameter.name, parameter.schema.node
    yield from identifiers(builder, name, node, lambda value: builder.step(path={name: value}))
    for miss in near_misses.of(str(node.get("x-kind", "")), plain_text(node, name)):
        yield from _wrong(builder, parameter, Mutation("near miss", miss.name, miss.text, "format", near=not miss.far))


def _in_query(builder: CaseBuilder, parameter: Parameter) -> Iterator[Case]:
    name, node = parameter.name, parameter.schema.node
    yield from _good(builder, parameter)
    if parameter.required:
        clause = parameter.node.clause(f"{name} is required", "required")
        label = CaseLabel("required", f"{name} left out", name)
        yield builder.expect_refused(
            label, builder.step(query={name: ABSENT}), clause, builder.invalid(name, missing=True)
        )
    yield from identifiers(builder, name, node, lambda value: builder.step(query={name: value}))
    for mutation in wrong_texts(node, name):
        yield from _wrong(builder, parameter, mutation)


def _good(builder: CaseBuilder, parameter: Parameter) -> Iterator[Case]:
    name, node = parameter.name, parameter.schema.node
    if not parameter.required and not parameter.is_known:
        step = builder.step(query={name: boundary_value(node, name, MINIMAL)})
        yield builder.expect_accepted(
            CaseLabel("maximal", f"{name} given", name), step, node.clause(f"{name} may be given", "type")
        )
    for option in node.get("enum") or ():
        clause = node.clause(f"{name} may be {option}", "enum")
        yield builder.expect_accepted(
            CaseLabel("enum", f"{name} is {option}", f"{name}-{option}"), builder.step(query={name: option}), clause
        )


def _wrong(builder: CaseBuilder, parameter: Parameter, mutation: Mutation) -> Iterator[Case]:
    """Yields a case for a value that the parameter's schema refuses; nothing for one that it admits."""
    name, value = parameter.name, str(mutation.value)
    violations = list(parameter.schema.violations(typed(parameter.schema.node, value)))
    if not violations or "/" in value:
        return
    best = min(violations, key=lambda violation: violation.clause.basis.rank)
    by_reading = mutation.near and best.keyword == "format"
    clause = with_basis(best.clause, Basis.weakest(best.clause.basis, Basis.INFERRED)) if by_reading else best.clause
    label = CaseLabel(mutation.kind, f"{name}: {mutation.title}", f"{name}-{mutation.title}")
    step = builder.step(path={name: value}) if parameter.location == "path" else builder.step(query={name: value})
    yield builder.expect_refused(label, step, clause, (*builder.invalid(name), f"unknown.{name}"))
