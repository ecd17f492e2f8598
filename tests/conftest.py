"""The project's own fixtures, on top of those it offers to others."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def served(emulators_server) -> str:
    """The base URL of a server with everything mounted."""
    return emulators_server


@pytest.fixture
def space(emulators_url) -> str:
    """The name of a namespace that no other test uses."""
    return emulators_url.rpartition("~")[2]
