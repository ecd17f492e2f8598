"""The README's example for Node's test runner, where there is a Node that has one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest
from serving import BIN, CHECKOUT


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here")
def test_the_example_for_nodes_test_runner_passes(tmp_path) -> None:
    (example,) = re.findall(r"^```js\n(.*?)^```", (CHECKOUT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (tmp_path / "example.test.mjs").write_text(example)

    done = subprocess.run(
        [BIN / "emulators", "run", "--", "node", "--test", tmp_path],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 1" in done.stdout
