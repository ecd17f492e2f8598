"""The command `emulators report`: reports what the requests of a running server show about their client."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from emulators.cli import report_formats
from emulators.cli.running import DEFAULT_URL, Namespace, RunningServer, Url
from emulators.cli.usage import require_choice
from emulators.cli.written import write

FORMATS: dict[str, Callable[[dict[str, Any]], str]] = {
    "text": report_formats.text,
    "json": report_formats.as_json,
    "junit": report_formats.junit,
    "sarif": report_formats.sarif,
}


def run(
    form: Annotated[str, typer.Option("--format", help="text, json, junit or sarif.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 where there is a remark.")] = False,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Leave remarks of this kind out; may be repeated.")
    ] = None,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
) -> None:
    """Report on the client: what in its requests no vendor need accept, and documented errors that it never met."""
    from emulators.explanation.client_lint import KINDS

    for kind in ignore or ():
        require_choice("--ignore", kind, KINDS)
    require_choice("--format", form, FORMATS)
    told = RunningServer(url, namespace).ask("GET", "report", part="remarks")
    told["remarks"] = [each for each in told["remarks"] if each["kind"] not in (ignore or ())]
    if output:
        write(output, FORMATS[form](told))
    else:
        typer.echo(FORMATS[form](told).rstrip("\n"))
    if strict and told["remarks"]:
        raise typer.Exit(1)
