"""Writes a commented `targets.toml` with all that a contract wants of a target."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from emulators.harness.client.target import Limits, Mode
from emulators.harness.client.wanted_values import WantedValues
from emulators.harness.masking.redaction import secret_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from emulators.harness.client.wanted_values import WantedValue
    from emulators.harness.contract.contract import Contract
    from emulators.harness.document.node import Node

SCHEMES = {"bearer": "Bearer ", "basic": "Basic "}
NO_SERVER = "https://api.example"
"""Stands for the server of a contract that names none."""
SHOWN = 3
"""So many of the operations that need a value are named."""


def template(contract: Contract, name: str) -> str:
    """Returns the table of a target of this name, in TOML. It can be used once the variables of its headers are set; what a
    person must look up stands in it as a comment.
    """
    return (
        _environment(name, secret_names(contract))
        .get_template("targets.toml.jinja")
        .render(
            contract=contract,
            name=name,
            url=contract.server if contract.server.startswith("http") else NO_SERVER,
            mode=Mode.NO_PROVISION,
            wanted=WantedValues.of(contract),
            headers=_headers(contract),
            limits=asdict(Limits()),
        )
    )


def _environment(name: str, secrets: Collection[str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=False,  # noqa: S701 (TOML, not HTML: the filters `key` and `text` escape)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def variable(what: str) -> str:
        return f"${{{re.sub(r'[^A-Z0-9]+', '_', f'{name}_{what}'.upper())}}}"

    def credential(node: Node, header: str) -> str:
        return SCHEMES.get(str(node.get("scheme")), "") + variable(header)

    def example(value: WantedValue) -> str:
        return variable(value.name) if value.name in secrets else value.like

    environment.filters.update(key=_key, text=json.dumps, used=_used, description=_description)
    environment.filters.update(credential=credential, example=example)
    return environment


def _headers(contract: Contract) -> Mapping[str, Node]:
    """Returns the headers of the security schemes, and those that some operation requires as a parameter."""
    found: dict[str, Node] = {}
    for operation in contract.operations:
        found |= {each.header: each.node for each in operation.credentials}
        found |= {each.name: each.node for each in operation.parameters if each.location == "header" and each.required}
    return found


def _description(node: Node) -> list[str]:
    return [line.strip() for line in str(node.get("description") or "").strip().splitlines()]


def _used(value: WantedValue) -> str:
    count, operations = len(value.cases), sorted(value.operations)
    more = f" and {len(operations) - SHOWN} more" if operations[SHOWN:] else ""
    return f"{count} case{'s' if count > 1 else ''} of {', '.join(operations[:SHOWN])}{more}"


def _key(name: str) -> str:
    """Returns a name as a key of TOML."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)
