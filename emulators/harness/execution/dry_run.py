"""Shows what a run would send, without sending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import Blocked, OutgoingRequest
from emulators.harness.client.policy import Policy
from emulators.harness.client.secrets import mask_for
from emulators.harness.execution.resolver import Allocator, Resolver, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.model.exchange import HttpRequest
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True, slots=True)
class Preview:
    """One case with its requests, masked, or the reason why it would not be sent."""

    case: Case
    requests: tuple[HttpRequest, ...] = ()
    reason: str = ""


def preview(
    contract: Contract, target: Target, wanted: Iterable[Case], *, seed: int | None = None
) -> Iterator[Preview]:
    """Yields each case as it would be sent. Values of earlier answers are shown as the contract prints them."""
    mask, allocator = mask_for(contract, target), Allocator(seed or 0)
    policy = Policy(contract, target)
    for case in wanted:
        resolver = Resolver(target, allocator, dry=True)
        requests = []
        try:
            for step in case.steps:
                operation = contract.named(step.operation)
                request, arguments, body = resolver.request(step, operation)
                policy.check(OutgoingRequest(operation, request, step.risk, arguments, body))
                requests.append(request)
        except (Unavailable, Blocked) as error:
            yield Preview(case, reason=mask.text(str(error)))
            continue
        known = mask.knowing(resolver.secrets)
        yield Preview(case, tuple(known.request(request) for request in requests))
