"""What is a bundle, and what is none."""

from __future__ import annotations

import json

import pytest
from bundled import GOOD

from emulators.bundles.bundle import BadBundle, read_bundle

BAD = [
    ("{", "line 1, column 2: Expecting property name enclosed in double quotes"),
    (b"\xff", "it is no text in UTF-8"),
    ("[]", "the document: Input should be an object"),
    ("{}", "requests: Field required"),
    (GOOD | {"format": "other"}, "format: Input should be 'voice-emulators bundle'"),
    (GOOD | {"version": 2}, "version: Input should be 1"),
    (GOOD | {"requests": []}, "requests: List should have at least 1 item"),
    (GOOD | {"requests": [GOOD["requests"][0] | {"at": "soon"}]}, "requests.0.at: Value error, takes an ISO 8601 time"),  # type: ignore[index]  # it is a list
    (GOOD | {"requests": [GOOD["requests"][0] | {"body": {"base64": "!"}}]}, "requests.0.body."),  # type: ignore[index]  # it is a list
    (GOOD | {"more": 1}, "more: Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message[:30] for _, message in BAD])
def test_what_is_no_bundle_is_told_with_its_place(text, message) -> None:
    with pytest.raises(BadBundle) as refused:
        read_bundle(json.dumps(text) if isinstance(text, dict) else text)

    assert str(refused.value).startswith(message)
