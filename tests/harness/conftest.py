"""A made-up vendor, its contract, and a corpus of generated requests, which all tests of the harness share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harness.account import OWN, Time
from harness.switchboard import AGENT, BASE, CONTRACT, KEY, Switchboard

from emulators.harness.client.target import Limits, Mode, Target
from emulators.harness.contract.contract import Contract
from emulators.harness.fuzzing import corpus


@pytest.fixture(scope="session")
def contract() -> Contract:
    return Contract.read(CONTRACT)


@pytest.fixture
def stand_in():
    """Makes a target of an application that does some things wrong; each world of it is new."""

    def make(*wrong: str, worlds: bool = True) -> Target:
        target = Target(
            name="stand-in",
            url=BASE,
            app=Switchboard(*wrong).app,
            headers={"Authorization": f"Bearer {KEY}"},
            known={"agentId": (AGENT,)},
            numbers="any",
            emulator=True,
        )
        return replace(target, fresh=lambda: make(*wrong, worlds=True)) if worlds else target

    return make


@pytest.fixture(scope="session")
def frozen(contract) -> corpus.Corpus:
    """One corpus for all tests: it takes longer to make than to play."""
    return corpus.build(contract, seed=7, examples=8)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def precious():
    """Makes an account that owns lines already, and a guarded target that leads to it."""

    def make(*wrong: str, mode: Mode = Mode.PROVISION, limits: Limits | None = None) -> tuple[Switchboard, Target]:
        board = Switchboard(*wrong, lines=OWN)
        target = Target(
            name="account",
            url=BASE,
            app=board.app,
            headers={"Authorization": f"Bearer {KEY}"},
            known={"agentId": (AGENT,)},
            mode=mode,
            limits=limits or Limits(requests=1000, creates=1000, rate=0),
        )
        return board, target

    return make
