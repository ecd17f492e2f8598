"""The contracts in the hands of other people's tools, where `make contracts` has installed them."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from emulators.harness.document.location import available, find

CHECKOUT = Path(__file__).parents[2]
NODE = Path(__file__).with_name("node") / "node_modules" / ".bin"
CLIENT = Path(__file__).with_name(".venv") / "bin" / "openapi-python-client"
METHODS = ("get", "post", "put", "patch", "delete")
CONTRACTS = [str(find(name)) for name in available()]

needs_node = pytest.mark.skipif(not NODE.is_dir(), reason="`make contracts` installs the tools of npm")
needs_client = pytest.mark.skipif(not CLIENT.exists(), reason="`make contracts` installs openapi-python-client")


def run(*command: str | Path, **options: Any) -> str:
    """Runs a tool in the checkout and returns what it said; fails with it where the tool is not content."""
    surroundings = os.environ | {"REDOCLY_TELEMETRY": "off", "PATH": f"{CLIENT.parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=CHECKOUT, env=surroundings, timeout=300, check=False, **options
    )

    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@needs_node
def test_redocly_has_nothing_to_say() -> None:
    said = run(NODE / "redocly", "lint", *CONTRACTS, "--config", ".redocly.yaml")

    assert re.findall(r"\d+ warning", said) == []


@needs_node
def test_spectral_has_nothing_to_say() -> None:
    run(NODE / "spectral", "lint", *CONTRACTS, "--fail-severity=hint")


@needs_node
@pytest.mark.parametrize("name", available())
def test_openapi_typescript_makes_types_that_the_compiler_takes(name, tmp_path) -> None:
    types = tmp_path / "contract.d.ts"

    run(NODE / "openapi-typescript", find(name), "-o", types)
    run(NODE / "tsc", "--noEmit", "--strict", types)

    assert "export interface operations" in types.read_text()


@needs_client
@pytest.mark.parametrize("name", available())
def test_openapi_python_client_keeps_every_operation_and_every_answer(name, tmp_path) -> None:
    paths = yaml.safe_load(find(name).read_text())["paths"]

    said = run(CLIENT, "generate", "--path", find(name), "--output-path", tmp_path / "client", "--meta", "none")

    made = [each.stem for each in (tmp_path / "client" / "api").rglob("*.py") if each.stem != "__init__"]
    owed = [operation["operationId"] for item in paths.values() for key, operation in item.items() if key in METHODS]
    assert sorted(made) == sorted(owed)
    assert "WARNING" not in said
