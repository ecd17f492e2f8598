"""A declaration per operation, and the effect that each has: one module per resource."""

from emulators.carriers.plivo.operations import account, applications, numbers

OPERATIONS = (*account.OPERATIONS, *numbers.OPERATIONS, *applications.OPERATIONS)
