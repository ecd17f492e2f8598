"""A drift: one difference between two targets, with who is wrong, the clause, and a name that stays the same."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.harness.compare.attribution import Blame, Side
    from emulators.harness.compare.baseline import Standing
    from emulators.harness.compare.differences import Difference
    from emulators.harness.model.clause import Clause
    from emulators.harness.testcases.case import Obligation


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference. `why` names the sides; `clause` is what the wrong side breaks, or what the obligation is about."""

    fingerprint: str
    standing: Standing
    obligation: Obligation
    difference: Difference
    blame: Blame
    why: str
    clause: Clause
    curls: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One obligation put to both sides."""

    obligation: Obligation
    left: Side
    right: Side
    differences: tuple[Difference, ...]
    blame: Blame
    why: str


def fingerprint(vendor: str, obligation: Obligation, difference: Difference) -> str:
    """What names a difference from run to run: not the line, not the values, not the index."""
    pointer = re.sub(r"/\d+(?=/|$)", "/*", difference.pointer)
    text = f"{vendor}\n{obligation.operation}\n{obligation.id}\n{pointer}\n{difference.kind}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def clause_of(pair: Pair, difference: Difference) -> Clause:
    """The clause that the judge names at this place for either side, or else the obligation's own."""
    found = [finding for side in (pair.left, pair.right) for finding in side.outcome.findings]
    here = [each for each in found if each.pointer == difference.pointer]
    binding = sorted(here or found, key=lambda each: each.clause.basis.rank)
    return binding[0].clause if binding else pair.obligation.clause
