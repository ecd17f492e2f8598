"""A running server for the commands that talk to one."""

from __future__ import annotations

import pytest
from command import emulators


@pytest.fixture
def run(served, space):
    """Runs a command on the server, in a namespace that no other test uses."""
    return lambda *words: emulators(*words, "--url", served, "--namespace", space)


@pytest.fixture
def root(served, space) -> str:
    return f"{served}/~{space}"
