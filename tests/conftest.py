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


@pytest.fixture(scope="session")
def worlds():
    """Namespaces to play examples in, by profile. Imported late, since coverage measures only what is imported after it."""
    import examples  # noqa: PLC0415

    with examples.worlds() as made:
        yield made
