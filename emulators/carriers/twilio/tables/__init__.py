"""What the carrier keeps. Columns are wire names; what is not, is ours to say how an account or a number behaves."""

from emulators.carriers.twilio.tables.accounts import ACCOUNTS, API_KEYS
from emulators.carriers.twilio.tables.calls import CALLS
from emulators.carriers.twilio.tables.numbers import APPLICATIONS, AVAILABLE, NUMBERS, RELEASED
from emulators.carriers.twilio.tables.sip import (
    CREDENTIAL_LISTS,
    CREDENTIALS,
    IP_ACCESS_CONTROL_LISTS,
    IP_ADDRESSES,
)
from emulators.carriers.twilio.tables.trunks import (
    ORIGINATION_URLS,
    TRUNK_CREDENTIAL_LISTS,
    TRUNK_IP_ACCESS_CONTROL_LISTS,
    TRUNKS,
)

__all__ = [
    "ACCOUNTS",
    "API_KEYS",
    "APPLICATIONS",
    "AVAILABLE",
    "CALLS",
    "CREDENTIALS",
    "CREDENTIAL_LISTS",
    "IP_ACCESS_CONTROL_LISTS",
    "IP_ADDRESSES",
    "NUMBERS",
    "ORIGINATION_URLS",
    "RELEASED",
    "TRUNKS",
    "TRUNK_CREDENTIAL_LISTS",
    "TRUNK_IP_ACCESS_CONTROL_LISTS",
]

TABLES = (
    ACCOUNTS,
    API_KEYS,
    NUMBERS,
    RELEASED,
    AVAILABLE,
    APPLICATIONS,
    TRUNKS,
    ORIGINATION_URLS,
    CREDENTIAL_LISTS,
    CREDENTIALS,
    TRUNK_CREDENTIAL_LISTS,
    IP_ACCESS_CONTROL_LISTS,
    IP_ADDRESSES,
    TRUNK_IP_ACCESS_CONTROL_LISTS,
    CALLS,
)
