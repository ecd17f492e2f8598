"""A generator that fails or takes too long says so."""

from __future__ import annotations

import pytest

from emulators.harness.fuzzing.generation import GenerationFailed, generate


def test_a_generator_that_fails_says_so(contract, monkeypatch):
    monkeypatch.setattr(
        "emulators.harness.fuzzing.generation.openapi", lambda _contract: {"openapi": "no such version"}
    )

    with pytest.raises(GenerationFailed, match="the generator failed"):
        list(generate(contract, seed=1))


def test_a_generator_that_takes_too_long_says_so(contract, monkeypatch):
    monkeypatch.setattr("emulators.harness.fuzzing.generation.PATIENCE", 0.01)

    with pytest.raises(GenerationFailed, match=r"^the generator did not finish within 0.01 s$"):
        list(generate(contract, seed=1))
