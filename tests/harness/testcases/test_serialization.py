"""A template is the same after it was written and read."""

from __future__ import annotations

import json

import pytest

from emulators.harness.testcases.placeholders import Fresh, InventedSecret, Known
from emulators.harness.testcases.serialization import deserialize, serialize


@pytest.mark.parametrize(
    "template",
    [
        pytest.param({"$known": "a plain key"}, id="a key that looks like a placeholder"),
        pytest.param({"$plain": {"$known": {}}}, id="a key that looks like an escape"),
        pytest.param({"a": [Known("agentId", "x", optional=True), None, 1.5]}, id="a list"),
        pytest.param(Fresh("number", "+1", kind="e164", form="of 12", owned=True), id="a fresh number"),
        pytest.param(InventedSecret("token", "s"), id="a secret"),
    ],
)
def test_a_template_survives_being_written(template):
    assert deserialize(json.loads(json.dumps(serialize(template)))) == template
