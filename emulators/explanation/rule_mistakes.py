"""Repairs what makes a rule refuse a well-formed request: values that name nothing, a number that is taken, another's
account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.explanation.fields import known_values, sample
from emulators.explanation.place import RequestPart, places
from emulators.explanation.repair import Repair, with_body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.http import Request
    from emulators.core.operation import Operation


def rule_repairs(
    emulators: tuple[Emulator, ...], emulator: Emulator, operation: Operation, request: Request
) -> Iterator[Repair]:
    """Yields the request with each value replaced by one of the demo world, and at last the demo world's sample
    request."""
    carriers = [number for each in emulators if each.telephony for number in each.numbers]
    for place in places(emulator, operation, request):
        yield from _known(emulator, place)
        if place.name == "body":
            yield from _numbers(operation, place, [*emulator.numbers, *carriers])
            yield from _account(emulator, operation, place)
    body = dict(sample(emulator, operation))
    if body:
        yield Repair(with_body(request, body), "the demo world's sample request passes here")
        for number in emulator.numbers if operation.number in body else ():
            numbered = with_body(request, {**body, operation.number: number})
            yield Repair(numbered, f"the demo world's sample request passes here, with the number {number}")


def _account(emulator: Emulator, operation: Operation, place: RequestPart) -> Iterator[Repair]:
    """Yields the request with everything but its number taken from the sample request: an account and its secret go together."""
    taken = {name: value for name, value in sample(emulator, operation).items() if name != operation.number}
    other = [name for name, value in taken.items() if place.document.get(name) != value]
    if other:
        words = f"{' and '.join(other)}: those of the demo world's sample request do"
        yield Repair(place.write({**place.document, **taken}), words)


def _known(emulator: Emulator, place: RequestPart) -> Iterator[Repair]:
    for name, value in place.document.items():
        for known in known_values(emulator, name):
            changed: Any = [known] if isinstance(value, list) else known
            if changed != value:
                yield Repair(
                    place.write({**place.document, name: changed}), f"{name} does not do here, and {known} does"
                )


def _numbers(operation: Operation, place: RequestPart, numbers: list[str]) -> Iterator[Repair]:
    sent = place.document.get(operation.number)
    for number in dict.fromkeys(numbers) if isinstance(sent, str) else ():
        if number != sent:
            words = f"{operation.number} {sent} does not do here, and {number} does"
            yield Repair(place.write({**place.document, operation.number: number}), words)
