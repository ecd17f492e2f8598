"""Cases for credentials and required headers: missing, wrong, with the wrong scheme, or somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.model.clause import with_basis
from emulators.harness.testcases.boundary_values import plain_text
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.placeholders import Foreign, Spoiled, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.contract.parameter import Parameter
    from emulators.harness.contract.security import SecurityHeader
    from emulators.harness.testcases.case import Case


def headers(builder: CaseBuilder) -> Iterator[Case]:
    """Yields the cases for requests whose headers are not good."""
    for credential in builder.operation.credentials:
        yield from _credential(builder, credential)
    for parameter in builder.operation.parameters:
        if parameter.location == "header" and parameter.required:
            yield _missing(builder, parameter)
            yield from _somebody_elses(builder, parameter)


def _credential(builder: CaseBuilder, credential: SecurityHeader) -> Iterator[Case]:
    header = credential.header
    for way, value, keyword in _attempts(credential):
        clause = credential.node.clause(f"{header} is asked for", keyword)
        kind = "auth form" if way == "a key of another form" else "auth"
        label = CaseLabel(kind, f"{header}: {way}", f"{header}-{way}")
        yield builder.expect_refused(label, builder.step(headers={header: value}), clause, ("unauthenticated",))


def _attempts(credential: SecurityHeader) -> Iterator[tuple[str, Template, str]]:
    """Yields each wrong way to present a credential: its title, the header, and the keyword of the scheme that it breaks.

    A wrong key has the form of the right one, so that no server can refuse it for its form alone.
    """
    header = credential.header
    yield "none", None, ""
    yield "wrong key", Spoiled(header, "wrong"), ""
    if credential.is_basic:
        yield "unknown user", Spoiled(header, "wrong", way="user"), ""
    yield "a key of another form", Spoiled(header, "wrong", way="form"), ""
    if header.lower() == "authorization":
        yield "wrong keyword", Spoiled(header, "wrong", way="scheme"), "scheme"


def _missing(builder: CaseBuilder, parameter: Parameter) -> Case:
    name, answered = parameter.name, bool(builder.operation.answering("no_tenant"))
    causes = ("no_tenant",) if answered else builder.invalid(name, missing=True)
    clause = parameter.node.clause(f"the header {name} is required", "required")
    return builder.expect_refused(
        CaseLabel("tenant", f"{name} missing", name), builder.step(headers={name: None}), clause, causes
    )


def _somebody_elses(builder: CaseBuilder, parameter: Parameter) -> Iterator[Case]:
    name = parameter.name
    for response in builder.operation.answering("wrong_tenant")[:1]:
        found = response.causes["wrong_tenant"]
        clause = with_basis(found.node.clause(f"{name} names somebody else's"), found.basis)
        invented = f"{plain_text(parameter.schema.node, name)}-of-nobody".replace(" ", "-")
        step = builder.step(headers={name: Foreign(name, invented, invented=True)})
        label = CaseLabel("tenant", f"{name} names somebody else's", f"{name}-wrong")
        yield builder.expect_refused(label, step, clause, ("wrong_tenant",))
