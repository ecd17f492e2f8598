"""A declaration per operation, and the effect that each has: one module per resource."""

from emulators.carriers.plivo.operations import account, applications, calls, numbers, phone_numbers

OPERATIONS = (
    *account.OPERATIONS,
    *numbers.OPERATIONS,
    *phone_numbers.OPERATIONS,
    *applications.OPERATIONS,
    *calls.OPERATIONS,
)
