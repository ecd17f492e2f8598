"""The command `emulators env`: prints code and exports that point a carrier's SDK, or a client of a vendor, at a server of emulators."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from emulators.cli.serve import curl
from emulators.cli.usage import complete_emulators, fail, select_emulators
from emulators.core.nearest import suggestion

if TYPE_CHECKING:
    from emulators.core.emulator import Emulator

COMMENT = {"shell": "#", "python": "#", "node": "//"}


def run(
    name: Annotated[str, typer.Argument(help="A vendor or a carrier.", autocompletion=complete_emulators)],
    url: Annotated[
        str, typer.Option(help="Where the server is, or will be; add /~NAME for another namespace.")
    ] = "http://127.0.0.1:8080",
    language: Annotated[str | None, typer.Option(help="Only shell, python or node, and nothing around it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print code that points a carrier's SDK, or a client of a vendor, at a running server."""
    (emulator,) = select_emulators([name])
    mount = f"{url.rstrip('/')}/{name}"
    shown = _only(language, name, snippets(emulator, mount)) if language else snippets(emulator, mount)
    if as_json:
        about = {"name": name, "base_url": mount + emulator.base_path, "stands_for": emulator.server}
        typer.echo(json.dumps({**about, "snippets": shown}, indent=2))
    elif language:
        typer.echo(shown[language], nl=False)
    else:
        typer.echo("\n".join(f"{COMMENT[each]} {each}\n\n{text}" for each, text in shown.items()), nl=False)


def snippets(emulator: Emulator, mount: str) -> dict[str, str]:
    """Returns code by language for the emulator mounted at `mount`."""
    if emulator.telephony is None:
        return {
            "shell": f"{curl(emulator, mount)}\n",
            "python": _python(emulator, mount),
            "node": _node(emulator, mount),
        }
    return {
        language: text.replace("{url}", mount + emulator.base_path) for language, text in emulator.telephony.sdk.items()
    }


def _only(language: str, name: str, shown: Mapping[str, str]) -> dict[str, str]:
    if language not in shown:
        fail(f"for {name} there is no {language!r}; {suggestion(language, shown)}")
    return {language: shown[language]}


def _python(emulator: Emulator, mount: str) -> str:
    method, path, body = emulator.world.sample
    return f"""\
import httpx

client = httpx.Client(
    base_url="{mount + emulator.base_path}",  # instead of {emulator.server}
    headers={_literal(emulator.world.credentials[0].headers, 4)},
)
body = {_literal(body)}

answer = client.request("{method}", "{path.removeprefix(emulator.base_path)}", json=body)
print(answer.status_code, answer.json())
"""


def _literal(value: object, indent: int = 0) -> str:
    """Returns the value as a Python literal; an object has each of its entries on a line of its own."""
    if isinstance(value, Mapping):
        margin = " " * indent
        items = (f"{margin}    {json.dumps(name)}: {_literal(each, indent + 4)},\n" for name, each in value.items())
        return f"{{\n{''.join(items)}{margin}}}"
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _node(emulator: Emulator, mount: str) -> str:
    method, path, body = emulator.world.sample
    headers = dict(emulator.world.credentials[0].headers)
    sent = ""
    if body is not None:
        headers["Content-Type"] = "application/json"
        sent = f"\n  body: JSON.stringify({_indent(body)}),"
    return f"""\
const base = "{mount + emulator.base_path}"; // instead of {emulator.server}

const answer = await fetch(`${{base}}{path.removeprefix(emulator.base_path)}`, {{
  method: "{method}",
  headers: {_indent(headers)},{sent}
}});
console.log(answer.status, await answer.json());
"""


def _indent(value: Mapping[str, object]) -> str:
    return json.dumps(value, indent=2).replace("\n", "\n  ")
