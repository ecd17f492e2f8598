"""The command `emulators serve`: serves vendors and carriers on one port until it is stopped."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from emulators.cli.running import TOKEN
from emulators.cli.usage import (
    complete_emulators,
    create_server,
    fail,
    parse_settings,
    require_choice,
    select_emulators,
)

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Iterator, Mapping

    from emulators.core.clock import Clock
    from emulators.core.emulator import Emulator
    from emulators.core.namespaces import Namespaces
    from emulators.core.options import Options

LOGS = ("text", "json")
WIDTH, MOST_LINES = 80, 15
"""Of the banner: its width, and how many emulators it names."""

Profile = Annotated[
    str, typer.Option(help="`examples` lets every sample printed on the vendors' pages pass as printed.")
]


def run(
    emulators: Annotated[
        list[str] | None,
        typer.Argument(
            help="Which ones; one alone is served at the root, no name means all.", autocompletion=complete_emulators
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8080,
    data: Annotated[
        Path | None, typer.Option(help="Keep each namespace in DIR/NAME.db; without it all is in memory.")
    ] = None,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="EMULATOR.SETTING=VALUE", help="Change a setting; may be repeated."),
    ] = None,
    profile: Profile = "default",
    seed: Annotated[int | None, typer.Option(help="The same identifiers in the same order, every run.")] = None,
    now: Annotated[str | None, typer.Option(metavar="TIME", help="Stop the clock at this ISO 8601 time.")] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A further host name by which the control plane may be reached.")
    ] = None,
    allow_callbacks: Annotated[
        list[str] | None, typer.Option(help="A further host to which simulated calls may send their webhooks.")
    ] = None,
    carrier: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CARRIER=URL",
            help="Ask this carrier at a URL of your own, in place of the one that `list` shows; may be repeated.",
        ),
    ] = None,
    namespace_ttl: Annotated[
        float | None,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help="Delete a namespace in memory, or close the file of one, when it was idle this long.",
        ),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN",
            help="Let web pages of this origin ask the emulators, never the control plane; `*` is any; may be repeated.",
        ),
    ] = None,
    admin: Annotated[bool, typer.Option(help="Serve the control plane, at /__admin.")] = True,
    admin_token: Annotated[
        str,
        typer.Option(
            metavar="TOKEN",
            envvar=TOKEN,
            help="Let only those use the control plane who send `Authorization: Bearer TOKEN`; an address that others can "
            "reach needs it, or --no-admin.",
        ),
    ] = "",
    trace: Annotated[bool, typer.Option(help="Send the header `Emulator-Trace` with every answer.")] = True,
    log: Annotated[str, typer.Option(help="A line for each request: `text`, or `json` for a program.")] = "text",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No line for each request.")] = False,
) -> None:
    """Serve vendors and carriers, each mounted by its name, on one port."""
    from emulators.control.guard import is_loopback
    from emulators.serving import open_more_files
    from emulators.serving import run as serve

    require_choice("--log", log, LOGS)
    mounted, root = select_emulators(emulators or ()), len(emulators or ()) == 1
    options = _options(parse_settings(setting or ()), profile, seed, now, data, _carriers(carrier or ()), namespace_ttl)
    hosts = (host, *(allow_host or ()))
    origins = [_origin(each) for each in cors or ()]
    app = create_server(
        options,
        mounted,
        hosts=hosts,
        callbacks=allow_callbacks or (),
        root=root,
        trace=trace,
        cors=origins,
        admin=admin,
        admin_token=admin_token,
    )
    app.namespaces.at_close.append(partial(_tell_unused_faults, app.namespaces))
    with closing(listen_or_fail(host, port)) as listening:
        if admin and not admin_token and not is_loopback(listening.getsockname()[0]):
            fail(
                f"others can reach {host}, and the control plane shows every credential: add --admin-token TOKEN, or --no-admin"
            )
        typer.echo(banner(mounted, url_of(listening), root=root), err=log == "json")
        open_more_files()
        with nullcontext() if quiet else _logging(app.namespaces, log):
            serve(app, listening)


def _options(
    settings: Mapping[str, Mapping[str, str]],
    profile: str,
    seed: int | None,
    now: str | None,
    data: Path | None,
    carriers: Mapping[str, str],
    namespace_ttl: float | None,
) -> Options:
    from emulators.core.options import Options

    return Options(settings, profile, seed, read_clock(now), data, carriers, namespace_ttl)


def _carriers(given: Iterable[str]) -> Mapping[str, str]:
    """Returns base URLs by carrier, from arguments such as `twilio=https://api.twilio.com`."""
    read = {}
    for assignment in given:
        name, _, url = assignment.partition("=")
        (emulator,) = select_emulators([name])
        if emulator.telephony is None:
            fail(f"--carrier takes a telephone company, and {name} is none")
        read[name] = url.rstrip("/")
        if not _stands_for(emulator, read[name]):
            fail(f"--carrier takes CARRIER=URL, a URL in place of {emulator.server}, not {assignment!r}")
    return read


def _stands_for(emulator: Emulator, url: str) -> bool:
    """Returns whether the URL could be a base URL of this carrier's API: it ends with the API's path, and has no user,
    query or fragment."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- raises where it is none
    except ValueError:
        return False
    more = parts.username or parts.password or parts.query or parts.fragment
    return bool(
        parts.scheme in ("http", "https") and parts.hostname and parts.path.endswith(emulator.base_path) and not more
    )


