"""What a comparison says, for people and for programs."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from emulators.harness.compare.attribution import Blame
from emulators.harness.compare.baseline import Standing
from emulators.harness.document.location import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.compare.compare import Diff
    from emulators.harness.compare.drift import Drift

FORMAT = "voice-emulators diff 1"
"""Changes when a reader of the last one would no longer understand."""
ORDER = (Standing.NEW, Standing.EXPIRED, Standing.KNOWN)


def text(diff: Diff) -> str:
    """The comparison for people: what differs, who is wrong, and by which line of the contract."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: Diff) -> Iterator[str]:
    same = diff.count(Blame.NOBODY)
    yield f"{diff.contract} {diff.version}: left is {diff.left}, right is {diff.right}"
    yield f"{len(diff.pairs)} obligations: {same} answered alike, {_differing(diff)} not, {diff.count(Blame.INCONCLUSIVE)} inconclusive"
    for reason, times in diff.reasons.most_common():
        yield f"  inconclusive {times} times: {reason}"
    yield from _noise(diff)
    for standing in ORDER:
        drifts = sorted(diff.standing(standing), key=_alike)
        for _, group in groupby(drifts, key=_alike):
            yield ""
            yield from _drift(list(group))
    for entry in diff.fixed:
        yield f"{Standing.FIXED.upper()} {entry.fingerprint} {entry.note or entry.reason}: take it out of the baseline"


def _differing(diff: Diff) -> int:
    return sum(bool(pair.differences) for pair in diff.pairs)


def _noise(diff: Diff) -> Iterator[str]:
    noise = diff.noise
    yield f"{noise.side} against itself: {noise.tried} obligations asked twice, {len(noise.places) or 'no'} places differ"
    for operation, kind, pointer in sorted(noise.places):
        yield f"  not compared: {operation} {kind} {pointer}"


def _alike(drift: Drift) -> tuple[str, ...]:
    pointer = re.sub(r"/\d+", "/*", drift.difference.pointer)
    return drift.obligation.operation, drift.blame, drift.difference.kind, pointer, drift.clause.pointer


def _drift(alike: list[Drift]) -> Iterator[str]:
    drift, difference, clause = alike[0], alike[0].difference, alike[0].clause
    more = f" (so in {len(alike)} obligations)" if len(alike) > 1 else ""
    yield f"{drift.standing.upper()} {drift.fingerprint} {drift.obligation.operation}, {drift.obligation.title}{more}"
    yield f"  {f'{difference.kind} {difference.pointer}'.strip()}: left {difference.left}, right {difference.right}"
    yield f"  {drift.blame}: {drift.why}"
    yield f"  {place(clause.file)}:{clause.line}, {clause.basis}: {clause.text} ({clause.cite})"
    yield f"  left: {drift.curls[0]}"
    yield f"  right: {drift.curls[1]}"


def record(diff: Diff) -> str:
    """The comparison for programs: one JSON document in plain ASCII."""
    return json.dumps(_record(diff), indent=2) + "\n"


def _record(diff: Diff) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "contract": diff.contract,
        "version": diff.version,
        "left": diff.left,
        "right": diff.right,
        "exit_code": diff.exit_code,
        "counts": {blame.value: diff.count(blame) for blame in Blame},
        "inconclusive": [{"reason": reason, "obligations": times} for reason, times in diff.reasons.items()],
        "noise": {
            "side": diff.noise.side,
            "tried": diff.noise.tried,
            "places": [
                dict(zip(("operation", "kind", "pointer"), each, strict=True)) for each in sorted(diff.noise.places)
            ],
        },
        "drifts": [_drift_record(drift) for drift in diff.drifts],
        "fixed": [entry.fingerprint for entry in diff.fixed],
    }


def _drift_record(drift: Drift) -> dict[str, Any]:
    clause, difference = drift.clause, drift.difference
    return {
        "fingerprint": drift.fingerprint,
        "standing": drift.standing,
        "operation": drift.obligation.operation,
        "obligation": drift.obligation.id,
        "title": drift.obligation.title,
        "kind": difference.kind,
        "pointer": difference.pointer,
        "left": difference.left,
        "right": difference.right,
        "blame": drift.blame,
        "why": drift.why,
        "clause": {
            "file": place(clause.file),
            "line": clause.line,
            "basis": clause.basis,
            "cite": clause.cite,
            "text": clause.text,
        },
        "curl": {"left": drift.curls[0], "right": drift.curls[1]},
    }
