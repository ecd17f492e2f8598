"""A request is printed as a command that can be pasted."""

from __future__ import annotations

import shlex

from emulators.harness.masking.curl import curl
from emulators.harness.model.exchange import HttpRequest


def test_a_command_can_be_pasted():
    request = HttpRequest("POST", "/a b?c='d'", {"Authorization": "Bearer $KEY"}, b'{"a": "it\'s $TOKEN"}')

    command = curl("https://x.example/v1/", request)

    assert shlex.split(command) == [
        "curl",
        "-sS",
        "-X",
        "POST",
        "https://x.example/v1/a b?c='d'",
        "-H",
        "Authorization: Bearer $KEY",
        "--data-binary",
        '{"a": "it\'s $TOKEN"}',
    ]
    assert '"$KEY"' in command
    assert '"$TOKEN"' in command
