"""What may never go out to a target, whatever was sent before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.call import Blocked
from emulators.harness.model import NOTHING, Risk
from emulators.harness.numbers import rings_nobody
from emulators.harness.parts import leaves
from emulators.harness.target import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.call import Call
    from emulators.harness.contract import Contract
    from emulators.harness.target import Target

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
class Gate:
    """Looks at each request by itself. To an emulator, all that is in the contract may go."""

    contract: Contract
    target: Target

    def check(self, call: Call) -> None:
        """`Blocked` where a request may not go out."""
        self._listed(call)
        if self.target.is_railed:
            self._permitted(call)
            self._harmless(call)

    def _listed(self, call: Call) -> None:
        path = call.request.path.partition("?")[0]
        met = self.contract.route(call.request.method, path)
        if met is None or met.method != call.operation.method:
            raise Blocked(f"{call.request.method} {path} is not an operation of the contract")

    def _permitted(self, call: Call) -> None:
        if call.risk not in ALLOWED[self.target.mode]:
            raise Blocked(f"it {HARM[call.risk]}, and the mode is {self.target.mode}")

    def _harmless(self, call: Call) -> None:
        if self.target.numbers == "any":
            return
        for name, value in _numbers(call):
            if value not in self.target.known.get(name, ()) and not rings_nobody(value, self.target.numbers):
                raise Blocked(f"{name} is a number that may ring somebody")


def _numbers(call: Call) -> Iterator[tuple[str, str]]:
    """The telephone numbers in a request's body."""
    if call.operation.body is None or call.body is NOTHING:
        return
    for name, node, value in leaves(call.operation.body.node, call.body):
        if node.get("x-kind") in ("e164", "digits") and isinstance(value, str):
            yield name, value
