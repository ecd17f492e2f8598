"""Names the choices where a page contradicts itself or is silent, each with a default, its basis and a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from pydantic import ValidationInfo

    from emulators.core.provenance import Provenance

Value = bool | int | str
T = TypeVar("T", bound=Value)
MAX_TEXT = 2_000
PROFILES = ("default", "examples")


class BadSetting(ValueError):
    """Raised for a setting that does not exist, or a value that it does not take. The message is meant for the user."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One choice, with its default, and how that is known.

    `choices` lists the values of a setting that is not a boolean; a text without choices may be anything. `examples` is
    the value that the vendor's printed samples need, where that is not the default.
    """

    name: str
    default: T
    provenance: Provenance
    choices: tuple[T, ...] = ()
    examples: T | None = None

    def value(self, given: object) -> T:
        """Returns `given`, which came as JSON or as a word of the command line, as this setting's value.

        Raises:
            BadSetting: the setting does not take it.
        """
        if isinstance(self.default, str) and not self.choices:
            return self._text(given)
        choices: Any = self.choices or (True, False)
        chosen: T
        for chosen in choices:
            if given == str(chosen).lower() or (given == chosen and type(given) is type(chosen)):
                return chosen
        listed = ", ".join(str(choice).lower() for choice in choices)
        raise BadSetting(f"{self.name} takes one of {listed}, not {given!r}")

    def _text(self, given: Any) -> T:
        if not isinstance(given, str) or len(given) > MAX_TEXT:
            raise BadSetting(f"{self.name} takes a text of at most {MAX_TEXT} characters")
        return cast("T", given)

    def in_profile(self, profile: str) -> T:
        """Returns the value that this setting begins with in a profile."""
        return self.default if profile == "default" or self.examples is None else self.examples

    def read(self, info: ValidationInfo) -> T:
        """Returns this setting's value in a schema's validator, from pydantic's context, in which the pipeline passes
        the settings."""
        return cast("Settings", info.context)[self]


class Settings:
    """The settings of one emulator in one namespace: the declared ones, a profile, and the values that were set."""

    def __init__(
        self, declared: tuple[Setting[Any], ...], given: Mapping[str, object], profile: str = "default"
    ) -> None:
        """Begins with the profile's values, and sets those given.

        Raises:
            BadSetting: a name is not declared, or its setting does not take the value.
        """
        self._declared = {setting.name: setting for setting in declared}
        self._values: dict[str, Any] = {setting.name: setting.in_profile(profile) for setting in declared}
        for name, value in given.items():
            self.set(name, value)

    def __getitem__(self, setting: Setting[T]) -> T:
        value: T = self._values[setting.name]
        return value

    def __iter__(self) -> Iterator[Setting[Any]]:
        return iter(self._declared.values())

    def set(self, name: str, value: object) -> None:
        """Gives the setting of this name a value.

        Raises:
            BadSetting: there is no such setting, or it does not take the value.
        """
        self._values[name] = self.declared(name).value(value)

    def declared(self, name: str) -> Setting[Any]:
        """Returns the setting of this name.

        Raises:
            BadSetting: there is none.
        """
        try:
            return self._declared[name]
        except KeyError:
            meant = suggestion(name, self._declared) if self._declared else "there is none at all"
            raise BadSetting(f"no setting {name!r} here; {meant}") from None

    def status(self, declared: int | Setting[int]) -> int:
        """Returns the HTTP status that an operation or a problem declares: the page's, or the setting's value where no
        page prints one."""
        return declared if isinstance(declared, int) else self[declared]
