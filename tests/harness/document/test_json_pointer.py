"""A JSON pointer leads to a part of a value."""

from __future__ import annotations

import pytest

from emulators.harness.document.json_pointer import look_up


def test_a_pointer_into_json_is_followed():
    assert look_up({"a": [{"b/c": 1}]}, "#/a/0/b~1c") == 1
    with pytest.raises(KeyError):
        look_up({"a": []}, "/a/0")
