"""The program that generates requests. It is run from a string: no module of this package is imported, so that no
literal of ours ends up in a request.

It reads one JSON object (`document`, `seed`, `examples`, `operations`) and writes one request a line.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import TYPE_CHECKING, Any

import hypothesis
import schemathesis
from schemathesis import GenerationMode
from schemathesis.core.result import Err

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_DATA = {"responses": False}
CONFIG = {
    "analysis": {"constants": {"enabled": False}},
    "cache": {"enabled": False},
    "phases": {
        "examples": {"extra-data-sources": NO_DATA},
        "coverage": {"extra-data-sources": NO_DATA, "unexpected-methods": []},
        "fuzzing": {"extra-data-sources": NO_DATA, "error-feedback": {"enabled": False}},
        "stateful": {"enabled": False},
    },
}
"""Settings of Schemathesis by which nothing that a server answered, and no literal of a source file, gets into a request.
"""


def main() -> None:
    """Reads the job from stdin, and writes requests to stdout."""
    asked = json.load(sys.stdin)
    config = schemathesis.Config.from_dict(CONFIG)
    schema = schemathesis.openapi.from_dict(asked["document"], config=config)
    for found in schema.get_all_operations():
        if isinstance(found, Err):
            raise found.err()
        operation = found.ok()
        name = operation.definition.raw["operationId"]
        if not asked["operations"] or name in asked["operations"]:
            for phase, mode, case in cases(schema, operation, asked["seed"], asked["examples"]):
                if case.method.upper() == operation.method.upper():
                    sys.stdout.write(
                        json.dumps({"operation": name, "phase": phase, "mode": mode, **to_json(case)}) + "\n"
                    )


def cases(schema: Any, operation: Any, seed: int, examples: int) -> Iterator[tuple[str, str, Any]]:
    """Yields the phase, the mode and Schemathesis's case of each request to an operation."""
    for strategy in operation.get_strategies_from_examples():
        for case in draw(strategy, seed, 1):
            yield "examples", "positive", case
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        found = schema.iter_coverage_cases(
            operation, generation_modes=[mode], generation_config=schema.config.generation
        )
        for case in found:
            yield "coverage", mode.value, case
        for case in draw(operation.as_strategy(generation_mode=mode), seed, examples):
            yield "fuzzing", mode.value, case


def draw(strategy: Any, seed: int, count: int) -> list[Any]:
    """Returns values that Hypothesis draws from a strategy, without learning from earlier answers."""
    found: list[Any] = []
    if not count:
        return found
    settings = hypothesis.settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
        verbosity=hypothesis.Verbosity.quiet,
    )

    @hypothesis.seed(seed)
    @settings
    @hypothesis.given(strategy)
    def keep(case: Any) -> None:
        found.append(case)

    try:
        keep()
    except hypothesis.errors.Unsatisfiable:
        return []
    return found


def to_json(case: Any) -> dict[str, Any]:
    """Returns a case as JSON, with bytes in base64."""
    described = {
        "what": (case.meta.phase.data.description if hasattr(case.meta.phase.data, "description") else "") or "",
        "path": dict(case.path_parameters or {}),
        "query": dict(case.query or {}),
        "media_type": case.media_type,
    }
    if isinstance(case.body, bytes):
        return described | {"raw": base64.b64encode(case.body).decode("ascii")}
    if isinstance(case.body, schemathesis.core.NotSet):
        return described
    return described | {"body": case.body}


if __name__ == "__main__":
    main()
