from control_plane import add


def test_a_reset_touches_only_its_own_namespace(client) -> None:
    add(client)
    add(client, prefix="/~other")

    client.post("/~other/__admin/reset")

    assert client.get("/__admin/state").json() == {"acme": {"acme_numbers": 2}}
    assert client.get("/~other/__admin/state").json() == {"acme": {"acme_numbers": 1}}
