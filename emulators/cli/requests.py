"""The command `emulators requests`: shows the requests to a running server, its answers, and why it refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli.request_line import RequestLine
from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url

if TYPE_CHECKING:
    from collections.abc import Iterable


def run(
    vendor: Annotated[str | None, typer.Option(help="Only those of this vendor or carrier.")] = None,
    operation: Annotated[str | None, typer.Option(help="Only those of this operation.")] = None,
    status: Annotated[str | None, typer.Option(help="Only those answered so: 409, or 4xx.")] = None,
    number: Annotated[str | None, typer.Option(help="Only those about this telephone number.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Only those since this time, or after this request's number.")
    ] = None,
    trace: Annotated[str | None, typer.Option(help="Only the one with this Emulator-Trace.")] = None,
    limit: Annotated[int, typer.Option(min=0, max=1_000, help="The latest so many.")] = 100,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Print each new one as it comes, until Ctrl-C.")
    ] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Forget all requests instead of showing them.")] = False,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
    as_json: Json = False,
) -> None:
    """Show the requests of a namespace, a line each; with --json all that is known of each."""
    server = RunningServer(url, namespace)
    if clear:
        cleared = server.ask("DELETE", "requests", part="cleared")
        typer.echo(json.dumps(cleared) if as_json else f"{cleared['cleared']} requests forgotten")
        return
    filters = {
        "vendor": vendor,
        "operation": operation,
        "status": status,
        "number": number,
        "since": since,
        "trace": trace,
    }
    given = {name: value for name, value in filters.items() if value is not None}
    if follow:
        _show(server, server.follow("requests", given), as_json=as_json)
        return
    answer = server.ask("GET", "requests", params={**given, "limit": limit}, part="requests")
    _show(server, answer["requests"], as_json=as_json)
    if answer["dropped"]:
        typer.echo(f"emulators: {answer['dropped']} earlier requests are no longer kept", err=True)


def _show(server: RunningServer, requests: Iterable[dict[str, Any]], *, as_json: bool) -> None:
    """Prints a line for each request as it comes; with `as_json` a JSON document each."""
    for each in requests:
        typer.echo(json.dumps(each) if as_json else RequestLine.read(server.name, each).text())
