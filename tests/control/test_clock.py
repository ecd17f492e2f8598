from control_plane import add


def test_the_clock_of_a_namespace_is_set_moved_and_as_it_was_again(client) -> None:
    def clock(method: str, body: object = None) -> tuple[str, bool]:
        shown = client.request(method, "/~a/__admin/clock", body).json()
        return shown["now"], shown["frozen"]

    shown = [
        clock("GET"),
        clock("PUT", {"now": "2024-02-01T00:00:00Z"}),
        clock("PUT", {"advance": 1.5}),
        clock("DELETE"),
    ]

    assert shown == [
        ("2024-01-15T10:30:00.000+00:00", True),
        ("2024-02-01T00:00:00.000+00:00", True),
        ("2024-02-01T00:00:01.500+00:00", True),
        ("2024-01-15T10:30:00.000+00:00", True),
    ]
    assert client.request("PUT", "/~a/__admin/clock", {"frozen": False}).json()["frozen"] is False


def test_what_is_made_has_the_time_of_the_clock(client) -> None:
    client.request("PUT", "/__admin/clock", {"advance": 3_600})
    add(client)

    assert client.get("/__admin/state/acme/numbers?offset=1").json()[0]["at"] == "2024-01-15T11:30:00Z"
