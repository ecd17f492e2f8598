from control_plane import add

from emulators.control.snapshot import SQLITE


def test_a_snapshot_brings_a_namespace_back(client) -> None:
    add(client)
    taken = client.get("/__admin/snapshot")
    add(client, "+2")

    restored = client.request("PUT", "/~b/__admin/snapshot", taken.body, headers={"Content-Type": SQLITE})

    assert (taken.headers["content-type"], restored.json()) == (SQLITE, {"restored": "b"})
    assert client.get("/~b/__admin/state").json() == {"acme": {"acme_numbers": 2}}


def test_what_is_no_snapshot_is_refused(client) -> None:
    refused = client.request("PUT", "/__admin/snapshot", b"mine", headers={"Content-Type": SQLITE})

    assert (refused.status, refused.json()["error"].partition(",")[0]) == (400, "this is no snapshot")
