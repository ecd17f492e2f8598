"""What every request about a call says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulators.carriers.twilio.geography import country

if TYPE_CHECKING:
    from emulators.core.store import Row


def parameters(call: Row, status: str) -> dict[str, str]:
    """Returns the parameters of a call in this status. `Caller` and `Called` are the older names of `From` and `To`."""
    countries = {
        "FromCountry": country(call["from"]),
        "ToCountry": country(call["to"]),
        "CallerCountry": country(call["from"]),
        "CalledCountry": country(call["to"]),
    }
    return {
        "CallSid": call["sid"],
        "AccountSid": call["account_sid"],
        "ApiVersion": call["api_version"],
        "CallStatus": status,
        "Direction": call["direction"],
        "From": call["from"],
        "To": call["to"],
        "Caller": call["from"],
        "Called": call["to"],
        **{name: code for name, code in countries.items() if code},
    }
