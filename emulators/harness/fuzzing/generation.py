"""Runs Schemathesis in a process of its own, which imports none of this package, and reads what it generates."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from emulators.harness.errors import HarnessError
from emulators.harness.fuzzing.openapi import openapi
from emulators.harness.model.absent import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from emulators.harness.contract.contract import Contract

EXAMPLES = 50
"""How many random requests of each operation are generated, good and bad ones each."""
PATIENCE = 1800.0
"""How many seconds the generator may take."""


class GenerationFailed(HarnessError):
    """Raised where the generator failed or took too long; the message is its last line."""


@dataclass(frozen=True, slots=True)
class GeneratedCase:
    """One generated request. `mode` is `positive` or `negative`, as the generator believes; `what` says what
    distinguishes it."""

    operation: str
    phase: str
    mode: str
    what: str
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = NOTHING
    raw: bytes | None = None
    media_type: str | None = None


def generate(
    contract: Contract, *, seed: int, examples: int = EXAMPLES, operations: Collection[str] = ()
) -> Iterator[GeneratedCase]:
    """Yields generated requests of these operations (ids; none means all): printed examples, every boundary, and random
    ones.

    The same seed gives the same requests, whatever code is imported here and whatever any server answered.

    Raises:
        GenerationFailed: the generator failed or took too long.
    """
    asked = {"document": openapi(contract), "seed": seed, "examples": examples, "operations": list(operations)}
    for line in _run_generator(json.dumps(asked)).splitlines():
        yield _generated_case(json.loads(line))


def _run_generator(asked: str) -> str:
    source = files(__package__ or "").joinpath("generator.py").read_text(encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SCHEMATHESIS_")}
    environment["HYPOTHESIS_STORAGE_DIRECTORY"] = _storage().name
    with tempfile.TemporaryDirectory() as empty:
        try:
            done = subprocess.run(  # noqa: S603 (this interpreter, and a source of ours)
                [sys.executable, "-I", "-c", source],
                input=asked,
                capture_output=True,
                text=True,
                encoding="utf-8",
                cwd=empty,
                env=environment,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GenerationFailed(f"the generator did not finish within {PATIENCE:g} s") from None
    if done.returncode:
        raise GenerationFailed(f"the generator failed: {done.stderr.strip().splitlines()[-1:] or done.returncode}")
    return done.stdout


@cache
def _storage() -> tempfile.TemporaryDirectory[str]:
    """Returns a directory, which lasts as long as this process, for the tables of Unicode that Hypothesis otherwise makes
    in each run of the generator: about half of its time."""
    directory = tempfile.TemporaryDirectory(prefix="emulators-")
    atexit.register(directory.cleanup)
    return directory


def _generated_case(line: Mapping[str, Any]) -> GeneratedCase:
    return GeneratedCase(
        operation=line["operation"],
        phase=line["phase"],
        mode=line["mode"],
        what=line["what"],
        path=line["path"],
        query=line["query"],
        body=line.get("body", NOTHING),
        raw=b64decode(line["raw"]) if "raw" in line else None,
        media_type=line["media_type"],
    )
