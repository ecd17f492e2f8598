"""The official Node SDKs: each script beside `package.json` asserts for itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "node"
NODE = shutil.which("node") or ""


@pytest.mark.skipif(not NODE, reason="node is not installed")
@pytest.mark.skipif(
    not (HERE / "node_modules").is_dir(), reason="the Node SDKs are not there: make tests/carriers/node/node_modules"
)
@pytest.mark.parametrize("script", sorted(HERE.glob("*.mjs")), ids=lambda script: script.stem)
def test_the_node_sdk_is_satisfied(served, space, script) -> None:
    done = subprocess.run(
        [NODE, script.name, f"{served}/~{space}"], cwd=HERE, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
