"""Reads how a namespace begins from the marker `emulators` and the fixture `emulators_options`."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from emulators.core.beginning import BadBeginning, Beginning
from emulators.core.nearest import suggestion
from emulators.core.options import Options
from emulators.core.settings import BadSetting

if TYPE_CHECKING:
    from collections.abc import Mapping


def beginning(item: pytest.Item) -> Beginning:
    """Returns the beginning that `@pytest.mark.emulators(...)` describes for a test; the nearest marker wins.

    Raises:
        pytest.UsageError: a name is unknown, or a value is wrong.
    """
    said: dict[str, Any] = {}
    for mark in reversed(list(item.iter_markers("emulators"))):
        if mark.args:
            raise pytest.UsageError(f"{item.nodeid}: the marker emulators takes names and values: seed=1, and the like")
        said |= mark.kwargs
    try:
        read = Beginning.read(said)
        check_settings(read.settings)
    except (BadBeginning, BadSetting) as error:
        raise pytest.UsageError(f"{item.nodeid}: in the marker emulators, {error}") from None
    return read


def options(given: Options | Mapping[str, Any]) -> Options:
    """Returns the options that the fixture `emulators_options` describes.

    Raises:
        pytest.UsageError: a name is unknown, or a value is wrong.
    """
    try:
        read = given if isinstance(given, Options) else _options(given)
        check_settings(read.settings)
    except (AttributeError, BadBeginning, BadSetting, TypeError) as error:
        raise pytest.UsageError(f"the fixture emulators_options: {error}") from None
    return read


def _options(given: Mapping[str, Any]) -> Options:
    begins = {field.name for field in fields(Beginning)}
    others = {field.name for field in fields(Options)} - {"clock"} - begins
    for name in given:
        if name not in begins | others:
            raise BadBeginning(f"there is no option {name!r}; {suggestion(name, sorted(begins | others))}")
    begun = Beginning.read({name: value for name, value in given.items() if name in begins})
    return begun.over(Options(**{name: value for name, value in given.items() if name in others}))


def check_settings(given: Mapping[str, Mapping[str, object]]) -> None:
    """Checks settings, by emulator and name.

    Raises:
        BadSetting: an emulator or a setting does not exist, or does not take the value.
    """
    if not given:
        return
    from emulators.core.discovery import discover  # noqa: PLC0415 -- a marker without settings need not wait for it

    every = {emulator.name: emulator for emulator in discover()}
    for name, values in given.items():
        if name not in every:
            raise BadSetting(f"there is no emulator {name!r}; {suggestion(name, every)}")
        declared = {setting.name: setting for setting in every[name].settings}
        for setting, value in values.items():
            if setting not in declared:
                raise BadSetting(f"{name} has no setting {setting!r}; {suggestion(setting, declared)}")
            declared[setting].value(value)
