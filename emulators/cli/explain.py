"""The command `emulators explain`: explains why a running server answered one request as it did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

import typer

from emulators.cli.request_line import RequestLine, printable
from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = {True: "\u2713", False: "\u2717", None: "-"}
"""What stands before a stage that was passed, one that refused, and one that was not reached."""


def run(
    trace: Annotated[str, typer.Argument(metavar="[TRACE]", help="An Emulator-Trace, a number, or `last`.")] = "last",
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
    as_json: Json = False,
) -> None:
    """Explain one request: where it was refused and on what grounds, what would change it, and what would pass."""
    server = RunningServer(url, namespace or _namespace_of(trace))
    told = server.ask("GET", f"requests/{quote(trace, safe='')}/explanation", part="stages")
    typer.echo(json.dumps(told, indent=2) if as_json else "\n".join(_lines(server.name, told)))


def _namespace_of(trace: str) -> str:
    """Returns the namespace that a trace names; an empty text for a mere number, and for `last`."""
    return trace.rpartition("-")[0]


def _lines(namespace: str, told: dict[str, Any]) -> Iterator[str]:
    line = RequestLine.read(namespace, told)
    yield f"{line.what}  {line.status or 'no answer'}  {namespace}-{line.number}"
    yield f"{told['method']} {printable(told['path'])}"
    yield from (
        f"  {MARKS[each['passed']]} {each['name']:13} {printable(each['words'])}".rstrip() for each in told["stages"]
    )
    yield from _section("fields", (f"{each['field'] or 'the body'} {each['words']}" for each in told["violations"]))
    yield from _section("basis", _basis(told["basis"]))
    yield from _section("fault", [f"{told['fault']['outcome']}: {told['fault']['sent']}"] if told["fault"] else [])
    yield from _section("settings", map(_setting, told["settings"]))
    yield from _section("mistakes", told["mistakes"])
    yield from _section("remarks", (f"{each['kind']}: {each['where']} {each['words']}" for each in told["remarks"]))
    if told["passing"]:
        yield from ("would pass", f"  {printable(told['passing']['curl'], 10_000)}")
    elif told["refusal"] and told["tried"]:
        yield "no request like it would pass here"


def _section(title: str, lines: Any) -> Iterator[str]:
    listed = [f"  {printable(line, 2_000)}" for line in lines]
    yield from [title, *listed] if listed else []


def _basis(basis: dict[str, Any] | None) -> Iterator[str]:
    if basis:
        yield f"{basis['basis']}: {basis['cite']}"
        yield from (f"{name}: {basis[name]}" for name in ("page", "link", "contract") if basis[name])


def _setting(each: dict[str, Any]) -> str:
    return f"{each['setting']}={json.dumps(each['value'])} would answer {each['status']} {each['message']} ({each['reason']})"
