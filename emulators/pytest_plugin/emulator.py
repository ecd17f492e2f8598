"""Offers one emulator to a test: where it is, which credentials open it, which requests it got, and how it is to fail."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from emulators.core.nearest import suggestion
from emulators.pytest_plugin.expectation import Expectation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emulators.pytest_plugin.namespace import Emulators


class EmulatorFixture:
    """One emulator in the namespace of one test: what the fixture of its name returns."""

    def __init__(self, emulators: Emulators, name: str, about: Mapping[str, Any]) -> None:
        self.emulators = emulators
        self.name = name
        self.kind: str = about["kind"]
        """`vendor` or `carrier`."""
        self.headers: dict[str, str] = about["credentials"][0]["headers"]
        """Credentials that may do everything in the demo world."""
        self.credentials: list[dict[str, Any]] = about["credentials"]
        """All credentials, each with its `headers` and a `note` of what they may do."""
        self.known: dict[str, list[str]] = about["known"]
        """Values that exist, by property name."""
        self.foreign: dict[str, list[str]] = about["foreign"]
        """Values that exist and belong to somebody else."""
        self.ids: dict[str, str] = {each: values[0] for each, values in about["known"].items() if values}
        """The first value that exists of each property name."""
        self.numbers: list[str] = about["numbers"]
        """Telephone numbers to try things with, written as this emulator takes them."""
        self.operations: dict[str, str] = about["operations"]
        """Method and path by the operation's name."""
        self.stands_for: str = about["stands_for"]
        self.base_path = urlsplit(self.stands_for).path
        self.settings = SettingsOf(self)

    @property
    def base_url(self) -> str:
        """The URL that takes the place of the real base URL, on the server of this session."""
        return f"{self.emulators.url(self.name)}{self.base_path}"

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The requests to this emulator, oldest first, with its answers; secrets are masked."""
        return [each for each in self.emulators.requests if each["emulator"] == self.name and not each["outgoing"]]

    def call(self, to: str, caller: str = "+15550100100", copies: int = 1) -> list[dict[str, Any]]:
        """Simulates an inbound call, and returns the webhooks of each carrier that owns the number. The fixture of a
        carrier returns only its own.

        Raises:
            ControlError: no carrier account owns the number.
        """
        answer = self.emulators.control("POST", "/calls", {"to": to, "from": caller, "copies": copies})
        return [each for each in answer["calls"] if self.kind == "vendor" or each["carrier"] == self.name]

    @contextmanager
    def fault(self, operation: str = "*", outcome: str = "before", **rule: Any) -> Iterator[None]:
        """Makes the operation fail until the block ends. `outcome` and `rule` are what `PUT /__admin/faults` takes.

        Raises:
            ControlError: the fault is impossible.
            ValueError: there is no such operation.
        """
        where = f"{self.name}.{operation if operation == '*' else self.operation(operation)}"
        fault = {"where": where, "outcome": outcome, **rule}
        self.emulators.control("POST", "/faults", fault)
        try:
            yield
        finally:
            left = [_without_counts(each) for each in self.emulators.control("GET", "/faults")["faults"]]
            left.remove(fault)
            self.emulators.control("PUT", "/faults", {"faults": left})

    def expect(self, operation: str, status: int | None = None, **fields: Any) -> Expectation:
        """Returns an expectation of requests for an operation, with these values in body, query or path, answered with
        this status.

        Raises:
            ValueError: there is no such operation.
        """
        return Expectation(self, self.operation(operation), fields, status)

    def operation(self, name: str) -> str:
        """Returns the name of an operation, once it is known to exist.

        Raises:
            ValueError: it does not, with the nearest name.
        """
        if name not in self.operations:
            raise ValueError(f"{self.name} has no operation {name!r}; {suggestion(name, self.operations)}")
        return name

    def __repr__(self) -> str:
        return f"<{self.name} in namespace {self.emulators.namespace}>"


class SettingsOf(MutableMapping[str, Any]):
    """The settings of one emulator in one namespace. A change holds from the next request on."""

    def __init__(self, emulator: EmulatorFixture) -> None:
        self._emulator = emulator

    def _values(self) -> dict[str, Any]:
        every = self._emulator.emulators.control("GET", "/settings")
        return {name: setting["value"] for name, setting in every.get(self._emulator.name, {}).items()}

    def __getitem__(self, name: str) -> Any:
        values = self._values()
        if name not in values:
            raise KeyError(f"{self._emulator.name} has no setting {name!r}; {suggestion(name, values)}")
        return values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._emulator.emulators.control("PUT", "/settings", {self._emulator.name: {name: value}})

    def __delitem__(self, name: str) -> None:
        """Sets a setting back to its default."""
        setting = self._emulator.emulators.control("GET", "/settings").get(self._emulator.name, {})[name]
        self[name] = setting["default"]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())


def _without_counts(fault: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a fault as it was sent, without the control plane's counts."""
    return {name: value for name, value in fault.items() if name not in ("seen", "used")}
