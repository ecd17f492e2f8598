"""The commands `emulators fault add|list|clear`: make requests of a running server fail."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli.running import DEFAULT_URL, Json, Namespace, RunningServer, Url
from emulators.cli.usage import fail

if TYPE_CHECKING:
    from collections.abc import Iterable

app = typer.Typer(
    help="Make requests fail as they did in production: add, list and clear faults.", no_args_is_help=True
)


@app.command("add")
def add(
    where: Annotated[str, typer.Argument(metavar="EMULATOR.OPERATION", help="Which requests; EMULATOR.* means all.")],
    outcome: Annotated[
        str, typer.Option(help="before, after, during, twice, slow, garbage or second_hop; see the README.")
    ],
    error: Annotated[
        str | None, typer.Option(help="before: one of its own errors; `emulators errors` lists them.")
    ] = None,
    status: Annotated[
        int | None, typer.Option(help="before: in the vendor's envelope; after, garbage: a gateway's.")
    ] = None,
    response: Annotated[
        str | None,
        typer.Option(metavar="JSON", help='before, after: as it is, {"status": 502, "headers": {}, "body": ""}.'),
    ] = None,
    retry_after: Annotated[
        int | None, typer.Option(help="before: sent as Retry-After; the fault ends so many seconds after it began.")
    ] = None,
    how: Annotated[
        str | None,
        typer.Option(
            help="during: truncated, trickled; garbage: html, invalid_json, content_type; second_hop: refused, lost, limited, denied."
        ),
    ] = None,
    carrier: Annotated[str | None, typer.Option(help="second_hop: only this carrier.")] = None,
    question: Annotated[str | None, typer.Option(help="second_hop: only this question, such as owns.")] = None,
    delay: Annotated[float | None, typer.Option(help="Seconds before anything is done.")] = None,
    jitter: Annotated[float | None, typer.Option(help="At most so many seconds more.")] = None,
    first: Annotated[int | None, typer.Option(help="Only the first so many requests.")] = None,
    nth: Annotated[int | None, typer.Option(help="Only the nth request.")] = None,
    every: Annotated[int | None, typer.Option(help="Only every nth request.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this time on, on the namespace's clock.")] = None,
    until: Annotated[str | None, typer.Option(help="Only before this time.")] = None,
    probability: Annotated[float | None, typer.Option(help="Only so many of them, from 0 to 1.")] = None,
    seed: Annotated[int | None, typer.Option(help="Draws the same requests in every run; 0 by default.")] = None,
    number: Annotated[str | None, typer.Option(help="Only requests about this telephone number.")] = None,
    header: Annotated[
        list[str] | None, typer.Option("--header", "-H", metavar="NAME:VALUE", help="Only requests with this header.")
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="Only requests with this value in the body.")
    ] = None,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
    as_json: Json = False,
) -> None:
    """Make requests fail: refused, carried out with the reply lost, cut, twice, slow, unreadable, or at the carrier."""
    when = {"first": first, "nth": nth, "every": every, "since": since, "until": until}
    match = {
        "number": number,
        "headers": _pairs("--header", header or (), ":"),
        "fields": _pairs("--field", field or (), "="),
    }
    rule = {
        "where": where,
        "outcome": outcome,
        "error": error,
        "status": status,
        "response": _read(response),
        "retry_after": retry_after,
        "how": how,
        "carrier": carrier,
        "question": question,
        "delay": delay,
        "jitter": jitter,
        "when": _given({**when, "probability": probability, "seed": seed}),
        "match": _given(match),
    }
    added = RunningServer(url, namespace).ask("POST", "faults", _given(rule), part="used")
    typer.echo(json.dumps(added) if as_json else f"added: {_describe(added)}")


@app.command("list")
def list_faults(url: Url = DEFAULT_URL, namespace: Namespace = "", as_json: Json = False) -> None:
    """List the faults of a namespace, and how many requests each of them took."""
    answer = RunningServer(url, namespace).ask("GET", "faults", part="faults")
    if as_json:
        typer.echo(json.dumps(answer, indent=2))
    else:
        typer.echo("\n".join(map(_line, answer["faults"])) or "no faults")


@app.command("clear")
def clear(url: Url = DEFAULT_URL, namespace: Namespace = "", as_json: Json = False) -> None:
    """Clear the faults of a namespace, and say which of them no request met."""
    answer = RunningServer(url, namespace).ask("DELETE", "faults", part="cleared")
    lines = [f"{answer['cleared']} faults cleared", *map(_line, answer["unused"])]
    typer.echo(json.dumps(answer) if as_json else "\n".join(lines))


def _line(fault: dict[str, Any]) -> str:
    used = f"{fault['used']} of {fault['seen']} requests" if fault["used"] else "NEVER USED"
    return f"{used:20} {_describe(fault)}"


def _describe(fault: dict[str, Any]) -> str:
    parts = {name: value for name, value in fault.items() if name not in ("where", "outcome", "seen", "used")}
    said = (f"{name} {json.dumps(value)}" for name, value in parts.items())
    return ", ".join([f"{fault['where']} {fault['outcome']}", *said])


def _given(parts: dict[str, Any]) -> dict[str, Any]:
    """Returns the parts that were given on the command line."""
    return {name: value for name, value in parts.items() if value not in (None, {})}


def _pairs(option: str, words: Iterable[str], separator: str) -> dict[str, str]:
    read = {}
    for word in words:
        name, found, value = word.partition(separator)
        if not (found and name):
            fail(f"{option} takes NAME{separator}VALUE; there is no {separator!r} in what was given")
        read[name.strip()] = value.strip()
    return read


def _read(response: str | None) -> Any:
    try:
        return None if response is None else json.loads(response)
    except ValueError as error:
        fail(f"--response takes JSON: {error}")
