"""The command `emulators serve`: serves vendors and carriers on one port until it is stopped."""

from __future__ import annotations

import json
import shlex
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from emulators.cli.usage import application, assignments, chosen, complete_emulators, fail

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Mapping

    from emulators.core.clock import Clock
    from emulators.core.emulator import Emulator
    from emulators.core.options import Options

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
            help="Ask this one instead of our own stand-in: a URL in place of the one that `list` shows; may be repeated.",
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
    trace: Annotated[bool, typer.Option(help="Send our one header, `Emulator-Trace`, with every answer.")] = True,
) -> None:
    """Serve vendors and carriers, each mounted by its name, on one port."""
    from emulators.serving import open_more_files
    from emulators.serving import run as serve

    mounted, root = chosen(emulators or ()), len(emulators or ()) == 1
    options = _options(assignments(setting or ()), profile, seed, now, data, _carriers(carrier or ()), namespace_ttl)
    hosts = (host, *(allow_host or ()))
    app = application(options, mounted, hosts=hosts, callbacks=allow_callbacks or (), root=root, trace=trace)
    with closing(_listen(host, port)) as listening:
        typer.echo(banner(mounted, _url(listening), root=root))
        if data:
            open_more_files()
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

    return Options(settings, profile, seed, _clock(now), data, carriers, namespace_ttl)


def _carriers(given: Iterable[str]) -> Mapping[str, str]:
    """Base URLs by carrier, from arguments such as `twilio=https://api.twilio.com`."""
    read = {}
    for assignment in given:
        name, _, url = assignment.partition("=")
        (emulator,) = chosen([name])
        if emulator.telephony is None:
            fail(f"--carrier takes a telephone company, and {name} is none")
        read[name] = url.rstrip("/")
        if not _stands_for(emulator, read[name]):
            fail(f"--carrier takes CARRIER=URL, a URL in place of {emulator.server}, not {assignment!r}")
    return read


def _stands_for(emulator: Emulator, url: str) -> bool:
    """Whether the URL could be a base URL of this carrier's API: it ends with the API's path, and has no user, query or fragment."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- raises where it is none
    except ValueError:
        return False
    more = parts.username or parts.password or parts.query or parts.fragment
    return bool(
        parts.scheme in ("http", "https") and parts.hostname and parts.path.endswith(emulator.base_path) and not more
    )


def _clock(now: str | None) -> Clock:
    from emulators.core.clock import BadTime, Clock, moment

    try:
        return Clock(moment(now)) if now is not None else Clock()
    except BadTime as error:
        fail(f"--now {error}")


def _listen(host: str, port: int) -> socket.socket:
    from emulators.serving import listen

    try:
        return listen(host, port)
    except UnicodeError:
        fail(f"{host!r} is no host name")
    except OSError as error:
        fail(f"cannot listen on {host}:{port}: {error.strerror or error}")


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def banner(mounted: tuple[Emulator, ...], url: str, *, root: bool) -> str:
    """The text that is printed at the start: each emulator's URL, a request that works, and what it does not emulate."""
    parts = [f"{url}  (control plane: {url}/__admin; stop with Ctrl-C)"]
    for emulator in mounted:
        here = url if root else f"{url}/{emulator.name}"
        parts += [
            "",
            f"{emulator.name:8}{here}{emulator.base_path}   stands for {emulator.server}",
            f"  {curl(emulator, here)}",
        ]
        parts += [f"  not emulated: {missing}" for missing in emulator.not_emulated]
    return "\n".join(parts)


def curl(emulator: Emulator, here: str) -> str:
    """A `curl` command, ready to paste, that sends the emulator's sample request to the emulator mounted at `here`."""
    method, path, body = emulator.world.sample
    headers = dict(emulator.world.credentials[0].headers)
    words = ["curl", *([] if method == "GET" else ["-X", method]), here + path]
    if body is not None:
        headers["Content-Type"] = "application/json"
    words += [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    return shlex.join(words + ([] if body is None else ["-d", json.dumps(body)]))
