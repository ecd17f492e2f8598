"""What the repository says of itself is there: links lead somewhere, and commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from serving import CHECKOUT

FOLDERS = (".", ".github", "contracts", "emulators/**", "fixtures")
DOCUMENTS = sorted(document for folder in FOLDERS for document in CHECKOUT.glob(f"{folder}/*.md"))
TARGETS = set(re.findall(r"^([a-z-]+):.* ## ", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))


def relative(document: Path) -> str:
    return str(document.relative_to(CHECKOUT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_link_inside_the_repository_leads_to_a_file(document) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_target_of_make_that_is_named_exists(document) -> None:
    named = re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", document.read_text(), re.MULTILINE)

    assert {first or second for first, second in named} <= TARGETS


def test_what_runs_before_a_commit_is_make_lint() -> None:
    (repository,) = yaml.safe_load((CHECKOUT / ".pre-commit-config.yaml").read_text())["repos"]

    assert [hook["entry"] for hook in repository["hooks"]] == ["make lint"]


def test_continuous_integration_runs_what_ci_run_does() -> None:
    (job,) = yaml.safe_load((CHECKOUT / ".github/workflows/check.yml").read_text())["jobs"].values()

    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
