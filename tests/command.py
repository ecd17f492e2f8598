"""A command line of `emulators`, run in this process: there is no interpreter to start, and coverage sees what it does."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from emulators.cli import main


@dataclass(frozen=True)
class Done:
    """What a command that ended left behind, by the names of `subprocess.CompletedProcess`."""

    returncode: int
    stdout: str
    stderr: str


def emulators(*words: object, cwd: Path | None = None) -> Done:
    """Runs `emulators WORDS...` in a folder, this one where nothing is said."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd or Path.cwd()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        patch("sys.argv", ["emulators", *map(str, words)]),
    ):
        code = _exit_code()
    return Done(code, out.getvalue(), err.getvalue())


def _exit_code() -> int:
    try:
        main()
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 0
    return 0
