"""Every contract keeps the conventions, and each departure from them is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.location import available, find
from emulators.harness.lint import lint


@pytest.mark.unmeasured
def test_every_contract_that_we_ship_keeps_the_conventions():
    complaints = {name: lint(Contract.read(find(name))) for name in available()}

    assert complaints
    assert {name: found for name, found in complaints.items() if found} == {}


def test_several_mistakes_are_all_told(contract):
    text = contract.document.path.read_text().replace("x-volatile", "x-volatil").replace("unknown.id", "unknwon.id")

    complaints = lint(Contract.of(YamlDocument.parse(text, Path("vendor.yaml"))))

    assert len([each for each in complaints if "x-volatil;" in each]) > 1
    assert any("unknwon.id is no cause" in each for each in complaints)


BROKEN = {
    "basis of a response": ('x-cite: "400 Bad request"\n          x-when', "x-when", "needs x-basis and x-cite"),
    "cause": ("duplicate: {", "duplicat: {", "duplicat is no cause; did you mean duplicate?"),
    "cause of nothing known": ("duplicate: {", "doubled: {", "doubled is no cause"),
    "cause about a name": ("unknown.id: {", "unknwon.id: {", "unknwon.id is no cause; did you mean unknown?"),
    "name of a cause": ("unknown.id: {", "unknown.idd: {", "unknown.idd: the request has no 'idd'; did you mean id?"),
    "cause without its name": ("unknown.id: {", "unknown: {", "the cause unknown needs a name: unknown.NAME"),
    "cause with a name": ("duplicate: {", "duplicate.number: {", "the cause duplicate takes no name"),
    "extension": ("x-volatile: true", "x-volatil: true", "there is no x-volatil; did you mean x-volatile?"),
    "extension like no other": ("x-volatile: true", "x-vendor-thing: true", "there is no x-vendor-thing"),
    "given": (
        'x-given: ["create_line/hosted"]',
        'x-given: ["create_line/nobody"]',
        "x-given names no exchange: create_line/nobody",
    ),
    "bound": ("#/data/number", "#/data/nothing", "which create_line/hosted does not answer"),
    "bound to a stranger": (
        'x-bind: {"id": "create_line/hosted#',
        'x-bind: {"id": "create_line/trunk#',
        "which is not sent before",
    ),
    "bound name": ('x-bind: {"number"', 'x-bind: {"nummer"', "x-bind gives nummer, which the request does not have"),
    "answer": ('"port": 5060, "agentId": null', '"port": "5060", "agentId": null', "is not of its schema"),
    "request": ('"kind": "trunk", "host"', '"kind": "trunk", "post"', "is not a good one"),
    "stray": (
        "              twice:\n                value",
        "              thrice:\n                value",
        "the request thrice has no response",
    ),
    "kind": ("x-kind: host,", "x-kind: hostess,", "there is no x-kind 'hostess'; did you mean host?"),
    "table": ('{const: "trunk"}', "{minLength: 3}", "a condition of the table is a `const` or an `enum`"),
    "pattern": (r'pattern: "^\\+[1-9][0-9]{6,14}$"', 'pattern: "^(?=x)y$"', "no string could be made for number"),
    "basis of a cause": (
        'ok: {basis: documented, cite: "A line',
        'ok: {basis: rumoured, cite: "A line',
        "the cause ok needs a basis",
    ),
    "cite of a cause": (
        'duplicate: {basis: documented, cite: "409 Number exists"}',
        "duplicate: {basis: documented}",
        "the cause duplicate needs a basis and a cite",
    ),
    "response without a cause": (
        '          x-when:\n            duplicate: {basis: documented, cite: "409 Number exists"}\n',
        "",
        "the response names no cause (x-when)",
    ),
    "basis of a keyword": (
        "minLength: assumed}",
        "minLength: rumoured}",
        "x-basis is not one of documented, observed, inferred, assumed: 'rumoured'",
    ),
    "cite of a limit": (
        '      x-basis: documented\n      x-cite: "the fields of a line"\n',
        "      x-basis: documented\n",
        "a limit needs a basis and a cite",
    ),
    "home": (
        "x-secret: true, x-foreign-branch: true",
        "x-secret: true, x-home: [nowhere]",
        "x-home names no branch: 'nowhere'",
    ),
    "success without a request": (
        '            examples:\n              label:\n                value: {"label"',
        '            x-none:\n              label:\n                value: {"label"',
        "change_line/label has no request of its name",
    ),
    "part of an answer": (
        'value: {"data": {"label": "Front desk"}}',
        'value: {"data": {"label": 7}}',
        "the answer of change_line/label is not of its schema",
    ),
    "name twice": (
        '                agent-unknown:\n                  value: {"error"',
        '                hosted:\n                  value: {"error"',
        "POST /lines has 2 responses named hosted",
    ),
    "given to itself": (
        'x-given: ["create_line/hosted"]\n                  x-bind: {"number": "create_line/hosted',
        'x-given: ["create_line/twice"]\n                  x-bind: {"number": "create_line/hosted',
        "create_line/twice is given to itself",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_breaks_the_conventions_is_complained_of(contract, what):
    old, new, message = BROKEN[what]
    text = contract.document.path.read_text()
    assert old in text

    complaints = lint(Contract.of(YamlDocument.parse(text.replace(old, new), Path("vendor.yaml"))))

    assert any(message in complaint for complaint in complaints), complaints
    assert all(complaint.startswith("vendor.yaml:") for complaint in complaints)
