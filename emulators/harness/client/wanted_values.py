"""Finds out which values a contract needs of a target: ids that exist there, and telephone numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from emulators.harness.errors import ConfigError
from emulators.harness.nearest import meant_or_all
from emulators.harness.testcases.derive import derive_cases
from emulators.harness.testcases.placeholders import Foreign, Fresh, Known, Placeholder, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.contract.contract import Contract
    from emulators.harness.testcases.case import Case


@dataclass
class WantedValue:
    """One value that a contract needs: its name, one in the right form, and how many cases of which operations need it."""

    name: str
    like: str
    cases: set[str] = field(default_factory=set)
    operations: set[str] = field(default_factory=set)

    def add(self, case: Case, like: str) -> None:
        """Counts a case that needs it. A value in the right form wins over the name."""
        self.like = like if self.name in self.like else self.like
        self.cases.add(case.id)
        self.operations.add(case.operation)


@dataclass(frozen=True)
class WantedValues:
    """The values by name: `known` exist at the target, `foreign` belong to somebody else there, `owned` are numbers that its
    account at a carrier owns.
    """

    known: dict[str, WantedValue] = field(default_factory=dict)
    foreign: dict[str, WantedValue] = field(default_factory=dict)
    owned: dict[str, WantedValue] = field(default_factory=dict)

    @classmethod
    def of(cls, contract: Contract) -> WantedValues:
        """Returns what the cases of a contract need."""
        wanted = cls()
        for case in derive_cases(contract):
            for leaf in _placeholders(case):
                group = wanted._group(leaf)
                if group is not None:
                    group.setdefault(leaf.name, WantedValue(leaf.name, str(leaf.stand_in))).add(
                        case, str(leaf.stand_in)
                    )
        return wanted

    def _group(self, leaf: Placeholder) -> dict[str, WantedValue] | None:
        if isinstance(leaf, Known):
            return None if leaf.optional else self.known
        if isinstance(leaf, Foreign):
            return None if leaf.invented else self.foreign
        return self.owned if isinstance(leaf, Fresh) and leaf.owned else None


def _placeholders(case: Case) -> Iterator[Placeholder]:
    for step in case.steps:
        yield from placeholders([dict(step.path), dict(step.query), dict(step.headers), step.body])


def check_names(contract: Contract, place: str, names: Iterable[str]) -> None:
    """Checks that requests of the contract have values of these names.

    Raises:
        ConfigError: one has none; the message begins with `place` and suggests the nearest name.
    """
    every = {name for operation in contract.operations for name in operation.value_names}
    for name in names:
        if name not in every:
            wanted = WantedValues.of(contract)
            near = meant_or_all(name, sorted(wanted.known | wanted.foreign | wanted.owned))
            raise ConfigError(f"{place}{name}: no request of {contract.name} has such a value{near}")
