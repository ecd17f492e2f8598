"""The command `emulators reproduce`: finds out what makes the emulator answer a recorded request as the vendor did."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emulators.cli.request_line import printable
from emulators.cli.usage import complete_emulators, fail, select_emulators
from emulators.cli.written import write

if TYPE_CHECKING:
    from emulators.recording.recorded import Recorded
    from emulators.recording.reproduction import Reproduction


def run(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="HAR, a curl command line, or a request as it was sent.")
    ],
    vendor: Annotated[
        str, typer.Option(autocompletion=complete_emulators, help="Whose request it is, where its URL does not say so.")
    ] = "",
    status: Annotated[
        int | None, typer.Option(min=200, max=599, help="What the vendor answered, where the file does not say so.")
    ] = None,
    entry: Annotated[
        int | None, typer.Option(min=1, help="Which request of a HAR file; by default the last that was refused.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The bundle to write; FILE.bundle.json by default."),
    ] = None,
) -> None:
    """Reproduce a vendor's answer. Exit code 0 where the same comes out, 1 where nothing here brings it about."""
    import asyncio
    from dataclasses import replace

    from emulators.bundles.capture import CannotReplay
    from emulators.core.discovery import discover
    from emulators.recording.reading import read_anything, select_exchanges
    from emulators.recording.recorded import BadRecording
    from emulators.recording.reproduction import reproduce

    if vendor:
        select_emulators([vendor])
    try:
        read = read_anything(file)
    except BadRecording as error:
        fail(str(error))
    try:
        emulator, (*others, last) = select_exchanges(discover(), read, vendor, entry)
        last = replace(last, status=status or last.status, answer=b"" if status else last.answer)
        found = asyncio.run(reproduce(discover(), emulator, [*others, last]))
    except (BadRecording, CannotReplay) as error:
        fail(f"{file}: {error}")
    written = output or file.with_name(f"{file.name}.bundle.json")
    write(written, found.bundle.text())
    typer.echo("\n".join([f"{last.method} {printable(last.target)} of {emulator.name}", *_lines(last, found)]))
    typer.echo(f"emulators replay {written}")
    if last.status and not found.is_reproduced:
        raise typer.Exit(1)


def _lines(wanted: Recorded, found: Reproduction) -> list[str]:
    from emulators.recording.hypotheses import AS_IT_IS
    from emulators.recording.reproduction import Likeness

    here = found.bundle.requests[-1].answer.status
    if not wanted.status:
        return [f"answered with {here} here; the file does not say what the vendor answered (--status does)"]
    alike = {
        Likeness.SAME: "the same answer comes out",
        Likeness.FORM: f"{here} comes out, in other words",
        Likeness.STATUS: f"{here} comes out, in another form",
        Likeness.OTHER: f"{here} comes out",
    }[found.likeness]
    first = [] if found.hypothesis.words == AS_IT_IS else [f"as it is, it is answered with {found.first_status} here"]
    return [f"{wanted.status} there", *first, f"{alike}: {found.hypothesis.words}"]
