"""Where steps are played: the one account that there is, or a new world for what builds on earlier steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.client.target import Target
    from emulators.harness.client.transport import Wire
    from emulators.harness.testcases.case import Obligation


@dataclass(frozen=True)
class World:
    """The target, or a new one like it."""

    target: Target
    wire: Wire


@dataclass
class Worlds:
    """Every world of a run. An obligation of one step shares its operation's; others get one of their own."""

    target: Target
    wire: Wire
    _shared: dict[str, World] = field(default_factory=dict)

    def of(self, obligation: Obligation) -> World:
        """A world to play an obligation in; the one account if there is no other."""
        if self.target.fresh is None:
            return World(self.target, self.wire)
        alone = obligation.sample is None and len(obligation.steps) == 1
        if alone and obligation.operation in self._shared:
            return self._shared[obligation.operation]
        made = replace(self.target.fresh(), fresh=self.target.fresh)
        world = World(made, self.wire.to(made))
        if alone:
            self._shared[obligation.operation] = world
        return world


def one_world(target: Target) -> Target:
    """The same target with one new world for everything: thousands of requests need no thousand worlds."""
    return replace(target.fresh(), name=target.name, fresh=None) if target.fresh is not None else target
