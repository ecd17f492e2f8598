from control_plane import add


def test_state_shows_rows_without_their_secrets(client) -> None:
    add(client)

    assert client.get("/__admin/state/acme/numbers?offset=1").json() == [
        {
            "id": client.get("/__admin/requests/1").json()["response"]["ok"]["id"],
            "number": "+1",
            "secret": "***",
            "at": "2024-01-15T10:30:00Z",
        }
    ]
