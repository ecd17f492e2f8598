import pytest

from emulators.core.inbound_call import failed, requested


@pytest.mark.parametrize(
    ("url", "params", "expected"),
    [
        pytest.param("http://127.0.0.1:9000", {}, "http://127.0.0.1:9000/", id="no_path"),
        pytest.param("http://127.0.0.1/a?b=1", {}, "http://127.0.0.1/a?b=1", id="nothing_to_do"),
        pytest.param("http://127.0.0.1/a#rc=2", {}, "http://127.0.0.1/a", id="fragment"),
        pytest.param("http://127.0.0.1/a", {"To": "+1 2"}, "http://127.0.0.1/a?To=%2B1+2", id="parameters"),
        pytest.param("http://127.0.0.1/a?b=1", {"c": "2"}, "http://127.0.0.1/a?b=1&c=2", id="more_parameters"),
    ],
)
def test_a_url_is_written_as_its_receiver_sees_it(url, params, expected) -> None:
    assert requested(url, params) == expected


@pytest.mark.parametrize(("status", "expected"), [(0, True), (199, True), (200, False), (299, False), (300, True)])
def test_an_attempt_failed_unless_it_was_answered_with_a_2xx(status, expected) -> None:
    assert failed(status) is expected
