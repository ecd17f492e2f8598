"""Decides by a request alone whether it may be sent: by the contract, the mode and the numbers in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from emulators.harness.client.outgoing import Blocked
from emulators.harness.client.target import Mode
from emulators.harness.model.absent import NOTHING
from emulators.harness.schema.traversal import leaves
from emulators.harness.testcases.case import Risk
from emulators.harness.testcases.phone_numbers import rings_nobody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.client.outgoing import OutgoingRequest
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract

ALLOWED = {
    Mode.READONLY: {Risk.READ},
    Mode.NO_PROVISION: {Risk.READ, Risk.REFUSED},
    Mode.PROVISION: {Risk.READ, Risk.REFUSED, Risk.PROVISION, Risk.DESTROY},
}
HARM = {
    Risk.PROVISION: "may make or change something",
    Risk.DESTROY: "destroys something",
    Risk.REFUSED: "writes",
}


@dataclass(frozen=True)
class Policy:
    """The rules that each request must keep by itself. To an emulator, everything that is in the contract may be sent."""

    contract: Contract
    target: Target

    def check(self, outgoing: OutgoingRequest) -> None:
        """Checks that a request may be sent.

        Raises:
            Blocked: it is not in the contract, does more than the mode allows, or holds a number that may ring
                somebody.
        """
        self._check_operation(outgoing)
        if self.target.is_guarded:
            self._check_mode(outgoing)
            self._check_numbers(outgoing)

    def _check_operation(self, outgoing: OutgoingRequest) -> None:
        path = outgoing.request.path.partition("?")[0]
        met = self.contract.route(outgoing.request.method, path)
        if met is None or met.method != outgoing.operation.method:
            raise Blocked(f"{outgoing.request.method} {path} is not an operation of the contract")
        for name, value in met.arguments_of(path).items():
            if is_path_navigation(value):
                raise Blocked(f"{name} is {value!r}, and a server may read {path} as another path")

    def _check_mode(self, outgoing: OutgoingRequest) -> None:
        if outgoing.risk not in ALLOWED[self.target.mode]:
            raise Blocked(f"it {HARM[outgoing.risk]}, and the mode is {self.target.mode}")

    def _check_numbers(self, outgoing: OutgoingRequest) -> None:
        if self.target.numbers == "any":
            return
        for name, value in _numbers(outgoing):
            if value not in self.target.known.get(name, ()) and not rings_nobody(value, self.target.numbers):
                raise Blocked(f"{name} is a number that may ring somebody")


def is_path_navigation(value: str) -> bool:
    """Returns whether a path segment is empty, `.` or `..`, however often it is percent-encoded."""
    while (decoded := unquote(value)) != value:
        value = decoded
    return any(part in ("", ".", "..") for part in value.replace("\\", "/").split("/"))


def _numbers(outgoing: OutgoingRequest) -> Iterator[tuple[str, str]]:
    """Yields name and value of each telephone number in a request's body."""
    if outgoing.operation.body is None or outgoing.body is NOTHING:
        return
    for name, node, value in leaves(outgoing.operation.body.node, outgoing.body):
        if node.get("x-kind") in ("e164", "digits") and isinstance(value, str):
            yield name, value
