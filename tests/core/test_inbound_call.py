import pytest

from emulators.core.inbound_call import Delivery, DeliveryResult, failed, received_url, until_taken


@pytest.mark.parametrize(
    ("url", "params", "expected"),
    [
        pytest.param("http://127.0.0.1:9000", {}, "http://127.0.0.1:9000/", id="no_path"),
        pytest.param("http://127.0.0.1/a?b=1", {}, "http://127.0.0.1/a?b=1", id="nothing_to_do"),
        pytest.param("http://127.0.0.1/a#rc=2", {}, "http://127.0.0.1/a", id="fragment"),
        pytest.param("http://127.0.0.1/a", {"To": "+1 2"}, "http://127.0.0.1/a?To=%2B1+2", id="parameters"),
        pytest.param("http://127.0.0.1/a?b=1", {"c": "2"}, "http://127.0.0.1/a?b=1&c=2", id="more_parameters"),
        pytest.param(
            "http://127.0.0.1/\u00fc{}?q=\u00e9", {}, "http://127.0.0.1/%C3%BC%7B%7D?q=%C3%A9", id="not_encoded"
        ),
        pytest.param("http://127.0.0.1/a%20b?c=%2B1", {}, "http://127.0.0.1/a%20b?c=%2B1", id="encoded"),
        pytest.param("http://127.0.0.1:80/", {}, "http://127.0.0.1/", id="port_that_goes_without_saying"),
        pytest.param("http://127.0.0.1:port/", {}, "http://127.0.0.1:port/", id="no_url"),
    ],
)
def test_a_url_is_written_as_its_receiver_sees_it(url, params, expected) -> None:
    assert received_url(url, params) == expected


@pytest.mark.parametrize(("status", "expected"), [(0, True), (199, True), (200, False), (299, False), (300, True)])
def test_an_attempt_failed_unless_it_was_answered_with_a_2xx(status, expected) -> None:
    assert failed(DeliveryResult(status)) is expected


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        pytest.param([200], ["1"], id="taken"),
        pytest.param([500, 200], ["1", "2"], id="taken_at_last"),
        pytest.param([500, 500, 500], ["1", "2", "3"], id="never_taken"),
    ],
)
def test_one_delivery_is_tried_after_the_other_until_one_is_taken(statuses, expected) -> None:
    conversation = until_taken(Delivery(purpose, "POST", "http://127.0.0.1/", {}) for purpose in "123")
    tried = [next(conversation).purpose]

    for status in statuses:
        try:
            tried.append(conversation.send(DeliveryResult(status)).purpose)
        except StopIteration:
            break

    assert tried == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({}, "", id="none"),
        pytest.param({"content-type": "text/xml"}, "text/xml", id="bare"),
        pytest.param({"content-type": "Text/XML; charset=utf-8"}, "text/xml", id="with_parameters"),
    ],
)
def test_the_media_type_of_an_answer_is_bare(headers, expected) -> None:
    assert DeliveryResult(200, headers).media_type == expected
