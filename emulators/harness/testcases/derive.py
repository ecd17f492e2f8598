"""Everything that a contract obliges a target to, ranked by what is learned for what is risked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.harness.model.clause import known_as
from emulators.harness.testcases.bodies import bodies
from emulators.harness.testcases.builder import Draft, Theme
from emulators.harness.testcases.case import Risk
from emulators.harness.testcases.examples import exchanges
from emulators.harness.testcases.headers import headers
from emulators.harness.testcases.identifiers import gone
from emulators.harness.testcases.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from emulators.harness.contract.contract import Contract
    from emulators.harness.testcases.case import Obligation

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
    "media type": 15,
    "known": 15,
    "foreign branch": 12,
    "unknown field": 10,
    "gone": 10,
}
"""How much an obligation of a kind tells about a target, by what was found with planted bugs."""
PRICE = {Risk.READ: 1.0, Risk.REFUSED: 1.2, Risk.PROVISION: 4.0, Risk.DESTROY: 6.0}
"""What a request of a risk costs on an account that matters."""


def obligations(contract: Contract, labels: Collection[str] = ()) -> list[Obligation]:
    """All obligations of a contract, the most telling for its risk first; the same list every time.

    `labels` (`METHOD /path`) leaves out those of other operations.
    """
    drafts = [draft for draft in Draft.all(contract) if not labels or draft.operation.label in labels]
    found = {each.id: each for draft in drafts for each in _owed(draft)}
    return sorted(found.values(), key=lambda each: (-LEARNED[each.kind] / PRICE[each.risk], each.id))


def _owed(draft: Draft) -> Iterator[Obligation]:
    yield from exchanges(draft)
    yield from headers(draft)
    yield from parameters(draft)
    if draft.operation.body is not None:
        yield from bodies(draft)
    else:
        yield from _plain(draft)
    if draft.operation.method == "DELETE":
        yield from gone(draft)


def _plain(draft: Draft) -> Iterator[Obligation]:
    """A request without a body, as plain as it can be."""
    for response in draft.operation.answering("ok")[:1]:
        good = response.causes["ok"]
        clause = known_as(good.node.clause("a plain request is good"), good.basis)
        yield draft.accepted(Theme("minimal", "a plain request"), draft.step(), clause)
