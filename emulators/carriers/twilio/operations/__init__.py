"""A declaration per operation, and the effect that each has: one module per resource."""

from emulators.carriers.twilio.operations import account, applications, attachments, numbers, trunks

OPERATIONS = (
    *account.OPERATIONS,
    *numbers.OPERATIONS,
    *applications.OPERATIONS,
    *trunks.OPERATIONS,
    *attachments.OPERATIONS,
)
