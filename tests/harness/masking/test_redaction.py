"""No secret leaves a run: not in an exchange, not in a finding, not in a plan."""

from __future__ import annotations

import json

import pytest
from harness.switchboard import BASE, KEY, Switchboard

from emulators.harness.client.secrets import mask_for
from emulators.harness.client.target import Target
from emulators.harness.execution.run import verify
from emulators.harness.masking.redaction import Mask, secret_names, variable
from emulators.harness.model.exchange import Exchange, HttpRequest, HttpResponse

CANARY = "canary-5c1e-secret"


@pytest.fixture
def target() -> Target:
    return Target(
        name="t",
        url=BASE,
        app=Switchboard("token echoed", "auth not enforced").app,
        headers={"Authorization": f"Bearer {KEY}", "X-Tenant": "tenant-canary"},
        known={"token": (CANARY,)},
        numbers="any",
        emulator=True,
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("twilioAuthToken", "$TWILIO_AUTH_TOKEN"),
        ("X-API-Key", "$X_API_KEY"),
        ("accSId", "$ACC_SID"),
        ("sip_password", "$SIP_PASSWORD"),
    ],
)
def test_a_secret_is_shown_as_a_variable(name, shown):
    assert variable(name) == shown


def test_the_contract_names_its_secrets(contract):
    assert secret_names(contract) == {"token"}


@pytest.mark.unmeasured
def test_nothing_of_a_report_holds_a_secret(contract, target):
    report = verify(contract, target, seed=2)

    text = repr([(outcome.exchanges, outcome.findings, outcome.reason) for outcome in report.outcomes])
    assert {finding.layer for finding in report.failures} >= {"secret", "class"}
    for secret in (KEY, "tenant-canary", "secret-token-of-a-test"):
        assert secret not in text
    assert "$AUTHORIZATION" in text
    assert "$TOKEN" in text


def test_a_value_is_masked_wherever_it_turns_up(contract, target):
    mask = mask_for(contract, target)
    exchange = Exchange(
        "create_line",
        HttpRequest(
            "POST",
            f"/lines?key={KEY}",
            {"authorization": f"Bearer {KEY}", "Cookie": f"a={KEY}"},
            json.dumps({"a": [{"token": "short"}, CANARY]}).encode(),
        ),
        HttpResponse(400, {"x-note": CANARY}, f"not JSON: {KEY} {CANARY}".encode()),
        values={"token": "t", "other": f"{CANARY}!"},
    )

    masked = mask.exchange(exchange)

    assert masked.request == HttpRequest(
        "POST",
        "/lines?key=$AUTHORIZATION_TOKEN",
        {"authorization": "$AUTHORIZATION", "Cookie": "a=$AUTHORIZATION_TOKEN"},
        b'{"a": [{"token": "$TOKEN"}, "$TOKEN"]}',
    )
    assert masked.response == HttpResponse(400, {"x-note": "$TOKEN"}, b"not JSON: $AUTHORIZATION_TOKEN $TOKEN")
    assert masked.values == {"token": "$TOKEN", "other": "$TOKEN!"}


def test_the_name_of_the_environment_is_kept(contract):
    target = Target(
        "t", BASE, headers={"Authorization": f"Bearer {KEY}"}, shown={"Authorization": "Bearer $SWITCHBOARD_KEY"}
    )

    mask = mask_for(contract, target)

    assert mask.text(f"Bearer {KEY} and {KEY}") == "Bearer $SWITCHBOARD_KEY and $SWITCHBOARD_KEY"


def test_a_credential_that_is_none_of_ours_is_masked_in_its_header(contract):
    mask = mask_for(contract, Target("t", BASE))

    assert mask.request(HttpRequest("GET", "/", {"Authorization": "Bearer printed"})).headers == {
        "Authorization": "$AUTHORIZATION"
    }


def test_the_name_of_a_field_is_no_part_of_the_secret_that_was_made_up_for_it():
    mask = Mask.of(frozenset({"twilioAuthToken"}), frozenset(), {}).knowing({"a twilioAuthToken": "twilioAuthToken"})

    assert mask.text('{"twilioAuthToken": "a twilioAuthToken", "x": "a twilioAuth"}') == (
        '{"twilioAuthToken": "$TWILIO_AUTH_TOKEN", "x": "$TWILIO_AUTH_TOKEN"}'
    )
