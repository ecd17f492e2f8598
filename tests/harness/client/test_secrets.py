"""Which values of a target are masked."""

from __future__ import annotations

import pytest
from harness.switchboard import BASE

from emulators.harness.client.secrets import mask_for
from emulators.harness.client.target import Target


@pytest.mark.parametrize(
    ("target", "masked"),
    [
        (Target("t", BASE, headers={"Authorization": "Bearer key-0123456789"}), "$AUTHORIZATION_TOKEN"),
        (Target("t", BASE, headers={"X-Key": "key-0123456789"}), "$X_KEY"),
        (Target("t", BASE, headers={"X-Key": "key-0123456789"}, shown={"X-Key": "${MY_KEY}"}), "${MY_KEY}"),
        (
            Target("t", BASE, headers={"X-Key": "Basic key-0123456789"}, shown={"X-Key": "Basic ${MY_KEY}"}),
            "${MY_KEY}",
        ),
        (Target("t", BASE.replace("://", "://me:key-0123456789@")), "$URL_PASSWORD"),
        (Target("t", BASE, known={"token": ("key-0123456789",)}), "$TOKEN"),
        (Target("t", BASE, known={"agentId": ("key-0123456789",)}), "key-0123456789"),
    ],
    ids=["scheme", "bare", "shown", "shown with its scheme", "URL", "known secret", "no secret"],
)
def test_every_secret_of_a_target_is_masked_by_the_variable_that_holds_it(contract, target, masked):
    assert mask_for(contract, target).text("it is key-0123456789 here") == f"it is {masked} here"
