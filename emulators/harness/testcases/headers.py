"""Credentials and tenants: none, a wrong one, the wrong keyword, somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.model.clause import known_as
from emulators.harness.testcases.boundary_values import plain_text
from emulators.harness.testcases.builder import Draft, Theme
from emulators.harness.testcases.placeholders import Foreign, Spoiled, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.contract.security import Credential
    from emulators.harness.testcases.case import Obligation


def headers(draft: Draft) -> Iterator[Obligation]:
    """What is owed to a request whose headers are not good."""
    for credential in draft.operation.credentials:
        yield from _credential(draft, credential)
    for parameter in draft.operation.parameters:
        if parameter.place == "header" and parameter.required:
            yield _missing(draft, parameter)
            yield from _somebody_elses(draft, parameter)


def _credential(draft: Draft, credential: Credential) -> Iterator[Obligation]:
    header = credential.header
    ways: list[tuple[str, Template, str]] = [("none", None, ""), ("wrong key", Spoiled(header, "wrong"), "")]
    if header.lower() == "authorization":
        ways.append(("wrong keyword", Spoiled(header, "wrong", way="scheme"), "scheme"))
    for way, value, keyword in ways:
        clause = credential.node.clause(f"{header} is asked for", keyword)
        theme = Theme("auth", f"{header}: {way}", f"{header}-{way}")
        yield draft.refused(theme, draft.step(headers={header: value}), clause, ("unauthenticated",))


def _missing(draft: Draft, parameter: Parameter) -> Obligation:
    name, answered = parameter.name, bool(draft.operation.answering("no_tenant"))
    causes = ("no_tenant",) if answered else draft.invalid(name, missing=True)
    clause = parameter.node.clause(f"the header {name} is required", "required")
    return draft.refused(Theme("tenant", f"{name} missing", name), draft.step(headers={name: None}), clause, causes)


def _somebody_elses(draft: Draft, parameter: Parameter) -> Iterator[Obligation]:
    name = parameter.name
    for response in draft.operation.answering("wrong_tenant")[:1]:
        found = response.causes["wrong_tenant"]
        clause = known_as(found.node.clause(f"{name} names somebody else's"), found.basis)
        invented = f"{plain_text(parameter.shape.node, name)}-of-nobody".replace(" ", "-")
        step = draft.step(headers={name: Foreign(name, invented, invented=True)})
        theme = Theme("tenant", f"{name} names somebody else's", f"{name}-wrong")
        yield draft.refused(theme, step, clause, ("wrong_tenant",))
