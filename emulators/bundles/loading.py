"""Loads a bundle into a namespace, so that its requests can be sent to a server."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from emulators.bundles.bundle import BadBundle
from emulators.bundles.world import build
from emulators.explanation.routing import operation_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.bundles.bundle import Bundle
    from emulators.bundles.replay import ReadFault
    from emulators.core.emulator import Emulator
    from emulators.core.namespace import Namespace


def load(space: Namespace, bundle: Bundle, emulators: tuple[Emulator, ...], read_fault: ReadFault) -> None:
    """Gives a namespace the state that the first request of a bundle found: rows, settings, a stopped clock,
    identifiers and faults.

    Raises:
        BadBundle: it is impossible here; the namespace is then as after a reset.
    """
    try:
        faults = [read_fault(rule, emulators) for rule in _rules(bundle, emulators)]
    except ValueError as error:
        raise BadBundle(f"requests: fault: {error}") from None
    space.reset()
    build(space, emulators, bundle)
    space.ids.give([each for request in bundle.requests for each in request.identifiers])
    space.faults.faults = faults


def _rules(bundle: Bundle, emulators: tuple[Emulator, ...]) -> Iterator[dict[str, Any]]:
    """Yields the faults of the requests, each as a rule for its one request."""
    known = {each.name: each for each in emulators}
    seen: Counter[str] = Counter()
    for request in bundle.requests:
        emulator = known.get(request.emulator)
        operation = operation_of(emulator, request.method, request.path) if emulator else None
        if operation:
            where = f"{request.emulator}.{operation.name}"
            seen[where] += 1
            if request.fault:
                kept = {name: value for name, value in request.fault.items() if name != "match"}
                yield {**kept, "where": where, "when": {"nth": seen[where]}}
