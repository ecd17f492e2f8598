"""Sums up a test session: its requests, what no vendor need accept of them, and which documented errors were met and which
never were."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from emulators.core.emulator import Emulator


ASSUMED = "assumed behaviour"


class Summary:
    """Counts requests by emulator, status and the page's words on which a refusal is based, and remarks on accepted ones."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int, str]] = Counter()
        self._remarks: Counter[tuple[str, str]] = Counter()

    def __bool__(self) -> bool:
        return bool(self._counts)

    def count(self, requests: Iterable[Mapping[str, Any]]) -> None:
        """Counts the requests of one namespace."""
        for each in requests:
            if not each["outgoing"]:
                cite = each["refusal"]["cite"] if each["refusal"] else ""
                self._counts[each["emulator"], each["status"], cite] += 1

    def remark(self, remarks: Iterable[Mapping[str, Any]]) -> None:
        """Counts the remarks of one namespace. What is merely assumed is the emulator's own affair, and left out."""
        for each in remarks:
            if each["kind"] != ASSUMED:
                self._remarks[each["vendor"], f"{each['kind']}: {each['operation']} {each['where']}"] += each["count"]

    def to_json(self) -> dict[str, list[list[Any]]]:
        """Returns the counts as JSON that `add` takes."""
        return {
            "requests": [[*key, number] for key, number in self._counts.items()],
            "remarks": [[*key, number] for key, number in self._remarks.items()],
        }

    def add(self, counts: Mapping[str, Iterable[list[Any]]]) -> None:
        """Adds the counts of another process."""
        for emulator, status, cite, number in counts.get("requests", ()):
            self._counts[emulator, status, cite] += number
        for emulator, remark, number in counts.get("remarks", ()):
            self._remarks[emulator, remark] += number

    def lines(self) -> Iterator[str]:
        """Yields the summary for a terminal, emulator by emulator."""
        from emulators.core.discovery import discover  # noqa: PLC0415 -- only where a summary is printed

        asked = {name for name, _, _ in self._counts}
        for emulator in discover():
            if emulator.name in asked:
                yield from self._emulator(emulator)

    def _emulator(self, emulator: Emulator) -> Iterator[str]:
        mine = {
            (status, cite): number for (name, status, cite), number in self._counts.items() if name == emulator.name
        }
        refused = sum(number for (status, _), number in mine.items() if status >= 400)
        yield f"{emulator.name:8} {sum(mine.values())} requests, {refused} of them refused"
        remarks = {remark: number for (name, remark), number in self._remarks.items() if name == emulator.name}
        if remarks:
            yield "  accepted, and no vendor need accept it:"
            yield from (f"    {remark} ({number} requests)" for remark, number in sorted(remarks.items()))
        documented, cites = _documented(emulator), {cite for _, cite in mine}
        for met in (True, False):
            errors = sorted({line for cite, line in documented.items() if (cite in cites) is met})
            if errors:
                yield f"  documented errors {'met' if met else 'never met'}:"
                yield from (f"    {line}" for line in errors)


def _documented(emulator: Emulator) -> dict[str, str]:
    """Returns the errors that the vendor's page documents, by the words on which each is based."""
    from emulators.core.errors import errors_of  # noqa: PLC0415 -- see above

    return {
        error.problem.provenance.cite: f"{emulator_status(error.problem.status)} {name}"
        for operation in emulator.operations
        for name, error in errors_of(emulator, operation).items()
        if error.problem.provenance.basis == "documented"
    }


def emulator_status(status: Any) -> int:
    """Returns the HTTP status of an error where no setting was changed."""
    return int(getattr(status, "default", status))
