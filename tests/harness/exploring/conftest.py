"""One corpus for all tests: it takes longer to make than to play."""

from __future__ import annotations

import pytest

from emulators.harness.fuzzing import corpus


@pytest.fixture(scope="session")
def frozen(contract) -> corpus.Corpus:
    return corpus.build(contract, seed=7, examples=8)
