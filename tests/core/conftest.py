"""Namespaces of the sample vendor."""

import pytest
import sample_vendor

from emulators.core.namespaces import Namespaces
from emulators.core.options import Options


@pytest.fixture
def made():
    """Makes `Namespaces`, and closes them in the end."""
    every: list[Namespaces] = []

    def make(**options) -> Namespaces:
        every.append(Namespaces((sample_vendor.emulator,), Options(**options)))
        return every[-1]

    yield make
    for each in every:
        each.close()
