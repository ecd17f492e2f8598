"""A plain mock of a contract: it keeps nothing, and answers every request with the first success that is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from emulators.harness.client.target import Target
from emulators.harness.contract.examples import known_values_printed, read_examples

if TYPE_CHECKING:
    from emulators.harness.contract.contract import Contract
    from emulators.harness.contract.operation import ContractOperation

BASE = "http://mock.test"


def mock_of(contract: Contract) -> Target:
    """A target that takes everything, whoever asks it. All that its contract prints as known is known to it."""
    app = Starlette(routes=[_route(operation) for operation in contract.operations])
    known = {name: tuple(values) for name, values in known_values_printed(read_examples(contract)).items()}
    headers = {"Authorization": "Bearer key-of-a-mock"}
    return Target(name="mock", url=BASE, app=app, headers=headers, known=known, numbers="any", emulator=True)


def _route(operation: ContractOperation) -> Route:
    async def answer(_request: Any) -> Response:
        success = operation.success
        assert success is not None
        for _, _, example in success.examples():
            return JSONResponse(json.loads(json.dumps(example.get("value"), default=str)), success.status)
        return Response(status_code=success.status)

    return Route(operation.path, answer, methods=[operation.method])
