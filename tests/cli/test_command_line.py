"""The command line as a report shows it."""

from __future__ import annotations

import shlex

import pytest
from harness.switchboard import BASE, CONTRACT

from emulators.cli.command_line import command_line
from emulators.harness.client.target import Target
from emulators.harness.contract.contract import Contract

KEY = "k3y-0123456789"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["verify", "some"], ["verify", "some"]),
        (["-H", f"X-Key: {KEY}"], ["-H", "X-Key: $X_KEY"]),
        ([f"-HX-Key:{KEY}"], ["-HX-Key: $X_KEY"]),
        ([f"--header=X-Key:{KEY}"], ["--header=X-Key: $X_KEY"]),
        (["--known", f"token={KEY}"], ["--known", "token=$TOKEN"]),
        ([f"--foreign=token={KEY}"], ["--foreign=token=$TOKEN"]),
        (["--known", "agentId=a-1"], ["--known", "agentId=a-1"]),
        (["--url", f"https://me:{KEY}@api.example/v1"], ["--url", "https://api.example/v1"]),
        (["--report", KEY], ["--report", "$AUTHORIZATION_TOKEN"]),
        (["--report", "a b", "--strict"], ["--report", "a b", "--strict"]),
    ],
    ids=str,
)
def test_a_command_line_can_be_pasted_and_has_no_secret(monkeypatch, words, shown) -> None:
    monkeypatch.setattr("sys.argv", ["/bin/emulators", *words])
    target = Target("t", BASE, headers={"Authorization": f"Bearer {KEY}"})

    line = command_line(Contract.read(CONTRACT), target)

    assert shlex.split(line) == ["emulators", *shown]
    assert KEY not in line
