"""Decides which requests of a run may be sent. Every request passes here, and nothing else can send one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.client.outgoing import Blocked, Stopped
from emulators.harness.client.policy import Policy
from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.outgoing import OutgoingRequest
    from emulators.harness.client.ownership import Ownership
    from emulators.harness.client.rate_limit import RateLimiter
    from emulators.harness.client.target import Target
    from emulators.harness.client.transport import Transport
    from emulators.harness.contract.contract import Contract
    from emulators.harness.masking.redaction import Mask
    from emulators.harness.model.exchange import HttpResponse

FAULT = "emulator-fault"
"""The header with which a stand-in says that a failure was asked for. No vendor sends it."""


@dataclass
class RequestGuard:
    """The guard of one run. An emulator may be sent everything that is in its contract; any other target is protected.

    `run` is the run's name in the ledger, `creates` how many creates it has sent.
    """

    contract: Contract
    target: Target
    limiter: RateLimiter
    ownership: Ownership
    mask: Mask
    ledger: Ledger
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    creates: int = 0
    distrusted: set[str] = field(default_factory=set)
    """The operations that accepted a request that must be refused: nothing more is written through them."""

    def __post_init__(self) -> None:
        self.policy = Policy(self.contract, self.target)
        if self.target.is_guarded:
            self.limiter.ends = self.limiter.clock.now() + self.target.limits.seconds

    def send(self, outgoing: OutgoingRequest, transport: Transport | None = None) -> HttpResponse:
        """Returns the response to a request that may be sent. `transport` leads to another namespace of an emulator.

        Raises:
            Blocked: this request may not be sent, or had no answer.
            Stopped: nothing more may be sent.
        """
        self.policy.check(outgoing)
        response = self._send(outgoing, transport)
        if FAULT in response.headers and not self.target.allow_faults:
            raise Stopped(
                f"the target fails because somebody asked for it ({FAULT}: {response.headers[FAULT]}), so it is not evaluated; "
                "clear its faults, or allow them with --allow-faults"
            )
        return response

    def _send(self, outgoing: OutgoingRequest, transport: Transport | None) -> HttpResponse:
        if not self.target.is_guarded:
            return self.limiter.send_at_once(outgoing.request, transport)
        self.ownership.check(outgoing)
        self._check_limits(outgoing)
        response = self._send_recorded(outgoing)
        self.ownership.saw(response)
        if outgoing.risk is Risk.REFUSED and outgoing.is_write and response.is_success:
            self.distrusted.add(outgoing.operation.id)
        return response

    def _check_limits(self, outgoing: OutgoingRequest) -> None:
        limits, given = self.target.limits, self.target.allowance or self.target.limits
        used = "is used up by this and earlier phases" if self.target.allowance else "is used up"
        if outgoing.is_write and outgoing.operation.id in self.distrusted and outgoing.risk is not Risk.DESTROY:
            raise Blocked("the target accepted a request that must be refused")
        if self.limiter.sent >= limits.requests:
            raise Blocked(f"--max-requests {given.requests} {used}")
        if self.limiter.clock.now() >= self.limiter.ends:
            raise Blocked(f"{given.seconds:g} seconds are over (limits.seconds)")
        if outgoing.is_create and self.creates >= limits.creates:
            raise Blocked(f"--max-creates {given.creates} {used}")

    def _send_recorded(self, outgoing: OutgoingRequest) -> HttpResponse:
        """Sends a request; where it may create something, records it in the ledger before and after.

        A request that never left this machine is not recorded.
        """
        if outgoing.request.method != "POST" or outgoing.operation.reads:
            return self.limiter.send_paced(outgoing.request)
        entry = self.ledger.record_request(
            self.run, self.contract.name, self.target.url, outgoing.operation.id, self._describe(outgoing)
        )
        try:
            response = self.limiter.send_paced(outgoing.request)
        except (Blocked, Stopped):
            if not self.limiter.reached:
                self.ledger.forget(entry)
            raise
        if response.is_success:
            self.creates += 1
            self.ledger.record_answer(entry, "created", self.ownership.claim(outgoing.operation, response))
        else:
            self.creates += outgoing.is_create and response.status >= 500
            self.ledger.record_answer(entry, "refused" if response.status < 500 else "asked", {})
        return response

    def _describe(self, outgoing: OutgoingRequest) -> str:
        body = (self.mask.body(outgoing.request.body) or b"").decode("utf-8", "replace")
        return f"{outgoing.request.method} {self.mask.text(outgoing.request.path)} {body}"
