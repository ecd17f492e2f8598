import pytest
from asgi import Client
from control_plane import add

from emulators.control.guard import is_loopback
from emulators.server import assemble


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


@pytest.fixture
def guarded():
    """A client of a server whose control plane wants a token."""
    server = assemble(admin_token="s3cret")
    yield Client(server)
    server.namespaces.close()


@pytest.mark.parametrize(
    "given", [None, "", "s3cret", "Bearer", "Bearer other", "Bearer s3cret ", "Basic s3cret", "Bearer é"]
)
def test_without_its_token_the_control_plane_tells_nothing(guarded, given) -> None:
    refused = guarded.get("/__admin/world", headers={"Authorization": given})

    assert (refused.status, list(refused.json()), refused.headers["www-authenticate"]) == (401, ["error"], "Bearer")


def test_with_its_token_the_control_plane_answers(guarded) -> None:
    assert guarded.get("/__admin/world", headers={"Authorization": "Bearer s3cret"}).status == 200


def test_a_token_of_the_control_plane_is_none_of_the_emulators(guarded) -> None:
    assert guarded.get("/hamsa/v1/voice-agents/phone-number/list").json() != guarded.get("/__admin/world").json()


def test_there_may_be_no_control_plane() -> None:
    server = assemble(admin=False)

    answer = Client(server).get("/__admin/world")
    server.namespaces.close()

    assert answer.status == 404


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.2", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("", False),
        ("a.b", False),
    ],
)
def test_loopback_is_this_machine_only(host, expected) -> None:
    assert is_loopback(host) is expected
