"""A document remembers on which line each value stands, and a file that cannot be read is one clear line."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from emulators.harness.document.document import YamlDocument
from emulators.harness.errors import ContractError


def parsed(text: str) -> YamlDocument:
    return YamlDocument.parse(dedent(text).lstrip(), Path("vendor.yaml"))


def test_a_pointer_has_its_line():
    document = parsed(
        """
        a:
          b: [1, 2]
          c: {d: "x"}
        """
    )

    assert [
        document.line(pointer) for pointer in ((), ("a",), ("a", "b", "1"), ("a", "c", "d"), ("a", "c", "d", "e"))
    ] == [1, 1, 2, 3, 3]


def test_dates_stay_text_and_numbers_do_not():
    assert parsed("{a: 2025-01-01, b: 7, c: 1.5, d: yes, e: ~}").value == {
        "a": "2025-01-01",
        "b": 7,
        "c": 1.5,
        "d": True,
        "e": None,
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1}", "vendor.yaml:1: is not YAML"),
        ("", "vendor.yaml:1: is empty"),
        ("a: 1\nb: 2\na: 3\n", "vendor.yaml:3: the key 'a' stands here twice"),
        ("x: &x {a: 1}\ny:\n  <<: *x\n", "vendor.yaml:3: a key must be a plain string"),
        ("a: \x07", "vendor.yaml:1: is not YAML"),
    ],
)
def test_a_document_that_cannot_be_read_says_where(text, message):
    with pytest.raises(ContractError) as mistake:
        YamlDocument.parse(text, Path("vendor.yaml"))

    assert str(mistake.value).startswith(message)


def test_a_file_that_is_not_there_says_so():
    with pytest.raises(ContractError, match=r"nowhere\.yaml:1: cannot be read"):
        YamlDocument.read(Path("nowhere.yaml"))
