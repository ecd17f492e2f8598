"""What a run made is taken away again, as far as the contract has a way; the rest is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from emulators.harness.client.guard import Rails
from emulators.harness.client.outgoing import Blocked, Call, Stopped
from emulators.harness.client.ownership import Ownership
from emulators.harness.client.rate_limit import Clock, Pace
from emulators.harness.client.secrets import mask_of
from emulators.harness.client.target import Mode
from emulators.harness.client.transport import wire
from emulators.harness.contract.examples import samples
from emulators.harness.model.exchange import Request
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.client.ledger import Entry, Ledger
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import Operation


def orphans(contract: Contract, target: Target, ledger: Ledger, clock: Clock | None = None) -> tuple[str, ...]:
    """Take away what earlier runs left at a target; what is still there afterwards, one line each."""
    way = wire(target)
    pace, ownership = Pace(way, target.limits.rate, clock or Clock()), Ownership(samples(contract))
    try:
        return sweep(Rails(contract, target, pace, ownership, mask_of(contract, target), ledger), every_run=True)
    finally:
        way.close()


def sweep(rails: Rails, *, every_run: bool = False) -> tuple[str, ...]:
    """Delete what is open in the ledger, newest first; what is still there afterwards, one line each."""
    broom = replace(rails, target=_unbounded(rails.target))
    broom.pace.failures = 0
    mine = [
        entry
        for entry in rails.ledger.open_entries(rails.contract.name, rails.target.url)
        if every_run or entry.run == rails.run
    ]
    left = [entry for entry in mine if not _removed(broom, entry)]
    return tuple(f"{entry.request} ({', '.join(entry.ids.values()) or 'answer unknown'})" for entry in left)


def _unbounded(target: Target) -> Target:
    """Taking away is always allowed, at the same pace."""
    return replace(target, mode=Mode.PROVISION, limits=replace(target.limits, requests=10**6, seconds=10**6))


def _removed(broom: Rails, entry: Entry) -> bool:
    broom.ownership.created.update(entry.ids.values())
    for operation, path in _ways(broom.contract, entry):
        request = Request(operation.method, path, dict(broom.target.headers))
        try:
            answer = broom.send(Call(operation, request, Risk.DESTROY, operation.arguments_of(path)))
        except (Blocked, Stopped):
            return False
        if 200 <= answer.status < 300 or answer.status in (404, 410):
            broom.ledger.answered(entry.id, "deleted", entry.ids)
            return True
    return False


def _ways(contract: Contract, entry: Entry) -> Iterator[tuple[Operation, str]]:
    """The deletions that the contract's exchanges do with an identifier of this create."""
    for sample in samples(contract).values():
        if sample.operation.method != "DELETE" or not sample.response.is_success:
            continue
        path = sample.operation.path
        for name, source in sample.bind.items():
            origin, _, pointer = source.partition("#")
            if origin.split("/")[0] == entry.operation and pointer in entry.ids:
                path = path.replace(f"{{{name}}}", quote(entry.ids[pointer], safe=""))
        if "{" not in path:
            yield sample.operation, path
