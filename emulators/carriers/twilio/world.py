"""What a client of Twilio's needs to know of the demo world: the credentials, and the SIDs that exist."""

from __future__ import annotations

import base64

from emulators.carriers.twilio.seed import (
    ACCESS_LIST,
    ACCOUNT,
    ADDRESS,
    API_KEY,
    API_SECRET,
    APPLICATION,
    CALL,
    CREDENTIAL,
    CREDENTIAL_LIST,
    EMPTY,
    EMPTY_TOKEN,
    LIMITED,
    LIMITED_TOKEN,
    ORIGINATION_URL,
    OTHER_ACCESS_LIST,
    OTHER_APPLICATION,
    OTHER_CALL,
    OTHER_CREDENTIAL_LIST,
    OTHER_NUMBERS,
    OTHER_TRUNK,
    OWN_NUMBERS,
    PLACEHOLDERS,
    REFUSING,
    REFUSING_TOKEN,
    SUSPENDED,
    SUSPENDED_TOKEN,
    TEST,
    TEST_TOKEN,
    TOKEN,
    TRUNK,
    TRUNK_NUMBER,
)
from emulators.core.world import Credential, World


def basic(user: str, password: str) -> dict[str, str]:
    """Returns the header that presents these credentials."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


WORLD = World(
    credentials=(
        Credential(basic(ACCOUNT, TOKEN), f"owns {', '.join(OWN_NUMBERS.values())}"),
        Credential(basic(API_KEY, API_SECRET), "an API key of the first account"),
        Credential(basic(SUSPENDED, SUSPENDED_TOKEN), "suspended"),
        Credential(basic(EMPTY, EMPTY_TOKEN), "owns nothing"),
        Credential(basic(REFUSING, REFUSING_TOKEN), "owns +14155550140 and refuses to point it anywhere"),
        Credential(basic(LIMITED, LIMITED_TOKEN), "owns +14155550150 and is always over its rate limit"),
        Credential(basic(TEST, TEST_TOKEN), "test credentials: may only buy, and nothing is bought"),
        Credential(basic(ACCOUNT, "0" * 32), "a wrong token"),
        *(
            Credential(basic(sid, each), "owns any number that is not a magic one")
            for sid, token, second in PLACEHOLDERS
            for each in (token, second)
            if each
        ),
    ),
    known={
        "AccountSid": (ACCOUNT,),
        "PhoneNumberSid": (TRUNK_NUMBER, *(sid for sid in OWN_NUMBERS if sid != TRUNK_NUMBER)),
        "PhoneNumber": tuple(OWN_NUMBERS.values()),
        "From": tuple(OWN_NUMBERS.values()),
        "CallSid": (CALL,),
        "CountryCode": ("AU", "GB", "US"),
        "ApplicationSid": (APPLICATION,),
        "VoiceApplicationSid": (APPLICATION,),
        "TrunkSid": (TRUNK,),
        "OriginationUrlSid": (ORIGINATION_URL,),
        "CredentialListSid": (CREDENTIAL_LIST,),
        "CredentialSid": (CREDENTIAL,),
        "IpAccessControlListSid": (ACCESS_LIST,),
        "IpAddressSid": (ADDRESS,),
    },
    foreign={
        "AccountSid": (EMPTY,),
        "CallSid": (OTHER_CALL,),
        "From": tuple(number for _, number in OTHER_NUMBERS.values()),
        "PhoneNumberSid": tuple(OTHER_NUMBERS),
        "PhoneNumber": tuple(number for _, number in OTHER_NUMBERS.values()),
        "ApplicationSid": (OTHER_APPLICATION,),
        "VoiceApplicationSid": (OTHER_APPLICATION,),
        "TrunkSid": (OTHER_TRUNK,),
        "CredentialListSid": (OTHER_CREDENTIAL_LIST,),
        "IpAccessControlListSid": (OTHER_ACCESS_LIST,),
    },
    sample=("GET", f"/2010-04-01/Accounts/{ACCOUNT}.json", None),
)