def _origin(given: str) -> str:
    if given != "*" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^/?#@\s]+", given):
        fail(f"--cors takes an origin such as http://localhost:3000, or *, not {given!r}")
    return given


def read_clock(now: str | None) -> Clock:
    """Returns a clock that stands still at this ISO 8601 time, or one that runs. What is no time ends the command."""
    from emulators.core.clock import BadTime, Clock, moment

    try:
        return Clock(moment(now)) if now is not None else Clock()
    except BadTime as error:
        fail(f"--now {error}")


def listen_or_fail(host: str, port: int) -> socket.socket:
    """Returns a socket bound to the address. One that cannot be had ends the command."""
    from emulators.serving import listen

    try:
        return listen(host, port)
    except UnicodeError:
        fail(f"{host!r} is no host name")
    except OSError as error:
        fail(f"cannot listen on {host}:{port}: {error.strerror or error}")


def url_of(listening: socket.socket) -> str:
    """Returns the URL of what listens there."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def _logging(namespaces: Namespaces, log: str) -> Iterator[None]:
    """Prints each request as a line on stdout until the block ends."""
    from emulators.cli.request_log import RequestLog

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    with closing(RequestLog(sys.stdout, colour=colour, as_json=log == "json")) as requests:
        namespaces.watchers.add(requests)
        yield


def _tell_unused_faults(namespaces: Namespaces) -> None:
    """Names on stderr the faults that took no request, as what they were to test was not tested."""
    for name, fault in namespaces.unused_faults():
        typer.echo(f"emulators: never used in {name}: {fault.where} {fault.outcome.name}", err=True)


def banner(mounted: tuple[Emulator, ...], url: str, *, root: bool) -> str:
    """Returns the text that is printed at the start: where each emulator is, the commands that tell more, and last the
    URL.

    It is at most 80 characters wide and 24 lines long.
    """
    lines = [_mounted(emulator, "/" if root else f"/{emulator.name}") for emulator in mounted]
    lines = lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], f"  and {len(lines) - MOST_LINES} more"]
    name = mounted[0].name if len(mounted) == 1 else "NAME"
    parts = [
        ("emulators list [--not-emulated]", "every operation"),
        (f"emulators env {name} --url {url}", "what points a client here"),
        (f"{url}/__admin", "the control plane"),
        ("Ctrl-C", "stops"),
    ]
    return "\n".join([*lines, "", *(f"  {what:45}  {tells}" for what, tells in parts), "", url])


def _mounted(emulator: Emulator, path: str) -> str:
    line = f"  {emulator.name:10} {path:10} stands for {emulator.server}"
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 3]}..."


def curl(emulator: Emulator, here: str) -> str:
    """Returns a `curl` command, ready to paste, that sends the emulator's sample request to the emulator mounted at
    `here`."""
    method, path, body = emulator.world.sample
    headers = dict(emulator.world.credentials[0].headers)
    words = ["curl", *([] if method == "GET" else ["-X", method]), here + path]
    if body is not None:
        headers["Content-Type"] = "application/json"
    words += [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    return shlex.join(words + ([] if body is None else ["-d", json.dumps(body)]))
