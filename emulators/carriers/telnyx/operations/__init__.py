"""A declaration per operation, and the effect that each has: one module per resource."""

from emulators.carriers.telnyx.operations import applications, balance, numbers, voice_settings

OPERATIONS = (
    *balance.OPERATIONS,
    *numbers.OPERATIONS,
    *voice_settings.OPERATIONS,
    *applications.OPERATIONS,
)
