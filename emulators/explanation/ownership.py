"""Says why a call to a number reaches nobody: who imported it without owning it, and which numbers are owned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.emulator import Emulator
    from emulators.core.namespace import Namespace

NAMED = 2
"""How many numbers of each carrier are named."""

CHECK_CARRIER = "check_carrier"


def why_unowned(space: Namespace, emulators: tuple[Emulator, ...], number: str) -> str:
    """Returns one line: that no carrier account owns this +E.164 number, which vendors imported it nevertheless, and
    which numbers are owned."""
    importers = [each for each in emulators if not each.telephony and _has(space, each, number)]
    said = f"nobody here owns {number}"
    if importers:
        said += f": {' and '.join(each.name for each in importers)} took it without a carrier account that owns it"
    switches = [f"{each.name}.{CHECK_CARRIER}" for each in importers if _asks_on_request(space, each)]
    if switches:
        said += f" (`emulators settings {switches[0]}=true` has the carrier asked)"
    owned = "; ".join(f"{each.name} {', '.join(numbers)}" for each in emulators if (numbers := list(_owned(each))))
    return f"{said}; owned are {owned}" if owned else said


def _has(space: Namespace, emulator: Emulator, number: str) -> bool:
    """Returns whether a row of the emulator has the number, with or without its plus."""
    return any(
        space.store.find(table, **{column: written})
        for table in emulator.tables
        for column, kind in table.columns.items()
        if kind is str and column not in table.secret
        for written in (number, number.removeprefix("+"))
    )


def _asks_on_request(space: Namespace, emulator: Emulator) -> bool:
    """Returns whether the vendor asks its carrier only where a setting says so, and the setting does not."""
    return any(
        setting.name == CHECK_CARRIER and not space.settings[emulator.name][setting] for setting in emulator.settings
    )


def _owned(emulator: Emulator) -> Iterator[str]:
    values = [value for known in emulator.world.known.values() for value in known] if emulator.telephony else []
    numbers = dict.fromkeys(value for value in values if re.fullmatch(r"\+[1-9][0-9]{6,14}", value))
    yield from list(numbers)[:NAMED]
