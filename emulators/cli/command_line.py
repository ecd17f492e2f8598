"""Renders the command line that began this process for a report: ready to be pasted, without the secrets in it."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract


def command_line(contract: Contract, *targets: Target) -> str:
    """Returns the command line, quoted for a shell; header values and other secrets are shell variables."""
    from emulators.harness.client.secrets import mask_for
    from emulators.harness.masking.curl import quote
    from emulators.harness.masking.redaction import secret_names

    masks = [mask_for(contract, target) for target in targets]
    words = list(_without_secrets(["emulators", *sys.argv[1:]], secret_names(contract)))
    for mask in masks:
        words = [mask.text(word) for word in words]
    return " ".join(map(quote, words))


def _without_secrets(words: list[str], secret_names: frozenset[str]) -> Iterator[str]:
    """Yields the words; what is secret by its place (a header's value, a secret field, a user in a URL) is a variable."""
    from emulators.harness.masking.redaction import variable

    for before, word in pairwise(["", *words]):
        option, value = _split(before, word)
        is_header = option in ("-H", "--header")
        name, separator, _ = value.partition(":" if is_header else "=")
        if is_header:
            yield word.removesuffix(value) + f"{name}: {variable(name)}"
        elif option in ("--known", "--foreign") and separator and name in secret_names:
            yield word.removesuffix(value) + f"{name}={variable(name)}"
        else:
            yield re.sub(r"(?<=://)[^/@\s]+@", "", word)


def _split(before: str, word: str) -> tuple[str, str]:
    """Returns the option that a word belongs to, and its value; the option may stand before it or in it."""
    if word.startswith("-H") and len(word) > 2:
        return "-H", word[2:]
    if word.startswith("--") and "=" in word:
        option, _, value = word.partition("=")
        return option, value
    return (before, word) if not word.startswith("-") else ("", word)
