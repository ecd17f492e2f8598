"""Deletes what a run created, as far as the contract has an operation for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from emulators.harness.client.guard import RequestGuard
from emulators.harness.client.outgoing import Blocked, OutgoingRequest, Stopped
from emulators.harness.client.ownership import Ownership
from emulators.harness.client.rate_limit import RateLimiter, WallClock
from emulators.harness.client.secrets import mask_for
from emulators.harness.client.target import Mode
from emulators.harness.client.transport import open_transport
from emulators.harness.contract.examples import read_examples
from emulators.harness.model.exchange import HttpRequest
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.client.ledger import Ledger, LedgerEntry
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation


def sweep(contract: Contract, target: Target, ledger: Ledger, clock: WallClock | None = None) -> tuple[str, ...]:
    """Deletes what earlier runs left at a target, and returns one line for each resource that is still there."""
    transport = open_transport(target)
    limiter, ownership = (
        RateLimiter(transport, target.limits.rate, clock or WallClock()),
        Ownership(read_examples(contract)),
    )
    try:
        return clean_up(
            RequestGuard(contract, target, limiter, ownership, mask_for(contract, target), ledger), every_run=True
        )
    finally:
        transport.close()


def clean_up(guard: RequestGuard, *, every_run: bool = False) -> tuple[str, ...]:
    """Deletes what is open in the ledger, newest first: of this run, or of `every_run`. Returns one line for each
    resource that is still there."""
    sweeper = replace(guard, target=_without_limits(guard.target))
    sweeper.limiter.failures = 0
    return tuple(map(_describe, [entry for entry in _open(guard, every_run=every_run) if not _remove(sweeper, entry)]))


def list_open(guard: RequestGuard) -> tuple[str, ...]:
    """Returns one line for each resource that this run made and did not delete, by the ledger alone."""
    return tuple(map(_describe, _open(guard, every_run=False)))


def _open(guard: RequestGuard, *, every_run: bool) -> list[LedgerEntry]:
    entries = guard.ledger.open_entries(guard.contract.name, guard.target.url)
    return [entry for entry in entries if every_run or entry.run == guard.run]


def _describe(entry: LedgerEntry) -> str:
    what = ", ".join(entry.ids.values()) or (
        "made, and no id was answered" if entry.state == "created" else "not known whether it was made"
    )
    return f"{entry.request} ({what}; ledger entry {entry.id})"


def _without_limits(target: Target) -> Target:
    """Returns the target with no limit but its rate: deleting is always allowed."""
    return replace(target, mode=Mode.PROVISION, limits=replace(target.limits, requests=10**6, seconds=10**6))


def _remove(sweeper: RequestGuard, entry: LedgerEntry) -> bool:
    sweeper.ownership.created.update(entry.ids.values())
    for operation, path in _deletions(sweeper.contract, entry):
        request = HttpRequest(operation.method, path, dict(sweeper.target.headers))
        try:
            answer = sweeper.send(OutgoingRequest(operation, request, Risk.DESTROY, operation.arguments_of(path)))
        except (Blocked, Stopped):
            return False
        if 200 <= answer.status < 300 or answer.status in (404, 410):
            sweeper.ledger.record_answer(entry.id, "deleted", entry.ids)
            return True
    return False


def _deletions(contract: Contract, entry: LedgerEntry) -> Iterator[tuple[ContractOperation, str]]:
    """Yields operation and path of the deletions that the contract's examples do with an identifier of this create."""
    for example in read_examples(contract).values():
        if example.operation.method != "DELETE" or not example.response.is_success:
            continue
        path = example.operation.path
        for name, source in example.bind.items():
            origin, _, pointer = source.partition("#")
            if origin.split("/")[0] == entry.operation and pointer in entry.ids:
                path = path.replace(f"{{{name}}}", quote(entry.ids[pointer], safe=""))
        if "{" not in path:
            yield example.operation, path
