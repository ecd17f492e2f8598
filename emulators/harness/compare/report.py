"""Renders a comparison as text and as JSON."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from emulators.harness.compare.attribution import Attribution
from emulators.harness.compare.baseline import Standing
from emulators.harness.document.location import short_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.compare.compare import Comparison
    from emulators.harness.compare.drift import Drift

FORMAT = "voice-emulators compare 1"
"""Changes when a reader of the last one would no longer understand."""
ORDER = (Standing.NEW, Standing.EXPIRED, Standing.KNOWN)


def text(comparison: Comparison) -> str:
    """Returns the comparison as text: what differs, who is wrong, and by which line of the contract."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    same = comparison.count(Attribution.NOBODY)
    yield f"{comparison.contract} {comparison.version}: left is {comparison.left}, right is {comparison.right}"
    yield from _details(comparison)
    yield f"{len(comparison.pairs)} cases: {same} answered alike, {_differing(comparison)} not, {comparison.count(Attribution.INCONCLUSIVE)} inconclusive"
    for reason, times in comparison.reasons.most_common():
        yield f"  inconclusive {times} times: {reason}"
    yield from _noise(comparison)
    for standing in ORDER:
        drifts = sorted(comparison.standing(standing), key=_alike)
        for _, group in groupby(drifts, key=_alike):
            yield ""
            yield from _drift(list(group))
    for entry in comparison.fixed:
        yield f"{Standing.FIXED.upper()} {entry.fingerprint} {entry.note or entry.reason}: take it out of the baseline"


def _details(comparison: Comparison) -> Iterator[str]:
    """Yields how the sides were asked: what holds for both once, and then what is each side's own."""
    facts = [each.facts for each in comparison.details]
    both = [fact for fact in facts[0] if all(fact in each for each in facts[1:])] if facts else []
    for name, value in both:
        yield f"  {name}: {value}"
    for side, own in zip(("left", "right"), facts, strict=False):
        yield f"  {side}: " + ", ".join(f"{name} {value}" for name, value in own if (name, value) not in both)


def _differing(comparison: Comparison) -> int:
    return sum(bool(pair.differences) for pair in comparison.pairs)


def _noise(comparison: Comparison) -> Iterator[str]:
    noise = comparison.noise
    yield f"{noise.side} against itself: {noise.tried} cases asked twice, {len(noise.places) or 'no'} places differ"
    for operation, kind, pointer in sorted(noise.places):
        yield f"  not compared: {operation} {kind} {pointer}"


def _alike(drift: Drift) -> tuple[str, ...]:
    pointer = re.sub(r"/\d+", "/*", drift.difference.pointer)
    return drift.case.operation, drift.attribution, drift.difference.kind, pointer, drift.clause.pointer


def _drift(alike: list[Drift]) -> Iterator[str]:
    drift, difference, clause = alike[0], alike[0].difference, alike[0].clause
    more = f" (so in {len(alike)} cases)" if len(alike) > 1 else ""
    yield f"{drift.standing.upper()} {drift.fingerprint} {drift.case.operation}, {drift.case.title}{more}"
    yield f"  {f'{difference.kind} {difference.pointer}'.strip()}: left {difference.left}, right {difference.right}"
    yield f"  {drift.attribution}: {drift.why}"
    yield f"  {short_path(clause.file)}:{clause.line}, {clause.basis}: {clause.text} ({clause.cite})"
    yield f"  left: {drift.curls[0]}"
    yield f"  right: {drift.curls[1]}"


def record(comparison: Comparison) -> str:
    """Returns the comparison as one JSON document in plain ASCII."""
    return json.dumps(_record(comparison), indent=2) + "\n"


def _record(comparison: Comparison) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "contract": comparison.contract,
        "version": comparison.version,
        "left": comparison.left,
        "right": comparison.right,
        "runs": [
            {**dict(each.facts), "began": each.began.isoformat() if each.began else None, "seed": each.seed}
            for each in comparison.details
        ],
        "exit_code": comparison.exit_code,
        "counts": {attribution.value: comparison.count(attribution) for attribution in Attribution},
        "inconclusive": [{"reason": reason, "cases": times} for reason, times in comparison.reasons.items()],
        "noise": {
            "side": comparison.noise.side,
            "tried": comparison.noise.tried,
            "places": [
                dict(zip(("operation", "kind", "pointer"), each, strict=True))
                for each in sorted(comparison.noise.places)
            ],
        },
        "drifts": [_drift_record(drift) for drift in comparison.drifts],
        "fixed": [entry.fingerprint for entry in comparison.fixed],
    }


def _drift_record(drift: Drift) -> dict[str, Any]:
    clause, difference = drift.clause, drift.difference
    return {
        "fingerprint": drift.fingerprint,
        "standing": drift.standing,
        "operation": drift.case.operation,
        "case": drift.case.id,
        "title": drift.case.title,
        "kind": difference.kind,
        "pointer": difference.pointer,
        "left": difference.left,
        "right": difference.right,
        "attribution": drift.attribution,
        "why": drift.why,
        "clause": {
            "file": short_path(clause.file),
            "line": clause.line,
            "basis": clause.basis,
            "cite": clause.cite,
            "text": clause.text,
        },
        "curl": {"left": drift.curls[0], "right": drift.curls[1]},
    }
