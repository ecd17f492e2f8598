"""Which numbers an account owns, whatever the carrier."""

from __future__ import annotations

import pytest

from emulators.core import magic
from emulators.core.local_carrier import flags, owns

ORDINARY, PLACEHOLDER = flags(), flags(owns_any_number=True)


@pytest.mark.parametrize(
    ("account", "number", "rented", "expected"),
    [
        pytest.param(ORDINARY, "+15551234567", True, True, id="rented"),
        pytest.param(ORDINARY, "+15551234567", None, False, id="never rented"),
        pytest.param(PLACEHOLDER, "+15551234567", None, True, id="any"),
        pytest.param(PLACEHOLDER, "+15551234567", False, False, id="any, given back"),
        pytest.param(PLACEHOLDER, "15551234567", None, False, id="any, not E.164"),
        pytest.param(PLACEHOLDER, "number", None, False, id="any, no number"),
        pytest.param(ORDINARY, magic.WRITE_FAILS, None, True, id="magic, cannot be configured"),
        pytest.param(ORDINARY, magic.WRITE_FAILS, False, False, id="magic, given back"),
        pytest.param(PLACEHOLDER, magic.NOT_OWNED, True, False, id="magic, not owned"),
        pytest.param(PLACEHOLDER, magic.INVALID, True, False, id="magic, invalid"),
    ],
)
def test_an_account_owns_what_it_rents_and_what_its_flags_say(account, number, rented, expected) -> None:
    assert owns(account, number, rented=rented) is expected
