"""The command `emulators bundle`: writes a request of a running server, with all that made its answer, to a file."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from emulators.cli.request_line import printable
from emulators.cli.running import DEFAULT_URL, Namespace, RunningServer, Url
from emulators.cli.usage import fail
from emulators.cli.written import write

if TYPE_CHECKING:
    from emulators.bundles.bundle import Bundle


class ExportForm(StrEnum):
    """What a bundle is written as."""

    JSON = "json"
    CURL = "curl"
    PYTEST = "pytest"
    TEXT = "text"


def run(
    trace: Annotated[str, typer.Argument(metavar="[TRACE]", help="An Emulator-Trace, a number, or `last`.")] = "last",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = None,
    requests: Annotated[int, typer.Option(min=1, max=1_000, help="How many requests; that one is the last.")] = 1,
    keep_secrets: Annotated[
        bool,
        typer.Option(
            "--keep-secrets", help="Keep secrets where the answer depends on them; otherwise all are replaced."
        ),
    ] = False,
    form: Annotated[
        ExportForm,
        typer.Option("--as", help="json, for `emulators replay`; curl; pytest, with the JSON beside it; text."),
    ] = ExportForm.JSON,
    url: Url = DEFAULT_URL,
    namespace: Namespace = "",
) -> None:
    """Write a request with its state, settings, clock, identifiers and fault, so that it can be replayed byte for byte."""
    from emulators.bundles.bundle import BadBundle, read_bundle

    if form is ExportForm.PYTEST and output is None:
        fail("--as pytest takes --output FILE: the test reads the bundle that is written beside it")
    server = RunningServer(url, namespace or trace.rpartition("-")[0])
    params = {"requests": requests, **({"secrets": "keep"} if keep_secrets else {})}
    told = server.ask("GET", f"requests/{quote(trace, safe='')}/bundle", params=params, part="requests")
    try:
        bundle = read_bundle(json.dumps(told))
    except BadBundle as error:
        fail(f"{server.url} sent no bundle: {error}")
    if form is ExportForm.PYTEST and output:
        write(output.with_suffix(".json"), bundle.text())
    text = _written(bundle, form, server.root, output)
    if output:
        write(output, text)
    else:
        typer.echo("\n".join(printable(line, len(line)) for line in text.splitlines()))


def _written(bundle: Bundle, form: ExportForm, root: str, output: Path | None) -> str:
    from emulators.bundles.export import as_curl, as_pytest, as_text
    from emulators.core.discovery import discover

    if form is ExportForm.CURL:
        return as_curl(bundle, root)
    if form is ExportForm.PYTEST and output:
        return as_pytest(bundle, discover(), output.with_suffix(".json").name)
    return as_text(bundle, discover()) if form is ExportForm.TEXT else bundle.text()
