"""Values in the path and in the query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.model.absent import ABSENT
from emulators.harness.model.clause import Basis, known_as
from emulators.harness.testcases import near_misses as nearmiss
from emulators.harness.testcases.boundary_values import MINIMAL, plain_text, witness
from emulators.harness.testcases.builder import Draft, Theme
from emulators.harness.testcases.identifiers import identifiers
from emulators.harness.testcases.mutations import Variant, typed, wrong_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.testcases.case import Obligation


def parameters(draft: Draft) -> Iterator[Obligation]:
    """What is owed to each parameter of an operation."""
    for parameter in draft.operation.parameters:
        if parameter.place == "path":
            yield from _in_path(draft, parameter)
        elif parameter.place == "query":
            yield from _in_query(draft, parameter)


def _in_path(draft: Draft, parameter: Parameter) -> Iterator[Obligation]:
    name, node = parameter.name, parameter.shape.node
    yield from identifiers(draft, name, node, lambda value: draft.step(path={name: value}))
    for miss in nearmiss.of(str(node.get("x-kind", "")), plain_text(node, name)):
        yield from _wrong(draft, parameter, Variant("near miss", miss.name, miss.text, "format", near=not miss.far))


def _in_query(draft: Draft, parameter: Parameter) -> Iterator[Obligation]:
    name, node = parameter.name, parameter.shape.node
    yield from _good(draft, parameter)
    if parameter.required:
        clause = parameter.node.clause(f"{name} is required", "required")
        theme = Theme("required", f"{name} left out", name)
        yield draft.refused(theme, draft.step(query={name: ABSENT}), clause, draft.invalid(name, missing=True))
    yield from identifiers(draft, name, node, lambda value: draft.step(query={name: value}))
    for variant in wrong_texts(node, name):
        yield from _wrong(draft, parameter, variant)


def _good(draft: Draft, parameter: Parameter) -> Iterator[Obligation]:
    name, node = parameter.name, parameter.shape.node
    if not parameter.required and not parameter.is_known:
        step = draft.step(query={name: witness(node, name, MINIMAL)})
        yield draft.accepted(Theme("maximal", f"{name} given", name), step, node.clause(f"{name} may be given", "type"))
    for option in node.get("enum") or ():
        clause = node.clause(f"{name} may be {option}", "enum")
        yield draft.accepted(
            Theme("enum", f"{name} is {option}", f"{name}-{option}"), draft.step(query={name: option}), clause
        )


def _wrong(draft: Draft, parameter: Parameter, variant: Variant) -> Iterator[Obligation]:
    """A value that the parameter's own schema refuses; one that it admits is nobody's obligation."""
    name, value = parameter.name, str(variant.value)
    breaches = list(parameter.shape.breaches(typed(parameter.shape.node, value)))
    if not breaches or "/" in value:
        return
    best = min(breaches, key=lambda breach: breach.clause.basis.rank)
    by_reading = variant.near and best.keyword == "format"
    clause = known_as(best.clause, Basis.weakest(best.clause.basis, Basis.INFERRED)) if by_reading else best.clause
    theme = Theme(variant.kind, f"{name}: {variant.title}", f"{name}-{variant.title}")
    step = draft.step(path={name: value}) if parameter.place == "path" else draft.step(query={name: value})
    yield draft.refused(theme, step, clause, (*draft.invalid(name), f"unknown.{name}"))
