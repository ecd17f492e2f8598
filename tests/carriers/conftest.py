"""The carriers as a vendor asks them: in this process, and over HTTP at another server."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import pytest
from asgi import Client
from webhook_receiver import CALLER

from emulators.core.discovery import discover
from emulators.server import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from emulators.core.carrier import Carrier
    from emulators.server import Server

TELEPHONY = {each.name: (each.base_path, each.telephony) for each in discover() if each.telephony}

Tables = dict[str, list[dict[str, Any]]]


class Asked(NamedTuple):
    """One way of asking the carriers, and what their server's control plane tells of them."""

    carrier: Callable[[str], Carrier]
    state: Callable[[str], Tables]
    """Every row of a carrier, by table."""
    transaction: Callable[[], AbstractContextManager[None]]
    """What a vendor's request is wrapped in: where anything is raised inside, nothing is kept."""

    def rows(self, owner: str, table: str) -> list[dict[str, Any]]:
        return self.state(owner)[f"{owner}_{table}"]


@pytest.fixture(scope="session")
def assembled() -> Iterator[Server]:
    """A server of this process, for all tests that ask for `here`."""
    server = assemble()
    yield server
    server.namespaces.close()


@pytest.fixture
def here(assembled: Server) -> Iterator[Asked]:
    """The carriers of this process, where nothing has happened yet."""
    client = Client(assembled)
    namespace = assembled.namespaces.get("default")
    yield Asked(
        namespace.carriers.__getitem__,
        lambda owner: client.get(f"/__admin/state/{owner}").json(),
        namespace.store.transaction,
    )
    assembled.namespaces.delete("default")


@pytest.fixture(scope="session")
def elsewhere(served: str) -> str:
    """The base URL of another server's namespace, which is reset before every test that asks for `there`.

    Workers share one server, so each has a namespace of its own.
    """
    return f"{served}/~elsewhere-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture(scope="session")
def elsewhere_client(elsewhere: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=elsewhere, trust_env=False) as client:
        yield client


@pytest.fixture
def there(elsewhere: str, elsewhere_client: httpx.Client) -> Asked:
    """The carriers of another server, where nothing has happened yet."""
    elsewhere_client.post("/__admin/reset").raise_for_status()
    remotes = {name: telephony.remote(f"{elsewhere}/{name}{path}") for name, (path, telephony) in TELEPHONY.items()}
    return Asked(remotes.__getitem__, lambda owner: elsewhere_client.get(f"/__admin/state/{owner}").json(), nullcontext)


@pytest.fixture(params=["here", "there"])
def asked(request: pytest.FixtureRequest) -> Asked:
    """The carriers, asked in both ways."""
    found: Asked = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def root(served: str, space: str) -> str:
    """The base URL of a namespace that no other test uses."""
    return f"{served}/~{space}"


@pytest.fixture
def call(root: str) -> Callable[..., dict[str, Any]]:
    """Lets a call come in: what the only carrier that owns the number did."""

    def call(to: str, **more: object) -> dict[str, Any]:
        answer = httpx.post(f"{root}/__admin/calls", json={"to": to, "from": CALLER, **more}).raise_for_status()
        (made,) = answer.json()["calls"]
        return dict(made)

    return call
