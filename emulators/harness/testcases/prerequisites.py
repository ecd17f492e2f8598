"""The examples that must be sent before another one, and the values that it takes from their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulators.harness.document.json_pointer import look_up
from emulators.harness.testcases.placeholders import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulators.harness.contract.examples import Example
    from emulators.harness.testcases.case import Step


def with_prerequisites(examples: Mapping[str, Example], example: Example) -> list[Example]:
    """Returns the examples to send, in order, the given one last: each after its own `x-given`, none twice.

    Raises:
        ContractError: an `x-given` names no example, or leads back to itself.
    """
    order: dict[str, Example] = {}
    _visit(examples, example, order, ())
    return list(order.values())


def _visit(examples: Mapping[str, Example], example: Example, order: dict[str, Example], path: tuple[str, ...]) -> None:
    if example.id in path:
        raise example.node.error(f"{example.id} is given to itself")
    for name in example.given:
        if name not in examples:
            raise example.node.error(f"x-given names no exchange: {name}")
        if name not in order:
            _visit(examples, examples[name], order, (*path, example.id))
    order[example.id] = example


def steps_of(
    examples: Mapping[str, Example], example: Example, convert: Callable[[Example, Mapping[str, Bound]], Step]
) -> tuple[Step, ...]:
    """Returns the steps of an example: those of its prerequisites, then its own."""
    order = with_prerequisites(examples, example)
    return tuple(convert(each, bindings(each, order)) for each in order)


def bindings(example: Example, order: list[Example]) -> dict[str, Bound]:
    """Returns, by name, the values that an example takes from the answers of examples before it (`x-bind`).

    Raises:
        ContractError: a value comes from an example that is not sent before.
    """
    places = {each.id: index for index, each in enumerate(order)}
    found = {}
    for name, source in example.bind.items():
        origin, _, pointer = source.partition("#")
        if origin not in places or order[places[origin]] is example:
            raise example.node.error(f"x-bind takes {name} from {origin}, which is not sent before")
        stand_in = _stand_in(order[places[origin]], pointer)
        found[name] = Bound(name, stand_in, step=places[origin], pointer=pointer)
    return found


def _stand_in(origin: Example, pointer: str) -> Any:
    try:
        return look_up(origin.expected, pointer)
    except KeyError:
        return "bound"
