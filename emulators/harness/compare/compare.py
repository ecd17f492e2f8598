"""Compares two targets: sends both the same requests, and says who is wrong where they differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.client.secrets import mask_for
from emulators.harness.compare.attribution import Attribution, Side, attribute
from emulators.harness.compare.baseline import Baseline, KnownDifference, Standing
from emulators.harness.compare.drift import ComparedCase, Drift, clause_of, fingerprint
from emulators.harness.compare.noise import Noise, repeatable_cases
from emulators.harness.compare.runner import Runner
from emulators.harness.compare.shared_values import SharedValues
from emulators.harness.execution.report import RunDetails
from emulators.harness.execution.resolver import Allocator
from emulators.harness.execution.run import SEED, select_cases, unheard
from emulators.harness.masking.curl import curl

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from emulators.harness.client.ledger import Ledger
    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.fuzzing.corpus import Corpus
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True)
class Comparison:
    """A finished comparison of two targets. `details` says how each of them was asked."""

    contract: str
    version: str
    file: str
    left: str
    right: str
    pairs: tuple[ComparedCase, ...]
    drifts: tuple[Drift, ...]
    fixed: tuple[KnownDifference, ...]
    noise: Noise
    details: tuple[RunDetails, ...] = ()

    def count(self, *attributions: Attribution) -> int:
        """Returns how many cases have one of these attributions."""
        return sum(pair.attribution in attributions for pair in self.pairs)

    def standing(self, standing: Standing) -> tuple[Drift, ...]:
        """Returns the differences of a standing."""
        return tuple(drift for drift in self.drifts if drift.standing is standing)

    def entries(self, owner: str, reason: str, expires: date | None = None) -> tuple[KnownDifference, ...]:
        """Returns the new differences as entries of a baseline."""
        return tuple(
            KnownDifference(
                drift.fingerprint,
                owner,
                reason,
                expires,
                drift.case.id,
                f"{drift.case.operation}, {drift.case.title}: {drift.difference.kind} {drift.difference.pointer}".strip(),
            )
            for drift in self.standing(Standing.NEW)
        )

    @property
    def reasons(self) -> Counter[str]:
        """Why nothing could be concluded, and how often."""
        return Counter(pair.why for pair in self.pairs if pair.attribution is Attribution.INCONCLUSIVE)

    @property
    def exit_code(self) -> int:
        """0: no difference but known ones; 1: new ones, or known ones that have expired; 3: nothing could be concluded."""
        if self.standing(Standing.NEW) or self.standing(Standing.EXPIRED):
            return 1
        return 3 if self.count(Attribution.INCONCLUSIVE) == len(self.pairs) else 0


def compare(  # noqa: PLR0913 (the options of a command, each with its default)
    contract: Contract,
    left: Target,
    right: Target,
    *,
    frozen: Corpus | None = None,
    only: Collection[str] = ("cases", "examples"),
    operations: Collection[str] = (),
    seed: int | None = None,
    baseline: Baseline | None = None,
    ledger: Ledger | None = None,
    today: date | None = None,
    on_stage: Callable[[str, int], None] = unheard,
    on_step: Callable[[], None] = unheard,
) -> Comparison:
    """Sends the cases of a contract, and the entries of a corpus, to two targets, and returns the comparison.

    `on_stage` is called with what is begun and how many cases it has, `on_step` after each case.
    Both sides get the same numbers. The left side is also compared with itself, and what differs there counts nowhere.

    Raises:
        ConfigError: an operation is unknown, or the corpus is of another contract.
        ContractError: the contract breaks its conventions.
    """
    asked = select_cases(contract, only=only, operations=operations)
    labels = {each.label for name in operations if (each := contract.operation(name))}
    many = [each for _, each in frozen.cases(contract)] if frozen else []
    comparison = _BothSides(
        contract,
        left,
        right,
        asked,
        [each for each in many if not labels or each.operation in labels],
        seed,
        ledger,
        baseline or Baseline(),
        today or datetime.now(UTC).date(),
        on_stage,
        on_step,
    )
    return comparison.result()


@dataclass(frozen=True)
class _BothSides:
    """Sends the cases to both sides, and compares the answers."""

    contract: Contract
    left: Target
    right: Target
    asked: list[Case]
    many: list[Case]
    seed: int | None
    ledger: Ledger | None
    baseline: Baseline
    today: date
    on_stage: Callable[[str, int], None]
    on_step: Callable[[], None]

    @cached_property
    def seed_of_values(self) -> int | None:
        """The seed of made-up values, None where they are new in every run."""
        new = self.left.fresh is not None and self.right.fresh is not None
        return (SEED if self.seed is None else self.seed) if new else None

    @cached_property
    def runner(self) -> Runner:
        """The runner of the cases. Where both sides have fresh data, made-up values are the same in every run, or as the
        seed says; where one keeps its data they are new, since what was sent before is there already.
        """
        shared_values = SharedValues(Allocator(self.seed_of_values), prints=self.seed_of_values is not None)
        return Runner(self.contract, shared_values, self.seed, self.ledger, self.on_step)

    def result(self) -> Comparison:
        """Returns the finished comparison."""
        details = tuple(
            RunDetails.of(side, mask_for(self.contract, side), self.seed_of_values) for side in (self.left, self.right)
        )
        left, right = (self._outcomes(side) for side in (self.left, self.right))
        noise = self._noise(left)
        pairs = tuple(self._pair(each, left[each.id], right[each.id], noise) for each in (*self.asked, *self.many))
        drifts = tuple(drift for pair in pairs for drift in self._drifts(pair))
        checked = {pair.case.id for pair in pairs if pair.attribution is not Attribution.INCONCLUSIVE}
        return Comparison(
            contract=self.contract.name,
            version=self.contract.version,
            file=self.contract.file,
            left=self.left.name,
            right=self.right.name,
            pairs=pairs,
            drifts=drifts,
            fixed=self.baseline.fixed({drift.fingerprint for drift in drifts}, checked),
            noise=noise,
            details=details,
        )

    def _outcomes(self, side: Target) -> Mapping[str, Outcome]:
        self.on_stage(f"cases, {side.name}", len(self.asked) + len(self.many))
        return self.runner.outcomes(side, self.asked, self.many)

    def _noise(self, left: Mapping[str, Outcome]) -> Noise:
        """Returns how the left side differs from itself: over all cases where its data is fresh, otherwise over reads."""
        asked, many = repeatable_cases(self.left, self.asked), repeatable_cases(self.left, self.many)
        self.on_stage(f"cases, {self.left.name} once more", len(asked) + len(many))
        again = self.runner.outcomes(self.left, asked, many)
        found = [
            (each, difference)
            for each in (*asked, *many)
            for difference in self.runner.differences(left[each.id], again[each.id], (self.left, self.left))
        ]
        return Noise.of(self.left.name, len(asked) + len(many), found)

    def _pair(self, case: Case, left: Outcome, right: Outcome, noise: Noise) -> ComparedCase:
        sides = (
            Side(self.left.name, left, self.left.is_vendor, self.left.is_guarded),
            Side(self.right.name, right, self.right.is_vendor, self.right.is_guarded),
        )
        all_ = self.runner.differences(left, right, (self.left, self.right))
        found = [each for each in all_ if not noise.has(case, each)]
        guilt, why = attribute(*sides, differ=bool(found))
        return ComparedCase(case, *sides, tuple(found) if guilt is not Attribution.INCONCLUSIVE else (), guilt, why)

    def _drifts(self, pair: ComparedCase) -> Iterator[Drift]:
        for difference in pair.differences:
            name = fingerprint(self.contract.name, pair.case, difference)
            yield Drift(
                fingerprint=name,
                standing=self.baseline.standing(name, self.today),
                case=pair.case,
                difference=difference,
                attribution=pair.attribution,
                why=pair.why,
                clause=clause_of(pair, difference),
                curls=(
                    curl(self.left.shown_url, pair.left.outcome.exchanges[-1].request),
                    curl(self.right.shown_url, pair.right.outcome.exchanges[-1].request),
                ),
            )
