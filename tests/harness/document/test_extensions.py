"""The extensions of a contract are those that its README lists."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from emulators.harness.document.document import YamlDocument
from emulators.harness.document.extensions import EXTENSIONS, unknown_extensions
from emulators.harness.document.location import folder


def parsed(text: str) -> YamlDocument:
    return YamlDocument.parse(dedent(text).lstrip(), Path("vendor.yaml"))


def test_the_extensions_are_those_that_the_readme_of_the_contracts_lists():
    readme = (folder() / "README.md").read_text()

    assert set(re.findall(r"(?<![\w-])x-[a-z][a-z-]*", readme)) == EXTENSIONS


def test_a_key_of_plain_data_and_a_name_are_no_extensions():
    document = parsed(
        """
        x-when: {x-a: 1}
        properties: {x-b: {default: {x-c: 1}}}
        examples: {x-d: {value: {x-e: 1}}}
        """
    )

    assert list(unknown_extensions(document)) == []
