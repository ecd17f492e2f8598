"""Shows what a run would send, without sending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import Blocked, OutgoingRequest
from emulators.harness.client.policy import Policy
from emulators.harness.client.secrets import mask_for
from emulators.harness.execution.resolver import Allocator, Resolver, Unavailable
from emulators.harness.execution.run import unfit
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.model.exchange import HttpRequest
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True, slots=True)
class Preview:
    """One case with its requests, masked, or with the reason why it would not be sent.

    `creates` and `deletes` say how many of the requests may create something, and how many delete.
    """

    case: Case
    requests: tuple[HttpRequest, ...] = ()
    reason: str = ""
    creates: int = 0
    deletes: int = 0


def preview(
    contract: Contract, target: Target, wanted: Iterable[Case], *, seed: int | None = None
) -> Iterator[Preview]:
    """Yields each case as it would be sent. Values of earlier answers are shown as the contract prints them."""
    mask, allocator = mask_for(contract, target), Allocator(seed or 0)
    policy = Policy(contract, target)
    for case in wanted:
        if reason := unfit(case, target):
            yield Preview(case, reason=reason)
            continue
        resolver = Resolver(target, allocator, dry=True)
        requests = []
        try:
            for step in case.steps:
                operation = contract.named(step.operation)
                request, arguments, body = resolver.request(step, operation)
                outgoing = OutgoingRequest(operation, request, step.risk, arguments, body)
                policy.check(outgoing)
                requests.append(outgoing)
        except (Unavailable, Blocked) as error:
            yield Preview(case, reason=mask.text(str(error)))
            continue
        known = mask.knowing(resolver.secrets)
        yield Preview(
            case,
            tuple(known.request(each.request) for each in requests),
            creates=sum(each.is_create for each in requests),
            deletes=sum(each.risk is Risk.DESTROY for each in requests),
        )
