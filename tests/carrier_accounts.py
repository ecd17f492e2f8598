"""Accounts of the four carriers' demo worlds: those that work, and those that fail on purpose."""

from __future__ import annotations

from emulators.carriers.livekit import seed as livekit
from emulators.carriers.plivo import seed as plivo
from emulators.carriers.telnyx import seed as telnyx
from emulators.carriers.twilio import seed as twilio
from emulators.core.carrier import Account


def _livekit(name: str) -> Account:
    return Account(f"API{name}demo", f"{name}-livekit-secret-0123456789abcdef")


TWILIO = Account(twilio.ACCOUNT, twilio.TOKEN)
PLIVO = Account(plivo.DEMO, "plivo-demo-token")
TELNYX = Account("app", telnyx.DEMO_KEY)
LIVEKIT, PLATFORM = _livekit("developer"), _livekit("platform")
PLACEHOLDER = Account("your_account_sid", "your_auth_token")

GOOD = {"twilio": TWILIO, "plivo": PLIVO, "telnyx": TELNYX, "livekit": LIVEKIT}
OWN_NUMBER = {
    "twilio": "+14155550100",
    "plivo": "+12125550102",
    "telnyx": "+12125550102",
    "livekit": livekit.NUMBER,
}
"""A number of each account of `GOOD`, which points nowhere yet."""

FOREIGN_NUMBER = {
    "twilio": "+14155550140",
    "plivo": "+12125550190",
    "telnyx": "+12125550190",
    "livekit": livekit.FOREIGN_NUMBER,
}
"""A number of somebody else."""

REFUSING = {
    "twilio": Account(twilio.REFUSING, twilio.REFUSING_TOKEN),
    "plivo": Account("MAREFUSESWRITES00001", "plivo-readonly-token"),
    "telnyx": Account("app", "KEYREFUSESWRITES_telnyx"),
    "livekit": _livekit("readonly"),
}
"""Accounts that open and refuse every change."""

REFUSING_NUMBER = {"twilio": "+14155550140", "plivo": "+12125550102", "telnyx": "+12125550102"}
"""A number of each account of `REFUSING`."""

FAILING = {
    "twilio": {
        "wrong": Account(TWILIO.id, "0" * 32),
        "suspended": Account(twilio.SUSPENDED, twilio.SUSPENDED_TOKEN),
        "nothing": Account(twilio.EMPTY, twilio.EMPTY_TOKEN),
        "limited": Account(twilio.LIMITED, twilio.LIMITED_TOKEN),
        "test": Account(twilio.TEST, twilio.TEST_TOKEN),
        "nobody": Account("", ""),
        "unprintable": Account(TWILIO.id, "ключ"),
    },
    "plivo": {
        "wrong": Account(PLIVO.id, "wrong-token"),
        "unknown": Account("MA" + "X" * 18, PLIVO.secret),
        "suspended": Account("MASUSPENDED000000001", "plivo-suspended-token"),
        "nothing": Account("MAOWNSNOTHING0000001", "plivo-nothing-token"),
        "limited": Account("MARATELIMITED0000001", "plivo-limited-token"),
        "nobody": Account("", ""),
    },
    "telnyx": {
        "wrong": Account("app", "KEYWRONG_telnyx"),
        "suspended": Account("app", "KEYSUSPENDED_telnyx"),
        "nothing": Account("app", "KEYOWNSNOTHING_telnyx"),
        "limited": Account("app", "KEYRATELIMITED_telnyx"),
        "nobody": Account("", ""),
        "two lines": Account("app", "KEY\r\nDEMO"),
    },
    "livekit": {
        "wrong": Account(LIVEKIT.id, "wrong" * 8),
        "unknown": Account("APInobody", LIVEKIT.secret),
        "suspended": _livekit("suspended"),
        "nothing": _livekit("empty"),
        "limited": _livekit("limited"),
        "nobody": Account("", ""),
    },
}
"""By carrier and by what is wrong with them. `nothing` opens and owns no number."""
