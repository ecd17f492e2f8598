"""Named choices where a page contradicts itself or is silent, each with a default, its basis and a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulators.core.provenance import Provenance

Value = bool | int | str
MAX_TEXT = 2_000
PROFILES = ("default", "examples")


class BadSetting(ValueError):
    """A setting that does not exist, or a value that it does not take. The message is for a person."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice. `choices` lists the values of a setting that is not a boolean; a text without choices may be anything.
    `examples` is what the vendor's own printed samples need, where that is not the default."""

    name: str
    default: Value
    provenance: Provenance
    choices: tuple[Value, ...] = ()
    examples: Value | None = None

    def value(self, given: object) -> Value:
        """`given` as this setting's value, from JSON or from the command line's words."""
        if isinstance(self.default, str) and not self.choices:
            if isinstance(given, str) and len(given) <= MAX_TEXT:
                return given
            raise BadSetting(f"{self.name} takes a text of at most {MAX_TEXT} characters")
        choices = self.choices or (True, False)
        for choice in choices:
            if given == str(choice).lower() or (given == choice and type(given) is type(choice)):
                return choice
        listed = ", ".join(str(choice).lower() for choice in choices)
        raise BadSetting(f"{self.name} takes one of {listed}, not {given!r}")

    def in_profile(self, profile: str) -> Value:
        return self.default if profile == "default" or self.examples is None else self.examples


class Settings(Mapping[str, Value]):
    """The settings of one emulator in one namespace: the declared ones, a profile, and what was set over it."""

    def __init__(self, declared: tuple[Setting, ...], given: Mapping[str, object], profile: str = "default") -> None:
        self._declared = {setting.name: setting for setting in declared}
        self._values = {setting.name: setting.in_profile(profile) for setting in declared}
        for name, value in given.items():
            self.set(name, value)

    def set(self, name: str, value: object) -> None:
        self._values[name] = self.declared(name).value(value)

    def declared(self, name: str) -> Setting:
        try:
            return self._declared[name]
        except KeyError:
            listed = ", ".join(self._declared) or "none at all"
            raise BadSetting(f"no setting {name!r} here; there is {listed}") from None

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
