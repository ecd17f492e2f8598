"""Derives all test cases of a contract, first those that tell most for the risk that they take."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from emulators.harness.model.clause import with_basis
from emulators.harness.testcases.bodies import bodies
from emulators.harness.testcases.builder import CaseBuilder, CaseLabel
from emulators.harness.testcases.case import Risk
from emulators.harness.testcases.examples import printed_examples
from emulators.harness.testcases.headers import headers
from emulators.harness.testcases.identifiers import gone
from emulators.harness.testcases.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from emulators.harness.contract.contract import Contract
    from emulators.harness.testcases.case import Case

LEARNED = {
    "minimal": 100,
    "auth": 80,
    "exchange": 70,
    "duplicate": 60,
    "required": 55,
    "maximal": 50,
    "default": 45,
    "unknown": 40,
    "foreign": 40,
    "tenant": 40,
    "limit": 35,
    "enum": 30,
    "near miss": 25,
    "type": 22,
    "null": 20,
    "malformed": 18,
    "auth form": 16,
    "media type": 15,
    "known": 15,
    "foreign branch": 12,
    "unknown field": 10,
    "gone": 10,
}
"""How much a case of a kind tells about a target, measured with planted bugs."""
PRICE = {Risk.READ: 1.0, Risk.REFUSED: 1.2, Risk.PROVISION: 4.0, Risk.DESTROY: 6.0}
"""What a request of a risk costs on an account that matters."""


def derive_cases(contract: Contract, labels: Collection[str] = ()) -> list[Case]:
    """Returns all cases of a contract, the most telling for its risk first; the same list every time.

    `labels` (`METHOD /path`) selects operations; none means all.

    Raises:
        ContractError: the contract breaks its conventions.
    """
    return list(_derived(contract, frozenset(labels)))


@lru_cache(maxsize=8)
def _derived(contract: Contract, labels: Collection[str]) -> tuple[Case, ...]:
    """Returns the cases, cached: a run asks for them to lint, to count and to send."""
    builders = [builder for builder in CaseBuilder.all(contract) if not labels or builder.operation.label in labels]
    found = {each.id: each for builder in builders for each in _owed(builder)}
    return tuple(sorted(found.values(), key=lambda each: (-LEARNED[each.kind] / PRICE[each.risk], each.id)))


def _owed(builder: CaseBuilder) -> Iterator[Case]:
    yield from printed_examples(builder)
    yield from headers(builder)
    yield from parameters(builder)
    if builder.operation.body is not None:
        yield from bodies(builder)
    else:
        yield from _plain(builder)
    if builder.operation.method == "DELETE":
        yield from gone(builder)


def _plain(builder: CaseBuilder) -> Iterator[Case]:
    """Yields the plain request of an operation without a body."""
    for response in builder.operation.answering("ok")[:1]:
        good = response.causes["ok"]
        clause = with_basis(good.node.clause("a plain request is good"), good.basis)
        yield builder.expect_accepted(CaseLabel("minimal", "a plain request"), builder.step(), clause)
