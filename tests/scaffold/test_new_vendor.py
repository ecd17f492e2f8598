"""What `emulators new vendor` writes is in order at once: style, types, contract; and it holds, whatever the document was like."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import examples
import pytest
import yaml
from openapi_spec_validator import validate
from serving import CHECKOUT

from emulators.harness.client.target import Target
from emulators.harness.contract.contract import Contract
from emulators.harness.document.document import YamlDocument
from emulators.harness.execution.report import Verdict
from emulators.harness.execution.run import verify
from emulators.harness.lint import lint
from emulators.scaffold.plan.vendor import Vendor, plan
from emulators.scaffold.source.folder import contract_file, package_files, vendor_files
from emulators.scaffold.source_document import DEFAULT, read_source
from emulators.server import assemble

ODD = Path(__file__).with_name("odd.yaml")
DOCUMENTS = {"plain": DEFAULT, "odd": ODD}
NOTES = """\
GET /agents: the header X-Request-Id is not read
GET /agents: the parameter tags is not read: it is no text, integer or boolean
PUT /agents/{id}: its body may be left out there, and must be an object here
POST /agents/{agentId}/numbers, body.x-id: is not read: what begins with x- is an extension here
POST /agents/{agentId}/numbers, body.weight: multipleOf is not checked
POST /agents/{agentId}/numbers, body.when: the format date-time is not checked
POST /agents/{agentId}/numbers, body.tree.children[]: is nested in itself or too deep, and any value is taken
POST /agents/{agentId}/numbers, body.either: oneOf is not checked, and what any alternative has may be sent
POST /upload: is left out: it takes multipart/form-data, and only JSON is taken over
GET /export.csv: is left out: it answers text/csv, and only JSON is taken over
GET /{thing}: is left out: a parameter follows no word that says what it names
PUT /bulk: is left out: its body is no object
HEAD /ping: is left out: HEAD is answered without being declared, or not at all
"""


@pytest.fixture(scope="module", params=DOCUMENTS)
def vendor(request) -> Vendor:
    return plan(request.param, read_source(DOCUMENTS[request.param]), "the document")


@pytest.fixture(scope="module")
def project(vendor, tmp_path_factory) -> Path:
    """The vendor as a project of its own."""
    root = tmp_path_factory.mktemp(vendor.name)
    for name, text in package_files(vendor, f"{vendor.name}_emulator").items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize("command", [("ruff", "format", "--check"), ("ruff", "check")], ids=" ".join)
def test_the_style_is_the_linters(project, command) -> None:
    config = ["--config", str(CHECKOUT / "pyproject.toml")]
    done = subprocess.run([sys.executable, "-m", *command, *config, "."], cwd=project, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_the_types_hold_strictly(project, vendor) -> None:
    """Asked where the checkout is, so that what is known of its types already is used."""
    command = [sys.executable, "-m", "mypy", str(project / f"{vendor.name}_emulator")]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_the_contract_is_openapi_keeps_the_conventions_and_assumes_everything(vendor) -> None:
    text = contract_file(vendor)

    validate(yaml.safe_load(text))
    assert lint(Contract.of(YamlDocument.parse(text, Path("contract.yaml")))) == []
    assert set(_bases(yaml.safe_load(text))) == {"assumed"}


def _bases(node):
    if isinstance(node, dict):
        yield from (value for name, value in node.items() if name in ("x-basis", "basis"))
        for inner in node.values():
            yield from _bases(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _bases(inner)


@pytest.fixture
def server(vendor, project, monkeypatch):
    """A server that has the vendor, as if its project were installed."""
    about = project / f"{vendor.name}-1.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text(f"Name: {vendor.name}\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[emulators.vendors]\n{vendor.name} = {vendor.name}_emulator\n")
    monkeypatch.syspath_prepend(project)
    made = assemble()
    yield made
    made.namespaces.close()


def test_it_is_served_and_departs_from_no_clause_of_its_contract(vendor, server, project) -> None:
    emulator = import_module(f"{vendor.name}_emulator").emulator
    number = iter(range(10**6))

    def fresh() -> Target:
        url = f"http://127.0.0.1/~world-{next(number)}/{emulator.name}{emulator.base_path}"
        world = emulator.world
        return Target(
            "new", url, app=server, headers=world.credentials[0].headers, known=world.known, foreign=world.foreign,
            numbers="any", emulator=True, fresh=fresh,
        )  # fmt: skip

    report = verify(Contract.read(project / f"{vendor.name}_emulator/contract.yaml"), fresh())

    departures = [f"{each.clause.place} expected {each.expected}, got {each.got}" for each in report.findings]
    assert departures == []
    assert [outcome.reason for outcome in report.outcomes if outcome.reason] == []
    assert report.verdict is Verdict.HOLDS


def test_each_of_its_examples_is_answered_as_it_says(vendor, server, project, monkeypatch) -> None:
    monkeypatch.setattr(examples, "EMULATORS", server.namespaces.emulators)
    emulator = import_module(f"{vendor.name}_emulator").emulator
    listed = yaml.safe_load((project / f"{vendor.name}_emulator/examples.yaml").read_text())

    with examples.worlds() as worlds:
        steps = [step for example in listed for step in examples.play(worlds, emulator, example)]

    assert [step.answer for step in steps if step.answer["status"] != step.expected["status"]] == []
    assert len(steps) > 20


def test_what_is_not_taken_over_is_listed_and_told_in_the_readme() -> None:
    vendor = plan("odd", read_source(ODD), "the document")

    readme = vendor_files(vendor, "odd_emulator")["README.md"]

    assert "\n".join(vendor.notes) == NOTES.rstrip()
    assert [note for note in vendor.notes if f"* {note}" not in readme] == []


def test_what_is_made_twice_is_the_same() -> None:
    made = [package_files(plan("odd", read_source(ODD), "the document"), "odd_emulator") for _ in range(2)]

    assert made[0] == made[1]
