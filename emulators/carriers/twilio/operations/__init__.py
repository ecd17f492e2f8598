"""A declaration per operation, and the effect that each has: one module per resource."""

from emulators.carriers.twilio.operations import (
    account,
    applications,
    available_numbers,
    calls,
    numbers,
    numbers_by_kind,
    sip_lists,
    trunk_lists,
    trunk_numbers,
    trunks,
)

OPERATIONS = (
    *account.OPERATIONS,
    *available_numbers.OPERATIONS,
    *numbers_by_kind.OPERATIONS,
    *numbers.OPERATIONS,
    *applications.OPERATIONS,
    *trunks.OPERATIONS,
    *trunk_numbers.OPERATIONS,
    *trunk_lists.OPERATIONS,
    *sip_lists.OPERATIONS,
    *calls.OPERATIONS,
)
