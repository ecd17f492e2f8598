"""The command `emulators corpus`: writes generated requests to a file, so that the same ones can be sent elsewhere and
again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emulators.cli import options  # noqa: TC001 -- typer reads the annotations
from emulators.cli.contracts import read_contract
from emulators.cli.usage import explain_errors


def run(
    contract: options.Contract,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file to write: JSON lines, one request each.")],
    operation: options.Operations = None,
    seed: options.Seed = None,
    examples: Annotated[int, typer.Option(min=1, help="Random requests of each kind for each operation.")] = 25,
) -> None:
    """Write generated requests to a file: printed examples, boundaries, and random good and bad requests."""
    from emulators.harness.fuzzing import corpus

    with explain_errors():
        document = read_contract(contract)
        frozen = corpus.build(
            document, seed=corpus.SEED if seed is None else seed, examples=examples, operations=operation or ()
        )
        corpus.write(frozen, out)
    typer.echo(f"{len(frozen.entries)} requests in {out}")
