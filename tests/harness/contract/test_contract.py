"""A contract is read with its lines and bases; a bad one is one clear line, never a traceback."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.document.extensions import EXTENSIONS, unknown_extensions
from emulators.harness.document.json_pointer import point
from emulators.harness.document.location import available, find, folder
from emulators.harness.document.node import Node
from emulators.harness.errors import ContractError
from emulators.harness.lint import lint
from emulators.harness.model.clause import Basis
from emulators.harness.testcases.derive import derive_cases


def parsed(text: str) -> YamlDocument:
    return YamlDocument.parse(dedent(text).lstrip(), Path("vendor.yaml"))


def root_of(text: str) -> Node:
    return Node.root(parsed(text))


def test_every_contract_that_we_ship_keeps_the_conventions():
    complaints = {name: lint(Contract.read(find(name))) for name in available()}

    assert complaints
    assert {name: found for name, found in complaints.items() if found} == {}


def test_the_extensions_are_those_that_the_readme_of_the_contracts_lists():
    readme = (folder() / "README.md").read_text()

    assert set(re.findall(r"(?<![\w-])x-[a-z][a-z-]*", readme)) == EXTENSIONS


def test_a_key_of_plain_data_and_a_name_are_no_extensions():
    document = parsed(
        """
        x-when: {x-a: 1}
        properties: {x-b: {default: {x-c: 1}}}
        examples: {x-d: {value: {x-e: 1}}}
        """
    )

    assert list(unknown_extensions(document)) == []


def test_several_mistakes_are_all_told(contract):
    text = contract.document.path.read_text().replace("x-volatile", "x-volatil").replace("unknown.id", "unknwon.id")

    complaints = lint(Contract.of(YamlDocument.parse(text, Path("vendor.yaml"))))

    assert len([each for each in complaints if "x-volatil;" in each]) > 1
    assert any("unknwon.id is no cause" in each for each in complaints)


def test_the_contracts_are_found_by_name_and_by_path():
    name = available()[0]

    assert find(name) == folder() / f"{name}.yaml"
    assert find(str(folder() / f"{name}.yaml")) == folder() / f"{name}.yaml"


def test_an_unknown_contract_is_answered_with_those_there_are():
    with pytest.raises(ContractError, match="there is no contract 'nobody'; there are: "):
        find("nobody")


def test_a_pointer_has_its_line():
    document = parsed(
        """
        a:
          b: [1, 2]
          c: {d: "x"}
        """
    )

    assert [
        document.line(pointer) for pointer in ((), ("a",), ("a", "b", "1"), ("a", "c", "d"), ("a", "c", "d", "e"))
    ] == [1, 1, 2, 3, 3]


def test_dates_stay_text_and_numbers_do_not():
    assert parsed("{a: 2025-01-01, b: 7, c: 1.5, d: yes, e: ~}").value == {
        "a": "2025-01-01",
        "b": 7,
        "c": 1.5,
        "d": True,
        "e": None,
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1}", "vendor.yaml:1: is not YAML"),
        ("", "vendor.yaml:1: is empty"),
        ("a: 1\nb: 2\na: 3\n", "vendor.yaml:3: the key 'a' stands here twice"),
        ("x: &x {a: 1}\ny:\n  <<: *x\n", "vendor.yaml:3: a key must be a plain string"),
        ("a: \x07", "vendor.yaml:1: is not YAML"),
    ],
)
def test_a_document_that_cannot_be_read_says_where(text, message):
    with pytest.raises(ContractError) as mistake:
        YamlDocument.parse(text, Path("vendor.yaml"))

    assert str(mistake.value).startswith(message)


def test_a_file_that_is_not_there_says_so():
    with pytest.raises(ContractError, match=r"nowhere\.yaml:1: cannot be read"):
        YamlDocument.read(Path("nowhere.yaml"))


def test_a_reference_is_followed_and_its_siblings_lie_over_it():
    root = root_of(
        """
        here: {$ref: "#/there", x-basis: inferred}
        there:
          x-basis: documented
          x-cite: "the words"
          inner: {type: "string"}
        """
    )
    here = root.child("here")

    assert here is not None
    inner = here.dig("inner")
    assert inner is not None
    assert (inner.basis(), inner.cite(), inner.clause("it").line) == (Basis.INFERRED, "the words", 5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a: {$ref: "#/b"}', "vendor.yaml:1: #/b names nothing"),
        ('a: {$ref: "other.yaml"}', "vendor.yaml:1: 'other.yaml' is not a reference into this document"),
        ('a: {$ref: "#/b"}\nb: {$ref: "#/a"}', "leads back to itself"),
    ],
)
def test_a_reference_that_leads_nowhere_says_where(text, message):
    with pytest.raises(ContractError) as mistake:
        root_of(text).child("a")

    assert message in str(mistake.value)


def test_a_keyword_may_be_known_otherwise_than_its_node():
    node = root_of(
        """
        x-basis: {type: documented, pattern: assumed}
        x-cite: "text"
        properties: {a: {type: "string"}}
        """
    )

    inner = node.dig("properties", "a")
    assert inner is not None
    assert [node.basis("type"), node.basis("pattern"), node.basis("maxLength"), node.basis(), inner.basis()] == [
        Basis.DOCUMENTED,
        Basis.ASSUMED,
        Basis.DOCUMENTED,
        Basis.DOCUMENTED,
        Basis.DOCUMENTED,
    ]


def test_a_basis_that_is_none_says_where():
    with pytest.raises(ContractError, match=r"vendor\.yaml:1: x-basis is not one of documented, .*: 'known'"):
        root_of("x-basis: known").basis()


def test_a_pointer_into_json_is_followed():
    assert point({"a": [{"b/c": 1}]}, "#/a/0/b~1c") == 1
    with pytest.raises(KeyError):
        point({"a": []}, "/a/0")


OPERATION = """
info: {title: "v"}
paths:
  /a:
    get:
      operationId: "a"
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "is not an OpenAPI document"),
        ("info: {}\npaths: {/a: {get: {}}}", "vendor.yaml:2: GET /a has no operationId"),
        (OPERATION + '  /b: {get: {operationId: "a"}}', "the operationId a is taken"),
        (OPERATION + "      responses: {default: {}}", "a response needs a plain status, not 'default'"),
        (OPERATION + "      parameters: [{name: c, in: cookie}]", "a parameter needs a name, and `in: path`"),
        (OPERATION + "      security: [{key: []}]", "the security scheme key is not declared"),
        (
            OPERATION + "      security: [{key: []}]\ncomponents: {securitySchemes: {key: {type: apiKey, in: query}}}",
            "vendor.yaml:8: the security scheme key is neither `http` nor an `apiKey` in a header",
        ),
    ],
)
def test_a_contract_that_makes_no_sense_says_where(text, message):
    with pytest.raises(ContractError) as mistake:
        Contract.of(YamlDocument.parse(text, Path("vendor.yaml")))

    assert message in str(mistake.value)


