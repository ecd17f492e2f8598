"""What became of every obligation on each side, and where the sides differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.compare.differences import Difference, broken, differences
from emulators.harness.compare.normalization import Masks
from emulators.harness.compare.shared_values import Reader, Script
from emulators.harness.execution.isolation import one_world
from emulators.harness.execution.report import spent
from emulators.harness.execution.run import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.testcases.case import Obligation


@dataclass(frozen=True)
class Plays:
    """Plays the same to any side, by one script."""

    contract: Contract
    script: Script
    seed: int | None
    ledger: Ledger | None

    def outcomes(self, target: Target, asked: list[Obligation], many: list[Obligation]) -> Mapping[str, Outcome]:
        """By obligation: first those that want worlds of their own, then all the others in one."""
        reader = Reader(self.script)
        run = Run(self.contract, target, self.seed, self.ledger)
        run.allocator = reader
        found = list(run.outcomes(reader.announced(asked)))
        if many:
            again = Run(self.contract, one_world(spent(target, run.report(found))), self.seed, self.ledger)
            again.allocator = reader
            found += list(again.outcomes(reader.announced(many)))
        return {outcome.obligation.id: outcome for outcome in found}

    def differences(self, left: Outcome, right: Outcome, targets: tuple[Target, Target]) -> list[Difference]:
        """Where two outcomes of one obligation differ, their masks put on; nowhere if one was not played."""
        if not left.exchanges or not right.exchanges:
            return []
        own = all(target.fresh is not None for target in targets)
        first, second = (Masks(self.contract, target.known, own) for target in targets)
        found = list(differences(left.exchanges, right.exchanges, (first, second)))
        return found + list(broken(left, right, found))
