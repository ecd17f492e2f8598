"""The command `emulators reset`."""

from __future__ import annotations

import json

from running_server import said, sample


def test_a_namespace_is_reset(run, root) -> None:
    sample(root)

    space = root.rpartition("~")[2]
    assert said(run("reset")) == f"{space} was reset"
    assert json.loads(said(run("reset", "--json"))) == {"reset": space}
    assert said(run("requests")) == ""
