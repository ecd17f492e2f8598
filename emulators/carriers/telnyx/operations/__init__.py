"""A declaration per operation, and the effect that each has: one module per resource."""

from emulators.carriers.telnyx.operations import (
    available_numbers,
    balance,
    calls,
    connections,
    fqdns,
    jobs,
    number_orders,
    numbers,
    voice_settings,
)

OPERATIONS = (
    *balance.OPERATIONS,
    *jobs.OPERATIONS,
    *numbers.OPERATIONS,
    *available_numbers.OPERATIONS,
    *number_orders.OPERATIONS,
    *voice_settings.OPERATIONS,
    *connections.OPERATIONS,
    *fqdns.OPERATIONS,
    *calls.OPERATIONS,
)
