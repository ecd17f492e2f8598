"""How one namespace begins, where that is not how every namespace of its server does."""

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
    """A beginning that no namespace can have. The message is for a person."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Seed, time at which the clock stands still, profile and settings of one namespace. What is None is the server's."""

    seed: int | None = None
    now: str | None = None
    profile: str | None = None
    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises `BadBeginning` for a value of the wrong kind; settings are checked by name where they are used."""
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
        """Returns the beginning of these names and values. Raises `BadBeginning`, with the nearest name for one unknown."""
        known = [each.name for each in fields(cls)]
        for name in given:
            if name not in known:
                raise BadBeginning(f"a namespace begins with no {name!r}; {suggestion(name, known)}")
        return cls(**given)

    def to_json(self) -> dict[str, Any]:
        """Returns what `read` reads again."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def over(self, options: Options) -> Options:
        """Returns the server's options with what this beginning says instead; settings are added to the server's."""
        settings = {name: {**options.settings.get(name, {}), **given} for name, given in self.settings.items()}
        return replace(
            options,
            seed=options.seed if self.seed is None else self.seed,
            clock=Clock(moment(self.now)) if self.now else options.clock,
            profile=self.profile or options.profile,
            settings={**options.settings, **settings},
        )
