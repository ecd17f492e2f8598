"""What Twilio can go on with."""

from __future__ import annotations

import pytest

from emulators.carriers.twilio import twiml
from emulators.core.inbound_call import DeliveryResult

TWIML, PAGE = b"<Response><Hangup/></Response>", b"<html><body>It works!</body></html>"


def answer(body: bytes, kind: str, *, status: int = 200, whole: bool = True) -> DeliveryResult:
    return DeliveryResult(status, {"content-type": kind} if kind else {}, body, whole)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        pytest.param(answer(TWIML, "text/xml"), None, id="xml"),
        pytest.param(answer(TWIML, "application/xml; charset=utf-8"), None, id="application_xml"),
        pytest.param(answer(TWIML, "text/html"), None, id="twiml_as_html"),
        pytest.param(answer(b"Hello", "text/plain"), None, id="read_out"),
        pytest.param(answer(b"RIFF", "audio/wav", whole=False), None, id="played"),
        pytest.param(DeliveryResult(0, failure="connection"), "11200", id="no_answer"),
        pytest.param(answer(TWIML, "text/xml", status=404), "11200", id="404"),
        pytest.param(answer(b"", ""), "11200", id="no_content_type"),
        pytest.param(answer(TWIML, "text/xml", whole=False), "11750", id="too_large"),
        pytest.param(answer(b"", "text/xml"), "12100", id="empty"),
        pytest.param(answer(b"<Response><Broken></Response>", "text/xml"), "12100", id="not_well_formed"),
        pytest.param(answer(b"<response/>", "text/xml"), "12100", id="another_root"),
        pytest.param(answer(PAGE, "text/html"), "12300", id="page"),
        pytest.param(answer(b"{}", "application/json"), "12300", id="json"),
    ],
)
def test_an_answer_that_cannot_be_executed_has_a_code(outcome, expected) -> None:
    assert twiml.error(outcome) == expected
