import asyncio
from functools import partial

import pytest
import sample_vendor
from asgi import Client
from control_plane import ADMIN, add

from emulators.control import control_plane
from emulators.core import namespaces
from emulators.core.namespaces import Namespaces
from emulators.core.options import Options
from emulators.server import Server


def test_namespaces_are_listed_and_deleted_but_never_the_default(client) -> None:
    for space in ("", "/~a", "/~b"):
        add(client, prefix=space)

    assert client.get("/__admin/namespaces").json() == {"namespaces": ["a", "b", "default"]}
    assert client.request("DELETE", "/__admin/namespaces/a").json() == {"deleted": ["a"]}
    assert client.request("DELETE", "/__admin/namespaces").json() == {"deleted": ["b"]}
    assert client.get("/__admin/namespaces").json() == {"namespaces": ["default"]}


def test_a_new_namespace_comes_with_where_it_is_and_how_to_get_in(client) -> None:
    made = client.post("/__admin/namespaces", {"seed": 7}).json()

    assert made["base_url"] == f"http://127.0.0.1:8080/~{made['namespace']}"
    assert made["emulators"]["acme"]["base_url"] == f"{made['base_url']}/acme/v1"
    assert client.get(f"/~{made['namespace']}/acme/v1/numbers", headers=ADMIN).status == 200


def test_a_fork_has_what_the_other_has(client) -> None:
    add(client)
    client.post("/__admin/namespaces", {"fork": "default", "name": "b"})
    add(client, "+2", prefix="/~b")

    assert [client.get(f"{space}/__admin/state").json()["acme"]["acme_numbers"] for space in ("", "/~b")] == [2, 3]


def test_the_default_namespace_is_there_before_anybody_used_it(client) -> None:
    listed = client.get("/__admin/namespaces").json()
    taken, forked = (client.post("/__admin/namespaces", {key: "default"}) for key in ("name", "fork"))

    assert (taken.status, taken.json()) == (409, {"error": "there is a namespace 'default' already"})
    assert (listed, forked.status) == ({"namespaces": ["default"]}, 201)


def test_where_there_is_room_for_no_other_namespace_the_answer_is_503_and_says_what_to_do(client, monkeypatch) -> None:
    client.get("/__admin/health")
    monkeypatch.setattr(namespaces, "MAX_NAMESPACES", 1)

    refused = [client.post("/__admin/namespaces"), client.get("/~b/__admin/health"), client.get("/~b/acme/v1/plain")]

    assert {(answer.status, answer.json()["error"].partition(":")[0]) for answer in refused} == {
        (503, "1 namespaces is all that there may be; delete some")
    }


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/acme/v1/numbers", {"number": "+1"}),
        ("PUT", "/__admin/settings", {"acme": {"created_status": 201}}),
        ("POST", "/__admin/calls", {"to": "+15550100"}),
    ],
    ids=["vendor", "settings", "calls"],
)
def test_a_namespace_that_is_deleted_while_a_body_arrives_is_made_anew(client, method, path, body) -> None:
    client.headers |= ADMIN
    delete = partial(client.app.namespaces.delete, "a")

    status = client.interrupted(method, f"/~a{path}", body, delete)

    assert (status < 500, client.app.namespaces.names()) == (True, ["a"])


HEADERS = {"host": "127.0.0.1:8080", "content-type": "application/json", "authorization": "Bearer admin"}


def test_a_namespace_that_is_deleted_while_many_ask_it_gives_no_fault() -> None:
    every = Namespaces((sample_vendor.emulator,), Options(carriers={"somebody": "http://127.0.0.1:9"}))
    client = Client(Server(every, (sample_vendor.emulator,), control_plane(every, (sample_vendor.emulator,))))

    async def status(method: str, path: str, body: bytes = b"") -> int:
        return (await client._request(method, path, body, dict(HEADERS), 1)).status

    async def together() -> list[int]:
        creates = [status("POST", "/~a/acme/v1/numbers", b'{"number": "+2%d"}' % each) for each in range(30)]
        resets = [status("POST", "/~a/__admin/reset") for _ in range(3)]
        deletions = [status("DELETE", "/__admin/namespaces/a") for _ in range(3)]
        return await asyncio.gather(
            *creates[:10], deletions[0], *resets, *creates[10:20], *deletions[1:], *creates[20:]
        )

    statuses = asyncio.run(together())
    every.close()

    assert (statuses[:10], [each for each in statuses if each >= 500]) == ([201] * 10, [])
