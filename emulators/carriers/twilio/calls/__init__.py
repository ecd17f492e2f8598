"""Calls that come in and calls that an account makes: their course, and what Twilio asks and tells of them."""

from emulators.carriers.twilio.calls.inbound import receive_call
from emulators.carriers.twilio.calls.outbound import proceed

__all__ = ["proceed", "receive_call"]
