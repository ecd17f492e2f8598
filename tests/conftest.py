"""The project's own fixtures, on top of those it offers to others."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes tells how busy the machine is, and nothing about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Runs a test that is marked `unmeasured` without the tracer of coverage, with which it takes three times as long.
    (pytest-cov's own `no_cover` does nothing in the workers of pytest-xdist.)"""
    tracers = sys.gettrace(), threading.gettrace()
    if item.get_closest_marker("unmeasured"):
        sys.settrace(None)
        threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracers[0])
        threading.settrace(tracers[1])


@pytest.fixture(scope="session", autouse=True)
def _no_job_of_github():
    """Where the tests run as a job of GitHub Actions, the runs in them write no annotations and no summary of it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def served(emulators_server) -> str:
    """The base URL of a server with everything mounted."""
    return emulators_server


@pytest.fixture
def space(emulators_url) -> str:
    """The name of a namespace that no other test uses."""
    return emulators_url.rpartition("~")[2]


@pytest.fixture(scope="session")
def worlds():
    """Namespaces to play examples in, by profile. Imported late, since coverage measures only what is imported after it."""
    import examples  # noqa: PLC0415

    with examples.worlds() as made:
        yield made


@pytest.fixture
def install(monkeypatch, tmp_path):
    """Puts packages with an entry point each on the path, as an installer does. Returns where they are."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(packages: dict[str, str], group: str = "emulators.vendors", more: str = "") -> Path:
        for name, source in packages.items():
            (tmp_path / f"{name}_package").mkdir()
            (tmp_path / f"{name}_package/__init__.py").write_text(source)
        about = tmp_path / "others-1.dist-info"
        about.mkdir()
        about.joinpath("METADATA").write_text("Name: others\nVersion: 1\n")
        lines = [f"{name} = {name}_package" for name in packages]
        about.joinpath("entry_points.txt").write_text("\n".join([f"[{group}]", *lines, more]))
        return tmp_path

    yield install
    for name in [name for name in sys.modules if name.endswith("_package")]:
        del sys.modules[name]
