"""A drift: one difference between two targets, with its attribution, its clause and a stable fingerprint."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.compare.attribution import Attribution, Side
    from emulators.harness.compare.baseline import Standing
    from emulators.harness.compare.differences import Difference
    from emulators.harness.model.clause import Clause
    from emulators.harness.testcases.case import Case


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference. `why` names the sides; `clause` is the one that is broken, or the case's own; `curls` are both
    requests.
    """

    fingerprint: str
    standing: Standing
    case: Case
    difference: Difference
    attribution: Attribution
    why: str
    clause: Clause
    curls: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ComparedCase:
    """One case that was sent to both sides."""

    case: Case
    left: Side
    right: Side
    differences: tuple[Difference, ...]
    attribution: Attribution
    why: str


def fingerprint(vendor: str, case: Case, difference: Difference) -> str:
    """Returns the name of a difference, which is the same in every run: it is made of no line, value or index."""
    pointer = re.sub(r"/\d+(?=/|$)", "/*", difference.pointer)
    text = f"{vendor}\n{case.operation}\n{case.id}\n{pointer}\n{difference.kind}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def clause_of(pair: ComparedCase, difference: Difference) -> Clause:
    """Returns the clause that either side breaks at this place, or else the case's own."""
    found = [finding for side in (pair.left, pair.right) for finding in side.outcome.findings]
    here = [each for each in found if each.pointer == difference.pointer]
    binding = sorted(here or found, key=lambda each: each.clause.basis.rank)
    return binding[0].clause if binding else pair.case.clause
