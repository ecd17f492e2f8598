"""The command `emulators call`: simulates an inbound call on a server that is running."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli.usage import fail

if TYPE_CHECKING:
    from collections.abc import Iterator


def run(
    to: Annotated[str, typer.Argument(help="The number that is called, +E.164.")],
    caller: Annotated[str, typer.Option("--from", help="Who calls, +E.164.")] = "+15550100100",
    url: Annotated[str, typer.Option(help="The server; add /~NAME for another namespace.")] = "http://127.0.0.1:8080",
    copies: Annotated[int, typer.Option(min=1, max=10, help="Deliver every webhook this often.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="For a program.")] = False,
) -> None:
    """Let a call come in: the carriers that own the number send their webhooks."""
    answer = _answer(url, {"to": to, "from": caller, "copies": copies})
    if "error" in answer:
        fail(answer["error"])
    typer.echo(json.dumps(answer) if as_json else "\n".join(_lines(answer)))


def _answer(url: str, body: dict[str, Any]) -> dict[str, Any]:
    """The server's JSON answer, which may be a refusal. Ends the command with exit code 2 where no server of emulators answers."""
    import httpx

    try:
        answer = httpx.post(f"{url.rstrip('/')}/__admin/calls", json=body, timeout=120, trust_env=False).json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        fail(f"no server of emulators answers at {url}: {error}")
    if not (isinstance(answer, dict) and answer.keys() & {"calls", "error"}):
        fail(f"what answers at {url} is no server of emulators")
    return answer


def _lines(answer: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for call in answer["calls"]:
        yield f"{call['carrier']} {call['id']}"
        for each in call["deliveries"]:
            yield f"  {each['purpose']:9} {each['method']} {each['url']}  {each['status'] or each['error']}"
        if not call["deliveries"]:
            yield "  no webhook: nothing is configured for this number"
