"""What may go out to a target. Every request of a run passes here, and nothing else can send one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import Blocked
from emulators.harness.client.policy import Gate

if TYPE_CHECKING:
    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.outgoing import Call
    from emulators.harness.client.ownership import Ownership
    from emulators.harness.client.rate_limit import Pace
    from emulators.harness.client.target import Target
    from emulators.harness.client.transport import Wire
    from emulators.harness.contract.contract import Contract
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.model.exchange import Response


@dataclass
class Rails:
    """The rails of one run. An emulator has none but the list of its contract's operations."""

    contract: Contract
    target: Target
    pace: Pace
    ownership: Ownership
    mask: Mask
    ledger: Ledger
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    creates: int = 0
    _begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.gate = Gate(self.contract, self.target)
        self._begun = self.pace.clock.now()

    def send(self, call: Call, way: Wire | None = None) -> Response:
        """The answer to a request that may be sent; `Blocked` or `Stopped` where it may not, or nobody answers.

        `way` leads into another world of an emulator.
        """
        self.gate.check(call)
        if not self.target.is_railed:
            return self.pace.hurried(call.request, way)
        self.ownership.check(call)
        self._afforded(call)
        return self._recorded(call)

    def _afforded(self, call: Call) -> None:
        limits = self.target.limits
        if self.pace.sent >= limits.requests:
            raise Blocked(f"the budget of {limits.requests} requests is used up")
        if self.pace.clock.now() - self._begun >= limits.seconds:
            raise Blocked(f"{limits.seconds:g} seconds are over")
        if call.is_create and self.creates >= limits.creates:
            raise Blocked(f"the budget of {limits.creates} creates is used up")

    def _recorded(self, call: Call) -> Response:
        """Send it, with a line in the ledger before and after wherever something may come to be."""
        if call.request.method != "POST":
            return self.pace.patient(call.request)
        self.creates += call.is_create
        entry = self.ledger.asked(self.run, self.contract.name, self.target.url, call.operation.id, self._shown(call))
        response = self.pace.patient(call.request)
        if 200 <= response.status < 300:
            self.ledger.answered(entry, "created", self.ownership.claim(call.operation, response))
        else:
            self.ledger.answered(entry, "refused" if response.status < 500 else "asked", {})
        return response

    def _shown(self, call: Call) -> str:
        body = (self.mask.body(call.request.body) or b"").decode("utf-8", "replace")
        return f"{call.request.method} {self.mask.text(call.request.path)} {body}"
