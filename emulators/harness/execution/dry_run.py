"""What a run would send, without sending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import Blocked, Call
from emulators.harness.client.policy import Gate
from emulators.harness.client.secrets import mask_of
from emulators.harness.execution.resolver import Allocator, Filling, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.model.exchange import Request
    from emulators.harness.testcases.case import Obligation


@dataclass(frozen=True, slots=True)
class Planned:
    """One obligation with its requests, masked; or the reason why it would not be asked."""

    obligation: Obligation
    requests: tuple[Request, ...] = ()
    reason: str = ""


def planned(
    contract: Contract, target: Target, wanted: Iterable[Obligation], *, seed: int | None = None
) -> Iterator[Planned]:
    """Each obligation as it would be asked. Values of earlier answers are shown as the contract prints them."""
    mask, allocator = mask_of(contract, target), Allocator(seed or 0)
    gate = Gate(contract, target)
    for obligation in wanted:
        filling = Filling(target, allocator, dry=True)
        requests = []
        try:
            for step in obligation.steps:
                operation = contract.named(step.operation)
                request, arguments, body = filling.request(step, operation)
                gate.check(Call(operation, request, step.risk, arguments, body))
                requests.append(request)
        except (Unavailable, Blocked) as error:
            yield Planned(obligation, reason=mask.text(str(error)))
            continue
        known = mask.knowing(filling.secrets)
        yield Planned(obligation, tuple(known.request(request) for request in requests))
