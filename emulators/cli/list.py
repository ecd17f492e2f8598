"""The command `emulators list`: prints each emulator with its operations, and how many clauses of its contract have which basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from emulators.cli.usage import complete_emulators, select_emulators
from emulators.extras import MissingExtra

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator


def run(
    emulators: Annotated[
        list[str] | None, typer.Argument(help="Which ones; no name means all.", autocompletion=complete_emulators)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As the table of the README.")] = False,
    not_emulated: Annotated[bool, typer.Option("--not-emulated", help="What each leaves out, instead.")] = False,
) -> None:
    """List vendors and carriers, their operations, and how much of their contracts is documented, inferred or assumed.

    Counted are the clauses of the contract, answers included: one `x-basis`, or one keyword of it, or one cause of a status.
    """
    mounted = select_emulators(emulators or ())
    if as_json:
        import json

        typer.echo(json.dumps([describe(emulator) for emulator in mounted], indent=2))
    elif markdown:
        typer.echo(table(tuple(emulator for emulator in mounted if emulator.kind == "vendor")))
    else:
        paragraph = _left_out if not_emulated else _paragraph
        typer.echo("\n\n".join(paragraph(emulator) for emulator in mounted))


def describe(emulator: Emulator) -> dict[str, Any]:
    """Returns one emulator as a JSON object: its operations, its settings, and how many clauses of its contract have which
    basis."""
    return {
        "name": emulator.name,
        "kind": emulator.kind,
        "stands_for": emulator.server,
        "operations": [
            {
                "name": each.name,
                "method": each.method,
                "path": each.path,
                "basis": each.provenance.basis,
                "cite": each.provenance.cite,
            }
            for each in emulator.operations
        ],
        "settings": [setting.name for setting in emulator.settings],
        "clauses": clauses(emulator),
        "not_emulated": list(emulator.not_emulated),
    }


def clauses(emulator: Emulator) -> dict[str, int] | None:
    """Returns how many clauses of the emulator's contract have which basis; None where what reads contracts is not installed, or
    where it has none."""
    try:
        from emulators.harness.document.clauses import count_clauses
        from emulators.harness.document.location import find
        from emulators.harness.errors import ContractError
    except MissingExtra:
        return None
    try:
        return count_clauses(find(f"{'carriers/' if emulator.kind == 'carrier' else ''}{emulator.name}"))
    except ContractError:
        return None


def _paragraph(emulator: Emulator) -> str:
    data = describe(emulator)
    counts = ", ".join(f"{count} {basis}" for basis, count in (data["clauses"] or {}).items() if count)
    said = f"; its contract has {counts} clauses" if counts else ""
    lines = [f"{emulator.name} ({emulator.kind}, stands for {emulator.server}){said}"]
    width = max(len(each["name"]) for each in data["operations"])
    lines += [
        f"  {each['name']:{width}}  {each['method']:6} {each['path']}  ({each['basis']})" for each in data["operations"]
    ]
    return "\n".join(lines)


def _left_out(emulator: Emulator) -> str:
    missing = [f"  {each}" for each in emulator.not_emulated or ("nothing that its pages show",)]
    return "\n".join([f"{emulator.name}, not emulated:", *missing])


def table(vendors: tuple[Emulator, ...]) -> str:
    """Returns the table of vendors that the README shows, in Markdown."""
    rows = ["| vendor | operations | documented | inferred | assumed |", "|---|---|---|---|---|"]
    for emulator in vendors:
        counts = describe(emulator)["clauses"] or dict.fromkeys(("documented", "inferred", "assumed"), "")
        operations = "<br>".join(f"`{each.method} {each.path}`" for each in emulator.operations)
        rows.append(
            f"| [{emulator.name}](emulators/vendors/{emulator.name}/README.md) | {operations} "
            f"| {counts['documented']} | {counts['inferred']} | {counts['assumed']} |"
        )
    return "\n".join(rows)
