"""Reads a fault that was sent to the control plane, and refuses an impossible one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from emulators.control.fault_outcome import outcome_of
from emulators.control.fault_rule import FOR, HOW, QUESTIONS, Counting, FaultRule, Matching, RawAnswer
from emulators.core.clock import moment
from emulators.core.errors import errors_of
from emulators.core.faults.condition import Match, When
from emulators.core.faults.fault import Fault
from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from emulators.core.emulator import Emulator
    from emulators.core.operation import Operation


class BadFault(ValueError):
    """Raised for a fault that is impossible. The message is meant for the user."""


def read_fault(given: Any, emulators: Iterable[Emulator]) -> Fault:
    """Returns the fault that this JSON describes.

    Raises:
        BadFault: a part is unknown, with the nearest name, or does not go with the others.
    """
    try:
        rule = FaultRule.model_validate(given)
    except ValidationError as error:
        raise BadFault(_explain(error)) from None
    every = tuple(emulators)
    emulator, operations = _find_operations(rule, every)
    _go_together(rule)
    _asks_a_carrier(rule, emulator, every)
    return Fault(
        emulator=emulator.name,
        operations=frozenset(each.name for each in operations),
        where=rule.where,
        outcome=outcome_of(rule, emulator, operations),
        match=Match(
            rule.match.number, {name.lower(): value for name, value in rule.match.headers.items()}, rule.match.fields
        ),
        when=_when(rule.when),
        delay=0 if rule.how == "trickled" else rule.delay,
        jitter=rule.jitter,
        recovers_after=rule.retry_after,
        given=rule.model_dump(exclude_unset=True),
    )


def _explain(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, found["loc"]))
    if found["type"] != "extra_forbidden":
        return f"{place or 'a fault'}: {found['msg']}"
    parts: dict[str, type[BaseModel]] = {"match": Matching, "when": Counting, "response": RawAnswer}
    part = parts.get(str(found["loc"][0]), FaultRule)
    return f"a fault has no {place!r}; {suggestion(found['loc'][-1], part.model_fields)}"


def _find_operations(rule: FaultRule, emulators: tuple[Emulator, ...]) -> tuple[Emulator, list[Operation]]:
    """Returns the emulator and the operations that the rule names; where it names an error, those that can answer with
    it."""
    name, _, wanted = rule.where.partition(".")
    emulator = next((each for each in emulators if each.name == name), None)
    if emulator is None:
        raise BadFault(f"no emulator {name!r} here; {suggestion(name, [each.name for each in emulators])}")
    operations = [each for each in emulator.operations if wanted in (each.name, "*")]
    if not operations:
        names = [each.name for each in emulator.operations]
        raise BadFault(f"{name} has no operation {wanted!r}; {suggestion(wanted, names)}, or `{name}.*` for all")
    errors = {each.name: errors_of(emulator, each) for each in operations} if rule.error is not None else {}
    possible = [each for each in operations if rule.error is None or rule.error in errors[each.name]]
    if not possible:
        near = suggestion(rule.error, sorted({error for each in errors.values() for error in each}))
        raise BadFault(f"{rule.where} cannot answer with {rule.error!r}; {near} (`emulators errors {name}`)")
    return emulator, possible


def _go_together(rule: FaultRule) -> None:
    """Raises `BadFault` where the parts of the rule contradict each other."""
    for part, outcomes in FOR.items():
        if getattr(rule, part) is not None and rule.outcome not in outcomes:
            raise BadFault(f"{part} goes with {' and '.join(sorted(outcomes))}, not with {rule.outcome}")
    answers = [part for part in ("error", "status", "response") if getattr(rule, part) is not None]
    if rule.outcome == "before" and len(answers) != 1:
        raise BadFault("before takes one of error, status and response: how the request is refused")
    if rule.outcome == "after" and len(answers) > 1:
        raise BadFault("after takes one of status and response, or neither for a connection that is reset")
    if rule.outcome == "slow" and not rule.delay + rule.jitter:
        raise BadFault("slow takes a delay or a jitter in seconds")
    if rule.how is not None and rule.how not in HOW[rule.outcome]:
        raise BadFault(f"{rule.outcome} has no how {rule.how!r}; {suggestion(rule.how, HOW[rule.outcome])}")


def _asks_a_carrier(rule: FaultRule, emulator: Emulator, emulators: tuple[Emulator, ...]) -> None:
    """Raises `BadFault` where a carrier is to fail that the emulator does not ask."""
    carriers = [each.name for each in emulators if each.telephony]
    if rule.outcome == "second_hop" and emulator.name in carriers:
        raise BadFault(f"{emulator.name} is a carrier and asks nobody; name the vendor that asks it")
    if rule.carrier is not None and rule.carrier not in carriers:
        raise BadFault(f"no carrier {rule.carrier!r} here; {suggestion(rule.carrier, carriers)}")
    if rule.question is not None and rule.question not in QUESTIONS:
        raise BadFault(f"a carrier is not asked {rule.question!r}; {suggestion(rule.question, QUESTIONS)}")


def _when(given: Counting) -> When:
    numbers = given.model_dump(exclude={"since", "until"})
    return When(**numbers, since=_moment(given.since), until=_moment(given.until))


def _moment(written: str | None) -> datetime | None:
    return None if written is None else moment(written)
