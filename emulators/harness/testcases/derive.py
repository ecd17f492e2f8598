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
    from collections.abc import Collection, Iterable, Iterator

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
    """Returns all cases of a contract: a success of each operation, and then the most telling for their risk; the same list
    every time.

    What may be made on an account is limited, and a target that takes no good request proves nothing by refusing others.
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
    ranked = sorted(found.values(), key=lambda each: (-LEARNED[each.kind] / PRICE[each.risk], each.id))
    first = _first_successes(ranked)
    return (*first, *(each for each in ranked if each not in first))


def _first_successes(cases: Iterable[Case]) -> list[Case]:
    """Returns the shortest plain success of each operation, those first that need the fewest steps and risk the least."""
    found: dict[str, Case] = {}
    for each in cases:
        best = found.get(each.operation)
        if each.kind == "minimal" and (best is None or len(each.steps) < len(best.steps)):
            found[each.operation] = each
    return sorted(found.values(), key=lambda each: (PRICE[each.risk], len(each.steps), each.id))


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
