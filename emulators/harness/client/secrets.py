"""Makes a mask of the secrets that a target was given."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from emulators.harness.masking.redaction import Mask, secret_names, variable
from emulators.harness.testcases.derive import derive_cases
from emulators.harness.testcases.placeholders import InventedSecret, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulators.harness.client.target import Target
    from emulators.harness.contract.contract import Contract


def mask_for(contract: Contract, target: Target) -> Mask:
    """Returns the mask for everything that is sent to a target and comes back from it."""
    names = secret_names(contract)
    secrets = dict(_of_headers(target))
    password = urlsplit(target.url).password
    if password:
        secrets[unquote(password)] = "$URL_PASSWORD"
    for name in names:
        secrets.update(dict.fromkeys(target.known.get(name, ()), variable(name)))
    return Mask.of(names, contract.secret_headers, secrets).knowing(_made_up(contract))


def _made_up(contract: Contract) -> dict[str, str]:
    """Returns the secrets that cases make up, with the names of their fields: one case's may come back in another's answer."""
    return {
        str(leaf.stand_in): leaf.name
        for case in derive_cases(contract)
        for step in case.steps
        for leaf in placeholders(step.body)
        if isinstance(leaf, InventedSecret)
    }


def _of_headers(target: Target) -> Iterator[tuple[str, str]]:
    """Yields each header's value, and the key in it by itself, each with what is shown in its place."""
    for name, value in target.headers.items():
        shown = target.shown.get(name, variable(name))
        yield value, shown
        if " " in value:
            yield value.split(" ", 1)[1], shown.split(" ", 1)[-1] if " " in shown else variable(f"{name}_token")
