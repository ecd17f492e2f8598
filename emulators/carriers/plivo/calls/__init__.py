"""Calls that come in and calls that an account makes: their course, and what Plivo asks and tells of them."""

from emulators.carriers.plivo.calls.inbound import receive_call
from emulators.carriers.plivo.calls.outbound import proceed

__all__ = ["proceed", "receive_call"]
