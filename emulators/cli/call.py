"""The command `emulators call`: simulates an inbound call on a running server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url

if TYPE_CHECKING:
    from collections.abc import Iterator


def run(
    to: Annotated[str, typer.Argument(help="The number that is called, in E.164 form with its plus.")],
    caller: Annotated[str, typer.Option("--from", help="Who calls, in E.164 form with its plus.")] = "+15550100100",
    copies: Annotated[int, typer.Option(min=1, max=10, help="Deliver every webhook this often.")] = 1,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
    as_json: Json = False,
) -> None:
    """Simulate an inbound call: the carriers that own the number send their webhooks. Exit code 1 where none arrived."""
    body = {"to": to, "from": caller, "copies": copies}
    answer = RunningServer(url, namespace).ask("POST", "calls", body, part="calls")
    typer.echo(json.dumps(answer) if as_json else "\n".join(_lines(answer)))
    if not any(delivery["status"] for call in answer["calls"] for delivery in call["deliveries"]):
        raise typer.Exit(1)


def _lines(answer: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    for call in answer["calls"]:
        yield f"{call['carrier']} {call['id']}"
        for each in call["deliveries"]:
            yield f"  {each['purpose']:9} {each['method']} {each['url']}  {each['status'] or each['error']}"
        if not call["deliveries"]:
            yield "  no webhook: nothing is configured for this number"
