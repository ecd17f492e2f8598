"""Writes a commented `targets.toml` with all that a contract wants of a target."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from emulators.harness.client.target import Limits, Mode
from emulators.harness.client.wanted_values import WantedValues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emulators.harness.client.wanted_values import WantedValue
    from emulators.harness.contract.contract import Contract
    from emulators.harness.document.node import Node

SCHEMES = {"bearer": "Bearer ", "basic": "Basic "}
NO_SERVER = "https://api.example"
"""Stands for the server of a contract that names none."""
SHOWN = 3
"""So many of the operations that need a value are named."""


def template(contract: Contract, name: str) -> str:
    """Returns the table of a target of this name, in TOML. It can be used once the variables of its headers are set;
    what the user must look up stands in it as a comment."""
    return "\n".join(_lines(contract, name)) + "\n"


def _lines(contract: Contract, name: str) -> Iterator[str]:
    wanted, table = WantedValues.of(contract), _key(name)
    limits = Limits()
    yield f"# `emulators verify {contract.name} --target {name}` holds this target to its contract; with --dry-run it shows what would"
    yield "# be sent, and sends nothing. ${NAME} is read from the environment."
    yield f"[{table}]"
    yield "# Where it is: the server of the contract, or the URL of another one that stands in for it."
    yield f"url = {json.dumps(contract.server if contract.server.startswith('http') else NO_SERVER)}"
    yield ""
    yield "# What may be done to it: readonly sends reads, no-provision also writes that must be refused, provision also creates,"
    yield "# and changes and deletes what it created."
    yield f"mode = {json.dumps(Mode.NO_PROVISION)}"
    yield ""
    yield from _numbers(wanted)
    yield "# It is the vendor itself: where `emulators compare` finds that it differs from another, it is right."
    yield "# vendor = true"
    yield ""
    yield "# It is an emulator whose data nobody misses: everything is sent, without any limit. The profile is the emulator's."
    yield "# emulator = true"
    yield '# profile = "examples"'
    yield ""
    yield "# Certificates to trust, a client certificate with its key (PEM), and a proxy."
    yield '# ca_file = "ca.pem"'
    yield '# cert = "client.pem"'
    yield '# proxy = "http://127.0.0.1:3128"'
    yield ""
    yield "# What opens it."
    yield f"[{table}.headers]"
    yield from _headers(contract, name)
    yield ""
    yield "# Values that exist there. Cases that need one are not checked without it."
    yield f"[{table}.known]"
    yield from _values(wanted.known.values())
    yield ""
    yield "# Values that exist there and belong to somebody else: they must be refused."
    yield f"[{table}.foreign]"
    yield from _values(wanted.foreign.values())
    yield ""
    yield "# How much one run may do: requests, creates, requests a second, seconds in all."
    yield f"[{table}.limits]"
    for key, limit in asdict(limits).items():
        yield f"{key} = {limit:g}"


def _numbers(wanted: WantedValues) -> Iterator[str]:
    yield "# Telephone numbers of yours that may be registered there. Fictional ones, which ring nobody, are used beside them."
    for value in wanted.owned.values():
        yield f"# {value.name} must be a number that your account at the carrier owns ({_used(value)})."
    yield '# numbers = ["+16505550100"]'
    yield ""


def _headers(contract: Contract, name: str) -> Iterator[str]:
    """Yields the headers of the security schemes, and those that some operation requires as a parameter."""
    stem = re.sub(r"\W+", "_", name).upper()
    told: dict[str, Node] = {}
    for operation in contract.operations:
        told |= {each.header: each.node for each in operation.credentials}
        told |= {each.name: each.node for each in operation.parameters if each.location == "header" and each.required}
    for header, node in told.items():
        for line in str(node.get("description") or "").strip().splitlines():
            yield f"# {line}".rstrip()
        variable = f"{stem}_{re.sub(r'[^A-Z0-9]+', '_', header.upper())}"
        value = f"{SCHEMES.get(str(node.get('scheme')), '')}${{{variable}}}"
        yield f"{_key(header)} = {json.dumps(value)}"


def _values(values: Iterable[WantedValue]) -> Iterator[str]:
    for value in sorted(values, key=lambda each: each.name):
        yield f"# {_used(value)}"
        yield f"# {_key(value.name)} = {json.dumps(value.like)}"


def _used(value: WantedValue) -> str:
    count, operations = len(value.cases), sorted(value.operations)
    more = f" and {len(operations) - SHOWN} more" if operations[SHOWN:] else ""
    return f"{count} case{'s' if count > 1 else ''} of {', '.join(operations[:SHOWN])}{more}"


def _key(name: str) -> str:
    """Returns a name as a key of TOML."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)