def test_a_parameter_that_may_be_anything_says_where():
    made = Contract.of(YamlDocument.parse(OPERATION + "      parameters: [{name: c, in: query}]", Path("vendor.yaml")))

    (parameter,) = made.operations[0].parameters
    with pytest.raises(ContractError, match=r"vendor\.yaml:7: the parameter c has no schema"):
        _ = parameter.schema


def test_a_request_meets_its_operation(contract):
    met = [
        contract.route(*asked)
        for asked in (
            ("GET", "/lines"),
            ("DELETE", "/lines/7"),
            ("DELETE", "/lines/"),
            ("GET", "/lines/7"),
            ("POST", "/"),
        )
    ]

    assert [operation and operation.id for operation in met] == ["list_lines", "delete_line", "delete_line", None, None]


def test_cases_are_the_same_every_time(contract):
    ids = [case.id for case in derive_cases(contract)]

    assert ids == [case.id for case in derive_cases(Contract.read(contract.document.path))]
    assert len(ids) == len(set(ids)) > 80


def test_an_id_does_not_hang_on_the_line(contract):
    text = contract.document.path.read_text()
    moved = Contract.of(YamlDocument.parse("# a comment\n" + text, contract.document.path))

    assert {each.id for each in derive_cases(moved)} == {each.id for each in derive_cases(contract)}


def test_the_most_telling_for_the_least_risk_comes_first(contract):
    first = derive_cases(contract)[:15]

    assert {each.kind for each in first} >= {"minimal", "auth", "required"}
    assert {each.risk.value for each in first} == {"read", "surely rejected"}


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
        "which is not played before",
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
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_breaks_the_conventions_is_complained_of(contract, what):
    old, new, message = BROKEN[what]
    text = contract.document.path.read_text()
    assert old in text

    complaints = lint(Contract.of(YamlDocument.parse(text.replace(old, new), Path("vendor.yaml"))))

    assert any(message in complaint for complaint in complaints), complaints
    assert all(complaint.startswith("vendor.yaml:") for complaint in complaints)
