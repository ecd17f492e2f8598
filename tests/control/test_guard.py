import pytest
from control_plane import add


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:8080"},
        {"Host": "[::1"},
        {"Host": "[::1].evil.example"},
        {"Host": "evil@127.0.0.1"},
        {"Host": "127.0.0.1#.evil.example"},
        {"Host": "127.0.0.1/.evil.example"},
        {"Host": None},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_a_foreign_site_gets_nothing_and_changes_nothing(client, headers) -> None:
    add(client)

    answer = client.post("/__admin/reset", headers=headers)

    assert (answer.status, list(answer.json())) == (403, ["error"])
    assert client.get("/__admin/state").json() == {"acme": {"acme_numbers": 2}}


@pytest.mark.parametrize(
    "headers",
    [{"Host": "localhost:1"}, {"Host": "[::1]:8080"}, {"Host": "CI.internal"}, {"Origin": "http://127.0.0.1:8080"}],
    ids=str,
)
def test_the_own_site_is_let_in(client, headers) -> None:
    assert client.get("/__admin/health", headers=headers).status == 200


def test_every_answer_says_that_it_is_the_control_planes(client) -> None:
    answers = [
        client.get("/__admin/health"),
        client.get("/__admin/nothing"),
        client.get("/__admin/health", headers={"Host": "x"}),
    ]

    assert [(each.status, each.headers["emulators-control-plane"]) for each in answers] == [
        (200, "1"),
        (404, "1"),
        (403, "1"),
    ]
