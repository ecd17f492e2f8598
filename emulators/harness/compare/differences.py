"""Finds where two answers to the same request differ, by JSON pointer and kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from emulators.harness.checks.json_compare import same
from emulators.harness.model.finding import finding_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.compare.normalization import Normalizer
    from emulators.harness.execution.outcome import Outcome
    from emulators.harness.model.exchange import Exchange

NOTHING = "nothing"
HELD = "keeps the clause"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `kind` is `status`, `content type`, `missing`, `type`, `value`, `order`, or `clause` where only one
    side breaks one.
    """

    kind: str
    pointer: str
    left: str
    right: str


def differences(
    left: tuple[Exchange, ...], right: tuple[Exchange, ...], normalizers: tuple[Normalizer, Normalizer]
) -> Iterator[Difference]:
    """Yields the differences between the last answers of both sides, what matters most first."""
    answers = left[-1].response, right[-1].response
    if answers[0].status != answers[1].status:
        yield Difference("status", "", str(answers[0].status), str(answers[1].status))
        return
    types = [answer.headers.get("content-type", "").split(";")[0].strip().lower() for answer in answers]
    if types[0] != types[1]:
        yield Difference("content type", "", types[0] or NOTHING, types[1] or NOTHING)
    yield from _bodies(normalizers[0].last(left), normalizers[1].last(right), "")
    yield from _order(*normalizers)


def _bodies(left: Any, right: Any, pointer: str) -> Iterator[Difference]:
    if isinstance(left, dict) and isinstance(right, dict):
        for name in sorted(left.keys() | right.keys()):
            place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            if name in left and name in right:
                yield from _bodies(left[name], right[name], place)
            else:
                yield Difference("missing", place, _shown(left, name), _shown(right, name))
    elif isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            yield Difference("value", pointer, f"{len(left)} items", f"{len(right)} items")
        for index, pair in enumerate(zip(left, right, strict=False)):
            yield from _bodies(*pair, f"{pointer}/{index}")
    elif not same(left, right):
        kind = "value" if _type(left) == _type(right) else "type"
        yield Difference(kind, pointer, json.dumps(left, ensure_ascii=False), json.dumps(right, ensure_ascii=False))


def _order(left: Normalizer, right: Normalizer) -> Iterator[Difference]:
    """Yields timestamps that stand in opposite orders on the two sides."""
    for first, second in combinations(sorted(left.moments.keys() & right.moments.keys()), 2):
        ways = [
            (side.moments[first] > side.moments[second]) - (side.moments[first] < side.moments[second])
            for side in (left, right)
        ]
        if ways[0] * ways[1] < 0:
            words = {-1: f"before {second}", 1: f"after {second}"}
            yield Difference("order", first, words[ways[0]], words[ways[1]])


def broken(left: Outcome, right: Outcome, beside: list[Difference]) -> Iterator[Difference]:
    """Yields the clauses that only one side breaks, where nothing else differs."""
    told = {each.pointer for each in beside}
    kinds = [
        {finding_key(finding): finding for finding in side.findings if finding.is_failure} for side in (left, right)
    ]
    for kind in sorted(kinds[0].keys() ^ kinds[1].keys()):
        finding = kinds[0].get(kind) or kinds[1][kind]
        if finding.pointer not in told and not any(each.kind == "status" for each in beside):
            words = (finding.got, HELD) if kind in kinds[0] else (HELD, finding.got)
            yield Difference("clause", finding.pointer, *words)


def _shown(value: dict[str, Any], name: str) -> str:
    return json.dumps(value[name], ensure_ascii=False) if name in value else NOTHING


def _type(value: Any) -> str:
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__
