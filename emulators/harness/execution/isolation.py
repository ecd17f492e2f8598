"""Isolates cases: the target's own account, or a fresh namespace for each multi-step case."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.client.target import Target
    from emulators.harness.client.transport import Transport
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True)
class Destination:
    """A target, or a fresh one like it, with the transport that leads there."""

    target: Target
    transport: Transport


@dataclass
class Isolation:
    """The destinations of a run. Cases of one step share one for each operation; every other case has its own."""

    target: Target
    transport: Transport
    _shared: dict[str, Destination] = field(default_factory=dict)

    def destination(self, case: Case) -> Destination:
        """Returns where to send a case: a fresh target, or the one account where there are none."""
        if self.target.fresh is None:
            return Destination(self.target, self.transport)
        alone = case.example is None and len(case.steps) == 1
        if alone and case.operation in self._shared:
            return self._shared[case.operation]
        made = replace(self.target.fresh(), fresh=self.target.fresh)
        destination = Destination(made, self.transport.to(made))
        if alone:
            self._shared[case.operation] = destination
        return destination


def in_one_namespace(target: Target) -> Target:
    """Returns the target with one fresh namespace for all requests, as thousands of them need no thousand namespaces."""
    return replace(target.fresh(), name=target.name, fresh=None) if target.fresh is not None else target
