import pytest
from control_plane import ADMIN, add

FILTERS = [
    ("", [1, 2, 3, 4]),
    ("vendor=acme", [1, 2, 3, 4]),
    ("operation=create", [1, 3]),
    ("operation=acme.create", [1, 3]),
    ("operation=acme.remove", []),
    ("status=409", [3]),
    ("status=4xx", [3, 4]),
    ("number=%2B15550100001", [1, 2]),
    ("number=15550100001", [1, 2]),
    ("number=1555010000", []),
    ("since=2", [3, 4]),
    ("since=2024-01-15T10:30:00Z", [1, 2, 3, 4]),
    ("since=2024-01-15T10:31:00Z", []),
    ("trace=default-2", [2]),
    ("status=4xx&operation=create", [3]),
    ("status=2xx&limit=1", [2]),
]


@pytest.mark.parametrize(("query", "numbers"), FILTERS, ids=[query for query, _ in FILTERS])
def test_only_the_requests_that_are_meant_are_listed(client, query, numbers) -> None:
    add(client, "+15550100001")
    client.get("/acme/v1/numbers?number=%2B15550100001", headers=ADMIN)
    client.post("/acme/v1/numbers", {"number": "+10"}, headers=ADMIN)
    client.get("/acme/v1/nothing")

    listed = client.get(f"/__admin/requests?{query}").json()

    assert ([each["number"] for each in listed["requests"]], listed["count"]) == (numbers, 4)


WRONG = [
    ("vender=acme", "requests are not filtered by 'vender'; did you mean 'vendor'?"),
    ("vendor=acm", "no emulator 'acm' here; did you mean 'acme'?"),
    ("operation=creat", "no operation 'creat' here; did you mean 'create'?"),
    ("operation=acm.create", "no operation 'acm.create' here; did you mean 'acme.create'?"),
    ("status=600", "status is one such as 409, or a class such as 4xx, not '600'"),
    ("number=mine", "number is a telephone number such as +15551234567, not 'mine'"),
    ("since=soon", "since takes the number of a request, or an ISO 8601 time such as 2024-01-15T10:30:00Z, not 'soon'"),
    ("trace=other-1", "'other-1' is no trace of default, such as default-1"),
]


@pytest.mark.parametrize(("query", "words"), WRONG, ids=[query for query, _ in WRONG])
def test_a_filter_that_there_is_not_is_refused_with_the_nearest_name(client, query, words) -> None:
    refused = client.get(f"/__admin/requests?{query}")

    assert (refused.status, refused.json()) == (400, {"error": words})
