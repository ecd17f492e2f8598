"""The shell completes commands, options and names, once it was told to."""

from __future__ import annotations

import os
import subprocess

import pytest
from serving import PATH

COMPLETE = """
source ~/.bashrc
COMP_WORDS=({words}) COMP_CWORD={last}
$(complete -p emulators | sed 's/.*-F \\([^ ]*\\).*/\\1/') emulators
echo "${{COMPREPLY[@]}}"
"""


@pytest.fixture(scope="module")
def bash(tmp_path_factory):
    """Runs a script of bash, at home in a folder where the completion was installed."""
    home = str(tmp_path_factory.mktemp("home"))

    def run(script: str) -> str:
        shell = subprocess.run(
            ["bash", "--norc", "-c", script],
            env={**os.environ, "HOME": home, "PATH": PATH, "SHELL": "/bin/bash"},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return shell.stdout.strip()

    run("emulators --install-completion; true")
    return run


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("ser", "serve"), ("serve --ho", "--host"), ("serve bu", "butter"), ("env te", "telnyx"), ("list twi", "twilio")],
)
def test_bash_completes_commands_options_and_names(bash, typed, offered) -> None:
    assert bash(COMPLETE.format(words=f"emulators {typed}", last=len(typed.split()))) == offered
