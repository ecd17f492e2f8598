"""Finds what differs between a target and itself, which says nothing about another target."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulators.harness.testcases.case import Risk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emulators.harness.client.target import Target
    from emulators.harness.compare.differences import Difference
    from emulators.harness.testcases.case import Case

READS = 5
"""So many reads a guarded account is sent twice."""


@dataclass(frozen=True)
class Noise:
    """The places (operation, kind, pointer) at which a side differs from itself. `tried` is how many cases it was sent
    twice.
    """

    side: str
    tried: int
    places: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, side: str, tried: int, found: Iterable[tuple[Case, Difference]]) -> Noise:
        """Returns the noise of these differences between a side and itself."""
        return cls(side, tried, frozenset(_place(case, each) for case, each in found))

    def has(self, case: Case, difference: Difference) -> bool:
        """Returns whether a difference is noise."""
        return _place(case, difference) in self.places


def repeatable_cases(target: Target, cases: list[Case]) -> list[Case]:
    """Returns the cases that a target can be sent twice and must answer alike."""
    if target.fresh is not None:
        return cases
    reads = [each for each in cases if each.risk is Risk.READ and len(each.steps) == 1]
    return reads[:READS] if target.is_guarded else reads


def _place(case: Case, difference: Difference) -> tuple[str, str, str]:
    return case.operation, difference.kind, re.sub(r"/\d+(?=/|$)", "/*", difference.pointer)
