"""The command `emulators record`: serves a reverse proxy in front of a vendor, which records its answers, compares them
or repeats them."""

from __future__ import annotations

from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emulators.cli.request_line import printable
from emulators.cli.usage import complete_emulators, explain_errors, fail, select_emulators

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from emulators.core.emulator import Emulator
    from emulators.recording.comparison import VendorCheck
    from emulators.recording.recorded import Recorded
    from emulators.recording.redaction import Redaction


class RecordMode(StrEnum):
    """What is done with an exchange."""

    RECORD = "record"
    REPLAY = "replay"
    CHECK = "check"


def run(
    vendor: Annotated[str, typer.Argument(autocompletion=complete_emulators, help="A vendor or a carrier.")],
    upstream: Annotated[
        str,
        typer.Option(
            metavar="URL", help="record, check: the URL in place of its base URL, which `emulators list` shows."
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="record: the folder to write to; replay: the folder to answer from."),
    ] = None,
    mode: Annotated[
        RecordMode, typer.Option(help="record; replay the recordings; check the emulator against the vendor.")
    ] = RecordMode.RECORD,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port to listen on; 0 is any free one.")] = 8080,
) -> None:
    """Serve between a client and a vendor: write each exchange as HAR without its secrets, compare it, or answer from recordings."""
    from emulators.cli.serve import listen_or_fail, url_of
    from emulators.serving import run as serve

    (emulator,) = select_emulators([vendor])
    if mode is not RecordMode.REPLAY and not upstream.startswith(("http://", "https://")):
        fail(f"--mode {mode} takes --upstream URL, which stands for {emulator.server}")
    if mode is not RecordMode.CHECK and out is None:
        fail(f"--mode {mode} takes --out DIR, the folder of the recordings")
    app, comparison = _application(emulator, upstream, out, mode)
    with closing(listen_or_fail(host, port)) as listening:
        listening.listen()  # so that whoever reads the line may ask at once
        place = f"{url_of(listening)}{emulator.base_path}"
        typer.echo(f"{mode}: {emulator.name} at {place}, in place of {emulator.server}; Ctrl-C ends it")
        with suppress(KeyboardInterrupt):
            serve(app, listening)
    if comparison:
        _close(comparison)


def _application(
    emulator: Emulator, upstream: str, out: Path | None, mode: RecordMode
) -> tuple[ASGIApp, VendorCheck | None]:
    from emulators.core.discovery import discover
    from emulators.recording import answering, comparison, folder, proxy
    from emulators.recording.recorded import BadRecording

    if mode is RecordMode.CHECK:
        compared = comparison.VendorCheck.of(emulator, discover(), lambda line: typer.echo(_lines(line)))
        return proxy.Proxy(emulator, upstream, compared), compared
    redaction, place = _redaction(emulator), out or Path()
    try:
        if mode is RecordMode.REPLAY:
            return answering.Answering(emulator, redaction, folder.read(place)), None
        folder.make_folder(place)
    except BadRecording as error:
        fail(str(error))

    async def keep(exchange: Recorded, target: str) -> None:
        path = target.partition("?")[0].removeprefix(emulator.base_path)
        try:
            file = folder.write(place, emulator, redaction.redact(exchange, path), target)
        except OSError as error:
            typer.echo(f"emulators: {place}: not written: {error.strerror}", err=True)
            return
        typer.echo(f"{exchange.method} {printable(path)} {exchange.status}  {file.name}")

    return proxy.Proxy(emulator, upstream, keep), None


def _redaction(emulator: Emulator) -> Redaction:
    from emulators.recording.redaction import Redaction

    with explain_errors():
        from emulators.harness.contract.contract import Contract

        return Redaction(Contract.load(f"{'carriers/' if emulator.kind == 'carrier' else ''}{emulator.name}"))


def _lines(text: str) -> str:
    return "\n".join(printable(line) for line in text.splitlines())


def _close(comparison: VendorCheck) -> None:
    """Says how many answers were otherwise. Exit code 1 where there were any."""
    comparison.close()
    typer.echo(f"{comparison.compared} answers, {len(comparison.differing)} of them otherwise here")
    if comparison.differing:
        raise typer.Exit(1)
