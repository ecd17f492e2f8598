from control_plane import ADMIN


def test_a_changed_setting_changes_the_answers_of_its_namespace_only(client) -> None:
    client.request("PUT", "/~a/__admin/settings", {"acme": {"created_status": 200}})

    assert [
        client.post(f"{space}/acme/v1/numbers", {"number": "+1"}, headers=ADMIN).status for space in ("/~a", "")
    ] == [200, 201]
