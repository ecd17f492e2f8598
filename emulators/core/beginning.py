"""Describes how one namespace begins, where that differs from its server's options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from emulators.core.clock import BadTime, Clock, moment
from emulators.core.nearest import suggestion
from emulators.core.settings import PROFILES

if TYPE_CHECKING:
    from emulators.core.options import Options


class BadBeginning(ValueError):
    """Raised for a beginning that no namespace can have. The message is meant for the user."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Seed, frozen time (ISO 8601), profile and settings with which one namespace begins. None means the server's."""

    seed: int | None = None
    now: str | None = None
    profile: str | None = None
    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Checks the values; the names of settings are checked where they are used.

        Raises:
            BadBeginning: a value is of the wrong kind.
        """
        if self.seed is not None and type(self.seed) is not int:
            raise BadBeginning(f"seed takes a whole number, not {self.seed!r}")
        if self.profile not in (None, *PROFILES):
            raise BadBeginning(f"profile takes one of {', '.join(PROFILES)}, not {self.profile!r}")
        if not (
            isinstance(self.settings, Mapping) and all(isinstance(each, Mapping) for each in self.settings.values())
        ):
            raise BadBeginning('settings takes {"emulator": {"setting": value}}')
        try:
            moment(self.now or "2024-01-15")
        except BadTime as error:
            raise BadBeginning(f"now {error}") from None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Beginning:
        """Returns the beginning that these names and values describe.

        Raises:
            BadBeginning: a name is unknown, with the nearest one, or a value is of the wrong kind.
        """
        known = [each.name for each in fields(cls)]
        for name in given:
            if name not in known:
                raise BadBeginning(f"a namespace begins with no {name!r}; {suggestion(name, known)}")
        return cls(**given)

    def to_json(self) -> dict[str, Any]:
        """Returns the beginning as JSON that `read` takes."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def over(self, options: Options) -> Options:
        """Returns the server's options with this beginning's values in their place; settings are added to the server's."""
        settings = {name: {**options.settings.get(name, {}), **given} for name, given in self.settings.items()}
        return replace(
            options,
            seed=options.seed if self.seed is None else self.seed,
            clock=Clock(moment(self.now)) if self.now else options.clock,
            profile=self.profile or options.profile,
            settings={**options.settings, **settings},
        )
