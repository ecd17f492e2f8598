"""Plans a run: everything that it could send to a target, and what its limits let through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from emulators.harness.client.target import Mode
from emulators.harness.execution.dry_run import Preview, preview
from emulators.harness.execution.run import list_cases, select_cases, selected_labels
from emulators.harness.explore import Extent
from emulators.harness.fuzzing import corpus
from emulators.harness.stateful.actions import actions, for_operations
from emulators.harness.testcases.builder import CaseBuilder
from emulators.harness.testcases.derive import derive_cases

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True)
class RunPlan:
    """What a run could send, in the order of its stages.

    `first` are the reads of lists before anything is created, `cases` those of the contract, `calls` the requests that
    life cycles consist of, `generated` the generated ones, and `last` the deletions of what the run created.
    """

    target: Target
    extent: Extent
    first: tuple[Preview, ...] = ()
    cases: tuple[Preview, ...] = ()
    calls: tuple[Preview, ...] = ()
    generated: tuple[Preview, ...] = ()
    last: tuple[Preview, ...] = ()

    @property
    def most_calls(self) -> int:
        """How many calls the life cycles make at most."""
        return self.extent.sequences * self.extent.steps if any(each.requests for each in self.calls) else 0

    @cached_property
    def requests(self) -> int:
        """How many requests could be sent, were there no limit; deletions at the end come on top."""
        told = (*self.first, *self.cases, *self.generated)
        return sum(len(each.requests) for each in told) + self.most_calls

    @property
    def creates(self) -> int:
        """How many of the contract's cases and the generated requests could create something."""
        return sum(each.creates for each in (*self.cases, *self.generated))

    @property
    def deletes(self) -> int:
        """How many of the contract's cases and the generated requests delete something."""
        return sum(each.deletes for each in (*self.cases, *self.generated))

    @property
    def sent(self) -> int:
        """How many requests are sent at most, before the deletions at the end."""
        return min(self.requests, self.target.limits.requests) if self.target.is_guarded else self.requests

    @property
    def made(self) -> int:
        """How many things good creates make at most."""
        could = self.creates + (self.most_calls if any(each.creates for each in self.calls) else 0)
        return min(could, self.target.limits.creates) if self.target.is_guarded else could

    @property
    def seconds(self) -> float:
        """How long it takes at least, in seconds, by the rate alone; 0 where nothing limits it."""
        limits = self.target.limits
        if not (self.target.is_guarded and limits.rate):
            return 0.0
        return min(self.sent / limits.rate, limits.seconds)


def plan(  # noqa: PLR0913 (the options of a command, each with its default)
    contract: Contract,
    target: Target,
    *,
    only: Collection[str],
    operations: Collection[str] = (),
    extent: Extent | None = None,
    seed: int | None = None,
) -> RunPlan:
    """Returns the plan of a run with these options. Nothing is sent.

    `only` takes `cases`, `examples`, `fuzzing` and `stateful`, `operations` ids or `METHOD /path` (none means all).

    Raises:
        ConfigError: the contract has no such operation.
        GenerationFailed: the generator of requests failed.
    """

    def shown(wanted: Collection[Case]) -> tuple[Preview, ...]:
        return tuple(preview(contract, target, wanted, seed=seed))

    extent = extent or Extent()
    makes = target.is_guarded and target.mode is Mode.PROVISION
    return RunPlan(
        target,
        extent,
        first=shown(list_cases(contract)) if makes else (),
        cases=shown(select_cases(contract, only=only, operations=operations)),
        calls=shown(list(_calls(contract, operations))) if "stateful" in only else (),
        generated=shown(_generated(contract, operations, extent.examples, seed)) if "fuzzing" in only else (),
        last=shown(list(_deletions(contract))) if makes else (),
    )


def _calls(contract: Contract, operations: Collection[str]) -> Iterator[Case]:
    """Yields the last step of each action; the steps before it are actions themselves."""
    builders = {builder.operation.id: builder for builder in CaseBuilder.all(contract)}
    for action in for_operations(actions(contract, builders), selected_labels(contract, operations)):
        yield replace(action.case, steps=(action.step,))


def _generated(contract: Contract, operations: Collection[str], examples: int, seed: int | None) -> list[Case]:
    chosen = corpus.SEED if seed is None else seed
    frozen = corpus.build(contract, seed=chosen, examples=examples, operations=operations)
    return [case for _, case in frozen.cases(contract)]


def _deletions(contract: Contract) -> Iterator[Case]:
    """Yields the deletions that follow a create in the contract's examples, without what comes before them."""
    for case in derive_cases(contract):
        example = case.example
        if (
            example is not None
            and example.bind
            and example.operation.method == "DELETE"
            and example.response.is_success
        ):
            yield replace(case, steps=case.steps[-1:])
