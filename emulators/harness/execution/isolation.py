"""Where steps are played: the one account that there is, or a new world for what builds on earlier steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.client.target import Target
    from emulators.harness.client.transport import Transport
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True)
class Destination:
    """The target, or a new one like it."""

    target: Target
    transport: Transport


@dataclass
class Isolation:
    """Every world of a run. A case of one step shares its operation's; others get one of their own."""

    target: Target
    transport: Transport
    _shared: dict[str, Destination] = field(default_factory=dict)

    def destination(self, case: Case) -> Destination:
        """A world to play a case in; the one account if there is no other."""
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
    """The same target with one new world for everything: thousands of requests need no thousand worlds."""
    return replace(target.fresh(), name=target.name, fresh=None) if target.fresh is not None else target
