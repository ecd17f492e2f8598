import pytest
from control_plane import ADMIN, add


def test_the_latest_requests_come_oldest_first(client) -> None:
    for number in ("+1", "+2", "+3"):
        add(client, number)

    listed = client.get("/__admin/requests?limit=2").json()

    assert ([each["number"] for each in listed["requests"]], listed["count"], listed["dropped"]) == ([2, 3], 3, 0)


@pytest.mark.parametrize("name", ["a", "1", "a-1", "1-1", "a--1", "a_"])
def test_a_trace_names_one_request_of_one_namespace(client, name) -> None:
    spaces = {"a", "1", "a-1", "1-1", "a--1", "a_"}
    traces = {
        space: client.get(f"/~{space}/acme/v1/plain", headers=ADMIN).headers["emulator-trace"] for space in spaces
    }

    found = {space for space, trace in traces.items() if client.get(f"/~{name}/__admin/requests/{trace}").status == 200}

    assert (found, len(set(traces.values()))) == ({name}, len(spaces))
