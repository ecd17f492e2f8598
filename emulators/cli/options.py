"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Contracts = Annotated[
    list[str] | None,
    typer.Argument(help="Names such as chorus or carriers/twilio, or files; no name means all vendors."),
]
Contract = Annotated[str, typer.Argument(help="A name such as chorus or carriers/twilio, or a file.")]
TargetName = Annotated[
    str, typer.Option(help="`emulator` (in this process), `emulator-http`, or a table of targets.toml.")
]
Url = Annotated[str, typer.Option(help="The target's base URL, in place of the contract's server.")]
Headers = Annotated[
    list[str] | None,
    typer.Option("--header", "-H", metavar="NAME:VALUE", help="Sent with every request; may be repeated."),
]
Known = Annotated[
    list[str] | None, typer.Option(metavar="NAME=VALUE", help="A value that exists at the target; may be repeated.")
]
Foreign = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="A value that exists there and belongs to somebody else; may be repeated."),
]
Numbers = Annotated[
    list[str] | None,
    typer.Option(metavar="+E164", help="A number of yours that may be registered there; may be repeated."),
]
TargetsFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The file to read in place of the nearest targets.toml.")
]
Operations = Annotated[
    list[str] | None, typer.Option(metavar="'METHOD /path'", help="Only this operation; may be repeated.")
]
TargetMode = Annotated[
    str, typer.Option(help="readonly, no-provision (the default) or provision; an emulator needs none.")
]
MaxRequests = Annotated[
    int | None, typer.Option(min=1, help="The most requests that a target of your own is sent; 60 by default.")
]
MaxCreates = Annotated[int | None, typer.Option(min=0, help="The most things that are created there; 3 by default.")]
Rate = Annotated[
    float | None, typer.Option(min=0, help="Requests a second, 1 by default; 0 is unlimited, for loopback only.")
]
Seed = Annotated[int | None, typer.Option(help="The same generated values in every run.")]
Profile = Annotated[str, typer.Option(help="The profile of the emulator: default or examples.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="EMULATOR.SETTING=VALUE", help="A setting of the emulator; may be repeated."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
LedgerFile = Annotated[
    Path | None,
    typer.Option(
        "--ledger", metavar="FILE", help="The file that records what was created; by default in your state folder."
    ),
]
CaFile = Annotated[
    str, typer.Option("--ca-file", metavar="FILE", help="Certificates (PEM) to trust instead of the public ones.")
]
Cert = Annotated[str, typer.Option(metavar="FILE", help="A client certificate with its key (PEM).")]
Proxy = Annotated[str, typer.Option(metavar="URL", help="An HTTP proxy; by default the environment's.")]
