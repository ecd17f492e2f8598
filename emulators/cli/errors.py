"""The command `emulators errors`: lists the errors that an emulator can answer with, how each is known, and how to get
it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli.usage import fail, select_emulators
from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator


def run(
    name: Annotated[str, typer.Argument(help="A vendor or a carrier, or one operation: butter.import_phone_number.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the errors of an emulator by name: status, message, basis, source, and what causes each."""
    emulator_name, _, operation = name.partition(".")
    (emulator,) = select_emulators([emulator_name])
    described = {each: errors for each, errors in errors_by_operation(emulator).items() if operation in ("", each)}
    if not described:
        fail(f"{emulator_name} has no operation {operation!r}; {suggestion(operation, errors_by_operation(emulator))}")
    if as_json:
        import json

        typer.echo(json.dumps(described, indent=2))
    else:
        typer.echo("\n\n".join(_paragraph(f"{emulator_name}.{each}", errors) for each, errors in described.items()))


def errors_by_operation(emulator: Emulator) -> dict[str, list[dict[str, Any]]]:
    """Returns the errors of each operation as JSON, by the operation's name."""
    from emulators.core.errors import errors_of

    return {
        operation.name: [
            {
                "name": error.name,
                "status": _status(error.problem.status),
                "message": error.problem.message,
                "basis": error.problem.provenance.basis,
                "cite": error.problem.provenance.cite,
                "cause": error.cause,
            }
            for error in errors_of(emulator, operation).values()
        ]
        for operation in emulator.operations
    }


def _status(declared: Any) -> int:
    """Returns the status of an error; where a setting decides it, the setting's default."""
    status: int = getattr(declared, "default", declared)
    return status


def _paragraph(operation: str, errors: list[dict[str, Any]]) -> str:
    lines = [operation]
    for error in errors:
        lines += [
            f"  {error['status']} {error['name']}  ({error['basis']})  {error['message']}",
            f"      cause:  {error['cause']}",
            f"      source: {error['cite']}",
        ]
    return "\n".join(lines)
