import sample_vendor
from asgi import Client
from control_plane import ADMIN

from emulators.control import control_plane
from emulators.core.namespaces import Namespaces
from emulators.server import Server


def test_the_world_tells_how_to_get_in(client) -> None:
    world = client.get("/~ci/__admin/world").json()

    assert world["namespace"] == "ci"
    assert world["emulators"]["acme"]["base_url"] == "http://127.0.0.1:8080/~ci/acme/v1"
    assert world["emulators"]["acme"]["credentials"] == [{"headers": ADMIN, "note": ""}]


def test_a_single_emulator_is_found_at_the_root() -> None:
    every = Namespaces((sample_vendor.emulator,))
    client = Client(
        Server(every, (sample_vendor.emulator,), control_plane(every, (sample_vendor.emulator,), root=True), root=True)
    )

    assert client.get("/__admin/world").json()["emulators"]["acme"]["base_url"] == "http://127.0.0.1:8080/v1"
    assert client.get("/~x/v1/numbers", headers=ADMIN).status == 200
    every.close()
