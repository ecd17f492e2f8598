"""`GET /__admin/openapi.json`: the control plane's own contract; `GET /__admin`: its paths."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from emulators.control.reply import answer, base

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


@cache
def contract() -> dict[str, Any]:
    """Returns the hand-written OpenAPI document beside this file."""
    import yaml  # noqa: PLC0415 -- serving need not wait for it

    read: dict[str, Any] = yaml.safe_load((files(__package__) / "openapi.yaml").read_text("utf-8"))
    return read


async def show_document(request: Request) -> Response:
    """Answers with the contract, and the URL at which it is served here."""
    return answer({**contract(), "servers": [{"url": f"{base(request)}/__admin"}]})


async def list_paths(request: Request) -> Response:
    """Answers with every path of the control plane, as a URL that works here."""
    here = f"{base(request)}/__admin"
    return answer({here + path: _summaries(entry) for path, entry in contract()["paths"].items()})


def _summaries(entry: dict[str, Any]) -> dict[str, str]:
    return {method.upper(): operation["summary"] for method, operation in entry.items() if method != "parameters"}
