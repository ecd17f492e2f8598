"""Types the body of `POST /api/call/add-phone`, in page order, and the path of `DELETE
/api/call/delete-phone/{phoneId}`."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from annotated_types import MinLen
from pydantic import AfterValidator, ValidationInfo

from emulators.core.provenance import assumed, documented, inferred
from emulators.core.schema import Document, Omissible, Secret, Text, malformed
from emulators.vendors.weya.settings import NUMBER_LENGTH

OBJECT_ID = re.compile("[0-9a-fA-F]{24}")
NUMBERS = {"e164": re.compile(r"\+?[1-9][0-9]{6,14}"), "any": re.compile(r"\+?[0-9]+")}
"""What a telephone number looks like, by the value of `NUMBER_LENGTH`."""
WORDS = {
    "e164": "must be a country code and a number, 7 to 15 digits with or without +",
    "any": "must be digits, with or without +",
}


def _object_id(value: str) -> str:
    if not OBJECT_ID.fullmatch(value):
        raise malformed("must be 24 hexadecimal digits")
    return value


def _number(value: str, info: ValidationInfo) -> str:
    length = NUMBER_LENGTH.read(info)
    if not NUMBERS[length].fullmatch(value):
        raise malformed(WORDS[length])
    return value


NotEmpty = Annotated[Text, MinLen(1), assumed("an empty string counts as missing")]


class AddPhone(Document):
    """The body of add-phone. `accSId` may be left out where a setting says so."""

    userId: Annotated[
        Annotated[Text, AfterValidator(_object_id)],
        documented("ID of the user who will own this phone number. Invalid User ID format"),
        inferred("every sample of an id is 24 hexadecimal digits"),
    ]
    phoneNumber: Annotated[
        Annotated[Text, AfterValidator(_number)],
        documented("Phone number with country code. The + prefix is optional."),
        assumed("no pattern on the page: 7 to 15 digits are E.164's bounds"),
    ]
    integration: Annotated[Literal["plivo", "twilio", "telnyx"], documented("Choose one of: plivo, twilio, or telnyx.")]
    authToken: Annotated[NotEmpty, Secret, documented("Authentication token for your integration provider account.")]
    accSId: Annotated[Omissible[NotEmpty], Secret, documented("Account identifier for your integration provider.")] = (
        None
    )


class PhoneId(Document):
    """The path of delete-phone."""

    phoneId: Annotated[Text, documented("deletePhone: path phoneId")]
