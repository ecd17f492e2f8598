"""Prints a plan: what a run could send, with totals (`emulators verify --dry-run`)."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.execution.dry_run import Preview
    from emulators.harness.plan import RunPlan


def lines(contract: str, plan: RunPlan) -> Iterator[str]:
    """Yields the lines: stage by stage every request, or their number and an example where there are many; totals last.

    Filler is told by its length; `record` has it whole.
    """
    from emulators.harness.reports.text import folded, inert, visible

    for line in _lines(contract, plan):
        yield inert(visible(folded(line)))


def _lines(contract: str, plan: RunPlan) -> Iterator[str]:
    yield f"{contract} against {plan.target.name}, at {plan.target.shown_url}: nothing is sent now, and this could be"
    yield from _each(
        "The lists that are read first, so that nothing that was there before is taken away", plan, plan.first
    )
    yield from _each("The contract's cases", plan, plan.cases)
    calls = (
        f"at most {plan.most_calls} calls"
        if plan.target.is_guarded
        else f"{plan.most_calls} calls, more after a failure"
    )
    yield from _by_operation(f"Life cycles: {calls}", plan, plan.calls)
    yield from _by_operation("Generated requests", plan, plan.generated)
    yield from _by_operation("Deletions at the end, one for each thing that was made", plan, plan.last)
    yield ""
    yield from _totals(plan)


def _each(title: str, plan: RunPlan, previews: tuple[Preview, ...]) -> Iterator[str]:
    if previews:
        yield ""
        yield f"{title}: {sum(len(each.requests) for each in previews)} requests"
    for each in previews:
        yield f"{each.case.id}: {f'not sent: {each.reason}' if each.reason else each.case.title}"
        yield from _commands(plan, each)


def _by_operation(title: str, plan: RunPlan, previews: tuple[Preview, ...]) -> Iterator[str]:
    """Yields for each operation how many requests there are, and one of them."""
    if previews:
        yield ""
        yield f"{title}, {sum(len(each.requests) for each in previews)} different requests"
    for operation, group in groupby(sorted(previews, key=_operation), key=_operation):
        found = list(group)
        sent = [each for each in found if each.requests]
        yield f"{operation}: {sum(len(each.requests) for each in sent)}{', such as' if sent else ''}"
        yield from _commands(plan, sent[0]) if sent else (f"  not sent: {found[0].reason}",)


def _operation(preview: Preview) -> str:
    return preview.case.operation


def _commands(plan: RunPlan, preview: Preview) -> Iterator[str]:
    from emulators.harness.masking.curl import curl

    for request in preview.requests:
        yield f"  {curl(plan.target.shown_url, request)}"


def _totals(plan: RunPlan) -> Iterator[str]:
    """Yields what could be sent in all, against what budget, at what rate and for how long."""
    yield f"In all: {plan.requests} requests, of which {plan.creates} may create something and {plan.deletes} delete"
    if not plan.target.is_guarded:
        yield "No budget: the target is an emulator"
        return
    limits = plan.target.limits
    yield f"Mode: {plan.target.mode}"
    yield f"Budget: --max-requests {limits.requests} and --max-creates {limits.creates}, so at most {plan.sent} requests are sent"
    yield f"Made: at most {plan.made} things by good creates, and one by each operation that accepts what it must refuse"
    if plan.last:
        yield "Deleted at the end: what was made, beyond the budget of requests"
    rate = f"{limits.rate:g} a second" if limits.rate else "without limit"
    yield f"Rate: {rate}, so it takes {plan.seconds:.0f} s or more, and never more than {limits.seconds:g} s"


def record(contract: str, plan: RunPlan) -> str:
    """Returns the plan as one JSON document, with every single request."""
    from emulators.harness.reports.text import inert_json

    limits = plan.target.limits if plan.target.is_guarded else None
    described = {
        "contract": contract,
        "target": plan.target.name,
        "url": plan.target.shown_url,
        "mode": plan.target.mode if plan.target.is_guarded else "emulator",
        "requests": plan.requests,
        "creates": plan.creates,
        "deletes": plan.deletes,
        "budget": limits and {"requests": limits.requests, "creates": limits.creates, "seconds": limits.seconds},
        "rate": limits and limits.rate,
        "at_most": {"requests": plan.sent, "creates": plan.made, "life_cycle_calls": plan.most_calls},
        "seconds": plan.seconds,
        "stages": {
            "first": _cases(plan, plan.first),
            "cases": _cases(plan, plan.cases),
            "calls": _cases(plan, plan.calls),
            "generated": _cases(plan, plan.generated),
            "last": _cases(plan, plan.last),
        },
    }
    return inert_json(json.dumps(described, indent=2))


def _cases(plan: RunPlan, previews: tuple[Preview, ...]) -> list[dict[str, Any]]:
    return [
        {
            "case": each.case.id,
            "operation": each.case.operation,
            "reason": each.reason,
            "requests": [command.strip() for command in _commands(plan, each)],
        }
        for each in previews
    ]
