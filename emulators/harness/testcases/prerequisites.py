"""What must be played before an exchange, and what the later requests take from the earlier answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.harness.document.json_pointer import point
from emulators.harness.testcases.placeholders import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulators.harness.contract.examples import Sample
    from emulators.harness.testcases.case import Step


def chain(book: Mapping[str, Sample], sample: Sample) -> list[Sample]:
    """What to play, in order, the exchange itself last: each after its own `x-given`, none twice."""
    order: dict[str, Sample] = {}
    _visit(book, sample, order, ())
    return list(order.values())


def _visit(book: Mapping[str, Sample], sample: Sample, order: dict[str, Sample], path: tuple[str, ...]) -> None:
    if sample.id in path:
        raise sample.node.wrong(f"{sample.id} is given to itself")
    for name in sample.given:
        if name not in book:
            raise sample.node.wrong(f"x-given names no exchange: {name}")
        if name not in order:
            _visit(book, book[name], order, (*path, sample.id))
    order[sample.id] = sample


def played(
    book: Mapping[str, Sample], sample: Sample, rewrite: Callable[[Sample, Mapping[str, Bound]], Step]
) -> tuple[Step, ...]:
    """The steps of an exchange: what is given first, then its own request."""
    order = chain(book, sample)
    return tuple(rewrite(each, bindings(each, order)) for each in order)


def bindings(sample: Sample, order: list[Sample]) -> dict[str, Bound]:
    """What `x-bind` says, as places in the answers to earlier steps."""
    places = {each.id: index for index, each in enumerate(order)}
    found = {}
    for name, source in sample.bind.items():
        origin, _, pointer = source.partition("#")
        if origin not in places or order[places[origin]] is sample:
            raise sample.node.wrong(f"x-bind takes {name} from {origin}, which is not played before")
        stand_in = _stand_in(order[places[origin]], pointer)
        found[name] = Bound(name, stand_in, step=places[origin], pointer=pointer)
    return found


def _stand_in(origin: Sample, pointer: str) -> Any:
    try:
        return point(origin.expected, pointer)
    except KeyError:
        return "bound"
