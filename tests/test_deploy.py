"""The image, the compose file and the actions for CI: what other tools say of them, and that the image's files are enough."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
import yaml
from serving import BIN, CHECKOUT, free_port

DEPLOY = CHECKOUT / "fixtures/deploy"
ACTIONS = sorted((CHECKOUT / ".github/actions").glob("*/action.yml"))


def test_the_dockerfile_keeps_the_rules_of_dockerfiles() -> None:
    done = subprocess.run([BIN / "hadolint", DEPLOY / "Dockerfile"], capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.compose-spec", [DEPLOY / "compose.yaml"]),
        ("vendor.github-actions", ACTIONS),
        ("vendor.github-workflows", sorted((CHECKOUT / ".github/workflows").glob("*.yml"))),
    ],
    ids=["compose", "actions", "workflows"],
)
def test_what_runs_elsewhere_has_the_form_that_is_wanted_there(schema, files) -> None:
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, *files], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_files_of_the_image_are_all_that_it_needs(tmp_path) -> None:
    for line in (CHECKOUT / ".dockerignore").read_text().splitlines()[1:]:
        source = CHECKOUT / line.removeprefix("!")
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / source.name)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "made"], check=True)
    pip = [tmp_path / "made/bin/pip", "install", "--quiet", "--constraint", "constraints.txt", ".[livekit,telnyx]"]
    subprocess.run(pip, check=True, cwd=tmp_path)

    port = str(free_port())
    command = tmp_path / "made/bin/emulators"
    arguments = ["--host", "0.0.0.0", "--admin-token", "t", "--data", tmp_path / "data", "--port", port]
    served = subprocess.Popen([command, "serve", *arguments], stdout=subprocess.DEVNULL)
    waited = subprocess.run(
        [command, "wait", "--url", f"http://127.0.0.1:{port}", "--timeout", "20"],
        env={"EMULATORS_ADMIN_TOKEN": "t"},
    )
    served.terminate()
    served.wait(20)

    assert waited.returncode == 0


def test_the_healthcheck_and_the_entry_point_are_commands_that_there_are() -> None:
    words = [line for line in (DEPLOY / "Dockerfile").read_text().splitlines() if 'emulators", "' in line]

    assert [yaml.safe_load(line[line.index("[") :])[1] for line in words] == ["wait", "serve"]


def test_the_commands_of_the_actions_are_those_of_the_package() -> None:
    runs = [
        step["run"]
        for action in ACTIONS
        for step in yaml.safe_load(action.read_text())["runs"]["steps"]
        if "run" in step
    ]
    called = {word for run in runs for line in run.splitlines() for word in line.split('bin/emulators" ')[1:]}

    assert {each.split()[0] for each in called} == {"serve", "wait", "verify"}
