"""What the fragment of a webhook's URL says of its connection."""

from __future__ import annotations

import pytest

from emulators.carriers.twilio.webhooks import Overrides, WebhookMessage, send
from emulators.core.inbound_call import DeliveryResult

URL = "http://127.0.0.1:3000/voice"
REFUSED, SLOW, HELD = (DeliveryResult(0, failure=failure) for failure in ("connection", "answer", "not sent"))


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        pytest.param("", Overrides(1, frozenset({"ct"}), 5.0, 15.0), id="defaults"),
        pytest.param(
            "#rc=2&rp=4xx,5xx&ct=100&rt=1000", Overrides(2, frozenset({"4xx", "5xx"}), 0.1, 1.0), id="all_of_them"
        ),
        pytest.param("#rc=6&ct=99&rt=15001", Overrides(1, frozenset({"ct"}), 5.0, 15.0), id="out_of_bounds"),
        pytest.param("#rc=many", Overrides(1, frozenset({"ct"}), 5.0, 15.0), id="no_number"),
    ],
)
def test_the_fragment_of_a_url_overrides_the_defaults(fragment, expected) -> None:
    assert Overrides.of(URL + fragment) == expected


@pytest.mark.parametrize(
    ("policy", "outcome", "expected"),
    [
        pytest.param("ct", REFUSED, True, id="ct_refused"),
        pytest.param("ct", SLOW, False, id="ct_slow"),
        pytest.param("rt", SLOW, True, id="rt_slow"),
        pytest.param("4xx", DeliveryResult(404), True, id="4xx_404"),
        pytest.param("4xx", DeliveryResult(500), False, id="4xx_500"),
        pytest.param("5xx", DeliveryResult(503), True, id="5xx_503"),
        pytest.param("all", DeliveryResult(503), True, id="all_503"),
        pytest.param("all", DeliveryResult(200), False, id="all_200"),
        pytest.param("all", HELD, False, id="all_not_sent"),
    ],
)
def test_a_request_is_made_again_after_what_the_policy_names(policy, outcome, expected) -> None:
    assert Overrides.of(f"{URL}#rp={policy}").again(outcome) is expected


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param(DeliveryResult(302, {"location": "http://[::1"}), id="to_no_url"),
        pytest.param(DeliveryResult(302), id="to_nowhere"),
        pytest.param(DeliveryResult(304, {"location": "/moved"}), id="not_modified"),
    ],
)
def test_what_leads_nowhere_is_not_followed(outcome) -> None:
    conversation = send(WebhookMessage("answer", "GET", URL, {}, "token", "1"))
    next(conversation)

    with pytest.raises(StopIteration) as ended:
        conversation.send(outcome)

    assert ended.value.value == (URL, outcome)
