"""pytest fixtures for tests of an integration: a server of emulators, and a namespace of its own for each test.

pytest imports this module at every start, before coverage measures anything, so it imports the emulators only when a
fixture is used.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.core.options import Options


@pytest.fixture(scope="session")
def emulators_options() -> Options:
    """The options of the server. Override this fixture to change settings, profile, seed or clock."""
    from emulators.core.options import Options

    return Options()


@pytest.fixture(scope="session")
def emulators_server(emulators_options: Options) -> Iterator[str]:
    """The base URL of one server for the whole session, on a free port of loopback."""
    from emulators.serving import background

    with background(options=emulators_options) as url:
        yield url


@pytest.fixture(scope="session")
def _emulators_numbers() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
def emulators_url(emulators_server: str, _emulators_numbers: Iterator[int]) -> str:
    """The base URL of a namespace that no other test uses, as in `f"{emulators_url}/chorus/v1/phone-numbers"`."""
    return f"{emulators_server}/~test-{next(_emulators_numbers)}"
