def test_a_database_that_cannot_be_used_is_told_like_any_error(client) -> None:
    client.app.namespaces.get("default").store.connection.execute("DROP TABLE acme_numbers")

    answer = client.get("/__admin/state")

    assert (answer.status, answer.json()["error"]) == (
        500,
        "the database of this namespace says: no such table: acme_numbers",
    )


def test_an_unlisted_method_is_told_the_listed_ones(client) -> None:
    answer = client.post("/__admin/settings", {})

    assert (answer.status, answer.headers["allow"]) == (405, "GET, PUT")


def test_a_request_whose_sender_left_before_its_end_changes_nothing(client) -> None:
    client.leave("PUT", "/__admin/settings", {"acme": {"created_status": 200}})

    assert client.get("/__admin/settings").json()["acme"]["created_status"]["value"] == 201


def test_a_content_type_is_known_in_any_case(client) -> None:
    answer = client.request("PUT", "/__admin/settings", {}, headers={"Content-Type": "Application/JSON; charset=utf-8"})

    assert answer.status == 200


def test_a_form_cannot_change_settings(client) -> None:
    assert client.request("PUT", "/__admin/settings", b"a=b", headers={"Content-Type": "text/plain"}).status == 415


def test_an_unknown_path_points_to_the_known_ones(client) -> None:
    assert client.get("/__admin/nothing").json() == {"error": "nothing here; see /__admin"}
