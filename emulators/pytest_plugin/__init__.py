"""A pytest plugin with fixtures for tests that call a vendor or a carrier.

pytest imports this module at every start, before coverage measures anything, so everything else is imported only where
a fixture or an option needs it.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from emulators.core.options import Options
    from emulators.pytest_plugin.host import Host
    from emulators.pytest_plugin.namespace import Emulators
    from emulators.pytest_plugin.real_hosts import RealHosts
    from emulators.pytest_plugin.shared_server import SharedServer
    from emulators.pytest_plugin.summary import Summary

USED: pytest.StashKey[Emulators] = pytest.StashKey()
SHARED: pytest.StashKey[SharedServer] = pytest.StashKey()
SUMMARY: pytest.StashKey[Summary] = pytest.StashKey()
BLOCKED: pytest.StashKey[RealHosts] = pytest.StashKey()
BUNDLES: pytest.StashKey[Path] = pytest.StashKey()

MARKER = "emulators(seed, now, profile, settings): how the namespace of this test begins"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declares the command line's options and the ini option `emulators_env`."""
    group = parser.getgroup("emulators", "emulators of voice-AI vendors and of telephone companies")
    group.addoption(
        "--emulators-block-real",
        action="store_true",
        help="Refuse every request that would leave for the host of a real vendor or carrier.",
    )
    group.addoption(
        "--emulators-report",
        action="store_true",
        help="Summarize requests, and the documented errors that were met and those that never were. -v does so, too.",
    )
    group.addoption(
        "--emulators-bundles",
        metavar="DIR",
        help="Write the requests of each test that fails there, for `emulators replay`; a temporary folder otherwise.",
    )
    parser.addini(
        "emulators_env",
        "Environment variables that hold a base URL while a test uses the emulators, a line each: NAME=emulator",
        type="linelist",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker and a fixture for each emulator, and begins what the options ask for."""
    config.addinivalue_line("markers", MARKER)
    config.pluginmanager.register(_fixture_of_each(), "emulators-by-name")
    if config.getoption("emulators_block_real"):
        from emulators.pytest_plugin.real_hosts import RealHosts

        config.stash[BLOCKED] = RealHosts()
    if _is_reported(config):
        from emulators.pytest_plugin.summary import Summary

        config.stash[SUMMARY] = Summary()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the shared server and the refusal of real hosts."""
    if SHARED in config.stash:
        config.stash[SHARED].close()
    if BLOCKED in config.stash:
        config.stash[BLOCKED].stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Checks every marker `emulators` before the first test runs.

    Raises:
        pytest.UsageError: a marker describes no namespace.
    """
    for item in items:
        if item.get_closest_marker("emulators"):
            from emulators.pytest_plugin.marker import beginning

            beginning(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds the requests of a failed test's namespace to its report."""
    report = yield
    if report.failed and USED in item.stash:
        from emulators.pytest_plugin.explanation import section

        used = item.stash[USED]
        report.sections.append((f"emulators: namespace {used.namespace}", section(used)))
        written = _write_bundle(item, used) if report.when == "call" else ""
        if written:
            report.sections.append(("emulators: bundle", written))
    return report


def _write_bundle(item: pytest.Item, used: Emulators) -> str:
    """Writes the requests of a test that failed to a bundle, and returns what to do with it; an empty text where there are none."""
    from emulators.pytest_plugin.failure_bundle import bundle_folder, write_bundle

    stash = item.config.stash
    if BUNDLES not in stash:
        stash[BUNDLES] = bundle_folder(item.config.getoption("emulators_bundles"))
    return write_bundle(used, stash[BUNDLES], item.nodeid)


# Of pytest-xdist: the server is in the process that controls the workers, and starts when one of them first asks.


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Gives a worker of pytest-xdist on this machine the URL of the shared server."""
    if node.gateway.spec.popen:
        from emulators.pytest_plugin.shared_server import SharedServer

        stash = node.config.stash
        node.workerinput["emulators_server"] = stash.setdefault(SHARED, SharedServer()).url


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Adds what a worker of pytest-xdist counted to the summary."""
    if SUMMARY in node.config.stash:
        node.config.stash[SUMMARY].add(getattr(node, "workeroutput", {}).get("emulators", {}))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Sends what this worker counted to the process that controls it."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None and SUMMARY in session.config.stash:
        output["emulators"] = session.config.stash[SUMMARY].to_json()


def _is_reported(config: pytest.Config) -> bool:
    """Returns whether a summary was asked for. (It takes some milliseconds for each test: its requests are tried again.)"""
    return bool(config.getoption("emulators_report")) or config.get_verbosity() > 0


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the summary of requests."""
    summary = config.stash.get(SUMMARY, None)
    if summary:
        terminalreporter.section("emulators")
        for line in summary.lines():
            terminalreporter.line(line)


# Fixtures


@pytest.fixture(scope="session")
def emulators_options() -> Options | dict[str, Any]:
    """Returns the options with which every namespace begins; override it to return `Options`, or a dictionary of their
    names and values."""
    return {}


@pytest.fixture(scope="session")
def _emulators_host(emulators_options: Options | dict[str, Any], pytestconfig: pytest.Config) -> Iterator[Host]:
    """Yields the emulators: in this process or, in a worker of pytest-xdist, those of the process that controls it."""
    from emulators.pytest_plugin.host import Local, RemoteHost
    from emulators.pytest_plugin.marker import options

    try:
        given = options(emulators_options)
    except pytest.UsageError as error:
        pytest.fail(str(error), pytrace=False)
    shared = (
        "" if given.data or given.carriers else getattr(pytestconfig, "workerinput", {}).get("emulators_server", "")
    )
    with contextlib.closing(RemoteHost(shared, given) if shared else Local(given)) as host:
        yield host


@pytest.fixture(scope="session")
def emulators_server(_emulators_host: Host) -> str:
    """Returns the base URL of one server for the whole session, on a free port of loopback, which workers of
    pytest-xdist share."""
    return _emulators_host.url


@pytest.fixture
def emulators(request: pytest.FixtureRequest, _emulators_host: Host) -> Iterator[Emulators]:
    """Yields every emulator in a namespace of this test's own, which is deleted when the test ends."""
    from emulators.pytest_plugin.marker import beginning
    from emulators.pytest_plugin.namespace import Emulators

    used = request.node.stash[USED] = Emulators.begin(_emulators_host, beginning(request.node))
    variables = request.config.getini("emulators_env")
    if variables:
        used.set_environment(variables, request.getfixturevalue("monkeypatch"))
    try:
        yield used
    finally:
        if SUMMARY in request.config.stash:
            requests = used.requests
            request.config.stash[SUMMARY].count(requests)
            if requests and _is_reported(request.config):
                request.config.stash[SUMMARY].remark(used.control("GET", "/report")["remarks"])
        used.end()


@pytest.fixture
def emulators_url(emulators: Emulators) -> str:
    """Returns the base URL of a namespace that no other test uses: `{emulators_url}/chorus/v1/phone-numbers`."""
    return emulators.url()


def _fixture_of_each() -> object:
    """Returns a plugin with a fixture for every emulator, called by its name. No emulator is imported for that."""
    from emulators.core.families import names

    fixtures = {name: pytest.fixture(name=name)(_fixture(name)) for name in names()}
    return type("EmulatorFixtures", (), fixtures)()


def _fixture(name: str) -> Any:
    def fixture(_self: object, emulators: Emulators) -> Any:
        return emulators[name]

    fixture.__doc__ = f"The emulator {name} in this test's namespace."
    return fixture
